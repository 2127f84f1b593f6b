"""The rows of filling in the table of policy: address by role, and where each leads."""

from __future__ import annotations

from typing import Any

from county_at_hand import County, form
from django.core.files.uploadedfile import SimpleUploadedFile

from jiheng.web.dossiers.models import Dossier, FormKind
from jiheng.web.files import storage
from jiheng.web.files.models import FileType, StoredFile
from jiheng.web.filling.desk import desk_of
from jiheng.web.filling.models import DroppedPaper

#: Columns as in test_policy_table: nobody agency foreign reviewer approver finance evaluator expert inspector administrator.
TABLE = """
GET  fill                           302    200    404     403      403     403      403     404      403        404
POST fill                           302    302    404     403      403     403      403     404      403        404
POST save_draft                     302    409    404     403      403     403      403     404      403        404
GET  save_draft                     302    405    405     405      405     405      405     405      405        405
POST check_form                     302    409    404     403      403     403      403     404      403        404
POST discard_draft                  302    302    404     403      403     403      403     404      403        404
POST merge_form                     302    302    404     403      403     403      403     404      403        404
GET  store_form                     302    200    404     403      403     403      403     404      403        404
POST store_form                     302    302    404     403      403     403      403     404      403        404
POST drop_paper                     302    302    404     403      403     403      403     404      403        404
GET  dropped_paper                  302    200    404     403      403     403      403     404      403        404
POST dropped_paper                  302    302    404     403      403     403      403     404      403        404
GET  paper_file                     302    200    404     403      403     403      403     404      403        404
GET  paper_crop                     302    404    404     403      403     403      403     404      403        404
GET  copy_form                      302    404    404     403      403     403      403     404      403        404
GET  library                        302    200    404     403      403     403      403     404      403        404
POST library                        302    302    404     403      403     403      403     404      403        404
GET  print_form                     302    200    404     403      403     403      403     404      403        404
GET  download_form                  302    200    404     403      403     403      403     404      403        404
"""


def addresses(county: County, dossier: Dossier) -> dict[str, tuple[list[object], dict[str, object]]]:
    """For each name the arguments of its address and what is posted there."""
    here: list[object] = [dossier.pk, "self_evaluation_form"]
    desk = desk_of(dossier, FormKind.SELF_EVALUATION_FORM)
    content = desk.cells_of(form()).model_dump(mode="json")
    reading: dict[str, Any] = {"content": content, "title": "", "project": "", "forms": 1, "places": {}, "unread": [], "notices": []}
    file = StoredFile(digest=storage.keep(b"x"), size=1, name="表.docx", type=FileType.DOCX, uploaded_by=county["agency"])
    file.save()
    paper = DroppedPaper.objects.create(dossier=dossier, form=desk.form, file=file, reading=reading)
    posted = {"seen": "0", "based_on": "1", "do": "save", "c.indicators.r1.name": "某指标"}
    return {
        "fill": (here, posted),
        "save_draft": (here, {}),
        "check_form": (here, {}),
        "discard_draft": (here, {"seen": "1"}),
        "merge_form": (here, {}),
        "store_form": (here, {}),
        "drop_paper": (here, {"paper": SimpleUploadedFile("x.zip", b"")}),
        "dropped_paper": ([*here, paper.pk], {"seen": "0"}),
        "paper_file": ([*here, paper.pk], {}),
        "paper_crop": ([*here, paper.pk, 0], {}),
        "copy_form": ([*here, 999_999], {}),
        "library": (here, {"seen": "0"}),
        "print_form": (here, {}),
        "download_form": ([*here, "xlsx"], {}),
    }
