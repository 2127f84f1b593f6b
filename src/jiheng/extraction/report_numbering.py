"""Numbers in front of headings (一、 （一） 1. （1） ①) and the lines of a contents page. Knows no budget word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from jiheng.model import Figure, read_figure
from jiheng.model.mentions import read_numeral

_HAN: Final = "一二三四五六七八九十百零〇"
_KINDS: Final = (
    (1, re.compile(rf"\s*(第[{_HAN}\d]{{1,3}}(?:部分|章|篇))[\s、:：]*")),
    (1, re.compile(rf"\s*([{_HAN}]{{1,3}}\s*[、．.])\s*")),
    (2, re.compile(rf"\s*([(（]\s*[{_HAN}]{{1,3}}\s*[)）][、．.]?)\s*")),
    (2, re.compile(rf"\s*(第[{_HAN}]{{1,3}}节)[\s、:：]*")),
    (3, re.compile(r"\s*(\d{1,2}\s*[、．.])(?!\d)\s*")),
    (4, re.compile(r"\s*([(（]\s*\d{1,2}\s*[)）]|\d{1,2}\s*[)）])[、．.]?\s*")),
    (5, re.compile(r"\s*([①-⑳])\s*")),
)
_ENDS: Final = re.compile(r"[。；;，,]$")
_CONTENTS_LINE: Final = re.compile(r"(?P<title>.*?[^\s.…·．\-—_])(?:[\s.…·．\-—_]+|(?<=[^\d.]))(?P<page>\d{1,3})\s*", re.S)
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line with its number: level 1–5, the number as printed, what it counts, and the text behind it."""

    level: int
    number: str
    count: int | None
    rest: str


def numbered(text: str) -> Numbered | None:
    """The number a line begins with; None for a line without."""
    for level, pattern in _KINDS:
        match = pattern.match(text)
        if match:
            inner = re.sub(r"[^\w①-⑳]|第|部分|章|篇|节", "", match[1])
            count = int(inner) if inner.isdecimal() else read_numeral(inner)
            if count is None and "①" <= inner[:1] <= "⑳":
                count = ord(inner[0]) - ord("①") + 1
            return Numbered(level, match[1].strip(), count, text[match.end() :].strip())
    return None


def is_heading_text(line: Numbered, following: str | None) -> bool:
    """Whether a numbered line reads as a heading: short, no sentence, and not an item of a list."""
    rest = line.rest
    if not rest or len(rest) > _LONGEST or re.search(r"[。；;!！?？].", rest):
        return False
    if line.level <= 2:
        return not re.search(r"[；;，,]$", rest)
    if re.search(r"[:：].{8,}", rest) or re.search(r"[；;，,、]$", rest):
        return False
    if line.level >= 4:
        return not _ENDS.search(rest) and len(rest) <= 30
    if not _ENDS.search(rest) and len(rest) <= 40:
        return True
    after = numbered(following) if following else None
    return following is not None and (after is None or after.level > line.level) and len(following) > len(rest)


def goes_on_list(line: Numbered, before: str) -> bool:
    """Whether a numbered sentence follows another of its list: 5.提高服务质量。 behind 4.规范资产管理。"""
    last = numbered(before) if line.rest.endswith("。") and line.count is not None else None
    return last is not None and last.level == line.level and last.count is not None and last.count + 1 == line.count


def run_in(line: Numbered) -> tuple[str, str] | None:
    """Title and text of a heading with its text behind it on one line: （一）资金投入。项目…; None when the line has none."""
    if line.level > 2:
        return None
    match = re.match(r"([^。，,；;：:]{2,26}[。：:])\s*(\S.{9,})", line.rest, re.S)
    return (match[1].rstrip("。：:"), match[2]) if match else None


def contents_line(text: str) -> tuple[str, Figure] | None:
    """Title and page of a line of the contents; None for a line without a page."""
    match = _CONTENTS_LINE.fullmatch(text.strip())
    if not match or len(match["title"]) > 80 or re.search(r"[。；]", match["title"]):
        return None
    page = read_figure(match["page"])
    return (match["title"].strip(), page.as_exact()) if page else None
