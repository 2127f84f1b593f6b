"""The complaints ledger (投诉台账): as a landscape paper in two tables, and as a worksheet with every field.

Names of complainants are masked in both; who asked for secrecy or gave no name does not appear at all.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from jiheng.model import Complaint, ComplaintLedger
from jiheng.process.complaints import ComplaintState, complaint_state, complaint_term
from jiheng.regulation import Standard
from jiheng.regulation.papers import load_paper
from jiheng.reports.render.closing import with_gaps
from jiheng.reports.render.drafting import Draft, chinese_date, fill
from jiheng.reports.render.paper import Block, Heading, Paper, Paragraph, Section, gap
from jiheng.reports.render.tables import plain_table
from jiheng.reports.render.workbook import Column, Sheet

__all__ = ["complaint_ledger", "complaint_sheets"]


def complaint_ledger(ledger: ComplaintLedger, standard: Standard) -> Paper:
    """The ledger as a paper."""
    words = load_paper(standard.name, "complaint_ledger").words
    facts = _facts(ledger, standard, words)
    draft = Draft(words["sentences"], facts)
    titles = {name: fill(text, facts) for name, text in words["titles"].items()}
    blocks: list[Block] = [Paragraph(text=ledger.title or titles["ledger"], style="title")]
    blocks += [Paragraph(text=text) for name in words["sentences"] for text in draft.paragraphs(name)]
    if ledger.complaints:
        shown = [_Shown(one, ledger, standard, words["labels"]) for one in ledger.complaints]
        for name, rows in (("received", [one.received() for one in shown]), ("handled", [one.handled() for one in shown])):
            of = words["tables"][name]
            blocks.append(Heading(text=titles[name], anchor=name))
            blocks.append(plain_table(of["columns"], rows, of["widths"], left=of["left"]))
    title = (ledger.title or titles["ledger"]).replace("\n", "")
    return with_gaps(Paper(title=title, sections=(Section(blocks=tuple(blocks), landscape=True),), author=ledger.agency), titles["gaps"])


def complaint_sheets(ledger: ComplaintLedger, standard: Standard) -> list[Sheet]:
    """The ledger as one filtered worksheet with every field."""
    words = load_paper(standard.name, "complaint_ledger").words
    of = words["tables"]["sheet"]
    shown = [_Shown(one, ledger, standard, words["labels"]) for one in ledger.complaints]
    rows = [[one.field(column["field"]) for column in of["columns"]] for one in shown]
    return [Sheet(of["name"], [Column(column["text"], int(column["width"])) for column in of["columns"]], rows)]


def _facts(ledger: ComplaintLedger, standard: Standard, words: Mapping[str, Any]) -> dict[str, Any]:
    states = [complaint_state(one, standard, ledger.at) for one in ledger.complaints]
    answers = [one.satisfaction for one in ledger.complaints if one.satisfaction is not None]
    labels = words["labels"]
    return {
        "agency": ledger.agency,
        "year": ledger.fiscal_year,
        "count": len(ledger.complaints),
        "day": ledger.at,
        "states": [{"words": labels["state"][state], "count": states.count(state)} for state in ComplaintState if state in states],
        "asked": len(answers),
        "answers": [{"words": text, "count": answers.count(key)} for key, text in labels["satisfaction"].items() if key in answers],
    }


def masked(complaint: Complaint, labels: Mapping[str, Any]) -> str:
    """The complainant as a ledger may show: the first character of the name, or why there is none."""
    if complaint.anonymous:
        return str(labels["anonymous"])
    if complaint.confidential:
        return str(labels["confidential"])
    return complaint.complainant[:1] + labels["hidden"] if complaint.complainant else gap("投诉人")


class _Shown:
    """A complaint in the words of the ledger."""

    def __init__(self, complaint: Complaint, ledger: ComplaintLedger, standard: Standard, labels: Mapping[str, Any]) -> None:
        self._of = complaint
        self._labels = labels
        self._term = complaint_term(complaint, standard)
        self._state = labels["state"][complaint_state(complaint, standard, ledger.at)]

    def field(self, name: str) -> object:
        """A field of the worksheet: days stay days."""
        one, labels = self._of, self._labels
        special: dict[str, object] = {
            "complainant": masked(one, labels),
            "channel": labels["channel"][one.channel],
            "category": labels["category"][one.category],
            "evidence": "\n".join(one.evidence),
            "urgent": labels["urgent"] if one.urgent else "",
            "accepted": self._answer("accepted", one.accepted),
            "recused": self._answer("recused", one.recused),
            "accept_by": self._term.accept_by,
            "finish_by": self._term.finish_by,
            "steps": self._steps(),
            "satisfaction": labels["satisfaction"][one.satisfaction] if one.satisfaction else "",
            "state": self._state,
        }
        return special[name] if name in special else getattr(one, name)

    def _answer(self, name: str, value: bool | None) -> str:
        key = "unknown" if value is None else "yes" if value else "no"
        return str(self._labels[name][key])

    def _steps(self) -> str:
        return "\n".join(f"{step.day.month}月{step.day.day}日{step.who}{'：' if step.who else ''}{step.what}" for step in self._of.steps)

    def _parts(self, *names: str) -> list[str]:
        """The fields that say something, each behind its name."""
        return [self._labels["parts"][name].format(text) for name in names if (text := getattr(self._of, name))]

    def _joined(self, *parts: str) -> str:
        return "\n".join(part for part in parts if part) or str(self._labels["blank"])

    def received(self) -> list[str]:
        """The row of the first table."""
        one, labels = self._of, self._labels
        accepted = self._answer("accepted", one.accepted)
        return [
            one.number + (f"\n{labels['urgent']}" if one.urgent else ""),
            chinese_date(one.received_on),
            labels["channel"][one.channel],
            masked(one, labels),
            self._joined(one.agency, *self._parts("project", "project_code", "document")),
            labels["category"][one.category],
            one.summary,
            self._joined(*one.evidence),
            self._joined(accepted, _day(one.accepted_on), one.refusal_reason),
        ]

    def handled(self) -> list[str]:
        """The row of the second table."""
        one, labels = self._of, self._labels
        refused = one.accepted is False
        term = _day(self._term.finish_by) + (labels["extended"] if one.extended_to else "")
        if one.accepted is None and one.replied_on is None:
            term = labels["accept_by"].format(day=_day(self._term.accept_by))
        return [
            one.number,
            self._joined(one.handling_agency, *self._parts("handler")),
            labels["blank"] if refused else self._answer("recused", one.recused),
            labels["blank"] if refused else term,
            self._steps() or labels["blank"],
            one.finding or labels["blank"],
            self._joined(one.measure, *self._parts("outcome", "rectification")),
            self._joined(_day(one.replied_on), one.reply_way),
            labels["satisfaction"][one.satisfaction] if one.satisfaction else labels["blank"],
            self._joined(self._state, _day(one.archived_on)),
        ]


def _day(day: datetime.date | None) -> str:
    return chinese_date(day) if day else ""
