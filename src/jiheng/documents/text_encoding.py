"""Bytes of a text file to characters: which encoding it is, and signs that an earlier program used a wrong one.

Order: byte order mark, NUL bytes (UTF-16 without mark), strict UTF-8, strict GB18030, then the most plausible of the other
candidates. A Big5 or UTF-16 text is often valid GB18030 too and comes out as rare characters: plausibility decides.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

import chardet

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: A sample is enough to tell encodings apart; the whole text is decoded once.
_SAMPLE: Final = 64 * 1024
#: Share of everyday characters from which a GB18030 reading is believed without a second look.
_BELIEVABLE: Final = 0.9
_SIGNS: Final = frozenset("—–…‘’“”·×÷≤≥±°℃%№①②③④⑤⑥⑦⑧⑨⑩★☆●○■□▲△◆◇│─┌┐└┘├┤┬┴┼\u00a0")
_CUT: Final = 3  # bytes that a cut file may have lost of its last character


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Never fails: what cannot be decoded becomes U+FFFD."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    wide = _wide_by_nul(data)
    if wide:
        return data.decode(wide, "replace"), wide
    text = _strict(data, "utf-8")
    if text is not None:
        return text, "utf-8"
    text = _strict(data, "gb18030")
    if text is not None and plausibility(text[:_SAMPLE]) >= _BELIEVABLE:
        return text, "gb18030"
    return _most_plausible(data, text)


def plausibility(text: str) -> float:
    """Share of characters an ordinary Chinese text is made of, 0 to 1."""
    known = sum(1 for character in text if _is_everyday(character))
    return known / len(text) if text else 1.0


def mojibake(text: str) -> str | None:
    """A Chinese notice when the text bears the marks of a conversion gone wrong; None when it does not."""
    lost = text.count("\ufffd")
    if lost:
        return f"文件中有 {lost} 个字符无法按其编码还原（显示为 \ufffd），这些字符按原样保留。请核对原件，或另存为 UTF-8 后再查。"
    match = _DAMAGE.search(text)
    if match:
        return f"文件中有乱码「{match[0][:8]}」，可能在此前转换编码时损坏，无法还原。请索取原件。"
    return None


#: 锟斤拷 and 烫烫烫 are what replacement characters and fresh memory look like in GBK; the rest is UTF-8 read as Latin-1 or as GBK.
_DAMAGE: Final = re.compile(
    r"锟斤拷|烫烫烫|屯屯屯|(?:[\u00c0-\u00f4][\u0080-\u00bf]{1,3}){3,}|(?:[ÃÂâåæçèé][\u0080-\u00bf€™œž\u2039\u203a]){3,}"
)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(data) - _CUT or not error.start:
            return None
        return data[: error.start].decode(encoding)


def _wide_by_nul(data: bytes) -> str | None:
    """UTF-16 without a mark: line ends, digits and spaces put NUL bytes at odd (little endian) or even places only."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even + odd < 1 or len(data) % 2 > 0:
        return None
    encoding = "utf-16-le" if odd >= 4 * even else "utf-16-be" if even >= 4 * odd else None
    if encoding and plausibility(sample[: len(sample) // 2 * 2].decode(encoding, "replace")) >= _BELIEVABLE:
        return encoding
    return None


def _most_plausible(data: bytes, as_gb18030: str | None) -> tuple[str, str]:
    guess = str(chardet.detect(data[:_SAMPLE])["encoding"] or "gb18030")
    found: list[tuple[float, str, str]] = []
    if as_gb18030 is not None:
        found.append((plausibility(as_gb18030[:_SAMPLE]) + 0.02, "gb18030", as_gb18030))
    for encoding in dict.fromkeys(("big5hkscs", "utf-16-le", "utf-16-be", guess.lower())):
        try:
            text = _strict(data, encoding)
        except LookupError:
            continue
        if text is not None:
            found.append((plausibility(text[:_SAMPLE]), encoding, text))
    if not found:
        # damaged: the encoding that loses least
        options = [(encoding, data.decode(encoding, "replace")) for encoding in ("utf-8", "gb18030", "big5hkscs")]
        encoding, text = min(options, key=lambda option: option[1].count("\ufffd"))
        return text, encoding
    _, encoding, text = max(found, key=lambda option: option[0])
    return text, "big5" if encoding == "big5hkscs" else encoding


def _is_everyday(character: str) -> bool:
    """Printable ASCII, Chinese punctuation and the characters of the first levels of GB2312 and Big5."""
    if character in "\t\n\r\f" or " " <= character <= "~":
        return True
    if "\u3000" <= character <= "\u301f" or "\uff00" <= character <= "\uff5e" or character in _SIGNS:
        return True
    if not "\u4e00" <= character <= "\u9fff":
        return False
    for encoding, last in (("gb2312", 0xD7), ("big5", 0xC6)):
        try:
            lead = character.encode(encoding)[0]
        except UnicodeEncodeError:
            continue
        if lead <= last:
            return True
    return False
