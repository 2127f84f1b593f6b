"""The rows of reports and their reviews in the table of policy: address by role, and where each leads."""

from __future__ import annotations

from county_at_hand import County
from django.utils import timezone
from evaluation_at_hand import Evaluated
from reviewing_at_hand import at_joint_review, finding

from jiheng.web.dossiers.models import Dossier
from jiheng.web.files import storage
from jiheng.web.files.models import FileType
from jiheng.web.files.receiving import Received
from jiheng.web.reviews.actions.give_opinion import give_opinion
from jiheng.web.reviews.actions.record_minutes import record_minutes
from jiheng.web.reviews.actions.send_slip import send_slip
from jiheng.web.reviews.models import Side, SlipKind

#: Columns as in test_policy_table. "agency" prepares for the evaluated unit, "finance" commissioned the evaluation, "evaluator" leads it,
#: "expert" sits over it. The evaluation stands at its joint review.
TABLE = """
GET  report                         302    200    404     200      200     200      200     200      200        404
POST report                         302    403    404     403      403     403      403     403      403        404
POST return_report                  302    403    404     403      403     403      403     403      403        404
GET  compare_reports                302    302    404     302      302     302      302     302      302        404
GET  report_version                 302    200    404     404      404     200      200     200      200        404
GET  report_file                    302    200    404     404      404     200      200     200      200        404
GET  waive_report_finding           302    403    404     404      404     200      403     403      403        404
POST waive_report_finding           302    403    404     404      404     302      403     403      403        404
GET  opinions                       302    200    404     200      200     200      200     200      200        404
GET  add_opinion                    302    403    404     403      403     403      403     200      403        404
POST add_opinion                    302    403    404     403      403     403      403     302      403        404
GET  opinion                        302    404    404     404      404     404      404     200      404        404
POST opinion                        302    404    404     404      404     404      404     302      404        404
POST withdraw_opinion               302    404    404     404      404     404      404     302      404        404
GET  send_opinions                  302    403    404     403      403     403      403     200      403        404
POST send_opinions                  302    403    404     403      403     403      403     302      403        404
GET  opinions_file                  302    200    404     404      404     200      200     200      200        404
GET  joint_review                   302    403    404     403      403     200      200     200      200        404
GET  expert_scores                  302    403    404     403      403     403      403     200      403        404
POST expert_scores                  302    403    404     403      403     403      403     302      403        404
GET  add_minutes                    302    403    404     403      403     200      200     403      403        404
POST add_minutes                    302    403    404     403      403     302      302     403      403        404
GET  minutes_file                   302    403    404     403      403     200      200     200      200        404
GET  slips                          302    200    404     403      403     200      200     403      200        404
POST slips                          302    403    404     403      403     403      302     403      403        404
GET  slip                           302    404    404     403      403     200      200     403      200        404
POST slip                           302    404    404     403      403     200      403     403      403        404
GET  slip_scan                      302    404    404     403      403     404      404     403      404        404
POST slip_scan                      302    404    404     403      403     200      200     403      403        404
GET  slip_file                      302    404    404     403      403     200      200     403      200        404
"""


def addresses(county: County, dossier: Dossier) -> dict[str, tuple[list[object], dict[str, object]]]:
    """For each name the arguments of its address and what is posted there."""
    evaluated = Evaluated(county, subject="灌区改造")
    version = at_joint_review(evaluated, opinion="请核实执行率。", findings=[finding("question")])
    now = evaluated.evaluation
    opinion = give_opinion(county["expert"], now, text="执行率偏高。", indicator="2.1.1")
    file = Received(name="记录.txt", digest=storage.keep("记录".encode()), size=6, type=FileType.TEXT)
    minutes = record_minutes(county["finance"], now, held_on=timezone.localdate(), present="甲", text="同意。", received=file)
    slip = send_slip(county["evaluator"], now, kind=SlipKind.REPORT, side=Side.CLIENT)
    pk = now.pk
    words = {"seen": opinion.version, "text": "执行率偏高，请核实。", "indicator": "2.1.1"}
    return {
        "report": ([pk], {"kind": "project_report"}),
        "return_report": ([pk], {"began_with": 1}),
        "compare_reports": ([pk], {}),
        "report_version": ([pk, version.number], {}),
        "report_file": ([pk, version.number, "docx"], {}),
        "waive_report_finding": ([pk, version.number, "ab12-0"], {"reason": "四舍五入所致。"}),
        "opinions": ([pk], {}),
        "add_opinion": ([pk], {"text": "请核实。"}),
        "opinion": ([pk, opinion.number], words),
        "withdraw_opinion": ([pk, opinion.number], {"seen": opinion.version}),
        "send_opinions": ([pk], {"seen": now.version}),
        "opinions_file": ([pk, "docx"], {}),
        "joint_review": ([pk], {}),
        "expert_scores": ([pk], {"seen": 0, "score-0": "4"}),
        "add_minutes": ([pk], {"held_on": timezone.localdate().isoformat(), "present": "甲", "text": "同意。"}),
        "minutes_file": ([pk, minutes.pk], {}),
        "slips": ([pk], {"kind": "report", "side": "agency"}),
        "slip": ([pk, slip.number], {"seen": slip.version, "view": "无意见。", "proof": "wrong"}),
        "slip_scan": ([pk, slip.number], {"seen": slip.version}),
        "slip_file": ([pk, slip.number, "docx"], {}),
    }
