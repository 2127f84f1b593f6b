"""排名表自身算不拢。

## 查什么
汇总报告的排名表：执行率等于执行除以预算；合计行等于各行相加；部门一行的项目数、预算、执行、平均得分等于该部门各项目算出的数；名次按得分从高到低，同分同名次；
与自评相差等于两个得分之差；等级分布表的个数、占比与项目表一致。

## 为什么
算术。排名要通报、要用于安排预算，错一行就冤枉一个单位。

## 依据
- 算术

## 示例
```yaml 不应报告
tables:
  - kind: projects
    rows:
      - {name: 甲, rank: "1", department: 水利局, budget: 10.00万元, executed: 9.00万元, execution_rate: 90.00%, score: "95.00", grade: 优}
      - {name: 乙, rank: "2", department: 水利局, budget: 5.00万元, executed: 5.00万元, execution_rate: 100.00%, score: "90.00", grade: 优}
  - kind: departments
    rows:
      - {name: 水利局, rank: "1", count: "2", budget: 15.00万元, executed: 14.00万元, execution_rate: 93.33%, score: "92.50"}
      - {name: 合计, is_total: true, count: "2", budget: 15.00万元, executed: 14.00万元, execution_rate: 93.33%, score: "92.50"}
  - {kind: grades, rows: [{name: 优, grade: 优, count: "2", share: 100.00%}, {name: 合计, is_total: true, count: "2", share: 100.00%}]}
===
# 同分同名次，跳过一个名次
tables: [{kind: projects, rows: [{name: 甲, rank: "1", score: "95"}, {name: 乙, rank: "1", score: "95"}, {name: 丙, rank: "3", score: "90"}]}]
===
# 只报了前几名，没有得分的不排名
tables: [{kind: projects, rows: [{name: 甲, rank: "1", score: "95"}, {name: 乙}]}]
```
```yaml 应报告
tables: [{kind: projects, rows: [{name: 甲, rank: "1", score: "90.00"}, {name: 乙, rank: "2", score: "95.00"}]}]
---
名次填 1，按得分应为 2
===
tables: [{kind: projects, rows: [{name: 甲, budget: 10.00万元, executed: 9.00万元, execution_rate: 95.00%}]}]
---
应为 90.00%
===
tables: [{kind: departments, rows: [{name: 甲局, budget: 10.00万元}, {name: 乙局, budget: 5.00万元}, {name: 合计, is_total: true, budget: 16.00万元}]}]
---
应为 15.00
===
tables: [{kind: evaluations, rows: [{name: 甲, score: "90.00", own_score: "98.00", difference: "-6.00"}]}]
---
应为 -8.00
```

## 怎么改
按各行重算，改正排名表。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.model import Estimate, Figure, Finding, Outcome, RankedResult, RankingTable, Relation, ResultsSummary, Severity, summed
from jiheng.regulation import Standard

_LABELS = {
    "count": "项目数", "budget": "全年预算", "executed": "全年执行", "execution_rate": "执行率", "score": "得分",
    "difference": "与自评相差", "share": "占比",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row with its path."""

    table: RankingTable
    row: RankedResult
    path: str

    def at(self, field: str) -> str:
        return f"{self.path}/{field}"

    def value(self, field: str) -> Estimate | None:
        figure: Figure | None = getattr(self.row, field)
        return Estimate.printed(figure) if figure is not None else None


@check("PRC103", severity=Severity.QUESTION)
def ranking_does_not_add_up(summary: ResultsSummary, standard: Standard) -> Iterator[Said]:
    rows: dict[str, list[_Row]] = {kind: _rows(summary, kind) for kind in ("projects", "departments", "evaluations", "grades")}
    for one in (row for kind in rows.values() for row in kind):
        yield from _rate(one)
        yield from _difference(one)
    for table in summary.tables:
        yield from _ranks([one for one in rows[table.kind] if one.table is table and not one.row.is_total])
    projects = rows["projects"] if summary.lists_all else []
    for kind, columns in (("projects", ("budget", "executed")), ("departments", ("count", "budget", "executed")), ("grades", ("count",))):
        parts = [one for one in rows[kind] if not one.row.is_total]
        for whole in (one for one in rows[kind] if one.row.is_total):
            yield from (said for column in columns for said in _sum(whole, column, parts))
            yield from _mean(whole, projects)
    for one in (one for one in rows["departments"] if not one.row.is_total):
        yield from _department(one, projects)
    yield from _grades(rows["grades"], projects)


def _rows(summary: ResultsSummary, kind: str) -> list[_Row]:
    return [
        _Row(table=table, row=row, path=f"/tables/{number}/rows/{index}")
        for number, table in enumerate(summary.tables)
        if table.kind == kind
        for index, row in enumerate(table.rows)
    ]


