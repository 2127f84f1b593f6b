"""A question that a person answers at once and a script of yesterday does not: no picture, no sound, no service from outside.

The page carries a sealed state: a number of its own, and the seal of the right answer. Without our secret the answer cannot be tried out
elsewhere; the state runs out and is good for one answer. Whoever writes a script for this very page gets through: the limits of
``rates`` hold for them.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from django.core import signing
from django.core.cache import cache
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

#: A question is good for so many seconds.
LASTS: Final = 1800
_SALT: Final = "jiheng.complaints.question"
_DIGITS: Final = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, and the state that goes with it."""

    text: str
    state: str


def ask() -> Question:
    """A new question: two small numbers in words."""
    one, other = secrets.randbelow(8) + 2, secrets.randbelow(8) + 2
    if secrets.randbelow(2) and one != other:
        high, low = max(one, other), min(one, other)
        return _question(_("{one}减{other}等于几？").format(one=_DIGITS[high], other=_DIGITS[low]), high - low)
    return _question(_("{one}加{other}等于几？").format(one=_DIGITS[one], other=_DIGITS[other]), one + other)


def is_right(state: str, answer: str) -> bool:
    """Whether the answer is right; either way the question is used up."""
    try:
        said = signing.loads(state, salt=_SALT, max_age=LASTS)
    except signing.BadSignature:
        return False
    number, seal = said["n"], said["a"]
    if not cache.add(f"question:{number}", 1, LASTS + 60):
        return False
    return constant_time_compare(seal, _seal(number, _plain(answer)))


def _question(text: str, answer: int) -> Question:
    number = secrets.token_hex(8)
    return Question(text=text, state=signing.dumps({"n": number, "a": _seal(number, str(answer))}, salt=_SALT))


def _seal(number: str, answer: str) -> str:
    return salted_hmac(_SALT, f"{number}:{answer}").hexdigest()


def _plain(answer: str) -> str:
    """Digits, whether typed wide, narrow or as a Chinese number up to nineteen."""
    text = answer.strip()
    if text.isdecimal():
        return str(int(text))
    tens, mark, ones = text.partition("十")
    if mark and tens in ("", "一") and (ones in _DIGITS[1:10] or not ones):
        return str(10 + (_DIGITS.index(ones) if ones else 0))
    return str(_DIGITS.index(text)) if len(text) == 1 and text in _DIGITS else text
