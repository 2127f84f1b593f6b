"""The opinions of a review with their answers (审核意见书): what each is about, what became of it and why, which scores it changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from jiheng.model import Decision, ReviewOpinion, ReviewOpinions, amounts
from jiheng.regulation import Standard
from jiheng.regulation.papers import load_paper
from jiheng.reports.render.closing import with_gaps
from jiheng.reports.render.drafting import Draft, fill
from jiheng.reports.render.paper import Block, Heading, Paper, Paragraph, Section, gap
from jiheng.reports.render.regions import authored, keep_edits
from jiheng.reports.render.tables import plain_table
from jiheng.reports.wording import subject_words

__all__ = ["review_opinions"]


def review_opinions(record: ReviewOpinions, standard: Standard, edits: Mapping[str, tuple[str, ...]] | None = None) -> Paper:
    """The opinions as a landscape paper."""
    words = load_paper(standard.name, "review_opinions").words
    facts = _facts(record, words)
    draft = Draft(words["sentences"], facts)
    titles = {name: fill(text, facts) for name, text in words["titles"].items()}
    section = Section(blocks=tuple(_blocks(record, words, titles, draft)), landscape=True)
    paper = Paper(title=titles["opinions"].replace("\n", ""), sections=(section,), author=record.evaluator, subject=titles["about"])
    return with_gaps(keep_edits(paper, authored(record.texts) | dict(edits or {})), titles["gaps"])


def _blocks(record: ReviewOpinions, words: Mapping[str, Any], titles: Mapping[str, str], draft: Draft) -> Iterator[Block]:
    of = words["tables"]["opinions"]
    yield Paragraph(text=titles["opinions"], style="title")
    yield Heading(text=titles["overall"], anchor="overall")
    yield from draft.regions("asked", "overall")
    if record.opinions:
        yield Heading(text=titles["opinions_head"], anchor="opinions")
        yield plain_table(of["columns"], [_row(one, words["labels"]) for one in record.opinions], of["widths"], left=of["left"])
        yield Heading(text=titles["scores"], anchor="scores")
        yield from draft.regions("scores")
    for line in draft.paragraphs("signature"):
        yield Paragraph(text=line, style="signature")


def _facts(record: ReviewOpinions, words: Mapping[str, Any]) -> dict[str, Any]:
    decisions = [one.decision for one in record.opinions]
    named = words["labels"]["decision"]
    changes = [
        {"what": one.indicator or one.place or one.number, "before": one.score_before, "after": one.score_after}
        for one in record.opinions
        if one.score_before is not None and one.score_after is not None and one.score_before != one.score_after
    ]
    return {
        "subject": subject_words(record.subject),
        "agency": record.subject.agency,
        "year": record.subject.fiscal_year,
        "paper": record.paper,
        "organiser": record.organiser,
        "evaluator": record.evaluator,
        "asked_on": record.asked_on,
        "reviewed_on": record.reviewed_on,
        "answered_on": record.answered_on,
        "count": len(record.opinions),
        "decisions": [{"words": named[one], "count": decisions.count(one)} for one in Decision if one in decisions],
        "open": decisions.count(None),
        "changes": changes,
        "total": score_change(record.opinions),
    }


def score_change(opinions: tuple[ReviewOpinion, ...]) -> Decimal:
    """By how many points the opinions changed the scores in sum."""
    known = [one.score_after - one.score_before for one in opinions if one.score_before is not None and one.score_after is not None]
    return sum(known, Decimal(0))


def _row(one: ReviewOpinion, labels: Mapping[str, Any]) -> list[str]:
    page = labels["page"].format(page=one.page) if one.page else ""
    return [
        one.number,
        one.reviewer or gap(f"意见{one.number}的提出人"),
        _joined(labels, page, one.place, _part(labels, "indicator", one.indicator)),
        one.quote or labels["blank"],
        _joined(labels, one.opinion, _part(labels, "evidence", "、".join(one.evidence))),
        labels["decision"][one.decision] if one.decision else gap(f"意见{one.number}的答复"),
        _joined(labels, one.reason, _part(labels, "change", one.change), _changed(one, labels)),
    ]


def _part(labels: Mapping[str, Any], name: str, text: str) -> str:
    """A thing that is not the first of its cell, behind its name."""
    return str(labels["parts"][name]).format(text) if text else ""


def _changed(one: ReviewOpinion, labels: Mapping[str, Any]) -> str:
    if one.score_before is None or one.score_after is None or one.score_before == one.score_after:
        return ""
    return str(labels["score"].format(before=amounts.text(one.score_before), after=amounts.text(one.score_after)))


def _joined(labels: Mapping[str, Any], *parts: str) -> str:
    return "\n".join(part for part in parts if part) or str(labels["blank"])
