"""同一指标在两张表里的目标值不同。

## 查什么
部门整体表与项目表里说的是同一件事（名称相近、单位相同、完成值相同），年度指标值却不一样。

## 为什么
同一任务只能有一个批复的目标；目标值与完成值分毫不差而别处另有目标的，多是按结果倒填。

## 依据
- mof-2020-10#自评指标以批复的绩效目标为准

## 示例
```yaml 不应报告
- {scope: department, indicators: [{name: 跨区域合作项目签约数量, target: "≥30项", actual: "71项"}]}
- {project: 跨区域合作年会, indicators: [{name: 合作项目签约数量, target: "≥30项", actual: "71项"}]}
===
# 完成值不同：可能是两件事
- {scope: department, indicators: [{name: 培训人数, target: "≥300人", actual: "320人"}]}
- {project: 电商培训, indicators: [{name: 培训人数, target: "≥80人", actual: "85人"}]}
===
# 小数目相同是巧合
- {scope: department, indicators: [{name: 培训场次, target: "≥3场", actual: "5场"}]}
- {project: 电商培训, indicators: [{name: 培训场次, target: "≥4场", actual: "5场"}]}
```
```yaml 应报告
- {scope: department, indicators: [{name: 跨区域合作项目签约数量, target: "≥30项", actual: "71项"}]}
- {project: 跨区域合作年会, indicators: [{name: 合作项目签约数量, target: "≥71个", actual: "71个"}]}
---
年度指标值为 ≥71个，部门整体表「跨区域合作项目签约数量」为 ≥30项，完成值同为 71
```

## 怎么改
以批复的绩效目标为准，两表统一。
"""

from collections.abc import Iterator

from jiheng.checks.between import department_with_projects
from jiheng.checks.prose import units_agree
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import Dossier, Entry
from jiheng.checks.wording import bare_name, likeness
from jiheng.model import Figure, Finding, Indicator, Outcome, Relation, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("XCK103", severity=Severity.QUESTION)
def target_differs_between_forms(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    found = department_with_projects(dossier)
    if found is None:
        return
    entry, department, projects = found
    for other, record in projects:
        for index, indicator in enumerate(record.indicators):
            match = _same_thing(department, record, indicator, standard)
            if match is not None:
                yield from _compare(other, record, index, entry, match, standard)


def _compare(
    other: Entry, record: SelfEvaluationForm, index: int, entry: Entry, match: tuple[int, Indicator, Figure, Figure], standard: Standard
) -> Iterator[Said]:
    """Target and actual of a project's indicator against the department's."""
    row, ours, goal, done = match
    indicator = record.indicators[index]
    own, theirs = indicator.target, ours.target
    if own is None or own.figure is None or theirs is None:
        return
    paths = tuple(where.at(f"/indicators/{i}/{field}") for field in ("target", "actual") for where, i in ((other, index), (entry, row)))
    name = f"{indicator.name}（{record.project}）"
    yield _relation(f"{name}完成值 = 部门整体表{ours.name}完成值", done.text, done.text, paths[2:])
    yield _relation(f"{name}目标值 = 部门整体表{ours.name}目标值", own.figure.text, goal.text, paths[:2])
    if own.figure.value != goal.value:
        yield Finding(
            message=f"「{record.project}」的「{indicator.name}」年度指标值为 {own.raw.strip()}，"
            f"部门整体表「{ours.name}」为 {theirs.raw.strip()}，完成值同为 {done.text}，请核实目标是否按结果倒填。",
            advice="以批复的绩效目标为准，两表统一。",
            stated=own.raw.strip(),
            expected=theirs.raw.strip(),
            paths=paths,
            citations=standard.cite("score_by_completion"),
        )


def _relation(expression: str, stated: str, computed: str, paths: tuple[str, ...]) -> Relation:
    return Relation(
        expression=expression, stated=stated, computed=computed, outcome=Outcome.HOLDS if stated == computed else Outcome.FAILS, paths=paths
    )


def _same_thing(
    department: SelfEvaluationForm, record: SelfEvaluationForm, indicator: Indicator, standard: Standard
) -> tuple[int, Indicator, Figure, Figure] | None:
    """The department's indicator that speaks of the same thing, with its target and actual."""
    actual = indicator.actual.figure if indicator.actual else None
    if actual is None or indicator.target is None or indicator.target.figure is None:
        return None
    least = standard.number("same_thing_actual")
    for row, ours in enumerate(department.indicators):
        goal = ours.target.figure if ours.target else None
        done = ours.actual.figure if ours.actual else None
        if goal is None or done is None or done.value != actual.value or (done.value < least and not done.decimals):
            continue
        if done.unit != actual.unit and not units_agree(done.unit, actual.unit, standard):
            continue
        about = likeness(bare_name(ours), bare_name(indicator), standard, f"{record.project or ''}{indicator.name}")
        if about.of_name >= float(standard.number("same_thing_likeness")) and about.common >= 2:
            return row, ours, goal, done
    return None
