"""The notice and the reply as Word or PDF, and the register as a table."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from jiheng.model import Figure, Origin, Progress, RectificationItem, RectificationReply, Scope, Subject
from jiheng.model import Rectification as Record
from jiheng.process import due_dates
from jiheng.regulation import load_standard
from jiheng.reports.rectification import rectification_notice, rectification_reply
from jiheng.reports.render.paper import Layout
from jiheng.reports.render.typeset import write_pdf
from jiheng.reports.render.word import write_word
from jiheng.reports.render.workbook import Column
from jiheng.web.coursed import calendar_of
from jiheng.web.dossiers.models import DossierKind
from jiheng.web.downloads import Value
from jiheng.web.rectifications.models import Item, Rectification

KINDS: Final = {"notice": rectification_notice, "reply": rectification_reply}
TYPES: Final = ("docx", "pdf")


def record_of(row: Rectification) -> Record:
    """The rectification as the record the reports print."""
    dossier = row.dossier
    items = Item.objects.filter(rectification=row, removed_at__isnull=True).prefetch_related("evidence__file")
    course = row.way
    dues = due_dates(row.declared, course, calendar_of(course.standard))
    return Record(
        id=f"rectification-{row.pk}",
        standard=row.standard,
        subject=Subject(
            name=dossier.subject,
            scope=Scope.DEPARTMENT if dossier.kind == DossierKind.DEPARTMENT else Scope.PROJECT,
            fiscal_year=dossier.fiscal_year_id,
            agency=str(dossier.organisation),
            code=dossier.code or None,
        ),
        origin=Origin(row.origin),
        paper=row.paper,
        score=row.score,
        grade=row.grade,
        issuer=str(row.issuer),
        document_number=row.document_number,
        issued_on=row.issued_on,
        due_on=next((one.on for one in dues if one.deadline == "answer_due"), None),
        items=tuple(_item(one) for one in items),
        reply=_reply(row) if row.answered_on else None,
    )


def _item(item: Item) -> RectificationItem:
    return RectificationItem(
        id=str(item.number),
        problem=item.problem,
        text=item.text,
        indicators=tuple(item.indicators),
        amount=_amount(item.amount),
        requirement=item.requirement,
        due_on=item.due_on,
        responsible=item.responsible,
        measure=item.measure,
        progress=Progress(item.progress) if item.progress else None,
        finished_on=item.finished_on,
        recovered=_amount(item.recovered),
        reason=item.reason,
        evidence=tuple(one.file.short_name for one in item.evidence.all()),
    )


def _amount(value: Decimal | None) -> Figure | None:
    if value is None:
        return None
    plain = value.normalize() + 0
    decimals = max(0, -int(plain.as_tuple().exponent))
    return Figure(value=plain, unit="万元", decimals=decimals)


def _reply(row: Rectification) -> RectificationReply:
    accepted = row.steps.filter(action="accept").last()
    return RectificationReply(
        replied_on=row.answered_on,
        accepted=True if row.closed_on else None,
        accepted_on=row.closed_on,
        acceptance_note=str(accepted.said.get("comment", "")) if accepted else "",
    )


def written(row: Rectification, kind: str, form: str) -> bytes:
    """The bytes of the paper."""
    record = record_of(row)
    standard = load_standard(record.standard, row.issued_on)
    paper, layout = KINDS[kind](record, standard), Layout.of(standard)
    return write_pdf(paper, layout) if form == "pdf" else write_word(paper, layout)


def register_columns() -> list[Column]:
    """The heads of the register."""
    wide = {_("评价对象"): 30, _("问题"): 40, _("整改要求"): 40, _("整改措施"): 40}
    names = (
        _("年度"), _("单位"), _("评价对象"), _("整改通知"), _("文号"), _("下达单位"), _("下达日期"), _("状态"), _("期限"), _("序号"),
        _("问题"), _("涉及金额（万元）"), _("整改要求"), _("责任人"), _("整改措施"),
        _("进度"), _("完成日期"), _("已追回或纠正（万元）"), _("审核"),
    )  # fmt: skip
    return [Column(name, wide.get(name, 14)) for name in names]


def register_rows(rows: Iterable[Rectification]) -> Iterable[list[Value]]:
    """One row an item. ``rows`` bring their items along."""
    for row in rows:
        dossier = row.dossier
        head: list[Value] = [dossier.fiscal_year_id, str(dossier.organisation), dossier.subject, row.title, row.document_number]
        head += [str(row.issuer), _day(row.issued_on), row.state_label, _day(row.due_on)]
        for item in row.items.all():
            if item.removed_at is None:
                asked: list[Value] = [item.number, item.problem, item.amount, item.requirement, item.responsible]
                done: list[Value] = [item.measure, item.get_progress_display(), _day(item.finished_on), item.recovered]
                yield [*head, *asked, *done, item.get_verdict_display()]


def _day(value: object) -> str:
    return str(value or "")
