"""Words to paper: one folder per official report, and the annotated copy of what was read.

Reports print what others computed and compute nothing themselves. File writers are imported in ``render`` and ``annotate``
only; no report imports another.
"""

from jiheng.reports.annotate import CannotAnnotate, annotate_copy
from jiheng.reports.findings_page import render_html
from jiheng.reports.sarif import render_sarif
from jiheng.reports.working_paper import render_workbook

__all__ = ["CannotAnnotate", "annotate_copy", "render_html", "render_sarif", "render_workbook"]
