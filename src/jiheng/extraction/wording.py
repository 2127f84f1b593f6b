"""Reading the small print of labels: units in brackets, points in group headers, the name an indicator goes by."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from jiheng.model import Figure, read_figure
from jiheng.regulation.labels import FormLabels, compact

_MONEY: Final = re.compile(r"(?:百万|千万|万|亿|千|百)?元")
_CAPTION: Final = re.compile(r"(?:金额)?(?:计量)?单位[:：](?:人民币)?((?:百万|千万|万|亿|千|百)?元)(?![/每])")
_BRACKETED: Final = re.compile(r"[(（\[【]([^()（）\[\]【】]{1,12})[)）\]】]")
_POINTS: Final = re.compile(
    r"[(（\[【]?(?:满分|分值|权重|共|计|占|合计)?[:：]?(\d{1,3}(?:\.\d+)?)(分|%)[)）\]】]?|[(（\[【](\d{1,3}(?:\.\d+)?)[)）\]】]"
)
_PLACEHOLDER: Final = re.compile(
    r"\s*(?P<open>[(（])?\s*(?:[≥≤<>＜＞=＝≧≦]|大于|小于|不低于|不少于|不高于|不超过){0,2}\s*(?:\*{2,}|[×✕]{2,}|[XxＸ]{2,}|_{2,}|…{1,2}|\.{3,})\s*"
    r"(?P<unit>[^()（）\s]{0,12}?)\s*(?(open)[)）]|(?=$|[—-]{2}))(?:[—-]{2}.*)?$",
    re.S,
)
_ORNAMENT: Final = re.compile(r"^[★☆※●▲◆■*\s]+")
_INDICATOR_NUMBER: Final = re.compile(
    r"^(?:三级)?(?:(?:指标|目标)\s*(?:\d(?=(?:19|20)\d\d年)|\d{1,2}(?!\d))(?!\s*[%％])\s*[:：.、,，．]?|[(（]\s*\d{1,2}\s*[)）]|[①-⑳]|\d{1,2}\s*(?:[、．:：]|\.(?!\d)))\s*"
)
_PART: Final = re.compile(r"^其中\s*[:：]\s*")
_YEAR: Final = re.compile(r"(20\d\d)\s*年(?:\s*度)?|(20\d\d)(?=[)）\s]*(?:度|$))")


def money_unit_in(text: str) -> str:
    """The unit of money that a label or caption states: in brackets, or after 单位：; empty when it states none."""
    whole = compact(text)
    caption = _CAPTION.search(whole)
    if caption:
        return caption[1]
    for inner in _BRACKETED.findall(whole):
        plain = inner.removeprefix("单位").lstrip(":：").removeprefix("人民币")
        if _MONEY.fullmatch(plain):
            return str(plain)
    return ""


def rate_unit_in(text: str) -> str:
    """``%`` when a column label asks for percents: 执行率（%）."""
    return "%" if re.search(r"[(（]?[%％][)）]?$|[(（][%％][)）]", text.strip()) else ""


def fiscal_year_in(text: str) -> int | None:
    """The year a title or caption names: （2024年度）, 2023年项目…自评表."""
    whole = compact(text)
    dated = re.search(r"(20\d\d)年度", whole) or re.search(r"(20\d\d)年(?!\d)", whole) or re.fullmatch(r"[(（]?(20\d\d)[)）]?", whole)
    return int(dated[1]) if dated else None


def group_points(text: str) -> tuple[str, Figure | None]:
    """A level-1 or level-2 header without its points, and the points: 产出指标（50分） is 产出指标 and 50."""
    whole = compact(text)
    match = _POINTS.search(whole)
    figure: Figure | None = None
    if match and (match.start() > 0 or match.end() < len(whole)):
        figure = Figure(value=Decimal(match[1] or match[3]), unit="%" if match[2] == "%" else "", raw=match[0])
        whole = (whole[: match.start()] + whole[match.end() :]).strip("()（）:：")
    whole = re.sub(r"^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]\)|\d{1,2}[、.](?!\d))", "", whole)
    return whole.rstrip(":："), figure


def joined_lines(text: str) -> str:
    """A cell's text without the line breaks that its width forced upon it."""
    return re.sub(r"[ \t\u3000]*\n[ \t\u3000]*", "", text).strip()


def is_unit(text: str, labels: FormLabels) -> bool:
    """Whether a bracket holds a unit of measure: 个, %, 万元/家, 元/人·月."""
    words = labels.block("units").words
    plain = compact(text).removeprefix("单位").lstrip(":：")
    return bool(plain) and (plain in words or all(part in words for part in re.split(r"[/·*每]", plain)))


def indicator_name(raw: str, labels: FormLabels) -> tuple[str, str | None]:
    """The name a reader gives an indicator, and the unit its brackets state.

    Numbering (指标1：), stars and template placeholders (≥**人) are no part of the name; a unit in brackets is, for it is printed
    as part of it.
    """
    name = joined_lines(raw)
    unit: str | None = None
    placeholder = _PLACEHOLDER.search(name)
    if placeholder and placeholder.start() > 0:
        unit = placeholder["unit"] or None
        name = name[: placeholder.start()].rstrip()
    while True:
        shorter = _PART.sub("", _INDICATOR_NUMBER.sub("", _ORNAMENT.sub("", name)))
        if shorter == name or not shorter:
            break
        name = shorter
    brackets = _BRACKETED.findall(name)
    if unit is None and brackets and re.search(r"[)）\]】]\s*$", name) and is_unit(brackets[-1], labels):
        unit = compact(brackets[-1]).removeprefix("单位").lstrip(":：")
    return name, unit


def is_placeholder_name(raw: str) -> bool:
    """Whether a name cell holds only the form's empty numbering: 指标2：, ……."""
    rest = _INDICATOR_NUMBER.sub("", _ORNAMENT.sub("", joined_lines(raw)))
    return not re.sub(r"[….·。\-—\s/:：]+", "", rest)


def points(text: str, *, unit: str = "") -> Figure | None:
    """Points as printed, without the word 分: 10.00分, 95, 10%."""
    figure = read_figure(text, unit=unit)
    return figure.model_copy(update={"unit": ""}) if figure and figure.unit == "分" else figure


_NOTE: Final = re.compile(r"^\s*(?:注|备注|说明|填表说明|填报说明|注意事项)\s*(?:[:：]|[1-9一二三][.、．])", re.S)


def is_note(text: str) -> bool:
    """Whether a cell is a remark of the template: 注：…."""
    return bool(_NOTE.match(text))
