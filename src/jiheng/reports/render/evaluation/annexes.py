"""The annexes of an evaluation report: scoring table, base data, interviews, surveys, index of evidence, confirmation slips.

An annex without data is left out, and the numbers close up. The two slips on the report always stand: unsent ones to be filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jiheng.model import CaseInterview, CaseSlip, DataItem, EvaluationCase, Frame
from jiheng.reports.render.drafting import Draft, chinese_date, or_gap
from jiheng.reports.render.evaluation.numbering import Numbering
from jiheng.reports.render.evaluation.scores import score_table
from jiheng.reports.render.evaluation.surveys import survey_blocks
from jiheng.reports.render.paper import Block, Cell, Heading, Paragraph, Region, Section, Table
from jiheng.reports.render.tables import plain_table
from jiheng.scoring.case import CaseScore


def annexes(
    case: EvaluationCase,
    frame: Frame,
    score: CaseScore,
    words: Mapping[str, Any],
    titles: Mapping[str, str],
    draft: Draft,
    numbering: Numbering,
) -> Iterator[Section]:
    """The annexes in order, the scoring table on its side."""
    made: list[tuple[str, str, list[Block], bool]] = [("scores", titles["scores"], [score_table(score, frame, words)], True)]
    if case.data_form or case.values:
        made.append(("data", titles["data"], [_data(case, words)], False))
    for one in case.interviews:
        title = titles["interview"].replace("{agency}", one.agency or one.interviewee or one.id)
        made.append((f"interview-{one.id}", title, list(_interview(one, case, words)), False))
    for survey in case.surveys:
        title = titles["survey"].replace("{survey}", survey.title or titles["survey_untitled"])
        made.append((f"survey-{survey.id}", title, list(survey_blocks(survey, words, draft, numbering)), False))
    if case.evidence:
        made.append(("evidence", titles["evidence"], [_evidence(case, score, words)], False))
    for slip, title in _slips(case, titles):
        made.append((f"slip-{slip.id}", title, list(slip_blocks(slip, words, draft)), False))
    for number, (name, title, blocks, landscape) in enumerate(made, 1):
        head = Heading(text=title.replace("{n}", str(number)), anchor=f"annex-{name}")
        yield Section(blocks=(head, *blocks), landscape=landscape)


def _data(case: EvaluationCase, words: Mapping[str, Any]) -> Table:
    """The base data form: what was filled in, then the named figures that formulas use."""
    of = words["tables"]["data"]
    rows = [[one.name, _entry(one), one.provider or "—", one.source or "—"] for one in case.data_form]
    named = {one.name for one in case.data_form}
    rows += [[name, figure.raw or figure.with_unit, case.subject.agency, "—"] for name, figure in case.values.items() if name not in named]
    numbered = [[str(number), *row] for number, row in enumerate(rows, 1)]
    return plain_table(of["columns"], numbered, of["widths"], left=(1,))


def _entry(item: DataItem) -> str:
    if item.value is None:
        return or_gap(item.text, item.name)
    return item.text or item.value.raw or item.value.with_unit


def _interview(interview: CaseInterview, case: EvaluationCase, words: Mapping[str, Any]) -> Iterator[Block]:
    """The record as a form: who, when, where, questions with answers, signatures."""
    of = words["tables"]["interview"]

    def head(key: str) -> Cell:
        return Cell(text=of[key], head=True)

    said = "\n".join(f"{number}. {one.question}\n{one.answer or or_gap('', '访谈答复')}" for number, one in enumerate(interview.answers, 1))
    signed = [f"{of['signer']}：{or_gap(interview.signer, '被访谈人签字')}"]
    signed += [f"{of['interviewers']}：{'、'.join(interview.interviewers) or or_gap('', '访谈人签字')}"]
    signed += [f"{of['recorder']}：{interview.recorder}"] if interview.recorder else []
    rows = (
        (head("agency"), Cell(text=interview.agency or or_gap("", "被访谈单位"), columns=3)),
        (head("project"), Cell(text=case.subject.name, columns=3)),
        (
            head("interviewee"),
            Cell(text=or_gap(interview.interviewee, "被访谈人")),
            head("held_on"),
            Cell(text=chinese_date(interview.held_on)),
        ),
        (head("held_at"), Cell(text=or_gap(interview.held_at, "访谈地点"), columns=3)),
        (head("text"), Cell(text=said or or_gap("", "访谈内容"), columns=3, align="left")),
        (Cell(text="\n".join(signed), columns=4, align="left"),),
    )
    yield Table(rows=rows, widths=plain_table(["", "", "", ""], [], of["widths"]).widths)


def _evidence(case: EvaluationCase, score: CaseScore, words: Mapping[str, Any]) -> Table:
    """The index of evidence with the indicators each piece supports."""
    of = words["tables"]["evidence"]
    rows = []
    for number, one in enumerate(case.evidence, 1):
        used = "、".join(line.indicator.id for line in score.lines if one.id in line.evidence)
        rows.append([str(number), one.number or "—", one.title, one.kind or "—", one.provider or "—", used or "—", one.note])
    return plain_table(of["columns"], rows, of["widths"], left=(2,))


def _slips(case: EvaluationCase, titles: Mapping[str, str]) -> list[tuple[CaseSlip, str]]:
    """Slips of the case, then one on the report for each side that has none yet."""
    found = [(slip, slip_title(slip, case, titles)) for slip in case.slips]
    sent = {slip.addressee for slip in case.slips if slip.kind == "report"}
    for key, addressee in (("client", case.engagement.client), ("agency", case.subject.agency)):
        if addressee not in sent:
            found.append((CaseSlip(id=key, addressee=addressee), titles[f"slip_{key}"]))
    return found


def slip_title(slip: CaseSlip, case: EvaluationCase, titles: Mapping[str, str]) -> str:
    """What a slip is called: by what it is about, and by whom it goes to."""
    if slip.kind == "data":
        return titles["slip_data"]
    return titles["slip_client"] if slip.addressee == case.engagement.client else titles["slip_agency"]


def slip_blocks(slip: CaseSlip, words: Mapping[str, Any], draft: Draft) -> Iterator[Block]:
    """A letter with the answer below it; what is not answered yet is left open for pen and seal."""
    said = draft.paragraphs(f"slip_{slip.kind}", days=slip.days)
    yield Paragraph(text=f"{or_gap(slip.addressee, '收件单位')}：", style="plain")
    yield Region(name=f"slip/{slip.id}", paragraphs=said)
    sent = slip.sent_on or slip.answered_on
    open_day = words["labels"]["open_day"]
    for line in draft.paragraphs("slip_sender", day=chinese_date(slip.sent_on) if sent else open_day):
        yield Paragraph(text=line, style="signature")
    yield Paragraph(text=words["labels"]["view"].format(view=slip.view), style="plain")
    if not slip.view:
        yield Paragraph(text="", style="plain")
    answered = chinese_date(slip.answered_on) if slip.answered_on else open_day
    for line in draft.paragraphs("slip_answer", addressee=slip.addressee, signer=slip.signer, answered=answered):
        yield Paragraph(text=line, style="signature")
