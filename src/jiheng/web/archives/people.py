"""People in a package: a name, and a mark that tells two of one name apart without giving away the name they sign in with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

from jiheng.web.people.models import Person

#: Sign-in names of accounts that came out of a package; nobody signs in by them.
RESTORED: Final = "archived-"
_LENGTH: Final = 24


def mark_of(person: Person) -> str:
    """The mark; the same in every package, and again after the person came out of one."""
    if not person.is_active and person.username.startswith(RESTORED):
        return person.username.removeprefix(RESTORED)
    return hashlib.sha256(f"jiheng person {person.username}".encode()).hexdigest()[:_LENGTH]


def told(people: Iterable[Person]) -> list[dict[str, str]]:
    """What a package says of people, in the order of their marks."""
    return sorted(({"mark": mark_of(person), "name": person.name} for person in people), key=lambda one: one["mark"])


def restored(mark: str, name: str) -> Person:
    """The account of a mark: inactive, without a password, without a role."""
    known = Person.objects.filter(username=f"{RESTORED}{mark}", is_active=False).first()
    return known or Person.objects.create_user(f"{RESTORED}{mark}", None, name=name, is_active=False)
