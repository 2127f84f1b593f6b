"""What is wrong with a frame or a case as data: the entry, the problem, the remedy. Whose line it is, the file that was read knows."""

from __future__ import annotations

from collections.abc import Iterable

from jiheng.model import Citation, Record, Severity
from jiheng.regulation import PlacedYaml


class Fault(Record):
    """One fault. ``place`` is the entry (``/indicators/3/weight``); ``code`` and ``name`` stay the same between versions."""

    code: str
    name: str
    severity: Severity
    place: str
    problem: str
    remedy: str = ""
    stated: str = ""
    expected: str = ""
    citations: tuple[Citation, ...] = ()

    def below(self, place: str) -> Fault:
        """The same fault, its entry lying below another one."""
        return self.model_copy(update={"place": f"{place}{self.place}"})


def said(placed: PlacedYaml, faults: Iterable[Fault]) -> str:
    """The faults of a file, a line each: file, line, entry, problem, remedy."""
    return "\n".join(str(placed.wrong(fault.place, fault.problem, fault.remedy)) for fault in faults)
