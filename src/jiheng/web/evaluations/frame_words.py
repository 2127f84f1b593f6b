"""What is wrong with a frame in the words of its page: the engine's remedies speak to who writes a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from jiheng.model import Severity
from jiheng.scoring.faults import Fault

#: What to do about each fault here, on the page of the frame or of the indicator's score. A fault that is not named keeps its own remedy.
_REMEDIES: Final = {
    "FRM101": _("请在下面调整分值，或点「改动的不变，其余按比例凑足满分」"),
    "FRM103": _("请换用写明了方向的指标（指标库、标准中的指标体系），或在评分时由评价人给分并写明理由"),
    "FRM104": _("请去掉这个指标，从指标库重新加入"),
    "FRM105": _("评分时请注明依据的佐证材料"),
    "FRM107": _("请去掉其中一个，换一个编号重新加入"),
    "FRM108": _("请去掉其中一个"),
    "FRM109": _("请去掉这个指标，从指标库重新加入，或评分时由评价人给分并写明理由"),
    "FRM110": _("评分时由评价人给分，写明理由；要按规则计分，请从指标库选用有评分规则的指标"),
    "FRM111": _("请在评价方案里写明指标和分值的依据"),
    "FRM112": _("请换用标准中的指标体系，或在评价方案里写明依据"),
}
#: What is wrong, where the engine's words name an entry of a file.
_PROBLEMS: Final = {
    "FRM109": _("评分规则与指标不符，不能自动计分"),
    "FRM112": _("引用的依据查不到出处"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A fault as the page tells it."""

    severity: str
    problem: str
    remedy: str


def told(faults: Sequence[Fault], names: Sequence[str]) -> list[Told]:
    """The faults, what must be mended first; those of the same kind of remedy together, naming their indicators."""
    ordered = sorted(faults, key=lambda one: (list(Severity).index(one.severity), one.code))
    return [
        Told(
            severity=one.severity.value,
            problem=_subject(one, names) + str(_PROBLEMS[one.code]) if one.code in _PROBLEMS else one.problem,
            remedy=str(_REMEDIES.get(one.code, one.remedy)),
        )
        for one in ordered
    ]


def _subject(fault: Fault, names: Sequence[str]) -> str:
    """The indicator a fault lies in, as the page names it."""
    steps = fault.place.split("/")
    at = steps[2] if len(steps) > 2 and steps[1] == "indicators" else ""
    return f"「{names[int(at)]}」" if at.isdecimal() and int(at) < len(names) else ""
