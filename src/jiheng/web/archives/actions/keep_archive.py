"""Write down that a package was made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import action
from jiheng.web.archives.models import Archive
from jiheng.web.audit import chain
from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission


@action
def keep_archive(actor: Person, dossier: Dossier, values: Mapping[str, Any]) -> Archive:
    """The package, whose bytes are kept already; who asked for it must still be one who may."""
    policy.require(actor, Permission.DIRECT, dossier)
    archive = Archive(dossier=dossier, made_by=actor, **values)
    archive.save()
    summary = _("归档 {count} 件，保管期限 {retention}").format(count=archive.items, retention=archive.retention)
    detail = {"digest": archive.digest, "items": archive.items}
    chain.record(actor, "keep_archive", dossier, summary, organisation=dossier.organisation, detail=detail)
    return archive
