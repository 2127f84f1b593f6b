"""The search of the portal: an index of character pairs in a table of its own, so that it finds Chinese alike on every database."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, QuerySet, Sum

from jiheng.model.mentions import flat
from jiheng.web.portal.models import Gram, Published

#: So much of one publication is searched; longer reports are found by their beginning.
_LONGEST: Final = 100_000
_AROUND: Final = 40
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A publication that was found and the words around the first place."""

    published: Published
    before: str
    word: str
    after: str


def searchable(texts: Iterable[str]) -> str:
    """The texts as they are searched: one width, one case, no blanks within."""
    return "\n".join(_SPACE.sub("", flat(text)).lower() for text in texts if text)[:_LONGEST]


def index(published: Published) -> None:
    """Write the pairs of a new publication."""
    counted: Counter[str] = Counter()
    for line in published.search_text.split("\n"):
        counted.update(line[at : at + 2] for at in range(len(line) - 1))
    Gram.objects.bulk_create((Gram(published=published, gram=gram, count=count) for gram, count in counted.items()), batch_size=500)


def words_of(asked: str) -> list[str]:
    """The words that must all occur, at most eight."""
    return [word for word in flat(asked).lower().split() if word][:8]


def search(asked: str) -> QuerySet[Published]:
    """What is published and holds every word, that which says them most often first."""
    words = words_of(asked)
    shown = Published.objects.filter(withdrawn_at__isnull=True)
    if not words:
        return shown.none()
    grams = {word[at : at + 2] for word in words for at in range(len(word) - 1)}
    if grams:
        hits = Gram.objects.filter(gram__in=grams).values("published").annotate(found=Count("gram")).filter(found=len(grams))
        shown = shown.filter(pk__in=hits.values("published"))
    for word in words:
        shown = shown.filter(search_text__contains=word)
    if grams:
        shown = shown.filter(grams__gram__in=grams).annotate(weight=Sum("grams__count")).order_by("-weight", "-published_at", "-pk")
    return shown.defer("sheets", "records", "report")


def hit(published: Published, asked: str) -> Hit:
    """The publication with the words around the first place of the first word."""
    word = words_of(asked)[0]
    line = next((line for line in published.search_text.split("\n") if word in line), "")
    at = line.find(word)
    begin = max(0, at - _AROUND)
    return Hit(published=published, before=line[begin:at], word=word, after=line[at + len(word) : at + len(word) + _AROUND])
