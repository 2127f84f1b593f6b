"""Use the link: an account with its first role, or a new password."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from axes.utils import reset
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.people.models import Invitation, InvitationPurpose, Membership, Person


@action
def accept_invitation(invitation: Invitation, *, username: str, password: str) -> Person:
    """The person who can now sign in. Works once: a second use, also at the same moment, finds nothing."""
    now = timezone.now()
    open_links = Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now)
    if not open_links.update(accepted_at=now):
        raise Http404
    invitation.accepted_at = now
    if invitation.purpose == InvitationPurpose.RESET:
        assert invitation.person is not None
        return _reset(invitation, invitation.person, password)
    person = Person.objects.create_user(username, password, name=invitation.name)
    Membership.objects.create(person=person, organisation=invitation.organisation, role=invitation.role)
    invitation.person = person
    invitation.save(update_fields=["person"])
    summary = _("{name} 开通账号").format(name=person)
    chain.record(person, "accept_invitation", person, summary, organisation=invitation.organisation, detail={"role": invitation.role})
    return person


def _reset(invitation: Invitation, person: Person, password: str) -> Person:
    """A new password; a lost second factor and a lock go with the old one, and so do open sessions.

    Whoever gave the link must still manage all the person does: a role they were given since may be none of the giver's business.
    """
    if invitation.invited_by is None or not policy.manages(invitation.invited_by, person):
        raise Http404
    person.set_password(password)
    person.save(update_fields=["password"])
    Authenticator.objects.filter(user=person).delete()
    reset(username=person.username)
    chain.record(person, "reset_password", person, _("{name} 重设密码").format(name=person), organisation=invitation.organisation)
    return person
