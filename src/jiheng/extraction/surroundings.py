"""What stands around a table: its title, year, unit and the labelled lines between title and table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from jiheng.documents.content import Block, Paragraph, Table
from jiheng.extraction.wording import fiscal_year_in, is_note, money_unit_in
from jiheng.regulation.labels import FormLabels, compact

_SENTENCE: Final = re.compile(r"[。；;！!]|，.*，")
_NOISE: Final = re.compile(r"[-—–\s\d/第页共]*|附(?:件|表)?[\d一二三四五六七八九十\-—.]*[:：]?|续表")
#: The number of a table printed on a line of its own: it names nothing.
_NUMBER: Final = re.compile(r"[(（]?(?:公开|财决|决算|公决|部门决算|附|表)\s*-?\s*\d{1,2}\s*(?:表|号)?[)）]?")
#: Whose table it is, printed under its title: 部门：某某局.
_LABELLED: Final = re.compile(r"[^:：]{2,8}[:：]")
_FARTHEST: Final = 14
_TITLE_LENGTH: Final = 60


@dataclass(slots=True)
class Surroundings:
    """The lines above a table, nearest first, and what they say. ``kind`` is the title's kind, also ``not_a_form``."""

    title: str = ""
    kind: str | None = None
    paragraph: Paragraph | None = None
    fiscal_year: int | None = None
    money_unit: str = ""
    captions: list[Paragraph] = field(default_factory=list)
    gap: int = 0


def is_title(text: str) -> bool:
    """Whether a line can be a table's title: short and no sentence."""
    plain = compact(text)
    return 2 < len(plain) <= _TITLE_LENGTH and not _SENTENCE.search(plain) and not plain.endswith(("，", ",", "、", ":", "："))


def surroundings(blocks: Sequence[Block], index: int, labels: FormLabels) -> Surroundings:
    """Read upwards from the table at ``index`` to the table before it, to a sentence, or to a title."""
    found = Surroundings()
    lines = 0
    for block in reversed(blocks[:index]):
        if isinstance(block, Table) or lines >= _FARTHEST:
            break
        text = block.text.strip()
        if not text or _NOISE.fullmatch(compact(text)) or is_note(text):
            continue
        lines += 1
        found.gap += 1
        if not found.fiscal_year and len(compact(text)) <= _TITLE_LENGTH:
            found.fiscal_year = fiscal_year_in(text)
        found.money_unit = found.money_unit or (money_unit_in(text) if len(compact(text)) <= _TITLE_LENGTH else "")
        if is_title(text) and not re.match(r"[(（]?20\d\d年?度?[)）]?$", compact(text)):
            kind = labels.titles.within(text)
            below = any(_names_table(caption.text) for caption in found.captions)
            if below and (kind is None or _is_left_out(text)) and (block.level or kind is not None):
                break  # the heading of the section, or an annex that is named only; the table's own name stands below it
            if kind is not None or block.level:
                found.title, found.kind, found.paragraph = _clean(text), kind, block
                break
        if _SENTENCE.search(text) and len(compact(text)) > 30:
            break
        found.captions.append(block)
    if not found.title:
        titles = [_clean(c.text) for c in found.captions if is_title(c.text) and not money_unit_in(c.text)]
        titles = [title for title in titles if not _NUMBER.fullmatch(compact(title))] or titles
        found.title = next((title for title in titles if _names_table(title)), next((t for t in titles if not _LABELLED.match(t)), ""))
        found.title = found.title or next(iter(titles), "")
    return found


def _is_left_out(text: str) -> bool:
    """Whether a title is all there is of its form: 项目支出绩效自评表（略）."""
    return bool(re.search(r"[(（](?:略|另附|详见附件|见附件|另行公开)[)）]$|(?:略|另附)$", compact(text)))


def _names_table(text: str) -> bool:
    """Whether a line is the name of a table, not its number."""
    plain = compact(text)
    return is_title(text) and len(plain) >= 5 and plain.endswith("表") and not _NUMBER.fullmatch(plain)


def _clean(text: str) -> str:
    title = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"^附(?:件|表)?\s*[\d一二三四五六七八九十\-—.]*\s*[:：、]?\s*", "", title) or title
