"""The rows of archives in the table of policy: address by role, and where each leads."""

from __future__ import annotations

import datetime

from county_at_hand import County

from jiheng.web.archives.models import Archive
from jiheng.web.dossiers.models import Dossier
from jiheng.web.files import storage

#: Columns as in test_policy_table.
TABLE = """
GET  archives                       302    403    404     403      403     200      403     404      403        404
POST archives                       302    403    404     403      403     302      403     404      403        404
GET  download_archive               302    404    404     404      404     200      404     404      404        404
"""


def addresses(county: County, dossier: Dossier) -> dict[str, tuple[list[object], dict[str, object]]]:
    """For each name the arguments of its address and what is posted there."""
    archive = Archive(
        dossier=dossier,
        archived_on=datetime.date(2025, 3, 1),
        retention="10年",
        items=1,
        size=3,
        digest="0" * 64,
        file=storage.keep(b"zip"),
        made_by=county["finance"],
    )
    archive.save()
    return {"archives": ([dossier.pk], {}), "download_archive": ([archive.pk], {})}
