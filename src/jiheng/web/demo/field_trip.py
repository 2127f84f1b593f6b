"""The fieldwork of the evaluation under way in the sample county: what was asked of the unit, what came, what was seen and counted."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Final

from jiheng.web.casework import flows
from jiheng.web.demo.people import Loader
from jiheng.web.evaluations.actions.save_entry import save_entry
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.fieldwork import law
from jiheng.web.fieldwork.actions.add_materials import add_materials
from jiheng.web.fieldwork.actions.check_payment import check_payment
from jiheng.web.fieldwork.actions.draw_payments import draw_payments
from jiheng.web.fieldwork.actions.file_paper import file_paper
from jiheng.web.fieldwork.actions.fill_data_item import fill_data_item
from jiheng.web.fieldwork.actions.judge_material import judge_material
from jiheng.web.fieldwork.actions.keep_payment_list import keep_payment_list
from jiheng.web.fieldwork.actions.provide_material import provide_material
from jiheng.web.fieldwork.actions.save_visit import save_visit
from jiheng.web.fieldwork.actions.send_materials import send_materials
from jiheng.web.fieldwork.models import Material, Result
from jiheng.web.fieldwork.payments import pasted, read_payments
from jiheng.web.fieldwork.sampling import Method
from jiheng.web.files.receiving import Received, receive_bytes
from jiheng.web.people.models import Person

_PAYMENTS: Final = (
    "凭证号\t日期\t收款人\t摘要\t金额\n"
    "记-12\t2024-03-05\t云岭机电安装公司\t闸门检修\t186400\n"
    "记-31\t2024-05-20\t望溪镇劳务队\t清淤人工\t42800\n"
    "记-47\t2024-07-11\t澄岚测绘院\t库区测量\t65000\n"
    "记-88\t2024-11-28\t云岭机电安装公司\t设备采购\t238000\n"
    "记-102\t2024-12-30\t澄岚办公用品店\t办公用品\t860.50\n"
)
_ANSWERS: Final = (
    {"question": "项目由谁管护", "answer": "由中心自管，重点部位每周巡查一次，记录存档。"},
    {"question": "年底集中支付的原因", "answer": "设备验收推迟到十一月，尾款在十二月支付。"},
)
_ASKED: Final = ("2024 年末管护人员", "当年检修闸门", "受益灌溉面积")
#: How many days the unit has for what is asked.
_DAYS: Final = 10


def work_in_the_field(loader: Loader, lead: Person, evaluation: Evaluation) -> None:
    """Materials in every state, a data form half filled in, an interview, a visit, a sample of payments half looked at."""
    unit = loader.preparer(evaluation.dossier.organisation)
    _materials(lead, unit, evaluation)
    _base_data(lead, unit, evaluation)
    day = flows.today() - datetime.timedelta(days=3)
    head = {"interviewee": "单位负责人", "agency": str(evaluation.dossier.organisation), "held_on": day.isoformat()}
    save_entry(lead, evaluation, "interviews", "", {**head, "interviewers": [str(lead)], "recorder": str(lead), "answers": _ANSWERS})
    told = "闸门启闭正常，护坡有一处裂缝，长约 1.2 米，已拍照。完工数量与验收单一致。"
    values = {"place": "一号库区", "visited_on": day, "visitors": str(lead), "present": "单位技术员", "seen_there": told}
    save_visit(lead, evaluation, None, seen=None, **values)
    _payments(lead, evaluation)


def _materials(lead: Person, unit: Person, evaluation: Evaluation) -> None:
    add_materials(lead, evaluation, law.wanted(evaluation.standard, "project"))
    send_materials(lead, evaluation, due_on=flows.today() + datetime.timedelta(days=_DAYS), seen=evaluation.version)
    rows = Material.objects.filter(evaluation=evaluation).select_related("evaluation__dossier__organisation", "evaluation__client")
    first, second, third = rows[:3]
    for slot, name in ((first, "立项批复（示例）.txt"), (second, "绩效目标批复（示例）.txt"), (third, "资金下达文件（示例）.txt")):
        provide_material(unit, slot, [_file(name)])
    judge_material(lead, first, accept=True, reason="", seen=first.version)
    judge_material(lead, second, accept=False, reason="缺年中调整目标的批复，请补。", seen=second.version)
    said = {"title": "项目立项批复和实施方案", "kind": "文件", "provider": str(evaluation.dossier.organisation)}
    file_paper(lead, evaluation, first.group, said, first.files.get().file)


def _file(name: str) -> Received:
    found = receive_bytes(f"{name}，内容从略。".encode(), name)
    assert isinstance(found, Received)  # a short text is always taken
    return found


def _base_data(lead: Person, unit: Person, evaluation: Evaluation) -> None:
    place = str(evaluation.dossier.organisation)
    rows = [save_entry(lead, evaluation, "data_form", name, {"provider": place}) for name in _ASKED]
    fill_data_item(unit, rows[0], value="6人", text="", source="人员花名册", seen=rows[0].version)


def _payments(lead: Person, evaluation: Evaluation) -> None:
    source = keep_payment_list(lead, evaluation, "2024 年项目支付序时账", read_payments(pasted(_PAYMENTS), "粘贴.csv"), None)
    drawn = list(draw_payments(lead, source, Method.AMOUNT, 3, "").drawn.select_related("sample__source__evaluation"))
    found = "合同约定验收后付款，付款早于验收单日期 12 天。"
    for one, result, amount, told in ((drawn[0], Result.PROBLEM, drawn[0].amount, found), (drawn[1], Result.SOUND, Decimal(0), "")):
        check_payment(lead, one, result=result, amount_in_question=amount, found=told, paper="", seen=one.version)
