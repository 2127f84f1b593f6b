"""Printed rules (评分标准, 评分规则) as text: read as rule kinds, and in parts for those who check the rule itself.

Pure text to rule; knows no form, no report, no law. A text is understood as a whole or not at all: what is not understood is not
checkable, never guessed.
"""

from jiheng.scoring.printed.facets import Band, PrintedRule, read_rule
from jiheng.scoring.printed.inputs import Row
from jiheng.scoring.printed.points import points_of
from jiheng.scoring.printed.reading import Reading
from jiheng.scoring.printed.rechecking import Rechecked, recheck
from jiheng.scoring.printed.shares import Share
from jiheng.scoring.printed.understanding import understand
from jiheng.scoring.printed.wording import number_of

__all__ = ["Band", "PrintedRule", "Reading", "Rechecked", "Row", "Share", "number_of", "points_of", "read_rule", "recheck", "understand"]
