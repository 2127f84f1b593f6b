"""Fills an empty workspace with the sample county, through the same actions people use."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from jiheng.model import AnyForm
from jiheng.sample.county import County, Department, Project, load_county
from jiheng.sample.county_forms import department_self_evaluation, monitoring, objective, self_evaluation
from jiheng.web.acting import Refused
from jiheng.web.assignments.actions.assign import assign
from jiheng.web.assignments.models import AssignmentRole
from jiheng.web.casework.actions.take_over import take_over
from jiheng.web.demo.accounts import ACCOUNTS, DIRECT, EVALUATOR, FINANCE, PASSWORD
from jiheng.web.demo.concluding import conclude
from jiheng.web.demo.driving import declare_directly, drive, set_days
from jiheng.web.demo.evaluating import evaluate
from jiheng.web.demo.field_trip import work_in_the_field
from jiheng.web.demo.papers import hand_in_papers
from jiheng.web.demo.people import Loader
from jiheng.web.demo.publicity import complain, publish
from jiheng.web.demo.rectifying import rectify
from jiheng.web.dossiers.actions.open_dossier import open_dossier
from jiheng.web.dossiers.actions.store_record import store_record
from jiheng.web.dossiers.models import Dossier, DossierKind, Stage
from jiheng.web.people.actions.found import found
from jiheng.web.people.models import FiscalYear, Membership, Organisation, OrganisationKind, Person

#: The current year is half way, the one before is being evaluated, the first is finished.
YEARS: Final = (2023, 2024, 2025)
#: Of the projects, one in so many still owes the form of its stage.
_OWED: Final = {2024: 7, 2025: 3}


@transaction.atomic
def load(years: tuple[int, ...] = YEARS, departments: int | None = None, *, furnished: bool = False) -> int:
    """Load the county; the number of dossiers. A workspace that holds anything is refused.

    ``furnished``: with a finished evaluation, fieldwork, publications and complaints too, so that every page shows something.
    """
    if Organisation.objects.exists() or Person.objects.exists():
        raise Refused("工作区里已有资料，不能再装入示例县。请换一个空的数据文件夹。")
    finance, _token = found(name=FINANCE, code="5399000", administrator="系统管理员")
    finance.invitations.all().delete()  # the demo brings its own administrator
    loader = Loader(finance, {FINANCE: finance})
    counties = {year: load_county(seed=year, year=year) for year in years}
    plan = counties[years[-1]].departments[:departments]
    for department in plan:
        parent = loader.place(department.name, OrganisationKind.DEPARTMENT, finance)
        for project in department.projects:
            loader.place(project.agency, OrganisationKind.AGENCY, parent)
    loader.place(EVALUATOR, OrganisationKind.THIRD_PARTY_EVALUATOR, None)
    loader.place(DIRECT, OrganisationKind.AGENCY, finance)
    people = _accounts(loader)
    for year in years:
        FiscalYear.objects.create(year=year)
    set_days(loader, max(years))
    for year in years:
        _year(loader, counties[year], year, len(plan))
    FiscalYear.objects.filter(pk__lt=max(years) - 1).update(is_open=False)
    _assign(people)
    declare_directly(loader, loader.places[DIRECT], counties[max(years)])
    drive(loader, max(years))
    hand_in_papers(loader, max(years) - 1)
    evaluation = evaluate(loader, people)
    rectify(loader, max(years) - 1)
    if furnished and evaluation is not None:
        work_in_the_field(loader, people["evaluator"], evaluation)
        conclude(loader, people, max(years) - 1)
        publish(loader, max(years) - 1)
        complain(loader, max(years) - 1)
    return Dossier.objects.count()


def _accounts(loader: Loader) -> dict[str, Person]:
    """A person for each account whose organisation was loaded; all share one hashed password, which takes long to make."""
    people: dict[str, Person] = {}
    password = ""
    for account in ACCOUNTS:
        if account.organisation not in loader.places:
            continue
        person = Person(username=account.username, name=account.name, is_demo=True)
        if not password:
            person.set_password(PASSWORD)
            password = person.password
        person.password = password
        person.save()
        organisation = loader.places[account.organisation]
        Membership.objects.create(person=person, organisation=organisation, role=account.role)
        loader.people[organisation.pk, account.role] = person
        people[account.username] = person
    return people


def _year(loader: Loader, county: County, year: int, departments: int) -> None:
    number = 0
    for department in county.departments[:departments]:
        for project in department.projects:
            number += 1
            _project(loader, project, year, owes=year in _OWED and number % _OWED[year] == 0)
        _whole(loader, department, year)


def _project(loader: Loader, project: Project, year: int, *, owes: bool) -> None:
    organisation = loader.places[project.agency]
    forms: list[AnyForm] = [objective(project), monitoring(project)]
    if year < YEARS[-1]:
        forms.append(self_evaluation(project))
    stage = Stage.SELF_EVALUATION if year < YEARS[-1] else Stage.MONITORING
    person = loader.preparer(organisation)
    dossier = open_dossier(
        person,
        organisation,
        year=FiscalYear(year=year, is_open=True),
        kind=DossierKind.PROJECT,
        subject=project.name,
        code=project.code,
        stage=stage,
    )
    for form in forms[:-1] if owes else forms:
        store_record(person, dossier, form, seen=dossier.version)
    take_over(loader.finance_person, dossier, Stage.OBJECTIVE, "approved")
    if year < YEARS[-1]:
        take_over(loader.finance_person, dossier, Stage.MONITORING, "normal")
    _settle(loader, dossier, year)


def _whole(loader: Loader, department: Department, year: int) -> None:
    """The department's own dossier: only its self-evaluation is a form of the county's."""
    organisation = loader.places[department.name]
    person = loader.preparer(organisation)
    dossier = open_dossier(
        person,
        organisation,
        year=FiscalYear(year=year, is_open=True),
        kind=DossierKind.DEPARTMENT,
        subject=f"{department.name}部门整体支出",
        stage=Stage.SELF_EVALUATION if year < YEARS[-1] else Stage.OBJECTIVE,
    )
    if year < YEARS[-1]:
        store_record(person, dossier, department_self_evaluation(department), seen=dossier.version)
    _settle(loader, dossier, year)


def _settle(loader: Loader, dossier: Dossier, year: int) -> None:
    """A finished year is finished: it was gone through before the workspace was there."""
    if year < YEARS[-1] - 1:
        take_over(loader.finance_person, dossier, Stage.SELF_EVALUATION, "closed")


def _assign(people: dict[str, Person]) -> None:
    actor = people.get("finance.approver")
    chosen = Dossier.objects.filter(stage=Stage.SELF_EVALUATION, kind=DossierKind.PROJECT, awaits_record=False).order_by(
        "-adjusted_budget", "pk"
    )[:4]
    for number, dossier in enumerate(chosen):
        if actor and "evaluator" in people and number < 3:
            assign(actor, dossier, people["evaluator"], role=AssignmentRole.EVALUATOR)
        if actor and "expert" in people and number > 1:
            assign(actor, dossier, people["expert"], role=AssignmentRole.EXPERT)
