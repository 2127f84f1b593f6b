"""Quantities in Chinese prose: every number that counts something, with what it counts and how it is bounded.

``mentions("组织培训3场，培训人数不少于80人")`` finds ``3场`` of ``组织培训`` and ``不少于80人`` of ``培训人数``. Dates, years, document
numbers, list numbers, ordinals, periods and codes are numbers but count nothing, and are passed over. Spans are character
positions in the text as given. Not here: what a quantity means for a budget, and how two of them compare.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from jiheng.model.figures import Figure
from jiheng.model.record import Record
from jiheng.model.targets import Direction


class Period(StrEnum):
    """The stretch of time a quantity repeats in (每月2期)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Change(StrEnum):
    """Whether the quantity is a change (增长6%) rather than a level."""

    UP = "up"
    DOWN = "down"


class Mention(Record):
    """One quantity in prose.

    ``before`` and ``after`` are the words of its clause on either side, up to the neighbouring quantities; ``noun`` is the side that
    names what is counted; ``topic`` the clause before, for a quantity that names nothing itself (共计10项). ``is_total`` and
    ``is_part`` tell 共计 and 其中; ``is_each`` tells 各 and 分别, whose numbers stand for several things. ``is_weak`` marks 一 before
    its noun (一支队伍), an article rather than a count.
    """

    text: str
    start: int
    end: int
    figure: Figure
    upper: Figure | None = None
    direction: Direction | None = None
    approximate: bool = False
    period: Period | None = None
    change: Change | None = None
    is_total: bool = False
    is_part: bool = False
    is_each: bool = False
    is_weak: bool = False
    in_words: bool = False
    verb: str = ""
    before: str = ""
    after: str = ""
    clause: str = ""
    topic: str = ""

    @property
    def noun(self) -> str:
        """What is counted, as far as its clause says."""
        if not self.after:
            return self.before
        cut = _NOUN_END.search(self.after)
        return (self.after[: cut.start()] if cut else self.after) or self.before

    @property
    def phrase(self) -> str:
        """All words of the clause about this quantity."""
        return self.before + self.after


_PERIODS: Final = {
    "天": Period.DAY,
    "日": Period.DAY,
    "周": Period.WEEK,
    "星期": Period.WEEK,
    "月": Period.MONTH,
    "个月": Period.MONTH,
    "季": Period.QUARTER,
    "季度": Period.QUARTER,
    "年": Period.YEAR,
    "年度": Period.YEAR,
}
#: Measure words and units, in any order; the pattern tries the longest first.
_MEASURES: Final = (
    "个百分点 百分点 人次 人天 人日 户次 家次 车次 班次 场次 批次 项次 件次 剂次 例次 个班 台套 台件 人份 个人 个工作日 工作日 个月 个学时 个课时 个小时 "
    "学时 课时 小时 分钟 秒 天 日 周 年 元 角 平方公里 平方千米 平方米 立方米 公里 千米 厘米 毫米 公顷 米 亩 公斤 千克 毫克 克 吨 斤 升 毫升 千瓦时 "
    "兆瓦 千瓦 瓦 度 兆 人 名 位 户 家 次 场 期 届 轮 趟 项 个 台 套 件 份 本 册 篇 部 条 种 类 座 处 所 间 栋 幢 辆 艘 架 门 节 株 棵 粒 头 只 "
    "羽 尾 匹 张 块 面 幅 床 剂 例 支 瓶 盒 袋 箱 批 村 校 片 道 宗 起 对 组 队 班 眼 口 盏 根 枚 副 把 页 字 档 路 列 孔 樘 扇 畦 垧 顶 艇 机组 户人家 "
    "公顷次 亩次 标段 线路 m² km² ㎡ m2 km kwh kw mw kg"
).split()
_MULTIPLIERS: Final = ("十万", "百万", "千万", "百亿", "千亿", "万亿", "万", "亿", "千", "百")
_MEASURE: Final = "|".join(sorted(map(re.escape, _MEASURES), key=len, reverse=True))
_DIGITS: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_HAN: Final = r"[一二两三四五六七八九十百千零〇]+"
_PER: Final = r"(?:\s*/\s*(?P<per>天|日|周|月|季度|季|年|人|户|家|次|亩|吨|个|场|平方米|公里|小时|秒|s|S))?"
_COUNTED: Final = re.compile(
    rf"(?P<number>{_DIGITS})\s*(?:(?P<join>-|—|–|~|～|至|到)\s*(?P<high>{_DIGITS})\s*)?"
    rf"(?:(?P<percent>%|‰)(?:\s*(?:-|—|~|～|至|到)\s*(?P<percent_high>{_DIGITS})\s*%)?"
    rf"|(?P<more>[余多])?(?P<times>{'|'.join(_MULTIPLIERS)})?(?P<more2>[余多])?\s*(?:台\(套\)|(?P<unit>{_MEASURE}))(?![A-Za-z]){_PER}"
    rf"|(?P<ratio>[:：∶比])\s*(?P<divisor>\d+(?:\.\d+)?)(?![\d:：]))",
)
_IN_WORDS: Final = re.compile(rf"(?P<number>{_HAN})(?P<more>[余多])?(?P<times>万|亿)?(?P<unit>{_MEASURE})(?!目|之|体|致|样|味|旦|律|手|切|直|定)")
_PERCENT_WORDS: Final = re.compile(rf"百分之(?P<number>{_HAN}|{_DIGITS})")
_BARE: Final = re.compile(rf"(?P<number>{_DIGITS})(?=\s*(?:[,;，；。)）]|$))")
_BARE_BEFORE: Final = re.compile(r"(?:数|率|数量|总量|量|额|比例|比重|度|为|达|达到|有|:|：|=|≥|≤)\s*(?:为|达|达到|约|是|共)?\s*$")

