"""Words to points: applies declared scoring rules and yields every score with its trace.

A rule kind is one file in ``rules/``; its numbers come from the standard. Re-checking a published score and computing a new
one run the same code. Never opens a document.
"""

from jiheng.scoring.execution import decimals_of, denominator, execution_points, execution_rate, scored_lines
from jiheng.scoring.self_evaluation import Judged, judge, judge_words, level_of, may_be_better_smaller, pair
from jiheng.scoring.trace import Points, Trace

__all__ = [
    "Judged",
    "Points",
    "Trace",
    "decimals_of",
    "denominator",
    "execution_points",
    "execution_rate",
    "judge",
    "judge_words",
    "level_of",
    "may_be_better_smaller",
    "pair",
    "scored_lines",
]
