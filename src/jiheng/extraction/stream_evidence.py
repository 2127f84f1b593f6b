"""What a text looks like: how well it would fit each column of an indicator table.

Scores are differences of plausibility in an arbitrary unit (a strong sign is worth 3 or more, a contradiction -6). They only rank
readings of one row against each other; no value is ever changed by them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from jiheng.documents.text_cleaning import without_code
from jiheng.extraction.wording import group_points
from jiheng.regulation.labels import FormLabels

CANNOT: Final = -8.0

_NUMBER: Final = re.compile(
    r"(?P<number>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<unit>[%‰]|[^\d\s.,;:%/*·每]{0,4}|[^\d\s.,;:%]{1,6}[/*·每][^\d\s.,;:%]{1,6})(?:以上|以下|以内|左右)?"
)
_SIGN: Final = re.compile(
    r"(?:>=|<=|=>|=<|>|<|=|≥|≤|≧|≦|⩾|⩽|═|不少于|不低于|不超过|不高于|不小于|不大于|大于|小于|高于|低于|超过|达到|控制在|\$?\\[gl]eq?)+"
)
_BLANK: Final = re.compile(r"[-—–―─/\\]+|无|N/?A|不适用|无偏差|无原因|无差异", re.I)
_DATE: Final = re.compile(
    r"(?:[≥≤=<>]|于|在|截[至止])?(?:\d{4}[年./-])?\d{1,2}[月./-](?:\d{1,2}[日号]?)?(?:底|末|初|中旬|上旬|下旬)?(?:之?以?前|之?内)?(?:完成|完工)?(?:\d+(?:\.\d+)?%)?"
    r"|\d{4}年(?:度|底|末|内)?(?:之?以?前)?(?:完成)?|(?:全|当)年(?:完成)?|年底(?:之?以?前)?(?:完成)?"
)
_RANGE: Final = re.compile(r"[≥≤=<>]{0,2}-?[\d.,]+[^\d]{0,4}[-~—至到:比∶/][\d.,]+.{0,6}|(?:每?[周月年季天日]|1[周月年季天日])\d+.{1,3}")
_QUALITY: Final = re.compile(
    r"(?:有所|有效|显著|明显|持续|不断|逐步|逐年|大幅|稳步|进一步|长期|全面|积极|较?好|良好|优良?|较[高大强]|效果|成效|作用)?"
    r"(?:达标|达到|达成|合格|合规|完成|提[高升]|增强|改善|促进|保障|推[进动]|加强|优化|减少|降低|提供|带动|明显|显著|良好|有效|健全|完善|落实|及时|按时|按期|满意|到位"
    r"|稳定|安全|正常|规范|严格|优秀?|好|高|强|长期|无|零|符合|满足|实现|增[加长]|扩大|维护|支撑|影响|作用|提升作用|持续)"
    r".{0,14}"
)
_YES_NO: Final = ("是", "否")
_ACHIEVED: Final = re.compile(
    r"(?:已|已经|全部|基本|部分|完全|按[时期]|如期|较好|未)?(?:达成|达到|完成|实现|落实|达标)(?:了)?(?:年度|年初|预期|预定|既定)*(?:指标|目标|预期|效果|任务|计划)*|达成(?:年度|预期)?指标"
)
_CAUSE: Final = re.compile(
    r"原因|由于|因为|因|受.{1,12}影响|导致|措施|下一步|今后|将|加强|加大|偏差|调整|未能|疫情|增加|减少|超出|超额|不足|滞后|剩余|结转|预算|预计"
)
_NAME_END: Final = re.compile(
    r"(?:率|数|数量|次数|人数|人次|户数|面积|里程|长度|金额|成本|费用|支出|标准|度|程度|水平|能力|情况|时间|时限|时长|周期|性|及时|影响|作用|效益|效果|质量"
    r"|期数|场次|天数|比例|比重|总额|收入|产量|个数|家数|规模|投入|投资|费|完成|建设|发展|环境|机制|体系|秩序|形象|素质|意识|满意度?)(?:\([^()]{1,12}\))?$"
)
_NUMBERED: Final = re.compile(r"(?:指标|目标)\d{1,2}(?!\d)[:：.、]?|[★☆※]|\d{1,2}[、.](?!\d)|\(\d{1,2}\)|[①-⑳]")
#: A name that is only its class and a number: 质量指标1.
#: The last word of a level or a name, alone on its line; no level and no name by itself.
_WORD: Final = "指标"
#: The beginning of a name in the official form, and of nothing else: 指标1：群众满意度.
_INDICATOR: Final = re.compile(r"指标\d{1,2}[:：]")
_CLASS_NUMBERED: Final = re.compile(r"(?:(?:指标|目标)?\d{1,2}[:：.、])?[^\W\d_]{2,5}指标\d{1,2}")
#: Words of the column that says which way is better.
_WAY: Final = re.compile(r"(?:[正反负逆]向|定[性量])(?:指标)?")
_TICK: Final = re.compile(r"[√✓✔☑■●▲Vv是]")
_GROUP_WORD: Final = re.compile(r"(?:数量|质量|时效|产出|成本|效益|影响|满意度)指标|服务对象满意度(?!\w)")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The marks of one text. ``number`` is set when the text is a number with at most a sign and a unit."""

    text: str
    number: Decimal | None = None
    unit: str = ""
    has_sign: bool = False
    is_blank: bool = False
    is_typed: bool = False
    is_quality: bool = False
    is_achieved: bool = False
    category: str | None = None
    subcategory: str | None = None
    has_points: bool = False
    is_broken: bool = False
    is_unit: bool = False

    @property
    def points(self) -> Decimal | None:
        """The number, when the text is one that can stand for points: no sign, no unit but 分."""
        plain = self.number is not None and not self.has_sign and self.unit in ("", "分") and self.number >= 0
        return self.number if plain else None


