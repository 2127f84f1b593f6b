"""Old Word and WPS documents, RTF and ODF text: converted to docx by LibreOffice where it is found, then read as docx.

Other conversions (``renditions``) run in the same way.

The conversion runs in a process group of its own, with a fresh profile that forbids macros and links, and is killed when time is up.
What the conversion is known to lose (a table that ends an old Word file) is looked for afterwards and said.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from jiheng.documents.content import Document, FileKind, Limits, Table
from jiheng.documents.docx import read_docx
from jiheng.documents.errors import ConversionFailed, DocumentError, FileTooLarge, OfficeMissing, TimeExceeded
from jiheng.documents.office_text import NamedFormat, WordFile, format_of

_PROGRAMS: Final = ("soffice", "libreoffice")
DOCX: Final = "docx:MS Word 2007 XML"
XLSX: Final = "xlsx:Calc MS Excel 2007 XML"
PDF: Final = "pdf"

#: No macro, no update of links, nothing fetched from elsewhere, no first-start pages; bookmarks and notes of a PDF lead to their places.
_SETTINGS: Final = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
    ("org.openoffice.Office.Common/Filter/PDF/Export", "ExportBookmarksToPDFDestination", "true"),
    ("org.openoffice.Office.Common/Filter/PDF/Export", "ExportNotes", "true"),
)


def read_office(data: bytes, path: str, limits: Limits) -> Document:
    """The paragraphs and tables of a document that only an office program can open.

    Raises:
        DocumentError: no LibreOffice, protected, with macros, not convertible, or beyond a limit.
    """
    named = format_of(data)
    old = WordFile.of(data, path) if named.extension == "doc" else None
    converted = convert(data, path, named, limits)
    try:
        document = read_docx(converted, path, limits)
    except DocumentError as error:
        if error.code in {"damaged_file", "damaged_part"}:
            raise ConversionFailed(path, named.name, named.remedy) from error
        raise
    notices = [f"这是{named.name}，由 LibreOffice 转换后读取；格式复杂的表格请对照原件。", *document.notices]
    if old is not None and old.ends_in_table and _lost(old, document):
        notices.append("原件以表格结尾，转换时最后一张表丢失，未读取；请用 Word 或 WPS 在表后加一个空段落，另存为 .docx 再查。")
    return replace(document, kind=FileKind.CONVERTED, digest=f"sha256:{hashlib.sha256(data).hexdigest()}", notices=tuple(notices))


def is_available() -> bool:
    """Whether LibreOffice is here."""
    return _program() is not None


def _program() -> str | None:
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def convert(data: bytes, path: str, named: NamedFormat, limits: Limits, to: str = DOCX) -> bytes:
    """What LibreOffice makes of the data: a docx, or another kind of file.

    Raises:
        OfficeMissing: there is no LibreOffice here.
        TimeExceeded: it took longer than the limit.
        ConversionFailed: it made nothing.
    """
    program = _program()
    if program is None:
        raise OfficeMissing(path, named.name, named.remedy)
    with TemporaryDirectory(prefix="jiheng-office-", ignore_cleanup_errors=True) as folder:
        root = Path(folder)
        source = root / f"source.{named.extension}"
        source.write_bytes(data)
        _write_profile(root / "profile")
        _run(program, root, source, to, path, limits)
        made = root / "out" / f"source.{to.partition(':')[0]}"
        if not made.is_file() or not (size := made.stat().st_size):
            raise ConversionFailed(path, named.name, named.remedy)
        if size > limits.file_bytes:
            raise FileTooLarge(path, size, limits.file_bytes)
        return made.read_bytes()


def _run(program: str, root: Path, source: Path, to: str, path: str, limits: Limits) -> None:
    """Run the conversion; its whole process group is gone afterwards."""
    command = [
        program, f"-env:UserInstallation={(root / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck", "--nodefault",
        "--convert-to", to, "--outdir", str(root / "out"), str(source),
    ]  # fmt: skip
    surroundings = {**os.environ, "HOME": str(root), "TMPDIR": str(root), "SAL_USE_VCLPLUGIN": "svp"}
    process = subprocess.Popen(  # noqa: S603 - the program found on PATH, arguments of our own making
        command, cwd=root, env=surroundings, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        process.wait(timeout=limits.seconds)
    except subprocess.TimeoutExpired as error:
        raise TimeExceeded(path, limits.seconds) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and all it started."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:  # Windows
        process.kill()
    process.wait()


def _write_profile(folder: Path) -> None:
    """A profile with the settings of ours and nothing else."""
    items = "".join(
        f'<item oor:path="/{at}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for at, name, value in _SETTINGS
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>',
        encoding="utf-8",
    )


def _lost(old: WordFile, document: Document) -> bool:
    """Whether the last cells of the old file are not those at the end of what was read."""
    last = document.blocks[-1] if document.blocks else None
    if not isinstance(last, Table):
        last = document.blocks[-2] if len(document.blocks) > 1 else None
    read = "".join("".join(cell.text.split()) for cell in last.cells) if isinstance(last, Table) else ""
    return not all(text in read for text in old.last_cells)
