"""The closed words of Chinese quantities: measures, bounds, periods, and the numbers that count nothing. Read by ``mentions``."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Period(StrEnum):
    """The stretch of time a quantity repeats in (每月2期)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


PERIODS: Final = {
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
MEASURES: Final = re.findall(
    r"\S+",
    """
    个百分点 百分点 人次 人天 人日 户次 家次 车次 班次 场次 批次 项次 件次 剂次 例次 个班 台套 台件 人份 个人 个工作日
    工作日 个月 个学时 个课时 个小时 学时 课时 小时 分钟 秒 天 日 周 年 元 角 平方公里 平方千米 平方米 立方米 公里 千米
    厘米 毫米 公顷 米 亩 公斤 千克 毫克 克 吨 斤 升 毫升 千瓦时 兆瓦 千瓦 瓦 度 兆 人 名 位 户 家 次 场 期 届 轮 趟 项 个
    台 套 件 份 本 册 篇 部 条 种 类 座 处 所 间 栋 幢 辆 艘 架 门 节 株 棵 粒 头 只 羽 尾 匹 张 块 面 幅 床 剂 例 支 瓶 盒
    袋 箱 批 村 校 片 道 宗 起 对 组 队 班 眼 口 盏 根 枚 副 把 页 字 档 路 列 孔 樘 扇 畦 垧 顶 艇 机组 户人家 公顷次 亩次
    标段 线路 m² km² ㎡ m2 km kwh kw mw kg
    """,
)
#: Measure words that count behind printed digits only: 一站式 counts nothing.
PRINTED_MEASURES: Final = ["延米", "平米", "卷", "卷次", "册次", "团组", "社区", "乡镇", "站", "桶", "颗", "捆"]
MULTIPLIERS: Final = ("十万", "百万", "千万", "百亿", "千亿", "万亿", "万", "亿", "千", "百")
MEASURE: Final = "|".join(sorted(map(re.escape, MEASURES), key=len, reverse=True))
PRINTED: Final = "|".join(sorted(map(re.escape, MEASURES + PRINTED_MEASURES), key=len, reverse=True))
DIGITS: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
HAN: Final = r"[一二两三四五六七八九十百千零〇]+"
PER: Final = r"(?:\s*/\s*(?P<per>天|日|周|月|季度|季|年|人|户|家|次|亩|吨|个|场|平方米|公里|小时|秒|s|S))?"
COUNTED: Final = re.compile(
    rf"(?P<number>{DIGITS})\s*(?:(?P<join>-|—|–|~|～|至|到)\s*(?P<high>{DIGITS})\s*)?"
    rf"(?:(?P<percent>%|‰)(?:\s*(?:-|—|~|～|至|到)\s*(?P<percent_high>{DIGITS})\s*%)?"
    rf"|(?P<more>[余多])?(?P<times>{'|'.join(MULTIPLIERS)})?(?P<more2>[余多])?\s*(?:台\(套\)|(?P<unit>{PRINTED}))(?![A-Za-z]){PER}"
    rf"|(?P<ratio>[:：∶比])\s*(?P<divisor>\d+(?:\.\d+)?)(?![\d:：]))",
)
#: 五类 in words names a grade as often as a number.
IN_WORDS: Final = re.compile(
    rf"(?P<number>{HAN})(?P<more>[余多])?(?P<times>万|亿)?(?!类)(?P<unit>{MEASURE})(?!目|之|体|致|样|味|旦|律|手|切|直|定)"
)
PERCENT_WORDS: Final = re.compile(rf"百分之(?P<number>{HAN}|{DIGITS})")
BARE: Final = re.compile(rf"(?P<number>{DIGITS})(?=\s*(?:[,;，；。)）]|$))")
BARE_BEFORE: Final = re.compile(r"(?:数|率|数量|总量|量|额|比例|比重|度|为|达|达到|有|:|：|=|≥|≤)\s*(?:为|达|达到|约|是|共)?\s*$")

#: Numbers that count nothing: they are blanked before quantities are looked for.
NOT_QUANTITIES: Final = tuple(
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
        r"\d{1,2}\s*[:：]\s*[0-5]\d\s*(?:-|—|~|～|至|到)\s*\d{1,2}\s*[:：]\s*[0-5]\d",
        r"(?<=[午晨晚点间])\s*\d{1,2}\s*[:：]\s*[0-5]\d",
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
AT_LEAST: Final = re.compile(
    r"(?:不少于|不低于|不小于|不得少于|不得低于|至少|最少|大于等于|(?<!不)(?:超过|大于|高于|多于)|突破|≥|>=|>|＞=|≧)\s*$"
)
AT_MOST: Final = re.compile(r"(?:不超过|不高于|不大于|不多于|不得超过|至多|最多|小于等于|(?<!不)(?:小于|低于|少于)|≤|<=|<|≦|控制在)\s*$")
ABOUT: Final = re.compile(r"(?:(?<![签合预条公履违节契])约|(?<![附临靠最亲远])近|接近)\s*$")
LATER_AT_LEAST: Final = re.compile(r"\s*(?:\(含\))?(?:及|或|\(含\))?以上")
LATER_AT_MOST: Final = re.compile(r"\s*(?:及|或)?(?:以内|以下|之内)")
LATER_ABOUT: Final = re.compile(r"\s*(?:左右|上下|余|多(?![种样次]))")
TOTAL: Final = re.compile(
    r"(?:(?:共计|总计|合计|累计|(?<!公)共(?!同|享|建|性|识|和|产)|总共|一共)[^,，;；。]{0,12}|(?:总数|总额|总量|总面积|总人数|总费用)(?:为|达到?|约)?\s*)$"
)
PART: Final = re.compile(r"其中")
EACH: Final = re.compile(r"(?:各(?=\s*$|[发放建设置种配购])|分别|每[个家户人名台次场所村校])[^,，;；。]{0,8}$")
EVERY: Final = re.compile(r"(?:每|[1一])\s*个?(?P<per>天|日|周|星期|月|季度|季|年)[^,，;；。、]{0,8}$")
UP: Final = re.compile(r"(?:增长|增加|增幅|提高|提升|上升|新增|增收|上涨)(?:了|到|至|率|幅度|额|金额)?\s*(?:为|达到?|约|近)?\s*$")
DOWN: Final = re.compile(r"(?:减少|下降|降低|降幅|压减|缩短|下调|核减)(?:了|到|至|率|幅度|额|金额)?\s*(?:为|达到?|约|近)?\s*$")
LEVEL: Final = re.compile(r"(?:到|至)\s*$")
#: Verbs of public work; the last one before the number (else the first after it) is the mention's verb.
VERBS: Final = re.compile(
    "组织|开展|举办|召开|培训|建设|新建|新增|改造|改建|完成|发放|救助|补助|补贴|资助|采购|购置|购买|维修|维护|制作|播出|编制|编写|撰写|编辑|"
    "签订|签约|达成|引进|培养|培育|选派|服务|推广|示范|申报|立项|支持|走访|考察|调研|检查|巡查|抽查|参加|参与|发布|更新|下载|印制|印发|"
    "宣传|覆盖|带动|吸引|实现|投入|安装|种植|栽植|造林|治理|修复|养护|监测|检测|受理|办理|处理|接种|筛查|体检|诊疗|招聘|招录|慰问|演出|展出|租赁|租用"
)
BOUNDARY: Final = re.compile(r"(?<!\d)[,，]|[,，](?!\d)|[;；。！？!?\n()（）【】]|[:：∶](?!\s*\d)|(?<!\d)[:：∶]")
SENTENCE: Final = re.compile(r"[;；。！？!?\n]")
EDGES: Final = re.compile(r"^[\s、,，的了为是有和及与“”\"《》以]+|[\s、,，“”\"]+$")
BEFORE_TAIL: Final = re.compile(
    r"(?:不少于|不低于|不小于|至少|超过|大于等于|不超过|不高于|不大于|控制在|达到?|(?<![签合预条公履违节契])约|(?<![附临靠最亲远])近|共计|总计|合计|累计|共|为|是|了|有|在|≥|≤|>=|<=|>|<|=|等|到|至|已|\s|:|：|第)+$"
)
NOUN_END: Final = re.compile(r"[、]|进行|(?<=.)(?:参加|参与|达到|提供|以及|并|推荐|进入)|(?<=..)(?:组织|开展|实施|举办|走访)")
LEADING_DATE: Final = re.compile(r"^(?:(?:19|20)\d{2}\s*年度?|\d{1,2}[.．、]|截至|截止)+\s*")
#: A short bracket inside a word, 区（县）, does not end the clause.
INNER_BRACKET: Final = re.compile(r"[(（](?=[^()（）\d]{1,8}[)）][\u4e00-\u9fff])([^()（）\d]{1,8})[)）]")
VALUES: Final = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TENS: Final = {"十": 10, "百": 100, "千": 1000}
