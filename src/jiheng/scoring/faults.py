"""What is wrong with a frame or a case as data: the entry, the problem, the remedy. Whose line it is, the file that was read knows."""

from __future__ import annotations

from jiheng.model import Citation, Record, Severity


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
