"""Words of the lexicons as patterns, and how alike two phrases are. Shared by the checks on wording; no check of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from jiheng.model import Indicator
from jiheng.regulation import Standard

_HAN_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z]+")
_BRACKETS = re.compile(r"[(（][^()（）]{0,12}[)）]")


@lru_cache(maxsize=256)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of the words or expressions, the longest first; matches nothing when there are none."""
    return re.compile("|".join(sorted(words, key=len, reverse=True)) if words else r"(?!)")


def said(standard: Standard, lexicon: str, text: str | None) -> str:
    """The first word of the lexicon that stands in the text, or ``""``."""
    match = any_of(standard.words(lexicon)).search(text or "")
    return match[0] if match else ""


def squeezed(text: str | None) -> str:
    """The text without white space."""
    return re.sub(r"\s+", "", text or "")


def is_empty(text: str | None) -> bool:
    """Whether a cell for words says nothing: blank, dashes, slashes, 无."""
    return re.fullmatch(r"[\s\-—–―─/\\、.。]*(?:无|/|不适用|N/?A)?[\s\-—–―─/\\.。]*", text or "") is not None


def bare_name(indicator: Indicator) -> str:
    """The indicator's name without spaces, brackets and trailing punctuation."""
    return _BRACKETS.sub("", squeezed(indicator.name)).rstrip("。.，,；;：:、")


@lru_cache(maxsize=8)
def _synonyms(groups: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    canonical = {word: group.split()[0] for group in groups for word in group.split()}
    return any_of(tuple(map(re.escape, canonical))), canonical


@lru_cache(maxsize=8192)
def _grams(text: str, idle: tuple[str, ...], synonyms: tuple[str, ...]) -> frozenset[str]:
    pattern, canonical = _synonyms(synonyms)
    plain = pattern.sub(lambda match: canonical[match[0]], squeezed(text))
    runs = _HAN_RUN.findall(any_of(idle).sub(" ", plain))
    return frozenset(run[i : i + 2] for run in runs for i in range(max(1, len(run) - 1)))


def grams(text: str, standard: Standard) -> frozenset[str]:
    """What the words are about: pairs of characters without idle words, synonyms made one."""
    return _grams(text, standard.words("idle_words"), standard.words("synonyms"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How far two phrases speak of one thing: shares of the name and of the phrase that both have."""

    of_name: float
    of_phrase: float
    common: int

    @property
    def mean(self) -> float:
        """One number from 0 to 1."""
        return (self.of_name + self.of_phrase) / 2


def likeness(name: str, noun: str, standard: Standard, phrase: str | None = None) -> Likeness:
    """How alike an indicator's name and a noun are; ``phrase`` is the wider clause in which the rest of the name may stand."""
    names, nouns = grams(name, standard), grams(noun, standard)
    wider = grams(phrase, standard) | nouns if phrase else nouns
    both = names & wider
    if not names or not both:
        return Likeness(of_name=0.0, of_phrase=0.0, common=0)
    return Likeness(of_name=len(both) / len(names), of_phrase=len(names & nouns) / len(nouns) if nouns else 0.0, common=len(both))
