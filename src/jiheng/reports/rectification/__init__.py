"""The rectification notice (整改通知书) and the report on what was done about it (整改情况报告), from one record.

Counts, sums and terms are those of the record; what it does not say is a gap. Each has its list as a landscape annex.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeAlias

from jiheng.model import Progress, Rectification, RectificationItem
from jiheng.process.rectifying import amount_total, recovered_total
from jiheng.regulation import Standard
from jiheng.regulation.papers import load_paper
from jiheng.reports.render.closing import with_gaps
from jiheng.reports.render.drafting import Draft, chinese_date, fill, money
from jiheng.reports.render.paper import Block, Heading, Paper, Paragraph, Region, Section, Table, gap
from jiheng.reports.render.regions import authored, keep_edits
from jiheng.reports.render.tables import plain_table
from jiheng.reports.wording import subject_words

__all__ = ["LetterKind", "rectification_notice", "rectification_reply"]

LetterKind: TypeAlias = Literal["notice", "reply"]
_NUMBERS = "一二三四五六七八九十"


def rectification_notice(record: Rectification, standard: Standard, edits: Mapping[str, tuple[str, ...]] | None = None) -> Paper:
    """The notice with the list of problems to be put right."""
    return _letter("notice", record, standard, edits or {})


def rectification_reply(record: Rectification, standard: Standard, edits: Mapping[str, tuple[str, ...]] | None = None) -> Paper:
    """The report on what was done, problem by problem."""
    return _letter("reply", record, standard, edits or {})


def _letter(kind: LetterKind, record: Rectification, standard: Standard, edits: Mapping[str, tuple[str, ...]]) -> Paper:
    words = load_paper(standard.name, "rectification").words
    facts = _facts(record, words)
    draft = Draft(words["sentences"], facts)
    titles = {name: fill(text, facts) for name, text in words["titles"].items()}
    number = Paragraph(text=draft.fill(words[kind]["document_number"]), style="subtitle")
    body = Section(blocks=(number, Paragraph(text=titles[kind], style="title"), *_body(kind, record, words, draft)))
    annex = Section(blocks=(Heading(text=titles[f"{kind}_annex"], anchor="annex"), _table(kind, record, words)), landscape=True)
    sender = record.issuer if kind == "notice" else record.subject.agency
    paper = Paper(title=titles[kind].replace("\n", ""), sections=(body, annex), author=sender, subject=titles["about"])
    return with_gaps(keep_edits(paper, authored(record.texts) | dict(edits)), titles["gaps"])


def _facts(record: Rectification, words: Mapping[str, Any]) -> dict[str, Any]:
    """What the templates may print."""
    reply = record.reply
    states = [item.progress for item in record.items]
    named = words["labels"]["progress"]
    return {
        "subject": subject_words(record.subject),
        "year": record.subject.fiscal_year,
        "agency": record.subject.agency,
        "found_by": words["labels"]["origin"][record.origin],
        "paper": record.paper,
        "score": record.score,
        "grade": record.grade,
        "count": len(record.items),
        "issuer": record.issuer,
        "document_number": record.document_number,
        "issued_on": record.issued_on,
        "due_on": record.due_on,
        "amount_total": amount_total(record.items),
        "recovered_total": recovered_total(record.items),
        "progress": [{"words": named[one], "count": states.count(one)} for one in Progress if one in states],
        "unsaid": states.count(None),
        "pending": sum(state is not Progress.DONE for state in states),
        "reply_number": reply.document_number if reply else "",
        "replied_on": reply.replied_on if reply else None,
        "accepted": reply.accepted if reply else None,
        "accepted_on": reply.accepted_on if reply else None,
        "acceptance_note": reply.acceptance_note if reply else "",
    }


def _body(kind: LetterKind, record: Rectification, words: Mapping[str, Any], draft: Draft) -> Iterator[Block]:
    of = words[kind]
    yield Paragraph(text=draft.fill(of["addressee"]), style="plain")
    yield from draft.regions(of["lead"])
    for place, section in enumerate(of["sections"]):
        if section.get("when") == "accepted" and (record.reply is None or record.reply.accepted is None):
            continue
        yield Heading(text=section["text"], anchor=f"s{place}")
        if "items" in section:
            for number, item in enumerate(record.items):
                yield Heading(text=f"（{numeral(number + 1)}）{item.problem}", level=2, anchor=f"item-{number}", contents=False)
                said = draft.paragraphs(section["items"], **_item_facts(item, words))
                yield Region(name=f"{section['items']}/{item.id}", paragraphs=said)
        yield from draft.regions(*section.get("regions", ()))
    for line in draft.paragraphs(of["signature"]):
        yield Paragraph(text=line, style="signature")


def numeral(number: int) -> str:
    """A number below a hundred as headings count: 十一、二十."""
    tens, ones = divmod(number, 10)
    if number > 99:
        return str(number)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_NUMBERS[tens - 1]}十") + (_NUMBERS[ones - 1] if ones else "")


def _item_facts(item: RectificationItem, words: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "problem": item.problem,
        "text": _closed(item.text),
        "indicators": item.indicators,
        "amount": item.amount,
        "measure": _closed(item.measure),
        "progress": words["labels"]["progress"][item.progress] if item.progress else "",
        "finished_on": item.finished_on,
        "recovered": item.recovered,
        "reason": _closed(item.reason),
        "undone": item.progress in (Progress.NOT_STARTED, Progress.IMPOSSIBLE),
        "evidence": item.evidence,
    }


def _closed(text: str) -> str:
    """A sentence with its full stop."""
    return text if not text or text[-1] in "。！？；" else f"{text}。"


def _table(kind: LetterKind, record: Rectification, words: Mapping[str, Any]) -> Table:
    of = words["tables"][kind]
    make = _asked if kind == "notice" else _done
    rows = [[str(number), *make(item, record, words["labels"])] for number, item in enumerate(record.items, 1)]
    return plain_table(of["columns"], rows, of["widths"], left=of["left"])


def _asked(item: RectificationItem, record: Rectification, labels: Mapping[str, Any]) -> list[str]:
    due = item.due_on or record.due_on
    return [
        item.problem,
        "、".join(item.indicators) or labels["blank"],
        money(item.amount) if item.amount else labels["blank"],
        item.requirement or gap(f"{item.problem}的整改要求"),
        chinese_date(due) if due else gap("整改期限"),
        item.responsible or labels["blank"],
    ]


def _done(item: RectificationItem, record: Rectification, labels: Mapping[str, Any]) -> list[str]:
    del record
    return [
        item.problem,
        money(item.amount) if item.amount else labels["blank"],
        item.measure or gap(f"{item.problem}的整改措施"),
        labels["progress"][item.progress] if item.progress else gap(f"{item.problem}的整改进度"),
        chinese_date(item.finished_on) if item.finished_on else labels["blank"],
        item.reason or labels["blank"],
        "、".join(item.evidence) or labels["blank"],
        item.responsible or labels["blank"],
    ]
