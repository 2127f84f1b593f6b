"""Pages of fieldwork: where it stands, the work plan with its calendar, the data form, interviews."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiheng.model.case_annexes import DataItem, WorkStage
from jiheng.web.coursed import calendar_of
from jiheng.web.evaluations.actions.withdraw_entry import withdraw_entry
from jiheng.web.fieldwork.actions.fill_data_item import fill_data_item
from jiheng.web.fieldwork.asking import (
    SEEN,
    done,
    entered,
    entry_answer,
    entry_of,
    form_answer,
    form_page,
    saved,
    seen_in,
    workings,
    writing,
)
from jiheng.web.fieldwork.calendar import planned, weeks
from jiheng.web.fieldwork.forms import ContentForm, DataFillForm, DataRowForm, InterviewForm, StageForm
from jiheng.web.fieldwork.overview import counts, dated, in_force
from jiheng.web.fieldwork.rights import require_providing
from jiheng.web.fieldwork.unit_rows import why_not

#: Where the list of each part stands whose entries can be taken out here.
LISTS: Final = {
    "schedule": "work_plan",
    "data_form": "data_form",
    "interviews": "interviews",
    "surveys": "case_surveys",
    "evidence": "working_papers",
}


@require_safe
def fieldwork_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the fieldwork of an evaluation stands, each part with its count and its page."""
    may = entered(request, pk)
    return render(request, "fieldwork/fieldwork.html", {"may": may, "counts": counts(may)})


@require_safe
def plan_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The work plan: stages with their days, the team, and the calendar with everything that has a date."""
    may = entered(request, pk)
    evaluation, today = may.evaluation, timezone.localdate()
    calendar = calendar_of(evaluation.standard)
    rows = [(entry, record) for entry, record in in_force(evaluation, "schedule") if isinstance(record, WorkStage)]
    drawn = weeks([record for _entry, record in rows], dated(may), calendar, today)
    context = {
        "may": may,
        "stages": [(entry, planned(record, calendar, today)) for entry, record in rows],
        "weeks": drawn,
        "caution": calendar.caution(drawn[0][0].on, drawn[-1][-1].on) if drawn else "",
        "members": evaluation.members.filter(left_at__isnull=True).select_related("person"),
    }
    return render(request, "fieldwork/plan.html", context)


@form_page
def stage_page(request: HttpRequest, pk: int, entry: int | None = None) -> HttpResponse:
    """A stage of the plan, new or known."""
    may = writing(request, pk)
    known = entry_of(may.evaluation, "schedule", entry) if entry else None
    return entry_answer(request, may, "schedule", known, StageForm, title=_("工作方案的阶段"), back=reverse("work_plan", args=[pk]))


@require_safe
def data_form_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The data form: its rows, who filled them in, and what is still empty."""
    may = entered(request, pk)
    rows = in_force(may.evaluation, "data_form")
    barred = why_not(may.evaluation, [entry for entry, _record in rows])
    fills = {pk for pk, why in barred.items() if may.provides and not why}
    return render(request, "fieldwork/data_form.html", {"may": may, "rows": [(entry, one, entry.pk in fills) for entry, one in rows]})


@form_page
def add_data_row(request: HttpRequest, pk: int) -> HttpResponse:
    """A new row, defined by the evaluators."""
    may = writing(request, pk)

    def form_of(data: Any = None) -> DataRowForm:
        return DataRowForm(data, initial={"provider": may.evaluation.dossier.organisation.name})

    def name(form: ContentForm) -> str:
        return str(form.cleaned_data["name"])

    back = reverse("data_form", args=[pk])
    return entry_answer(request, may, "data_form", None, form_of, title=_("数据采集表加一行"), back=back, key=name)


@form_page
def fill_data_row(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """The unit fills in a row."""
    may = entered(request, pk)
    require_providing(may.person, may.evaluation)
    row, back = entry_of(may.evaluation, "data_form", entry), reverse("data_form", args=[pk])
    if request.method != "POST" and (barred := why_not(may.evaluation, [row])[row.pk]):
        messages.error(request, barred)
        return redirect(back)

    def form_of(data: Any = None) -> DataFillForm:
        row.refresh_from_db(fields=["content", "version"])
        return DataFillForm(data, record=DataItem.model_validate({**row.content, "name": row.key}), seen=row.version)

    form = form_of(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("value", "text", "source")}
        seen = form.cleaned_data[SEEN] or 0
        answer = saved(request, form, lambda: fill_data_item(may.person, row, **told, seen=seen), back=back, fresh=form_of)
        if answer is not None:
            return answer
    return form_answer(request, form, may, title=row.key, back=back)


@require_safe
def interviews_page(request: HttpRequest, pk: int) -> HttpResponse:
    """All interviews."""
    may = workings(request, pk)
    return render(request, "fieldwork/interviews.html", {"may": may, "rows": in_force(may.evaluation, "interviews")})


@require_safe
def interview_page(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """The record of one interview, as it is printed and signed."""
    may = workings(request, pk)
    known = entry_of(may.evaluation, "interviews", entry)
    record = next((record for one, record in in_force(may.evaluation, "interviews") if one.pk == known.pk), None)
    return render(request, "fieldwork/interview.html", {"may": may, "entry": known, "interview": record})


@form_page
def edit_interview(request: HttpRequest, pk: int, entry: int | None = None) -> HttpResponse:
    """The record of an interview, new or known."""
    may = writing(request, pk)
    known = entry_of(may.evaluation, "interviews", entry) if entry else None
    back = reverse("interview", args=[pk, entry]) if entry else reverse("interviews", args=[pk])
    template = "fieldwork/edit_interview.html"
    return entry_answer(request, may, "interviews", known, InterviewForm, title=_("访谈记录"), back=back, template=template)


@require_POST
def withdraw_page(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Take an entry of one of these parts out of the case."""
    may = writing(request, pk)
    row = get_object_or_404(may.evaluation.entries.filter(part__in=LISTS, withdrawn_at__isnull=True), pk=entry)
    back = reverse(LISTS[row.part], args=[pk])
    return done(request, lambda: withdraw_entry(may.person, row, seen=seen_in(request)), back, _("已撤下「{entry}」。").format(entry=row))
