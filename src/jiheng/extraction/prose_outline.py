"""Headings of a text: which paragraph stands under which heading path, and what the contents page lists.

A heading is known by its number, its shortness and its lack of a sentence; style levels help where a file has them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from jiheng.documents.content import Paragraph
from jiheng.extraction.prose_text import NUMBERED, is_noise, plain
from jiheng.model import Heading, read_figure

_RANKS: Final = {"part": 1, "big": 2, "bracket": 3, "digit": 4, "small": 5}
_LONGEST: Final = 45
_SENTENCE: Final = re.compile(r"[,;。!?:]|(?:19|20)\d\d年.*月|\d[\d,.]*\s*(?:[亿万]?元|%)")
_CONTENTS: Final = re.compile(r"目\s*[录錄]|contents", re.I)
_DOTTED: Final = re.compile(r"[\s.·…．-]{3,}\s*-?\s*(?P<page>\d{1,3})\s*-?\s*$|\t\s*(?P<tab>\d{1,3})\s*$")
#: A line of the contents page of a file whose dots are drawn: the title, one blank, the page.
_PAGED: Final = re.compile(r"(?<=[\u4e00-\u9fff)”\"])\s+(?P<page>\d{1,3})\s*$")
_RUN_IN: Final = re.compile(r"[^,;。:!?\d]{2,16}。")


@dataclass(slots=True)
class Outline:
    """``sections[i]`` is the number of the heading paragraph ``i`` stands under (-1 above the first), ``body[i]`` where its text begins
    behind a number and a run-in heading (None for headings, contents, noise).
    """

    headings: list[Heading] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    contents: list[Heading] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)
    body: list[int | None] = field(default_factory=list)

    def path(self, index: int) -> str:
        """The heading path of a paragraph."""
        section = self.sections[index]
        return self.paths[section] if section >= 0 else ""


def heading_of(text: str, level: int = 0) -> Heading | None:
    """The heading a line is; None for text."""
    line = plain(text).strip()
    found = NUMBERED.match(line)
    if found is None:
        styled = 0 < level < 5 and 2 < len(line) <= _LONGEST and not _SENTENCE.search(line.rstrip("。:"))
        return Heading(level=level, title=re.sub(r"\s+", "", text)) if styled else None
    rank = next(_RANKS[name] for name, value in found.groupdict().items() if value)
    title = line[found.end() :].strip()
    if not title or len(title) > _LONGEST or _SENTENCE.search(title.rstrip("。")) or (title.endswith("。") and len(title) > 30):
        return None
    if re.search(r"\([类款]\)", title) and not re.search(r"\([类款项]\)$", title.rstrip("。")):
        return None
    number = re.sub(r"\s+", "", text.strip()[: found.end()]).rstrip("、.")
    return Heading(level=rank, number=number, title=re.sub(r"\s+", "", text.strip()[found.end() :]).rstrip("。"))


def _key(text: str) -> str:
    return re.sub(r"[^\u4e00-\u9fffA-Za-z]", "", _DOTTED.sub("", plain(text)))


def _contents_end(paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
    """First and last-but-one line of the contents page; (0, 0) without one."""
    start = next((i + 1 for i, p in enumerate(paragraphs[:60]) if _CONTENTS.fullmatch(plain(p.text).strip())), None)
    if start is None:
        return 0, 0
    seen: set[str] = set()
    for index in range(start, min(len(paragraphs), start + 150)):
        text = paragraphs[index].text
        key = _key(text)
        if not key:
            continue
        dotted = _DOTTED.search(plain(text)) is not None
        if not dotted and (key in seen and index - start >= 2 and not key.startswith("附")):
            return start, index
        if len(key) > _LONGEST and re.search(r"[,。;]", plain(text)):
            return start, index
        seen.add(key)
    return 0, 0


def outline(paragraphs: Sequence[Paragraph]) -> Outline:
    """The headings of the paragraphs."""
    result = Outline()
    begin, end = _contents_end(paragraphs)
    stack: list[tuple[int, str]] = []
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        result.sections.append(len(result.headings) - 1)
        if begin <= index < end and begin:
            entry = _contents_entry(text)
            if entry is not None:
                result.contents.append(entry)
            result.body.append(None)
            continue
        if is_noise(text) or not text.strip():
            result.body.append(None)
            continue
        heading = heading_of(text, paragraph.level)
        if heading is not None and heading.level >= 4 and not _has_body(paragraphs, index):
            heading = None
        if heading is None:
            result.body.append(_run_in(result, stack, text))
            result.sections[-1] = len(result.headings) - 1
            continue
        _push(result, stack, heading)
        result.sections[-1] = len(result.headings) - 1
        result.body.append(None)
    return result


def _contents_entry(text: str) -> Heading | None:
    if is_noise(text):
        return None
    dotted = _DOTTED.search(plain(text))
    paged = dotted or _PAGED.search(plain(text))
    bare = text[: paged.start()] if paged else text
    page = read_figure(dotted["page"] or dotted["tab"]) if dotted else read_figure(paged["page"]) if paged else None
    bare = re.sub(r"^[\s\-•·]+", "", bare)
    found = heading_of(bare)
    title = re.sub(r"\s+", "", bare)
    return (
        Heading(level=found.level, number=found.number, title=found.title, page=page) if found else Heading(level=0, title=title, page=page)
    )


def _has_body(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a line with an arabic number is followed by text of its own, not by the next entry of a list."""
    for paragraph in paragraphs[index + 1 : index + 3]:
        if is_noise(paragraph.text) or not paragraph.text.strip():
            continue
        return NUMBERED.match(plain(paragraph.text)) is None and len(paragraph.text) > 12 and not (0 < paragraph.level < 5)
    return False


def _push(result: Outline, stack: list[tuple[int, str]], heading: Heading) -> None:
    while stack and stack[-1][0] >= heading.level:
        stack.pop()
    stack.append((heading.level, f"{heading.number} {heading.title}" if heading.number.startswith("第") else _numbered(heading)))
    result.headings.append(heading)
    result.paths.append("/".join(title for _, title in stack))


def _numbered(heading: Heading) -> str:
    if not heading.number:
        return heading.title
    return f"{heading.number}{heading.title}" if heading.number[-1] in ")）" else f"{heading.number}、{heading.title}"


def _run_in(result: Outline, stack: list[tuple[int, str]], text: str) -> int:
    """Push a heading that begins its own paragraph (1.收入情况。…); where the text begins."""
    line = plain(text)
    found = NUMBERED.match(line)
    if found is None:
        return 0
    title = _RUN_IN.match(line, found.end())
    if title is None or not line[title.end() :].strip():
        return 0
    rank = next(_RANKS[name] for name, value in found.groupdict().items() if value)
    _push(result, stack, Heading(level=rank, number=line[: found.end()].strip(" 、."), title=title[0].rstrip("。")))
    return title.end()
