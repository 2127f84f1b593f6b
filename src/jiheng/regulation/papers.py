"""How official papers are worded: titles, labels, column widths and sentence templates, from ``standards/<name>/papers/*.yaml``.

A lower standard states only the keys that differ. Every file names with ``cite`` where its wording comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from jiheng.model import Citation
from jiheng.regulation.loading import BrokenStandard, citation_of, lineage, read_yaml


class UnknownPaper(KeyError):
    """A report asked for wording that no standard has: an error of ours."""

    def __init__(self, standard: str, name: str) -> None:
        super().__init__(f"标准 {standard} 没有「{name}」的写法（papers/{name}.yaml）")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWords:
    """The wording of one kind of paper, merged through the inheritance of the standard."""

    name: str
    standard: str
    words: Mapping[str, Any]
    citations: tuple[Citation, ...]

    def part(self, key: str) -> Mapping[str, Any]:
        """A named part of it (the labels of one form).

        Raises:
            UnknownPaper: nobody wrote it.
        """
        if key not in self.words:
            raise UnknownPaper(self.standard, f"{self.name}/{key}")
        part: Mapping[str, Any] = self.words[key]
        return part


@cache
def load_paper(standard: str, name: str) -> PaperWords:
    """The wording of a paper under a standard.

    Raises:
        UnknownPaper: no standard of the lineage has it.
        BrokenStandard: a file cannot be read or cites nothing known.
    """
    words: dict[str, Any] = {}
    citations: list[Citation] = []
    for jurisdiction in lineage(standard):
        file = files("jiheng") / "standards" / jurisdiction / "papers" / f"{name}.yaml"
        if not file.is_file():
            continue
        content = read_yaml(file)
        if "cite" not in content:
            raise BrokenStandard(f"{jurisdiction}/papers/{name}.yaml", "cite", "应写明这些写法出自哪里。")
        citations.append(citation_of(jurisdiction, f"{jurisdiction}/papers/{name}.yaml", content))
        words = _merged(words, {key: value for key, value in content.items() if key not in ("cite", "article", "evidence")})
    if not citations:
        raise UnknownPaper(standard, name)
    return PaperWords(name=name, standard=standard, words=words, citations=tuple(citations))


def _merged(higher: Mapping[str, Any], lower: Mapping[str, Any]) -> dict[str, Any]:
    """The lower mapping laid over the higher one, key by key."""
    merged = dict(higher)
    for key, value in lower.items():
        before = merged.get(key)
        merged[key] = _merged(before, value) if isinstance(before, Mapping) and isinstance(value, Mapping) else value
    return merged


def widths_of(part: Mapping[str, Any]) -> dict[str, Decimal]:
    """The column widths of a form's wording, as shares of the line."""
    return {str(key): Decimal(str(value)) for key, value in part["widths"].items()}
