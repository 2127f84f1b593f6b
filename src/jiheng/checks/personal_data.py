"""What keeps a text from being published: numbers that name a person, marks of secrecy. Where each stands, and the text with them hidden.

Positions are those of the text as given, so that a copy can be masked character by character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from jiheng.model.mentions import flat
from jiheng.model.personal_data import CARD, IDENTITY, has_check_digit, passes_luhn

#: Wider than what a check calls a mistake: the country's code and a full stop behind are no reason to publish a number.
_MOBILE: Final = re.compile(r"(?<!\d)(?<!\d\.)(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d|\.\d)")
_ACCOUNT: Final = re.compile(r"(?:卡号|账号|帐号|账户|帐户|开户行|银行卡)[^\d，。；]{0,6}$")
#: Cards of the national network begin so; alone in a cell they need no word beside them.
_NATIONAL: Final = "62"
_SECRET: Final = re.compile(r"(?:绝密|机密|秘密)\s*[★☆]|内部资料[，,、 ]*(?:注意保存|不得外传|请勿外传)|(?:不得|禁止|严禁)外传")
_SECRET_ALONE: Final = re.compile(r"\s*(?:绝密|机密|秘密|内部资料|内部文件)\s*")


class PersonalDataKind(StrEnum):
    """What a number names."""

    MOBILE = "mobile"
    IDENTITY_NUMBER = "identity_number"
    BANK_CARD = "bank_card"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """One number: what it is, where it stands, and how it may be shown."""

    kind: PersonalDataKind
    start: int
    end: int
    masked: str


def personal_data(text: str) -> Iterator[PersonalData]:
    """The numbers in a text that name a person, from left to right as far as they do not overlap."""
    plain = flat(text)
    end = -1
    for found in sorted(_found(plain), key=lambda one: (one.start, -one.end)):
        if found.start >= end:
            yield found
            end = found.end


def masked(text: str) -> str:
    """The text with the middle of each such number as asterisks, of unchanged length."""
    parts, at = [], 0
    for found in personal_data(text):
        parts += [text[at : found.start], found.masked]
        at = found.end
    return "".join([*parts, text[at:]])


def secrecy_marks(text: str) -> Iterator[str]:
    """The marks of secrecy in a paragraph; that a text speaks of secrets is no mark."""
    if _SECRET_ALONE.fullmatch(text):
        yield text.strip()
        return
    for match in _SECRET.finditer(text):
        yield match[0].strip()


def _found(plain: str) -> Iterator[PersonalData]:
    for match in _MOBILE.finditer(plain):
        yield _one(PersonalDataKind.MOBILE, match, 3, 4, 1)
    for match in IDENTITY.finditer(plain):
        if has_check_digit(match[0]):
            yield _one(PersonalDataKind.IDENTITY_NUMBER, match, 3, 2)
    for match in CARD.finditer(plain):
        digits = re.sub(r"\D", "", match[0])
        named = _ACCOUNT.search(plain[max(0, match.start() - 12) : match.start()]) is not None
        if (named or digits.startswith(_NATIONAL)) and passes_luhn(digits):
            yield _one(PersonalDataKind.BANK_CARD, match, 4, 4)


def _one(kind: PersonalDataKind, match: re.Match[str], head: int, tail: int, group: int = 0) -> PersonalData:
    number = match[group]
    hidden = re.sub(r"[\dXx]", "*", number[head : len(number) - tail])
    return PersonalData(
        kind=kind, start=match.start(group), end=match.end(group), masked=number[:head] + hidden + number[len(number) - tail :]
    )
