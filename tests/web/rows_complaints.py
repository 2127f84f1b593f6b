"""The rows of complaints in the table of policy: address by role, and where each leads."""

from __future__ import annotations

from county_at_hand import County

from jiheng.web.complaints.actions.advance import advance
from jiheng.web.complaints.actions.hand_in import hand_in
from jiheng.web.complaints.models import Complaint
from jiheng.web.complaints.receiving import Received
from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import Membership

#: Columns as in test_policy_table. "finance" keeps the ledger, "reviewer" was told to look into the complaint.
TABLE = """
GET  complain                       200    200    200     200      200     200      200     200      200        200
POST complain                       200    200    200     200      200     200      200     200      200        200
GET  complaint_receipt              302    302    302     302      302     302      302     302      302        302
GET  complaint_lookup               200    200    200     200      200     200      200     200      200        200
POST complaint_lookup               302    302    302     302      302     302      302     302      302        302
GET  complaint_status               302    302    302     302      302     302      302     302      302        302
POST complaint_feedback             302    302    302     302      302     302      302     302      302        302
GET  complaints                     302    403    403     200      403     200      403     403      200        403
GET  add_complaint                  302    403    403     403      403     200      403     403      403        403
POST add_complaint                  302    403    403     403      403     302      403     403      403        403
GET  complaint_statistics           302    403    403     200      403     200      403     403      200        403
GET  complaint_export               302    403    403     404      403     200      403     403      200        403
GET  complaint                      302    404    404     200      404     200      404     404      200        404
POST link_complaint                 302    404    404     302      404     302      404     404      403        404
GET  complaint_attachment           302    404    404     200      404     200      404     404      403        404
GET  complaint_file                 302    404    404     200      404     200      404     404      200        404
GET  complaint_step                 302    404    404     200      404     403      404     404      403        404
POST complaint_step                 302    404    404     302      404     403      404     404      403        404
"""
SAID = {
    "project": "水库维修养护",
    "category": "wrong_data",
    "summary": "自评表写完成率百分之百，工程还没有完工。",
    "complainant": "某居民",
    "contact": "某街道",
}
REPLY = {"established_facts": "工程完成八成。", "measure": "责令重报自评表。", "reply": "情况属实，已责令重报。"}


def handed_in(county: County, **more: object) -> tuple[Complaint, str]:
    """A complaint about the water station with one file, and its code."""
    said = {**SAID, "about": county.places["water_station"], **more}
    return hand_in(None, county.places["finance"], said, [Received(name="照片说明.txt", content="txt", data="现场照片说明".encode())])


def given(county: County, **more: object) -> tuple[Complaint, str]:
    """A complaint that the department's reviewer was told to look into."""
    complaint, code = handed_in(county, **more)
    finance = county["finance"]
    advance(finance, complaint, "accept_complaint", seen=complaint.version, said={})
    handler = Membership.objects.get(person=county["reviewer"])
    advance(finance, complaint, "assign", seen=complaint.version, said={"candidate": handler})
    return complaint, code


def addresses(county: County, dossier: Dossier) -> dict[str, tuple[list[object], dict[str, object]]]:
    """For each name the arguments of its address and what is posted there."""
    complaint, code = given(county)
    office = {**SAID, "channel": "telephone", "received_on": "2026-01-05"}
    return {
        "complain": ([], {**SAID, "answer": "0"}),
        "complaint_lookup": ([], {"number": complaint.number, "code": code}),
        "complaint_feedback": (["recall"], {}),
        "add_complaint": ([], office),
        "complaint_export": (["xlsx"], {}),
        "complaint": ([complaint.pk], {}),
        "link_complaint": ([complaint.pk], {"dossier": dossier.pk, "seen": complaint.version}),
        "complaint_attachment": ([complaint.pk, 1], {}),
        "complaint_file": ([complaint.pk, "xlsx"], {}),
        "complaint_step": ([complaint.pk, "reply"], {**REPLY, "seen": complaint.version}),
    }
