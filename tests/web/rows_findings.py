"""The rows of findings in the table of policy: address by role, and where each leads."""

from __future__ import annotations

from county_at_hand import County
from papers import checked, seeded, work_off

from jiheng.web.dossiers.models import Dossier
from jiheng.web.findings.actions.ask_for_paper import ask_for_paper
from jiheng.web.findings.models import Finding
from jiheng.web.findings.papers import PaperKind

#: Columns as in test_policy_table.
TABLE = """
GET  documents                      302    200    200     200      200     200      200     200      200        200
GET  assign_documents               302    200    200     200      200     200      200     200      200        200
POST assign_documents               302    302    302     302      302     302      302     302      302        302
GET  document                       302    200    404     200      200     200      200     404      200        404
GET  document_version               302    200    404     200      200     200      200     404      200        404
GET  page_image                     302    200    404     200      200     200      200     404      200        404
POST draw_pages                     302    404    404     404      404     404      404     404      404        404
POST check_again                    302    302    404     302      302     302      302     404      403        404
GET  finding                        302    200    404     200      200     200      200     404      200        404
POST finding                        302    302    404     302      302     302      403     404      403        404
GET  decide_together                302    302    404     302      302     302      302     404      302        404
POST decide_together                302    200    404     200      200     200      403     404      403        404
POST make_paper                     302    302    404     302      302     302      302     404      302        404
GET  download_paper                 302    200    404     404      404     404      404     404      404        404
GET  check_statistics               302    200    200     200      200     200      200     200      200        200
"""


def addresses(county: County, dossier: Dossier) -> dict[str, tuple[list[object], dict[str, object]]]:
    """For each name the arguments of its address and what is posted there."""
    version = checked(county, dossier, seeded("pdf"), "自评表.pdf")
    finding = Finding.objects.filter(document=version.document).first()
    assert finding is not None
    ask_for_paper(county["agency"], version, PaperKind.WORKING_PAPER)
    work_off()
    paper: list[object] = [version.document_id, version.number, "working_paper"]
    arguments: list[object] = [version.document_id, version.number]
    return {
        "document": (arguments[:1], {}),
        "document_version": (arguments, {}),
        "page_image": ([*arguments, 1], {}),
        "check_again": (arguments, {}),
        "make_paper": (paper, {}),
        "draw_pages": (arguments, {}),
        "decide_together": (arguments[:1], {"answer": "explain", "reason": ""}),
        "download_paper": (paper, {}),
        "finding": ([finding.pk], {"answer": "explain", "reason": "已核对原始凭证", "seen": finding.version}),
        "assign_documents": ([], {"document": version.document_id}),
    }
