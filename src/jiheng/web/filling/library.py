"""The standard's indicator library beside the form: search, and rows made of its entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from jiheng.regulation import LibraryIndicator, load_labels, load_library
from jiheng.regulation.indicators import search
from jiheng.regulation.labels import Vocabulary
from jiheng.web.filling.content import Content, Row, fresh
from jiheng.web.filling.desk import Desk

#: So many entries stand on the page; a search finds the others.
PAGE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry with its classes as forms print them."""

    indicator: LibraryIndicator
    category: str
    subcategory: str


def _word(vocabulary: Vocabulary, key: str) -> str:
    """The word forms print for a class: the first the standard lists."""
    return next((word for word, meaning in vocabulary.words.items() if meaning == key), key)


def _entry(indicator: LibraryIndicator, standard: str) -> Entry:
    labels = load_labels(standard)
    category = _word(labels.categories, indicator.category.value)
    return Entry(indicator=indicator, category=category, subcategory=_word(labels.subcategories, indicator.subcategory.value))


def entries(desk: Desk, query: str, category: str) -> tuple[list[Entry], list[tuple[str, str]]]:
    """The entries that fit, the likest first, and the classes to choose from."""
    name = desk.standard.name
    library = load_library(name)
    found = search(query, library) if query else list(library)
    kept = [_entry(one, name) for one in found if not category or one.category.value == category]
    classes = dict.fromkeys(one.category.value for one in library)
    return kept, [(key, _word(load_labels(name).categories, key)) for key in classes]


def with_entries(desk: Desk, names: list[str]) -> Content:
    """The form with a row for each named entry, behind the others; blank rows at the end make room."""
    known = {one.name: one for one in load_library(desk.standard.name)}
    content = desk.content
    for name in dict.fromkeys(names):
        if name not in known:
            continue
        entry = _entry(known[name], desk.standard.name)
        cells = {
            "category": entry.category,
            "subcategory": entry.subcategory,
            "name": entry.indicator.name,
            "target": entry.indicator.target,
        }
        rows = content.rows("indicators")
        while rows and rows[-1].is_blank:
            rows = rows[:-1]
        content = content.with_rows("indicators", (*rows, Row(id=fresh(content, "indicators"), cells=cells)))
    return content