class Reader:
    """Judges texts by the vocabulary of one standard; remembers what it judged."""

    def __init__(self, labels: FormLabels) -> None:
        self.labels = labels
        self.see = lru_cache(maxsize=20_000)(self._see)
        self._units = frozenset(labels.block("units").words)

    def _see(self, text: str) -> Evidence:
        text = without_code(text)
        if _BLANK.fullmatch(text):
            return Evidence(text, is_blank=True)
        sign = _SIGN.match(text)
        rest = text[sign.end() :] if sign else text
        match = _NUMBER.fullmatch(rest)
        if match:
            digits = match["number"].lstrip("-").replace(",", "")
            broken = len(digits) > 1 and digits[0] == "0" and digits[1] != "."
            try:
                number = Decimal(match["number"].replace(",", ""))
            except InvalidOperation:  # pragma: no cover - the pattern allows digits only
                number = None
            return Evidence(
                text,
                number=number,
                unit=match["unit"],
                has_sign=bool(sign),
                is_typed=True,
                is_broken=broken,
                is_unit=match["unit"] in self._units,
            )
        typed = bool(_DATE.fullmatch(text) or _RANGE.fullmatch(rest) or (sign and re.match(r"[\d.]", rest) and len(text) <= 16))
        name, points = group_points(text) if len(text) <= 30 else (text, None)
        return Evidence(
            text,
            is_typed=typed,
            has_sign=bool(sign) and bool(re.match(r"\d", rest)),
            is_quality=text in _YES_NO or (len(text) <= 24 and bool(_QUALITY.fullmatch(text)) and not re.search(r"[\d。;≥≤<>]", text)),
            is_achieved=len(text) <= 20 and bool(_ACHIEVED.fullmatch(text)),
            category=self.labels.categories.meaning(name) if len(name) <= 20 else None,
            subcategory=self.labels.subcategories.meaning(name) if len(name) <= 20 else None,
            has_points=points is not None,
        )

    def is_unit(self, text: str) -> bool:
        """Whether a text is a unit of measure."""
        return text in self._units

    def unit_lengths(self, text: str) -> list[int]:
        """How many characters at the beginning of a text can be a unit."""
        return [length for length in range(1, min(6, len(text)) + 1) if text[:length] in self._units]

    def fit(self, column: str, seen: Evidence) -> float:
        """How well the text fits a column."""
        if column.startswith(("causes.", "likelihood.")):
            return _reason(seen) if column == "causes.explanation" else _tick(seen)
        judge = _JUDGES.get(column)
        return judge(seen) if judge else _other(seen)


