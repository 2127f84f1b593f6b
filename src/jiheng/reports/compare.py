"""What differs between two versions of a paper, place by place: passages by region, tables by row and column, headings.

Made from the papers themselves and not from the files, so that layout never counts as a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Final

from jiheng.model import Record
from jiheng.reports.render.fitting import placed
from jiheng.reports.render.paper import Heading, Paper, Paragraph, Picture, Region, Table

#: Where a sentence or a line ends.
_END: Final = re.compile(r"(?<=[。；\n])")
_LEFT_OUT: Final = "……"


class PaperChange(Record):
    """A place whose text changed; None where it did not stand before, or stands no more."""

    place: str
    before: str | None
    after: str | None


def compare_papers(before: Paper, after: Paper) -> tuple[PaperChange, ...]:
    """The changed places, in the order of the newer paper; what fell away comes last."""
    return compare_places(places(before), places(after))


def places(paper: Paper) -> dict[str, str]:
    """Every text of a paper by its place: what is kept of a version so that later ones can be compared with it."""
    return dict(_located(paper))


def compare_places(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[PaperChange, ...]:
    """The changed places of two papers of which only the texts were kept."""
    changed = [PaperChange(place=place, before=old.get(place), after=text) for place, text in new.items() if old.get(place) != text]
    gone = [PaperChange(place=place, before=text, after=None) for place, text in old.items() if place not in new]
    return (*changed, *gone)


def changed_sentences(before: str, after: str) -> tuple[str, str]:
    """Both texts with the sentences that are the same left out, so that a reader sees what changed."""
    old, new = ([part for part in _END.split(text) if part.strip()] for text in (before, after))
    shown: tuple[list[str], list[str]] = ([], [])
    for kind, *at in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for kept, parts in zip(shown, (old[at[0] : at[1]], new[at[2] : at[3]]), strict=True):
            kept += [_LEFT_OUT] if kind == "equal" else [part.rstrip("\n") for part in parts]
    return "".join(shown[0]), "".join(shown[1])


def _located(paper: Paper) -> Iterator[tuple[str, str]]:
    """Every text with its place: heading, then what stands below it. Equal places are counted."""
    heading = ""
    seen: dict[str, int] = {}
    for block in paper.blocks():
        if isinstance(block, Heading):
            heading = block.text
            yield _once(f"标题「{heading}」", seen), heading
        elif isinstance(block, Region):
            yield _once(f"「{heading}」段落 {block.name}", seen), "\n".join(block.paragraphs)
        elif isinstance(block, Paragraph):
            yield _once(f"「{heading}」文字" if heading else "封面", seen), block.text
        elif isinstance(block, Picture):
            yield _once(f"「{heading}」{block.caption}", seen), block.alternative
        elif isinstance(block, Table):
            for place, text in _cells(block).items():
                yield _once(f"「{heading}」{place}", seen), text


def _cells(table: Table) -> Mapping[str, str]:
    """The cells by the label of their row and the head of their column; a row's label is the text that tells it from the others."""
    heads: dict[int, str] = {}
    rows: dict[int, list[tuple[int, str]]] = {}
    for number, column, cell in placed(table):
        if number < table.head:
            heads[column] = cell.text
        else:
            rows.setdefault(number, []).append((column, cell.text))
    counts: dict[str, int] = {}
    for cells in rows.values():
        for _, text in cells:
            counts[text] = counts.get(text, 0) + 1
    found: dict[str, str] = {}
    for number, cells in rows.items():
        label = next((text for _, text in cells if text and counts[text] == 1 and not text[0].isdigit()), f"第{number + 1}行")
        for column, text in cells:
            place = f"{label} / {heads.get(column, f'第{column + 1}列')}"
            found[place if place not in found else f"{place}（第{number + 1}行）"] = text
    return found


def _once(place: str, seen: dict[str, int]) -> str:
    seen[place] = seen.get(place, 0) + 1
    return place if seen[place] == 1 else f"{place}（{seen[place]}）"
