"""Pages of payments: lists, drawings from them, what was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiheng.reports.render.workbook import Column
from jiheng.web.acting import Refused
from jiheng.web.downloads import FORMATS, Value, table_file
from jiheng.web.exchange.imports.reading import NotAList
from jiheng.web.fieldwork.actions.check_payment import check_payment
from jiheng.web.fieldwork.actions.draw_payments import draw_payments
from jiheng.web.fieldwork.actions.keep_payment_list import keep_payment_list
from jiheng.web.fieldwork.asking import SEEN, form_answer, form_page, saved, taken, workings, writing
from jiheng.web.fieldwork.models import PaymentList, PaymentSample, Result, SampledPayment
from jiheng.web.fieldwork.payment_forms import CheckForm, DrawForm, ListForm
from jiheng.web.fieldwork.payments import ReadList, pasted, plan, read_payments
from jiheng.web.fieldwork.rights import Rights
from jiheng.web.fieldwork.sampling import Method, sample
from jiheng.web.fieldwork.totals import totals
from jiheng.web.files import storage
from jiheng.web.files.receiving import Received

#: So many problems of a list are shown; whoever puts these right sees the next.
_PROBLEMS = 50


def _list(may: Rights, number: int) -> PaymentList:
    source = get_object_or_404(PaymentList, evaluation=may.evaluation, pk=number)
    source.evaluation = may.evaluation
    return source


def _sample(may: Rights, number: int) -> PaymentSample:
    rows = PaymentSample.objects.select_related("source", "made_by").defer("source__rows")
    drawing: PaymentSample = get_object_or_404(rows, source__evaluation=may.evaluation, pk=number)
    drawing.source.evaluation = may.evaluation
    return drawing


@require_safe
def payments_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The lists, and what was drawn from each."""
    may = workings(request, pk)
    checked = Count("drawn", filter=~Q(drawn__result=Result.OPEN))
    samples = PaymentSample.objects.filter(source__evaluation=may.evaluation).select_related("source", "made_by").defer("source__rows")
    context = {
        "may": may,
        "lists": may.evaluation.payment_lists.defer("rows").select_related("made_by"),
        "samples": samples.annotate(size=Count("drawn"), checked=checked),
    }
    return render(request, "fieldwork/payments.html", context)


@form_page
def add_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring in a list; with a problem in it nothing is kept, and every problem is named with its cell."""
    may = writing(request, pk)
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    problems: Sequence[Any] = ()
    if request.method == "POST" and form.is_valid():
        try:
            read, file = _read(form)
            problems = read.problems
            if not problems:
                source = keep_payment_list(may.person, may.evaluation, form.cleaned_data["name"], read, file)
                return redirect(reverse("payment_list", args=[pk, source.pk]))
        except (NotAList, Refused) as error:
            form.add_error(None, str(error))
    context = {"may": may, "form": form, "problems": problems[:_PROBLEMS], "count": len(problems), "columns": plan().columns}
    return render(request, "fieldwork/add_list.html", context)


def _read(form: ListForm) -> tuple[ReadList, Received | None]:
    told = form.cleaned_data
    if told["file"] is None:
        return read_payments(pasted(told["pasted"]), "粘贴.csv", unit=told["unit"]), None
    received = taken(told["file"])
    return read_payments(storage.fetch(received.digest), received.name, unit=told["unit"]), received


@form_page
def list_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One list: the draw is looked at first, then made."""
    may = workings(request, pk)
    source = _list(may, number)
    if request.method == "POST":
        writing(request, pk)
    told = request.POST if request.method == "POST" else request.GET if "method" in request.GET else None
    form = DrawForm(told)
    picked: Sequence[Any] = ()
    if told is not None and form.is_valid():
        asked = form.cleaned_data
        method = Method(asked["method"])
        if request.method == "POST":
            drawing = draw_payments(may.person, source, method, asked["size"], asked["seed"])
            return redirect(reverse("payment_sample", args=[pk, drawing.pk]))
        picked = sample(source.payments, method, asked["size"], asked["seed"])
    context = {
        "may": may,
        "source": source,
        "form": form,
        "picked": picked,
        "sum": sum((one.payment.amount for one in picked), Decimal(0)),
    }
    return render(request, "fieldwork/list.html", context)


@require_safe
def sample_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One sample: its payments, what was found, the sums."""
    may = workings(request, pk)
    drawing = _sample(may, number)
    rows = list(drawing.drawn.select_related("checked_by"))
    context = {"may": may, "sample": drawing, "rows": rows, "totals": totals(drawing.source, rows), "formats": FORMATS}
    return render(request, "fieldwork/sample.html", context)


@form_page
def check_page(request: HttpRequest, pk: int, number: int, payment: int) -> HttpResponse:
    """What was found of one payment."""
    may = writing(request, pk)
    drawing = _sample(may, number)
    drawn = get_object_or_404(drawing.drawn, pk=payment)
    drawn.sample = drawing
    papers = list(may.evaluation.entries.filter(part="evidence", withdrawn_at__isnull=True).values_list("key", flat=True))

    def form_of(data: Any = None) -> CheckForm:
        drawn.refresh_from_db(fields=["version", "result", "amount_in_question", "found", "paper"])
        return CheckForm(data, drawn=drawn, papers=papers)

    form, back = form_of(request.POST if request.method == "POST" else None), reverse("payment_sample", args=[pk, number])
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data

        def deed() -> None:
            check_payment(
                may.person,
                drawn,
                result=Result(told["result"]),
                amount_in_question=told["amount_in_question"] or Decimal(0),
                found=told["found"],
                paper=told["paper"],
                seen=told[SEEN] or 0,
            )

        answer = saved(request, form, deed, back=back, fresh=form_of)
        if answer is not None:
            return answer
    title = _("查证支付 {voucher}").format(voucher=drawn)
    return form_answer(request, form, may, title=title, back=back, payment=drawn)


@require_safe
def sample_file(request: HttpRequest, pk: int, number: int, form: str) -> HttpResponse:
    """The sample to take away."""
    may = workings(request, pk)
    drawing = _sample(may, number)
    if form not in FORMATS:
        raise Http404
    heads = (
        (_("序号"), 8), (_("行"), 8), (_("凭证号"), 14), (_("日期"), 12), (_("收款人"), 28), (_("摘要"), 32), (_("金额（元）"), 16),
        (_("入选依据"), 40), (_("结果"), 12), (_("问题金额（元）"), 16), (_("查明情况"), 40), (_("底稿编号"), 12),
    )  # fmt: skip
    columns = [Column(title, width) for title, width in heads]
    return table_file(_("支付抽查"), form, columns, _lines(drawing.drawn.all()))


def _lines(rows: Sequence[SampledPayment] | Any) -> Iterator[tuple[Value, ...]]:
    for one in rows:
        day = one.paid_on.isoformat() if one.paid_on else ""
        question = one.amount_in_question if one.result == Result.PROBLEM else None
        yield (
            one.rank, one.row, one.voucher, day, one.payee, one.purpose, one.amount, one.ground, one.get_result_display(),
            question, one.found, one.paper,
        )  # fmt: skip
