"""Indicator targets and actual values as forms print them.

``≥50家``, ``＞=90%``, ``100%``, ``3：1``, ``1周1次``, ``30-50人``, ``2023年12月底前``, ``有效提升``: one word for each part, the raw
text kept. The direction is what is printed and is never guessed from the number.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from jiheng.model.dates import PartialDate, read_date
from jiheng.model.figures import Figure, normal, read_figure
from jiheng.model.record import Record


class Direction(StrEnum):
    """Which side of the target is good (指标方向)."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"

    @property
    def symbol(self) -> str:
        """The sign printed on forms."""
        return {"at_least": "≥", "at_most": "≤", "exactly": "="}[self.value]


class Measure(Record):
    """A target or an actual value as printed: a figure, a range, a date, or quality words.

    Just one of ``figure`` (with ``upper`` for a range), ``date`` and ``words`` is set; all are None for blank or dash.
    ``approximate`` marks 约, 左右, 余, 以上 in an actual value.
    """

    raw: str = ""
    direction: Direction | None = None
    strict: bool = False
    figure: Figure | None = None
    upper: Figure | None = None
    date: PartialDate | None = None
    words: str | None = None
    approximate: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing, or only a dash or slash, is printed."""
        return self.figure is None and self.date is None and self.words is None

    @property
    def is_quantitative(self) -> bool:
        """Whether it is a number."""
        return self.figure is not None

    @property
    def unit(self) -> str | None:
        """The unit of its figure, when there is one."""
        return self.figure.unit if self.figure else None


class Target(Measure):
    """An annual target (年度指标值)."""


class Actual(Measure):
    """An actual value (实际完成值); a printed sign before it (``=50家``) means nothing but is kept in ``direction``."""


#: Printed signs, longest first. LaTeX residue comes from machine-converted pages.
_SIGNS: Final[tuple[tuple[str, Direction, bool], ...]] = (
    (
        r"\\geq?(?:slant)?|\\ge\b|>\s*=|=\s*>|[≥≧⩾]|大于等于|大于或等于|不低于|不少于|不小于|至少|不得低于|不得少于|达到?(?=\d.*以上)",
        Direction.AT_LEAST,
        False,
    ),
    (
        r"\\leq?(?:slant)?|\\le\b|<\s*=|=\s*<|[≤≦⩽]|小于等于|小于或等于|不高于|不超过|不大于|不多于|至多|不得超过|不得高于|控制在(?=\d.*(?:以内|以下))",
        Direction.AT_MOST,
        False,
    ),
    (r">|大于|高于|超过|多于", Direction.AT_LEAST, True),
    (r"<|小于|低于|少于", Direction.AT_MOST, True),
    (r"=|═|等于|＝", Direction.EXACTLY, False),
)
_SUFFIXES: Final[tuple[tuple[str, Direction], ...]] = (
    (r"(?:及|或)?以上|(?:以)?上$", Direction.AT_LEAST),
    (r"(?:及|或)?以[内下]|之内$", Direction.AT_MOST),
)
_BLANK: Final = re.compile(r"[\s\-—–―─/\\无]*|不适用|N/?A", re.I)
_RANGE: Final = re.compile(
    r"(?P<low>-?[\d,.]+)\s*(?P<unit1>[^\d\s\-—~至到]{0,4}?)\s*(?:-|—|–|~|～|至|到)\s*(?P<high>[\d,.]+)\s*(?P<unit>[^\d]*)", re.S
)
_RATIO: Final = re.compile(r"(?P<n>\d+(?:\.\d+)?)\s*[:：比∶]\s*(?P<d>\d+(?:\.\d+)?)")
_FREQUENCY: Final = re.compile(r"(?:每|1|一)\s*(?P<per>周|月|季度?|年|天|日|星期)\s*(?P<n>\d+(?:\.\d+)?)\s*(?P<unit>[^\d\s]{1,3})")


def _sign(text: str) -> tuple[Direction | None, bool, str]:
    for pattern, direction, strict in _SIGNS:
        match = re.match(rf"(?:{pattern})\s*", text)
        if match:
            return direction, strict, text[match.end() :].lstrip()
    return None, False, text


def _parts(raw: str, unit: str) -> dict[str, object]:
    text = normal(raw).strip()
    text = re.sub(r"\\(?:%|mathrm|text)|[${}]", lambda m: "%" if m[0] == "\\%" else "", text).strip()
    if _BLANK.fullmatch(text):
        return {}
    found: dict[str, object] = {}
    direction, strict, rest = _sign(text)
    if direction:
        found.update(direction=direction, strict=strict)
    approximate = bool(re.search(r"^(?:约|大约|近)|左右|余|多(?=[^\d]*$)", rest)) and bool(re.search(r"\d", rest))
    rest_plain = re.sub(r"^(?:约|大约|近)\s*|左右", "", rest).strip()
    date = read_date(rest_plain)
    if date is not None:
        return found | {"date": date, "approximate": approximate}
    for pattern, after in _SUFFIXES:
        shorter = re.sub(rf"(?:{pattern})", "", rest_plain, count=1)
        if shorter != rest_plain and re.match(r"-?\d", shorter):
            rest_plain = shorter.strip()
            found.setdefault("direction", after)
            approximate = approximate or after is Direction.AT_LEAST
            break
    found |= _number(rest_plain, unit, raw)
    if "figure" not in found:
        return {"words": raw.strip()}
    return found | {"approximate": approximate}


def _number(text: str, unit: str, raw: str) -> dict[str, object]:
    ratio = _RATIO.fullmatch(text.strip())
    if ratio:
        figure = read_figure(ratio["n"], unit=f":{ratio['d']}")
        return {"figure": figure} if figure else {}
    frequency = _FREQUENCY.fullmatch(text.strip())
    if frequency:
        figure = read_figure(frequency["n"], unit=f"{frequency['unit']}/{frequency['per']}")
        return {"figure": figure} if figure else {}
    between = _RANGE.fullmatch(text.strip())
    if between:
        low = read_figure(between["low"], unit=between["unit"].strip() or unit)
        high = read_figure(between["high"] + between["unit"], unit=unit)
        if low and high and low.value <= high.value:
            return {"figure": low, "upper": high}
    plain = re.sub(r"(?<=[\d万亿千百])[余多](?=[^\d]*$)", "", text)
    figure = read_figure(plain, unit=unit)
    return {"figure": figure.model_copy(update={"raw": raw.strip()})} if figure else {}


def read_target(raw: str, *, unit: str = "", sign: str = "") -> Target:
    """The target printed in a cell; ``sign`` and ``unit`` come from columns of their own or from the name."""
    return Target.model_validate({"raw": raw, **_parts(f"{sign}{raw}" if sign else raw, unit)})


def read_actual(raw: str, *, unit: str = "", sign: str = "") -> Actual:
    """The actual value printed in a cell."""
    return Actual.model_validate({"raw": raw, **_parts(f"{sign}{raw}" if sign else raw, unit)})
