"""A province's worth of dossiers, made quickly for measuring how fast the pages are. Never real data: rows go in past the actions."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from django.db import models, transaction
from django.utils import timezone

from jiheng.model import AnyForm, SelfEvaluationForm
from jiheng.sample.county import load_county
from jiheng.sample.county_forms import objective, self_evaluation
from jiheng.web.acting import Refused
from jiheng.web.audit.models import AuditEntry, AuditHead
from jiheng.web.casework import flows
from jiheng.web.casework.models import Case, FlowName
from jiheng.web.dashboards.facts import lasting, stated_by
from jiheng.web.dashboards.law import sector_of
from jiheng.web.dashboards.models import Facts
from jiheng.web.dossiers.models import Dossier, DossierKind, FormKind, RecordVersion, Stage
from jiheng.web.dossiers.records import content_of, digest_of, stated
from jiheng.web.people.models import FiscalYear, Membership, Organisation, OrganisationKind, Person, Role

_AGENCIES_EACH: Final = 25
_BATCH: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is made."""

    agencies: int
    projects: int
    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """A form as it is stored, with what is copied from it."""

    content: dict[str, Any]
    digest: str
    figures: dict[str, Decimal | None]
    facts: dict[str, Any]


@transaction.atomic
def load(size: Size) -> int:
    """Fill an empty workspace; the number of dossiers."""
    if Organisation.objects.exists() or Person.objects.exists():
        raise Refused("工作区里已有资料，不能装入测量用的数据。请换一个空的数据文件夹。")
    places = _places(size)
    this_year = timezone.localdate().year
    count = 0
    for year in range(this_year - size.years + 1, this_year + 1):
        FiscalYear.objects.create(year=year, is_open=year >= this_year - 1)
        forms = {kind: _forms(kind, year) for kind in (FormKind.OBJECTIVE_FORM, FormKind.SELF_EVALUATION_FORM)}
        count += sum(_year(places, size, year, forms))
    _audit()
    return count


def _places(size: Size) -> list[tuple[Organisation, Organisation, Person]]:
    """Agencies with their department and preparer; a reviewer for each department, a rechecker above all."""
    departments = [department.name for department in load_county().departments]
    finance = Organisation.objects.create(kind=OrganisationKind.FINANCE_AUTHORITY, name="澄岚县财政局", code="000")
    _member(finance, "bulk.finance", Role.RECHECKER)
    found = []
    above = finance
    for number in range(size.agencies):
        if number % _AGENCIES_EACH == 0:
            index = number // _AGENCIES_EACH
            name = f"{departments[index % len(departments)]}{index // len(departments) or ''}"
            above = Organisation.objects.create(kind=OrganisationKind.DEPARTMENT, name=name, code=f"d{index:03}", parent=finance)
            _member(above, f"bulk.reviewer.{index}", Role.REVIEWER)
        place = Organisation.objects.create(
            kind=OrganisationKind.AGENCY, name=f"{above.name}第{number + 1}站", code=f"a{number:05}", parent=above
        )
        found.append((place, above, _member(place, f"bulk.preparer.{number}", Role.PREPARER)))
    return found


def _member(place: Organisation, username: str, role: Role) -> Person:
    person = Person(username=username, name=f"{place.name}{role.label}"[:60], is_demo=True)
    person.set_unusable_password()
    person.save()
    Membership.objects.create(person=person, organisation=place, role=role)
    return person


def _forms(kind: FormKind, year: int) -> list[_Form]:
    make = objective if kind == FormKind.OBJECTIVE_FORM else self_evaluation
    return [_form(make(project)) for project in load_county(seed=year, year=year).projects]


def _form(record: AnyForm) -> _Form:
    content = content_of(record)
    figures = stated(record)
    return _Form(
        content=content,
        digest=digest_of(content),
        figures={name: getattr(figures, name) for name in ("adjusted_budget", "executed", "score")},
        facts=stated_by(record) if isinstance(record, SelfEvaluationForm) else {},
    )


