"""An evaluation report as one record: the outline, its tables by their labels, its sentences, its annexes.

What is read where: ``report_outline`` (parts and headings), ``score_tables``, ``report_lists`` and ``report_annexes`` (tables),
``report_scores`` and ``report_prose`` (sentences), ``report_form`` (a report that is one table). Forms attached to a report are left
to the readers of forms: :class:`ReportReading` says which blocks the report has used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from jiheng.documents.content import Document, Paragraph
from jiheng.extraction.prose import read_facts
from jiheng.extraction.report_annexes import is_data_form, read_data_form, read_evidence, read_interview, read_slips
from jiheng.extraction.report_draft import Draft, figure_of, place_of, tidy, without_phones
from jiheng.extraction.report_form import LabelledCell, unfold
from jiheng.extraction.report_grid import LogicalTable, joined
from jiheng.extraction.report_listed import with_listed_names
from jiheng.extraction.report_lists import (
    date_in_cell,
    read_money,
    read_payments,
    read_questions,
    read_targets,
    read_team,
    survey_columns,
)
from jiheng.extraction.report_loose import with_tables
from jiheng.extraction.report_numbering import numbered
from jiheng.extraction.report_options import option_columns, read_question
from jiheng.extraction.report_outline import Outline, OutlineReader, Passage
from jiheng.extraction.report_prose import (
    read_citations,
    read_points,
    read_surveys_stated,
    read_targets_stated,
    read_team_stated,
    stated_survey,
)
from jiheng.extraction.report_scores import course_of, read_scores
from jiheng.extraction.results import Extracted, TitledTable
from jiheng.extraction.score_tables import read_score_table, read_transposed, score_columns
from jiheng.extraction.wording import fiscal_year_in
from jiheng.model import Heading, Place, ReportPart, Scope, Source, Survey, Verdict
from jiheng.regulation.labels import FormLabels, compact

_DEPARTMENT: Final = re.compile(r"部门整体|整体支出|单位整体|部门支出|整体绩效|部门绩效|部门（单位）整体")
_KIND_WORDS: Final = re.compile(r"(?:资金)?(?:支出)?(?:重点)?(?:财政|部门)?绩效(?:重点)?评价(?:工作)?报告.*$")
_OWNER: Final = re.compile(
    r"^(?:关于)?(?P<agency>[\u4e00-\u9fff（）()]{3,30}?(?:局|委|厅|部|院|中心|政府|办公室|办|所|站|学校|大学|中学|会|处|队|馆|社|街道|镇|乡|集团|公司))(?=20\d\d|部门|单位|整体|的)"
)
_FIELDS: Final = ("project", "agency", "client", "evaluator", "lead_evaluator")


@dataclass(slots=True)
class ReportReading:
    """The record, the blocks it was read from, and its tables that no reader knows."""

    extracted: Extracted
    used: set[int] = field(default_factory=set)
    tables: list[TitledTable] = field(default_factory=list)
    unread: list[Source] = field(default_factory=list)


def read_report(
    document: Document, labels: FormLabels, *, kind: Literal["evaluation", "self_evaluation", "process"] = "evaluation"
) -> ReportReading:
    """Read a document that is an evaluation report, a unit's narrative on itself, or the words of a paper of the process."""
    unfolded = unfold(document.blocks, labels)
    blocks = with_tables(unfolded.blocks, labels)
    outline = OutlineReader(blocks, labels).read()
    draft = Draft(labels)
    draft.values["kind"] = kind
    _front(outline, draft)
    used = _tables(outline, draft) | unfolded.forms
    _results(unfolded.results, outline, draft)
    read_scores(outline, draft)
    read_points(outline, draft)
    read_targets_stated(outline, draft)
    read_citations(outline, draft)
    read_surveys_stated(outline, draft)
    read_team_stated(outline, draft)
    read_slips(outline, draft)
    _survey_of_annex(outline, draft)
    _text(outline, draft)
    start = outline.titles[0].place if outline.titles else (blocks[0].place if blocks else Place())
    reading = ReportReading(draft.build(Source(place=start, label=str(draft.values.get("title", "")))), unread=draft.unread)
    reading.used = used
    return reading


