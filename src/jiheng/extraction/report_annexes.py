"""Annexes with labels beside their values: the data-collection form, interview records, confirmation slips."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from jiheng.documents.content import Cell
from jiheng.extraction.report_draft import Draft, figure_of, place_of, tidy, without_phones
from jiheng.extraction.report_grid import Columns, GridRow, LogicalTable, TableSources, body_rows, columns_of
from jiheng.extraction.report_lists import date_in_cell
from jiheng.extraction.report_outline import Outline, Passage
from jiheng.model import Interview, PartialDate, Place, Slip, Source
from jiheng.model.mentions import read_numeral
from jiheng.regulation.labels import compact, label_core

_LABELLED: Final = re.compile(r"\s*([^：:。；\s][^：:。；\n]{1,16})[：:]\s*(.*)", re.S)
_DATE: Final = re.compile(r"(20\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_SIGNED: Final = re.compile(
    r"(?P<role>(?:评价|访谈|被访|受访|被访谈|项目|调查)?(?:组长|组员|人员|人|员|单位)|记录人|主评人)(?P<sign>(?:[(（]?(?:签字|签名|签章|盖章)[)）]?)?)\s*[：:]\s*"
    r"(?P<name>[\u4e00-\u9fff·、\s]{0,30}?)(?=\s*(?:$|\n|\d{4}\s*年|[\u4e00-\u9fff]{2,8}(?:[(（]?(?:签字|签名|签章)[)）]?)?[：:]))"
)
_DAYS: Final = re.compile(r"(?:收到|接到).{0,16}?([\d一二三四五六七八九十]{1,3})\s*(?:个)?(?:工作)?日(?:之?内)")
_VIEW: Final = re.compile(r"(?:反馈意见|书面意见|意见|反馈情况|意见反馈)\s*[：:]\s*(.*)", re.S)
_ADDRESSEE: Final = re.compile(r"([^：:，。；]{3,30})[：:]\s*$")
_NO: Final = re.compile(r"[\s（(]*(?:公章|盖章)[)）\s]*")


def is_data_form(table: LogicalTable, outline: Outline, draft: Draft) -> bool:
    """Whether a table is the form of basic data, by its title or the annex it stands in."""
    names = [table.first.title, *(heading.title for heading in outline.chain(table.first.heading)[-1:])]
    return any(draft.labels.block("report_annexes").within(name) == "data_form" for name in names if name)


def read_data_form(table: LogicalTable, outline: Outline, draft: Draft) -> bool:
    """Keep every labelled value of the form of basic data; numbers of telephones are masked."""
    sources = TableSources(table, outline.section(table.first.heading))
    columns = columns_of(table.rows, draft.labels.block("data_form_columns"))
    listed = columns is not None and columns.has("name", "value")
    pairs = _listed(table, columns) if columns is not None and listed else _pairs(table.rows)
    for label, cell, value in pairs:
        key = label_core(label)
        place = place_of(cell)
        if key:
            draft.keep(
                "data_form", key, without_phones(tidy(value)), place, label=label, section=sources.section, table_title=sources.title
            )
    return bool(draft.values.get("data_form"))


def read_evidence(table: LogicalTable, outline: Outline, draft: Draft) -> bool:
    """Keep the names of an index of evidence; False when the table is none: it names materials and what each is for."""
    columns = columns_of(table.rows, draft.labels.block("evidence_columns"))
    if columns is None or not columns.has("name", "indicators"):
        return False
    sources = TableSources(table, outline.section(table.first.heading))
    for row in body_rows(table, columns):
        name = row.text(columns.at["name"])
        if name:
            draft.add("evidence", name, sources.row(row, name), {})
    return bool(draft.lists.get("evidence"))


def _listed(table: LogicalTable, columns: Columns) -> Iterator[tuple[str, Cell, str]]:
    """A form that lists its data, a row each: name and value, with the unit of the row where a column has one."""
    for row in body_rows(table, columns):
        cell = row.cells[columns.at["value"]]
        name = row.text(columns.at["name"])
        unit = row.text(columns.at["unit"]) if "unit" in columns.at else ""
        if name and cell is not None:
            yield name, cell, f"{cell.text}{unit if figure_of(cell.text) is not None else ''}"


def _pairs(rows: Sequence[GridRow]) -> Iterator[tuple[str, Cell, str]]:
    """Labels with their values: in one cell, beside, or under each other in two rows of the same columns."""
    waiting: list[Cell] = []
    for row in rows:
        own = [cell for cell in row.filled if any(cell is c and o for c, o in zip(row.cells, row.own, strict=True))]
        inside = [(cell, _LABELLED.fullmatch(tidy(cell.text))) for cell in own]
        if own and all(match is not None and len(match[1]) <= 16 for _, match in inside):
            yield from ((match[1], cell, _NO.sub("", match[2])) for cell, match in inside if match is not None)
            continue
        if waiting:
            if own and not any(_is_label(cell) and figure_of(cell.text) is None and len(own) == 2 for cell in own[:1]):
                yield from _under(waiting, own)
                waiting = []
                continue
            waiting = []
        if len(own) > 2 and len(own) != 4 and all(_is_label(cell) for cell in own):
            waiting = own
            continue
        for label, value in zip(own[::2], own[1::2], strict=False):
            match = _LABELLED.fullmatch(tidy(label.text))
            if match and match[2]:
                yield match[1], label, match[2]
            elif _is_label(label):
                yield tidy(label.text), value, value.text


def _under(labels: Sequence[Cell], values: Sequence[Cell]) -> Iterator[tuple[str, Cell, str]]:
    for label in labels:
        value = next((cell for cell in values if cell.column <= label.column < cell.column + cell.colspan), None)
        if value is not None:
            yield tidy(label.text), value, value.text


def _is_label(cell: Cell) -> bool:
    plain = compact(cell.text)
    return 1 < len(plain) <= 20 and not re.search(r"[。；，]", plain) and figure_of(plain) is None


# long: one pass over the lines of a slip, each kind of line in turn
def read_interview(table: LogicalTable, outline: Outline, draft: Draft) -> bool:
    """Read an interview record; what follows the table (signatures of a dump) belongs to it. False when the table is none."""
    vocabulary = draft.labels.block("interview_labels")
    cells = [(cell, vocabulary.meaning(compact(cell.text))) for row in table.rows[:8] for cell in row.filled]
    known = {meaning for _, meaning in cells if meaning}
    titled = any(draft.labels.block("report_annexes").within(h.title) == "interview" for h in outline.chain(table.first.heading)[-1:])
    if not ({"interviewee", "held_on"} <= known or (titled and len(known) >= 2)):
        return False
    sources = TableSources(table, outline.section(table.first.heading))
    record: dict[str, Any] = {}
    parts: dict[str, Source] = {}
    texts: list[str] = []
    signers: dict[str, str] = {}
    for row in table.rows:
        filled = row.filled
        for number, cell in enumerate(filled):
            meaning = vocabulary.meaning(compact(cell.text))
            value = filled[number + 1] if number + 1 < len(filled) else None
            if meaning in ("agency", "project", "interviewee", "held_on", "held_at") and value is not None and meaning not in record:
                text = tidy(value.text)
                found = date_in_cell(text) if meaning == "held_on" else text
                if found is not None:
                    record[meaning] = found
                parts[meaning] = sources.cell(value, row, tidy(cell.text))
            elif meaning == "text" and value is not None:
                texts.append(value.text)
                parts.setdefault("text", sources.cell(value, row, tidy(cell.text)))
        _signers_of(row, sources, signers, parts)
    for passage in _after(table, outline):
        match_any = False
        for match in _SIGNED.finditer(passage.text):
            match_any = True
            signers.setdefault(f"{match['role']}{match['sign']}", tidy(match["name"]))
            parts.setdefault(
                f"signers/{match['role']}{match['sign']}",
                Source(place=passage.within(*match.span()), label=match["role"], section=sources.section),
            )
        if not match_any and not _DATE.fullmatch(passage.text.strip()):
            texts.append(passage.text)
    record |= {"text": "\n".join(texts).strip(), "signers": signers}
    draft.add("interviews", Interview(**record), sources.whole(table), parts)
    return True


def _signers_of(row: GridRow, sources: TableSources, signers: dict[str, str], parts: dict[str, Source]) -> None:
    for cell, own in zip(row.cells, row.own, strict=True):
        if cell is None or not own:
            continue
        for match in _SIGNED.finditer(cell.text):
            role = f"{match['role']}{match['sign']}"
            if role not in signers:
                signers[role] = tidy(match["name"])
                place = cell.place.within(match.start(), match.end(), match[0])
                parts[f"signers/{role}"] = Source(place=place, label=role, section=sources.section, table_title=sources.title)


def _after(table: LogicalTable, outline: Outline) -> list[Passage]:
    """The passages of the same annex behind a table of a dump; exact tables are whole."""
    if table.exact:
        return []
    top = outline.chain(table.first.heading)[-1:] if table.first.heading >= 0 else []
    block = table.parts[-1].table.place.block or 0
    return [
        p for p in outline.passages
        if p.part is table.first.part and (p.place.block or 0) > block and outline.chain(p.heading)[-1:] == top
    ]  # fmt: skip


def read_slips(outline: Outline, draft: Draft) -> None:
    """Every confirmation slip that stands in the text: addressee, sender, dates, view, signer."""
    for index, heading in enumerate(outline.headings):
        if heading.level != 0 or heading.kind != "slip":
            continue
        passages = [p for p in outline.passages if p.heading == index]
        if passages:
            _slip(passages, outline.section(index), draft)


def _slip(passages: Sequence[Passage], section: str, draft: Draft) -> None:
    record: dict[str, Any] = {}
    parts: dict[str, Source] = {}

    def note(field: str, value: object, passage: Passage, place: Place | None = None) -> None:
        if value is not None and field not in record:
            record[field] = value
            parts[field] = Source(place=place or passage.place, label=passage.text[:20], section=section)

    answered = False
    for number, passage in enumerate(passages):
        text = passage.text.strip()
        if number == 0 and (match := _ADDRESSEE.fullmatch(text)):
            note("addressee", match[1].strip(), passage)
            continue
        view = _VIEW.match(text)
        if view:
            answered = True
            note("view", view[1].strip(), passage)
        days = _DAYS.search(text)
        if days:
            note("days_to_answer", int(days[1]) if days[1].isdecimal() else read_numeral(days[1]), passage, passage.within(*days.span()))
        date = _DATE.search(text)
        if date and len(text) <= 30:
            found = PartialDate(year=int(date[1]), month=int(date[2]), day=int(date[3]))
            note("answered_on" if answered else "sent_on", found, passage, passage.within(*date.span()))
            name = text[: date.start()].strip() or (passages[number - 1].text.strip() if number else "")
            name = re.sub(r"[(（](?:公章|盖章|签章)[)）]", "", name).strip("：: ")
            if name and len(name) <= 30 and not _VIEW.match(name):
                note("signer" if answered else "sender", name, passages[number - 1])
    record["signed"] = bool(record.get("signer")) if answered else None
    draft.add("slips", Slip(**record), Source(place=passages[0].place, label=section, section=section), parts)
