"""When a clause of a printed rule applies: the value lies in a range, the target is met, it was in time, a level, each step, each defect.

A condition is read whole or not at all. Texts are in the spelling of :mod:`jiheng.scoring.printed.wording`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from jiheng.scoring.printed.levels import Rank, level_of
from jiheng.scoring.printed.wording import CIRCLED, NUMBER


class When(StrEnum):
    """What a condition asks."""

    RANGE = "range"
    EXCESS = "excess"
    MET = "met"
    UNMET = "unmet"
    OVER = "over"
    ON_TIME = "on_time"
    LATE = "late"
    ELSE = "else"
    LEVEL = "level"
    NO = "no"
    STEP = "step"
    LATE_STEP = "late_step"
    OCCURRENCE = "occurrence"
    ALWAYS = "always"
    CAP = "cap"
    FREE = "free"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition. Bounds are as printed, in ``unit``; ``sure`` says whether the paper states which bounds are included."""

    when: When
    subject: str = ""
    low: Decimal | None = None
    low_included: bool = True
    high: Decimal | None = None
    high_included: bool = True
    unit: str = ""
    sure: bool = True
    step: Decimal | None = None
    direction: str = ""
    level: str = ""
    rank: Rank | None = None
    mark: str = ""
    text: str = ""

    def holds(self, value: Decimal) -> bool:
        """Whether the value lies between the bounds."""
        above = self.low is None or value > self.low or (self.low_included and value == self.low)
        return above and (self.high is None or value < self.high or (self.high_included and value == self.high))


