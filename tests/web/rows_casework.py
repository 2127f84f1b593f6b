"""The rows of casework in the table of policy: address by role, and where each leads."""

from __future__ import annotations

from county_at_hand import County

from jiheng.web.casework.models import Case
from jiheng.web.dossiers.models import Dossier

#: Columns as in test_policy_table.
TABLE = """
GET  step                           302    200    404     403      403     403      403     404      403        404
POST step                           302    302    404     403      403     403      403     404      403        404
GET  comment                        302    405    405     405      405     405      405     405      405        405
POST comment                        302    302    404     302      302     302      302     404      302        404
GET  open_dossier                   302    200    200     403      403     403      403     403      403        403
POST open_dossier                   302    302    200     403      403     403      403     403      403        403
GET  deadlines                      302    200    200     200      200     200      200     200      200        200
POST deadlines                      302    403    403     403      403     302      403     403      403        403
GET  budget_approvals               302    200    200     200      200     200      200     200      200        200
POST budget_approvals               302    403    403     403      403     302      403     403      403        403
GET  compare                        302    302    404     302      302     302      302     404      302        404
"""


def addresses(county: County, dossier: Dossier) -> dict[str, tuple[list[object], dict[str, object]]]:
    """For each name the arguments of its address and what is posted there."""
    case = Case.objects.get(dossier=dossier)
    place = county.places["finance"].pk
    notice: dict[str, object] = {
        "place": place,
        "year": dossier.fiscal_year_id,
        "deadline": "self_evaluation.report_due",
        "day": "2025-05-15",
        "reference": "通知",
    }
    return {
        "step": ([case.pk, "submit"], {"seen": case.version}),
        "comment": ([dossier.pk], {"text": "请看第二项"}),
        "deadlines": ([], notice),
        "budget_approvals": ([], {"place": place, "year": dossier.fiscal_year_id, "day": "2024-02-01", "reference": "决议"}),
        "open_dossier": ([], {"organisation": dossier.organisation_id, "year": dossier.fiscal_year_id, "kind": "project", "subject": "新"}),
        "compare": ([dossier.pk, "self_evaluation_form"], {}),
    }
