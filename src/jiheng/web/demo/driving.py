"""The sample county at work: cases at every state, returned and overdue ones, forms with faults, through the same actions people use."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from jiheng.model import AnyForm, MonitoringForm, ObjectiveForm, SelfEvaluationForm
from jiheng.process import Fact
from jiheng.sample.county import County
from jiheng.sample.county_forms import figure, objective
from jiheng.web.casework import daily, flows
from jiheng.web.casework.actions.comment import comment
from jiheng.web.casework.actions.set_deadline import set_deadline
from jiheng.web.casework.actions.take_step import take_step
from jiheng.web.casework.models import Case, FlowName
from jiheng.web.demo.people import Loader
from jiheng.web.dossiers.actions.open_dossier import open_dossier
from jiheng.web.dossiers.actions.store_record import store_record
from jiheng.web.dossiers.models import Dossier, DossierKind, FormKind, RecordVersion, Stage
from jiheng.web.dossiers.records import read
from jiheng.web.people.models import FiscalYear, Organisation, OrganisationKind, Role

#: Days from the day of loading: what notices set, for all and, gone by already, for one department.
_DAYS: Final = {
    (FlowName.OBJECTIVE, "declaration_due"): 20,
    (FlowName.MONITORING, "report_due"): 12,
    (FlowName.SELF_EVALUATION, "report_due"): 6,
}
_LATE: Final = -5


def set_days(loader: Loader, last: int) -> None:
    """The days of the open years by notice; one department had to be quicker and was not."""
    departments = [one for one in loader.places.values() if one.kind == OrganisationKind.DEPARTMENT]
    for number, ((flow, deadline), days) in enumerate(_DAYS.items(), 1):
        year = FiscalYear(year=last - 1 if flow is FlowName.SELF_EVALUATION else last, is_open=True)
        for place, after in ((loader.finance, days), *((one, _LATE) for one in departments[:1] if flow is FlowName.MONITORING)):
            set_deadline(
                loader.finance_person,
                place,
                year=year,
                flow=flow,
                deadline=deadline,
                day=flows.today() + datetime.timedelta(days=after),
                reference=f"澄财绩〔{last}〕{number}号",
            )


class _Driver:
    """Takes the steps of one case, each by who has to."""

    def __init__(self, loader: Loader, case: Case) -> None:
        self._loader, self.case = loader, case
        organisation: Organisation = case.dossier.organisation
        above = organisation if organisation.kind == OrganisationKind.DEPARTMENT or not organisation.parent else organisation.parent
        self._places = {"agency": organisation, "department": above, "finance": loader.finance}

    def does(self, who: str, role: Role, action: str, **said: Fact) -> None:
        """One step; in the demonstration nobody is asked twice who they are."""
        person = self._loader.person(self._places[who], role)
        take_step(person, self.case, action, seen=self.case.version, said=said, confirmed=True)

    def submit(self) -> None:
        self.does("agency", Role.PREPARER, "submit")

    def to_department(self) -> None:
        self.submit()
        self.does("agency", Role.REVIEWER, "review")

    def to_finance(self) -> None:
        self.to_department()
        self.does("department", Role.REVIEWER, "review", comment="数据与台账一致，同意上报。")

    def returned(self) -> None:
        self.to_department()
        self.does("department", Role.REVIEWER, "send_back", reason="满意度指标没有附问卷汇总表，请补充后再报；偏差原因请写到具体环节。")

    def returned_by_finance(self) -> None:
        self.to_finance()
        self.does("finance", Role.RECHECKER, "send_back", reason="截至 7 月的执行数与国库支付数不一致，请核对后更正。")

    def warned(self) -> None:
        self.to_finance()
        soon = flows.today() + datetime.timedelta(days=10)
        self.does("finance", Role.RECHECKER, "warn", reason="执行进度明显落后，请说明原因和赶进度的措施。", due_date=soon)

    def closed(self) -> None:
        self.to_finance()
        self.does("finance", Role.RECHECKER, "close")

    def selected(self) -> None:
        self.to_finance()
        soon = flows.today() + datetime.timedelta(days=15)
        self.does("finance", Role.RECHECKER, "select_for_spot_check", due_date=soon)

    def rechecked(self) -> None:
        self.selected()
        self.does("finance", Role.RECHECKER, "recheck", recheck_score=Decimal("82.5"), comment="两项效益指标缺少佐证，按评分标准扣分。")

    def left(self) -> None:
        """Filled in and not handed in."""


_Stop = Callable[[_Driver], None]
_SELF_EVALUATIONS: Final[tuple[_Stop, ...]] = (
    _Driver.left, _Driver.submit, _Driver.to_department, _Driver.to_finance, _Driver.returned, _Driver.selected, _Driver.closed,
    _Driver.to_finance, _Driver.rechecked,
)  # fmt: skip
_MONITORINGS: Final[tuple[_Stop, ...]] = (
    _Driver.submit, _Driver.to_department, _Driver.left, _Driver.to_finance, _Driver.returned_by_finance, _Driver.warned,
)  # fmt: skip


def drive(loader: Loader, last: int) -> None:
    """Everything that is filled in goes some way; then the daily step of today."""
    for number, case in enumerate(_filled(FlowName.SELF_EVALUATION, last - 1)):
        stop = _SELF_EVALUATIONS[number % len(_SELF_EVALUATIONS)]
        if stop is _Driver.left and number:
            _spoil(loader, case)
        stop(_Driver(loader, case))
    for number, case in enumerate(_filled(FlowName.MONITORING, last)):
        stop = _MONITORINGS[number % len(_MONITORINGS)]
        if stop is _Driver.warned:
            _slow(loader, case)
        stop(_Driver(loader, case))
    _objectives(loader, last)
    daily.run(flows.today())


def declare_directly(loader: Loader, place: Organisation, county: County) -> None:
    """A unit without a department declares an objective: it waits for the business office, in the department's stead."""
    plan = next(project for one in county.departments for project in one.projects if project.name.startswith("全民科学素质"))
    project = replace(plan, name=f"{county.year}年科普活动进社区", agency=place.name, department=place.name)
    year, person = FiscalYear(year=county.year, is_open=True), loader.preparer(place)
    dossier = open_dossier(person, place, year=year, kind=DossierKind.PROJECT, subject=project.name, stage=Stage.OBJECTIVE)
    store_record(person, dossier, objective(project), seen=dossier.version)
    _driver(loader, dossier).to_department()