_MARK: Final = re.compile(
    rf"(?P<mark>[{CIRCLED}]|\((?:\d{{1,2}}|[一二三四五六七八九十])\)|\d{{1,2}}[、.](?!\d)|\d{{1,2}}\)|[一二三四五六七八九十]+、|"
    r"[一二三四五六七八九]是|第[一二三四五六]档?[,:、]?|[A-Fa-f][).、:]|[A-F](?=[\u4e00-\u9fff]))"
)
_HEAD: Final = re.compile(
    r"^(?:(?:具体)?(?:评分|计分|扣分|得分|评价|考核|打分|赋分|记分)(?:标准|规则|细则|方法|办法|要点|依据|说明|方式|口径)(?:如下)?:?|其中:|如下:|(?:指标|具体)?(?:评分|评价)(?:如下)?:)+"
)
_GOAL: Final = (
    r"(?:年初|年度|全年|预期|既定|计划|设定|预定|绩效|设置|申报|下达|指标|批复|任务|约定|规定)*"
    r"(?:目标|指标|计划|标准|标杆|预期|基准|预算|任务|要求|定额|控制数|概算)(?:值|数|任务|水平|数量|要求|量|目标|完成值|标准)*"
)
_NOUN: Final = (
    r"(?:(?!(?:未|没有|不得|每|如果|若|否则|其他|发现|存在|出现|达到|满足|≥|≤|符合|扣|得满分|偏离|偏差))[\u4e00-\u9fff/·、A-Za-z]){0,24}"
    r"(?:\([^()\d]{0,14}\))?"
)
_UNIT: Final = r"(?:%|个?百分点|[\u4e00-\u9fff]{0,4}?(?:/[\u4e00-\u9fff]{1,2})?)"
_INCLUDED: Final = r"(?:\((?:不)?含(?:本数|\d+%?)?\))?"
_OP: Final = r"[≥≤><=]"
_ONE: Final = re.compile(
    rf"(?P<subject>{_NOUN})(?:在|为|位于|处于)?(?P<op>{_OP})(?P<value>{NUMBER})(?P<unit>{_UNIT})(?P<inc>{_INCLUDED})(?P<side>及?以[上下内]|之内)?"
)
_BESIDE: Final = re.compile(
    rf"(?P<subject>{_NOUN})(?:在|为|位于|处于|完成|达到?)?(?P<value>{NUMBER})(?P<unit>{_UNIT})(?P<inc>{_INCLUDED})(?:\(?含?\)?)(?P<side>(?:及|或)?以[上下内]|之内)?(?P<inc2>{_INCLUDED})"
)
_BETWEEN: Final = re.compile(
    rf"(?P<subject>{_NOUN})(?:在|介于|为|位于|处于)?(?P<low>{NUMBER})(?P<unit1>%?)(?P<inc1>{_INCLUDED})(?:-|和|与|、)"
    rf"(?P<high>{NUMBER})(?P<unit>{_UNIT})(?P<inc2>{_INCLUDED})(?:之间|区间|以?内|范围内|的?区间内)*"
)
_CHAIN: Final = re.compile(
    rf"(?P<a>{NUMBER})(?P<unit1>%?)(?P<op1>[≥≤><])(?P<subject>{_NOUN})(?P<op2>[≥≤><])(?P<b>{NUMBER})(?P<unit>{_UNIT})"
)
_TWO: Final = re.compile(
    rf"(?P<subject>{_NOUN})(?P<op1>[≥≤><])(?P<a>{NUMBER})(?P<unit1>%?)(?P<op2>[≥≤><])(?P<b>{NUMBER})(?P<unit>{_UNIT})(?:之间)?"
)
_VERSUS: Final = re.compile(rf"(?P<subject>{_NOUN})(?P<op>[≥≤><=]|没有≥|未≥)(?P<goal>{_GOAL})(?:的|时)?")
_WITHIN: Final = re.compile(
    rf"{_NOUN}?(?:(?P<within>(?:控制)?在?{_GOAL}(?:以内|之内|范围内|范围之内|内)|未超(?:出|过)?{_GOAL})|超(?:出|过)?{_GOAL}(?:范围)?)(?:的|时)*"
)
_BEHIND: Final = r"(?:的|时|者|情况|以内|范围内|任务|工作|目标|要求|程度)*"
_DONE: Final = r"(?:完成|达标|到位|实现|达到|达成|满足|达|执行到位|符合|完工|落实)"
_FULLY: Final = r"(?:全部|全面|完全|足额|如数|均|已|按计划|按要求|按规定|按时按质|保质保量|能够?|顺利|按质按量|实际)*"
_MET: Final = re.compile(rf"(?P<subject>{_NOUN}?){_FULLY}{_DONE}(?:了)?(?:(?:≥|=)?(?:{_GOAL}|100%|要求|规定|标准|计划))*{_BEHIND}")
_UNMET: Final = re.compile(
    rf"(?P<subject>{_NOUN}?)(?:未能?|没有|没|尚未|不)(?:完全|全部|按计划|按要求|足额|够|完整)*{_DONE}(?:{_GOAL}|要求|规定|标准|计划)*{_BEHIND}|{_NOUN}?部分(?:完成|达到|实现){_BEHIND}"
)
_EARLY: Final = (
    r"(?:按期|按时|及时|如期|准时|提前|在?(?:计划|规定|约定|预定|要求|合同|限定)(?:的|完成|约定|规定)*"
    r"(?:时间|工期|期限|时限|时间节点|进度|日期)(?:要求)?(?:内|前|之前|节点)?)"
)
_ACT: Final = r"(?:完成|完工|竣工|拨付|支付|交付|到位|实施|开展|办结|验收|发放|上报|报送|公开|下达|投入使用|达到|开工|建成|结项)"
_BY_DATE: Final = r"(?:在|于)?\d{4}年\d{1,2}月(?:\d{1,2}日|底|末)?(?:底|末)?(?:之?前|以前|及以前)"
_ON_TIME: Final = re.compile(
    rf"(?P<subject>{_NOUN}?)(?:全部|均|能|能够)?(?:{_EARLY}|{_BY_DATE})(?:全部|均)?{_ACT}*(?:任务|工作|资金|建设|项目|验收|目标|的|时)*"
)
_LATE: Final = re.compile(
    rf"{_NOUN}?(?:(?:未能?|没有|没|不){_EARLY}(?:全部|均)?(?:{_ACT})*|(?:逾期|延期|超期|滞后|延迟|推迟)(?:{_ACT})*|(?:{_ACT})+不及时|>(?:计划|规定|约定)(?:时间|期限|时限)(?:{_ACT})*)"
    rf"(?:任务|工作|资金|的|时)*"
)
_NO: Final = re.compile(r"无|没有|不是|否定|不存在|未建立|未制定|未公开|未开展|(?:未|没有|无)[\u4e00-\u9fff]{1,12}")
_ELSE: Final = re.compile(r"(?:否则|否|反之|其他|其他情况|其余|其余情况|除此之外|以上都不满足|除上述情况外|其他情形)(?:的|则|,|均|一律)*")
_PER: Final = r"(?:降低|低于?|下降|减少|少|相差|差|偏离|高于?|高出|增加|提高|超过|超出|超|上升|变动|偏差|未完成|不足|浮动|>|<|增长|降)"
_STEP: Final = re.compile(
    rf"(?P<subject>{_NOUN}?)(?:较|比|与)?(?:{_GOAL})?(?:的|相比)?每(?P<per>{_PER})?(?P<other>\({_PER}\)|或(?:者)?{_PER}|/{_PER})?(?:于)?(?:{_GOAL})?(?P<step>{NUMBER})(?P<unit>个?百分点|%|{_UNIT})(?:的)?"
)
_LATE_STEP: Final = re.compile(
    rf"(?:{_NOUN}?)(?:每)(?:逾期|延期|推迟|超期|拖延|延迟|晚|滞后|超过|超|延后|迟|延长)(?:完成|拨付|报送)?(?P<step>{NUMBER})?(?P<unit>天|日|个?工作日|周|个?月|季度|年|小时)(?:的)?"
)
_THING: Final = r"(?:处|项|次|例|起|个|条|笔|人|户|家|份|宗|件|点|类|种|名|方面|环节|个?要点|个?问题|批)"
_OCCURRENCE: Final = re.compile(
    rf"(?P<subject>{_NOUN}?)(?:每|如?有|若|凡|其中)*(?:发现|出现|存在|有|发生|缺少?|缺失|少|漏|查出|不符合?|不满足|不达标|未完成|违反|未?)*(?:其中)?"
    rf"(?P<step>[1一])(?P<unit>{_THING})(?P<what>[^,。;:扣得分]{{0,24}})"
    rf"|(?P<subject3>{_NOUN}?)每(?!少|降|低|高|超|增|下|上|提|逾|延|晚)[\u4e00-\u9fff]{{1,8}}?1(?P<unit3>{_THING})(?P<what3>[^,。;:扣得分]{{0,20}})"
    rf"|(?P<subject2>{_NOUN}?)每(?P<unit2>{_THING})(?P<what2>[^,。;:扣得分]{{0,20}})"
)
_CAP: Final = re.compile(r"(?:最高|最多|累计|合计|至多|上限|总计|封顶)+(?:不得?≤|不得?>|≤|不>)?(?:可|累计)?")
_JUDGED: Final = re.compile(
    r"酌情|视情|视具体|适当|适度|综合考虑|综合评[定判价]|由专家|由评价|自由裁量|根据情况|根据实际情况|参照|否决|除外|另行|取消"
)


