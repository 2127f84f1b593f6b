"""The ledger: the list with its filters, the record the reports print, and the counts."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiheng.model import Complaint as Record
from jiheng.model import ComplaintCategory, ComplaintChannel, ComplaintLedger, ComplaintStep
from jiheng.model import Satisfaction as Answer
from jiheng.web import policy
from jiheng.web.complaints.course import flow_of, standard_name
from jiheng.web.complaints.models import Category, Channel, Complaint, Satisfaction
from jiheng.web.people.models import Person

PAGE: Final = 50


class Filters(forms.Form):
    """What can be asked for; everything is optional."""

    q = forms.CharField(label=gettext_lazy("编号、单位、项目或诉求"), required=False, widget=forms.TextInput({"type": "search"}))
    year = forms.IntegerField(label=gettext_lazy("年度"), required=False)
    category = forms.ChoiceField(label=gettext_lazy("类别"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("状态"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        flow = flow_of(standard_name(), None)
        states = [(state.id, state.label) for state in flow.states.values() if state.id != flow.start]
        self.fields["category"] = forms.ChoiceField(label=_("类别"), required=False, choices=[("", _("全部")), *Category.choices])
        self.fields["state"] = forms.ChoiceField(
            label=_("状态"), required=False, choices=[("", _("全部")), ("open", _("未办结")), ("late", _("已逾期")), *states]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of the ledger, the filters as the form shows them, and the address without the page number."""

    page: Page[Complaint]
    filters: Filters
    address: str


def listing(person: Person, asked: QueryDict) -> Listing:
    """The page that was asked for, newest first; the number of queries does not grow with the rows."""
    filters = Filters(asked)
    rows = filtered(policy.complaints(person), filters.cleaned_data if filters.is_valid() else {})
    data = asked.copy()
    data.pop("page", None)
    rows = rows.select_related("about", "handling", "handler")
    return Listing(page=Paginator(rows, PAGE).get_page(asked.get("page")), filters=filters, address=data.urlencode())


def filtered(rows: QuerySet[Complaint], wanted: dict[str, Any]) -> QuerySet[Complaint]:
    """The rows that fit."""
    if words := wanted.get("q"):
        in_text = Q(summary__icontains=words) | Q(project__icontains=words) | Q(about__name__icontains=words)
        rows = rows.filter(Q(number__icontains=words) | in_text)
    if wanted.get("year"):
        rows = rows.filter(received_on__year=wanted["year"])
    if wanted.get("category"):
        rows = rows.filter(category=wanted["category"])
    match wanted.get("state"):
        case None | "":
            return rows
        case "open":
            return rows.filter(is_open=True)
        case "late":
            return rows.filter(is_open=True, due_on__lt=timezone.localdate())
        case state:
            return rows.filter(state=state)


def record_of(complaint: Complaint, *, named: bool) -> Record:
    """The complaint as the record the reports print; without ``named`` the complainant is left out."""
    hidden = complaint.confidential or not named
    return Record(
        number=complaint.number,
        received_on=complaint.received_on,
        channel=ComplaintChannel(complaint.channel),
        complainant="" if complaint.anonymous or hidden else complaint.complainant,
        anonymous=complaint.anonymous,
        confidential=hidden and not complaint.anonymous,
        agency=str(complaint.about or ""),
        project=complaint.project,
        project_code=complaint.dossier.code if complaint.dossier else "",
        document=complaint.document,
        category=ComplaintCategory(complaint.category),
        summary=complaint.summary,
        evidence=tuple(file.name for file in complaint.attachments.all()),
        urgent=complaint.urgent,
        accepted=complaint.accepted,
        accepted_on=complaint.accepted_on,
        refusal_reason=complaint.refusal_reason,
        handling_agency=str(complaint.handling or ""),
        handler=str(complaint.handler or ""),
        recused=complaint.recused,
        due_on=complaint.due_of_handling if not complaint.extended_to else None,
        extended_to=complaint.extended_to,
        steps=tuple(
            ComplaintStep(day=step.on, who=step.who, what="：".join(part for part in (step.label, step.note) if part))
            for step in complaint.steps.all()
        ),
        finding=complaint.finding,
        measure=complaint.measure,
        outcome=complaint.outcome,
        replied_on=complaint.replied_on,
        reply_way=complaint.reply_way,
        satisfaction=Answer(complaint.satisfaction) if complaint.satisfaction else None,
        rectification=complaint.rectification,
        archived_on=complaint.archived_on,
    )


def ledger_of(person: Person, rows: Iterable[Complaint], *, agency: str, year: int, title: str = "") -> ComplaintLedger:
    """The ledger of some complaints as a record; who complained is in it only as far as this person may see it."""
    complaints = sorted(rows, key=lambda one: one.number)
    return ComplaintLedger(
        title=title,
        standard=standard_name(),
        agency=agency,
        fiscal_year=year,
        at=timezone.localdate(),
        complaints=tuple(record_of(one, named=policy.sees_complainant(person, one)) for one in complaints),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of one kind, in the words of the page."""

    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The counts of the complaints somebody sees."""

    year: int
    total: int
    open: int
    late: int
    answered: int
    rated: int
    groups: tuple[tuple[str, tuple[Count, ...]], ...]


def statistics(person: Person, year: int) -> Statistics:
    """The counts of a year, from one query."""
    rows = list(
        policy.complaints(person)
        .filter(received_on__year=year)
        .values_list("received_on", "category", "channel", "state_label", "satisfaction", "is_open", "late", "due_on", "replied_on")
    )
    today = timezone.localdate()
    return Statistics(
        year=year,
        total=len(rows),
        open=sum(1 for row in rows if row[5]),
        late=sum(1 for row in rows if row[6] or (row[5] and row[7] is not None and row[7] < today)),
        answered=sum(1 for row in rows if row[8] is not None),
        rated=sum(1 for row in rows if row[4]),
        groups=(
            (_("按类别"), _counts((row[1] for row in rows), dict(Category.choices))),
            (_("按渠道"), _counts((row[2] for row in rows), dict(Channel.choices))),
            (_("按状态"), _counts((row[3] for row in rows), {})),
            (_("按满意程度"), _counts((row[4] for row in rows if row[4]), dict(Satisfaction.choices))),
            (_("按月份"), _months([row[0] for row in rows])),
        ),
    )


def _counts(values: Iterable[str], labels: dict[Any, Any]) -> tuple[Count, ...]:
    counted = sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))
    return tuple(Count(label=str(labels.get(value, value)), count=count) for value, count in counted)


def _months(days: list[datetime.date]) -> tuple[Count, ...]:
    months = Counter(day.month for day in days)
    return tuple(Count(label=_("{month} 月").format(month=month), count=months[month]) for month in sorted(months))