def _results(results: Sequence[LabelledCell], outline: Outline, draft: Draft) -> None:
    """The score and the grade that a report in one form prints beside their labels."""
    values: dict[str, Any] = {}
    parts: dict[str, Source] = {}
    for item in results:
        section = "评价结论"
        value = figure_of(item.cell.text) if item.meaning == "score" else compact(item.cell.text).strip('“”"')
        if value is not None and item.meaning not in values:
            values[item.meaning] = value
            parts[item.meaning] = Source(place=place_of(item.cell), label=item.label, section=section, row_text=item.row_text)
    if values:
        section = next((outline.section(i) for i, h in enumerate(outline.headings) if h.kind == "conclusion"), "评价结论")
        whole = next(iter(parts.values()))
        draft.add("verdicts", Verdict(section=section, text=whole.row_text, **values), whole, parts)


def _front(outline: Outline, draft: Draft) -> None:
    """Title, cover, contents, year, scope."""
    cover = draft.labels.block("report_cover")
    title = " ".join(tidy(p.text) for p in outline.titles[:1])
    if not title and outline.cover:
        title = tidy(outline.cover[0].text)
    if outline.titles:
        draft.set("title", title, outline.titles[0].place)
    for line in outline.cover:
        _cover_line(line, draft)
    for field_name in _FIELDS:
        for key, value in draft.values.get("cover", {}).items():
            if cover.meaning(key) == field_name and value:
                source = draft.sources.find(f"/cover/{key.replace('/', '~1')}")
                draft.set(field_name, value, source.place if source else Place(), label=key, section="封面")
    lines = [title, *(tidy(line.text) for line in outline.cover)]
    _year(lines, outline, draft)
    draft.values["scope"] = Scope.DEPARTMENT if any(_DEPARTMENT.search(line) for line in lines[:4]) else Scope.PROJECT
    owner = _OWNER.match(re.sub(r"^20\d\d年(?:度)?", "", compact(title)))
    place = outline.titles[0].place if outline.titles else Place()
    if owner:
        draft.set("agency", owner["agency"], place)
    if draft.values["scope"] is Scope.PROJECT:
        draft.set("project", _KIND_WORDS.sub("", re.sub(r"^20\d\d年(?:度)?", "", title)).strip(), place)
    for number, (text, page, where) in enumerate(outline.contents):
        line_number = numbered(text)
        heading = Heading(
            level=line_number.level if line_number else 0, number=line_number.number if line_number else "",
            title=line_number.rest if line_number else text, page=page,
        )  # fmt: skip
        draft.lists.setdefault("contents", []).append(heading)
        draft.sources.add(f"/contents/{number}", Source(place=where, section="目录", label=text))


def _cover_line(line: Paragraph, draft: Draft) -> None:
    text = tidy(line.text)
    match = re.match(r"([^：:]{2,16})[：:]\s*(.*)", text)
    if match:
        key = compact(match[1])
        draft.keep("cover", key, without_phones(match[2].strip()), line.place, label=match[1], section="封面")
        if draft.labels.block("report_cover").meaning(key) == "issued_on":
            draft.set("issued_on", date_in_cell(match[2]), line.place, label=match[1], section="封面")
        return
    spoken = re.sub(r"[〇零○]", "〇", compact(text))
    if re.fullmatch(r"[二〇一三四五六七八九十年月日]{6,12}", spoken):
        spoken = _spoken_date(spoken)
    found = date_in_cell(spoken)
    if found is not None and found.year and found.month:
        draft.set("issued_on", found, line.place, section="封面")


