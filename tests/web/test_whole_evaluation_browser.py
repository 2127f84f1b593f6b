"""Seven people and the public play one evaluation in real browsers: from engagement to published report, rectification and a complaint.

What people type for weeks (indicators, interviews, survey counts) is typed by the same action as their pages use; of every kind of step
at least one is taken on its page. The unit and the public sit at telephones; only the office and the lead evaluator have scripts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from at_browsers import PHONE, Seat, chromium, complains, looks_up
from county_at_hand import County, build
from one_at_a_time import GATE
from papers import work_off
from test_complaints_browser import REPLY

from jiheng.documents import Document, Table, read
from jiheng.model import EvaluationCase
from jiheng.web.audit.chain import verify
from jiheng.web.demo.typing_in import sample_case, type_in
from jiheng.web.dossiers.models import Dossier
from jiheng.web.evaluations.assembling import scored
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.files import storage
from jiheng.web.people.models import Membership, Role
from jiheng.web.reviews.models import ReportVersion

pytestmark = pytest.mark.browser

SUBJECT, REPORT = "科技特派员服务行动", "2024年科技特派员服务行动项目绩效评价报告"
#: What the pages of this test ask for; the rest of the sample case is typed by the action.
SCORED, FOUND, ADVISED = "1.1.2", "P3", "R3"
PAPER = "项目立项批复、可行性研究或实施方案"
FAR = "2099-06-30"


@dataclass(frozen=True, slots=True)
class Room:
    """Everybody at their browsers, the dossier, a folder for what is downloaded."""

    county: County
    dossier: Dossier
    folder: Path
    finance: Seat
    lead: Seat
    rechecker: Seat
    expert: Seat
    unit: Seat
    leader: Seat
    department: Seat
    visitor: Seat

    @property
    def evaluation(self) -> Evaluation:
        """As it stands."""
        return Evaluation.objects.select_related("dossier__organisation", "client", "evaluator").get()

    def at(self, seat: Seat, *links: str) -> Seat:
        """Somebody on the page of the evaluation, or where these links lead from it."""
        seat.goes(self.evaluation.get_absolute_url())
        for link in links:
            seat.follows(link)
        return seat

    def at_dossier(self, seat: Seat, link: str) -> Seat:
        """Somebody where a link of the dossier's page leads."""
        seat.goes(self.dossier.get_absolute_url())
        seat.follows(link)
        return seat


