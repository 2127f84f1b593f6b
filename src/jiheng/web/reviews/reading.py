"""A version of the report as people read it on a page: headings with what stands below them, from the texts that were kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from jiheng.reports.compare import PaperChange

_HEADING: Final = re.compile(r"标题「(.*)」(?:（\d+）)?\Z", re.S)
_BELOW: Final = re.compile(r"「(.*?)」(.*)\Z", re.S)
#: What stands before the first heading: the cover.
_PASSAGES: Final = ("段落 ", "文字", "封面")


@dataclass(slots=True, kw_only=True)
class Section:
    """A heading, the paragraphs below it, and the cells of its tables by their place."""

    number: int
    heading: str
    paragraphs: list[str] = field(default_factory=list)
    cells: list[tuple[str, str]] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"s{self.number}"


def sections(texts: Mapping[str, str]) -> list[Section]:
    """The sections in the order of the paper."""
    found: list[Section] = []
    for place, text in texts.items():
        heading = _HEADING.fullmatch(place)
        if heading:
            found.append(Section(number=len(found) + 1, heading=heading[1]))
            continue
        if not found:
            found.append(Section(number=1, heading=""))
        below = _BELOW.match(place)
        told = below[2] if below else place
        if told.startswith(_PASSAGES):
            found[-1].paragraphs += [line for line in text.split("\n") if line.strip()]
        elif text.strip():
            found[-1].cells.append((told, text))
    return found


def anchor_of(finding: Mapping[str, Any], read: Sequence[Section]) -> str:
    """The section a finding is about: the one whose words it quotes, else the one its place names; empty where neither is found."""
    quote, place = str(finding.get("quote") or "").strip(), str(finding.get("place") or "")
    if quote:
        for section in read:
            if any(quote in text for text in (*section.paragraphs, *(text for _place, text in section.cells))):
                return section.anchor
    named = [section for section in read if section.heading and (section.heading in place or section.heading in quote)]
    return max(named, key=lambda section: len(section.heading)).anchor if named else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A place that differs between two versions, in parts that stayed and parts that did not."""

    place: str
    before: tuple[tuple[str, bool], ...] | None
    after: tuple[tuple[str, bool], ...] | None


def shown(changes: Sequence[PaperChange]) -> list[Changed]:
    """The changes with what differs marked."""
    return [_marked(one) for one in changes]


def _marked(change: PaperChange) -> Changed:
    if change.before is None or change.after is None:
        return Changed(
            place=change.place,
            before=((change.before, False),) if change.before is not None else None,
            after=((change.after, False),) if change.after is not None else None,
        )
    head = _shared(change.before, change.after)
    tail = _shared(change.before[head:][::-1], change.after[head:][::-1])
    return Changed(place=change.place, before=_parts(change.before, head, tail), after=_parts(change.after, head, tail))


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next((place for place, (here, there) in enumerate(zip(one, other, strict=False)) if here != there), min(len(one), len(other)))


def _parts(text: str, head: int, tail: int) -> tuple[tuple[str, bool], ...]:
    end = len(text) - tail
    parts = ((text[:head], False), (text[head:end], True), (text[end:], False))
    return tuple(part for part in parts if part[0])