def _spoken_date(text: str) -> str:
    """二〇二四年七月 as 2024年7月."""
    from jiheng.model.mentions import read_numeral

    year, _, rest = text.partition("年")
    digits = "".join(str("〇一二三四五六七八九".find(c)) for c in year)
    return f"{digits}年" + re.sub(r"[一二三四五六七八九十]+", lambda m: str(read_numeral(m[0])), rest)


def _year(lines: Sequence[str], outline: Outline, draft: Draft) -> None:
    """The year evaluated: of the title or a labelled line, else the one the first sentences name most."""
    for line in lines:
        if date_in_cell(line) is None and not re.search(r"月", line) and (year := fiscal_year_in(line)):
            draft.values["fiscal_year"] = year
            return
    spoken = re.findall(r"(20\d\d)年(?:度)?(?!\d{0,2}[〕\]】)）])", " ".join(p.text for p in outline.passages[:12]))
    if spoken:
        draft.values["fiscal_year"] = int(max(set(spoken), key=lambda y: (spoken.count(y), y)))


def _tables(outline: Outline, draft: Draft) -> set[int]:
    """Read every table by its labels; the blocks of those that were read."""
    used: set[int] = set()
    for table in joined(outline.tables):
        if not _is_form(table, draft.labels) and _table(table, outline, draft):
            used |= {part.table.place.block for part in table.parts if part.table.place.block is not None}
    return used


def _is_form(table: LogicalTable, labels: FormLabels) -> bool:
    """Whether a table is a self-evaluation or objective form attached to the report."""
    if score_columns(table, labels) is not None:
        return False
    first = " ".join(cell.text for row in table.rows[:2] for cell in row.filled[:1])
    if any(labels.titles.within(text) in ("self_evaluation", "monitoring", "objective") for text in (table.first.title, first)):
        return True
    for row in table.rows:
        meanings = {labels.indicator_columns.meaning(cell.text) for cell in row.filled}
        if {"target", "actual"} <= meanings and meanings & {"category", "subcategory", "name"}:
            return True
    return False


def _table(table: LogicalTable, outline: Outline, draft: Draft) -> bool:
    columns = score_columns(table, draft.labels)
    if columns is not None and read_score_table(table, columns, outline, draft):
        return True
    if read_transposed(table, outline, draft):
        return True
    options = option_columns(table, draft.labels)
    if options is not None:
        read_question(table, options, outline, draft)
        return True
    questions = survey_columns(table, draft.labels)
    if questions is not None:
        survey, parts, source = read_questions(table, questions, outline)
        if survey.questions:
            draft.add("surveys", survey, source, parts)
            return True
    if read_team(table, outline, draft) or read_payments(table, outline, draft) or read_interview(table, outline, draft):
        return True
    if is_data_form(table, outline, draft) and read_data_form(table, outline, draft):
        return True
    return read_evidence(table, outline, draft) or read_targets(table, outline, draft) or read_money(table, outline, draft)


def _survey_of_annex(outline: Outline, draft: Draft) -> None:
    """Join what an annex on a survey says in sentences to the table of its questions."""
    passages: dict[int, list[Passage]] = {}
    for passage in outline.passages:
        top = _top(outline, passage.heading)
        if passage.part is ReportPart.ANNEX and top >= 0 and outline.headings[top].kind == "survey":
            passages.setdefault(top, []).append(passage)
    tables = [i for i, s in enumerate(draft.lists.get("surveys", [])) if s.questions and s.part is ReportPart.ANNEX]
    for number, (top, found) in enumerate(passages.items()):
        values: dict[str, object] = {}
        sources: dict[str, Source] = {}
        for passage in found:
            stated = stated_survey(passage, outline.section(passage.heading))
            for name, source in (stated[1] if stated else {}).items():
                values.setdefault(name, getattr(stated[0] if stated else None, name))
                sources.setdefault(name, source)
        heading = outline.headings[top]
        if number < len(tables):
            index = tables[number]
            survey = draft.lists["surveys"][index]
            draft.lists["surveys"][index] = survey.model_copy(update=values | {"title": heading.title})
            for name, source in sources.items():
                draft.sources.add(f"/surveys/{index}/{name}", source)
        elif values:
            record = Survey(title=heading.title, section=outline.section(top), part=ReportPart.ANNEX, **values)  # type: ignore[arg-type]  # fields of a Survey
            draft.add("surveys", record, Source(place=heading.place, section=heading.full, label=heading.title), sources)