def _driver(loader: Loader, dossier: Dossier) -> _Driver:
    return _Driver(loader, Case.objects.select_related("dossier__organisation__parent", "dossier__fiscal_year").get(dossier=dossier))


def _filled(flow: FlowName, year: int) -> Iterator[Case]:
    rows = Case.objects.filter(flow=flow, dossier__fiscal_year=year, dossier__kind=DossierKind.PROJECT, dossier__awaits_record=False)
    yield from rows.select_related("dossier__organisation__parent", "dossier__fiscal_year").order_by("pk")


def _record(case: Case) -> AnyForm:
    return read(RecordVersion.objects.filter(dossier=case.dossier_id, form=case.form).order_by("-number")[0])


def _store(loader: Loader, case: Case, form: AnyForm, note: str) -> None:
    dossier = Dossier.objects.select_related("organisation", "fiscal_year").get(pk=case.dossier_id)
    store_record(loader.preparer(dossier.organisation), dossier, form, seen=dossier.version, note=note)
    case.refresh_from_db(fields=["version"])


def _spoil(loader: Loader, case: Case) -> None:
    """A form with a fault: its total is not what its lines add up to."""
    form = _record(case)
    if isinstance(form, SelfEvaluationForm):
        _store(loader, case, form.model_copy(update={"total_score": figure("100")}), "总分待核")


def _slow(loader: Loader, case: Case) -> None:
    """A project that has spent a tenth of its money by July."""
    form = _record(case)
    if not isinstance(form, MonitoringForm):
        return
    rows = tuple(
        row.model_copy(
            update={
                "executed": figure(f"{row.initial_budget.value / 10:.2f}", "万元") if row.initial_budget else None,
                "execution_rate": figure("10.00%") if row.initial_budget and row.initial_budget.value else row.execution_rate,
            }
        )
        for row in form.funds
    )
    _store(loader, case, form.model_copy(update={"funds": rows}), "按支付进度更正")


def _objectives(loader: Loader, last: int) -> None:
    """Three added projects declare their objectives: one came back, one is with the business office, one with the performance office."""
    sources = list(_filled(FlowName.MONITORING, last))[:4]
    for number, (case, _next) in enumerate(pairwise(sources)):
        old = case.dossier
        form = read(RecordVersion.objects.filter(dossier=old, form=FormKind.OBJECTIVE_FORM)[0])
        if not isinstance(form, ObjectiveForm):
            continue
        subject = f"{old.subject}（追加）"
        person = loader.preparer(old.organisation)
        dossier = open_dossier(
            person, old.organisation, year=old.fiscal_year, kind=DossierKind.PROJECT, subject=subject, stage=Stage.OBJECTIVE
        )
        store_record(person, dossier, form.model_copy(update={"project": subject, "project_code": ""}), seen=dossier.version)
        driver = _driver(loader, dossier)
        driver.returned() if number == 0 else driver.to_finance()
        if number == 2:
            driver.does("finance", Role.REVIEWER, "review", comment="与预算安排一致，初审同意。")
        comment(loader.finance_person, dossier, text="追加项目请一并说明与年初目标的关系。")
