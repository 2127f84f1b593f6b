"""An evaluation of the sample county under way: engaged, planned, in the field, half of it scored."""

from __future__ import annotations

from typing import Any, Final

from jiheng.web.demo.accounts import EVALUATOR
from jiheng.web.demo.people import Loader
from jiheng.web.dossiers.models import Dossier, DossierKind, Stage
from jiheng.web.evaluations.actions.add_member import add_member
from jiheng.web.evaluations.actions.open_evaluation import open_evaluation
from jiheng.web.evaluations.actions.save_entry import save_entry
from jiheng.web.evaluations.actions.take_evaluation_step import take_evaluation_step
from jiheng.web.evaluations.models import Duty, Evaluation
from jiheng.web.people.models import Membership, Organisation, Person, Role

#: The work plan, stage by stage.
_PLAN: Final = (("前期准备", "收集资料，编制工作方案和指标体系"), ("现场评价", "访谈、问卷、查看现场，核对账目"))
#: What was found so far: part, key, content.
_FOUND: Final[tuple[tuple[str, str, dict[str, Any]], ...]] = (
    ("evaluation_basis", "", {"text": "县级项目支出绩效评价管理办法（示例）"}),
    ("evidence", "E1", {"title": "项目立项批复", "kind": "批复文件", "number": "B4-1"}),
    ("evidence", "E2", {"title": "年度预算批复和调整文件", "kind": "预算文件", "number": "B4-2"}),
    ("evidence", "E3", {"title": "项目完工验收单", "kind": "验收资料", "number": "B4-3"}),
    ("inputs", "1.1.1", {"failed": [], "evidence": ["E1"], "note": "立项与县级规划一致。"}),
    ("inputs", "1.1.2", {"failed": [3], "evidence": ["E1"], "deduction_reason": "没有可行性研究和集体决策的记录。"}),
    ("inputs", "1.2.1", {"failed": [], "evidence": ["E1"]}),
    ("inputs", "1.2.2", {"failed": [2], "evidence": ["E1"], "deduction_reason": "两项指标没有可衡量的目标值。"}),
    ("inputs", "1.3.1", {"failed": [], "evidence": ["E2"]}),
    ("inputs", "1.3.2", {"failed": [], "evidence": ["E2"]}),
    ("problems", "P1", {"title": "立项论证不充分", "text": "立项前没有可行性研究报告和集体决策记录。", "indicators": ["1.1.2"],
                        "cause": "项目由应急处置转为常年安排，没有补办手续", "evidence": ["E1"]}),
    ("problems", "P2", {"title": "绩效指标不够细化量化", "text": "两项效益指标没有目标值。", "indicators": ["1.2.2"],
                        "cause": "指标照抄任务名称"}),
    ("suggestions", "S1", {"title": "补齐立项资料", "text": "补充可行性研究和集体决策资料，存入项目档案。", "problems": ["P1"]}),
)  # fmt: skip


def evaluate(loader: Loader, people: dict[str, Person]) -> Evaluation | None:
    """The evaluation; None where the accounts it needs were not loaded."""
    chosen = Dossier.objects.filter(stage=Stage.SELF_EVALUATION, kind=DossierKind.PROJECT, awaits_record=False)
    dossier = chosen.select_related("organisation", "fiscal_year").order_by("-adjusted_budget", "pk").first()
    if dossier is None or not {"evaluator", "finance.rechecker"} <= people.keys():
        return None
    client, lead = people["finance.rechecker"], people["evaluator"]
    consultants = loader.places[EVALUATOR]
    evaluation = open_evaluation(client, dossier, client=loader.finance, evaluator=consultants)
    add_member(client, evaluation, lead, Duty.LEAD_EVALUATOR, task="全面负责，撰写报告", title="高级会计师")
    for number, (duty, task) in enumerate(((Duty.EVALUATOR, "资料核对、评分"), (Duty.RECHECKER, "机构内部复核")), 2):
        add_member(client, evaluation, colleague(consultants, number), duty, task=task)
    step(client, evaluation, "engage", evidence=["绩效评价委托书"])
    save_entry(lead, evaluation, "texts", "background", {"text": "项目为县级常年安排的项目，资金全部为县级财政拨款。"})
    for name, work in _PLAN:
        save_entry(lead, evaluation, "schedule", "", {"name": name, "work": work})
    step(lead, evaluation, "submit")
    step(client, evaluation, "approve", comment="同意按方案开展现场评价，问卷须覆盖全部受益乡镇。")
    for part, key, content in _FOUND:
        save_entry(lead, evaluation, part, key, content)
    return evaluation


def step(person: Person, evaluation: Evaluation, name: str, **said: Any) -> None:
    """One step; in the demonstration nobody is asked twice who they are."""
    take_evaluation_step(person, evaluation, name, seen=evaluation.version, said=said, confirmed=True)


def colleague(organisation: Organisation, number: int) -> Person:
    """Somebody more of the evaluator, who signs in with no password."""
    known = Person.objects.filter(username=f"evaluator{number}").first()
    if known is not None:
        return known
    person = Person(username=f"evaluator{number}", name=f"云岭衡正评价人员{number}", is_demo=True)
    person.set_unusable_password()
    person.save()
    Membership.objects.create(person=person, organisation=organisation, role=Role.EVALUATOR)
    return person
