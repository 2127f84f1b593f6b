"""A rectification from its papers: the notice (整改通知), the reply (整改情况报告) or the register (整改台账).

The list gives the items; what stands only in the sentences (the facts of a problem, money got back) is added to them. A paper
without a list has its items under numbered headings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, Literal

from jiheng.extraction.paper_letters import Letter, TextItem
from jiheng.extraction.paper_lists import Entry, PaperDraft, PaperList, day_in, day_of, listed
from jiheng.model import Progress, Scope, Source, read_figure
from jiheng.regulation.labels import compact

Kind = Literal["rectification_notice", "rectification_reply", "rectification_list"]
_SUBJECT: Final = re.compile(
    r"^(?:关于)?(?:对)?(?:20\d\d年(?:度)?)?(?P<subject>.+?)(?:(?:财政|部门|重点)*(?:预算)?(?:绩效)?(?:评价|运行监控|监控|自评)(?:抽查复核|报告|结果|工作)*)?"
    r"(?:中)?(?:发现|存在|反馈|所列)?(?:的)?(?:主要|有关|相关|具体)?(?:问题)?(?:的)?(?:限期|责令)?整改"
)
_NO_SUBJECT: Final = re.compile(r"(?:预算)?绩效(?:评价|管理|自评)?|项目|问题|限期|责令|评价")
_YEAR: Final = re.compile(r"(?<![〔\[（(\d])((?:19|20)\d\d)年(?!\d{0,2}月)")
_PAPER: Final = re.compile(r"根据《([^》]{4,80})》")
_SCORE: Final = re.compile(r"(?:评价)?得分(?:为)?\s*(\d{1,3}(?:\.\d+)?)\s*分")
_GRADE: Final = re.compile(r"等级(?:评定)?(?:为|是|：)\s*[“\"「]?(优|良|中|差|优秀|良好|一般|较差)[”\"」]?")
_DUE: Final = re.compile(r"于\s*((?:19|20)\d\d年\d{1,2}月\d{1,2}日)\s*(?:之)?前[^。；]{0,16}(?:完成|报送|整改|反馈)")
_MONEY: Final = r"([\d,]+(?:\.\d+)?\s*(?:千|百|十)?(?:万|亿)?元)"
_AMOUNT: Final = re.compile(rf"涉及(?:问题)?(?:金额|资金)(?:为|：|:)?\s*{_MONEY}[。；，]?")
_RECOVERED: Final = re.compile(rf"已(?:收回|追回|退回|收缴|上缴)(?:或者纠正)?(?:资金|金额)?\s*{_MONEY}[。；，]?")
_INDICATORS: Final = re.compile(r"涉及指标[:：]\s*([^。]+)。?")
_ACCEPTED: Final = re.compile(r"(同意验收|验收合格|通过验收|同意销号|退回继续整改|不予验收|验收不合格|未通过验收)。?\s*(.*)$")
_REFUSED: Final = ("退回继续整改", "不予验收", "验收不合格", "未通过验收")
_BODY: Final = re.compile(r"(整改措施|整改进度|未完成(?:整改)?的?原因|佐证材料)[:：]")
_PROBLEMS: Final = re.compile(r"问题")
_DONE: Final = re.compile(r"整改(?:落实|工作|完成)?情况|逐项|问题(?:的)?整改|落实情况|整改措施")
_NOT_PROBLEMS: Final = re.compile(r"整改要求|工作要求|下一步|总体")
_FIELDS: Final = ("problem", "text", "requirement", "responsible", "measure", "reason")


def read_rectification(kind: Kind, letter: Letter, lists: list[PaperList], draft: PaperDraft, year: int | None) -> None:
    """Read the paper into the draft; it stays without items when there is nothing to put right in it."""
    _head(kind, letter, draft, year)
    notice = kind == "rectification_notice"
    told = letter.items(_PROBLEMS if notice else _DONE, _NOT_PROBLEMS)
    entries = [entry for one in lists for entry in one.entries if not entry.is_total and entry.text("problem")]
    due = draft.values.get("due_on")
    items = [_of_entry(entry, number, draft) for number, entry in enumerate(entries, 1)]
    if not items and kind != "rectification_list":
        items = [({"id": str(number), "problem": one.head}, {"": one.line.source(one.head)}) for number, one in enumerate(told, 1)]
    by_head = {compact(one.head): one for one in told}
    for values, sources in items:
        item = by_head.get(compact(str(values["problem"])))
        if item is not None:
            _told(item, values, sources, draft, notice=notice)
        if due is not None and values.get("due_on") == due:
            del values["due_on"]  # the term of the notice, printed once more
    draft.put("items", items)


def _head(kind: Kind, letter: Letter, draft: PaperDraft, year: int | None) -> None:
    number, addressee, (signer, signed) = letter.document_number(), letter.addressee(), letter.signature()
    if number is not None:
        draft.set("reply/document_number" if kind == "rectification_reply" else "document_number", *number)
    if kind == "rectification_reply":
        if cited := letter.cited_number():
            draft.set("document_number", *cited)
        issuer, agency, day = addressee, signer, "reply/replied_on"
        _acceptance(letter, draft)
        draft.values.setdefault("reply", {})
    else:
        issuer, agency, day = signer, addressee, "issued_on"
    if issuer is not None and kind != "rectification_list":
        draft.set("issuer", *issuer)
    if agency is not None:
        draft.set("subject/agency", *agency)
    if signed is not None:
        draft.set(day, *signed)
    _subject(letter, draft, year)
    if kind == "rectification_notice":
        for field, pattern in (("paper", _PAPER), ("score", _SCORE), ("grade", _GRADE)):
            if found := letter.first(pattern, {"score": "得分", "grade": "等级"}.get(field, "")):
                draft.set(field, *found)
        if found := letter.first(_DUE, "整改期限"):
            draft.set("due_on", day_in(found[0]), found[1])


def _subject(letter: Letter, draft: PaperDraft, year: int | None) -> None:
    title = compact(letter.title)
    match = _SUBJECT.match(title)
    name = match["subject"] if match and len(match["subject"]) > 2 and not _NO_SUBJECT.fullmatch(match["subject"]) else ""
    agency = str(draft.values.get("subject", {}).get("agency", ""))
    draft.set("subject/name", name or agency or title, letter.start)
    if "整体支出" in title:
        draft.set("subject/scope", Scope.DEPARTMENT)
    years = [_YEAR.search(title), *(_YEAR.search(line.text) for line in letter.lines[letter.begin : letter.begin + 4])]
    spoken = next((int(found[1]) for found in years if found), year)
    draft.set("subject/fiscal_year", spoken, letter.start)
    if origin := draft.labels.block("origin_words").within(title):
        draft.set("origin", origin, letter.start)


def _acceptance(letter: Letter, draft: PaperDraft) -> None:
    for line in letter.lines[letter.begin :]:
        match = _ACCEPTED.search(line.text)
        if match and "验收" in line.text[: match.start()] + match[1]:
            source = line.source("验收意见")
            draft.set("reply/accepted", match[1] not in _REFUSED, source)
            draft.set("reply/accepted_on", day_in(line.text), source)
            draft.set("reply/acceptance_note", match[2].strip(), source)
            return


def _of_entry(entry: Entry, number: int, draft: PaperDraft) -> tuple[dict[str, Any], dict[str, Source]]:
    problem = entry.text("problem")
    entry = Entry(entry.cells, entry.title, entry.row_text, name=problem)
    values: dict[str, Any] = {"id": entry.text("number") or str(number)}
    values |= {field: entry.text(field) for field in _FIELDS}
    values |= {field: listed(entry.raw(field)) for field in ("indicators", "evidence")}
    values |= {field: day_of(entry, field, draft) for field in ("due_on", "finished_on") if field in entry.cells}
    for field in ("amount", "recovered"):
        values[field] = entry.figure(field)
        if values[field] is None and entry.raw(field):
            draft.unread.append(entry.source(field))
    progress = draft.word("progress_words", entry, "progress")
    values["progress"] = Progress(progress) if progress else None
    sources = {field: entry.source(field) for field in entry.cells if field in values and field != "number"}
    sources[""] = entry.source("problem")
    return values, sources


def _told(item: TextItem, values: dict[str, Any], sources: dict[str, Source], draft: PaperDraft, *, notice: bool) -> None:
    """What the sentences below the problem's heading add to its row."""
    body = item.body
    found: dict[str, Any] = {}
    for field, pattern in (("amount", _AMOUNT), ("recovered", _RECOVERED)):
        if match := pattern.search(body):
            found[field] = read_figure(match[1])
            body = body.replace(match[0], "", 1)
            _at(item, match[1], field, values, sources)
    if match := _INDICATORS.search(body):
        found["indicators"] = listed(match[1])
        body = body.replace(match[0], "", 1)
    if notice:
        found["text"] = body.strip()
    else:
        found |= _answers(body, draft)
    for field, value in found.items():
        if value and not values.get(field):
            values[field] = value
            sources.setdefault(field, (item.lines or [item.line])[0].source(item.head))


def _at(item: TextItem, words: str, field: str, values: Mapping[str, Any], sources: dict[str, Source]) -> None:
    """The characters of a figure in the sentences, where no row has it."""
    for line in (item.line, *item.lines):
        start = line.paragraph.text.find(words)
        if start >= 0 and not values.get(field):
            place = line.paragraph.place.within(start, start + len(words), words)
            sources[field] = Source(place=place, label=item.head)
            return


def _answers(body: str, draft: PaperDraft) -> dict[str, Any]:
    """What was done, from sentences led by their labels; without labels all of it is the measure."""
    pieces = _BODY.split(body)
    if len(pieces) == 1:
        return {"measure": body.strip()}
    said = {label[:4]: text.strip() for label, text in zip(pieces[1::2], pieces[2::2], strict=True)}
    word, _, rest = said.get("整改进度", "").partition("，")
    progress = draft.labels.block("progress_words").meaning(word)
    return {
        "measure": said.get("整改措施", "").rstrip("。"),
        "progress": Progress(progress) if progress else None,
        "finished_on": day_in(rest) if rest else None,
        "reason": next((text.rstrip("。") for label, text in said.items() if label.startswith("未完成")), ""),
        "evidence": listed(said.get("佐证材料", "").rstrip("。")),
    }
