"""The measured accuracy as a Chinese page of the documentation.

The page is a head and sections, each a Markdown text that begins with ``## ``. :func:`sections` gives those of the generated forms;
another measurement (reports, disclosures) gives its own list of the same kind, and the command hands both to :func:`render_markdown`
as ``more``::

    render_markdown(report, more=accuracy_reports.sections(...))
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from jiheng.checks import all_checks
from jiheng.sample.accuracy import Report, Result, false_alarms, field_accuracy, precision, recall, tally
from jiheng.sample.accuracy_cases import FORMATS, Format
from jiheng.sample.errors import all_seeds

_NAMES: dict[Format, str] = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF", "html": "网页", "txt": "文本"}
_LAYOUTS = {
    "central": "2020 年通用版式",
    "western": "西部某地：上级、本级资金，设定依据列，`>=`",
    "eastern": "东部某地：无年初预算，分值在前，组名带分",
    "southwestern": "西南某地：符号、单位各占一列",
    "southern": "南方某地：不合并，完成率列，分项填执行率",
    "northern": "北方某地：评分标准、备注列，表后签名",
    "central_yuan": "单位为元，千分位，`＞=`",
    "central_equals": "完成值带等号，得分带「分」，组名带分",
    "western_blank": "组名只印一次、不合并，`≧`",
    "southern_bare": "没有左侧栏目列，单位在列名里",
    "eastern_own_sign": "符号、单位各占一列，不合并",
    "northern_bare": "没有左侧栏目列，无年初预算，单位为元",
    "rechecked": "符号、单位各占一列，自评得分、复核得分两列，部门表有任务表",
    "numbered": "指标名带「指标1：」，组名带分，部门表有任务表",
    "directed": "指标方向、计量单位列，无年初预算",
    "two_rows": "两行表头：完成情况、评分情况各分两列",
    "framed": "决策、管理、产出、效益、满意度，指标编号，分值在前",
}
_STYLES = {
    "plain": "普通",
    "content_controls": "内容控件",
    "tracked": "修订痕迹",
    "text_box": "标题在文本框",
    "nested": "嵌套表格",
    "split_runs": "文字被拆成多段",
    "unmerged": "不合并",
    "numbers": "数值加格式",
    "text": "全为文本",
    "stacked": "同一工作表上下排列",
    "ruled": "全框线",
    "repeated": "小页面、表头重复",
    "small": "小页面、行被截断",
    "half": "只有横线",
    "three_line": "三线表",
    "unruled": "无框线",
    "landscape": "横向",
    "spans": "合并单元格",
    "word": "Word 导出的网页",
    "tab": "制表符",
    "tab_merged": "制表符、横向合并不留空",
    "tab_repeated": "制表符、合并处重复",
    "pipe": "竖线",
    "pipe_dropped": "竖线、合并处缺格",
    "markdown": "Markdown",
    "cell_lines": "一格一行",
    "cell_lines_pipe": "一格一行、带竖线",
    "cell_lines_blank": "一格一行、隔空行",
    "spaces": "空格分隔",
    "one_line": "全表一行（有损）",
    "run_together": "全部连写（有损）",
}


def _percent(value: float) -> str:
    return f"{value * 100:.1f} %"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows), ""]


def _formats(report: Report) -> list[Format]:
    return [kind for kind in FORMATS if any(one.case.format == kind for one in report.results)]


def _summary(report: Report) -> list[str]:
    rows = []
    for kind in _formats(report):
        clean, seeded = report.clean(kind), report.seeded(kind)
        rows.append(
            (
                _NAMES[kind],
                str(sum(one.forms for one in clean)),
                _percent(field_accuracy(clean)),
                f"{false_alarms(clean):.2f}",
                str(len(seeded)),
                _percent(recall(seeded)),
                _percent(precision(seeded)),
            )
        )
    heads = ("格式", "干净表（张）", "字段读对", "每五十张误报", "埋错表（份）", "查全率", "查准率")
    return ["## 按格式", "", *_table(heads, rows)]


def _by(report: Report, title: str, key: Callable[[Result], str], names: dict[str, str]) -> list[str]:
    groups: dict[str, list[Result]] = defaultdict(list)
    for one in report.results:
        if not one.case.is_lossy or key(one) in ("one_line", "run_together"):
            groups[key(one)].append(one)
    order = [name for name in names if name in groups]
    rows = []
    for name in order:
        clean = [one for one in groups[name] if not one.case.code]
        seeded = [one for one in groups[name] if one.case.code]
        found = _percent(recall(seeded)) if seeded else "—"
        rows.append((names[name], str(len(clean)), _percent(field_accuracy(clean)), f"{false_alarms(clean):.2f}", found))
    return [f"## {title}", "", *_table(("", "干净文件", "字段读对", "每五十张误报", "查全率"), rows)]


def _styles(report: Report) -> list[list[str]]:
    parts = []
    for kind in _formats(report):
        part = Report(seed=report.seed, results=[one for one in report.results if one.case.format == kind])
        parts.append(_by(part, f"{_NAMES[kind]} 的各种写法", lambda one: one.case.style, _STYLES))
    return parts


def _checks(report: Report) -> list[str]:
    kinds = _formats(report)
    titles = {check.code: check.title for check in all_checks()}
    said = tally(report.clean())
    rows = []
    for code in dict.fromkeys(one.case.code for one in report.seeded()):
        mine = [report.seeded(kind, code) for kind in kinds]
        cells = [f"{sum(one.found for one in results)}/{len(results)}" if results else "—" for results in mine]
        beside = sum(len(one.alarms) for results in mine for one in results)
        rows.append((code, titles.get(code, ""), *cells, str(beside), str(said[code])))
    heads = ("规则", "查什么", *(_NAMES[kind] for kind in kinds), "同份其他提示", "干净表误报")
    text = "每格是「找到的份数/埋下的份数」。「同份其他提示」是埋一处错之后另外多报的条数，「干净表误报」是没有埋错的表上报的条数。"
    return ["## 按规则", "", text, "", *_table(heads, rows)]


def _shortfalls(report: Report) -> list[str]:
    missed = [one for one in report.seeded() if not one.found]
    by_reading = sum(one.found_in_record for one in missed)
    crashed = [one for one in report.results if one.error]
    lines = ["## 没有做到的", ""]
    lines.append(f"- 没有找到的埋错 {len(missed)} 份：其中 {by_reading} 份直接给出数据时能找到，是读取时丢的；其余是规则没有认出。")
    if crashed:
        lines.append(f"- 读取中断的文件 {len(crashed)} 份：{'；'.join(sorted({one.error for one in crashed})[:3])}。")
    preview = {check.code for check in all_checks() if check.preview}
    quiet = [f"{code}（{title}）" for code, title in report.not_seeded if code not in preview]
    lines.append(f"- 没有埋错、因而没有量过的规则 {len(quiet)} 条：{'、'.join(quiet) or '无'}。")
    lines.append("- 文本中全表一行、全部连写两种，单元格的界线已经丢失，只量不算入上面的格式一行。")
    lines.append("- 空格分隔、隔空行的文本看不出空格子：勾选栏、空着的总分和名称不在这两种写法里埋错。")
    lines.append(
        "- 一格一行的文本里，空行可能是空格子，也可能是换页：一行的行数与列数正好相等的，才按行数读勾选栏；空着的名称不在这种写法里埋错。"
    )
    lines.append("- 合并处重复的文本里，填成栏名的内容与重复的栏名分不开，不在这种写法里埋错。")
    lines.append("- 完成值与得分各归一组的两行表头，在文本里看不出上下关系，没有量。")
    lines.append("- 手写、旧版 .doc 和 .wps 没有量。评价报告、决算公开和扫描件另见下文。")
    return [*lines, ""]


def _measured(report: Report) -> str:
    forms = sum(one.forms for one in report.results)
    return (
        "命令用虚构的示例县（十二个部门、六十个项目）的数据生成各种格式、各种版式的表，一部分是干净的，一部分恰好埋下一处错误；"
        "读回来，与已知的数据逐个字段比较，再看每条规则找到了多少（查全率）、报的有多少是真的（查准率）。"
        f"本次共 {len(report.results)} 个文件、{forms} 张表，种子 {report.seed}；埋错的写法 {sum(map(len, all_seeds().values()))} 种。"
        "表种有项目和部门的自评表、绩效目标申报表、运行监控表，以及一个文件含多张表的。"
    )


def sections(report: Report) -> list[str]:
    """The sections on generated forms, each a text that begins with ``## ``: by format, layout, style and check, and what falls short."""
    parts = (
        _summary(report),
        _by(report, "按版式", lambda one: one.case.layout, _LAYOUTS),
        *_styles(report),
        _checks(report),
        _shortfalls(report),
    )
    return ["\n".join(lines) for lines in parts]


def render_markdown(report: Report, more: Iterable[str] = ()) -> str:
    """The page: what was measured, the sections on forms, then ``more`` sections of other measurements."""
    head = [
        "# 准确度",
        "",
        "这一页由命令生成：",
        "",
        "```console",
        "$ ./run accuracy",
        "```",
        "",
        _measured(report),
        "",
        "查全率的目标是 98 %，误报的目标是每五十张干净的表不超过一条，每种格式都要做到。",
        "",
    ]
    return "\n".join([*head, *(section.rstrip("\n") + "\n" for section in (*sections(report), *more))])
