"""The tables of the page: what the database added up, in rows. Each chart is drawn from one of them, each can be sorted and downloaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, Literal

from django.db.models import Count, Q, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiheng.checks import all_checks
from jiheng.model.amounts import half_up
from jiheng.web.dashboards.law import cited, grade_bounds, standard_of
from jiheng.web.dashboards.outliers import RULES, condition
from jiheng.web.dashboards.scope import NO_SECTOR, Scope, score_between, sector_name
from jiheng.web.dossiers.models import DossierKind
from jiheng.web.findings.models import Finding, FindingState, Severity
from jiheng.web.remembered import until_next_deed

#: The sums that are money.
_MONEY: Final = frozenset({"budget", "spent", "base", "over_base"})
Value = str | int | Decimal | None
Kind = Literal["text", "count", "money", "percent", "points"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name in addresses, its head, what it counts."""

    key: str
    title: str
    kind: Kind = "count"

    @property
    def is_figure(self) -> bool:
        """Whether it is set to the right."""
        return self.kind != "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The values under the columns, and the filters that lead to the dossiers behind them."""

    values: tuple[Value, ...]
    leads: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its head. ``note`` says what is counted; ``chart`` names the columns that are drawn, by how."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    sorted_by: str = ""

    def sorted(self, wanted: str) -> Table:
        """In the order of a column; ``-key`` from high to low, what is not said last; an unknown column changes nothing."""
        key = wanted.removeprefix("-")
        place = next((number for number, column in enumerate(self.columns) if column.key == key), None)
        if place is None:
            return self
        said = [row for row in self.rows if row.values[place] is not None]
        unsaid = [row for row in self.rows if row.values[place] is None]
        said.sort(key=lambda row: row.values[place], reverse=wanted.startswith("-"))  # type: ignore[arg-type,return-value]  # one kind a column
        return replace(self, rows=(*said, *unsaid), sorted_by=wanted)


def _group_columns(first: str) -> tuple[Column, ...]:
    grades = (Column(key=f"grade{number}", title=grade) for number, grade in enumerate(grade_bounds()))
    return (
        Column(key="name", title=first, kind="text"),
        Column(key="count", title=_("卷宗")),
        Column(key="budget", title=_("预算数（万元）"), kind="money"),
        Column(key="executed", title=_("执行数（万元）"), kind="money"),
        Column(key="rate", title=_("执行率"), kind="percent"),
        Column(key="scored", title=_("已自评")),
        Column(key="score", title=_("平均得分"), kind="points"),
        *grades,
    )


def _sums(scope: Scope, money: Q) -> dict[str, Any]:
    """What the database adds up for each group. The rate is that of dossiers which state both its parts."""
    both = money & Q(executed__isnull=False, adjusted_budget__isnull=False)
    year = scope.year
    grades = {f"grade{number}": Count("pk", filter=Q(**score_between(grade, year))) for number, grade in enumerate(grade_bounds(year))}
    return {
        "count": Count("pk"),
        "budget": Sum("adjusted_budget", filter=money),
        "spent": Sum("executed", filter=money),
        "base": Sum("adjusted_budget", filter=both),
        "over_base": Sum("executed", filter=both),
        "scored": Count("score"),
        "points": Sum("score"),
        **grades,
    }


def _group_values(name: str, sums: dict[str, Any]) -> tuple[Value, ...]:
    score = half_up(sums["points"] / sums["scored"]) if sums["scored"] else None
    grades = (sums[f"grade{number}"] for number in range(len(grade_bounds())))
    return (name, sums["count"], sums["budget"], sums["spent"], share(sums["over_base"], sums["base"]), sums["scored"], score, *grades)


def share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """A part of a whole in per cent, half up to two places."""
    return half_up(part / whole * 100) if part is not None and whole else None


def _groups(scope: Scope, *fields: str) -> list[dict[str, Any]]:
    """The sums of each group. A department's own form holds its projects' money: together they would count it twice."""
    money = Q(kind=DossierKind.PROJECT) if not scope.kind else Q()
    return list(scope.rows().values(*fields).annotate(**_sums(scope, money)).order_by(*fields))


def _place(scope: Scope) -> tuple[str, ...]:
    """What tells departments apart, or organisations inside one: path, number, name."""
    place = "organisation" if scope.is_inside else "facts__department"
    return f"{place}__path", place, f"{place}__name"


