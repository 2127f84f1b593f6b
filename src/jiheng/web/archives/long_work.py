"""The long work of this app: making the package of a dossier."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from jiheng.reports.archive import UnfitName
from jiheng.web.archives.actions.keep_archive import keep_archive
from jiheng.web.archives.making import package
from jiheng.web.dossiers.models import Dossier
from jiheng.web.files import storage
from jiheng.web.jobs.kinds import Finish, Impossible, Run, kind
from jiheng.web.people.models import Person


@kind("make_archive")
def make_archive(job: Run) -> Finish:
    """Collect, write, verify; the bytes are kept as a file, the row is written at the end."""
    dossier = Dossier.objects.select_related("organisation", "fiscal_year").get(pk=job.arguments["dossier"])
    actor = Person.objects.get(pk=job.arguments["person"])
    day = datetime.date.fromisoformat(job.arguments["day"])
    job.report(_("正在收集和归档"), 10)
    try:
        with package(dossier, day) as (path, verified, retention):
            job.report(_("正在保存"), 90)
            size, file = path.stat().st_size, storage.keep_path(path)
    except UnfitName as error:
        raise Impossible(str(error)) from error

    def finish() -> dict[str, Any]:
        values = {
            "archived_on": day,
            "retention": retention,
            "items": verified.checked,
            "size": size,
            "digest": verified.digest,
            "file": file,
        }
        archive = keep_archive(actor, dossier, values)
        return {"archive": archive.pk}

    return finish
