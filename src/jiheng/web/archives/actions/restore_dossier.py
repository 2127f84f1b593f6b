"""Bring a dossier back out of its package. Asked for at the console, by whoever runs the installation."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from jiheng.web.acting import action
from jiheng.web.archives.models import Restoration
from jiheng.web.archives.restoring import restore
from jiheng.web.audit import chain


@action
def restore_dossier(path: Path) -> Restoration:
    """The dossier as it was archived; nothing that is here already is changed."""
    restored = restore(path)
    dossier = restored.dossier
    summary = _("由 {day} 的归档包恢复卷宗").format(day=restored.archived_on)
    detail = {"digest": restored.digest}
    chain.record(None, "restore_dossier", dossier, summary, organisation=dossier.organisation, detail=detail)
    return restored
