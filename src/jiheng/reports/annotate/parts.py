"""An Office package as its parts, to change a few of them and leave every other byte as it is."""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO
from typing import Final

from lxml import etree

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_STRICT: Final = b"purl.oclc.org/ooxml"
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)


class StrictFormat(Exception):
    """A package in the strict namespaces, which our marks do not speak."""


class Parts:
    """The parts of a package by name, with their order; relations and content types can be added."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as package:
            self._parts = {item.filename: package.read(item) for item in package.infolist() if not item.is_dir()}
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in self._parts}

    @property
    def names(self) -> tuple[str, ...]:
        """The parts, in their order."""
        return tuple(self._parts)

    def has(self, part: str) -> bool:
        """Whether the part exists."""
        return part.lower() in self._names

    def root(self, part: str) -> etree._Element:
        """The parsed part.

        Raises:
            StrictFormat: it is in the strict namespaces.
        """
        xml = self._parts[self._names[part.lower()]]
        if _STRICT in xml[:8192]:
            raise StrictFormat
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))

    def text(self, part: str) -> bytes:
        """The bytes of a part."""
        return self._parts[self._names[part.lower()]]

    def put(self, part: str, root: etree._Element) -> None:
        """Replace or add a part."""
        name = self._names.setdefault(part.lower(), part)
        self._parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def put_text(self, part: str, content: bytes) -> None:
        """Replace or add a part that is no XML."""
        self._parts[self._names.setdefault(part.lower(), part)] = content

    def related(self, part: str, kind: str) -> str | None:
        """The part a relation of this kind leads to, whether it exists or not."""
        return next((target for name, _, target in self.relations(part) if name == kind), None)

    def relations(self, part: str) -> list[tuple[str, str, str]]:
        """The inner relations of a part: last word of the type, id, target."""
        folder = posixpath.dirname(part)
        found = []
        for relation in self._relations(part)[1]:
            target = relation.get("Target") or ""
            if relation.get("TargetMode") != "External":
                full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                found.append(((relation.get("Type") or "").rpartition("/")[2], relation.get("Id") or "", full))
        return found

    def relate(self, part: str, kind: str, target: str) -> str:
        """The id of a relation of ``part`` to ``target``; made when there is none."""
        for name, identifier, existing in self.relations(part):
            if name == kind and existing.lower() == target.lower():
                return identifier
        rels, root = self._relations(part)
        taken = {relation.get("Id") for relation in root}
        chosen = next(f"rIdJiheng{number}" for number in range(1, len(taken) + 2) if f"rIdJiheng{number}" not in taken)
        relation = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship")
        relation.set("Id", chosen)
        relation.set("Type", f"{_OFFICE}/{kind}")
        relation.set("Target", f"/{target}" if not part else posixpath.relpath(target, posixpath.dirname(part) or "."))
        self.put(rels, root)
        return chosen

    def declare(self, part: str, content_type: str) -> None:
        """Make the content type of a part known."""
        root = self.root(_CONTENT_TYPES)
        name = f"/{part}"
        if not any((entry.get("PartName") or "").lower() == name.lower() for entry in root.iter(f"{_TYPES}Override")):
            entry = etree.SubElement(root, f"{_TYPES}Override")
            entry.set("PartName", name)
            entry.set("ContentType", content_type)
            self.put(_CONTENT_TYPES, root)

    def declare_extension(self, extension: str, content_type: str) -> None:
        """Make the content type of an extension known."""
        root = self.root(_CONTENT_TYPES)
        if not any((entry.get("Extension") or "").lower() == extension for entry in root.iter(f"{_TYPES}Default")):
            entry = etree.Element(f"{_TYPES}Default")
            entry.set("Extension", extension)
            entry.set("ContentType", content_type)
            root.insert(0, entry)
            self.put(_CONTENT_TYPES, root)

    def free_name(self, pattern: str) -> str:
        """The first name of the pattern (with ``{}``) that no part has."""
        return next(name for number in range(1, len(self._names) + 2) if not self.has(name := pattern.format(number)))

    def pack(self) -> bytes:
        """The package with its parts in their old order and fixed times, so that the same content gives the same bytes."""
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in self._parts.items():
                package.writestr(zipfile.ZipInfo(name, _EARLIEST), content, zipfile.ZIP_DEFLATED)
        return target.getvalue()

    def _relations(self, part: str) -> tuple[str, etree._Element]:
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if self.has(rels):
            return rels, self.root(rels)
        return rels, etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
