"""The rows of results in the table of policy: address by role, and where each leads."""

from __future__ import annotations

from county_at_hand import County
from django.conf import settings

from jiheng.process import begin
from jiheng.web import coursed
from jiheng.web.casework import flows
from jiheng.web.dossiers.models import Dossier
from jiheng.web.evaluations.models import Evaluation

#: Columns as in test_policy_table.
TABLE = """
GET  results                        302    200    200     200      200     200      200     200      200        200
GET  results_file                   302    200    200     200      200     200      200     200      200        200
GET  results_report                 302    403    403     200      200     200      403     403      200        403
GET  result                         302    200    404     200      200     200      404     404      200        404
POST result                         302    403    404     302      302     302      404     404      403        404
POST take_over_outcome              302    403    404     403      403     302      404     404      403        404
"""


def final(county: County, dossier: Dossier, state: str = "archived") -> Evaluation:
    """An evaluation of the dossier for the finance authority that stands at this state, without the steps before it."""
    today = flows.today()
    flow = coursed.flow_named("evaluation", settings.STANDARD, today)
    course = begin(flow, fiscal_year=dossier.fiscal_year_id, on=today, at=today).model_copy(update={"state": state})
    return Evaluation.objects.create(
        dossier=dossier,
        kind="finance_evaluation",
        title="水库维修养护绩效评价",
        client=county.places["finance"],
        evaluator=county.places["consultants"],
        frame="project-2020",
        standard=course.standard,
        opened_by=county["finance"],
        **Evaluation.columns_of(flow, course),
    )


def addresses(county: County, dossier: Dossier) -> dict[str, tuple[list[object], dict[str, object]]]:
    """For each name the arguments of its address and what is posted there."""
    used = {"way": "budget", "text": "按建议安排。", "decided_on": "2025-10-01"}
    return {
        "results_file": (["csv"], {}),
        "results_report": (["docx"], {}),
        "result": ([dossier.pk], used),
        "take_over_outcome": ([final(county, dossier).pk], {}),
    }
