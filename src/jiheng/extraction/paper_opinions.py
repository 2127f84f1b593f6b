"""The opinions of a review with their answers (审核意见及答复、意见采纳情况表) as a record."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from jiheng.extraction.paper_letters import Letter
from jiheng.extraction.paper_lists import Entry, PaperDraft, PaperList, day_in, listed, parts_of
from jiheng.extraction.report_draft import tidy
from jiheng.model import Decision, Scope, Source, read_figure
from jiheng.regulation.labels import compact

_DATE: Final = r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日"
_ASKED: Final = re.compile(rf"({_DATE})，[^。]*征求意见")
_REVIEWED: Final = re.compile(rf"征求意见，({_DATE})审核")
_ORGANISER: Final = re.compile(r"(?:日，|^)\s*([^，。]{3,40}?)就[^。]*征求意见")
_PAPER: Final = re.compile(r"《([^》]*(?:《[^》]*》[^》]*)*)》征求意见")
_ABOUT: Final = re.compile(r"就(?P<agency>[^\d《》，。]{0,40})(?P<year>20\d\d)年(?P<name>[^《》，。]{2,60}?)的?《")
_SUBJECT: Final = re.compile(
    r"^(?:关于)?(?:20\d\d年(?:度)?)?(?P<subject>.+?)(?:(?:财政|部门|重点)*绩效评价(?:报告)?|评价报告)?(?:审核|评审|专家|征求|反馈|复核)?意见"
)
_YEAR: Final = re.compile(r"((?:19|20)\d\d)年")
_PAGE: Final = re.compile(r"第\s*([\d、，,\-—~至]+)\s*页")
_SCORES: Final = re.compile(r"得分由\s*(\d{1,3}(?:\.\d+)?)\s*分?\s*(?:调整|修改|改|变)为\s*(\d{1,3}(?:\.\d+)?)\s*分。?")
_NO_SUBJECT: Final = re.compile(r"(?:征求|专家|评审|审核|反馈|绩效)*")


def read_opinions(letter: Letter, lists: list[PaperList], draft: PaperDraft, year: int | None) -> None:
    """Read the opinions into the draft."""
    (signer, signed) = letter.signature()
    if signer is not None:
        draft.set("evaluator", *signer)
    if signed is not None:
        draft.set("answered_on", *signed)
    for field, pattern in (("asked_on", _ASKED), ("reviewed_on", _REVIEWED)):
        if found := letter.first(pattern, "征求意见" if field == "asked_on" else "审核"):
            draft.set(field, day_in(found[0]), found[1])
    for field, pattern in (("organiser", _ORGANISER), ("paper", _PAPER)):
        if found := letter.first(pattern, ""):
            draft.set(field, *found)
    _subject(letter, draft, year)
    entries = [entry for one in lists for entry in one.entries if not entry.is_total and entry.text("opinion")]
    draft.put("opinions", [_opinion(entry, number, draft) for number, entry in enumerate(entries, 1)])


def _subject(letter: Letter, draft: PaperDraft, year: int | None) -> None:
    about = next(((match, line) for line in letter.lines[letter.begin :] if (match := _ABOUT.search(line.text))), None)
    match = _SUBJECT.match(compact(letter.title))
    name = match["subject"] if match and not _NO_SUBJECT.fullmatch(match["subject"]) else ""
    if about is not None:
        source = about[1].source("评价对象")
        draft.set("subject/agency", about[0]["agency"].removeprefix("对"), source)
        draft.set("subject/fiscal_year", int(about[0]["year"]), source)
    paper = str(draft.values.get("paper", ""))
    draft.set("subject/name", name or (about[0]["name"] if about else "") or paper or letter.title, letter.start)
    if "整体支出" in name:
        draft.set("subject/scope", Scope.DEPARTMENT)
    spoken = _YEAR.search(letter.title) or _YEAR.search(paper)
    draft.set("subject/fiscal_year", int(spoken[1]) if spoken else year, letter.start)


def _opinion(entry: Entry, number: int, draft: PaperDraft) -> tuple[dict[str, Any], dict[str, Source]]:
    own = entry.text("number") or str(number)
    entry = Entry(entry.cells, entry.title, entry.row_text, name=own)
    parts = draft.labels.block("opinion_parts")
    values: dict[str, Any] = {"number": own}
    values |= {field: entry.text(field) for field in ("reviewer", "place", "page", "indicator", "quote", "reason", "change")}
    values["evidence"] = listed(entry.raw("evidence"))
    if raw := entry.raw("where"):
        values |= _where(raw, draft)
    said = parts_of(entry.raw("opinion"), parts)
    values["opinion"] = said[""]
    values["evidence"] = values["evidence"] or listed(said.get("evidence", ""))
    for field in ("score_before", "score_after"):
        figure = read_figure(entry.text(field))
        values[field] = figure.value if figure is not None else None
    if raw := entry.raw("answer"):
        _answer(raw, values, draft)
    word = draft.word("decision_words", entry, "decision")
    values["decision"] = Decision(word) if word else None
    sources = {field: entry.source(field) for field in entry.cells if field in values}
    if "answer" in entry.cells:
        sources |= {field: entry.source("answer") for field in ("reason", "change", "score_before", "score_after") if values[field]}
    if "where" in entry.cells:
        sources |= {field: entry.source("where") for field in ("page", "place", "indicator") if values[field]}
    sources[""] = entry.source("opinion")
    return values, sources


def _where(raw: str, draft: PaperDraft) -> dict[str, str]:
    """Page, place and indicator of one cell: 第12页, 四（三）产出情况, 指标：…."""
    page = _PAGE.search(raw)
    rest = _PAGE.sub("", raw, count=1).strip("，,；; \n")
    parts = parts_of(rest, draft.labels.block("opinion_parts"))
    return {"page": page[1] if page else "", "place": parts[""], "indicator": parts.get("indicator", "")}


def _answer(raw: str, values: dict[str, Any], draft: PaperDraft) -> None:
    """Reason, change and the scores of one cell."""
    scores = _SCORES.search(tidy(raw))
    parts = parts_of(_SCORES.sub("", tidy(raw)), draft.labels.block("opinion_parts"))
    values["reason"], values["change"] = parts[""], parts.get("change", "")
    if scores is not None:
        values["score_before"], values["score_after"] = Decimal(scores[1]), Decimal(scores[2])
