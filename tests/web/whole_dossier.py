"""A dossier in which there is something of everything: for tests of archives."""

from __future__ import annotations

from asked import PLEASED, closed
from county_at_hand import YEAR, County
from papers import checked, clean, corrected, seeded
from rows_complaints import given
from rows_portal import prepared
from rows_rectifications import answered, issued
from rows_results import final
from way_of_a_case import Way

from jiheng.web.assignments.actions.assign import assign
from jiheng.web.assignments.models import AssignmentRole
from jiheng.web.casework.actions.comment import comment
from jiheng.web.complaints.actions.link_dossier import link_dossier
from jiheng.web.dossiers.models import Dossier, Stage
from jiheng.web.files import storage
from jiheng.web.findings.actions.decide import decide
from jiheng.web.findings.models import Answer, Finding
from jiheng.web.people.models import FiscalYear
from jiheng.web.reviews.models import ReportVersion
from jiheng.web.spotchecks.models import Draw, Method, Plan


def whole_dossier(county: County) -> Dossier:
    """On its way through the flow, with papers, findings, decisions, talk, people, surveys, a complaint, a draw and a publication."""
    way = Way(county, Stage.SELF_EVALUATION)
    dossier = way.dossier
    version = checked(county, dossier, seeded("docx"), "自评表.docx")
    finding = Finding.objects.get()
    decide(county["agency"], finding, Answer.EXPLAIN, seen=finding.version, reason="口径不同")
    corrected(county, version.document, clean("docx"), "自评表（改）.docx")
    assign(county["approver"], dossier, county["evaluator"], role=AssignmentRole.EVALUATOR)
    comment(county["agency"], dossier, text="已按意见修改。")
    closed(county, dossier)
    closed(county, dossier, PLEASED)
    complaint, _code = given(county)
    link_dossier(county["finance"], complaint, dossier, seen=complaint.version)
    way.to_finance()
    plan = Plan(
        organisation=county.places["finance"],
        fiscal_year=FiscalYear.objects.get(pk=YEAR),
        method=Method.RANDOM,
        seed="1",
        population=4,
        made_by=county["finance"],
    )
    plan.save()
    Draw(plan=plan, case=way.case, rank=1, ground="随机", self_score=None).save()
    answered(county, issued(county, dossier))
    _reported(county, dossier)
    prepared(county, Dossier.objects.get(pk=dossier.pk))
    return Dossier.objects.get(pk=dossier.pk)


def _reported(county: County, dossier: Dossier) -> None:
    """A final evaluation with one version of its report."""
    digests = {name: storage.keep(f"report {name}".encode()) for name in ("case", "texts", "docx", "pdf")}
    ReportVersion(
        evaluation=final(county, dossier),
        number=1,
        kind="project",
        title="评价报告",
        state="archived",
        taken=0,
        content_digest="0" * 64,
        made_by=county["finance"],
        **digests,
    ).save()