def _level(seen: Evidence, meaning: str | None) -> float:
    if meaning:
        return 5.0 + seen.has_points
    if seen.is_typed or seen.is_blank or len(seen.text) > 14 or not _HAN.search(seen.text) or seen.text == _WORD:
        return CANNOT
    return 0.0 if seen.text.endswith("指标") or seen.has_points else -3.5


def run_together(column: str, seen: Evidence, before: str, starts_with_unit: bool) -> float:
    """What more can be said where nothing holds texts apart. ``before`` is the character before the text."""
    text = seen.text
    worth = 0.0
    if before.isdigit() and text[0].isdigit():
        worth -= 0.7
    if before in "年月" and text[0].isdigit():
        worth -= 3.0
    if column in ("category", "subcategory"):
        return worth - (4.0 if text[0] == "(" else 0.0)
    worth -= 4.0 * len(_GROUP_WORD.findall(text))
    if seen.number is None and before.isdigit() and starts_with_unit:
        worth -= 4.0
    if column == "name" and (len(text) < 4 or re.search(r"\d$|^[-—/]", text)):
        worth -= 3.0
    if column in ("name", "deviation_reason") and before.isdigit() and text[0].isdigit():
        worth -= 4.0
    if column in ("weight", "score") and seen.number == 0:
        worth -= 3.0 if column == "weight" else 1.0
    if column == "deviation_reason" and len(_HAN.findall(text)) * 2 < len(text) and not seen.is_blank:
        worth -= 4.0
    if seen.number is not None and seen.unit and not seen.is_unit:
        worth -= 3.0
    return worth


def _category(seen: Evidence) -> float:
    if seen.subcategory and not seen.category:
        return -6.0
    if not seen.category and not seen.text.endswith("指标"):
        return _level(seen, None) - 2.0
    return _level(seen, seen.category) + {"satisfaction": 1.0, "other": -2.0}.get(seen.category or "", 0.0)


def _subcategory(seen: Evidence) -> float:
    return _level(seen, seen.subcategory)


def _name(seen: Evidence) -> float:
    text = seen.text
    if seen.number is not None or seen.is_blank or len(text) < 2 or not _HAN.search(text) or _WAY.fullmatch(text) or text == _WORD:
        return CANNOT
    score = 1.0 if not seen.is_typed else -5.0
    score += 2.5 if _NUMBERED.match(text) else 0.0
    score += 1.5 if _NAME_END.search(text) else 0.0
    score -= 3.0 if seen.is_achieved else 1.0 if seen.is_quality and not _NAME_END.search(text) else 0.0
    score -= 2.0 if (seen.category or seen.subcategory) and text.endswith("指标") else 0.0
    if re.search(r"(?:指标|目标)\d{1,2}(?!\d)", text[2:]) and not _CLASS_NUMBERED.fullmatch(text):
        return CANNOT
    score -= 2.0 * len(re.findall(r"[。；;!?]", text[:-1]))
    score -= 2.5 if re.match(r"[\d%.,)）、]", text) and not _NUMBERED.match(text) and not re.match(r"(?:19|20)\d\d", text) else 0.0
    score -= 2.0 * bool(re.search(r"[≥≤>=<]|\d+(?:\.\d+)?%$", text))
    return score - max(0, len(text) - 45) * 0.06


def _target(seen: Evidence) -> float:
    if seen.is_broken or _INDICATOR.match(seen.text):
        return CANNOT
    if seen.number is not None:
        return 4.0 if seen.has_sign else 2.5 if seen.unit else 1.2
    if seen.is_typed:
        return 3.0
    if seen.is_blank:
        return -1.0
    if seen.is_quality:
        return _quality(seen) if not seen.is_achieved else 1.5
    if (seen.category or seen.subcategory) and seen.text.endswith("指标"):
        return CANNOT
    return 0.0 if len(seen.text) <= 20 else -1.0 - (len(seen.text) - 20) * 0.08


def _quality(seen: Evidence) -> float:
    """有效提高 is a value; with an object of its own it may be the end of a name."""
    return 2.8 if len(seen.text) <= 6 else 1.3


