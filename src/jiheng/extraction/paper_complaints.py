"""A complaints ledger from its paper or its worksheet. Rows of several tables belong together by the complaint's number."""

from __future__ import annotations

import datetime
import re
from typing import Any, Final

from jiheng.extraction.paper_letters import Letter
from jiheng.extraction.paper_lists import Entry, PaperDraft, PaperList, day_in, day_of, listed, parts_of, without_day
from jiheng.extraction.report_draft import tidy
from jiheng.model import ComplaintCategory, ComplaintChannel, Satisfaction, Source
from jiheng.regulation.labels import compact

_TITLE: Final = re.compile(r"^(?P<agency>[^\d]{3,40}?)(?P<year>20\d\d)年")
#: The title that a ledger has when nobody gave it another.
_USUAL: Final = "绩效投诉(信访)台账"
_AT: Final = re.compile(r"截至\s*((?:19|20)\d\d年\d{1,2}月\d{1,2}日)")
_STEP: Final = re.compile(r"(?:(?P<y>(?:19|20)\d\d)[年.\-])?(?P<m>\d{1,2})[月.\-](?P<d>\d{1,2})日?\s*(?P<rest>.+)")
_URGENT: Final = re.compile(r"\s*紧急$")
_ANONYMOUS, _CONFIDENTIAL = "匿名", "保密"
_TEXTS: Final = ("agency", "project", "project_code", "document", "summary", "refusal_reason", "handling_agency", "handler", "finding")
_MORE_TEXTS: Final = ("measure", "outcome", "reply_way", "rectification", "complainant")
#: Without these a row is no complaint that a ledger can keep; it is named as unread.
_NEEDED: Final = ("received_on", "channel", "summary")
_DAYS: Final = ("received_on", "accepted_on", "extended_to", "replied_on", "archived_on")


def read_complaints(letter: Letter, lists: list[PaperList], draft: PaperDraft, year: int | None) -> None:
    """Read the ledger into the draft."""
    title = _TITLE.match(compact(letter.title))
    if not compact(letter.title).endswith(_USUAL):
        draft.set("title", letter.title, letter.start)
    if title:
        draft.set("agency", title["agency"], letter.start)
    if at := letter.first(_AT, "截至"):
        draft.set("at", day_in(at[0]), at[1])
    found: dict[str, tuple[dict[str, Any], dict[str, Source]]] = {}
    for one in lists:
        for entry in one.entries:
            number = _URGENT.sub("", entry.text("number")) or (str(len(found) + 1) if "received_on" in one.meanings else "")
            if not number or entry.is_total:
                continue
            values, sources = found.setdefault(number, ({"number": number}, {}))
            _row(Entry(entry.cells, entry.title, entry.row_text, name=number), values, sources, draft)
    kept: list[tuple[dict[str, Any], dict[str, Source]]] = []
    for values, sources in found.values():
        told = str(values.pop("told_steps", ""))
        if all(values.get(field) for field in _NEEDED):
            values["steps"] = _steps(told, values["received_on"])
            kept.append((values, sources))
        else:
            draft.unread.append(next(iter(sources.values())))
    draft.put("complaints", kept)
    days = [values["received_on"].year for values, _ in kept]
    spoken = int(title["year"]) if title else max(set(days), key=days.count, default=year)
    draft.set("fiscal_year", spoken, letter.start)


def _row(entry: Entry, values: dict[str, Any], sources: dict[str, Source], draft: PaperDraft) -> None:
    """The fields of one row, added to what other tables say of the complaint."""
    found: dict[str, Any] = {field: entry.text(field) for field in (*_TEXTS, *_MORE_TEXTS)}
    found |= {field: day_of(entry, field, draft) for field in _DAYS if field in entry.cells}
    found["evidence"] = listed(entry.raw("evidence"))
    for field, block, kind in (
        ("channel", "channel_words", ComplaintChannel),
        ("category", "complaint_categories", ComplaintCategory),
        ("satisfaction", "satisfaction_words", Satisfaction),
    ):
        word = draft.word(block, entry, field)
        found[field] = kind(word) if word else None
    found["recused"] = {"yes": True, "no": False}.get(draft.word("recused_words", entry, "recused") or "")
    found["told_steps"] = entry.raw("steps")
    if _URGENT.search(entry.text("number")) or entry.text("urgent"):
        found["urgent"] = True
    _combined(entry, found, draft)
    _who(found)
    for field, value in found.items():
        if value is not None and value not in ("", ()) and field not in values:
            values[field] = value
    for meaning in entry.cells:
        sources.setdefault(_FIELD_OF.get(meaning, meaning), entry.source(meaning))
    if "received_on" in entry.cells:
        sources[""] = entry.source("number" if "number" in entry.cells else "received_on")


#: Under which field the place of a cell of several things is remembered.
_FIELD_OF: Final = {
    "about": "agency",
    "handled_by": "handling_agency",
    "handling": "measure",
    "answer": "replied_on",
    "state": "archived_on",
    "term": "due_on",
}


def _combined(entry: Entry, found: dict[str, Any], draft: PaperDraft) -> None:
    """Cells that hold several things: by their labels, or a word, a day and the rest."""
    parts = draft.labels.block("complaint_parts")
    for meaning, first in (("about", "agency"), ("handled_by", "handling_agency"), ("handling", "measure")):
        if raw := entry.raw(meaning):
            found |= {(key or first): value for key, value in parts_of(raw, parts).items()}
    if text := entry.text("answer"):
        found["replied_on"], found["reply_way"] = day_in(text), without_day(text)
    if "archived_on" not in entry.cells and (text := entry.text("state")) and "归档" in text:
        found["archived_on"] = day_in(text)
    if text := entry.raw("term"):
        day = day_in(text)
        if "延" in text:
            found.setdefault("extended_to", day)
        elif "受理" not in text:
            found["due_on"] = day
    if text := tidy(entry.raw("accepted")):
        words = draft.labels.block("accepted_words")
        day, rest = day_in(text), without_day(text)
        word = max((word for word in words.words if rest.startswith(word)), key=len, default="")
        found["accepted"] = {"yes": True, "no": False}.get(words.words.get(word, ""))
        if day is not None:
            found["accepted_on"] = day
        found["refusal_reason"] = found.get("refusal_reason") or rest[len(word) :].strip("，,；; ")
        if not word:
            draft.unread.append(entry.source("accepted"))


def _who(found: dict[str, Any]) -> None:
    """A complainant of whom the ledger only says why it does not name him."""
    said = str(found.get("complainant", ""))
    if said in (_ANONYMOUS, _CONFIDENTIAL):
        found["complainant"] = ""
        found["anonymous" if said == _ANONYMOUS else "confidential"] = True


def _steps(text: str, received: datetime.date) -> tuple[dict[str, Any], ...]:
    """The steps, a line each; the ledger prints month and day, the year is that of the complaint or the next."""
    found: list[dict[str, Any]] = []
    for line in (tidy(part) for part in text.split("\n")):
        match = _STEP.fullmatch(line)
        if match is None:
            if found and line:
                found[-1]["what"] += line
            continue
        month, day = int(match["m"]), int(match["d"])
        year = int(match["y"]) if match["y"] else received.year + ((month, day) < (received.month, received.day))
        who, colon, what = match["rest"].partition("：")
        try:
            when = datetime.date(year, month, day)
        except ValueError:
            continue
        found.append({"day": when, "who": who.strip() if colon else "", "what": (what if colon else who).strip()})
    return tuple(found)