def _cells(scope: Scope, *fields: str) -> list[dict[str, Any]]:
    """The sums of each group by place, sector or kind: the database adds up once for the three tables, the rest is added up here."""
    every = scope.asked.get("cells")
    if every is None:
        found = scope.rows().values(*_place(scope), "facts__sector", "kind").order_by()
        every = scope.asked["cells"] = list(found.annotate(**_sums(scope, Q())))
    only_projects = not scope.kind and "kind" not in fields
    groups: dict[tuple[Any, ...], dict[str, Any]] = {}
    for cell in every:
        key = tuple(cell[name] for name in fields)
        group = groups.setdefault(key, dict(zip(fields, key, strict=True)))
        for name in cell.keys() - {*_place(scope), "facts__sector", "kind"}:
            counts = not (only_projects and name in _MONEY and cell["kind"] != DossierKind.PROJECT)
            group[name] = _added(group.get(name), cell[name] if counts else None)
    return [groups[key] for key in sorted(groups, key=lambda key: (key[0] is None, key[0] or ""))]


def _added(one: Any, other: Any) -> Any:
    return other if one is None else one if other is None else one + other


def _money_note(scope: Scope) -> str:
    return "" if scope.kind else _("金额只算项目支出；部门整体支出里含项目，不重复相加。")


def by_department(scope: Scope) -> Table:
    """A row for each department; inside one department a row for each of its organisations."""
    lead, first = ("organisation", _("单位")) if scope.is_inside else ("department", _("部门"))
    fields = _place(scope)
    rows = tuple(
        Row(values=_group_values(sums[fields[2]] or _("未归部门"), sums), leads=scope.address(**{lead: sums[fields[1]] or ""}))
        for sums in _cells(scope, *fields)
    )
    return Table(
        key="departments",
        title=_("执行与得分：按{first}").format(first=first),
        columns=_group_columns(first),
        rows=rows,
        note=_money_note(scope),
    )


def by_sector(scope: Scope) -> Table:
    """A row for each sector; which sector a department belongs to is told by its name."""
    rows = tuple(
        Row(
            values=_group_values(sector_name(sums["facts__sector"] or ""), sums),
            leads=scope.address(sector=sums["facts__sector"] or NO_SECTOR),
        )
        for sums in _cells(scope, "facts__sector")
    )
    note = _("领域按主管部门的名称归类（{cite}）。").format(cite=cited(standard_of().parameter("sectors").citation)) + _money_note(scope)
    return Table(key="sectors", title=_("执行与得分：按领域"), columns=_group_columns(_("领域")), rows=rows, note=note)


def by_kind(scope: Scope) -> Table:
    """A row for projects, one for departments as a whole."""
    rows = tuple(
        Row(values=_group_values(str(DossierKind(sums["kind"]).label), sums), leads=scope.address(kind=sums["kind"]))
        for sums in _cells(scope, "kind")
    )
    return Table(key="kinds", title=_("执行与得分：按类型"), columns=_group_columns(_("类型")), rows=rows)


def by_year(scope: Scope) -> Table:
    """Years side by side, for the same filters."""
    every = scope.of_all_years()
    rows = tuple(
        Row(values=_group_values(str(sums["fiscal_year_id"]), sums), leads=every.address(year=sums["fiscal_year_id"]))
        for sums in _groups(every, "fiscal_year_id")
    )
    return Table(key="years", title=_("各年对比"), columns=_group_columns(_("年度")), rows=rows, note=_money_note(scope))


def adjustment(scope: Scope) -> Table:
    """From the year's beginning to its end: initial, adjusted, executed, of self-evaluations that state all three."""
    field, lead, first = ("organisation", "organisation", _("单位")) if scope.is_inside else ("facts__department", "department", _("部门"))
    said = Q(facts__initial_budget__isnull=False, facts__adjusted_budget__isnull=False, facts__executed__isnull=False)
    sums = {name: Sum(f"facts__{name}") for name in ("initial_budget", "adjusted_budget", "executed")}
    # A project form has the budget of a department's form inside it: they are not added up.
    rows = scope.rows() if scope.kind else scope.rows().filter(kind=DossierKind.PROJECT)
    found = (
        rows.filter(said)
        .values(f"{field}__path", field, f"{field}__name")
        .annotate(count=Count("pk"), **{f"{k}_sum": v for k, v in sums.items()})
    )
    lines = []
    for one in found.order_by(f"{field}__path"):
        initial, adjusted, executed = (one[f"{name}_sum"] for name in sums)
        change = share(adjusted - initial, initial)
        values = (
            one[f"{field}__name"] or _("未归部门"),
            one["count"],
            initial,
            adjusted,
            change,
            executed,
            share(executed, adjusted),
            share(executed, initial),
        )
        lines.append(Row(values=values, leads=scope.address(**{lead: one[field] or ""})))
    columns = (
        Column(key="name", title=first, kind="text"),
        Column(key="count", title=_("自评表")),
        Column(key="initial", title=_("年初预算数（万元）"), kind="money"),
        Column(key="adjusted", title=_("全年预算数（万元）"), kind="money"),
        Column(key="change", title=_("调整幅度"), kind="percent"),
        Column(key="executed", title=_("全年执行数（万元）"), kind="money"),
        Column(key="rate", title=_("占全年预算"), kind="percent"),
        Column(key="initial_rate", title=_("占年初预算"), kind="percent"),
    )
    note = _("只算自评表上三个数都写明的卷宗；没有选类型时只算项目支出。")
    return Table(key="adjustment", title=_("预算调整与执行"), columns=columns, rows=tuple(lines), note=note)


