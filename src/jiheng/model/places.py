"""Where on paper a value stands, and the source map from field paths to places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the page's top left corner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place in a file, as exact as the format allows; counts start at 1 for people, 0 for ``start``/``end``.

    ``block`` is the number of the paragraph or table in the document (0-based, document order) and, with ``row`` and
    ``column`` (0-based grid position), what annotators use to find the cell again. ``start``/``end`` are characters
    within the cell's or paragraph's text. ``inner`` holds the trail of (row, column, block) for nested tables.
    ``more`` holds page and box of further parts, when a page break goes through the text.
    """

    file: str = ""
    page: int | None = None
    line: int | None = None
    sheet: str | None = None
    block: int | None = None
    row: int | None = None
    column: int | None = None
    start: int | None = None
    end: int | None = None
    box: Box | None = None
    quote: str = ""
    inner: tuple[tuple[int, int, int], ...] = ()
    more: tuple[tuple[int, Box], ...] = ()

    def within(self, start: int, end: int, quote: str) -> Place:
        """The same place narrowed to characters of its text."""
        return replace(self, start=start, end=end, quote=quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The place of one field, with the labels a reader knows it by.

    ``label`` is the row or indicator name and the column label as printed (``开展培训场次 / 得分``); ``section`` the heading or
    form it stands under; ``table_title`` the title of its table; ``row_text`` the cells of its row joined by tabs. ``doubt`` says, in
    Chinese, why what was read here is not certain (cut out of text without separators, recognised from a scan); empty when it is.
    """

    place: Place
    label: str = ""
    section: str = ""
    table_title: str = ""
    row_text: str = ""
    doubt: str = ""


@dataclass(slots=True)
class SourceMap:
    """Field path (``/indicators/3/score``) to source; a parent's source serves fields without their own."""

    entries: dict[str, Source] = field(default_factory=dict)

    def add(self, path: str, source: Source) -> None:
        """Remember where the field at ``path`` was read; the first entry stays."""
        self.entries.setdefault(path, source)

    def find(self, path: str) -> Source | None:
        """The source of the field or of its nearest ancestor that has one (``""`` is the record itself)."""
        while True:
            if path in self.entries:
                return self.entries[path]
            if not path:
                return None
            path = path.rpartition("/")[0]

    def __iter__(self) -> Iterator[tuple[str, Source]]:
        return iter(self.entries.items())

    @property
    def by_path(self) -> Mapping[str, Source]:
        """All entries."""
        return self.entries
