"""The rows of files in the table of policy: address by role, and where each leads."""

from __future__ import annotations

from county_at_hand import County
from django.core.files.uploadedfile import SimpleUploadedFile
from papers import handed_in, sheet_of_paper

from jiheng.web.dossiers.models import Dossier

#: Columns as in test_policy_table.
TABLE = """
GET  upload_documents               302    200    200     200      200     200      403     403      403        403
POST upload_documents               302    200    404     200      200     200      200     404      403        404
POST add_version                    302    302    404     302      302     302      302     404      403        404
GET  add_version                    302    405    405     405      405     405      405     405      405        405
GET  download_version               302    200    404     200      200     200      200     404      200        404
"""


def addresses(county: County, dossier: Dossier) -> dict[str, tuple[list[object], dict[str, object]]]:
    """For each name the arguments of its address and what is posted there."""
    version = handed_in(county, dossier)
    arguments: list[object] = [version.document_id]
    return {
        "upload_documents": ([], {"dossier": dossier.pk, "files": SimpleUploadedFile("附件.txt", sheet_of_paper())}),
        "add_version": (arguments, {"file": SimpleUploadedFile("附件.txt", sheet_of_paper())}),
        "download_version": ([version.document_id, version.number], {}),
    }
