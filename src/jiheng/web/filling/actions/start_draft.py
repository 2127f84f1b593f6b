"""Begin a draft of a form: the first text somebody types into it."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.dossiers.models import Dossier, FormKind
from jiheng.web.filling.content import Content
from jiheng.web.filling.models import Draft
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission
from jiheng.web.versioned import Stale


@action
def start_draft(actor: Person, dossier: Dossier, form: FormKind, content: Content, *, based_on: int) -> Draft:
    """The new draft; raises :class:`Stale` when somebody else began one a moment ago."""
    policy.require(actor, Permission.FILL, dossier)
    draft = Draft(
        dossier=dossier,
        form=form,
        content=content.model_dump(mode="json"),
        based_on=based_on,
        saved_by=actor,
        saved_at=timezone.now(),
    )
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:
        raise Stale(dossier) from None
    summary = _("开始填写{form}").format(form=form.label)
    chain.record(actor, "start_draft", dossier, summary, organisation=dossier.organisation, detail={"form": form.value})
    return draft
