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
GET  compare                        302    302    404     302      302     302      302     404      302        404
"""


def addresses(county: County, dossier: Dossier) -> dict[str, tuple[list[object], dict[str, object]]]:
    """For each name the arguments of its address and what is posted there."""
    case = Case.objects.get(dossier=dossier)
    return {
        "step": ([case.pk, "submit"], {"seen": case.version}),
        "comment": ([dossier.pk], {"text": "请看第二项"}),
        "compare": ([dossier.pk, "self_evaluation_form"], {}),
    }
