"""The rows of jobs in the table of policy: address by role, and where each leads."""

from __future__ import annotations

from county_at_hand import County

from jiheng.web.dossiers.models import Dossier
from jiheng.web.jobs.queue import request

#: Columns as in test_policy_table. Long work is its owner's alone.
TABLE = """
GET  jobs                           302    200    200     200      200     200      200     200      200        200
GET  job                            302    200    404     404      404     404      404     404      404        404
POST cancel_job                     302    302    404     404      404     404      404     404      404        404
POST retry_job                      302    302    404     404      404     404      404     404      404        404
"""


def addresses(county: County, dossier: Dossier) -> dict[str, tuple[list[object], dict[str, object]]]:
    """For each name the arguments of its address and what is posted there."""
    job = request("nothing", {}, key=f"nothing {dossier.pk}", title="任务", by=county["agency"])
    return {name: ([job.pk], {}) for name in ("job", "cancel_job", "retry_job")}