#: Numbers that count nothing: they are blanked before quantities are looked for.
_NOT_QUANTITIES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"[〔\[【(]\s*(?:19|20)\d{2}\s*[〕\]】)]\s*(?:第\s*)?\d*\s*号?",  # document numbers
        r"第\s*\d+\s*号|(?<![\d.])\d+\s*号(?!楼|线|机|井|站|门)",
        r"第\s*(?:\d+|[一二三四五六七八九十百]+)\s*(?:批|届|次|期|季度|轮|名|位|年|条|款|章|节|部分|号|阶段|页|类|个|产业|方|线|代|党支部)?",
        r"(?:19|20)\d{2}\s*(?:-|—|–|~|～|至|到)\s*(?:19|20)?\d{2}\s*(?:学?年|年度)",
        r"(?:19|20)\d{2}\s*[年./-]\s*(?:1[0-2]|0?[1-9])\s*[月./-]\s*(?:3[01]|[12]\d|0?[1-9])\s*日?(?:\s*(?:-|—|–|~|～|至|到)\s*(?:(?:1[0-2]|0?[1-9])\s*月)?(?:3[01]|[12]\d|0?[1-9])\s*日)?",
        r"(?:1[0-2]|0?[1-9])\s*月\s*(?:3[01]|[12]\d|0?[1-9])\s*(?:日|号)?\s*(?:-|—|–|~|～|至|到)\s*(?:(?:1[0-2]|0?[1-9])\s*月\s*)?(?:3[01]|[12]\d|0?[1-9])\s*[日号]",
        r"(?:19|20)\d{2}\s*年?\s*(?:-|—|–|~|～|至|到)\s*(?:19|20)\d{2}\s*年?",
        r"(?<!\d)(?:19|20)\d{2}\s*(?:年度?|学年)(?:\s*(?:-|—|–|~|～|至|到)?\s*(?:1[0-2]|0?[1-9])\s*月份?)?(?:\s*(?:3[01]|[12]\d|0?[1-9])\s*日)?",
        r"(?<![\d.个])(?:1[0-2]|0?[1-9])\s*(?:(?:-|—|–|~|～|至|到)\s*(?:1[0-2]|0?[1-9])\s*)?月(?:份|底|末|初|上旬|中旬|下旬)?(?:\s*(?:3[01]|[12]\d|0?[1-9])\s*日)?",
        r"(?<![\d.第])(?:1\d|2\d|3\d)\s*年(?=项目|结转|度|底|末|初|资金|预算|工作|全年)",
        r"(?<=至)(?:3[01]|[12]\d|0?[1-9])\s*日",
        r"\d+\s*(?:-|—|至|到)?\s*\d*\s*年(?:期|内|规划|行动|计划|来|以来|滚动|建设期|执行期)",
        r"\d{1,2}\s*[:：]\s*[0-5]\d(?=\s*(?:-|—|至|到|开始|结束|前|后|起))",
        r"[(（]\s*\d{1,2}\s*[)）]|[\u2460-\u2473\u2776-\u277f]",
        r"(?:(?<=^)|(?<=[\n。;；:：\s,，]))\d{1,2}\s*[.．、](?![\d])",
        r"(?:(?<=^)|(?<=[\n。;；:：\s,，]))[一二三四五六七八九十]{1,3}\s*[、是](?!个)",
        r"[A-Za-z]+[-_]?\d[\w.-]*|\d+(?:\.\d+)?\s*(?:[GgMmKk][Bb/]?[Pp/]?[Ss]?|[A-Za-z]{2,})(?![\w²])",
        r"\d{3,4}-\d{7,8}|(?<!\d)1\d{10}(?!\d)|(?<![\d.,])\d{9,}(?![\d.,])",
        r"[一二三四五六七八九十]+届(?:[一二三四五六七八九十]+(?:次|中))?",
        r"(?:十[一二三四五]?|[“\"])[一二三四五](?:五|规划)|(?:一带一路|三重一大|两会|三农|三公|三区|两区|三级|两级|四级|五级|万众|千家万户)",
        r"(?:统|同|唯|之|进|专|划|归|如|万|不)一(?=[个次项名套条])|一(?:次性|站式|体化|系列|揽子|户一|村一|对一|事一|人一|企一|批|些|步|定|般|线|方|旦|流|致|直|切)",
        r"[一二两三四五六七八九十]个(?:意识|自信|维护|确立|结合|全面|文明|方面|阶段|层面|率先|到位|不|必须|坚持|聚焦|统筹|带头|更加|责任|体系|中心|清单|重点|关键|环节|机制)",
    )
)
_AT_LEAST: Final = re.compile(r"(?:不少于|不低于|不小于|不得少于|不得低于|至少|最少|大于等于|(?<!不)(?:超过|大于|高于|多于)|突破|≥|>=|>|＞=|≧)\s*$")
_AT_MOST: Final = re.compile(r"(?:不超过|不高于|不大于|不多于|不得超过|至多|最多|小于等于|(?<!不)(?:小于|低于|少于)|≤|<=|<|≦|控制在)\s*$")
_ABOUT: Final = re.compile(r"(?:(?<![签合预条公履违节契])约|(?<![附临靠最亲远])近|接近)\s*$")
_LATER_AT_LEAST: Final = re.compile(r"\s*(?:\(含\))?(?:及|或|\(含\))?以上")
_LATER_AT_MOST: Final = re.compile(r"\s*(?:及|或)?(?:以内|以下|之内)")
_LATER_ABOUT: Final = re.compile(r"\s*(?:左右|上下|余|多(?![种样次]))")
_TOTAL: Final = re.compile(r"(?:(?:共计|总计|合计|累计|(?<!公)共(?!同|享|建|性|识|和|产)|总共|一共)[^,，;；。]{0,12}|(?:总数|总额|总量|总面积|总人数|总费用)(?:为|达到?|约)?\s*)$")
_PART: Final = re.compile(r"其中")
_EACH: Final = re.compile(r"(?:各(?=\s*$|[发放建设置种配购])|分别|每[个家户人名台次场所村校])[^,，;；。]{0,8}$")
_EVERY: Final = re.compile(r"(?:每|[1一])\s*个?(?P<per>天|日|周|星期|月|季度|季|年)[^,，;；。、]{0,8}$")
_UP: Final = re.compile(r"(?:增长|增加|增幅|提高|提升|上升|新增|增收|上涨)(?:了|到|至|率|幅度|额|金额)?\s*(?:为|达到?|约|近)?\s*$")
_DOWN: Final = re.compile(r"(?:减少|下降|降低|降幅|压减|缩短|下调|核减)(?:了|到|至|率|幅度|额|金额)?\s*(?:为|达到?|约|近)?\s*$")
_LEVEL: Final = re.compile(r"(?:到|至)\s*$")
#: Verbs of public work; the last one before the number (else the first after it) is the mention's verb.
_VERBS: Final = re.compile(
    "组织|开展|举办|召开|培训|建设|新建|新增|改造|改建|完成|发放|救助|补助|补贴|资助|采购|购置|购买|维修|维护|制作|播出|编制|编写|撰写|编辑|"
    "签订|签约|达成|引进|培养|培育|选派|服务|推广|示范|申报|立项|支持|走访|考察|调研|检查|巡查|抽查|参加|参与|发布|更新|下载|印制|印发|"
    "宣传|覆盖|带动|吸引|实现|投入|安装|种植|栽植|造林|治理|修复|养护|监测|检测|受理|办理|处理|接种|筛查|体检|诊疗|招聘|招录|慰问|演出|展出|租赁|租用"
)
_BOUNDARY: Final = re.compile(r"(?<!\d)[,，]|[,，](?!\d)|[;；。！？!?\n()（）【】]|[:：∶](?!\s*\d)|(?<!\d)[:：∶]")
_SENTENCE: Final = re.compile(r"[;；。！？!?\n]")
_EDGES: Final = re.compile(r"^[\s、,，的了为是有和及与“”\"《》以]+|[\s、,，“”\"]+$")
_BEFORE_TAIL: Final = re.compile(
    r"(?:不少于|不低于|不小于|至少|超过|大于等于|不超过|不高于|不大于|控制在|达到?|(?<![签合预条公履违节契])约|(?<![附临靠最亲远])近|共计|总计|合计|累计|共|为|是|了|有|在|≥|≤|>=|<=|>|<|=|等|到|至|已|\s|:|：|第)+$"
)
_NOUN_END: Final = re.compile(r"[、]|进行|(?<=.)(?:参加|参与|达到|提供|以及|并|推荐|进入)|(?<=..)(?:组织|开展|实施|举办|走访)")
_LEADING_DATE: Final = re.compile(r"^(?:(?:19|20)\d{2}\s*年度?|\d{1,2}[.．、]|截至|截止)+\s*")
#: A short bracket inside a word, 区（县）, does not end the clause.
_INNER_BRACKET: Final = re.compile(r"[(（](?=[^()（）\d]{1,8}[)）][\u4e00-\u9fff])([^()（）\d]{1,8})[)）]")
_VALUES: Final = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}


