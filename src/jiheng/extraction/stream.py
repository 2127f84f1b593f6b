"""Forms in text dumps: inexact rows and bare lines, read by labels and by what the texts look like instead of by a grid.

Order: find the forms, then in each the head, the funds rows, the objectives, the indicator rows, the total and what stands below.
What the evidence does not settle is named as unread and never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from jiheng.documents.content import Block
from jiheng.extraction.builder import FormBuilder, FundsGroup, IndicatorGroup
from jiheng.extraction.results import Extracted, Piece
from jiheng.extraction.stream_cuts import cut_positions, side_labels
from jiheng.extraction.stream_evidence import Reader
from jiheng.extraction.stream_forms import FormStretch, find_forms
from jiheng.extraction.stream_funds import read_declared, read_funds
from jiheng.extraction.stream_head import Labelled, read_closing, read_head, read_objectives
from jiheng.extraction.stream_labels import Label, Run, find_labels, label_at
from jiheng.extraction.stream_order import in_flattened_order
from jiheng.extraction.stream_search import Filled, Reading, RowReading, RowSearch
from jiheng.extraction.stream_tasks import read_tasks, task_header
from jiheng.extraction.stream_text import Gap, Stream, build_stream
from jiheng.extraction.stream_ticks import counted, is_box
from jiheng.extraction.wording import fiscal_year_in, money_unit_in
from jiheng.model import Scope, Source
from jiheng.regulation.labels import FormLabels

_MARGIN: Final = 1.5
#: A stretch behind the last row that is longer than this is no part of the table.
_REST: Final = 200
#: Why a figure of a form without separators is not certain.
_CUT: Final = "各格连排，由程序切分"
#: An indicator table run together is read up to this many characters: the search tries every way to cut them.
_LONGEST_RUN_TOGETHER: Final = 12_000
_AGENCIES: Final = ("implementing_agency", "filling_agency")
_FIGURES: Final = ("weight", "score")


@dataclass(frozen=True, slots=True)
class StreamReading:
    """What was read from a stream: the forms, what stayed unread, and the indices of the blocks that belong to forms."""

    records: tuple[Extracted, ...]
    unread: tuple[Source, ...]
    blocks: frozenset[int]


def extract_stream(blocks: Iterable[Block], labels: FormLabels) -> StreamReading:
    """The forms in paragraphs and inexact tables, in document order."""
    stream = build_stream(blocks)
    reader = Reader(labels)
    records: list[Extracted] = []
    unread: list[Source] = []
    used: set[int] = set()
    for form in find_forms(stream, labels):
        reading = _FormReading(stream, form, labels, reader)
        built = reading.read()
        if built is None:
            continue
        records.append(built)
        unread += reading.unread
        spans = {stream.origins[position][0] for position in (form.begin, reading.end - 1)}
        used |= {span.place.block for span in stream.spans[min(spans) : max(spans) + 1] if span.place.block is not None}
    return StreamReading(tuple(records), tuple(unread), frozenset(used))


class _FormReading:
    """One form being read."""

    def __init__(self, stream: Stream, form: FormStretch, labels: FormLabels, reader: Reader) -> None:
        self.stream, self.form, self.labels, self.reader = stream, form, labels, reader
        self.unread: list[Source] = []
        self.end = form.begin + 1
        self.tasks = task_header(stream, form.begin, min([run.begin for run in form.indicators], default=form.end), labels)
        first = min([run.begin for run in (*form.funds, *form.indicators)], default=form.end)
        head = stream.raw(form.begin, first, " ")
        title = re.sub(r"\s+", "", form.title)
        self.builder = FormBuilder(
            labels,
            kind=form.kind,
            scope=Scope(labels.scopes.within(title) or self._scope_of_head(first)),
            title=re.sub(r"[(（].*", "", title),
            fiscal_year=fiscal_year_in(title) or fiscal_year_in(stream.raw(form.begin, min(form.title_end + 20, form.end))),
            money_unit=self._money_unit(head),
            start=stream.piece(form.begin, max(form.title_end, form.begin + 1)),
        )

    def _scope_of_head(self, first: int) -> str:
        head = [item.label.meaning for item in read_head(self.stream, self.form.begin, first, self.labels, self.form.gap)]
        return "project" if "project" in head or "implementing_agency" not in head else "department"

    def _money_unit(self, head: str) -> str:
        near = [match[0] for match in re.finditer(r"[(（\[]?[^\s()（）]{0,6}(?:百万|千万|万|亿|千|百)?元[)）\]]?", head)]
        stated = next((unit for text in (*near, head) if (unit := money_unit_in(text))), "")
        return stated or next((unit for run in self.form.funds for label in run.labels if (unit := money_unit_in(self._raw(label)))), "")

    def _raw(self, label: Label | Filled) -> str:
        return self.stream.raw(label.begin, label.end)

    def _miss(self, begin: int, end: int, label: str) -> None:
        source = Source(
            place=self.stream.place(begin, end), label=label, section=self.builder.title, row_text=self.stream.raw(begin, end, " ")
        )
        self.unread.append(source)

    def read(self) -> Extracted | None:
        """The record; None when nothing but labels stands in the stretch."""
        form = self.form
        first = min([run.begin for run in (*form.funds, *form.indicators)])
        head_begin = max(form.begin, form.title_end)
        head_end = min(first, self._next_section(head_begin))
        self._labelled(read_head(self.stream, head_begin, head_end, self.labels, form.gap), total=True)
        for run in form.funds:
            if self.tasks is None or not self.tasks.begin <= run.begin < self.tasks.end:
                self._read_funds(run)
        self._read_tasks()
        if not form.funds:
            self._read_declared(first)
        self._read_objectives()
        for place, run in enumerate(form.indicators):
            after = form.indicators[place + 1].begin if place + 1 < len(form.indicators) else form.end
            self._read_indicators(run, after, place)
        return None if self.builder.is_empty else self.builder.build()

    # -- head, funds, objectives ------------------------------------------------------------------------------------

    def _labelled(self, items: Iterable[Labelled], *, total: bool = False) -> None:
        for item in items:
            label = self._raw(item.label)
            value = self.stream.piece(item.begin, item.end, column=label)
            self.end = max(self.end, item.end)
            if item.label.meaning in _AGENCIES and money_unit_in(f"{label.rstrip(':：')}:{value.text}"):
                continue  # 单位：元 names the unit of money, not the agency
            if total and self.labels.totals.meaning(label):
                self.builder.total(label=label, score=value)
            else:
                self.builder.field(item.label.meaning, label.rstrip(":："), value)

    def _read_funds(self, run: Run) -> None:
        self._note_cutoff(run)
        stop = self._next_section(run.end)
        stop = min(stop, self.tasks.begin) if self.tasks and self.tasks.begin >= run.end else stop
        group: FundsGroup = "funds"
        for row in read_funds(self.stream, self.form.begin, run, stop, self.labels):
            label = self.stream.piece(row.label.begin, row.label.end)
            label = Piece(text=label.text.strip().rstrip(":："), place=label.place)
            cells = {column.meaning: self.stream.piece(begin, end, column=self._raw(column)) for column, begin, end in row.values}
            last = max((end for _, _, end in row.values), default=row.label.end)
            self.end = max(self.end, last)
            text = "\t".join([label.text, *(piece.text for piece in cells.values())])
            self.builder.funds(label, cells, row_text=text, group=group)
            for begin, end in row.unsettled:
                self._miss(begin, end, f"{label.text} / 列不能确定")

    def _read_tasks(self) -> None:
        """A department's tasks stand between the money and the objectives."""
        header = self.tasks
        for row in read_tasks(self.stream, header, self._next_section(header.end)) if header else ():
            name = self.stream.piece(*row.name)
            cells = {label.meaning: self.stream.piece(*place, column=self._raw(label)) for label, place in row.values}
            if "amount" in cells:
                cells["initial_budget" if self.builder.kind == "objective" else "adjusted_budget"] = cells.pop("amount")
            self.end = max([self.end, *(place[1] for _, place in row.values)])
            if cells:
                self.builder.funds(name, cells, row_text="\t".join([name.text, *(piece.text for piece in cells.values())]), group="tasks")
            for begin, end in row.unsettled:
                self._miss(begin, end, f"{name.text} / 列不能确定")

    def _note_cutoff(self, run: Run) -> None:
        """The month that a monitoring form reports to stands in its column labels: 1-7月执行数."""
        for column in run.labels:
            if column.meaning in ("executed", "actual"):
                self.builder.cutoff(self._raw(column))

    def _read_declared(self, end: int) -> None:
        for found in read_declared(self.stream, self.form.begin, end, self.labels, self.form.gap):
            piece = self.stream.piece(found.label.begin, found.label.end)
            row = Piece(text=piece.text.strip().rstrip(":："), place=piece.place)
            amount = self.stream.piece(*found.amount, column="金额")
            group: FundsGroup = "period_funds" if found.is_period and self.builder.kind == "objective" else "funds"
            self.builder.funds(row, {"initial_budget": amount}, row_text=f"{row.text}\t{amount.text}", group=group)

    def _next_section(self, position: int) -> int:
        """Where the objectives or the indicators begin behind a position."""
        ends = [run.begin for run in (*self.form.funds, *self.form.indicators) if run.begin >= position]
        limit = min(ends, default=self.form.end)
        vocabularies = (self.labels.objectives, self.labels.objectives_block, self.labels.indicators_block)
        label = next(iter(find_labels(self.stream, position, limit, vocabularies, self.form.gap)), None)
        return label.begin if label else limit

    def _read_objectives(self) -> None:
        form = self.form
        begin = max([run.end for run in form.funds], default=form.begin)
        if not form.indicators:
            return
        end = form.indicators[0].begin
        start = self._next_section(begin)
        if begin > end or start >= end:
            return
        texts, unread = read_objectives(self.stream, start, end, self.labels, form.gap)
        for item in texts:
            label = self._raw(item.label)
            self.builder.objective(item.label.meaning, label, self.stream.piece(item.begin, item.end, column=label, joint="\n"))
        for stretch in unread:
            self._miss(*stretch, "总体目标与完成情况不能分开")

    # -- indicators -------------------------------------------------------------------------------------------------

    def _read_indicators(self, run: Run, after: int, place: int) -> None:
        begin = run.end
        total = self._total_label(run, after)
        stop = total.begin if total else self._table_end(run, after)
        if run.gap is Gap.NONE:
            stop = min(stop, begin + _LONGEST_RUN_TOGETHER)
        cuts = cut_positions(self.stream, begin, stop, run.gap, self.reader)
        search = RowSearch(self.stream, self.reader, run, cuts, self._side_labels(run, cuts, stop))
        reading = search.run()
        group: IndicatorGroup = (
            "indicators" if len(self.form.indicators) == 1 or place == len(self.form.indicators) - 1 else "period_indicators"
        )
        self.builder.take_columns(run.meanings)
        self._note_cutoff(run)
        rows = in_flattened_order(self.stream, search, reading) if run.is_scattered else reading
        self._add_rows(search, rows, run, group)
        for stretch in rows.skipped:
            self._miss(*stretch, "指标行")
        read_to = max((row.end for row in rows.rows), default=begin)
        read_to = max([read_to, *(end for _, end in rows.skipped)])
        if read_to < stop and (total is not None or stop - read_to <= _REST):
            self._miss(read_to, stop, "指标行")
        if total is not None:
            self._read_total(total, after, run)

    def _add_rows(self, search: RowSearch, reading: Reading, run: Run, group: IndicatorGroup) -> None:
        category: Piece | None = None
        subcategory: Piece | None = None
        ticked = counted(self.stream, search.columns, reading.rows) if run.gap is Gap.LINE else {}
        for before, found in zip([None, *reading.rows], reading.rows, strict=False):
            row = ticked.get(found.begin, found)
            cells = self._cells(search, row, run, is_counted=found.begin in ticked)
            if before is not None and "name" in cells and self._runs_into(search, before, row):
                self._miss(before.cells[-1].begin, row.end, "上一行的原因与本行的名称不能分开")
                continue
            if "category" in cells:
                category, subcategory = cells["category"], None
            subcategory = cells.get("subcategory", subcategory)
            self.end = max(self.end, row.end)
            if "name" not in cells and not self._is_nameless(cells, row, run):
                continue
            levels = {"category": category, "subcategory": subcategory}
            cells |= {name: piece for name, piece in levels.items() if piece is not None}
            text = "\t".join(self.stream.raw(cell.begin, cell.end) for cell in row.cells)
            self.builder.indicator(cells, row_text=text, group=group)

    def _is_nameless(self, cells: dict[str, Piece], row: RowReading, run: Run) -> bool:
        """Whether a whole row of the table has points and nothing else, not even a name; points beside a level-1 word are the group's."""
        if run.gap is not Gap.CELL or "name" not in run.meanings or "weight" not in cells or {"target", "actual"} & cells.keys():
            return False
        return "subcategory" in cells or ("category" not in cells and self.stream.is_line_start(row.begin))

    def _cells(self, search: RowSearch, row: RowReading, run: Run, *, is_counted: bool) -> dict[str, Piece]:
        """The texts of a row by meaning, without those the evidence does not settle."""
        unsettled: set[int] = set()
        if run.gap is Gap.NONE:
            self.builder.doubt = _CUT
            unsettled = self._unsettled(search, row)
        cells: dict[str, Piece] = {}
        if run.gap is not Gap.CELL and not is_counted:
            # blank cells are gone: which of the boxes was ticked cannot be told
            unsettled |= {c.column for c in row.cells if is_box(search.columns[c.column])}
        if any(search.columns[column] == "name" for column in unsettled):
            unsettled |= {cell.column for cell in row.cells} - search.level_columns()
        for cell in row.cells:
            if cell.column not in unsettled:
                label = run.labels[cell.column]
                cells[label.meaning] = self.stream.piece(cell.begin, cell.end, column=self._raw(label))
        lost = [cell for cell in row.cells if cell.column in unsettled]
        if lost:
            shown = self._raw(next((cell for cell in row.cells if search.columns[cell.column] == "name"), lost[0]))
            columns = "、".join(self._raw(run.labels[cell.column]) for cell in lost)
            self._miss(lost[0].begin, lost[-1].end, f"{shown} / {columns}不能确定")
        return cells

    def _unsettled(self, search: RowSearch, row: RowReading) -> set[int]:
        """Columns of a row run together that another reading as good would fill otherwise, or whose text shows no sign of its kind."""
        mine = {cell.column: (cell.begin, cell.end) for cell in row.cells}
        levels = search.level_columns()
        open_columns: set[int] = set()
        for other in search.alternatives(row, _MARGIN):
            theirs = {cell.column: (cell.begin, cell.end) for cell in other.cells}
            words = {stretch for column, stretch in theirs.items() if column in levels}
            open_columns |= {
                column for column, stretch in mine.items() if theirs.get(column) != stretch and not (column in levels and stretch in words)
            }
        for cell in row.cells:
            seen = self.reader.see(self.stream.folded[cell.begin : cell.end])
            if search.columns[cell.column] in ("target", "actual") and not (seen.is_typed or seen.is_quality or seen.is_achieved):
                open_columns.add(cell.column)
        return open_columns

    def _runs_into(self, search: RowSearch, before: RowReading, row: RowReading) -> bool:
        """Whether nothing says where the text that ends one row stops and the name that begins the next starts."""
        last, first = before.cells[-1], row.cells[0]
        if search.header.gap is not Gap.NONE or last.end != first.begin or search.columns[first.column] != "name":
            return False
        if search.columns[last.column] not in ("deviation_reason", "note") or self.stream.gap(first.begin) > Gap.NONE:
            return False
        seen = self.reader.see(self.stream.folded[last.begin : last.end])
        is_plain = seen.is_blank or seen.text.endswith(("。", ";", "!"))
        return not is_plain and not re.match(r"(?:指标|目标)\d", self.stream.folded[first.begin : first.end])

    def _side_labels(self, run: Run, cuts: list[int], stop: int) -> frozenset[int]:
        found: set[int] = set()
        if run.gap is Gap.NONE:
            return frozenset(low for low, _ in side_labels(self.stream, run.end, stop, self.labels))
        for cut in cuts[:-1]:
            if run.is_scattered and self._is_column_word(self.stream.folded[cut : self.stream.next_gap(cut, Gap.SPACE)]):
                found.add(cut)
                continue
            if self.stream.gap(cut) is Gap.NONE:
                continue
            label = label_at(self.stream, cut, (self.labels.indicators_block,), limit=stop)
            if label and not self.labels.categories.meaning(self._raw(label)) and not self.labels.subcategories.meaning(self._raw(label)):
                found.add(cut)
        return frozenset(found)

    def _is_column_word(self, text: str) -> bool:
        """Whether a text is a column label or a fragment of one that was broken over lines."""
        words = self.labels.indicator_columns.words
        return len(text) >= 2 and any(text in word for word in words if len(word) >= 4)

    def _total_label(self, run: Run, after: int) -> Label | None:
        if run.gap is Gap.NONE:
            words = "|".join(map(re.escape, self.labels.totals.of("total")))
            found = [match for match in re.finditer(rf"(?:{words})(?=[:：]?\d)", self.stream.folded[:after]) if match.start() >= run.end]
            return Label("total", found[-1].start(), found[-1].end()) if found else None
        for label in find_labels(self.stream, run.end, after, (self.labels.totals,), run.gap):
            figures = re.match(r"[:：]?[-—/\d.,分]*\d", self.stream.folded[label.end : min(label.end + 30, after)])
            alone = self.stream.gap(label.begin) >= Gap.SPACE
            if figures and alone:
                return label
        return None

    def _table_end(self, run: Run, after: int) -> int:
        """Where rows end when there is no total row: at the first line of running text behind the rows."""
        stops = [label.begin for label in find_labels(self.stream, run.end, after, (self.labels.closing,), run.gap) if run.gap > Gap.NONE]
        if run.gap is Gap.CELL:
            spans = self.stream.spans
            stops += [p for p in self.stream.boundaries(run.end, after, Gap.LINE)[1:-1] if not spans[self.stream.origins[p][0]].is_cell]
        return min(stops, default=after)

    def _read_total(self, label: Label, after: int, run: Run) -> None:
        line_end = self.stream.line_end(label.begin)
        figures: list[tuple[int, int]] = []
        position = label.end
        while position < after and len(figures) < 3 and (run.gap is not Gap.CELL or position < line_end):
            end = min(self.stream.next_gap(position, Gap.SPACE), after)
            match = re.fullmatch(r"[:：]?(\d{1,3}(?:\.\d+)?)分?", self.stream.folded[position:end])
            if match is None:
                break
            figures.append((position, end))
            position = end
        if not figures:
            match = re.match(r"(100|90)(\d{1,3}(?:\.\d+)?)分?(?!\d)", self.stream.folded[label.end : label.end + 12])
            if match:
                figures = [(label.end, label.end + 3), (label.end + match.end(1), label.end + match.end())]
        pieces = [self.stream.piece(begin, end) for begin, end in figures]
        self.end = max(self.end, position)
        name = self._raw(label).rstrip(":：")
        if len(pieces) == 2 and {"weight", "score"} <= {*run.meanings}:
            self.builder.total(label=name, weight=pieces[0], score=pieces[1])
        elif len(pieces) == 1 and self._is_weight_total(name, run, figures[0][0]):
            self.builder.total(label=name, weight=pieces[0])
        elif len(pieces) == 1:
            self.builder.total(label=name, score=pieces[0])
        self._labelled(read_closing(self.stream, position, after, self.labels, self.form.gap))

    def _is_weight_total(self, name: str, run: Run, position: int) -> bool:
        """Whether the one figure of a total row is the weights' sum: there is no score column, or it stands below the weights."""
        if "得分" in name or "weight" not in run.meanings:
            return False
        above = run.labels[run.meanings.index("weight")].begin
        return "score" not in run.meanings or (
            run.gap is Gap.CELL and self.stream.place(position, position + 1).column == self.stream.place(above, above + 1).column
        )
