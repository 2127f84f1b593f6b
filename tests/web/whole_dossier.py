"""A dossier in which there is something of everything: for tests of archives."""

from __future__ import annotations

from decimal import Decimal

from asked import PLEASED, closed
from county_at_hand import YEAR, County
from papers import checked, clean, corrected, seeded
from rows_complaints import given
from rows_fieldwork import PAYMENTS, PICTURE, in_the_field, received
from rows_portal import prepared
from rows_rectifications import answered, issued
from rows_results import final
from way_of_a_case import Way

from jiheng.web.assignments.actions.assign import assign
from jiheng.web.assignments.models import AssignmentRole
from jiheng.web.casework.actions.comment import comment
from jiheng.web.complaints.actions.link_dossier import link_dossier
from jiheng.web.dossiers.models import Dossier, Stage
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.fieldwork.actions.add_photo import add_photo
from jiheng.web.fieldwork.actions.check_payment import check_payment
from jiheng.web.fieldwork.actions.file_paper import file_paper
from jiheng.web.fieldwork.actions.keep_payment_list import keep_payment_list
from jiheng.web.fieldwork.actions.provide_material import provide_material
from jiheng.web.fieldwork.actions.take_over_survey import take_over_survey
from jiheng.web.fieldwork.models import Result
from jiheng.web.fieldwork.payments import read_payments
from jiheng.web.files import storage
from jiheng.web.findings.actions.decide import decide
from jiheng.web.findings.models import Answer, DossierDecision, Finding
from jiheng.web.people.models import FiscalYear
from jiheng.web.reviews.models import ReportVersion
from jiheng.web.spotchecks.models import Draw, Method, Plan
from jiheng.web.surveys.models import SurveyResult


def whole_dossier(county: County) -> Dossier:
    """On its way, with papers, findings, decisions, talk, people, surveys, fieldwork, a complaint, a draw and a publication."""
    way = Way(county, Stage.SELF_EVALUATION)
    dossier = way.dossier
    version = checked(county, dossier, seeded("docx"), "自评表.docx")
    finding = Finding.objects.get()
    decide(county["agency"], finding, Answer.EXPLAIN, seen=finding.version, reason="口径不同")
    corrected(county, version.document, clean("docx"), "自评表（改）.docx")
    told = {"form": "self_evaluation_form", "key": "0123456789abcdef", "code": "SEV101", "message": "执行率不符。"}
    DossierDecision(dossier=dossier, answer=Answer.EXPLAIN, reason="按调整后预算", decided_by=county["agency"], **told).save()
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
    _looked_into(county, dossier)
    _reported(county, dossier)
    prepared(county, Dossier.objects.get(pk=dossier.pk))
    return Dossier.objects.get(pk=dossier.pk)


def _looked_into(county: County, dossier: Dossier) -> None:
    """An evaluation that was given up after its fieldwork: files handed in, photos, papers made of both, payments, interviews, surveys."""
    field = in_the_field(county, dossier)
    contract, _statement = field.asks("采购合同", "支付明细")
    provide_material(county["agency"], contract, [received("采购合同".encode(), "合同.txt"), received("补充协议".encode(), "合同.txt")])
    visit = field.visits()
    photo = add_photo(field.lead, visit, received(PICTURE, "泵站.png"), caption="闸门锈蚀")
    add_photo(field.lead, visit, received(PICTURE + b" ", "泵站.png"), caption="")
    field.files()
    file_paper(field.lead, field.fresh(), "B4", {"title": "闸门锈蚀"}, photo.file)
    file_paper(field.lead, field.fresh(), "B2", {"title": "合同"}, contract.files.all()[0].file)
    listed = PAYMENTS.replace("\t", ",").encode()
    source = keep_payment_list(field.lead, field.fresh(), "序时账", read_payments(listed, "序时账.csv"), received(listed, "序时账.csv"))
    drawn = field.draws(source).drawn.all()[0]
    said = {"result": Result.SOUND, "amount_in_question": Decimal(0), "found": "与合同一致", "paper": "B2-1"}
    check_payment(field.lead, drawn, seen=drawn.version, **said)
    field.draws(field.lists())
    field.saves("interviews", interviewee="站长", held_on="2025-03-05", interviewers=["某"])
    field.saves("data_form", "受益户数", provider="水库运行中心")
    field.saves("surveys", title="入户问卷", questions=[{"text": "满意吗？", "answers": {"是": 3, "否": 1}}])
    sealed = SurveyResult.objects.filter(survey__dossier=dossier).select_related("survey__organisation").first()
    assert sealed is not None
    take_over_survey(field.lead, field.fresh(), sealed)
    now = field.fresh()
    now.change(now.version, **Evaluation.columns_of(now.declared, now.way.model_copy(update={"state": "terminated"})))


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