def outliers(scope: Scope) -> Table:
    """How many dossiers each rule finds, and what the rule is."""
    law = standard_of(scope.year)
    counts = scope.rows().aggregate(**{rule.key: Count("pk", filter=condition(rule, scope.year)) for rule in RULES})
    rows = []
    for rule in RULES:
        cited = "；".join(rule.citations(law)) or _("算术关系")
        rows.append(Row(values=(str(rule.title), counts[rule.key], rule.words(law), cited), leads=scope.address(outlier=rule.key)))
    columns = (
        Column(key="name", title=_("异常"), kind="text"),
        Column(key="count", title=_("卷宗")),
        Column(key="rule", title=_("怎样认定"), kind="text"),
        Column(key="cite", title=_("依据"), kind="text"),
    )
    return Table(key="outliers", title=_("异常值"), columns=columns, rows=tuple(rows), note=_("异常不等于错误，请打开卷宗核实。"))


def by_check(scope: Scope) -> Table:
    """A row for each check that spoke in documents of these dossiers: in how many of them, how gravely, what became of it."""
    graves = {value: Count("pk", filter=Q(severity=value)) for value in Severity.values}
    states = {value: Count("pk", filter=Q(state=value)) for value in FindingState.values}
    counts = {"dossiers": Count("document__dossier", distinct=True), **graves, **states}
    spoken = Finding.objects.filter(document__dossier__in=scope.rows().values("pk")).order_by("code")
    found: Any = spoken.values("code").annotate(**counts)
    titles = {check.code: check.title for check in all_checks()}
    rows = tuple(
        Row(
            values=(f"{one['code']} {titles.get(one['code'], '')}".strip(), one["dossiers"], *(one[name] for name in (*graves, *states))),
            leads=scope.address(check=one["code"]),
        )
        for one in found
    )
    columns = (
        Column(key="name", title=_("检查"), kind="text"),
        Column(key="count", title=_("卷宗")),
        *(Column(key=value, title=str(label)) for value, label in (*Severity.choices, *FindingState.choices)),
    )
    note = _("只算归入卷宗的文件；「卷宗」以外的列是问题的个数。")
    return Table(key="findings", title=_("问题：按检查"), columns=columns, rows=rows, note=note)


Builder = Callable[[Scope], Table]


def built(scope: Scope, *keys: str) -> dict[str, Table]:
    """Tables of the scope by key, kept until somebody does something. What hangs on findings is not: they come without a deed."""
    lasting = [] if scope.check else [key for key in keys if key != "findings"]
    name = f"tables {' '.join(lasting)} of {scope.address()}"
    kept = until_next_deed(scope.person, name, lambda: {key: BUILDERS[key][1](scope) for key in lasting})
    return {key: kept[key] if key in kept else BUILDERS[key][1](scope) for key in keys}


#: The tables of the page in their order; an app that has more to count adds its builder here.
BUILDERS: Final[dict[str, tuple[str | Promise, Builder]]] = {
    "departments": (gettext_lazy("执行与得分：按部门"), by_department),
    "sectors": (gettext_lazy("执行与得分：按领域"), by_sector),
    "kinds": (gettext_lazy("执行与得分：按类型"), by_kind),
    "adjustment": (gettext_lazy("预算调整与执行"), adjustment),
    "years": (gettext_lazy("各年对比"), by_year),
    "outliers": (gettext_lazy("异常值"), outliers),
    "findings": (gettext_lazy("问题：按检查"), by_check),
}
