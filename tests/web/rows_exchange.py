"""The rows of exchange in the table of policy: address by role, and where each leads."""

from __future__ import annotations

from county_at_hand import YEAR, County

from jiheng.web.dossiers.models import Dossier
from jiheng.web.exchange.actions.create_token import create_token
from jiheng.web.exchange.actions.try_import import try_import
from jiheng.web.exchange.imports.reading import plans

LIST = f"年度,单位代码,项目名称\n{YEAR},water_station,渠道清淤\n"
INDICATORS = f"年度,项目名称,一级指标,二级指标,三级指标,年度指标值\n{YEAR},水库维修养护,产出指标,数量指标,维修座数,≥12座\n"

#: Columns as in test_policy_table. Cookies open nothing under /api/: what tokens open stands in test_api.
TABLE = """
GET  tokens                         302    403    404     403      403     403      404     404      403        200
POST tokens                         302    403    404     403      403     403      404     404      403        200
POST revoke_token                   302    403    404     403      403     403      404     404      403        302
GET  imports                        302    200    200     403      200     403      403     403      403        200
POST imports                        302    302    302     403      200     403      403     403      403        200
GET  import                         302    200    404     404      404     404      404     404      404        404
POST confirm_import                 302    302    404     404      404     404      404     404      404        404
GET  import_problems                302    200    404     404      404     404      404     404      404        404
GET  import_template                302    200    200     404      404     404      404     404      404        404
GET  export_dossiers                302    200    200     200      200     200      200     200      200        200
GET  export_records                 302    200    200     200      200     200      200     200      200        200
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
GET  api_findings                   401    401    401     401      401     401      401     401      401        401
GET  api_file_content               401    401    401     401      401     401      401     401      401        401
POST api_upload                     401    401    401     401      401     401      401     401      401        401
GET  api_finding                    401    401    401     401      401     401      401     401      401        401
POST api_decide                     401    401    401     401      401     401      401     401      401        401
"""


class Upload:
    """A file that each role hands in anew."""

    name = "indicators.csv"
    content_type = "text/csv"

    def read(self) -> bytes:
        return INDICATORS.encode()


def addresses(county: County, dossier: Dossier) -> dict[str, tuple[list[object], dict[str, object]]]:
    """For each name the arguments of its address and what is posted there."""
    station = county.places["water_station"]
    token, _secret = create_token(county["administrator"], station, name="程序", writes=False, days=1)
    batch = try_import(county["agency"], plans()["dossiers"], data=LIST.encode(), name="清单.csv")
    return {
        "imports": ([], {"plan": "indicators", "file": Upload()}),
        "import": ([batch.pk], {}),
        "confirm_import": ([batch.pk], {"digest": batch.digest}),
        "import_problems": ([batch.pk], {}),
        "import_template": (["indicators"], {}),
        "export_dossiers": (["csv"], {}),
        "export_records": (["json"], {}),
        "tokens": ([station.pk], {"name": "程序", "days": "30"}),
        "revoke_token": ([token.pk], {}),
        "api_dossier": ([dossier.pk], {}),
        "api_records": ([dossier.pk], {}),
        "api_record": ([dossier.pk, "self_evaluation_form", 1], {}),
        "api_file_content": ([1, 1], {}),
        "api_upload": ([dossier.pk], {}),
        "api_finding": ([1], {}),
        "api_decide": ([1], {}),
    }
