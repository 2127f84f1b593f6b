"""The rows of evaluations in the table of policy: address by role, and where each leads."""

from __future__ import annotations

from county_at_hand import County

from jiheng.web.dossiers.models import Dossier
from jiheng.web.evaluations.actions.add_member import add_member
from jiheng.web.evaluations.actions.open_evaluation import open_evaluation
from jiheng.web.evaluations.actions.save_entry import save_entry
from jiheng.web.evaluations.actions.take_evaluation_step import take_evaluation_step
from jiheng.web.evaluations.models import Duty
from jiheng.web.people.models import Membership, Organisation, Role

#: Columns as in test_policy_table. "finance" commissioned it, "evaluator" leads it and writes the plan, "expert" is not on the team.
TABLE = """
GET  evaluations                    302    200    200     200      200     200      200     200      200        200
GET  open_evaluation                302    403    404     200      403     200      403     404      403        404
POST open_evaluation                302    403    404     200      403     200      403     404      403        404
GET  evaluation                     302    200    404     200      200     200      200     404      200        404
GET  evaluation_step                302    403    404     403      403     403      200     404      403        404
POST evaluation_step                302    403    404     403      403     403      302     404      403        404
GET  choose_evaluator               302    403    404     403      403     200      403     404      403        404
POST choose_evaluator               302    403    404     403      403     200      403     404      403        404
GET  add_team_member                302    403    404     403      403     200      200     404      403        404
POST add_team_member                302    403    404     403      403     302      302     404      403        404
POST leave_team                     302    403    404     403      403     302      302     404      403        404
GET  evaluation_frame               302    403    404     403      403     200      200     404      200        404
POST evaluation_frame               302    403    404     403      403     403      302     404      403        404
GET  evaluation_scores              302    403    404     403      403     200      200     404      200        404
GET  evaluation_score               302    403    404     403      403     200      200     404      200        404
POST evaluation_score               302    403    404     403      403     403      302     404      403        404
POST review_evaluation_score        302    403    404     403      403     403      403     404      403        404
GET  evaluation_patterns            302    403    404     403      403     200      200     404      200        404
GET  evaluation_part                302    403    404     403      403     200      200     404      200        404
GET  new_evaluation_entry           302    403    404     403      403     403      200     404      403        404
POST new_evaluation_entry           302    403    404     403      403     403      302     404      403        404
GET  evaluation_entry               302    403    404     403      403     403      200     404      403        404
POST evaluation_entry               302    403    404     403      403     403      302     404      403        404
POST withdraw_evaluation_entry      302    403    404     403      403     403      302     404      403        404
"""


def addresses(county: County, dossier: Dossier) -> dict[str, tuple[list[object], dict[str, object]]]:
    """For each name the arguments of its address and what is posted there."""
    finance, lead = county["finance"], county["evaluator"]
    office = county.places["finance"]
    evaluation = open_evaluation(finance, dossier, client=office, evaluator=county.places["consultants"])
    add_member(finance, evaluation, lead, Duty.LEAD_EVALUATOR)
    helper = county.person("helper", Role.EVALUATOR, "consultants")
    member = add_member(finance, evaluation, helper, Duty.EVALUATOR)
    another = Membership.objects.get(person=county.person("another", Role.EVALUATOR, "consultants"))
    take_evaluation_step(finance, evaluation, "engage", seen=evaluation.version, said={"evidence": ["评价委托书"]})
    save_entry(lead, evaluation, "schedule", "", {"name": "现场评价"})
    entry = save_entry(lead, evaluation, "problems", "", {"title": "验收晚于合同约定"})
    number, version = evaluation.pk, evaluation.version
    opened = {"title": "又一项评价", "client": office.pk, "frame": "project-2020"}
    return {
        "open_evaluation": ([dossier.pk], opened),
        "evaluation": ([number], {}),
        "publish_report": ([number], {}),
        "evaluation_step": ([number, "submit"], {"seen": version, "work_plan": "工作方案"}),
        "choose_evaluator": ([number], {"seen": version, "organisation": Organisation.objects.get(code="consultants").pk}),
        "add_team_member": ([number], {"candidate": another.pk, "duty": "evaluator"}),
        "leave_team": ([member.pk], {}),
        "evaluation_frame": ([number], {"seen": version, "deed": "choose", "frame": "project-2013"}),
        "evaluation_scores": ([number], {}),
        "evaluation_score": ([number, "2.1.1"], {"score_given": "3", "reason_given": "查证属实"}),
        "review_evaluation_score": ([number, "2.1.1"], {"digest": "0", "agreed": "1"}),
        "evaluation_patterns": ([number], {}),
        "evaluation_part": ([number, "problems"], {}),
        "new_evaluation_entry": ([number, "problems"], {"title": "另一个问题"}),
        "evaluation_entry": ([number, entry.pk], {"seen": entry.version, "title": "验收晚 35 天"}),
        "withdraw_evaluation_entry": ([entry.pk], {"seen": entry.version}),
    }
