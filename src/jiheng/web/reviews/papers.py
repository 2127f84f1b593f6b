"""The official papers of a review: the opinions with their answers, a confirmation slip; as Word or PDF."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.model import CaseSlip, ReviewOpinion, ReviewOpinions, Scope, Subject
from jiheng.model import Decision as OpinionDecision
from jiheng.regulation import Standard, load_standard
from jiheng.reports.confirmation_slip import confirmation_slip
from jiheng.reports.render.paper import Layout, Paper
from jiheng.reports.render.typeset import write_pdf
from jiheng.reports.render.word import write_word
from jiheng.reports.review_opinions import review_opinions
from jiheng.scoring.case import score_case
from jiheng.web.dossiers.models import DossierKind
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.files import storage
from jiheng.web.reviews.making import read_frozen
from jiheng.web.reviews.models import Opinion, ReportVersion, Side, Slip, SlipAnswer
from jiheng.web.reviews.rounds import FOR_OPINIONS
from jiheng.web.reviews.versions import latest

FORMATS: Final = ("docx", "pdf")


def written(paper: Paper, standard: Standard, form: str) -> bytes:
    """The bytes of the paper; ``form`` is one of ``FORMATS``."""
    layout = Layout.of(standard)
    return write_pdf(paper, layout) if form == "pdf" else write_word(paper, layout)


def score_after(opinion: Opinion, newest: ReportVersion | None) -> str | None:
    """The score of the opinion's indicator in the newest version, where that is newer than the one the opinion is about."""
    if not opinion.indicator or newest is None or newest.number <= opinion.report.number:
        return None
    line = newest.indicator(opinion.indicator)
    return line["score"] if line else None


def opinions_record(evaluation: Evaluation, opinions: Iterable[Opinion]) -> ReviewOpinions:
    """The opinions as the record that the paper is written from: those that were sent, with what became of them."""
    rows = [one for one in opinions if one.sent_at is not None and one.withdrawn_at is None]
    newest, dossier = latest(evaluation), evaluation.dossier
    asked = [event.on for event in evaluation.way.events if event.transition == FOR_OPINIONS]
    sent = [timezone.localdate(one.sent_at) for one in rows if one.sent_at]
    answered = [timezone.localdate(one.answered_at) for one in rows if one.answered_at]
    return ReviewOpinions(
        id=f"opinions-{evaluation.pk}",
        standard=evaluation.standard,
        subject=Subject(
            name=dossier.subject,
            scope=Scope.DEPARTMENT if dossier.kind == DossierKind.DEPARTMENT else Scope.PROJECT,
            fiscal_year=dossier.fiscal_year_id,
            agency=dossier.organisation.name,
        ),
        paper=rows[0].report.title if rows else newest.title if newest else "",
        organiser=evaluation.client.name,
        evaluator=evaluation.evaluates.name,
        asked_on=asked[-1] if asked else None,
        reviewed_on=max(sent, default=None),
        answered_on=max(answered, default=None) if len(answered) == len(rows) else None,
        opinions=tuple(_opinion(one, number, newest) for number, one in enumerate(rows, 1)),
    )


def _opinion(one: Opinion, number: int, newest: ReportVersion | None) -> ReviewOpinion:
    line = one.report.indicator(one.indicator) if one.indicator else None
    before, after = line["score"] if line else None, score_after(one, newest)
    return ReviewOpinion(
        number=str(number),
        reviewer=reviewer(one),
        place=one.place,
        indicator=f"{line['id']} {line['name']}" if line else one.indicator,
        quote=one.quote,
        opinion=one.text,
        evidence=tuple(line for line in one.evidence.splitlines() if line.strip()),
        decision=OpinionDecision(one.decision) if one.decision else None,
        reason=one.reason,
        change=one.what_changed,
        score_before=Decimal(before) if before is not None and after is not None else None,
        score_after=Decimal(after) if after is not None else None,
    )


def reviewer(opinion: Opinion) -> str:
    """Who gave an opinion: the organisation, or the expert by name."""
    evaluation = opinion.evaluation
    if opinion.side == Side.AGENCY:
        return evaluation.dossier.organisation.name
    return evaluation.client.name if opinion.side == Side.CLIENT else str(opinion.author)


def opinions_paper(evaluation: Evaluation, opinions: Iterable[Opinion], form: str) -> bytes:
    """The opinions with their answers."""
    record = opinions_record(evaluation, opinions)
    standard = load_standard(record.standard)
    return written(review_opinions(record, standard), standard, form)


def slip_paper(slip: Slip, form: str) -> bytes:
    """One slip: open for pen and seal, or signed."""
    read = read_frozen(storage.fetch(slip.report.case).decode())
    score = score_case(read.case, read.frame, read.standard)
    online = slip.answer == SlipAnswer.SECOND_FACTOR
    record = CaseSlip(
        id=str(slip.number),
        kind="data" if slip.kind == "data" else "report",
        addressee=slip.addressee.name,
        sent_on=slip.sent_on,
        days=slip.days,
        answered_on=slip.answered_on,
        view=slip.view,
        signer=slip.signer,
    )
    note = _("{signer}于{day}在线确认，确认时再次验证了身份。").format(signer=slip.signer, day=_day(slip.answered_on)) if online else ""
    notes = (_("所确认报告的摘要（SHA-256）：{digest}").format(digest=slip.report.docx), *([note] if note else []))
    paper = confirmation_slip(read.case, read.frame, score, read.standard, record, notes=notes)
    return written(paper, read.standard, form)


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
