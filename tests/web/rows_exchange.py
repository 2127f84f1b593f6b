"""The rows of exchange in the table of policy: address by role, and where each leads."""

from __future__ import annotations

from county_at_hand import County

from jiheng.web.dossiers.models import Dossier
from jiheng.web.exchange.actions.create_token import create_token

#: Columns as in test_policy_table. Cookies open nothing under /api/: what tokens open stands in test_api.
TABLE = """
GET  tokens                         302    403    404     403      403     403      404     404      403        200
POST tokens                         302    403    404     403      403     403      404     404      403        200
POST revoke_token                   302    403    404     403      403     403      404     404      403        302
GET  api_page                       302    200    200     200      200     200      200     200      200        200
GET  api_openapi                    200    200    200     200      200     200      200     200      200        200
GET  api_organisations              401    401    401     401      401     401      401     401      401        401
GET  api_dossiers                   401    401    401     401      401     401      401     401      401        401
POST api_dossiers                   401    401    401     401      401     401      401     401      401        401
GET  api_dossier                    401    401    401     401      401     401      401     401      401        401
GET  api_records                    401    401    401     401      401     401      401     401      401        401
POST api_records                    401    401    401     401      401     401      401     401      401        401
GET  api_record                     401    401    401     401      401     401      401     401      401        401
GET  api_files                      401    401    401     401      401     401      401     401      401        401
GET  api_file_content               401    401    401     401      401     401      401     401      401        401
"""


def addresses(county: County, dossier: Dossier) -> dict[str, tuple[list[object], dict[str, object]]]:
    """For each name the arguments of its address and what is posted there."""
    station = county.places["water_station"]
    token, _secret = create_token(county["administrator"], station, name="程序", writes=False, days=1)
    return {
        "tokens": ([station.pk], {"name": "程序", "days": "30"}),
        "revoke_token": ([token.pk], {}),
        "api_dossier": ([dossier.pk], {}),
        "api_records": ([dossier.pk], {}),
        "api_record": ([dossier.pk, "self_evaluation_form", 1], {}),
        "api_file_content": ([1, 1], {}),
    }