def _year(
    places: list[tuple[Organisation, Organisation, Person]], size: Size, year: int, forms: dict[FormKind, list[_Form]]
) -> Iterator[int]:
    """Makes a year; yields how many dossiers each batch had."""
    names = [project.name for project in load_county(seed=year, year=year).projects]
    ended = year < timezone.localdate().year
    wanted = (
        (place, above, person, number * size.projects + index)
        for number, (place, above, person) in enumerate(places)
        for index in range(size.projects)
    )
    while batch := list(islice(wanted, _BATCH)):
        self_evaluated, declared = forms[FormKind.SELF_EVALUATION_FORM], forms[FormKind.OBJECTIVE_FORM]
        dossiers = []
        for place, _above, _person, index in batch:
            form = (self_evaluated if ended else declared)[index % len(names)]
            dossiers.append(
                Dossier(
                    organisation=place,
                    fiscal_year_id=year,
                    kind=DossierKind.PROJECT,
                    subject=f"{names[index % len(names)]}（{index}）",
                    code=f"P{year}{index:06}",
                    stage=Stage.FINISHED if ended else Stage.OBJECTIVE,
                    awaits_record=not ended and index % 3 == 0,
                    **form.figures,
                )
            )
        Dossier.objects.bulk_create(dossiers)
        _rest(batch, dossiers, forms, ended=ended)
        yield len(dossiers)


def _rest(batch: list[Any], dossiers: list[Dossier], forms: dict[FormKind, list[_Form]], *, ended: bool) -> None:
    """The versions, facts and cases of a batch of dossiers."""
    versions, facts = [], []
    for (_place, above, person, index), dossier in zip(batch, dossiers, strict=True):
        kinds = tuple(forms) if ended else () if index % 3 == 0 else (FormKind.OBJECTIVE_FORM,)
        for kind in kinds:
            form = forms[kind][index % len(forms[kind])]
            versions.append(RecordVersion(dossier=dossier, form=kind, number=1, content=form.content, digest=form.digest, stored_by=person))
        said = forms[FormKind.SELF_EVALUATION_FORM][index % len(forms[kinds[0]])].facts if ended else {}
        facts.append(
            Facts(dossier=dossier, department=above, sector=sector_of(above.name), lasting_subject=lasting(dossier.subject), **said)
        )
    _past_the_door(RecordVersion, versions)
    Facts.objects.bulk_create(facts)
    if not ended:
        course = flows.started(dossiers[0], FlowName.OBJECTIVE, timezone.localdate())
        columns = flows.columns(flows.flow_of(course), course)
        Case.objects.bulk_create(Case(dossier=one, flow=FlowName.OBJECTIVE, standard=course.standard, **columns) for one in dossiers)


def _past_the_door(model: type[models.Model], rows: list[Any]) -> None:
    """Many rows at once where the model itself takes one by one, from actions."""
    models.QuerySet(model).bulk_create(rows, batch_size=_BATCH)


def _audit() -> None:
    """A sound chain of one entry a dossier, so that the log is as long as it would be."""
    head, _new = AuditHead.objects.get_or_create(pk=1)
    entries: list[AuditEntry] = []
    at = timezone.now() - datetime.timedelta(days=1)
    for number, place in Dossier.objects.order_by("pk").values_list("pk", "organisation_id").iterator(chunk_size=_BATCH):
        entry = AuditEntry(
            sequence=head.sequence + 1,
            at=at,
            actor_name="bulk",
            action="open_dossier",
            subject_type="dossiers.dossier",
            subject_id=str(number),
            organisation_id=place,
            summary="新建卷宗",
            previous=head.digest,
        )
        entry.digest = entry.seal()
        head.sequence, head.digest = entry.sequence, entry.digest
        entries.append(entry)
    _past_the_door(AuditEntry, entries)
    head.save()
