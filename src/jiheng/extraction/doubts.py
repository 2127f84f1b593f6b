"""Which fields rest on characters that were recognised without certainty: the one place where confidence becomes a doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from jiheng.documents.content import Document, Paragraph
from jiheng.extraction.results import Extracted
from jiheng.model import Place

#: How a doubt begins that comes from character recognition.
RECOGNISED = "扫描识别"
_Spot: TypeAlias = tuple[int | None, int | None, int | None, tuple[tuple[int, int, int], ...]]


def mark_doubts(document: Document, records: tuple[Extracted, ...]) -> None:
    """Say at every source that stands in a doubtful cell or paragraph how sure its recognition was."""
    trusted = document.trusted_confidence
    doubtful = {spot: confidence for spot, confidence in _confidences(document) if confidence is not None and confidence < trusted}
    if not doubtful:
        return
    for item in records:
        for path, source in list(item.sources.entries.items()):
            confidence = doubtful.get(_spot(source.place))
            if confidence is not None and not source.doubt:
                item.sources.entries[path] = replace(source, doubt=f"{RECOGNISED}，置信度 {confidence:.2f}")


def _confidences(document: Document) -> Iterator[tuple[_Spot, float | None]]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield _spot(block.place), block.confidence
    for table in document.tables():
        for cell in table.cells:
            yield _spot(cell.place), cell.confidence


def _spot(place: Place) -> _Spot:
    return place.block, place.row, place.column, place.inner
