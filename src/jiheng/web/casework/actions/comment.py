"""Say something about a dossier, to all who see it."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.casework.models import Comment
from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import Person


@action
def comment(actor: Person, dossier: Dossier, *, text: str) -> Comment:
    """What was said. It stays as it is: a correction is the next comment."""
    if not policy.dossiers(actor).filter(pk=dossier.pk).exists():
        raise Http404
    said = Comment(dossier=dossier, author=actor, text=text)
    said.save()
    chain.record(actor, "comment", dossier, _("在讨论中发言"), organisation=dossier.organisation, detail={"comment": said.pk})
    return said