def flat(text: str) -> str:
    """The text in half width where a character has one, of unchanged length; circled numbers stay."""
    return "".join(_flat(char) for char in text)


@lru_cache(maxsize=4096)
def _flat(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char)
    if char in "，；：！？（）":
        return char
    return plain if len(plain) == 1 and unicodedata.category(char) != "No" else char


def read_numeral(text: str) -> int | None:
    """The whole number written in Chinese numerals (``二十五``, ``两百``, ``一〇五``); None for anything else."""
    if not text or any(char not in _VALUES and char not in _TENS for char in text):
        return None
    if all(char in _VALUES for char in text):
        return int("".join(str(_VALUES[char]) for char in text)) if len(text) == 1 or "〇" in text else None
    total, digit, last = 0, None, 10**4
    for char in text:
        if char in _VALUES:
            if digit:
                return None
            digit = _VALUES[char]
            continue
        if _TENS[char] >= last:
            return None
        total += (1 if digit is None else digit) * _TENS[char]
        last, digit = _TENS[char], None
    return total + (digit or 0)


@lru_cache(maxsize=512)
def mentions(text: str) -> tuple[Mention, ...]:
    """Every quantity in the text, in its order; spans never overlap."""
    plain = _INNER_BRACKET.sub(lambda bracket: f"\x01{bracket[1]}\x01", flat(text))
    masked = _masked(plain)
    spans: list[tuple[int, int, re.Match[str]]] = []
    for pattern in (_COUNTED, _PERCENT_WORDS, _IN_WORDS, _BARE):
        for match in pattern.finditer(masked):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end, _ in spans):
                continue
            if _counts(pattern, match, masked):
                spans.append((start, end, match))
    spans.sort(key=lambda span: span[0])
    found = (_mention(text, plain, spans, index) for index in range(len(spans)))
    return tuple(mention for mention in found if mention is not None)


