r"""Residue that converters leave in text dumps: HTML tags and entities, LaTeX signs, Markdown stars, added pinyin.

Only marks that cannot belong to a sentence are taken away; letters, digits and comparison signs stay. A comparison in formula code
(``$\geq 90\%$``) stays as printed, for its readers to understand and its check to name.
"""

from __future__ import annotations

import html
import re
from typing import Final

_BREAK: Final = re.compile(r"<br\s*/?>|</p>\s*<p\b[^>]*>", re.I)
_TAG: Final = re.compile(r"</?(?:p|div|span|font|strong|b|i|u|em|sup|sub|o:p|a|section|h[1-6]|ul|ol|li|center)\b[^<>]{0,200}>", re.I)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.S)
_ENTITY: Final = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8}\d?);", re.I)
_MATH: Final = re.compile(r"\$([^$\n]{1,60})\$")
_COMMANDS: Final[tuple[tuple[str, str], ...]] = (
    (r"\\geq?(?:slant)?(?![a-z])\s*", "≥"),
    (r"\\leq?(?:slant)?(?![a-z])\s*", "≤"),
    (r"\\times(?![a-z])\s*", "×"),
    (r"\\(?:sim|thicksim)(?![a-z])\s*", "~"),
    (r"\\(?:text|mathrm|mathbf|textbf|operatorname)\s*\{([^{}]*)\}", r"\1"),
    (r"\^\s*\{?\\(?:circ|degree)\}?", "°"),
    (r"\^\s*\{?2\}?", "²"),
    (r"\^\s*\{?3\}?", "³"),
    (r"\\([%&#_{}$])", r"\1"),
    (r"\\[,;:! ]|~(?=\d)", ""),
)
#: Pinyin that some sites print behind a traditional character: 經(jīng).
_PINYIN: Final = re.compile(r"(?<=[\u4e00-\u9fff])[(（][a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]*[)）]")
_STARS: Final = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"), None)
#: A formula that compares: what is meant is clear, that it was left standing is a fault of the document.
_COMPARISON: Final = re.compile(r"(\$[^$\n]{0,59}\\(?:geq?|leq?)(?![a-z])[^$\n]{0,59}\$)")


def clean(text: str) -> str:
    """The text of a line or cell without converters' residue; line breaks inside become newlines."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", _COMMENT.sub("", text)))
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if "$" in text or "\\" in text:
        text = "".join(part if number % 2 else without_code(part) for number, part in enumerate(_COMPARISON.split(text)))
    if "**" in text:
        text = _STARS.sub(r"\1", text)
    if "(" in text or "（" in text:
        text = _PINYIN.sub("", text)
    return text.translate(_INVISIBLE).replace("\u00a0", " ").strip()


def without_code(text: str) -> str:
    """The text with formula code turned into the characters it stands for."""
    if "$" in text:
        text = _MATH.sub(lambda match: _formula(match[1]) if re.search(r"\\[a-z%]|\d", match[1]) else match[0], text)
    return _commands(text) if "\\" in text else text


def _formula(inside: str) -> str:
    return _commands(inside).replace("{", "").replace("}", "").strip()


def _commands(text: str) -> str:
    for pattern, plain in _COMMANDS[:-1]:
        text = re.sub(pattern, plain, text)
    return text