def strip_marks(text: str) -> tuple[str, str]:
    """A condition without what merely surrounds it, and the mark of its number (①, 1.)."""
    mark = ""
    rest = text.strip(",。;:、.·*-")
    while True:
        shorter = _HEAD.sub("", rest)
        match = _MARK.match(shorter)
        if match is not None and shorter[match.end() :]:
            mark, shorter = match["mark"], shorter[match.end() :]
        shorter = re.sub(r"^(?:如果|如|若|当|凡|对于|对|且|并|同时|即)(?=[^下])", "", shorter.strip(",。;:、.·"))
        shorter = re.sub(r"(?:的|(?<![及按准小工])时|,|则|者|情况|，|的情况下?)+$", "", shorter)
        if shorter == rest:
            return rest, mark
        rest = shorter


def _flags(inc: str) -> bool | None:
    return None if not inc else "不含" not in inc


def _op(op: str, value: Decimal, subject: str, unit: str) -> Condition:
    low = value if op in ">≥=" else None
    high = value if op in "<≤=" else None
    return Condition(when=When.RANGE, subject=subject, low=low, low_included=op != ">", high=high, high_included=op != "<", unit=unit)


def _unit(text: str) -> str:
    return "%" if text in ("百分点", "个百分点") else text


def _sided(match: re.Match[str]) -> Condition:
    value, subject, unit = Decimal(match["value"]), match["subject"], _unit(match["unit"])
    inc = _flags(match["inc"])
    if inc is None and "inc2" in match.groupdict():
        inc = _flags(match["inc2"] or "")
    side = match["side"] or ""
    if side.endswith("上"):
        return replace(_op("≥" if inc is not False else ">", value, subject, unit), sure=inc is not None or "及" in side)
    if side:
        closed = inc is True or "及" in side or (side.endswith("内") and inc is None)
        return replace(_op("≤" if closed else "<", value, subject, unit), sure=inc is not None or "及" in side)
    return _op("=", value, subject, unit)


