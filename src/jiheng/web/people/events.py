"""Signing in and out, lock-outs and second factors leave audit entries too."""

from __future__ import annotations

from typing import Any

from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.people.models import Organisation, Person

SIGNED_IN, SEEN, SECOND = "signed_in_at", "seen_at", "second_factor"


def home_of(person: Person) -> Organisation | None:
    """The organisation an entry about the person belongs to."""
    membership = person.memberships.filter(until__isnull=True).select_related("organisation").first()
    return membership.organisation if membership else None


def _note(person: Person, name: str, summary: str) -> None:
    from jiheng.web.audit import chain  # audit's tables name persons: loaded after ours

    chain.record(person, name, person, summary, organisation=home_of(person))


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: Person, **_kwargs: Any) -> None:
    """The clock of the session starts."""
    now = timezone.now().timestamp()
    request.session.update({SIGNED_IN: now, SEEN: now})
    _note(user, "sign_in", _("登录"))


@receiver(user_logged_out)
def signed_out(user: Person | None, **_kwargs: Any) -> None:
    """Somebody left."""
    if user is not None:
        _note(user, "sign_out", _("退出"))


@receiver(user_locked_out)
def locked_out(username: str, **_kwargs: Any) -> None:
    """Too many wrong passwords. A name nobody has is not written down: it may be a password in the wrong field."""
    person = Person.objects.filter(username=username).first()
    if person is not None:
        _note(person, "lock_out", _("密码连续错误，账号暂时锁定"))


@receiver(authenticator_added)
def second_factor_added(user: Person, authenticator: Any, **_kwargs: Any) -> None:
    """A second factor, or new recovery codes."""
    _note(user, "add_second_factor", _("启用第二重验证：{kind}").format(kind=authenticator.type))


@receiver(authenticator_reset)
def recovery_codes_renewed(user: Person, **_kwargs: Any) -> None:
    """The old recovery codes are void."""
    _note(user, "renew_recovery_codes", _("重新生成恢复码"))


@receiver(authenticator_removed)
def second_factor_removed(request: HttpRequest, user: Person, authenticator: Any, **_kwargs: Any) -> None:
    """The session must ask again whether one is there."""
    request.session.pop(SECOND, None)
    _note(user, "remove_second_factor", _("停用第二重验证：{kind}").format(kind=authenticator.type))
