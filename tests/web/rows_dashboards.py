"""The rows of dashboards in the table of policy: address by role, and where each leads."""

from __future__ import annotations

from county_at_hand import County

from jiheng.web.dossiers.models import Dossier

#: Columns as in test_policy_table.
TABLE = """
GET  dashboard                      302    200    200     200      200     200      200     200      200        200
GET  dossiers_behind                302    200    200     200      200     200      200     200      200        200
GET  dossiers_behind_download       302    200    200     200      200     200      200     200      200        200
GET  dashboard_table                302    200    200     200      200     200      200     200      200        200
"""


def addresses(county: County, dossier: Dossier) -> dict[str, tuple[list[object], dict[str, object]]]:
    """For each name the arguments of its address and what is posted there."""
    return {"dossiers_behind_download": (["csv"], {}), "dashboard_table": (["departments", "xlsx"], {})}
