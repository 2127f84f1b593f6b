"""The words of fiscal sentences: comparisons, changes, shares, budgets and finals, reasons, lists, and how a label is cut out.

All patterns run on plain text (half width, simplified script); see :func:`jiheng.extraction.prose_text.plain`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from jiheng.model import Change, ComparedWith

_BASE_WORDS: Final = (
    r"(?:本?(?:部门|单位)的?)?"
    r"(?:上\s*一?年(?!末|度?结转)|去年|同期|(?:19|20)\d\d\s*年|年初|全年|调整|当年|本年度?(?=预算)|预算|决算数?(?=$)|计划|目标)"
)
_MOVES: Final = r"增|减|下|上升|提|降|升|涨|持平|无|没|一致|相同|压|节|多|少|略|各|均|分别|共|总体|基本|相等|不变|,|-|\d"
COMPARED: Final = re.compile(
    rf"(?<!经)(?<!经比)(?:相?较于?|相?比较?于?|与|和|同|对比|比照)\s*(?P<base>{_BASE_WORDS}[^,;:。]{{0,16}}?)\s*(?:对比|相比较?|比较|相较|相比之下)?(?=\s*(?:{_MOVES}|$))"
    r"|(?P<same>同比(?!\s*(?:上\s*一?年|去年|同期|(?:19|20)\d\d)))"
)
#: A comparison whose subject follows: 与2023年相比,收、支总计各增加.
LEADING: Final = re.compile(rf"(?:相?较于?|相?比于?|与|和|同)\s*(?P<base>{_BASE_WORDS}[^,;:。]{{0,16}}?)\s*(?:对比|相比较?|比较|相较)\s*,?")
_UP: Final = "增加|增长|上升|提高|提升|增收|增支|上涨|扩大|新增|增|升|多|超支|超"
_DOWN: Final = "减少|下降|降低|压减|压缩|节约|减支|减收|缩减|核减|回落|结余减少|减|降|少"
CHANGED: Final = re.compile(
    rf"(?P<lead>(?:各|均|分别|共计|共|同比|略|大幅|净|相应|约|实际|小幅)*)(?P<word>(?P<up>{_UP})|(?P<down>{_DOWN}))"
    r"(?:\s*\((?:下降|减少|增长|增加|降低)\))?(?:了|额|支出|收入|数|金额|幅度|比例|幅|率)?(?:为|达到?|约|近|计)?\s*$"
)
RATED: Final = re.compile(
    r"(?:(?P<up>(?:增长|增加|上升|增|涨|升)(?:幅度?|率|比例|比率))|(?P<down>(?:下降|减少|降低|降|减)(?:幅度?|率|比例|比率)))(?:为|是|达到?|约)?\s*$"
)
DIFFERENCE: Final = re.compile(r"(?:预决算)?差异率(?:为|是|达到?)?\s*$")
_BUDGET_OF: Final = (
    r"(?:年初|期初|全年|年度|当年|本年度?|调整后?的?|全年调整|批复的?|下达的?)?"
    r"(?:支出|收入)?(?:预算|计划)(?:数|安排数?|总额|总数|资金|任务)?"
)
COMPLETED: Final = re.compile(rf"(?:完成了?|达到?了?|是|为|占|实现)(?P<base>{_BUDGET_OF})的?(?:比例为?|比重为?)?(?:为|达到?)?\s*$")
COMPLETION_RATE: Final = re.compile(
    rf"(?P<base>{_BUDGET_OF})?(?:完成率|执行率|支出进度|(?:完成|执行)(?:比例|比率|进度))(?:为|是|达到?了?)?\s*$"
)
SHARE: Final = re.compile(
    r"(?:所?占(?P<of>[^占,;:。]*?)的?(?:比重|比例|百分比|份额|比)?(?:为|是|达到?|约)?|(?:比重|比例)(?:为|是|达到?|约))\s*$"
)
#: A whole told with its amount before the share of it: 占计划总投资1600万元的97.50%.
SHARE_WHOLE: Final = re.compile(r"^[\s,;]*(?:仅|约)?占(?:到)?(?P<of>[^占,;:。\d]{2,20})$")
SHARE_JOINT: Final = re.compile(r"\s*的?(?:比重|比例|百分比|份额)?(?:为|是|达到?|约)?\s*")
#: Shares of the parts before, in their order: 分别占38.46%、32.05%和29.49%.
SHARES: Final = re.compile(r"(?:分别|依次)占(?P<of>[^占,;:。\d]{0,20}?)的?(?:比重|比例|百分比)?(?:为|是|约)?\s*$")
FLAT: Final = re.compile(
    r"持平|无(?:增减)?变[化动]|没有(?:增减)?变[化动]|无增减|未发生(?:增减)?变[化动]|(?:保持)?一致|相同|相等|保持不变|无差异|无增长"
)
REASON: Final = re.compile(
    r"(?:[增减变下上差][^,;。:]{0,10})?(?:的)?(?:主要)?原因|主要(?:是|系|由于|为)|(?<!来)由于|(?<!成|起)因(?=[为本年])|系因"
)
OPENER: Final = re.compile(
    r"其中[:,]?|(?P<side>(?:本年)?(?:收入|支出)(?=包括|包含|构成))?(?:具体|分项(?:情况)?)?(?:包括|包含|分别[是为]|构成[是为]|具体[是为]|(?<=情况)[是为])[:,]?"
)
#: A paragraph that begins with the year it speaks of; 与2021年相比 begins with another.
DATED: Final = re.compile(r"[^,;。:与和同比较至]{0,20}?(?P<year>(?:19|20)\d\d)\s*年")
TO_LEVEL: Final = re.compile(r"[到至](?:了)?\s*$")
FROM_LEVEL: Final = re.compile(r"(?:由|从)(?P<base>(?:上年|去年|20\d\d年|年初|预算|原)[^,;。]{0,12}?)的?\s*$")
BUDGET_END: Final = re.compile(
    r"(?P<subject>.*?)(?P<word>(?:年初|期初|全年|年度|当年|本年度?|调整后?的?|调整|安排的?|批复的?)?(?:支出|收入|经费|资金)?预算(?:数|安排数?|总额|总数|金额|额|资金)?|调整数)(?:安排)?"
)
FINAL_END: Final = re.compile(
    r"(?P<subject>.*?)(?P<word>(?:全年|实际|年度|本年|当年|累计)*(?:支出|收入)?(?:决算|执行|完成)(?:数|总额|总数|金额|额)?|(?:实际|全年|累计)(?:支出|使用|执行|完成)(?:数|总额|金额|额)?)"
)
FUND_NAMES: Final = re.compile(r"(?:一般公共|政府性基金|国有资本经营|社会保险基金|公共财政|财政|部门|单位)$")
#: Levels are marked by words (农林水支出(类)) or by codes (农林水支出(213)).
FUNCTIONAL: Final = re.compile(
    r"(?P<class>[^()、,;:。\d]{2,24})\s*\((?:类|2\d\d类?)\)"
    r"(?:\s*(?P<group>[^,;:。]{2,40}?)\s*\((?:款|2\d{4}款?)\)(?:\s*(?P<item>[^,;:。]{2,50}?)\s*\((?:项|2\d{6}项?)\))?)?"
)
#: An item told without its class and section, by its code: 行政运行(2130101), 2130101行政运行.
CODED_ITEM: Final = re.compile(
    r"(?P<item>[\u4e00-\u9fff、]{2,30}(?:\([\u4e00-\u9fff]{1,8}\)[\u4e00-\u9fff]{0,12})?)\s*\(2\d{6}项?\)"
    r"|(?<!\d)2\d{6}项?\s*(?P<named>[\u4e00-\u9fff、]{2,40})"
)
#: The difference of two figures told before it, without a word of direction: 年初预算为2.95万元，差值为0.9万元.
DIFFERS: Final = re.compile(r"^[\s,]*(?:两者|二者|预决算|相)?(?:差值|差额|相差|差异(?:额|数|金额)?)(?:为|是)?\s*$")
#: By how much the final amount is off the budget, with the direction in the word: 决算数大于年初预算数12万元.
EXCEEDS: Final = re.compile(
    r"^[\s,]*(?:支出|收入)?决算数?(?:(?P<more>大于|高于|多于|超过|超出?)|小于|低于|少于)(?P<base>(?:年初|全年|调整后?的?)?预算)(?:安排)?数?(?:为|了)?\s*$"
)
#: A sentence that begins with its comparison and names no quantity: 同口径比2022年减少3万元.
UNNAMED: Final = re.compile(
    r"\s*(?:按?(?:同|可比)口径(?:计算|比较)?,?)?\s*(?:相?比|相?较|与|同比)[^,;:。]{0,14}?(?:年|预算数?|同期|相比|比)\s*,?\s*(?:增|减|下降|上升|持平)"
)
#: Money that was given, and the words of what became of it: 资金共100万元，已支付90万元，执行率90%.
FUNDED: Final = re.compile(r"资金|到位|拨款|下达|投资|安排|经费")
SPENT: Final = re.compile(r"支出|支付|使用|执行|拨付|完成|报账")
#: A second list of the same whole: 按功能分类科目，…按经济分类科目，…; 从征收部门看，….
BY_KIND: Final = re.compile(
    r"\s*按照?[^,;:。\d]{2,16}?(?:分类|划分|类别|类型|性质|用途|来源|构成)(?:科目|情况)?(?:划分|分类)?\s*(?:[,:、]|看|,?分[为成是])"
    r"|\s*从[^,;:。\d]{2,12}?来?看\s*[,:]"
)
#: Levels that hold each other instead of adding up: 一级指标3个，二级指标9个，三级指标12个.
NESTED: Final = re.compile(r"[一二三四五]级(?:指标|科目|项目)")
#: What the year before had, told on its own: 2023年…10万元，2022年为8万元.
OF_YEAR: Final = re.compile(
    r"[\s,(]*(?P<year>(?:19|20)\d\d)\s*年(?:度)?(?:的)?(?:支出|收入)?(?:决算|预算|执行)?(?:支出|收入)?数?(?:为|是)?\s*$"
)
EMPTY_TABLE: Final = re.compile(r"(?P<table>[\u4e00-\u9fff“”\"()]*?表)(?:[为是])?(?:空表|无数据|零)|(?:公开|列示|为|是)空表")
#: Labels of plans: what should be, said before what is.
PLANNED: Final = re.compile(r"计划|目标|预算|预计|应(?:当|该)?|拟")
NOTHING: Final = re.compile(
    r"(?:^|部门|单位|年度?|[镇乡局委院])(?:均|也|尚)?(?:无|没有|未安排|不涉及|未发生|没有使用|无使用|未使用|不存在)(?P<what>[\u4e00-\u9fff“”\"()、]{2,40})"
)
NOTHING_AFTER: Final = re.compile(r"(?P<what>[\u4e00-\u9fff“”\"()]{3,30}?)(?:没有|为零|无)$")
MONEY_NOUN: Final = re.compile(r"基金|国有资本|三公|出国|接待|用车|购置|预算|拨款|经费|支出|收入|采购|费用?|结转|结余")
LIST_OPENED: Final = re.compile(
    r"\s*[,:]?\s*(?:分别是|分别为|包括|具体为|具体是|具体包括|即|有|为|是)?\s*[::(—-]+\s*|\s*,\s*(?:分别是|分别为|包括|具体为|具体是|即|为)\s*"
)
#: The name of a body: one name behind 下属单位1个, and names behind a mere 为, are taken for a list when they are bodies.
BODY: Final = re.compile(r"(?:室|股|科|处|部|办|中心|站|所|队|馆|院|校|局)$")
TAIL_NOUN: Final = re.compile(r"\s*(?P<noun>[\u4e00-\u9fff][\u4e00-\u9fff()]{1,19}?)(?=[,;。:(—、]|$)")
SET_VERB: Final = re.compile(
    r"(?:下设|内设|设置|设有|下辖|管辖|下属|所属|共有|设|辖|有|共|包括|包含|完成|开展|举办|组织|配备|形成|涉及|新增|其中|安排|对)+$"
)
#: What a year stands before when the quantity stands before the year: 公务用车购置费2021年决算数.
_OF_YEAR: Final = re.compile(r"(?:年初|全年|调整)?(?:支出|收入)?(?:决算|预算)数?(?:为|是)?")
_YEAR: Final = re.compile(r"((?:19|20)\d\d)\s*年")
_GENERIC: Final = re.compile(
    r"(?:支出|收入|经费|费用|金额|总额|总数|数额|数|决算数?|预算数?|总体|支出数|决算|该项支出|此项支出|费用支出|经费支出|较?|其|该费用|上述|合计)?"
)
_LABEL_LEAD: Final = re.compile(
    r"^(?:[\s,、:;。.的]+|(?:\d{1,2}月?份?[-—–~至])?\d{1,2}月份?(?:底|末|止)?|\d{1,2}[-—–~至](?=\d{1,2}月)|其中|另有|另外|同时|共计|累计(?=支出)|总共|[（(](?![^（）()]*[）)])|此外|以及|并且?|和(?!平)|及|与(?!会)|截至|截止|本年(?=我|本部门|本单位)|(?:部门|单位)?全年(?:使用财政拨款)?安排的?|使用(?:一般公共预算)?财政拨款安排的?|至?年底|本年度|本部门|本单位|我部门|我单位|我[局委院校镇乡区县市]|"
    r"[本我](?:镇|乡|街道|局|委|院|校|中心)级?|\(\d{1,2}\)|\d{1,2}[.、]|\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、|[一二三四五六七八九十]是|度|按?(?:同|可比)口径(?:计算|比较)?|经比较)"
)
_LABEL_TAIL: Final = re.compile(
    r"(?:实际)?(?:共计|累计|达到|达|约|为|是|共|(?<![总合])计|在|[:,、;\s的了]|大约|近|仅|安排为|(?<![平人户年月日])均)+$"
)
#: A year that another is held against.
_YEAR_AGAINST: Final = re.compile(r"(?:(?<!占)比|较于?|(?:与|和|同)(?=[^,;。]*(?:相比|比较|相较)))\s*(?:19|20)\d\d\s*年")


def base_kind(base: str, year: int | None) -> ComparedWith:
    """What the words after 比 name."""
    named = _YEAR.search(base)
    budget = "预算" in base or "计划" in base
    if re.search(r"上\s*一?年|去年|同期", base) or (named and year and int(named[1]) < year):
        return ComparedWith.PRIOR_YEAR
    if named and not budget and (not year or int(named[1]) <= year):
        return ComparedWith.PRIOR_YEAR
    if re.fullmatch(r"年初|期初", base.strip()):
        return ComparedWith.OTHER
    if re.search(r"年初|期初", base):
        return ComparedWith.INITIAL_BUDGET
    if re.search(r"全年|调整", base) and (budget or base.strip() == "调整数"):
        return ComparedWith.ADJUSTED_BUDGET
    if budget:
        return ComparedWith.BUDGET
    return ComparedWith.TARGET if "目标" in base else ComparedWith.OTHER


def change_of(match: re.Match[str]) -> Change | None:
    """The direction a change pattern found; None for a template that prints both."""
    if "(" in match[0]:
        return None
    return Change.INCREASE if match["up"] else Change.DECREASE


def year_in(text: str) -> int | None:
    """The last year named, but for those of comparisons."""
    text = _YEAR_AGAINST.sub("", text)
    compared = COMPARED.search(text)
    years = _YEAR.findall(text[: compared.start()] if compared and _YEAR.search(text, 0, compared.start()) else text)
    return int(years[-1]) if years else None


def label(text: str, agency: str | None = None) -> str:
    """The name of a quantity cut out of the words before its figure."""
    words = re.sub(r"\s+", "", text)
    dated = re.match(r"(?P<before>.*)(?:19|20)\d\d年(?:度)?(?:\d{1,2}月(?:\d{1,2}日)?)?(?:底|末)?(?=[\u4e00-\u9fff“\"(（])", words)
    if dated and not re.match(r"项目(?!支出)|结转", words[dated.end() :]):
        named = re.search(r"[^,，、:：;；。]*$", dated["before"])
        before = named[0] if named and re.search(rf"(?:{MONEY_NOUN.pattern}|\([类款项][)）])[)）”\"]?$", named[0]) else ""
        words = f"{before if _OF_YEAR.fullmatch(words[dated.end() :]) else ''}{words[dated.end() :]}"
    if agency:
        owner = re.escape(re.sub(r"[（(][^（）()]*[）)]$", "", agency))
        words = re.sub(rf"^{owner}(?:[（(](?:部门|本级|单位|机关|汇总|本部)[）)])*(?:本级)?", "", words)
    while True:
        shorter = _LABEL_TAIL.sub("", _LABEL_LEAD.sub("", words))
        if shorter == words:
            return words if len(words) <= 32 else _head_noun(words)
        words = shorter


def functional(text: str) -> tuple[str, ...]:
    """Names of class, section and item that a label gives; an item told by its code alone leaves the others empty."""
    plain = re.sub(r"[“”\"]", "", text.replace("（", "(").replace("）", ")"))
    match = FUNCTIONAL.search(plain)
    if match is not None:
        return tuple(part.strip() for part in (match["class"], match["group"], match["item"]) if part)
    coded = CODED_ITEM.search(plain)
    return ("", "", coded["item"] or coded["named"]) if coded is not None else ()


def _head_noun(words: str) -> str:
    """The end of a long phrase, behind the last 的 that leaves a name; the name of a budget item stays whole."""
    if functional(words):
        return words
    for cut in re.finditer(r"的|包括|形成|，", words):
        if 3 <= len(words) - cut.end() <= 32:
            return words[cut.end() :]
    return words if len(words) <= 60 else words[-60:]


def is_generic(words: str) -> bool:
    """Whether a subject names nothing of its own (支出, 决算数)."""
    return len(words) < 2 or _GENERIC.fullmatch(words) is not None


@lru_cache(maxsize=4096)
def core(words: str) -> str:
    """A label without what wording varies: two labels with one core name the same quantity."""
    bare = re.sub(r"[“”\"'《》()（）、,\s]|境", "", words)
    bare = re.sub(
        r"^(?:本年度?|当年|全年|年度|本级)|支出决算|决算|费用|支出总额|(?:支出|收入)?(?:数|总额|金额)$|累计|实际|维护|的", "", bare
    )
    return re.sub(r"费?(?:支出)?$", "", bare) or bare