def _masked(plain: str) -> str:
    masked = plain
    for pattern in _NOT_QUANTITIES:
        masked = pattern.sub(lambda match: "\x00" * len(match[0]), masked)
    return masked


def _counts(pattern: re.Pattern[str], match: re.Match[str], masked: str) -> bool:
    start = match.start()
    if start and (masked[start - 1] in ".,\x00" and masked[max(0, start - 2) : start - 1].isdigit()):
        return False
    if pattern is _BARE:
        return bool(_BARE_BEFORE.search(masked[:start]))
    if pattern is _IN_WORDS:
        return read_numeral(match["number"]) is not None and not (start and masked[start - 1] in "第初周期星十百千万之数几")
    return not (start and masked[start - 1].isascii() and masked[start - 1].isalpha())


def _figure(number: str, unit: str, raw: str) -> Figure | None:
    plain = number.replace(",", "")
    if not plain[0].isdigit():
        value = read_numeral(plain)
        return None if value is None else Figure.model_construct(value=Decimal(value), unit=unit, decimals=0, raw=raw, exact=False)
    if len(plain) > 24:
        return None
    return Figure.model_construct(value=Decimal(plain), unit=unit, decimals=len(plain.partition(".")[2]), raw=raw, exact=False)


_UNIT_NAMES: Final = {
    "m²": "平方米",
    "㎡": "平方米",
    "m2": "平方米",
    "km²": "平方公里",
    "km": "公里",
    "kg": "公斤",
    "kwh": "千瓦时",
    "kw": "千瓦",
    "mw": "兆瓦",
    "个学时": "学时",
    "个课时": "课时",
    "个小时": "小时",
    "个工作日": "工作日",
    "个人": "人",
    "百分点": "个百分点",
}


