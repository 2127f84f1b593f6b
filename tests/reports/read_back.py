"""Papers as normalised text, their snapshots, and what our own reader finds in the files written from them."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from jiheng.assessment.assessing import Options, assess_extraction
from jiheng.documents import Document, read
from jiheng.documents.content import Paragraph as ReadParagraph
from jiheng.documents.content import Table as ReadTable
from jiheng.extraction import extract
from jiheng.model import Outcome
from jiheng.regulation import load_labels, load_standard
from jiheng.reports.render.paper import Layout, Paper, Table, texts
from jiheng.reports.render.typeset import write_pdf
from jiheng.reports.render.word import write_word

SNAPSHOTS = Path(__file__).parent / "snapshots"


def plain(text: str) -> str:
    """Text without blanks, compatibility characters (㎡) written out as readers do."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("平方米", "m2")


def normalised(paper: Paper) -> str:
    """The paper as text: a line a paragraph, a line a table row with its cells between bars."""
    lines = [paper.title, ""]
    for section in paper.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                lines += [text for text in (block.title, block.unit) if text]
                lines += [" | ".join(cell.text.replace("\n", "／") for cell in row) for row in block.rows]
            else:
                lines += [text.replace("\n", "／") for text in texts(Paper(title="", sections=(type(section)(blocks=(block,)),)))]
        lines.append("----")
    return "\n".join(lines) + "\n"


def assert_snapshot(name: str, paper: Paper) -> None:
    """The paper says what the snapshot says. Set JIHENG_SNAPSHOTS=write to write it, and read the difference before you accept it."""
    file = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("JIHENG_SNAPSHOTS") == "write":
        file.write_text(normalised(paper), "utf-8")
    assert normalised(paper) == file.read_text("utf-8")


def written(paper: Paper, suffix: str) -> Document:
    """The paper written in a format and read again."""
    layout = Layout.of(load_standard("cn"))
    data = write_word(paper, layout) if suffix == "docx" else write_pdf(paper, layout)
    return read(f"文件.{suffix}", data=data)


def rows_of(paper: Paper) -> list[list[str]]:
    """The rows of all tables of a paper, heads left out."""
    tables = [block for block in paper.blocks() if isinstance(block, Table)]
    return [[plain(cell.text) for cell in row] for table in tables for row in table.rows[table.head :]]


def assert_reads_back(paper: Paper, suffix: str, *, broken: bool = False) -> None:
    """The file holds every row of every table and every sentence of the paper.

    ``broken``: rows higher than a page are broken by the page, so the columns are compared from top to bottom.
    """
    document = written(paper, suffix)
    tables = [block for block in paper.blocks() if isinstance(block, Table)]
    heads = {tuple(plain(cell.text) for cell in row) for table in tables for row in table.rows[: table.head]}
    read_rows = [[plain(cell.text) for cell in row] for table in document.tables() for row in table.by_row()]
    found = [row for row in read_rows if tuple(row) not in heads]
    if broken:
        assert _columns(found) == _columns(rows_of(paper))
    else:
        assert found == rows_of(paper)
    said = "".join(plain(block.text) for block in document.blocks if isinstance(block, ReadParagraph))
    missing = [text for block in paper.blocks() if not isinstance(block, Table) for text in _texts_of(block) if plain(text) not in said]
    assert missing == []
    assert any(isinstance(block, ReadTable) for block in document.blocks) == bool(heads)


def _columns(rows: list[list[str]]) -> list[tuple[int, list[str]]]:
    """The text of each column from top to bottom, table by table: rows of one width belong together."""
    widths = dict.fromkeys(len(row) for row in rows)
    return [(width, ["".join(column) for column in zip(*(row for row in rows if len(row) == width), strict=True)]) for width in widths]


def _texts_of(block: object) -> list[str]:
    return [*getattr(block, "paragraphs", ()), *([block.text] if hasattr(block, "text") else [])]


def assert_clean(paper: Paper, suffix: str) -> None:
    """Our own checks find nothing in the file that must be fixed or asked."""
    document = written(paper, suffix)
    result = assess_extraction(extract(document, load_labels("cn")), document, Options())
    assert [(one.finding.code, one.finding.message) for one in result.findings] == []
    assert [one.relation.expression for one in result.relations if one.relation.outcome is Outcome.FAILS] == []
