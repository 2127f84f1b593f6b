"""One evaluation from engagement to the archive, by eight people, each on their own pages: nothing is put there behind their backs.

What the sample case says stands in the place of what people would type for weeks; every step, score, opinion and proof goes through a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from county_at_hand import PASSWORD, County
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from evaluation_at_hand import Evaluated
from reviewing_at_hand import typed_in
from way_of_a_case import browser

from jiheng.web.audit.chain import verify
from jiheng.web.evaluations.assembling import scored
from jiheng.web.evaluations.models import Entry
from jiheng.web.fieldwork.models import Material
from jiheng.web.files import storage
from jiheng.web.jobs.models import Job
from jiheng.web.jobs.running import run
from jiheng.web.people.models import Membership
from jiheng.web.reviews.models import Opinion, ReportVersion


@dataclass(frozen=True, slots=True)
class Desk:
    """The pages of an evaluation as its people use them."""

    evaluated: Evaluated

    def gets(self, who: str, name: str, /, *more: object) -> Any:
        """A page somebody opens."""
        response = browser(self.evaluated.county[who]).get(reverse(name, args=[self.evaluated.number, *more]))
        assert response.status_code == 200, (who, name, response.status_code)
        return response

    def posts(self, who: str, name: str, /, *more: object, **data: object) -> None:
        """Something somebody sends, and is taken."""
        response = browser(self.evaluated.county[who]).post(reverse(name, args=[self.evaluated.number, *more]), data)
        form = response.context["form"] if response.status_code == 200 and response.context else None
        assert response.status_code == 302, (who, name, form.errors if form is not None else response.status_code)

    def steps(self, who: str, name: str, expected: str, /, **said: object) -> None:
        """A step taken on its page, and the state it leads to. What the workspace looks up is not asked."""
        asked = self.gets(who, "evaluation_step", name).context["form"].fields
        proof = {"proof": PASSWORD} if "proof" in asked else {}
        self.posts(who, "evaluation_step", name, seen=self.evaluated.evaluation.version, **said, **proof)
        assert self.evaluated.evaluation.state == expected


def test_eight_people_play_an_evaluation_from_engagement_to_the_archive(county: County) -> None:
    desk = Desk(Evaluated(county))
    _prepared(desk)
    _scored(desk)
    _reported(desk)
    _heard(desk)
    _reviewed_and_final(desk)
    page = desk.gets("finance", "evaluation").content.decode()
    for word in ("委托", "批准方案", "完成评分", "发出征求意见稿", "作出会审结论", "单位确认", "定稿确认", "归档"):
        assert word in page
    assert verify().broken is None


def _prepared(desk: Desk) -> None:
    """The office engages, the evaluators plan, an expert has a word, the office approves, the unit hands over."""
    county = desk.evaluated.county
    for name, duty in (("evaluator", "lead_evaluator"), ("colleague", "evaluator"), ("rechecker", "rechecker"), ("expert", "expert")):
        candidate = Membership.objects.get(person=county[name])
        desk.posts("finance", "add_team_member", candidate=candidate.pk, duty=duty)
    desk.steps("finance", "engage", "planning", evidence="绩效评价委托书")
    typed_in(desk.evaluated)
    desk.posts("evaluator", "new_evaluation_entry", "schedule", name="现场评价", started_on="2025-03-03", work="访谈、问卷、查看现场")
    desk.steps("evaluator", "submit", "plan_review", work_plan="评价工作方案")
    desk.steps("expert", "give_opinion", "plan_review", comment="建议增加管护情况的访谈。")
    desk.steps("finance", "approve", "fieldwork", comment="同意按方案实施。")
    _handed_over(desk)
    desk.posts("colleague", "new_evaluation_entry", "evidence", title="现场查看记录", kind="底稿")
    desk.steps("evaluator", "finish_fieldwork", "analysis", working_papers="现场查看记录")


def _handed_over(desk: Desk) -> None:
    """The evaluators send their list, the unit answers a line of it."""
    desk.posts("evaluator", "take_material_template")
    desk.posts("evaluator", "send_materials", due_on="2099-06-30", seen=desk.evaluated.evaluation.version)
    slot = Material.objects.filter(evaluation=desk.evaluated.number)[0]
    desk.posts("agency", "provide_material", slot.pk, files=SimpleUploadedFile("批复.txt", "同意立项".encode()))
    desk.posts("agency", "hand_over_materials", seen=desk.evaluated.evaluation.version)
    assert desk.evaluated.evaluation.steps.get(action="provide_materials").said["evidence"] == [slot.what]


def _scored(desk: Desk) -> None:
    """Every loss has its reason and its evidence; somebody else has looked at a score."""
    papers = Entry.objects.filter(evaluation=desk.evaluated.number, part="evidence")
    evidence = next(one.key for one in papers if one.content["title"] == "现场查看记录")
    for row in desk.gets("colleague", "evaluation_scores").context["sheet"].rows:
        assert row.line.score is not None, row.line.missing
        if row.owes:
            form = desk.gets("colleague", "evaluation_score", row.line.indicator.id).context["form"]
            told = {name: value for name in form.fields if (value := form[name].value()) not in (None, "")}
            reason = told.get("deduction_reason") or "现场查看属实。"
            desk.posts(
                "colleague", "evaluation_score", row.line.indicator.id, **{**told, "evidence": [evidence], "deduction_reason": reason}
            )
    sheet = desk.gets("evaluator", "evaluation_scores")
    first = sheet.context["sheet"].rows[0].line.indicator.id
    desk.posts("rechecker", "review_evaluation_score", first, digest=sheet.context["digests"][first], agreed="1")
    assert desk.gets("evaluator", "evaluation_scores").context["sheet"].owing == 0
    desk.steps("evaluator", "finish_scoring", "drafting")


def _reported(desk: Desk) -> None:
    """The report is made of the case, opened, and goes to unit and office."""
    form = desk.gets("colleague", "report").context["form"]
    desk.posts("colleague", "report", kind=form["kind"].value())
    run(Job.objects.latest("pk").pk)
    version = ReportVersion.objects.get(evaluation=desk.evaluated.number)
    total = scored(desk.evaluated.evaluation)[1].total
    text = storage.fetch(version.texts).decode()
    assert storage.fetch(version.docx).startswith(b"PK") and storage.fetch(version.pdf).startswith(b"%PDF")
    assert f"{total:.2f}" in text and "澄岚县水库运行中心" in text
    desk.steps("colleague", "submit", "internal_review")
    desk.steps("rechecker", "request_opinions", "opinions")


def _heard(desk: Desk) -> None:
    """The unit objects, the office does not; the lead evaluator answers."""
    desk.posts("agency", "add_opinion", place="", indicator="", quote="", text="管护人员已在年底补足，请核实。", evidence="补充说明")
    desk.posts("leader", "send_opinions", seen=desk.evaluated.evaluation.version, comment="")
    desk.posts("finance", "send_opinions", seen=desk.evaluated.evaluation.version, comment="无不同意见。")
    desk.steps("evaluator", "close_opinions", "answering")
    opinion = Opinion.objects.get(evaluation=desk.evaluated.number, sent_at__isnull=False)
    desk.posts(
        "evaluator", "opinion", opinion.number, seen=opinion.version, decision="rejected", reason="补足发生在评价年度之后。", change=""
    )
    desk.steps("evaluator", "answer_opinions", "joint_review")


def _reviewed_and_final(desk: Desk) -> None:
    """The expert judges, the office concludes, the unit's head and the office prove who they are."""
    desk.posts("expert", "expert_scores", seen=0, **{"score-0": "1"})
    desk.posts("expert", "send_opinions", seen=desk.evaluated.evaluation.version, comment="同意修改后定稿。")
    desk.posts("finance", "add_minutes", held_on=timezone.localdate().isoformat(), present="专家一名\n委托方一名", text="同意定稿。")
    desk.steps("finance", "conclude_review", "revising")
    desk.steps("evaluator", "submit", "confirming")
    desk.steps("head", "confirm", "confirming")
    desk.steps("finance", "confirm_final", "archiving")
    desk.steps("evaluator", "archive", "archived")