def _unit(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups.get("percent") or match.re is _PERCENT_WORDS:
        return groups.get("percent") or "%"
    if groups.get("divisor"):
        return f":{groups['divisor']}"
    unit = groups.get("unit") or ("台套" if groups.get("number") and "台(套)" in match[0] else "")
    per = groups.get("per")
    measured = f"{groups.get('times') or ''}{_UNIT_NAMES.get(unit, unit)}"
    return f"{measured}/{per}" if per and per not in _PERIODS else measured


def _mention(text: str, plain: str, spans: list[tuple[int, int, re.Match[str]]], index: int) -> Mention | None:
    start, end, match = spans[index]
    groups = match.groupdict()
    unit = _unit(match)
    raw = text[start:end]
    figure = _figure(match["number"], unit, raw)
    if figure is None:
        return None
    high = groups.get("high") or groups.get("percent_high")
    upper = _figure(high, unit, raw) if high else None
    left, right = _clause(plain, start, end)
    low = max(left, spans[index - 1][1] if index else 0)
    top = min(right, spans[index + 1][0] if index + 1 < len(spans) else len(plain))
    lead, tail = plain[low:start], plain[end:top]
    direction, approximate = _bounds(lead, tail, bool(groups.get("more") or groups.get("more2")))
    before, after = _before(_named_before(plain, spans, index, left) or lead), _after(tail)
    clause_lead = plain[left:start]
    in_words = match.re is _IN_WORDS
    per = groups.get("per")
    every = _EVERY.search(clause_lead)
    return Mention(
        text=raw,
        start=start,
        end=end,
        figure=figure,
        upper=upper if upper is not None and upper.value >= figure.value else None,
        direction=direction,
        approximate=approximate,
        period=_PERIODS.get(per) if per else (_PERIODS[every["per"]] if every else None),
        change=_change(lead),
        is_total=bool(_TOTAL.search(lead)),
        is_part=bool(_PART.search(plain[_sentence_start(plain, start) : start])),
        is_each=bool(_EACH.search(clause_lead)),
        is_weak=in_words and match["number"] == "一" and bool(after),
        in_words=in_words,
        verb=_verb(before, after),
        before=before,
        after=after,
        clause=text[left:right].strip(),
        topic=_topic(plain, left),
    )


def _clause(plain: str, start: int, end: int) -> tuple[int, int]:
    left = 0
    for boundary in _BOUNDARY.finditer(plain, 0, start):
        left = boundary.end()
    right = _BOUNDARY.search(plain, end)
    return left, right.start() if right else len(plain)


def _sentence_start(plain: str, start: int) -> int:
    begin = 0
    for boundary in _SENTENCE.finditer(plain, 0, start):
        begin = boundary.end()
    return begin


def _topic(plain: str, left: int) -> str:
    """The clause before in the same sentence, or inside which the bracket stands."""
    begin = _sentence_start(plain, left)
    before = [part for part in _BOUNDARY.split(plain[begin:left]) if part and part.strip()]
    return before[-1].strip() if before else ""


def _bounds(lead: str, tail: str, more: bool) -> tuple[Direction | None, bool]:
    approximate = more or bool(_ABOUT.search(lead)) or bool(_LATER_ABOUT.match(tail))
    if _AT_LEAST.search(lead) or _LATER_AT_LEAST.match(tail):
        return Direction.AT_LEAST, approximate
    if _AT_MOST.search(lead) or _LATER_AT_MOST.match(tail):
        return Direction.AT_MOST, approximate
    return None, approximate


def _change(lead: str) -> Change | None:
    if _LEVEL.search(lead):
        return None
    bare = re.sub(r"(?:不少于|不低于|至少|超过|不超过|≥|>=|约|近|以上)\s*$", "", lead)
    if _UP.search(bare):
        return Change.UP
    return Change.DOWN if _DOWN.search(bare) else None


def _before(lead: str) -> str:
    words = lead
    while True:
        shorter = _BEFORE_TAIL.sub("", _EDGES.sub("", words))
        if shorter == words:
            return _tidy(_LEADING_DATE.sub("", words))
        words = shorter


def _named_before(plain: str, spans: list[tuple[int, int, re.Match[str]]], index: int, left: int) -> str:
    """The words before the first of several quantities in a row (收容所1间200平方米), which all of them measure."""
    first = index
    while first and spans[first - 1][1] > left and not plain[spans[first - 1][1] : spans[first][0]].strip():
        first -= 1
    if first == index:
        return ""
    return plain[max(left, spans[first - 1][1] if first else 0) : spans[first][0]]


def _tidy(words: str) -> str:
    return re.sub(r"[\s\x00\x01]+", "", words)


def _after(tail: str) -> str:
    words = re.sub(r"^(?:\(含\))?(?:及|或)?(?:以上|以内|以下|之内|左右|上下|余)(?:的)?", "", tail.lstrip())
    if not words or words[0] in "、和及与，,;；并以”’》":
        return ""
    return _tidy(_EDGES.sub("", words.partition("、")[0]))


def _verb(before: str, after: str) -> str:
    earlier = [match[0] for match in _VERBS.finditer(before)]
    if earlier:
        return earlier[-1]
    later = _VERBS.search(after)
    return later[0] if later else ""
