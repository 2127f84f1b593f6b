"""Collecting the fields of a report with their sources; the record is made at the end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from jiheng.documents.content import Cell
from jiheng.extraction.results import Extracted
from jiheng.model import EvaluationReport, Figure, Place, Record, Source, SourceMap, read_figure
from jiheng.regulation.labels import FormLabels

_WIDE: Final = r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’①-⑳]"
_BREAKS: Final = re.compile(rf"(?<={_WIDE})\s+|\s+(?={_WIDE})")
#: Telephone numbers of persons are said to be there, never kept.
HIDDEN: Final = "〔隐去〕"
_PHONE: Final = re.compile(r"(?<![\d.\"])1[3-9]\d(?:[\s\-]?\d){8}(?![\d.])|(?<!\d)0\d{2,3}[\s\-—]\d{7,8}(?!\d)")


@lru_cache(maxsize=16384)
def tidy(text: str) -> str:
    """A cell's or line's text without the breaks its width forced upon it."""
    return re.sub(r"\s+", " ", _BREAKS.sub("", text)).strip()


def has_phone(text: str) -> bool:
    """Whether a telephone number is printed."""
    return bool(_PHONE.search(text))


def without_phones(text: str) -> str:
    """The text with telephone numbers hidden: 138〔隐去〕0000, which no paper prints itself."""
    return _PHONE.sub(lambda found: f"{found[0][:3]}{HIDDEN}{found[0][-4:]}", text)


def figure_of(text: str, unit: str = "") -> Figure | None:
    """Points, counts and rates as printed, without the word 分."""
    figure = read_figure(tidy(text).rstrip("。；;"), unit=unit)
    if figure is None:
        return None
    return figure.model_copy(update={"unit": ""}) if figure.unit == "分" else figure


def place_of(cell: Cell) -> Place:
    """Where a cell stands, with its text as the quote."""
    return cell.place if cell.place.quote else cell.place.within(0, len(cell.text), cell.text)


def pointer(key: str) -> str:
    """A key as a part of a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1")


class Draft:
    """The lists and fields of a report under construction, and where each was read."""

    def __init__(self, labels: FormLabels) -> None:
        self.labels = labels
        self.values: dict[str, Any] = {}
        self.lists: dict[str, list[Any]] = {}
        self.sources = SourceMap()
        self.unread: list[Source] = []

    def set(self, field: str, value: object, place: Place, *, label: str = "", section: str = "") -> None:
        """Set a single field; the first value stays."""
        if value in (None, "") or field in self.values:
            return
        self.values[field] = value
        self.sources.add(f"/{field}", Source(place=place, label=label, section=section))

    def keep(self, field: str, key: str, value: str, place: Place, *, label: str = "", section: str = "", table_title: str = "") -> None:
        """Keep a labelled text in a dictionary field; the first value of a label stays."""
        kept = self.values.setdefault(field, {})
        if key and key not in kept:
            kept[key] = value
            self.sources.add(f"/{field}/{pointer(key)}", Source(place=place, label=label or key, section=section, table_title=table_title))

    def add(
        self, field: str, record: Record | str, source: Source, parts: Mapping[str, Source] | None = None,
    ) -> int:  # fmt: skip
        """Append a record or a name to a list field; ``parts`` are the sources of the record's own fields."""
        found = self.lists.setdefault(field, [])
        found.append(record)
        index = len(found) - 1
        self.sources.add(f"/{field}/{index}", source)
        for name, part in (parts or {}).items():
            self.sources.add(f"/{field}/{index}/{name}", part)
        return index

    def build(self, start: Source) -> Extracted:
        """The record and its source map."""
        lists = {field: tuple(items) for field, items in self.lists.items()}
        record = EvaluationReport.model_validate({**self.values, **lists})
        text = record.model_dump_json()
        masked = without_phones(text)
        if masked != text:
            record = EvaluationReport.model_validate_json(masked)
        self.sources.add("", start)
        return Extracted(record=record, sources=self.sources)
