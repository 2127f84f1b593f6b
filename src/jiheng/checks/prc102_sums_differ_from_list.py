"""文书里说的合计、平均与所附清单不符。

## 查什么
整改通知和整改情况报告说的涉及金额合计、已收回金额，应等于清单各行相加，单个问题下写的金额应与清单该行一致；汇总报告说的预算、执行合计，平均、最高、最低得分，
部门整体自评的平均得分，应能由排名表算出。

## 为什么
算术。金额合计是追回资金的依据，平均得分是部门排名的依据。

## 依据
- 算术

## 示例
```yaml 不应报告
- type: rectification
  subject: {name: 村道养护, fiscal_year: 2024}
  items: [{id: "1", problem: 甲事, amount: 1.26万元, recovered: "12,600元"}, {id: "2", problem: 乙事, amount: "35,000元"}]
- type: evaluation_report
  kind: process
  facts: [{label: 问题涉及金额合计, figure: 4.76万元}, {label: 已收回或者纠正, figure: 1.26万元}, {label: 涉及金额, figure: 3.5万元, section: 一、问题/（二）乙事}]
===
# 说的不是清单里的金额
- {type: rectification, subject: {name: 村道养护, fiscal_year: 2024}, items: [{id: "1", problem: 甲, amount: 1.26万元}]}
- {type: evaluation_report, kind: process, facts: [{label: 项目总投资, figure: 400万元}]}
===
- {type: results_summary, tables: [{kind: projects, rows: [{name: 甲, score: "95.00", budget: 10.00万元}, {name: 乙, score: "90.00", budget: 5.00万元}]}]}
- {type: evaluation_report, kind: process, facts: [{label: 平均, figure: 92.50分}, {label: 最高, figure: 95.00分}, {label: 全年预算, figure: 15.00万元}]}
```
```yaml 应报告
- {type: rectification, subject: {name: 村道养护, fiscal_year: 2024}, items: [{id: "1", problem: 甲, amount: 1.26万元}, {id: "2", problem: 乙, amount: 3.50万元}]}
- {type: evaluation_report, kind: process, facts: [{label: 问题涉及金额合计, figure: 4.67万元}]}
---
应为 4.76 万元
===
- {type: rectification, subject: {name: 村道养护, fiscal_year: 2024}, items: [{id: "1", problem: 甲事, amount: 1.26万元}]}
- {type: evaluation_report, kind: process, facts: [{label: 涉及金额, figure: 1.62万元, section: 一、问题/（一）甲事}]}
---
应为 1.26 万元
===
- {type: results_summary, tables: [{kind: projects, rows: [{name: 甲, score: "95.00"}, {name: 乙, score: "90.00"}]}]}
- {type: evaluation_report, kind: process, facts: [{label: 平均, figure: 93.50分}]}
---
应为 92.50 分
===
- {type: results_summary, tables: [{kind: projects, rows: [{name: 甲, score: "95.00"}, {name: 乙, score: "90.00"}]}]}
- {type: evaluation_report, kind: process, facts: [{label: 自评得分平均, figure: 91.50分}]}
---
应为 92.50 分
===
- {type: results_summary, tables: [{kind: departments, rows: [{name: 甲局, own_score: "98.00"}, {name: 乙局, own_score: "99.00"}, {name: 丙局}]}]}
- {type: evaluation_report, kind: process, facts: [{label: 部门整体自评平均得分, figure: 97.50分}]}
---
应为 98.50 分
```

## 怎么改
按清单重新加总，改正文字里的数；清单有误的，改清单。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jiheng.checks.ledger import relate
from jiheng.checks.papers import PaperWithWords, Stated, papers
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import Dossier
from jiheng.model import Estimate, Figure, Finding, Interval, Outcome, Rectification, ResultsSummary, Severity, amounts, summed
from jiheng.regulation import Standard

_AMOUNT = re.compile(r"(?:问题)?涉及(?:问题)?(?:金额|资金)(?:合计|共计|总额)?|问题(?:金额|资金)(?:合计|共计|总额)")
_RECOVERED = re.compile(r"已?(?:收回|追回|退回|收缴|上缴)(?:或者纠正)?(?:资金|金额)?(?:合计)?")
_SCORES = (
    (re.compile(r"(?:自评|项目)?(?:得分|分)?平均(?:得?分)?"), "mean"),
    (re.compile(r"(?:自评|项目)?(?:得分|分)?最高(?:得?分)?"), "highest"),
    (re.compile(r"(?:自评|项目)?(?:得分|分)?最低(?:得?分)?"), "lowest"),
)
#: What the departments gave themselves for their whole spending, as a mean.
_OWN = re.compile(r"部门整体(?:支出)?自评(?:得分)?平均(?:得?分)?")
_MONEY = {"全年预算": "budget", "预算": "budget", "全年执行": "executed", "执行": "executed"}


@check("PRC102", severity=Severity.QUESTION)
def sums_differ_from_list(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    for paper in papers(dossier):
        for stated in paper.stated():
            record = paper.record
            if isinstance(record, Rectification):
                found = _amounts(record, stated)
            else:
                found = _results(record, stated) if isinstance(record, ResultsSummary) else None
            if found is not None:
                yield from _compared(paper, stated, *found)


def _compared(paper: PaperWithWords, stated: Stated, computed: Estimate, paths: Sequence[str]) -> Iterator[Said]:
    figure = stated.figure
    relation = relate(
        f"「{stated.label}」= 清单各行算出的数",
        figure,
        computed,
        (stated.path, *(paper.paper.at(path) for path in paths)),
        decimals=max(figure.decimals, 2),
    )
    yield relation
    if relation.outcome is Outcome.FAILS:
        yield Finding(
            message=f"文中写「{stated.label}」{figure.text} {figure.unit}，按所附清单应为 {relation.computed} {figure.unit}，请核实。",
            advice="按清单重新计算，改正文字里的数；清单有误的，改清单。",
            stated=f"{figure.text} {figure.unit}",
            expected=f"{relation.computed} {figure.unit}",
            paths=relation.paths,
        )


def _amounts(record: Rectification, stated: Stated) -> tuple[Estimate, list[str]] | None:
    """Amounts of the list: of the one item below whose heading the sentence stands, else of all of them."""
    field = "amount" if _AMOUNT.fullmatch(stated.label) else "recovered" if _RECOVERED.fullmatch(stated.label) else ""
    if not field or not amounts.is_money(stated.figure.unit):
        return None
    own = [number for number, item in enumerate(record.items) if item.problem and item.problem in stated.fact.section]
    chosen = own or range(len(record.items))
    found: list[tuple[int, Figure]] = [(n, figure) for n in chosen if (figure := getattr(record.items[n], field)) is not None]
    if not found or any(figure.unit and not amounts.is_money(figure.unit) for _, figure in found):
        return None
    total = summed(_in_unit(figure, stated.figure.unit) for _, figure in found)
    return total, [f"/items/{number}/{field}" for number, _ in found]


def _in_unit(figure: Figure, unit: str) -> Estimate:
    return Estimate.printed(figure).times(amounts.factor(figure.unit or amounts.TEN_THOUSAND_YUAN, unit))


def _results(record: ResultsSummary, stated: Stated) -> tuple[Estimate, list[str]] | None:
    """Money of all projects; the mean and the extremes of the scores of projects, of evaluations when the sentence speaks of them."""
    if _OWN.fullmatch(stated.label):
        return _own_scores(record)
    kind = "evaluations" if stated.label == "平均得分" and record.of("evaluations") is not None else "projects"
    number = next((n for n, table in enumerate(record.tables) if table.kind == kind), None)
    if number is None or (kind == "projects" and not record.lists_all):
        return None
    how = next((kind for pattern, kind in _SCORES if pattern.fullmatch(stated.label)), "")
    column = _MONEY.get(stated.label, "score" if how and stated.figure.unit == "分" else "")
    rows = [(n, row) for n, row in enumerate(record.tables[number].rows) if not row.is_total]
    found = [(n, figure) for n, row in rows if column and (figure := getattr(row, column)) is not None]
    if not found or (column in ("budget", "executed") and not amounts.is_money(stated.figure.unit)):
        return None
    paths = [f"/tables/{number}/rows/{n}/{column}" for n, _ in found]
    if column != "score":
        return summed(_in_unit(figure, stated.figure.unit) for _, figure in found), paths
    values = [figure for _, figure in found]
    if how == "mean":
        return summed(map(Estimate.printed, values)).times(Decimal(1) / len(values)), paths
    value = (max if how == "highest" else min)(figure.value for figure in values)
    return Estimate(value=value, interval=Interval.point(value)), paths


def _own_scores(record: ResultsSummary) -> tuple[Estimate, list[str]] | None:
    """The mean of the scores of whole departments, of those that have one."""
    number = next((n for n, table in enumerate(record.tables) if table.kind == "departments"), None)
    if number is None:
        return None
    rows = [(n, row.own_score) for n, row in enumerate(record.tables[number].rows) if not row.is_total]
    found = [(n, figure) for n, figure in rows if figure is not None]
    if not found:
        return None
    mean = summed(Estimate.printed(figure) for _, figure in found).times(Decimal(1) / len(found))
    return mean, [f"/tables/{number}/rows/{n}/own_score" for n, _ in found]
