"""What a list does: each line becomes a step that calls one action. Problems that need no trying are found here, all of them at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from jiheng.model import Figure, Indicator, IndicatorCategory, IndicatorSubcategory, ObjectiveForm, read_figure, read_target
from jiheng.regulation import load_labels
from jiheng.web import policy
from jiheng.web.dossiers.actions.open_dossier import open_dossier
from jiheng.web.dossiers.actions.store_record import store_record
from jiheng.web.dossiers.models import Dossier, DossierKind, FormKind
from jiheng.web.dossiers.records import read
from jiheng.web.exchange.imports.reading import Line, Listed, Problem
from jiheng.web.people.actions.add_organisation import add_organisation
from jiheng.web.people.actions.invite import invite
from jiheng.web.people.models import ROLES_OF, FiscalYear, Organisation, OrganisationKind, Person, Role
from jiheng.web.policy import Permission

_YEAR: Final = re.compile(r"(\d{4})(?:\.0)?年?度?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One deed of a list, the lines it comes from, the step it needs first. ``run`` returns what is shown once, if anything."""

    lines: tuple[Line, ...]
    run: Callable[[], str | None]
    rests_on: Step | None = None

    @property
    def number(self) -> int:
        """The row it begins in."""
        return self.lines[0].number


@dataclass(slots=True, kw_only=True)
class Course:
    """The steps of a list, its problems, and the versions of the dossiers it changes."""

    steps: list[Step] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    seen: dict[int, int] = field(default_factory=dict)


#: The list whose steps show something once, the links of invitations: nobody but the waiting page could have them.
SHOWN_ONCE: Final = "people"
#: Which permission opens a list, held anywhere.
NEEDED: Final[dict[str, tuple[Permission, ...]]] = {
    "organisations": (Permission.MANAGE,),
    "people": (Permission.MANAGE,),
    "dossiers": (Permission.FILL, Permission.PLAN),
    "indicators": (Permission.FILL,),
}


def course(actor: Person, listed: Listed, seen: dict[int, int] | None = None) -> Course:
    """What the list would do. ``seen`` are the versions of dossiers at the dry run; without them the present ones count."""
    made = Course(problems=list(listed.problems), seen=dict(seen or {}))
    _BUILDERS[listed.plan.key](actor, listed, made)
    return made


def _too_long(listed: Listed, line: Line, limits: dict[str, int]) -> Iterator[Problem]:
    for key, most in limits.items():
        if len(line[key]) > most:
            yield listed.problem(line, key, _("有 {count} 个字，最多 {most} 个。").format(count=len(line[key]), most=most))


def _repeated(listed: Listed, keys: tuple[str, ...]) -> Iterator[Problem]:
    """Lines that say the same as an earlier one."""
    first: dict[tuple[str, ...], int] = {}
    for line in listed.lines:
        said = tuple(line[key] for key in keys)
        if said[-1] and said in first:
            yield listed.problem(line, keys[-1], _("与第 {row} 行重复。").format(row=first[said]))
        first.setdefault(said, line.number)


def _organisations(actor: Person, listed: Listed, made: Course) -> None:
    managed = {one.code: one for one in policy.organisations(actor) if policy.may(actor, Permission.MANAGE, one)}
    taken = set(Organisation.objects.filter(code__in=[line["code"] for line in listed.lines]).values_list("code", flat=True))
    kinds = {str(label): OrganisationKind(value) for value, label in OrganisationKind.choices}
    above: dict[str, Organisation | None] = dict(managed)
    steps: dict[str, Step] = {}
    made.problems += _repeated(listed, ("code",))
    for line in listed.lines:
        made.problems += _too_long(listed, line, {"name": 120, "code": 40})
        if line["code"] in taken:
            made.problems.append(listed.problem(line, "code", _("已被别的单位使用。")))
        if line["kind"] and line["kind"] not in kinds:
            made.problems.append(listed.problem(line, "kind", _("只能写：{kinds}。").format(kinds="、".join(kinds))))
        if line["parent_code"] and line["parent_code"] not in above:
            told = _("没有这个代码的上级单位：它不归您管理，或排在本行后面。")
            made.problems.append(listed.problem(line, "parent_code", told))
        run = _adding(actor, line, kinds.get(line["kind"], OrganisationKind.AGENCY), above)
        made.steps.append(Step(lines=(line,), run=run, rests_on=steps.get(line["parent_code"])))
        above.setdefault(line["code"], None)
        steps.setdefault(line["code"], made.steps[-1])


