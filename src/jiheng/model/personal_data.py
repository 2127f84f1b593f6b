"""Numbers that belong to a person: mobile telephones, identity cards, bank cards. What checks look for and what listings hide.

Names of persons and addresses in words cannot be told by their characters and are not found here.
"""

from __future__ import annotations

import re
from typing import Final

from jiheng.model.mentions import flat

#: A number as printed, or as the reader of reports hides it; a number the paper itself masks (138****0000) is none.
MOBILE: Final = re.compile(r"(?<![\d.])(1[3-9]\d)(?:[-\s]?\d{4}[-\s]?|〔隐去〕)(\d{4})(?![\d.])")
IDENTITY: Final = re.compile(r"(?<!\d)([1-8]\d{5})((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(\d{3})([\dXx])(?![\dA-Za-z])")
CARD: Final = re.compile(r"(?<!\d)[3-6]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)")
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
#: In a text that anybody wrote: runs of digits long enough to reach or to name somebody, and addresses of mail.
_LONG_NUMBER: Final = re.compile(r"\d(?:[ -]?\d){6,}[Xx]?")
_DAY: Final = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}")
_MAIL: Final = re.compile(r"[A-Za-z0-9][\w.+-]*@[\w-]+(?:\.[\w-]+)+")


def has_check_digit(digits: str) -> bool:
    """Whether the last character of an identity number is the one its others ask for (GB 11643)."""
    wanted = "10X98765432"[sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False)) % 11]
    return wanted == digits[-1].upper()


def passes_luhn(digits: str) -> bool:
    """Whether a card number adds up."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def masked(text: str) -> str:
    """The text with every number that could name or reach somebody hidden but for its first three and last two digits, and mail hidden.

    Wider than the checks: a stranger's text is shown to people who need its sense, never its numbers.
    """
    plain = flat(text)
    shown = list(text)
    for match in _LONG_NUMBER.finditer(plain):
        if _DAY.fullmatch(match[0]):
            continue
        places = [place for place in range(*match.span()) if plain[place].isalnum()]
        for place in places[3:-2]:
            shown[place] = "*"
    for match in _MAIL.finditer(plain):
        for place in range(*match.span()):
            shown[place] = "*" if plain[place] != "@" else "@"
    return "".join(shown)
