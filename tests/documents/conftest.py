"""Files made in the test: Word XML by hand, sheets by openpyxl or by hand, and reading them back."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

import pytest

from jiheng.documents import Document, Limits, Table, read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = {
    "w": W,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def package(main: str, content_type: str, parts: Mapping[str, str | bytes], relations: Mapping[str, str] | None = None) -> bytes:
    """An Office package with its main part and the relations of the main part (kind -> target)."""
    folder, _, name = main.rpartition("/")
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind.rstrip("0123456789")}" Target="{target}"/>'
        for number, (kind, target) in enumerate((relations or {}).items(), 1)
    )
    return pack(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/{main}" ContentType="{content_type}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="{main}"/></Relationships>',
            f"{folder}/_rels/{name}.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>',
            **parts,
        }
    )


class Word:
    """Word documents from a few lines of XML."""

    @staticmethod
    def document(*body: str, styles: str | None = None, content_type: str = _WORD_TYPE, **parts: str | bytes) -> bytes:
        """A docx whose body holds these elements."""
        spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
        members: dict[str, str | bytes] = {"word/document.xml": f"<w:document {spaces}><w:body>{''.join(body)}</w:body></w:document>"}
        relations = {}
        if styles is not None:
            members["word/styles.xml"] = f"<w:styles {spaces}>{styles}</w:styles>"
            relations["styles"] = "styles.xml"
        members.update({name.replace("__", "/").replace("_", "."): content for name, content in parts.items()})
        return package("word/document.xml", content_type, members, relations)

    @staticmethod
    def run(text: str, properties: str = "") -> str:
        """A run of text."""
        return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"

    @staticmethod
    def p(*inside: str, properties: str = "") -> str:
        """A paragraph of runs or plain text."""
        runs = "".join(part if part.startswith("<") else Word.run(part) for part in inside)
        return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"

    @staticmethod
    def tc(*inside: str, properties: str = "") -> str:
        """A cell of paragraphs or plain text."""
        content = "".join(part if part.startswith("<") else Word.p(part) for part in inside) or "<w:p/>"
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    @staticmethod
    def tr(*cells: str, properties: str = "") -> str:
        """A row of cells or plain text."""
        return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(c if c.startswith('<') else Word.tc(c) for c in cells)}</w:tr>"

    @staticmethod
    def tbl(*rows: str) -> str:
        """A table of rows."""
        return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def workbook(
    sheets: Mapping[str, str],
    *,
    styles: str = "",
    strings: str = "",
    states: Mapping[str, str] | None = None,
    head: str = "",
    content_type: str = _SHEET_TYPE,
    **parts: str | bytes,
) -> bytes:
    """An xlsx whose worksheets hold these elements (sheetData and so on)."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    members: dict[str, str | bytes] = {}
    relations: dict[str, str] = {}
    listed = ""
    for number, (name, content) in enumerate(sheets.items(), 1):
        members[f"xl/worksheets/sheet{number}.xml"] = f"<worksheet {space}>{content}</worksheet>"
        relations[f"worksheet{number}"] = f"worksheets/sheet{number}.xml"
        state = (states or {}).get(name, "visible")
        listed += f'<sheet name="{name}" sheetId="{number}" state="{state}" r:id="rId{number}"/>'
    members["xl/workbook.xml"] = f'<workbook {space} xmlns:r="{_OFFICE}">{head}<sheets>{listed}</sheets></workbook>'
    if styles:
        members["xl/styles.xml"] = f"<styleSheet {space}>{styles}</styleSheet>"
        relations["styles"] = "styles.xml"
    if strings:
        members["xl/sharedStrings.xml"] = f"<sst {space}>{strings}</sst>"
        relations["sharedStrings"] = "sharedStrings.xml"
    members.update({name.replace("__", "/").replace("_", "."): content for name, content in parts.items()})
    return package("xl/workbook.xml", content_type, members, relations)


def compound(streams: Mapping[str, bytes] | None = None, storages: tuple[str, ...] = ()) -> bytes:
    """A compound file (doc, xls, encrypted docx) with these streams and storages."""
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    sectors: list[bytes] = []
    chain = [table]
    entries = [("Root Entry", 5, end, 0)] + [(name, 1, end, 0) for name in storages]
    for name, content in (streams or {}).items():
        filled = content.ljust(4096, b"\0")  # smaller ones would live in the mini stream
        parts = [filled[at : at + 512].ljust(512, b"\0") for at in range(0, len(filled), 512)]
        start = len(chain)
        chain += [*range(start + 1, start + len(parts)), end]
        sectors += parts
        entries.append((name, 2, start, len(filled)))
    directory = b""
    for name, kind, start, size in entries:
        text = name.encode("utf-16-le")
        directory += text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1) + bytes(48) + struct.pack("<IQ", start, size)
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\0")
    first = len(chain)
    chain += [*range(first + 1, first + len(directory) // 512), end]
    assert len(chain) <= 128, "one sector of the table holds 128 sectors"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, first, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0) + struct.pack("<I", free) * 108
    chain += [free] * (128 - len(chain))
    return header + struct.pack("<128I", *chain) + b"".join(sectors) + directory


class Maker(Protocol):
    """What tests get: makers and readers."""

    word: type[Word]
    workbook: Callable[..., bytes]
    pack: Callable[[Mapping[str, str | bytes]], bytes]
    compound: Callable[..., bytes]

    def read(self, data: bytes, name: str = "a.docx", limits: Limits | None = None) -> Document:
        """The document read from bytes."""
        ...

    def texts(self, document: Document) -> list[object]:
        """Paragraph texts and tables (as rows of texts) of a document."""
        ...


class _Maker:
    word = Word
    workbook = staticmethod(workbook)
    pack = staticmethod(pack)
    compound = staticmethod(compound)

    @staticmethod
    def read(data: bytes, name: str = "a.docx", limits: Limits | None = None) -> Document:
        return read(name, data=data, limits=limits)

    @staticmethod
    def texts(document: Document) -> list[object]:
        return [[[c.text for c in row] for row in b.by_row()] if isinstance(b, Table) else b.text for b in document.blocks]


@pytest.fixture
def make() -> Maker:
    """Makers of files, and their reader."""
    return _Maker()


@pytest.fixture
def spans() -> Callable[[Table], list[tuple[int, int, int, int, str]]]:
    """The cells of a table as (row, column, rowspan, colspan, text)."""
    return lambda table: [(c.row, c.column, c.rowspan, c.colspan, c.text) for c in table.cells]


@pytest.fixture
def convert(tmp_path: Path) -> Callable[[bytes, str, str], bytes]:
    """LibreOffice's conversion of a file to another format; skips where there is no LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")

    def run(data: bytes, name: str, to: str) -> bytes:
        source = tmp_path / name
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [office, profile, "--headless", "--convert-to", to, "--outdir", str(tmp_path / "out"), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return (tmp_path / "out" / f"{source.stem}.{to.partition(':')[0]}").read_bytes()

    return run