def _said(one: _Row, field: str, computed: Estimate, rule: str, paths: Sequence[str] = ()) -> Iterator[Said]:
    figure: Figure = getattr(one.row, field)
    name = f"「{one.row.name}」{_LABELS[field]}"
    relation = relate(f"{name} = {rule}", figure, computed, (one.at(field), *paths))
    yield relation
    if relation.outcome is Outcome.FAILS:
        yield Finding(
            message=f"{name}填 {figure.text}{'%' if figure.unit == '%' else ''}，按{rule}应为 {relation.computed}，请核实。",
            advice="按各行重算，改正排名表。",
            stated=figure.text,
            expected=relation.computed,
            paths=relation.paths,
        )


def _rate(one: _Row) -> Iterator[Said]:
    budget, executed = one.value("budget"), one.value("executed")
    if one.row.execution_rate is None or budget is None or executed is None or budget.interval.low <= 0:
        return
    yield from _said(one, "execution_rate", (executed / budget).times(100), "执行 ÷ 预算", (one.at("executed"), one.at("budget")))


def _difference(one: _Row) -> Iterator[Said]:
    score, own = one.value("score"), one.value("own_score")
    if one.row.difference is not None and score is not None and own is not None:
        yield from _said(one, "difference", score - own, "评价得分 − 自评得分", (one.at("score"), one.at("own_score")))


def _ranks(rows: Sequence[_Row]) -> Iterator[Said]:
    """The place by the score; rows of one score may stand in any order among themselves, for their further digits are not printed."""
    scores = [one.row.score.value for one in rows if one.row.score is not None]
    for one in rows:
        if one.row.rank is None or one.row.score is None:
            continue
        higher, same = sum(score > one.row.score.value for score in scores), scores.count(one.row.score.value)
        fits = higher < one.row.rank.value <= higher + same
        paths = (one.at("rank"), one.at("score"))
        yield Relation(
            expression=f"「{one.row.name}」名次 = 得分更高的个数 + 1",
            stated=one.row.rank.text,
            computed=str(higher + 1),
            outcome=Outcome.HOLDS if fits else Outcome.FAILS,
            paths=paths,
        )
        if not fits:
            yield Finding(
                message=f"「{one.row.name}」名次填 {one.row.rank.text}，按得分应为 {higher + 1}，请核实。",
                advice="按得分从高到低重排名次，同分同名次。",
                stated=one.row.rank.text,
                expected=str(higher + 1),
                paths=paths,
            )


def _sum(whole: _Row, column: str, parts: Sequence[_Row]) -> Iterator[Said]:
    values = [(one, value) for one in parts if (value := one.value(column)) is not None]
    if getattr(whole.row, column) is not None and values:
        yield from _said(whole, column, summed(value for _, value in values), "各行相加", [one.at(column) for one, _ in values])


def _mean(whole: _Row, projects: Sequence[_Row]) -> Iterator[Said]:
    """The score in a total row is the mean of all projects."""
    values = [(one, value) for one in projects if (value := one.value("score")) is not None]
    if whole.row.score is not None and values and whole.table.kind == "departments":
        mean = summed(value for _, value in values).times(Decimal(1) / len(values))
        yield from _said(whole, "score", mean, "各项目得分的平均", [one.at("score") for one, _ in values])


def _department(one: _Row, projects: Sequence[_Row]) -> Iterator[Said]:
    own = [other for other in projects if other.row.department == one.row.name]
    if not own:
        return
    if one.row.count is not None:
        yield from _said(one, "count", Estimate.exactly(Decimal(len(own))), "项目表中该部门的行数", [other.path for other in own])
    for column in ("budget", "executed"):
        yield from _sum(one, column, own)
    values = [(other, value) for other in own if (value := other.value("score")) is not None]
    if one.row.score is not None and values:
        mean = summed(value for _, value in values).times(Decimal(1) / len(values))
        yield from _said(one, "score", mean, "该部门各项目得分的平均", [other.at("score") for other, _ in values])


def _grades(grades: Sequence[_Row], projects: Sequence[_Row]) -> Iterator[Said]:
    whole = next((one for one in grades if one.row.is_total), None)
    for one in grades:
        own = [other for other in projects if other.row.grade == one.row.grade]
        if not one.row.is_total and one.row.count is not None and any(other.row.grade for other in projects):
            yield from _said(
                one, "count", Estimate.exactly(Decimal(len(own))), "项目表中该等级的个数", [other.at("grade") for other in own]
            )
        if one.row.share is not None and one.row.count is not None and whole is not None and whole.row.count and whole.row.count.value:
            share = Estimate.exactly(one.row.count.value * 100 / whole.row.count.value)
            yield from _said(one, "share", share, "个数 ÷ 合计", (one.at("count"), whole.at("count")))
