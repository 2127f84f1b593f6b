"""What authors rewrote in the report: carried from version to version, merged where two worked at once, nothing lost in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from jiheng.reports.render.paper import Paper, digest_of
from jiheng.reports.render.regions import edited_regions, marked_regions, regions_of, texts_outside

#: Paragraphs by the name of the passage; a passage that is not there stands as drafted.
Passages: TypeAlias = Mapping[str, tuple[str, ...]]
#: So many changed lines outside the passages are told.
MOST: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Collision:
    """A passage that two people rewrote differently; None: put back to what was drafted."""

    name: str
    theirs: tuple[str, ...] | None
    mine: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The passages of both, and where they collide."""

    passages: dict[str, tuple[str, ...]]
    collisions: tuple[Collision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """An edited file: the passages rewritten in it, all that are marked in it, and the lines outside them."""

    passages: dict[str, tuple[str, ...]]
    marks: dict[str, str]
    outside: tuple[str, ...]


def read_back(data: bytes, name: str) -> Returned:
    """What an author handed back.

    Raises:
        NoPackage: it is no Word file.
    """
    return Returned(passages=edited_regions(data, name), marks=marked_regions(data, name), outside=texts_outside(data, name))


def ignored(sent_out: bytes, returned: Returned, name: str) -> list[str]:
    """Lines outside the passages that do not stand in the file as it was sent out: they follow from the case and are not taken over."""
    known = Counter(texts_outside(sent_out, name))
    changed = []
    for line in returned.outside:
        if known[line]:
            known[line] -= 1
        else:
            changed.append(line[:400])
    return changed[:MOST]


def merge(base: Passages, theirs: Passages, mine: Passages, marked: Mapping[str, str]) -> Merged:
    """The author's passages laid over those of the newest version, both seen from the version the author began with.

    A passage whose mark got lost in the file says nothing: there the newest version stands.
    """
    passages: dict[str, tuple[str, ...]] = {}
    collisions = []
    for name in {**base, **theirs, **mine}:
        before, other = base.get(name), theirs.get(name)
        own = mine.get(name) if name in marked else before
        if own not in (before, other) and other != before:
            collisions.append(Collision(name=name, theirs=other, mine=own))
        chosen = other if own == before else own
        if chosen is not None:
            passages[name] = chosen
    return Merged(passages=passages, collisions=tuple(collisions))


def kept(passages: Passages, paper: Paper, before: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The passages as they stand with the version.

    ``drafted`` tells the draft they replace; ``overtaken``: that draft has changed since the author wrote; ``homeless``: the report has no
    such passage any more, the text is kept all the same.
    """
    found: dict[str, dict[str, Any]] = {}
    regions = regions_of(paper)
    for name, paragraphs in passages.items():
        region, earlier = regions.get(name), before.get(name, {})
        drafted = digest_of(region.drafted or region.paragraphs) if region is not None else earlier.get("drafted", "")
        untouched = earlier.get("paragraphs") == list(paragraphs)
        moved_on = untouched and (bool(earlier.get("overtaken")) or earlier.get("drafted", drafted) != drafted)
        found[name] = {"paragraphs": list(paragraphs), "drafted": drafted, "overtaken": moved_on, "homeless": region is None}
    return found
