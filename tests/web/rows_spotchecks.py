"""The rows of spotchecks in the table of policy: address by role, and where each leads."""

from __future__ import annotations

from county_at_hand import County

from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import FiscalYear
from jiheng.web.spotchecks.models import Method, Plan

#: Columns as in test_policy_table.
TABLE = """
GET  spot_checks                    302    200    200     200      200     200      200     200      200        200
GET  new_spot_check                 302    403    403     403      403     200      403     403      403        403
POST new_spot_check                 302    403    403     403      403     200      403     403      403        403
GET  spot_check_plan                302    404    404     404      404     200      404     404      200        404
GET  spot_check_file                302    404    404     404      404     200      404     404      200        404
"""


def addresses(county: County, dossier: Dossier) -> dict[str, tuple[list[object], dict[str, object]]]:
    """For each name the arguments of its address and what is posted there."""
    plan = Plan(
        organisation=county.places["finance"],
        fiscal_year=FiscalYear.objects.get(pk=dossier.fiscal_year_id),
        method=Method.RANDOM,
        seed="1",
        population=0,
        made_by=county["finance"],
    )
    plan.save()
    return {
        "new_spot_check": (
            [],
            {"organisation": county.places["finance"].pk, "year": dossier.fiscal_year_id, "method": "random", "size": 3},
        ),
        "spot_check_plan": ([plan.pk], {}),
        "spot_check_file": ([plan.pk, "csv"], {}),
    }
