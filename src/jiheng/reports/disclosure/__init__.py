"""The disclosure of final accounts (部门决算公开), drafted from the nine tables of this year and, where given, of last year.

Every sentence says what the tables say: totals and their parts, shares, changes, budgets and completion. What no table holds (duties,
staff, counts, reasons) is a visible gap. The nine tables are attached as they were read, self-evaluation forms behind them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jiheng.model import FinalAccounts, SelfEvaluationForm
from jiheng.regulation import Standard
from jiheng.regulation.papers import load_paper
from jiheng.reports.disclosure.facts import disclosure_facts
from jiheng.reports.disclosure.tables import table_blocks
from jiheng.reports.render.closing import with_gaps
from jiheng.reports.render.drafting import Draft, fill
from jiheng.reports.render.forms import form_section
from jiheng.reports.render.paper import Block, Contents, Gap, Heading, Paper, Paragraph, Region, Section
from jiheng.reports.render.regions import keep_edits

__all__ = ["disclosure_report"]


def disclosure_report(
    accounts: FinalAccounts,
    standard: Standard,
    *,
    prior: FinalAccounts | None = None,
    forms: Sequence[SelfEvaluationForm] = (),
    edits: Mapping[str, tuple[str, ...]] | None = None,
) -> Paper:
    """The draft as a paper. ``edits`` are the regions an author changed in an earlier version of it."""
    words = load_paper(standard.name, "disclosure").words
    facts = disclosure_facts(accounts, prior, forms, words, standard)
    draft = Draft(words["sentences"], facts)
    titles = {name: fill(text, facts) for name, text in words["titles"].items()}
    sections = (
        Section(blocks=(Gap(lines=6), Paragraph(text=titles["report"], style="title")), numbered=False),
        Section(blocks=(Paragraph(text=titles["contents"], style="contents_title"), Contents(depth=2)), numbered=False),
        Section(blocks=tuple(_body(words, facts, draft)), restart=True),
        *_attached(accounts, forms, words, titles, standard),
    )
    paper = Paper(title=titles["report"].replace("\n", ""), sections=sections, author=accounts.agency or "")
    return with_gaps(keep_edits(paper, dict(edits or {})), titles["gaps"])


def _body(words: Mapping[str, Any], facts: Mapping[str, Any], draft: Draft) -> Iterator[Block]:
    """Headings and drafted regions in the order the standard gives."""
    for number, section in enumerate(words["sections"]):
        yield Heading(text=fill(section["text"], facts), level=section["level"], anchor=f"s{number}")
        for name in section.get("regions", ()):
            if paragraphs := draft.paragraphs(name):
                yield Region(name=name, paragraphs=paragraphs)
        if section.get("items"):
            yield from _items(facts, draft)
        if section.get("terms"):
            terms = "\n".join(f"{number}. {term}：{text}。" for number, (term, text) in enumerate(words["terms"].items(), 1))
            yield Region(name="terms", paragraphs=tuple(terms.split("\n")))


def _items(facts: Mapping[str, Any], draft: Draft) -> Iterator[Block]:
    """Each item of the general budget on its own, so that each may be rewritten."""
    for number, (code, names, quantity) in enumerate(facts["items"], 1):
        paragraphs = draft.paragraphs("item", number=number, code=code, names=names, one=quantity)
        yield Region(name=f"item/{code}", paragraphs=paragraphs)


def _attached(
    accounts: FinalAccounts, forms: Sequence[SelfEvaluationForm], words: Mapping[str, Any], titles: Mapping[str, str], standard: Standard
) -> Iterator[Section]:
    """The nine tables on their side, each on its own page, then the forms."""
    for number, table in enumerate(accounts.tables):
        first = (Heading(text=titles["tables"], anchor="tables"),) if not number else ()
        yield Section(blocks=(*first, *table_blocks(table, number, accounts, words)), landscape=True, compact=True)
    for number, form in enumerate(forms):
        section = form_section(form, standard)
        if not number:
            yield Section(blocks=(Heading(text=titles["forms"], anchor="forms"), *section.blocks), landscape=section.landscape)
        else:
            yield section