def _top(outline: Outline, heading: int) -> int:
    while heading >= 0 and outline.headings[heading].level > 0:
        heading -= 1
    return heading


def _text(outline: Outline, draft: Draft) -> None:
    """Headings, paragraphs and the facts of the paragraphs."""
    for index, heading in enumerate(outline.headings):
        draft.lists.setdefault("headings", []).append(Heading(level=heading.level, number=heading.number, title=heading.title))
        draft.lists.setdefault("heading_parts", []).append(heading.part)
        draft.sources.add(f"/headings/{index}", Source(place=heading.place, section=outline.section(index), label=heading.full))
    for index, passage in enumerate(outline.passages):
        draft.lists.setdefault("paragraphs", []).append(without_phones(passage.text))
        draft.lists.setdefault("paragraph_sections", []).append(passage.heading)
        draft.sources.add(f"/paragraphs/{index}", Source(place=passage.place, section=outline.section(passage.heading)))
    facts = read_facts(_for_facts(outline), year=draft.values.get("fiscal_year"))
    by_block: dict[int | None, list[Passage]] = {}
    for passage in outline.passages:
        by_block.setdefault(passage.place.block, []).append(passage)
    draft.lists["facts"], listed = with_listed_names(facts.facts, facts.sources, by_block, joined(outline.tables))
    for path, source in listed.items():
        draft.sources.add(path, source)
    for path, source in facts.sources:
        draft.sources.add(path, _moved(source, by_block.get(source.place.block, []), outline))
    unread = [_moved(source, by_block.get(source.place.block, []), outline) for source in facts.unread]
    draft.unread.extend(source for source in unread if not _is_read(source, draft))


#: What these say of a figure is read from its very words.
_READ: Final = ("/verdicts/", "/score_statements/", "/grade_bands/", "/surveys/", "/stated_counts/", "/stated_weights/", "/target_lists/")


def _is_read(source: Source, draft: Draft) -> bool:
    """Whether a clause that is no fact was read as a score, a count or a survey."""
    place = source.place
    if place.start is None or place.end is None:
        return False
    for path, other in draft.sources:
        spot = other.place
        if not path.startswith(_READ) or spot.block != place.block or spot.row is not None or spot.start is None or spot.end is None:
            continue
        if spot.start < place.end and place.start < spot.end:
            return True
    return False


def _for_facts(outline: Outline) -> list[Paragraph]:
    """Headings and passages in their order, as the reader of prose takes them; the interviews' words are nobody's statement.

    The course behind a statement of points (评分过程：…) is read with the statement, as in the annex, and its steps are no facts.
    """
    found: list[Paragraph] = []
    shown = -1
    for passage in outline.passages:
        if passage.part is ReportPart.ANNEX:
            continue
        while shown < passage.heading:
            shown += 1
            heading = outline.headings[shown]
            if heading.part is not ReportPart.ANNEX:
                found.append(Paragraph(text=heading.full, place=replace(heading.place, start=None, end=None), level=max(heading.level, 1)))
        course = course_of(passage.text)
        text = passage.text[: course.start()] if course is not None else passage.text
        found.append(Paragraph(text=text, place=replace(passage.place, start=None, end=None)))
    return found


def _moved(source: Source, passages: Sequence[Passage], outline: Outline) -> Source:
    """A source inside a joined passage at the line on which it really stands, under the section of the report."""
    place = source.place
    start, end = place.start, place.end
    for passage in passages:
        if start is None or end is None:
            return replace(source, section=outline.section(passage.heading))
        if passage.text[start:end] == place.quote:
            return replace(source, place=passage.within(start, end), section=outline.section(passage.heading))
    return source
