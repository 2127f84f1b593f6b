"""Rule kinds, one file each. A kind is a pure function from estimates to points with a trace; its numbers are arguments."""

from jiheng.scoring.rules.bands import by_bands
from jiheng.scoring.rules.deviation import by_deviation
from jiheng.scoring.rules.operand import Operand
from jiheng.scoring.rules.pass_line import above_pass_line
from jiheng.scoring.rules.proportional import at_least, at_most, exactly
from jiheng.scoring.rules.qualitative import by_level
from jiheng.scoring.rules.rate import by_rate

__all__ = ["Operand", "above_pass_line", "at_least", "at_most", "by_bands", "by_deviation", "by_level", "by_rate", "exactly"]