def _adding(actor: Person, line: Line, kind: OrganisationKind, above: dict[str, Organisation | None]) -> Callable[[], None]:
    def run() -> None:
        parent = above[line["parent_code"]] or Organisation.objects.get(code=line["parent_code"])
        add_organisation(actor, parent=parent, kind=kind, name=line["name"], code=line["code"])

    return run


def _people(actor: Person, listed: Listed, made: Course) -> None:
    managed = {one.code: one for one in policy.organisations(actor) if policy.may(actor, Permission.MANAGE, one)}
    roles = {str(label): Role(value) for value, label in Role.choices}
    made.problems += _repeated(listed, ("organisation_code", "role", "name"))
    for line in listed.lines:
        made.problems += _too_long(listed, line, {"name": 60})
        place, role = managed.get(line["organisation_code"]), roles.get(line["role"])
        if line["organisation_code"] and place is None:
            made.problems.append(listed.problem(line, "organisation_code", _("没有这个代码的单位，或它不归您管理。")))
        if line["role"] and role is None:
            made.problems.append(listed.problem(line, "role", _("只能写：{roles}。").format(roles="、".join(roles))))
        elif place and role and role not in ROLES_OF[place.kind]:
            offered = "、".join(str(one.label) for one in ROLES_OF[place.kind])
            told = _("{kind}不设这个角色，可以是：{roles}。").format(kind=place.get_kind_display(), roles=offered)
            made.problems.append(listed.problem(line, "role", told))
        elif place and role:
            made.steps.append(Step(lines=(line,), run=_inviting(actor, line, place, role)))


def _inviting(actor: Person, line: Line, place: Organisation, role: Role) -> Callable[[], str]:
    return lambda: invite(actor, place, name=line["name"], role=role)[1]


def _dossiers(actor: Person, listed: Listed, made: Course) -> None:
    codes = {line["organisation_code"] for line in listed.lines}
    places = {one.code: one for one in policy.organisations(actor).filter(code__in=codes, is_active=True) if policy.can_open(actor, one)}
    years = {one.pk: one for one in FiscalYear.objects.all()}
    kinds = {str(label): DossierKind(value) for value, label in DossierKind.choices}
    made.problems += _repeated(listed, ("fiscal_year", "organisation_code", *(("kind",) if "kind" in listed.places else ()), "subject"))
    for line in listed.lines:
        made.problems += _too_long(listed, line, {"subject": 200, "code": 40})
        place, year = places.get(line["organisation_code"]), _year(line, years)
        kind = kinds.get(line["kind"]) if line["kind"] else DossierKind.PROJECT
        budget = _money(line["budget"])
        if line["organisation_code"] and place is None:
            made.problems.append(listed.problem(line, "organisation_code", _("没有这个代码的单位，或您不能为它新建卷宗。")))
        if line["fiscal_year"] and year is None:
            made.problems.append(listed.problem(line, "fiscal_year", _("没有这个年度。")))
        if kind is None:
            made.problems.append(listed.problem(line, "kind", _("只能写：{kinds}。").format(kinds="、".join(kinds))))
        if line["budget"] and budget is None:
            made.problems.append(listed.problem(line, "budget", _("应为以万元为单位、不小于 0 的数字，最多六位小数。")))
        if place and year and kind:
            made.steps.append(Step(lines=(line,), run=_opening(actor, line, place, year, kind, budget)))


def _opening(
    actor: Person, line: Line, place: Organisation, year: FiscalYear, kind: DossierKind, budget: Decimal | None
) -> Callable[[], None]:
    def run() -> None:
        open_dossier(actor, place, year=year, kind=kind, subject=line["subject"], code=line["code"], budget=budget)

    return run


def _year(line: Line, years: dict[int, FiscalYear]) -> FiscalYear | None:
    match = _YEAR.fullmatch(line["fiscal_year"])
    return years.get(int(match[1])) if match else None


