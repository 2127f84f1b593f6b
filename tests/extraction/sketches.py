"""Documents drawn as text: cells between bars, ``<`` widens the cell to the left, ``^`` lengthens the cell above, ⏎ breaks a line."""

from __future__ import annotations

from jiheng.documents.content import Block, Cell, Document, FileKind, Paragraph, Table
from jiheng.extraction import Extraction, extract
from jiheng.model import AnyForm, Place, SelfEvaluationForm
from jiheng.regulation.labels import load_labels


def table(sketch: str, block: int = 0, sheet: str | None = None) -> Table:
    """The table that a sketch draws."""
    rows = [[text.strip() for text in line.strip().strip("|").split("|")] for line in sketch.strip().splitlines()]
    width = max(len(row) for row in rows)
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    spans: dict[tuple[int, int], list[int]] = {}
    for r, row in enumerate(rows):
        for c in range(width):
            text = row[c] if c < len(row) else ""
            home = owner[(r, c - 1)] if text == "<" else owner[(r - 1, c)] if text == "^" else (r, c)
            owner[(r, c)] = home
            span = spans.setdefault(home, [1, 1])
            span[0], span[1] = max(span[0], r - home[0] + 1), max(span[1], c - home[1] + 1)
    cells = tuple(
        Cell(
            row=r, column=c, rowspan=down, colspan=wide, text=(rows[r][c] if c < len(rows[r]) else "").replace("⏎", "\n"),
            place=Place(file="form.docx", block=block, row=r, column=c, sheet=sheet),
        )
        for (r, c), (down, wide) in spans.items()
    )  # fmt: skip
    return Table(cells=cells, rows=len(rows), columns=width, place=Place(file="form.docx", block=block, sheet=sheet))


def document(*parts: str, sheet: str | None = None) -> Document:
    """A document of paragraphs and tables; a part with a bar is a table, ``# `` begins a heading."""
    blocks: list[Block] = []
    for number, part in enumerate(parts):
        if "|" in part:
            blocks.append(table(part, number, sheet))
        else:
            heading = part.startswith("# ")
            text = part.removeprefix("# ")
            blocks.append(Paragraph(text=text, place=Place(file="form.docx", block=number), level=1 if heading else 0))
    return Document(path="form.docx", kind=FileKind.DOCX, digest="sha256:0", blocks=tuple(blocks))


def read(*parts: str, sheet: str | None = None) -> Extraction:
    """What is extracted from a drawn document."""
    return extract(document(*parts, sheet=sheet), load_labels("cn"))


def only(extraction: Extraction) -> AnyForm:
    """Its only record."""
    assert len(extraction.records) == 1, [item.record.title for item in extraction.records]
    return extraction.records[0].record


def form(*parts: str, sheet: str | None = None) -> SelfEvaluationForm:
    """The only self-evaluation form of a drawn document, everything in it understood."""
    extraction = read(*parts, sheet=sheet)
    assert not extraction.unread, [source.label for source in extraction.unread]
    record = only(extraction)
    assert isinstance(record, SelfEvaluationForm)
    return record


def row(record: AnyForm, number: int) -> str:
    """An indicator on one line: category/subcategory/name/target/actual/weight/score/reason."""
    i = record.indicators[number]
    shown = [i.category, i.subcategory, i.name, i.target and i.target.raw, i.actual and i.actual.raw]
    figures = [figure.text if figure else None for figure in (i.weight, i.score)]
    return "/".join(str(part or "") for part in [*shown, *figures, i.deviation_reason])


def money(record: AnyForm, number: int) -> str:
    """A funds row on one line: label/initial/adjusted/executed/weight/rate/score."""
    f = record.funds[number]
    figures = (f.initial_budget, f.adjusted_budget, f.executed, f.weight, f.execution_rate, f.score)
    return "/".join([f.label, *(figure.text if figure else "" for figure in figures)])
