"""Why a number of points is what it is: a sentence a reviewer can read aloud, with the steps below it."""

from __future__ import annotations

from jiheng.model import Estimate, Record


class Trace(Record):
    """One sentence (实际 6 亿元 ÷ 目标 8 亿元 = 75%，20 × 75% = 15) and the steps it rests on. As JSON through ``model_dump``."""

    sentence: str
    steps: tuple[Trace, ...] = ()

    def tree(self, indent: str = "") -> str:
        """The sentence with its steps indented below it."""
        return "\n".join([indent + self.sentence, *(step.tree(indent + "  ") for step in self.steps)])


class Points(Record):
    """Points that a rule awards: the value people compute, the interval it can have, and why. ``rule`` names the kind."""

    estimate: Estimate
    trace: Trace
    rule: str