def _money(text: str) -> Decimal | None:
    """The amount in 万元; None for anything else."""
    figure = read_figure(text) if text else None
    if figure is None or figure.unit not in ("", "万元") or figure.value < 0 or figure.decimals > 6 or figure.value >= 10**12:
        return None
    return figure.value


def _indicators(actor: Person, listed: Listed, made: Course) -> None:
    rows = policy.dossiers(actor).select_related("organisation", "fiscal_year")
    years = {int(match[1]) for line in listed.lines if (match := _YEAR.fullmatch(line["fiscal_year"]))}
    mine = [one for one in rows.filter(fiscal_year__in=years) if policy.may(actor, Permission.FILL, one)]
    groups: dict[int, tuple[Dossier, list[tuple[Line, Indicator]]]] = {}
    for line in listed.lines:
        dossier = _dossier(listed, line, mine, made)
        indicator = _indicator(listed, line, made)
        if dossier and indicator:
            groups.setdefault(dossier.pk, (dossier, []))[1].append((line, indicator))
    for dossier, pairs in groups.values():
        seen = made.seen.setdefault(dossier.pk, dossier.version)
        lines = tuple(line for line, _indicator_of in pairs)
        made.steps.append(Step(lines=lines, run=_storing(actor, dossier, tuple(one for _line, one in pairs), seen)))


def _dossier(listed: Listed, line: Line, mine: list[Dossier], made: Course) -> Dossier | None:
    key = "code" if line["code"] else "subject"
    if not line[key]:
        made.problems.append(listed.problem(line, "", _("项目代码和项目名称至少写一个。")))
        return None
    match = _YEAR.fullmatch(line["fiscal_year"])
    found = [one for one in mine if match and one.fiscal_year_id == int(match[1]) and getattr(one, key) == line[key]]
    if len(found) == 1:
        return found[0]
    told = _("有 {count} 份卷宗符合，请写项目代码分清。").format(count=len(found)) if found else _("这个年度没有您可以填报的这份卷宗。")
    made.problems.append(listed.problem(line, key, told))
    return None


def _indicator(listed: Listed, line: Line, made: Course) -> Indicator | None:
    labels = load_labels("cn")
    category, subcategory = labels.categories.meaning(line["category"]), labels.subcategories.meaning(line["subcategory"])
    weight = read_figure(line["weight"]) if line["weight"] else None
    if line["weight"] and (weight is None or weight.unit not in ("", "分")):
        made.problems.append(listed.problem(line, "weight", _("应为数字。")))
    if line["category"] and category is None:
        made.problems.append(listed.problem(line, "category", _("不是认得的一级指标，如成本指标、产出指标、效益指标、满意度指标。")))
    target = read_target(line["target"])
    if line["target"] and target.is_blank:
        made.problems.append(listed.problem(line, "target", _("没有内容。定量的写方向和数值，如“≥12座”；定性的写文字。")))
    return Indicator(
        category=line["category"],
        category_key=IndicatorCategory(category) if category else None,
        subcategory=line["subcategory"],
        subcategory_key=IndicatorSubcategory(subcategory) if subcategory else None,
        name=line["name"],
        target=target,
        weight=_bare(weight),
    )


def _bare(weight: Figure | None) -> Figure | None:
    return weight.model_copy(update={"unit": ""}) if weight else None


def _storing(actor: Person, dossier: Dossier, indicators: tuple[Indicator, ...], seen: int) -> Callable[[], None]:
    def run() -> None:
        latest = dossier.records.filter(form=FormKind.OBJECTIVE_FORM).order_by("-number").first()
        before: Any = (
            read(latest)
            if latest
            else ObjectiveForm(
                fiscal_year=dossier.fiscal_year_id,
                project=dossier.subject,
                project_code=dossier.code or None,
                implementing_agency=dossier.organisation.name,
            )
        )
        store_record(actor, dossier, before.model_copy(update={"indicators": indicators}), seen=seen, note=_("批量导入指标"))

    return run


_BUILDERS: Final[dict[str, Callable[[Person, Listed, Course], None]]] = {
    "organisations": _organisations,
    "people": _people,
    "dossiers": _dossiers,
    "indicators": _indicators,
}
