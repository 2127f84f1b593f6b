"""指标值与绩效目标申报表不同。

## 查什么
同一项目（部门）的监控表、自评表，与绩效目标申报表同名（或名称只差几个字）的指标，年度指标值应相同。没有申报表时，自评表与监控表比。

## 为什么
监控和自评评的是批复的目标；目标悄悄改低，完成率就高了。

## 依据
- mof-2015-88#绩效目标调整须报批

## 示例
```yaml 不应报告
- {type: objective_form, project: 道路养护, indicators: [{name: 养护里程, target: "≥50公里"}]}
- {project: 道路养护, indicators: [{name: 养护里程, target: "≥50.0公里", actual: "51公里"}]}
===
# 另一个项目
- {type: objective_form, project: 道路养护, indicators: [{name: 养护里程, target: "≥50公里"}]}
- {project: 桥梁养护, indicators: [{name: 养护里程, target: "≥40公里", actual: "51公里"}]}
===
# 另一个年度
- {type: objective_form, project: 道路养护, fiscal_year: 2023, indicators: [{name: 养护里程, target: "≥50公里"}]}
- {project: 道路养护, fiscal_year: 2024, indicators: [{name: 养护里程, target: "≥40公里", actual: "51公里"}]}
===
# 各单位各有一个同名项目
- {type: objective_form, project: 公用经费, implementing_agency: 第一小学, indicators: [{name: 学生人数, target: "≥50人"}]}
- {project: 公用经费, implementing_agency: 第二小学, indicators: [{name: 学生人数, target: "≥40人", actual: "51人"}]}
===
# 名称相近而说的是两件事
- {type: objective_form, project: 道路养护, indicators: [{name: 新建公路里程, target: "≥50公里"}]}
- {project: 道路养护, indicators: [{name: 养护公路数量, target: "≥40公里", actual: "51公里"}]}
===
# 只是没有写符号
- {type: objective_form, project: 道路养护, indicators: [{name: 养护里程, target: "≥50公里"}]}
- {project: 道路养护, indicators: [{name: 养护里程, target: "50公里", actual: "51公里"}]}
===
# 单位写法不同，无从比较
- {type: objective_form, project: 道路养护, indicators: [{name: 养护里程, target: "≥50公里"}]}
- {project: 道路养护, indicators: [{name: 养护里程, target: "≥3段", actual: "3段"}]}
===
# 换一个单位写，是同一个目标；区间相同
- type: objective_form
  project: 道路养护
  indicators: [{name: 养护里程, target: "≥50公里"}, {name: 培训人数, target: "30-50人"}, {name: 道路面貌, target: 有效改善}]
- project: 道路养护
  indicators:
    - {name: 养护里程, target: "≥50000米", actual: "51000米"}
    - {name: 培训人数, target: "30-50人", actual: "40人"}
    - {name: 道路面貌, target: 有效改善}
```
```yaml 应报告
- {type: objective_form, project: 道路养护, indicators: [{name: 养护里程, target: "≥50公里"}]}
- {project: 道路养护, indicators: [{name: 养护里程, target: "≥40公里", actual: "51公里"}]}
---
绩效自评表「养护里程」年度指标值为 ≥40公里，绩效目标申报表为 ≥50公里
===
- {type: objective_form, project: 2024年道路养护项目, indicators: [{name: 完成时间, target: "2024年10月底前"}]}
- {type: monitoring_form, project: 道路养护, indicators: [{name: 完成时间, target: "2024年12月底前"}]}
---
绩效运行监控表「完成时间」年度指标值为 2024年12月底前
===
- {type: objective_form, project: 道路养护, indicators: [{name: 单位养护成本, target: "≤3万元"}]}
- {project: 道路养护, indicators: [{name: 单位养护成本, target: "≥3万元", actual: "3万元"}]}
---
方向相反
===
# 区间的上限改了
- {type: objective_form, project: 道路养护, indicators: [{name: 培训人数, target: "30-50人"}]}
- {project: 道路养护, indicators: [{name: 培训人数, target: "30-40人", actual: "40人"}]}
---
绩效自评表「培训人数」年度指标值为 30-40人，绩效目标申报表为 30-50人
```

## 怎么改
以批复的绩效目标为准；目标经批准调整的，附调整批复。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.prose import units_agree
from jiheng.checks.registry import Said, check
from jiheng.checks.stages import FORM_NAMES, matching, printed, renamed, with_basis
from jiheng.checks.subjects import Dossier, Entry
from jiheng.model import AnyForm, Direction, Figure, Finding, Outcome, Relation, Severity, Target, amounts
from jiheng.regulation import Standard


@check("XCK301", severity=Severity.QUESTION)
def target_differs_from_objective(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    for entry, form, basis_entry, basis in with_basis(dossier):
        same = matching(form.indicators, basis.indicators)
        same |= renamed(form.indicators, basis.indicators, same, standard)
        for ours, theirs in sorted(same.items()):
            yield from _compare(entry, form, ours, basis_entry, basis, theirs, standard)


def _compare(entry: Entry, form: AnyForm, ours: int, basis_entry: Entry, basis: AnyForm, theirs: int, standard: Standard) -> Iterator[Said]:
    own, approved = form.indicators[ours].target, basis.indicators[theirs].target
    if own is None or approved is None:
        return
    agrees = _agrees(own, approved, standard)
    if agrees is None:
        return
    name, stated, expected = form.indicators[ours].name, printed(own.raw), printed(approved.raw)
    paths = (entry.at(f"/indicators/{ours}/target"), basis_entry.at(f"/indicators/{theirs}/target"))
    where, there = FORM_NAMES[form.type], FORM_NAMES[basis.type]
    result = Outcome.HOLDS if agrees else Outcome.FAILS
    yield Relation(expression=f"{where}「{name}」指标值 = {there}指标值", stated=stated, computed=expected, outcome=result, paths=paths)
    if not agrees:
        against = "，方向相反" if _opposite(own, approved) else ""
        yield Finding(
            message=f"{where}「{name}」年度指标值为 {stated}，{there}为 {expected}{against}，请核实目标调整是否经批准。",
            advice="以批复的绩效目标为准；目标经批准调整的，附调整批复。",
            stated=stated,
            expected=expected,
            paths=paths,
            citations=standard.cite("objective_followed"),
        )


def _agrees(own: Target, approved: Target, standard: Standard) -> bool | None:
    """Whether two targets say the same; None when they cannot be compared."""
    if own.date is not None and approved.date is not None:
        return own.date == approved.date
    if own.figure is None or approved.figure is None or (own.upper is None) != (approved.upper is None):
        return None
    same = _same(own.figure, approved.figure, standard)
    if same is None or own.upper is None or approved.upper is None:
        return same if same is None else same and not _opposite(own, approved)
    return same and bool(_same(own.upper, approved.upper, standard))


def _same(one: Figure, other: Figure, standard: Standard) -> bool | None:
    if one.unit and other.unit and amounts.comparable(one.unit, other.unit):
        return one.value * amounts.factor(one.unit, other.unit) == other.value
    if one.unit == other.unit or units_agree(one.unit, other.unit, standard):
        return one.value == other.value
    return None


def _opposite(own: Target, approved: Target) -> bool:
    return {own.direction, approved.direction} == {Direction.AT_LEAST, Direction.AT_MOST}
