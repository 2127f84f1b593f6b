"""Proving once more who one is, before a step that asks for it: a code where a second factor is set up, else the password."""

from __future__ import annotations

from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from jiheng.web.people.models import Person


def asks_for_code(person: Person) -> bool:
    """Whether the person proves it by a code of their authenticator."""
    return bool(_authenticator(person))


def proves(request: HttpRequest, person: Person, proof: str) -> bool:
    """Whether the proof is right. Guessing is limited as it is for signing in again; never called within an action."""
    if not proof or not ratelimit.consume(request, action="reauthenticate", user=person):
        return False
    authenticator = _authenticator(person)
    if authenticator is not None:
        return bool(authenticator.wrap().validate_code(proof.strip()))
    return person.check_password(proof)


def _authenticator(person: Person) -> Authenticator | None:
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
