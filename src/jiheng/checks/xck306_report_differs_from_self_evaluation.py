"""评价报告与自评表的预算、执行数或得分对不上。

## 查什么
同一项目的评价报告写的全年预算数、全年执行数，应等于自评表资金总额；自评报告的得分应等于自评表总分，
评价报告的得分与自评得分相差很大的提示说明。

## 为什么
报告和自评说的是同一笔钱；分数相差很大而报告不解释，评价难以服人。

## 依据
- mof-2020-10#自评与评价衔接

## 示例
```yaml 不应报告
- type: evaluation_report
  project: 道路养护
  funds: [{label: 资金总额, adjusted_budget: "120.00", executed: "90.00"}]
  verdicts: [{section: 综合评价, score: "88.50"}]
- {project: 道路养护, total_score: "95.00", funds: [{label: 年度资金总额, adjusted_budget: "120.00", executed: "90.00"}]}
===
# 另一个项目
- {type: evaluation_report, project: 桥梁检测, funds: [{label: 资金总额, adjusted_budget: "20.00", executed: "20.00"}]}
- {project: 道路养护, funds: [{label: 年度资金总额, adjusted_budget: "120.00", executed: "90.00"}]}
===
# 报告的表列的是分项
- {type: evaluation_report, project: 道路养护, funds: [{label: 本级资金, kind: own_level, level: 1, executed: "20.00"}]}
- {project: 道路养护, funds: [{label: 年度资金总额, adjusted_budget: "120.00", executed: "90.00"}]}
===
# 报告的资金表换一个单位写，是同一笔钱
- type: evaluation_report
  project: 道路养护
  money_tables: [{kind: funds, unit: 元, rows: [{name: 合计, adjusted_budget: "1200000.00", executed: "900000.00"}]}]
- {project: 道路养护, funds: [{label: 年度资金总额, adjusted_budget: "120.00", executed: "90.00"}]}
===
# 表里列的是各项目，不是资金来源
- type: evaluation_report
  project: 道路养护
  money_tables: [{kind: projects, unit: 万元, rows: [{name: 合计, executed: "85.00"}]}]
- {project: 道路养护, funds: [{label: 年度资金总额, adjusted_budget: "120.00", executed: "90.00"}]}
```
```yaml 应报告
- {type: evaluation_report, project: 道路养护, funds: [{label: 资金总额, adjusted_budget: "120.00", executed: "85.00"}]}
- {project: 道路养护, funds: [{label: 年度资金总额, adjusted_budget: "120.00", executed: "90.00"}]}
---
评价报告全年执行数 85.00 万元，绩效自评表 90.00 万元
===
- {type: evaluation_report, project: 道路养护, verdicts: [{section: 综合评价, score: "72.50"}]}
- {project: 道路养护, total_score: "98.00"}
---
评价得分 72.50 分，自评得分 98.00 分，相差 25.50 分
===
- {type: evaluation_report, kind: self_evaluation, project: 道路养护, verdicts: [{section: 自评结论, score: "97.00"}]}
- {project: 道路养护, total_score: "98.00"}
---
自评报告得分 97.00 分，绩效自评表总分 98.00 分
===
- type: evaluation_report
  project: 道路养护
  money_tables: [{kind: funds, unit: 万元, rows: [{name: 其中：本级, level: 1, executed: "60.00"}, {name: 合计, executed: "85.00"}]}]
- {project: 道路养护, funds: [{label: 年度资金总额, adjusted_budget: "120.00", executed: "90.00"}]}
---
评价报告全年执行数 85.00 万元，绩效自评表 90.00 万元
```

## 怎么改
核对两份材料的数据时点和口径，统一后改正；得分相差大的，在报告中说明原因。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.funds import LABELS, Column, amount
from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.stages import of_kind, partner, total
from jiheng.checks.subjects import Dossier, Entry
from jiheng.model import EvaluationReport, Figure, Finding, FundsKind, Outcome, Relation, SelfEvaluationForm, Severity, amounts
from jiheng.regulation import Standard

_COLUMNS: tuple[Column, ...] = ("adjusted_budget", "executed")


@check("XCK306", severity=Severity.QUESTION)
def report_differs_from_self_evaluation(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    forms = of_kind(dossier, SelfEvaluationForm)
    for entry, report in of_kind(dossier, EvaluationReport):
        found = partner(report, forms)
        if found is None:
            continue
        for column in _COLUMNS:
            yield from _money(entry, report, *found, column, standard)
        yield from _score(entry, report, *found, standard)


def _money(
    entry: Entry, report: EvaluationReport, other: Entry, form: SelfEvaluationForm, column: Column, standard: Standard
) -> Iterator[Said]:
    own, theirs = _stated(report, column), total(form, column)
    if own is None or theirs is None or not amounts.is_money(own[1].unit):
        return
    path, figure = own
    paths = (entry.at(path), other.at(theirs[0]))
    value = theirs[2].times(amounts.factor("万元", figure.unit))
    relation = relate(f"评价报告{LABELS[column]} = 绩效自评表{LABELS[column]}", figure, value, paths)
    yield relation
    if relation.outcome is Outcome.FAILS:
        yield Finding(
            message=f"评价报告{LABELS[column]} {figure.with_unit}，绩效自评表 {theirs[1].with_unit}，请核实。",
            advice="核对两份材料的数据时点和口径，统一后改正。",
            stated=figure.with_unit,
            expected=theirs[1].with_unit,
            paths=paths,
            citations=standard.cite("self_evaluation_as_evidence"),
        )


def _stated(report: EvaluationReport, column: Column) -> tuple[str, Figure] | None:
    """The total the report states: in its own form of funds, else in the total row of a table of money."""
    for index, row in enumerate(report.funds):
        figure = amount(row, column)
        if row.kind is FundsKind.TOTAL and figure is not None:
            return f"/funds/{index}/{column}", figure if figure.unit else figure.model_copy(update={"unit": amounts.TEN_THOUSAND_YUAN})
    for number, table in enumerate(report.money_tables):
        if table.kind not in ("funds", "source", "nature"):
            continue
        for index, line in enumerate(table.rows):
            cell = line.figures.get(column)
            if line.level == 0 and cell is not None and (cell.unit or table.unit):
                return f"/money_tables/{number}/rows/{index}/figures/{column}", cell.model_copy(update={"unit": cell.unit or table.unit})
    return None


def _score(entry: Entry, report: EvaluationReport, other: Entry, form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    stated = next(((index, verdict.score) for index, verdict in enumerate(report.verdicts) if verdict.score is not None), None)
    if stated is None or form.total_score is None:
        return
    index, score = stated
    own = form.total_score
    paths = (entry.at(f"/verdicts/{index}/score"), other.at("/total_score"))
    gap = abs(score.value - own.value)
    result = Outcome.HOLDS if not gap else Outcome.FAILS
    if report.kind == "self_evaluation":
        yield Relation(expression="自评报告得分 = 绩效自评表总分", stated=score.text, computed=own.text, outcome=result, paths=paths)
        said, advice, severity = (
            f"自评报告得分 {score.text} 分，绩效自评表总分 {own.text} 分，请核实。",
            "以自评表复算的总分为准，统一两处。",
            None,
        )
    else:
        said = f"评价得分 {score.text} 分，自评得分 {own.text} 分，相差 {amounts.text(gap)} 分，请在报告中说明原因。"
        advice, severity = "在报告中说明评价与自评得分相差的原因。", Severity.NOTE
    if gap and (severity is None or gap >= standard.number("evaluation_score_gap")):
        yield Finding(
            severity=severity,
            message=said,
            advice=advice,
            stated=f"{score.text} 分",
            expected=f"{own.text} 分",
            paths=paths,
            citations=standard.cite("evaluation_score_gap"),
        )
