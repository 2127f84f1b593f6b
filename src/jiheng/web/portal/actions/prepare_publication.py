"""Begin to publish something of a dossier: which forms, which files, since when."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web import policy, stored
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.dossiers.models import Dossier, FormKind
from jiheng.web.files.models import Document
from jiheng.web.files.versions import newest
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission
from jiheng.web.portal.course import columns, started
from jiheng.web.portal.looking import DRAFTS
from jiheng.web.portal.models import Publication, PublicationFile


@action
def prepare_publication(
    actor: Person,
    dossier: Dossier,
    *,
    title: str,
    forms: Sequence[str],
    documents: Sequence[Document],
    event: str,
    on: datetime.date,
) -> Publication:
    """The publication in preparation; the files are taken as they are now."""
    policy.require(actor, Permission.FILL, dossier)
    if not forms and not documents:
        raise Refused(_("请至少选择一张表或一个文件。"))
    if on > timezone.localdate():
        raise Refused(_("日期不能晚于今天。"))
    ordered = [form for form in FormKind.values if form in forms]
    course = started(dossier.fiscal_year_id, event, on)
    publication = Publication.objects.create(dossier=dossier, title=title, forms=ordered, prepared_by=actor, **columns(course))
    for number, document in enumerate(documents, start=1):
        version = newest(document) if document.dossier_id == dossier.pk else None
        if version is None:
            raise Refused(_("「{name}」不在这份卷宗里。").format(name=document))
        file = version.file
        if file.size > settings.UPLOAD_BYTES:
            raise Refused(_("「{name}」太大，不能公开。").format(name=document))
        digest = stored.keep(DRAFTS, file.read())
        PublicationFile.objects.create(
            publication=publication, number=number, name=file.short_name, content=file.type, size=file.size, digest=digest
        )
    detail = {"forms": ordered, "files": len(documents), "event": event, "on": on.isoformat()}
    chain.record(
        actor,
        "prepare_publication",
        dossier,
        _("准备公开「{title}」").format(title=title),
        organisation=dossier.organisation,
        detail=detail,
    )
    return publication
