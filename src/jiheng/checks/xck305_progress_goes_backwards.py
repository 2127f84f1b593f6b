"""年终的累计数比监控时还小。

## 查什么
同一项目监控表截至某月的执行数、数量指标的完成值，不应大于自评表的全年执行数、实际完成值。

## 为什么
累计数只增不减；年终反而小了，两张表必有一张填错，或有退回、核减没有说明。

## 依据
- mof-2019-136#监控内容

## 示例
```yaml 不应报告
- type: monitoring_form
  project: 道路养护
  cutoff_month: 7
  funds: [{label: 年度资金总额, executed: "60.00"}]
  indicators: [{subcategory: 数量指标, name: 养护里程, target: "≥50公里", actual: "30公里"}]
- project: 道路养护
  funds: [{label: 年度资金总额, executed: "60.00"}]
  indicators: [{subcategory: 数量指标, name: 养护里程, target: "≥50公里", actual: "50公里"}]
===
# 比率和越小越好的指标可升可降
- type: monitoring_form
  project: 道路养护
  indicators:
    - {subcategory: 质量指标, name: 验收合格率, target: "≥95%", actual: "100%"}
    - {subcategory: 数量指标, name: 事故起数, target: "≤5起", actual: "4起"}
- project: 道路养护
  indicators:
    - {subcategory: 质量指标, name: 验收合格率, target: "≥95%", actual: "97%"}
    - {subcategory: 数量指标, name: 事故起数, target: "≤5起", actual: "3起"}
```
```yaml 应报告
- type: monitoring_form
  project: 道路养护
  cutoff_month: 7
  indicators: [{subcategory: 数量指标, name: 养护里程, target: "≥50公里", actual: "48公里"}]
- project: 道路养护
  indicators: [{subcategory: 数量指标, name: 养护里程, target: "≥50公里", actual: "42公里"}]
---
「养护里程」全年实际完成值 42公里，1—7月已完成 48公里
===
- {type: monitoring_form, project: 道路养护, cutoff_month: 7, funds: [{label: 年度资金总额, executed: "80.00"}]}
- {project: 道路养护, funds: [{label: 年度资金总额, executed: "60.00"}]}
---
自评表全年执行数 60.00 万元，小于监控表1—7月执行数 80.00 万元
```

## 怎么改
核对两张表的数；有退回、核减的，在偏差原因里写明。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.funds import label_of
from jiheng.checks.registry import Said, check
from jiheng.checks.stages import matching, of_kind, partner, printed, total
from jiheng.checks.subjects import Dossier, Entry
from jiheng.model import (
    Direction,
    Finding,
    Indicator,
    IndicatorSubcategory,
    MonitoringForm,
    Outcome,
    Relation,
    SelfEvaluationForm,
    Severity,
)
from jiheng.regulation import Standard


@check("XCK305", severity=Severity.QUESTION)
def progress_goes_backwards(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    evaluations = of_kind(dossier, SelfEvaluationForm)
    for entry, monitoring in of_kind(dossier, MonitoringForm):
        found = partner(monitoring, evaluations)
        if found is not None:
            yield from _money(entry, monitoring, *found, standard)
            yield from _quantities(entry, monitoring, *found, standard)


def _money(entry: Entry, monitoring: MonitoringForm, other: Entry, form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    then, end = total(monitoring, "executed"), total(form, "executed")
    if then is None or end is None:
        return
    paths = (other.at(end[0]), entry.at(then[0]))
    backwards = end[2].interval.high < then[2].interval.low
    label = label_of("executed", monitoring)
    yield _relation(f"全年执行数 ≥ {label}", end[1].with_unit, then[1].with_unit, paths, backwards=backwards)
    if backwards:
        yield Finding(
            message=f"自评表全年执行数 {end[1].with_unit}，小于监控表{label} {then[1].with_unit}，请核实。",
            advice="核对两张表的数；有退回、核减的，在偏差原因里写明。",
            stated=end[1].with_unit,
            expected=f"不小于 {then[1].with_unit}",
            paths=paths,
            citations=standard.cite("cumulative_progress"),
        )


def _quantities(entry: Entry, monitoring: MonitoringForm, other: Entry, form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    months = f"1—{monitoring.cutoff_month}月" if monitoring.cutoff_month else "监控时"
    for ours, theirs in sorted(matching(monitoring.indicators, form.indicators).items()):
        one, two = monitoring.indicators[ours], form.indicators[theirs]
        then, end = (row.actual.figure if row.actual else None for row in (one, two))
        if (
            then is None
            or end is None
            or then.unit != end.unit
            or one.actual is None
            or two.actual is None
            or not (_grows(one) and _grows(two))
        ):
            continue
        paths = (other.at(f"/indicators/{theirs}/actual"), entry.at(f"/indicators/{ours}/actual"))
        backwards = end.interval.high < then.interval.low and not one.actual.approximate
        stated, expected = printed(two.actual.raw), printed(one.actual.raw)
        yield _relation(f"「{two.name}」全年完成 ≥ {months}完成", stated, expected, paths, backwards=backwards)
        if backwards:
            yield Finding(
                message=f"自评表「{two.name}」全年实际完成值 {stated}，{months}已完成 {expected}（监控表），累计数变小，请核实。",
                advice="核对两张表的数；有退回、核减的，在偏差原因里写明。",
                stated=stated,
                expected=f"不小于 {expected}",
                paths=paths,
                citations=standard.cite("cumulative_progress"),
            )


def _grows(row: Indicator) -> bool:
    """Whether the row counts something up over the year."""
    unit = row.actual.unit if row.actual else None
    quantity = row.subcategory_key is IndicatorSubcategory.QUANTITY
    return quantity and unit not in ("%", "‰", "", None) and row.target is not None and row.target.direction is not Direction.AT_MOST


def _relation(expression: str, stated: str, computed: str, paths: tuple[str, ...], *, backwards: bool) -> Relation:
    result = Outcome.FAILS if backwards else Outcome.HOLDS
    return Relation(expression=expression, stated=stated, computed=computed, outcome=result, paths=paths)
