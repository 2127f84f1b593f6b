"""What an Office package carries that is no text of its own: pictures, other files within it, and what cannot be looked through at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from jiheng.reports.annotate.parts import Parts

#: Parts that are drawings; those of them no picture reader knows are left for somebody to look at.
_PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".emf", ".wmf", ".wdp", ".jxr"})
#: Packages within the package, by what they are.
_OFFICE: Final = {".docx": "docx", ".docm": "docx", ".xlsx": "xlsx", ".xlsm": "xlsx"}
#: Parts that say nothing: fonts, and how a printer is set.
_SILENT: Final = frozenset({".odttf", ".fntdata", ".ttf", ".otf"})
_PRINTER: Final = "printersettings"
_TEXT: Final = (".xml", ".rels", ".vml", ".svg")


def is_text(name: str) -> bool:
    """Whether a part is XML that is read."""
    return name.lower().endswith(_TEXT)


def pictures(parts: Parts) -> Iterator[tuple[str, bytes]]:
    """The pictures, by the name of their part; those of files within it too."""
    for name in parts.names:
        if PurePosixPath(name.lower()).suffix in _PICTURES:
            yield PurePosixPath(name).name, parts.text(name)
    for _name, inner, _kind in packages(parts):
        yield from pictures(Parts(inner))


def packages(parts: Parts) -> Iterator[tuple[str, bytes, str]]:
    """The Office files within it (the numbers behind a chart, a sheet set into a text): part, bytes, kind."""
    for name in parts.names:
        kind = _OFFICE.get(PurePosixPath(name.lower()).suffix)
        if kind:
            yield name, parts.text(name), kind


def sealed(parts: Parts) -> list[str]:
    """The parts nobody can look through: objects of other programs, programs, texts in another format."""
    found = []
    for name in parts.names:
        suffix = PurePosixPath(name.lower()).suffix
        if is_text(name) or suffix in _PICTURES or suffix in _OFFICE or suffix in _SILENT or _PRINTER in name.lower():
            continue
        found.append(PurePosixPath(name).name)
    for _name, inner, _kind in packages(parts):
        found += sealed(Parts(inner))
    return found
