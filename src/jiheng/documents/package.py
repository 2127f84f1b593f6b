"""Office files as zip packages of XML parts: opened within limits, parsed without entities or network.

Knows parts, relations and content types; what a part means is for the readers of each format.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from io import BytesIO
from typing import Final
from urllib.parse import unquote

from lxml import etree

from jiheng.documents.content import Limits
from jiheng.documents.errors import ArchiveBomb, DamagedFile, DamagedPart, FileTooLarge, MacroFile, PasswordProtected, TooManyMembers

#: What zipfile and zlib raise on damaged or unsupported members.
ZIP_FAILURES: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    NotImplementedError,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    struct.error,
)

#: Above this size a member packed more than RATIO : 1 is taken for a bomb; Office XML seldom passes 50 : 1.
_SUSPICIOUS_BYTES: Final = 64 * 1024 * 1024
_RATIO: Final = 200

_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_ENTRIES: Final = struct.Struct("<H")

#: ISO strict namespaces and the transitional ones every reader knows.
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)


def open_zip(data: bytes, path: str, limits: Limits) -> zipfile.ZipFile:
    """The zip file in ``data``, after looking at its directory only: members and declared sizes are within limits.

    Raises:
        DamagedFile: no readable directory.
        TooManyMembers: more members than allowed.
        ArchiveBomb: it declares more than may be unpacked.
    """
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_600))
    if end < 0 or end + 12 > len(data):
        raise DamagedFile(path)
    declared = _ENTRIES.unpack_from(data, end + 10)[0]
    if limits.archive_members < declared != 0xFFFF:
        raise TooManyMembers(path, declared, limits.archive_members)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except ZIP_FAILURES as error:
        raise DamagedFile(path) from error
    members = archive.infolist()
    if len(members) > limits.archive_members:
        raise TooManyMembers(path, len(members), limits.archive_members)
    total = sum(member.file_size for member in members)
    if total > limits.unpacked_bytes:
        raise ArchiveBomb(path, total, limits.unpacked_bytes)
    for member in members:
        if member.file_size > _SUSPICIOUS_BYTES and member.file_size > _RATIO * max(member.compress_size, 1):
            raise ArchiveBomb(path, member.file_size, _SUSPICIOUS_BYTES)
    return archive


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str) -> bytes:
    """The bytes of one member; never more than it declared.

    Raises:
        PasswordProtected: the member is encrypted.
        DamagedFile: it cannot be unpacked.
    """
    if member.flag_bits & 0x1:
        raise PasswordProtected(path, "压缩包")
    try:
        with archive.open(member) as stream:
            return stream.read(member.file_size + 1)
    except RuntimeError as error:  # what zipfile raises for encryption it met late
        raise PasswordProtected(path, "压缩包") from error
    except ZIP_FAILURES as error:
        raise DamagedFile(path) from error


def parse(xml: bytes, path: str, part: str) -> etree._Element:
    """The root of an XML part. Entities, DTDs and foreign encodings are refused; Office never writes them.

    Raises:
        DamagedPart: not well formed, or refused.
    """
    if b"<!DOCTYPE" in xml or b"<\0!\0D\0O\0C" in xml or b"\0<\0!\0D\0O\0C" in xml:
        raise DamagedPart(path, part)
    if b"purl.oclc.org/ooxml" in xml[:8192]:
        for strict, transitional in _STRICT:
            xml = xml.replace(strict, transitional)
    encoding = "utf-16" if xml[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    parser = etree.XMLParser(
        encoding=encoding, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedPart(path, part, error.lineno or None) from error


class Package:
    """An OOXML file: its parts by name, its relations, the content type of its main part."""

    def __init__(self, data: bytes, path: str, limits: Limits) -> None:
        self.path, self._limits = path, limits
        self._zip = open_zip(data, path, limits)
        self._members = {member.filename.replace("\\", "/").lstrip("/").lower(): member for member in self._zip.infolist()}
        self._types: tuple[dict[str, str], dict[str, str]] | None = None

    @property
    def names(self) -> frozenset[str]:
        """All part names in lower case, without a leading slash."""
        return frozenset(self._members)

    def has(self, part: str) -> bool:
        """Whether the part exists."""
        return part.lower() in self._members

    def read(self, part: str) -> bytes:
        """The bytes of a part.

        Raises:
            DamagedPart: there is no such part.
            FileTooLarge: it is larger than one part may be.
        """
        member = self._members.get(part.lower())
        if member is None:
            raise DamagedPart(self.path, part)
        if member.file_size > self._limits.part_bytes:
            raise FileTooLarge(self.path, member.file_size, self._limits.part_bytes, part=part)
        return read_member(self._zip, member, self.path)

    def root(self, part: str) -> etree._Element:
        """The parsed part."""
        return parse(self.read(part), self.path, part)

    def relations(self, part: str = "") -> dict[str, tuple[str, str]]:
        """Relation id -> (last word of its type, target part); external targets are left out. ``""`` is the package itself."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(rels):
            return {}
        found: dict[str, tuple[str, str]] = {}
        for relation in self.root(rels).iter(_RELATIONS):
            if relation.get("TargetMode") == "External":
                continue
            target = unquote(relation.get("Target", ""))
            full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], full)
        return found

    def related(self, part: str, kind: str) -> str | None:
        """The first existing part related to ``part`` by a relation whose type ends in ``kind``."""
        return next((target for name, target in self.relations(part).values() if name == kind and self.has(target)), None)

    def main_part(self) -> str:
        """The name of the main document part, or ``""``."""
        return self.related("", "officeDocument") or next((p for p in ("word/document.xml", "xl/workbook.xml") if self.has(p)), "")

    def content_type(self, part: str) -> str:
        """The declared content type of a part, or ``""``."""
        if self._types is None:
            overrides: dict[str, str] = {}
            defaults: dict[str, str] = {}
            if self.has("[Content_Types].xml"):
                root = self.root("[Content_Types].xml")
                overrides = {e.get("PartName", "").lstrip("/").lower(): e.get("ContentType", "") for e in root.iter(f"{_TYPES}Override")}
                defaults = {e.get("Extension", "").lower(): e.get("ContentType", "") for e in root.iter(f"{_TYPES}Default")}
            self._types = overrides, defaults
        overrides, defaults = self._types
        return overrides.get(part.lower()) or defaults.get(part.rpartition(".")[2].lower(), "")

    def refuse_macros(self, right: str) -> None:
        """Raise :class:`MacroFile` when the package carries macros, whatever its name says."""
        macros = any(name.endswith("/vbaproject.bin") or name.startswith("xl/macrosheets/") for name in self._members)
        if macros or "macroEnabled" in self.content_type(self.main_part()):
            raise MacroFile(self.path, right)
