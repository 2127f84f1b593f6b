"""The measured accuracy of long documents as sections of the accuracy page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jiheng.checks import all_checks
from jiheng.sample.accuracy_folders import folder_seeds
from jiheng.sample.accuracy_long import LongReport, LongResult
from jiheng.sample.errors import all_seeds
from jiheng.sample.errors_long import NOT_SEEDED, all_long_seeds

_KINDS = {
    "disclosure": "部门决算公开",
    "report": "绩效评价报告",
    "detailed": "绩效评价报告（写明资金表、机构、工作数量）",
    "paper": "整改情况报告、自评结果通报",
    "folder": "成套文件（一个文件夹）",
}
_FORMATS = {"docx": "Word", "pdf": "PDF", "html": "网页", "txt": "文本", "xlsx": "Excel"}
_FAMILIES = ("FAC", "EVR", "PRC", "XCK2", "XCK3")


def _percent(value: float) -> str:
    return f"{value * 100:.1f} %"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}", *(f"| {' | '.join(row)} |" for row in rows), ""]


def recall(results: Sequence[LongResult]) -> float:
    """Share of seeded errors that were found."""
    return sum(one.found for one in results) / len(results) if results else 1.0


def precision(results: Sequence[LongResult]) -> float:
    """Found seeded errors by all that was said besides what the clean document brings."""
    right = sum(one.found for one in results)
    said = right + sum(len(one.alarms) for one in results)
    return right / said if said else 1.0


def sections(report: LongReport) -> list[str]:
    """Clean documents, then each check, then what is not covered."""
    return ["\n".join(part) for part in (_clean(report), _checks(report), _not_covered(report))]


def _clean(report: LongReport) -> list[str]:
    lines = [
        "## 长文档：没有错误的决算公开和评价报告",
        "",
        (
            "示例县的部门决算公开（九张表、逐项说明、一部分附自评表）和项目绩效评价报告（成套、正文加附表、一张大表三种），用语、章节次序、编号、单位、小数位、"
            "表的排法按种子抽取，各有三种以上写法。误报指必须改、存疑两级；四舍五入的尾差是提示，不算误报。覆盖率是参加过核对的数占印出的数。"
        ),
        "",
    ]
    rows = []
    clean = [one for one in report.results if not one.case.code]
    for kind, name in _KINDS.items():
        for chosen, shown in _FORMATS.items():
            own = [one for one in clean if one.case.kind == kind and one.case.format == chosen]
            if own:
                figures = sum(one.figures for one in own)
                share = _percent(sum(one.checked for one in own) / figures) if figures else "—"
                failed = sum(bool(one.error) for one in own)
                rows.append((name, shown, str(len(own)), str(sum(len(one.alarms) for one in own)), share, str(failed)))
    return [*lines, *_table(("文档", "格式", "份数", "误报", "核对覆盖率", "读取失败"), rows), *_alarms(clean)]


def _alarms(clean: Sequence[LongResult]) -> list[str]:
    said = sorted({(code, one.case.name) for one in clean for code, _, _ in one.alarms})
    return [f"- 误报：{code}（{name}）" for code, name in said] + ([""] if said else [])


def _checks(report: LongReport) -> list[str]:
    seeded = [one for one in report.results if one.case.code]
    formats = [name for name in _FORMATS if any(one.case.format == name for one in seeded)]
    lines = [
        "## 长文档：按规则",
        "",
        "每条规则的每种错法在每种格式里各埋一处。文件之间的规则（XCK）另在成套的文件里埋：报告与自评表、决算公开与自评表的工作簿、同一项目的三张表、同一张表两份，按表的格式计。「误报」是埋下的错误和它应有的后果之外多说的。",
        "",
    ]
    titles = {check.code: check.title for check in all_checks()}
    rows = []
    for code in sorted({one.case.code for one in seeded}):
        own = [one for one in seeded if one.case.code == code]
        found = [f"{sum(o.found for o in own if o.case.format == f)}/{sum(o.case.format == f for o in own)}" for f in formats]
        rows.append((code, titles.get(code, ""), *found, _percent(recall(own)), _percent(precision(own))))
    whole = [_percent(recall([one for one in seeded if one.case.format == name])) for name in formats]
    rows.append(("合计", "", *whole, _percent(recall(seeded)), _percent(precision(seeded))))
    heads = ("规则", "问题", *(_FORMATS[name] for name in formats), "召回率", "精确率")
    return [*lines, *_table(heads, rows), *_short(seeded)]


def _short(seeded: Sequence[LongResult]) -> list[str]:
    missed = [f"- 没有找到：{one.case.name}" for one in seeded if not one.found]
    extra = [f"- 多说了 {code}：{one.case.name}" for one in seeded for code, _, _ in one.alarms]
    return ["未达到的：" if missed or extra else "没有遗漏，也没有多说。", "", *missed, *extra, ""]


def _not_covered(report: LongReport) -> list[str]:
    planted = {*all_long_seeds(), *all_seeds(), *(seed.code for seed in folder_seeds())}
    lines = ["## 长文档：没有用生成的错误测量的规则", ""]
    rows = []
    for check in all_checks():
        if check.code in planted and check.code not in report.placeless:
            continue
        if check.code.startswith(_FAMILIES):
            why = (
                "生成的文档没有放得下这个错误的地方" if check.code in report.placeless else NOT_SEEDED.get(check.code, "由规则页的示例测试")
            )
            rows.append((check.code, check.title, why))
    return [*lines, *_table(("规则", "问题", "为什么"), rows)]