def test_seven_people_play_an_evaluation_in_real_browsers(live_server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver runs a loop in this thread, which uses no database
    county = build()
    leader = county.people["leader"] = county.person("leader", Role.REVIEWER, "water_station")
    Membership.objects.create(person=leader, organisation=county.places["water_station"], role=Role.APPROVER)
    county.people["rechecker"] = county.person("rechecker", Role.EVALUATOR, "consultants")
    dossier = county.dossier(SUBJECT)
    with chromium() as browser:
        room = Room(
            county=county,
            dossier=dossier,
            folder=tmp_path,
            finance=Seat.taken(browser, live_server.url).signs_in("finance"),
            lead=Seat.taken(browser, live_server.url).is_in(county["evaluator"]),
            rechecker=Seat.taken(browser, live_server.url, scripts=False).is_in(county["rechecker"]),
            expert=Seat.taken(browser, live_server.url, scripts=False).is_in(county["expert"]),
            unit=Seat.taken(browser, live_server.url, size=PHONE, scripts=False).is_in(county["agency"]),
            leader=Seat.taken(browser, live_server.url, scripts=False).is_in(county["leader"]),
            department=Seat.taken(browser, live_server.url, scripts=False).is_in(county["reviewer"]),
            visitor=Seat.taken(browser, live_server.url, size=PHONE, scripts=False),
        )
        _engaged(room)
        _planned(room)
        _in_the_field(room)
        _scored(room)
        _problems(room)
        paper = _reported(room)
        _heard(room)
        _judged(room)
        _published(room)
        _put_right(room)
        _complained(room)
    _looked_at(paper, room.evaluation)
    assert verify().broken is None


def _engaged(room: Room) -> None:
    """The finance authority puts the dossier on its plan, names the team and engages the evaluator."""
    finance = room.at_dossier(room.finance, "列入评价计划")
    finance.fills({"评价机构": "云岭衡正咨询公司"})
    finance.presses("列入")
    finance.sees("已列入评价计划")
    for who, duty in (("evaluator", "主评人"), ("rechecker", "机构复核人"), ("expert", "专家")):
        held = Membership.objects.select_related("person", "organisation").get(person=room.county[who])
        finance.follows("安排人员")
        finance.fills({"人员": f"{held.person}（{held.organisation} · {held.get_role_display()}）", "职责": duty})
        finance.presses("加入")
        finance.sees("已加入评价组")
    finance.steps("委托", {"附佐证材料": "绩效评价委托书"})
    finance.picture("engaged")


def _planned(room: Room) -> None:
    """The lead evaluator plans, the expert has a word, the office approves."""
    lead = room.at(room.lead, "工作方案", "加一个阶段")
    lead.fills({"阶段": "现场评价", "开始": "2025-03-03", "结束": "2025-03-14", "工作内容": "访谈、问卷、查看现场"})
    lead.presses("保存")
    lead.sees("已保存")
    lead.picture("plan")
    GATE.answer(lambda: type_in(room.county["evaluator"], room.evaluation, _without_what_pages_ask(sample_case())))
    room.at(lead).steps("报送方案")
    room.at(room.expert).steps("对方案提出意见", {"写明意见": "建议增加对示范点的访谈。"})
    room.at(room.finance).steps("批准方案", {"写明意见": "同意按方案实施。"})


def _without_what_pages_ask(case: EvaluationCase) -> EvaluationCase:
    owner, here = "澄岚县科学技术局", "澄岚县水库运行中心"  # the county of the tests has no such bureau: its papers come from the unit
    case = EvaluationCase.model_validate_json(case.model_dump_json().replace(owner, here))
    return case.model_copy(
        update={
            "engagement": case.engagement.model_copy(update={"schedule": ()}),
            "inputs": tuple(one for one in case.inputs if one.indicator != SCORED),
            "problems": tuple(one for one in case.problems if one.id != FOUND),
            "suggestions": tuple(one for one in case.suggestions if one.id != ADVISED),
        }
    )


def _in_the_field(room: Room) -> None:
    """A list goes to the unit, its paper becomes a working paper; the unit fills in a row of the data form."""
    lead, unit = room.at(room.lead, "资料清单"), room.unit
    lead.presses("列入常用清单")
    lead.fills({"提供期限": FAR})
    lead.presses("发送")
    lead.sees("清单已发给单位")
    lead.follows("基础数据采集表")
    lead.follows("加一行")
    lead.fills({"数据名称": "2024 年末在岗特派员"})
    lead.presses("保存")
    lead.sees("已保存")
    room.at(unit, "资料清单")
    assert unit.fits()
    unit.picture("materials-390")
    unit.follows(PAPER)
    unit.fills({"文件": {"name": "立项批复.txt", "mimeType": "text/plain", "buffer": "同意立项".encode()}})
    unit.presses("上传")
    unit.sees("已收下 1 个文件")
    unit.follows("资料清单")
    unit.presses("报送已上传的资料")
    unit.sees("还缺")
    unit.follows("基础数据采集表")
    unit.page.locator("tr", has_text="2024 年末在岗特派员").get_by_role("link", name="填报").click()
    unit.fills({"数值": "54人", "资料来源": "选派文件"})
    unit.presses("保存")
    unit.sees("已保存")
    assert unit.fits()
    unit.picture("data-form-390")
    room.at(lead, "资料清单", PAPER).presses("核收")
    lead.follows("登记为底稿")
    lead.presses("保存")
    lead.sees("已保存")
    lead.picture("papers")
    room.at(lead).steps("结束现场评价")


def _scored(room: Room) -> None:
    """The lead evaluator judges an indicator point by point with the new paper as evidence; the second reviewer agrees."""
    lead = room.at(room.lead, "评分表")
    lead.opens(SCORED)
    for number, judged in enumerate(("符合", "符合", "不符合"), 1):
        lead.page.locator(f"#id_point_{number}").select_option(label=judged)
    lead.page.locator("#id_lost_3").fill("40%")
    lead.page.locator("#id_why_3").fill("专家论证意见没有签字")
    lead.fills({"扣分理由": "事前论证材料不完整"})
    lead.page.get_by_label(PAPER).check()
    lead.picture("score")
    lead.presses("保存")
    lead.sees("已保存指标")
    lead.picture("scores")
    rechecker = room.at(room.rechecker, "评分表")
    rechecker.page.locator(f"[id='row-{SCORED}']").get_by_role("button", name="同意", exact=True).click()
    rechecker.sees("已复核指标")


def _problems(room: Room) -> None:
    """What was lost is written as a problem, with its cause, and a suggestion answers it."""
    case = sample_case()
    found = next(one for one in case.problems if one.id == FOUND)
    advised = next(one for one in case.suggestions if one.id == ADVISED)
    lead = room.at(room.lead, "扣分与问题")
    lead.page.locator("tr", has_text=found.indicators[0]).get_by_role("link", name="写问题").click()
    lead.fills({"标题": found.title, "内容": found.text, "原因": found.cause})
    for words in (*found.indicators[1:], *(f"{key} " for key in found.evidence)):
        lead.page.get_by_label(re.compile(rf"{re.escape(words)}")).check()
    lead.presses("保存")
    lead.sees("已保存")
    room.at(lead, "扣分与问题", "写建议").fills({"标题": advised.title, "内容": advised.text})
    lead.presses("保存")
    lead.sees("已保存")
    room.at(lead, "扣分与问题").picture("problems")
    room.at(lead).steps("完成评分")


def _reported(room: Room) -> Path:
    """The report is made of the case and opened; the second reviewer sends it to unit and office."""
    lead = room.at(room.lead, "报告")
    lead.presses("生成新的一版")
    lead.sees("已开始生成")
    GATE.answer(work_off)
    lead.follows("第 1 版")
    lead.sees("下载 PDF")
    lead.picture("version")
    assert lead.downloads("下载 PDF", room.folder).read_bytes().startswith(b"%PDF")
    paper = lead.downloads("下载 Word", room.folder)
    room.at(lead).steps("提交内部复核")
    room.at(room.rechecker).steps("发出征求意见稿")
    return paper


def _heard(room: Room) -> None:
    """The unit's reviewer objects beside the paragraph, the office does not; the lead evaluator answers."""
    leader = room.at(room.leader, "第 1 版")
    leader.page.locator("#s2").get_by_role("link", name="提意见").click()
    leader.fills({"意见": "服务点已在次年一月建成，建议不扣分。"})
    leader.presses("保存")
    leader.follows("报送意见（1 条未报送）")
    leader.presses("报送")
    leader.sees("已报送意见 1 条")
    finance = room.at(room.finance, "意见与答复", "报送：无不同意见")
    finance.presses("报送")
    finance.sees("已报送")
    lead = room.at(room.lead)
    lead.steps("意见已到齐")
    room.at(lead, "意见与答复", "答复").fills({"不采纳": True, "理由": "建成在评价年度之后，得分不变。"})
    lead.presses("保存")
    lead.sees("建成在评价年度之后")
    lead.picture("opinions")
    room.at(lead).steps("答复意见")


def _judged(room: Room) -> None:
    """The expert scores, the office records and concludes; the unit's head and the office prove who they are; the file is closed."""
    expert = room.at(room.expert, "会审", "我的打分")
    expert.page.get_by_label("立项依据充分性 打分").fill("3.5")
    expert.page.get_by_label("立项依据充分性 理由").fill("与同类项目的边界还可以更清楚。")
    expert.presses("保存")
    expert.follows("报送意见和打分")
    expert.fills({"总的意见": "同意修改后定稿。"})
    expert.presses("报送")
    expert.sees("已报送")
    finance = room.at(room.finance, "会审", "登记会审记录")
    finance.fills({"参加人员": "专家一名\n委托方一名", "会审记录": "同意定稿。"})
    finance.presses("登记")
    finance.sees("已登记会审记录")
    finance.picture("joint-review")
    room.at(finance).steps("作出会审结论")
    room.at(room.lead).steps("报送定稿")
    room.at(room.leader).steps("单位确认")
    room.at(finance).steps("定稿确认")
    room.at(room.lead).steps("归档")
    room.lead.picture("archived")
    room.at_dossier(finance, "建议和登记").presses("采用评价结果")
    finance.sees("（评价）")


def _published(room: Room) -> None:
    """The unit takes the final report to publication in one step; what the public downloads is that report to the byte."""
    unit, final = room.at(room.unit), ReportVersion.objects.get()
    unit.presses("把定稿报告列入公开")
    unit.sees("已列入公开，期限已起算")
    unit.sees("没有查到手机号")
    assert unit.fits()
    unit.picture("publication-390")
    unit.steps("提交公开审查")
    room.leader.goes("/publications/")
    room.leader.follows(REPORT)
    room.leader.steps("公开", {"已审查，不含国家秘密、工作秘密和不宜公开的内容": True})
    visitor = room.visitor
    visitor.goes("/public/")
    visitor.follows(REPORT)
    visitor.sees("95.00%")
    assert visitor.fits()
    visitor.picture("published-390")
    assert visitor.downloads(f"{REPORT}.pdf", room.folder).read_bytes() == storage.fetch(final.pdf)


def _put_right(room: Room) -> None:
    """A problem of the evaluation is to be put right; the unit answers with a proof, and the office accepts."""
    problem = sample_case().problems[0].title
    finance, unit = room.at_dossier(room.finance, "拟写整改通知"), room.unit
    finance.fills({problem: True})
    finance.presses("拟写")
    finance.steps("下达整改通知")
    unit.goes("/rectifications/")
    unit.follows(f"{SUBJECT}整改通知")
    assert unit.fits()
    unit.picture("rectification-390")
    unit.follows("填写整改情况")
    proof = {"name": "论证意见.txt", "mimeType": "text/plain", "buffer": "已补签".encode()}
    unit.fills({"整改措施": "补齐签字，修订论证办法。", "整改进度": "已完成", "佐证材料": proof})
    unit.presses("保存")
    unit.steps("报送整改情况")
    finance.page.reload()
    finance.follows("审核")
    finance.fills({"同意销号": True})
    finance.presses("保存")
    finance.steps("同意销号", {"写明意见": "全部销号。"})
    finance.sees("已办结")
    finance.picture("rectified")


def _complained(room: Room) -> None:
    """A visitor complains without a name; the department looks into it, the office answers, the visitor reads the reply."""
    visitor, finance, department = room.visitor, room.finance, room.department
    text = "报告写建立服务点十九个，我们村的服务点没有开过门。请核实。"
    about = {"投诉哪个单位": "澄岚县水库运行中心", "项目名称": SUBJECT, "具体情况和要求": text, "匿名": True}
    number, code = complains(visitor, about)
    finance.goes("/complaints/")
    finance.opens(number)
    finance.steps("受理")
    finance.steps("交办", {"承办单位和人员": "澄岚县水利局 · reviewer（测试）"})
    finance.page.get_by_label("卷宗", exact=True).select_option(label=str(room.dossier))
    finance.presses("保存关联")
    department.goes("/complaints/")
    department.opens(number)
    department.steps("拟写答复", REPLY)
    finance.goes("/complaints/")
    finance.opens(number)
    finance.steps("答复投诉人", {"审核意见": "同意。"})
    finance.goes(room.dossier.get_absolute_url())
    finance.sees(number)
    finance.picture("dossier-at-the-end")
    looks_up(visitor, number, code)
    visitor.sees(REPLY["拟写的答复"])
    assert visitor.fits()


def _looked_at(paper: Path, evaluation: Evaluation) -> None:
    """The package, opened as we open papers of others: who, what, the score wherever it stands, the problem written on the page."""
    version, total = ReportVersion.objects.get(), scored(evaluation)[1].total
    assert version.score == total
    told = list(_texts(read(paper)))
    whole = "\n".join(told)
    for words in ("澄岚县水库运行中心", SUBJECT, "云岭衡正咨询公司", "澄岚县财政局", f"{total:.2f}", version.grade):
        assert words in whole, words
    case = sample_case()
    for one in (*case.problems, *case.suggestions):
        assert one.title in whole, one.title
    assert "立项程序规范性" in told  # the indicator that was scored on its page, in a cell of the sheet
    assert "【待补充】" not in whole


def _texts(document: Document) -> list[str]:
    """Every paragraph and every cell."""
    return [cell.text for block in document.blocks for cell in (block.cells if isinstance(block, Table) else (block,))]