def _range(text: str) -> Condition | None:
    text = re.sub(
        rf"([\[(])({NUMBER}%?)[,-]({NUMBER}%?)([\])])",
        lambda m: f"{m[2]}({'' if m[1] == '[' else '不'}含)-{m[3]}({'' if m[4] == ']' else '不'}含)",
        text,
    )
    if match := (_CHAIN.fullmatch(text) or _TWO.fullmatch(text)):
        turned = {"≥": "≤", "≤": "≥", ">": "<", "<": ">"}[match["op1"]] if match.re is _CHAIN else match["op1"]
        first, second = (
            _op(turned, Decimal(match["a"]), match["subject"], match["unit"]),
            _op(match["op2"], Decimal(match["b"]), "", match["unit"]),
        )
        return _joined(first, second)
    if match := _BETWEEN.fullmatch(text):
        low, high = Decimal(match["low"]), Decimal(match["high"])
        one, two = _flags(match["inc1"]), _flags(match["inc2"])
        if low > high:
            low, high, one, two = high, low, two, one
        top = (high == 100 and _unit(match["unit"]) == "%") or _unit(match["unit"]) != "%"
        return Condition(
            when=When.RANGE,
            subject=match["subject"],
            low=low,
            low_included=one is not False,
            high=high,
            high_included=bool(two) or (two is None and (top or one is False)),
            unit=_unit(match["unit"]),
            sure=one is not None or two is not None,
        )
    if match := _ONE.fullmatch(text):
        if match["side"]:
            return _sided(match) if match["op"] in "≥=" else None
        return _op(match["op"], Decimal(match["value"]), match["subject"], _unit(match["unit"]))
    if match := _BESIDE.fullmatch(text):
        return _sided(match)
    return None


def _joined(one: Condition, two: Condition) -> Condition | None:
    """Two ranges of the same value as one; None when they bound the same side or different things."""
    if one.when is not When.RANGE or two.when is not When.RANGE:
        return None
    if one.subject and two.subject and one.subject != two.subject:
        return None
    low = [range_ for range_ in (one, two) if range_.low is not None]
    high = [range_ for range_ in (one, two) if range_.high is not None]
    if len(low) != 1 or len(high) != 1:
        return None
    return replace(
        one,
        subject=one.subject or two.subject,
        low=low[0].low,
        low_included=low[0].low_included,
        high=high[0].high,
        high_included=high[0].high_included,
        unit=one.unit or two.unit,
        sure=one.sure and two.sure,
    )


def _per(match: re.Match[str]) -> str:
    if match["other"] or re.match(r"偏离|偏差|浮动|变动|相差|差", match["per"] or ""):
        return "both"
    return "up" if re.match(r"高|增|提|超|>|上升|增长", match["per"] or "") else "down" if match["per"] else ""


_DEFINITION: Final = re.compile(
    r"(?:[^=]{1,40}=[^=]+(?:=[^=]+)?"  # 到位率=(实际到位资金/预算资金)*100%
    r"|[^:]{1,24}(?::|是指|系指).+"  # 实际到位资金:一定时期内落实到项目的资金
    r"|(?:以|根据|依据|通过|按照?)[^,]{2,40}(?:为(?:标准|依据|准|基准)|(?:计算|确定|统计|判断|打分|评分|测算|得出|评定)[^,]{0,16})"
    r"|(?:扣完|扣至?0分?|直至扣完|直至0分)(?:本项|该项|分值|全部)*为?止?|扣完本?项?分值?为止|不(?:计|设|得)负分|最低(?:为|得)?0分?|本?项?最?多?扣完"
    r"|(?:该|本)?(?:项|指标)?(?:满分|分值|权重|标准分|总分|共|共计|总计|合计)(?:值|为|是|:)*\d+(?:\.\d+)?分?"
    r"|无此?项(?:业务|内容)?.{0,16}|考[核察].{2,40}|用以反映.{2,60}|反映.{2,60}|评价.{2,60}|不重复扣分|最高(?:得|为|至|不?>|≤)*(?:满分|标准分|本?项?分值|100%)|(?:同时|以)?两者取[低高]|)"
)


