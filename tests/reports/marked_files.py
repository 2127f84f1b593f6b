"""Remarks at places, Word files from a few lines of XML, and reading back what was written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from jiheng.assessment import LocatedFinding, Location
from jiheng.model import Finding, Place, Severity
from jiheng.reports.annotate.remarks import Remark

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def make_remark(message: str, place: Place, severity: Severity = Severity.MUST_FIX) -> Remark:
    finding = Finding(code="SEV101", name="x", severity=severity, message=message)
    return Remark(lines=(message,), severity=severity, found=LocatedFinding(finding=finding, location=Location(place=place)))


def make_docx(body: str, comments: str | None = None, space: str = W[1:-1]) -> bytes:
    """A Word file with this body, perhaps with a comments part, in this namespace."""
    spaces = f'xmlns:w="{space}" {_SPACES}'
    types = f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
    relations = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    own = f'<Relationship Id="rId7" Type="{_OFFICE}/comments" Target="comments.xml"/>' if comments is not None else ""
    members = {
        "[Content_Types].xml": types,
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{own}</Relationships>',
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
    }
    if comments is not None:
        members["word/comments.xml"] = f"<w:comments {spaces}>{comments}</w:comments>"
    return zipped(members)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def read_part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def anchored(data: bytes) -> dict[str, str]:
    """The text of each comment, with the text between its marks."""
    document, comments = read_part(data, "word/document.xml"), read_part(data, "word/comments.xml")
    found = {}
    for comment in comments:
        number, inside, text = comment.get(f"{W}id"), False, ""
        for element in document.iter():
            if element.tag == f"{W}commentRangeStart" and element.get(f"{W}id") == number:
                inside = True
            elif element.tag == f"{W}commentRangeEnd" and element.get(f"{W}id") == number:
                inside = False
            elif inside and element.tag == f"{W}t":
                text += element.text or ""
        assert sum(mark.get(f"{W}id") == number for mark in document.iter(f"{W}commentReference")) == 1
        found["".join(part.text or "" for part in comment.iter(f"{W}t"))] = text
    return found
