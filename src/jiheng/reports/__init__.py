"""Words to paper: one folder per official report, and the annotated copy of what was read.

Reports print what others computed and compute nothing themselves. File writers are imported in ``render`` and ``annotate``
only; no report imports another.
"""

from jiheng.reports.annotate import CannotAnnotate, annotate_copy
from jiheng.reports.extraction_workbook import write_extraction
from jiheng.reports.findings_page import render_html
from jiheng.reports.sarif import sarif_text
from jiheng.reports.working_paper import render_workbook

__all__ = ["CannotAnnotate", "annotate_copy", "render_html", "render_workbook", "sarif_text", "write_extraction"]