def is_idle(text: str) -> bool:
    """Whether a clause only explains: a definition, a formula of a rate, 扣完为止."""
    return _JUDGED.search(text) is None and _DEFINITION.fullmatch(text.strip(",。;:、.·")) is not None


def _atom(text: str) -> Condition | None:
    """One atom of a condition."""
    if not text:
        return Condition(when=When.ALWAYS)
    if _CAP.fullmatch(text):
        return Condition(when=When.CAP, text=text)
    if _ELSE.fullmatch(text):
        return Condition(when=When.ELSE, text=text)
    if match := _LATE_STEP.fullmatch(text):
        return Condition(when=When.LATE_STEP, step=Decimal(match["step"] or 1), unit=match["unit"], text=text)
    if match := _STEP.fullmatch(text):
        if not (match["unit"] in ("%", "百分点", "个百分点") or match["per"]):
            return _worded(text)
        return Condition(
            when=When.STEP,
            subject=match["subject"],
            step=Decimal(match["step"]),
            unit=_unit(match["unit"]),
            direction=_per(match),
            text=text,
        )
    if re.match(r"偏离|偏差", text) and (found := _range(re.sub(r"^(?:偏离|偏差)(?:程度|度|率|幅度|值)?(?:的绝对值)?", "", text))):
        return replace(found, when=When.EXCESS, text=text)
    if match := _OCCURRENCE.fullmatch(text):
        return Condition(
            when=When.OCCURRENCE, subject=match["subject"] or "", unit=match["unit"] or match["unit2"] or match["unit3"], text=text
        )
    if found := _range(text):
        return replace(found, text=text, subject=re.sub(r"(?:控制)?(?:在|为|达)$", "", found.subject))
    if match := _WITHIN.fullmatch(text):
        return Condition(when=When.MET if match["within"] else When.OVER, direction="down", text=text)
    if match := _VERSUS.fullmatch(text):
        when = {"≥": When.MET, "=": When.MET, "≤": When.MET, ">": When.OVER, "<": When.UNMET}.get(match["op"], When.UNMET)
        return Condition(
            when=when, subject=match["subject"], direction={"≥": "up", "<": "up", ">": "down", "≤": "down"}.get(match["op"], ""), text=text
        )
    return _worded(text)


def _worded(text: str) -> Condition | None:
    """A condition in words; its level is noted beside what else it says."""
    level = level_of(text)
    word, rank = level or ("", None)
    for when, pattern in ((When.LATE, _LATE), (When.ON_TIME, _ON_TIME), (When.UNMET, _UNMET), (When.MET, _MET), (When.NO, _NO)):
        if pattern.fullmatch(text):
            return Condition(when=when, text=text, level=word, rank=rank)
    if level:
        return Condition(when=When.LEVEL, level=word, rank=rank, text=text)
    return None


def conditions_of(segment: str) -> tuple[tuple[Condition, ...], str] | None:
    """The conditions that must all hold before an award, and the mark of the clause; None when it leaves room for judgement.

    What is not understood is one condition ``FREE`` with its text.
    """
    parts = [part for part in re.split(r"[。;]", segment) if part.strip(",。;:、.·")]
    if _JUDGED.search(segment) or not all(is_idle(strip_marks(part)[0]) for part in parts[:-1]):
        return None
    text, mark = strip_marks(parts[-1] if parts else "")
    if re.search(r"[。;]$", segment) and is_idle(text):
        return (Condition(when=When.ALWAYS),), mark
    whole = _atom(text)
    if whole is not None:
        return (whole,), mark
    found: list[Condition] = []
    pieces = [piece for piece in re.split(r",|:|且|并且|同时|(?<=[%\d)])并|(?<=以[上下])(?=每)", text) if piece]
    for piece in pieces:
        bare, own = strip_marks(piece)
        mark = mark or own
        atom = _atom(bare)
        if atom is None:
            if not found and piece is not pieces[-1] and (re.fullmatch(_NOUN, bare) or is_idle(bare)):
                continue  # a subject before the comma, an explanation
            return (Condition(when=When.FREE, text=text),), mark
        joined = _joined(found[-1], atom) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(atom)
    return tuple(found), mark
