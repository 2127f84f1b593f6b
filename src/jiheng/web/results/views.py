"""Pages of results: a year by rank with what each proposes, one dossier's result with its uses, tables and the summary report."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiheng.assessment.assessing import standard_of
from jiheng.reports.render.paper import Layout
from jiheng.reports.render.typeset import write_pdf
from jiheng.reports.render.word import write_word
from jiheng.reports.render.workbook import Column
from jiheng.reports.summary_report import summary_report
from jiheng.web.acting import Refused
from jiheng.web.casework import flows
from jiheng.web.downloads import FORMATS, Value, table_file
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.people.models import FiscalYear, Person
from jiheng.web.policies import evaluating, using
from jiheng.web.results.actions.record_use import record_use
from jiheng.web.results.actions.take_over_outcome import FINAL, take_over_outcome
from jiheng.web.results.forms import UseForm
from jiheng.web.results.models import Outcome, ResultUse
from jiheng.web.results.proposing import Result, result_of, results, scored, with_all
from jiheng.web.results.ranking import ranking
from jiheng.web.signed_in import person_of

_PAGE = 50
_REPORTS = ("docx", "pdf")


def _year(request: HttpRequest, person: Person) -> int:
    """The year asked for, else the latest with a score."""
    asked = request.GET.get("year", "")
    if asked.isdecimal() and len(asked) == 4:
        return int(asked)
    scored_rows = using.dossiers(person).filter(Q(score__isnull=False) | Q(outcome__isnull=False))
    found = scored_rows.order_by("-fiscal_year").values_list("fiscal_year", flat=True).first()
    return found or flows.today().year - 1


@require_safe
def results_page(request: HttpRequest) -> HttpResponse:
    """The results of a year, the best first."""
    person = person_of(request)
    year = _year(request, person)
    page = Paginator(with_all(scored(person, year)), _PAGE).get_page(request.GET.get("page"))
    context = {
        "year": year,
        "years": FiscalYear.objects.all(),
        "page": page,
        "results": results(list(page.object_list)),
        "formats": FORMATS,
        "reports": _REPORTS,
        "address": f"year={year}",
    }
    return render(request, "results/results.html", context)


@require_safe
def results_file(request: HttpRequest, form: str) -> HttpResponse:
    """All of them as a table, with the uses of each."""
    if form not in FORMATS:
        raise Http404
    person = person_of(request)
    year = _year(request, person)
    found = results(list(with_all(scored(person, year))))
    uses: dict[int, list[str]] = {}
    for one in ResultUse.objects.filter(dossier__in=using.dossiers(person).filter(fiscal_year=year)).select_related("by"):
        uses.setdefault(one.dossier_id, []).append(f"{one.decided_on} {one.get_way_display()}：{one.text}（{one.by}）")
    return table_file(_("{year} 年度评价结果应用").format(year=year), form, _columns(), _rows(found, uses))


def _columns() -> list[Column]:
    names = (
        _("名次"), _("部门"), _("单位"), _("评价对象"), _("依据"), _("得分"), _("等级"), _("本年预算（万元）"), _("建议"),
        _("建议数（万元）"),        _("下年预算（万元）"), _("需核实"), _("应用情况"),
    )  # fmt: skip
    wide = {_("评价对象"): 30, _("建议"): 50, _("需核实"): 40, _("应用情况"): 50}
    return [Column(name, wide.get(name, 14)) for name in names]


def _rows(found: Iterable[Result], uses: dict[int, list[str]]) -> Iterable[list[Value]]:
    for one in found:
        dossier, proposal = one.dossier, one.proposal
        head: list[Value] = [one.place, one.department, str(dossier.organisation), dossier.subject, one.source, one.score, one.grade]
        proposed = proposal.proposed.value if proposal and proposal.proposed else None
        planned = one.planned.adjusted_budget if one.planned else None
        told = proposal.text if proposal else one.why_none
        yield [*head, dossier.adjusted_budget, told, proposed, planned, one.warning, "\n".join(uses.get(dossier.pk, ()))]


@require_safe
def report_file(request: HttpRequest, form: str) -> HttpResponse:
    """The summary report of the year to government and people's congress; for those who answer for more than their own agency."""
    person = person_of(request)
    head = using.head(person)
    if head is None:
        raise PermissionDenied
    if form not in _REPORTS:
        raise Http404
    year = _year(request, person)
    standard = standard_of(settings.STANDARD, year)
    paper, layout = summary_report(ranking(person, year), year, str(head), standard), Layout.of(standard)
    response = HttpResponse(
        write_pdf(paper, layout) if form == "pdf" else write_word(paper, layout), content_type="application/octet-stream"
    )
    name = _("{year} 年度绩效评价结果汇总报告.{form}").format(year=year, form=form)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def result_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One dossier: what its result proposes, how it was used; who is above it writes down another use."""
    person = person_of(request)
    dossier = get_object_or_404(using.dossiers(person).select_related("organisation", "fiscal_year"), pk=pk)
    found = result_of(person, dossier)
    decides = using.decides(person, dossier)
    if request.method == "POST" and not decides:
        raise PermissionDenied
    form = UseForm(request.POST or None, initial={"decided_on": flows.today()}) if decides and found else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            record_use(person, dossier, found, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已登记。"))
            return redirect("result", pk=pk)
    context = {
        "dossier": dossier,
        "result": found,
        "form": form,
        "uses": ResultUse.objects.filter(dossier=dossier).select_related("by"),
        "final": _final(person, dossier.pk),
    }
    return render(request, "results/result.html", context)


def _final(person: Person, dossier: int) -> Evaluation | None:
    """A final evaluation whose result was not taken over yet and is this person's to take over."""
    if Outcome.objects.filter(dossier=dossier).exists():
        return None
    rows = evaluating.evaluations(person).filter(dossier=dossier, state__in=FINAL).select_related("dossier__organisation")
    return next((one for one in rows if evaluating.CLIENT_REVIEWER in evaluating.duties(person, one)), None)


@require_POST
def take_over_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The result of an evaluation becomes that of its dossier."""
    person = person_of(request)
    rows = evaluating.evaluations(person).select_related("dossier__organisation", "client", "evaluator")
    evaluation = get_object_or_404(rows, pk=pk)
    try:
        take_over_outcome(person, evaluation)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("result", pk=evaluation.dossier_id)
