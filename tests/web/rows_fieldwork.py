"""The rows of fieldwork in the table of policy: address by role, and where each leads."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from asked import closed
from county_at_hand import County
from django.utils import timezone

from jiheng.web.dossiers.models import Dossier
from jiheng.web.evaluations.actions.add_member import add_member
from jiheng.web.evaluations.actions.open_evaluation import open_evaluation
from jiheng.web.evaluations.actions.save_entry import save_entry
from jiheng.web.evaluations.actions.take_evaluation_step import take_evaluation_step
from jiheng.web.evaluations.models import Duty, Entry, Evaluation
from jiheng.web.fieldwork.actions.add_materials import add_materials
from jiheng.web.fieldwork.actions.add_photo import add_photo
from jiheng.web.fieldwork.actions.draw_payments import draw_payments
from jiheng.web.fieldwork.actions.file_paper import file_paper
from jiheng.web.fieldwork.actions.keep_payment_list import keep_payment_list
from jiheng.web.fieldwork.actions.provide_material import provide_material
from jiheng.web.fieldwork.actions.save_visit import save_visit
from jiheng.web.fieldwork.actions.send_materials import send_materials
from jiheng.web.fieldwork.law import Wanted
from jiheng.web.fieldwork.models import Material, PaymentList, PaymentSample, SiteVisit
from jiheng.web.fieldwork.payments import pasted, read_payments
from jiheng.web.fieldwork.sampling import Method
from jiheng.web.files.receiving import Received, receive_bytes

#: Columns as in test_policy_table. "finance" is the client, "evaluator" leads, "agency" is the evaluated unit's preparer.
TABLE = """
GET  fieldwork                      302    200    404     403      403     200      200     404      200        404
GET  work_plan                      302    200    404     403      403     200      200     404      200        404
GET  data_form                      302    200    404     403      403     200      200     404      200        404
GET  materials                      302    200    404     403      403     200      200     404      200        404
GET  material                       302    200    404     403      403     200      200     404      200        404
GET  material_file                  302    200    404     403      403     200      200     404      200        404
GET  interviews                     302    403    404     403      403     200      200     404      200        404
GET  interview                      302    403    404     403      403     200      200     404      200        404
GET  site_visits                    302    403    404     403      403     200      200     404      200        404
GET  site_visit                     302    403    404     403      403     200      200     404      200        404
GET  site_photo                     302    403    404     403      403     200      200     404      200        404
GET  working_papers                 302    403    404     403      403     200      200     404      200        404
GET  working_paper_index            302    403    404     403      403     200      200     404      200        404
GET  working_paper_file             302    403    404     403      403     200      200     404      200        404
GET  payments                       302    403    404     403      403     200      200     404      200        404
GET  payment_list                   302    403    404     403      403     200      200     404      200        404
GET  payment_sample                 302    403    404     403      403     200      200     404      200        404
GET  payment_sample_file            302    403    404     403      403     200      200     404      200        404
GET  case_surveys                   302    403    404     403      403     200      200     404      200        404
GET  add_plan_stage                 302    403    404     403      403     403      200     404      403        404
POST add_plan_stage                 302    403    404     403      403     403      302     404      403        404
GET  plan_stage                     302    403    404     403      403     403      200     404      403        404
POST plan_stage                     302    403    404     403      403     403      302     404      403        404
POST withdraw_fieldwork             302    403    404     403      403     403      302     404      403        404
GET  add_data_row                   302    403    404     403      403     403      200     404      403        404
POST add_data_row                   302    403    404     403      403     403      302     404      403        404
GET  fill_data_row                  302    200    404     403      403     403      403     404      403        404
POST fill_data_row                  302    302    404     403      403     403      403     404      403        404
GET  add_interview                  302    403    404     403      403     403      200     404      403        404
POST add_interview                  302    403    404     403      403     403      302     404      403        404
GET  edit_interview                 302    403    404     403      403     403      200     404      403        404
POST edit_interview                 302    403    404     403      403     403      302     404      403        404
GET  add_material                   302    403    404     403      403     403      200     404      403        404
POST add_material                   302    403    404     403      403     403      302     404      403        404
POST take_material_template         302    403    404     403      403     403      302     404      403        404
POST send_materials                 302    403    404     403      403     403      302     404      403        404
POST remind_materials               302    403    404     403      403     403      302     404      403        404
POST hand_over_materials            302    302    404     403      403     403      403     404      403        404
GET  edit_material                  302    403    404     403      403     403      200     404      403        404
POST edit_material                  302    403    404     403      403     403      302     404      403        404
POST withdraw_material              302    403    404     403      403     403      302     404      403        404
POST provide_material               302    302    404     403      403     403      403     404      403        404
POST material_unavailable           302    302    404     403      403     403      403     404      403        404
POST judge_material                 302    403    404     403      403     403      302     404      403        404
GET  add_site_visit                 302    403    404     403      403     403      200     404      403        404
POST add_site_visit                 302    403    404     403      403     403      302     404      403        404
GET  edit_site_visit                302    403    404     403      403     403      200     404      403        404
POST edit_site_visit                302    403    404     403      403     403      302     404      403        404
POST withdraw_site_visit            302    403    404     403      403     403      302     404      403        404
POST add_site_photos                302    403    404     403      403     403      302     404      403        404
GET  add_working_paper              302    403    404     403      403     403      200     404      403        404
POST add_working_paper              302    403    404     403      403     403      302     404      403        404
GET  edit_working_paper             302    403    404     403      403     403      200     404      403        404
POST edit_working_paper             302    403    404     403      403     403      302     404      403        404
GET  add_payment_list               302    403    404     403      403     403      200     404      403        404
POST add_payment_list               302    403    404     403      403     403      302     404      403        404
POST payment_list                   302    403    404     403      403     403      302     404      403        404
GET  check_payment                  302    403    404     403      403     403      200     404      403        404
POST check_payment                  302    403    404     403      403     403      302     404      403        404
GET  add_case_survey                302    403    404     403      403     403      200     404      403        404
POST add_case_survey                302    403    404     403      403     403      302     404      403        404
GET  edit_case_survey               302    403    404     403      403     403      200     404      403        404
POST edit_case_survey               302    403    404     403      403     403      302     404      403        404
GET  count_case_survey              302    403    404     403      403     403      200     404      403        404
POST count_case_survey              302    403    404     403      403     403      302     404      403        404
POST take_over_survey               302    403    404     403      403     403      302     404      403        404
"""
PAYMENTS = "凭证号\t日期\t收款人\t摘要\t金额\n记-1\t2024-03-05\t甲工程公司\t闸门维修\t120000\n记-2\t2024-12-30\t乙商行\t办公用品\t860.50\n"
#: The smallest picture there is.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8ffff3f0005fe02fea7356a6f0000000049454e44ae426082"
)
QUESTIONS = "您对供水是否满意？\n很满意 1\n满意 0.8\n不满意"
LATER = datetime.date(2099, 6, 30)


def received(data: bytes, name: str) -> Received:
    """A file as it is taken in."""
    file = receive_bytes(data, name)
    assert isinstance(file, Received)
    return file


@dataclass(slots=True)
class InTheField:
    """An evaluation whose evaluators are in the field: ``finance`` commissioned it, ``evaluator`` leads, ``agency`` is evaluated."""

    county: County
    evaluation: Evaluation

    @property
    def lead(self) -> Any:
        """Who leads."""
        return self.county["evaluator"]

    def fresh(self) -> Evaluation:
        """The evaluation as it stands."""
        return Evaluation.objects.select_related("dossier__organisation", "client", "evaluator").get(pk=self.evaluation.pk)

    def does(self, who: str, action: str, **said: Any) -> None:
        """Somebody takes a step."""
        self.evaluation = self.fresh()
        take_evaluation_step(self.county[who], self.evaluation, action, seen=self.evaluation.version, said=said, confirmed=True)

    def saves(self, part: str, key: str = "", **content: Any) -> Entry:
        """The lead evaluator writes an entry."""
        return save_entry(self.lead, self.fresh(), part, key, content)

    def asks(self, *wanted: str, due_on: datetime.date = LATER) -> list[Material]:
        """Materials on the list, sent to the unit."""
        lines = add_materials(self.lead, self.fresh(), [Wanted(group="B2", what=one, why="核对支付") for one in wanted])
        now = self.fresh()
        send_materials(self.lead, now, due_on=due_on, seen=now.version)
        return list(Material.objects.filter(pk__in=[one.pk for one in lines]).select_related("evaluation__dossier__organisation"))

    def files(self, title: str = "闸门维修合同", group: str = "B2", data: bytes = "合同正文".encode()) -> Entry:
        """A working paper."""
        return file_paper(self.lead, self.fresh(), group, {"title": title}, received(data, "合同.txt"))

    def lists(self, text: str = PAYMENTS) -> PaymentList:
        """A list of payments."""
        return keep_payment_list(self.lead, self.fresh(), "2024 年序时账", read_payments(pasted(text), "粘贴.csv"), None)

    def draws(self, source: PaymentList, size: int = 2) -> PaymentSample:
        """A sample of it."""
        return draw_payments(self.lead, source, Method.AMOUNT, size, "")

    def visits(self) -> SiteVisit:
        """Notes of a visit."""
        return save_visit(self.lead, self.fresh(), None, seen=None, place="一号泵站", visited_on=datetime.date(2025, 3, 5))


def in_the_field(county: County, dossier: Dossier) -> InTheField:
    """An evaluation of the dossier, its plan approved."""
    finance, places = county["finance"], county.places
    evaluation = open_evaluation(finance, dossier, client=places["finance"], evaluator=places["consultants"])
    add_member(finance, evaluation, county["evaluator"], Duty.LEAD_EVALUATOR, task="统筹")
    field = InTheField(county=county, evaluation=evaluation)
    field.does("finance", "engage", evidence=["评价委托书"])
    field.saves("schedule", name="现场核查", started_on="2025-03-03", finished_on="2025-03-14")
    field.does("evaluator", "submit")
    field.does("finance", "approve", comment="同意按方案实施。")
    return field


def addresses(county: County, dossier: Dossier) -> dict[str, tuple[list[object], dict[str, object]]]:
    """For each name the arguments of its address and what is posted there."""
    own = county.dossier("小型泵站改造")
    field = in_the_field(county, own)
    pk = field.evaluation.pk
    empty, full = field.asks("支付明细", "采购合同")
    provide_material(county["agency"], full, [received("采购合同".encode(), "合同.txt")])
    add_materials(field.lead, field.fresh(), [Wanted(group="B4", what="盘点表", why="")])
    empty.refresh_from_db()
    full.refresh_from_db()
    file = full.files.get()
    stage, row = Entry.objects.get(evaluation=pk, part="schedule"), field.saves("data_form", "受益户数", provider="水库运行中心")
    talk = field.saves("interviews", interviewee="站长", held_on="2025-03-05", interviewers=["某"])
    paper_survey = field.saves("surveys", title="入户问卷", questions=[{"text": "满意吗？", "answers": {"是": 3, "否": 1}}])
    visit, paper = field.visits(), field.files()
    photo = add_photo(field.lead, visit, received(PICTURE, "泵站.png"), caption="闸门")
    source = field.lists()
    sample = field.draws(source)
    drawn = sample.drawn.first()
    assert drawn is not None
    talked = {"interviewee": "站长", "held_on": "2025-03-05", "interviewers": "某", "question_0": "如何运行？", "answer_0": "三班。"}
    asked = {"title": "入户问卷", "respondents": "村民", "method": "现场抽样", "questions": QUESTIONS}
    seen_place = {"place": "二号泵站", "visited_on": "2025-03-06"}
    return {
        **{
            name: ([pk], {}) for name in ("fieldwork", "work_plan", "data_form", "materials", "interviews", "site_visits", "working_papers")
        },
        **{name: ([pk], {}) for name in ("payments", "case_surveys", "take_material_template", "remind_materials")},
        "material": ([pk, full.pk], {}),
        "material_file": ([pk, full.pk, file.pk], {}),
        "interview": ([pk, talk.pk], {}),
        "site_visit": ([pk, visit.pk], {}),
        "site_photo": ([pk, visit.pk, photo.pk], {}),
        "working_paper_index": ([pk, "csv"], {}),
        "working_paper_file": ([pk, paper.pk], {}),
        "payment_list": ([pk, source.pk], {"method": "random", "size": 1, "seed": "1"}),
        "payment_sample": ([pk, sample.pk], {}),
        "payment_sample_file": ([pk, sample.pk, "csv"], {}),
        "add_plan_stage": ([pk], {"name": "分析"}),
        "plan_stage": ([pk, stage.pk], {"name": "现场", "seen": stage.version}),
        "withdraw_fieldwork": ([pk, talk.pk], {"seen": talk.version}),
        "add_data_row": ([pk], {"name": "泵站座数"}),
        "fill_data_row": ([pk, row.pk], {"value": "120户", "source": "台账", "seen": row.version}),
        "add_interview": ([pk], talked),
        "edit_interview": ([pk, talk.pk], {**talked, "seen": talk.version}),
        "add_material": ([pk], {"what": "验收单", "group": "C1"}),
        "send_materials": ([pk], {"due_on": LATER.isoformat(), "seen": field.fresh().version}),
        "hand_over_materials": ([pk], {"seen": field.fresh().version}),
        "edit_material": ([pk, empty.pk], {"what": "支付明细账", "group": "B2", "seen": empty.version}),
        "withdraw_material": ([pk, empty.pk], {"seen": empty.version}),
        "provide_material": ([pk, empty.pk], {}),
        "material_unavailable": ([pk, empty.pk], {"reason": "由县局统管", "seen": empty.version}),
        "judge_material": ([pk, full.pk], {"deed": "receive", "seen": full.version}),
        "add_site_visit": ([pk], seen_place),
        "edit_site_visit": ([pk, visit.pk], {**seen_place, "seen": visit.version}),
        "withdraw_site_visit": ([pk, visit.pk], {"seen": visit.version}),
        "add_site_photos": ([pk, visit.pk], {}),
        "add_working_paper": ([pk], {"group": "B2", "title": "采购合同", "material_file": file.pk}),
        "edit_working_paper": ([pk, paper.pk], {"title": "合同（更正）", "seen": paper.version}),
        "add_payment_list": ([pk], {"name": "补充", "unit": "元", "pasted": PAYMENTS}),
        "check_payment": ([pk, sample.pk, drawn.pk], {"result": "sound", "seen": drawn.version}),
        "add_case_survey": ([pk], asked),
        "edit_case_survey": ([pk, paper_survey.pk], {**asked, "seen": paper_survey.version}),
        "count_case_survey": ([pk, paper_survey.pk], {"count_0_0": 5, "count_0_1": 1, "seen": paper_survey.version}),
        "take_over_survey": ([pk, closed(county, own).pk], {}),
    }


def today() -> datetime.date:
    """The day here."""
    return timezone.localdate()