def _actual(seen: Evidence) -> float:
    if seen.is_broken or _INDICATOR.match(seen.text):
        return CANNOT
    if seen.number is not None:
        return 2.5 if seen.unit else 1.2 if not seen.has_sign else 2.0
    if seen.is_typed:
        return 2.5
    if seen.is_blank:
        return 0.0
    if seen.is_achieved:
        return 3.0
    if seen.is_quality:
        return _quality(seen)
    if (seen.category or seen.subcategory) and seen.text.endswith("指标"):
        return CANNOT
    return 0.0 if len(seen.text) <= 30 else -1.0 - (len(seen.text) - 30) * 0.05


def _weight(seen: Evidence) -> float:
    if seen.points is None:
        ratio = seen.number is not None and seen.unit == "%" and not seen.has_sign
        return -1.0 if seen.is_blank or ratio else CANNOT
    if seen.is_broken or seen.points > 100:
        return CANNOT
    places = -int(seen.points.as_tuple().exponent)
    return 3.0 + (0.3 if seen.points <= 50 else 0.0) - (0.5 if places > 2 else 0.0)


def _score(seen: Evidence) -> float:
    if seen.points is None:
        return -1.0 if seen.is_blank else CANNOT
    return CANNOT if seen.is_broken or seen.points > 100 else 3.0


def _rate(seen: Evidence) -> float:
    if seen.number is not None and not seen.has_sign and not seen.is_broken:
        return 3.0 if seen.unit == "%" else 1.0 if not seen.unit else CANNOT
    return -0.5 if seen.is_blank else -6.0


def _flag(seen: Evidence) -> float:
    """核心指标: yes or no, or the name of a level between the second and the third."""
    if seen.text in _YES_NO or _TICK.fullmatch(seen.text):
        return 3.0
    return _other(seen) if not seen.is_blank else 0.0


def _reason(seen: Evidence) -> float:
    if seen.is_blank:
        return 1.5
    if seen.number is not None or seen.is_typed or _TICK.fullmatch(seen.text):
        return CANNOT
    if (seen.category or seen.subcategory) and (seen.text.endswith("指标") or seen.has_points):
        return CANNOT
    score = 0.5 + (1.2 if _CAUSE.search(seen.text) else 0.0) + (0.5 if len(seen.text) >= 10 else 0.0)
    if re.match(r"(?:指标|目标)\d{1,2}(?!\d)", seen.text):
        return CANNOT
    return score - (1.5 if _NUMBERED.match(seen.text) and len(seen.text) < 30 else 0.0)


def _sign_column(seen: Evidence) -> float:
    signs = _SIGN.fullmatch(seen.text) or re.fullmatch(r"定[性量]|正向|反向|文字描述", seen.text)
    return 4.0 if signs else -1.0 if seen.is_blank else CANNOT


def _unit_column(seen: Evidence) -> float:
    if seen.number is not None or seen.is_typed:
        return CANNOT
    return 1.5 if len(seen.text) <= 3 else 0.5 if len(seen.text) <= 6 else -4.0


def _tick(seen: Evidence) -> float:
    return 2.0 if _TICK.fullmatch(seen.text) else -0.5 if seen.is_blank else CANNOT


def _other(seen: Evidence) -> float:
    return -1.0 if seen.number is not None else 0.5 if not seen.is_typed else -0.5


_JUDGES: Final = {
    "category": _category,
    "subcategory": _subcategory,
    "name": _name,
    "target": _target,
    "actual": _actual,
    "expected": _actual,
    "adjusted_target": _target,
    "weight": _weight,
    "score": _score,
    "completion_rate": _rate,
    "deviation": _rate,
    "score_rate": _rate,
    "core_indicator": _flag,
    "deviation_reason": _reason,
    "note": _reason,
    "sign": _sign_column,
    "unit": _unit_column,
}


def pair_fit(target: Evidence, actual: Evidence) -> float:
    """How well a target and an actual value go together."""
    if target.text == actual.text:
        return 1.5 + (1.5 if target.number is not None else 0.0)
    if target.number is not None and actual.number is not None:
        if target.unit == actual.unit:
            return 1.5 if target.unit else 1.0
        return 0.5 if not (target.unit and actual.unit) else -0.5
    if target.is_typed and actual.is_typed:
        return 1.0
    if target.is_typed != actual.is_typed:
        return -1.0
    return 1.0 if actual.is_achieved or actual.is_quality else 0.3
