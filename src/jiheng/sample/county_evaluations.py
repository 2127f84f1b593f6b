"""Evaluations of the county's projects by an invented agency: frame, scores, deductions with their problems, survey, team.

Every score follows from the row's own rule; every deduction has a problem and a suggestion.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from jiheng.model import Direction, IndicatorCategory, read_actual
from jiheng.model.amounts import half_up, text
from jiheng.sample.county import Line, Project, load_county
from jiheng.sample.county_values import points as points_by_rule
from jiheng.sample.county_values import share_out

_PLAN: Final = {
    "决策": (
        (
            "项目立项",
            "立项依据充分性",
            "项目立项是否符合法律法规、发展规划和部门职责",
            ("立项符合国家法律法规和政策要求", "立项与部门职责相符"),
        ),
        ("项目立项", "立项程序规范性", "项目申请、设立过程是否符合要求", ("项目按照规定程序申请设立", "审批文件、材料符合相关要求")),
        ("绩效目标", "绩效目标合理性", "绩效目标是否依据充分、符合实际", ("绩效目标与实际工作内容相关", "预期产出和效益符合正常业绩水平")),
        ("绩效目标", "绩效指标明确性", "绩效指标是否清晰、细化、可衡量", ("绩效目标细化分解为具体指标", "指标值清晰、可衡量")),
        ("资金投入", "预算编制科学性", "预算编制是否经过论证、有明确标准", ("预算内容与项目内容匹配", "预算额度测算依据充分")),
    ),
    "过程": (
        ("资金管理", "资金到位率", "实际到位资金与预算资金的比率", ()),
        ("资金管理", "预算执行率", "实际支出资金与到位资金的比率", ()),
        (
            "资金管理",
            "资金使用合规性",
            "资金使用是否符合财务管理制度",
            ("资金拨付有完整的审批程序和手续", "资金使用符合项目预算批复的用途"),
        ),
        ("组织实施", "管理制度健全性", "财务和业务管理制度是否健全", ("制定了相应的财务管理制度", "制定了相应的业务管理制度")),
        ("组织实施", "制度执行有效性", "项目实施是否符合相关管理规定", ("项目合同书、验收报告等资料齐全并及时归档", "项目调整手续完备")),
    ),
}
#: What can be found wanting in a row of points, and what is advised; the second point of the row fails.
_WANTING: Final = {
    "绩效指标明确性": (
        "绩效指标值不够清晰",
        "个别绩效指标值以文字描述，不可衡量",
        "细化量化绩效指标",
        "把绩效指标值改为可以衡量的数量和比率",
    ),
    "制度执行有效性": (
        "项目调整手续不完备",
        "实施内容有一处调整，没有按规定办理调整手续",
        "完备项目调整手续",
        "内容调整前先按管理规定办理调整审批",
    ),
    "预算编制科学性": ("预算额度测算依据不充分", "部分预算额度没有附测算依据", "补充预算测算依据", "编制预算时附市场询价和测算依据"),
}
PEOPLE: Final = ("程知远", "陆宁", "谢安平", "苏以恒")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the scoring table. ``lost`` says why points were lost; ``rate`` is the completion of a row that has one."""

    level1: str
    level2: str
    name: str
    meaning: str
    benchmark: str
    points: tuple[str, ...]
    rule: str
    course: str
    weight: Decimal
    score: Decimal
    actual: str = ""
    lost: str = ""

    @property
    def loss(self) -> Decimal:
        """Points lost."""
        return self.weight - self.score


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A problem with its cause, and the suggestion that answers it."""

    problem: str
    account: str
    suggestion: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Everything a report on one project tells."""

    project: Project
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    issued: int
    returned: int
    satisfied: int
    population: int

    @property
    def score(self) -> Decimal:
        """The whole score."""
        return sum((row.score for row in self.rows), Decimal(0))

    @property
    def grade(self) -> str:
        """The grade word of the standard."""
        return next(word for bound, word in ((90, "优"), (80, "良"), (60, "中"), (0, "差")) if self.score >= bound)

    @property
    def groups(self) -> list[tuple[str, Decimal, Decimal]]:
        """Level-1 indicators with weight and score."""
        names = list(dict.fromkeys(row.level1 for row in self.rows))
        return [(name, *self.sums([row for row in self.rows if row.level1 == name])) for name in names]

    @staticmethod
    def sums(rows: Sequence[Row]) -> tuple[Decimal, Decimal]:
        """Weights and scores of rows."""
        return sum((row.weight for row in rows), Decimal(0)), sum((row.score for row in rows), Decimal(0))

    @property
    def satisfaction(self) -> str:
        """Satisfied by returned, as printed everywhere."""
        return f"{text(half_up(Decimal(self.satisfied * 100) / self.returned, 2))}%"


def points(value: Decimal) -> str:
    """Points without needless zeros."""
    return text(value, None)


@cache
def evaluation_of(number: int, seed: int = 1, weights: tuple[int, int, int, int] | None = None) -> Evaluation:
    """The evaluation of one of the county's projects; ``weights`` of decision, process, outputs and effects instead of usual ones."""
    projects = load_county().projects
    project = projects[number % len(projects)]
    chance = random.Random(f"evaluation/{seed}/{number}")
    returned = chance.choice((80, 120, 150, 200))
    satisfied = returned - chance.randint(2, returned // 16)
    usual = chance.choice(((20, 20, 30, 30), (15, 25, 35, 25), (20, 20, 40, 20)))
    weights = weights or usual
    failing = chance.choice(tuple(_WANTING))
    rows = [*_judged(project, dict(zip(_PLAN, weights, strict=False)), failing)]
    satisfaction = f"{text(half_up(Decimal(satisfied * 100) / returned, 2))}%"
    rows += _measured(project, Decimal(weights[2]), Decimal(weights[3]), satisfaction)
    faults = [
        Fault(problem=_WANTING[failing][0], account=_WANTING[failing][1], suggestion=_WANTING[failing][2], advice=_WANTING[failing][3])
    ]
    faults += [_fault(row) for row in rows if row.loss and row.name != failing]
    return Evaluation(
        project=project,
        rows=tuple(rows),
        faults=tuple(faults),
        issued=returned + chance.randint(0, 10),
        returned=returned,
        satisfied=satisfied,
        population=returned * 9,
    )


def _judged(project: Project, weights: dict[str, int], failing: str) -> list[Row]:
    rows = []
    for level1, plan in _PLAN.items():
        for (level2, name, meaning, required), weight in zip(plan, share_out(weights[level1], len(plan)), strict=True):
            if required:
                rows.append(_listed(level1, level2, name, meaning, required, Decimal(weight), fails=name == failing))
            else:
                rows.append(_rated(project, level1, level2, name, meaning, Decimal(weight)))
    return rows


def _listed(level1: str, level2: str, name: str, meaning: str, required: tuple[str, ...], weight: Decimal, *, fails: bool) -> Row:
    score = weight / 2 if fails else weight
    wanting = _WANTING.get(name, ("", "", "", ""))[1]
    told = f"①{required[0]}，符合；②{required[1]}，{'不符合，' + wanting if fails else '符合'}。"
    ending = f"扣{points(weight - score)}分，得{points(score)}分。" if fails else f"不扣分，得{points(weight)}分。"
    return Row(
        level1=level1,
        level2=level2,
        name=name,
        meaning=meaning,
        benchmark={"资": "合规", "管": "健全", "制": "有效"}.get(name[0], name[-3:-1]),
        points=required,
        rule=f"①{required[0]}；②{required[1]}。以上两项各占50%的权重分，符合得相应分值，不符合不得分。",
        course=told + ending,
        weight=weight,
        score=score,
        lost=wanting if fails else "",
    )


def _rated(project: Project, level1: str, level2: str, name: str, meaning: str, weight: Decimal) -> Row:
    total = project.total
    rate = Decimal(1) if name == "资金到位率" else total.executed / total.adjusted
    score = half_up(weight * rate)
    formula = "资金到位率=实际到位资金/预算资金*100%" if name == "资金到位率" else "预算执行率=实际支出资金/实际到位资金*100%"
    shown = f"{text(half_up(rate * 100))}%"
    whole = f"预算资金{text(total.adjusted)}万元，到位资金{text(total.adjusted)}万元"
    told = (
        f"{whole}，资金到位率{shown}"
        if name == "资金到位率"
        else f"到位资金{text(total.adjusted)}万元，实际支出{text(total.executed)}万元，预算执行率{shown}"
    )
    return Row(
        level1=level1,
        level2=level2,
        name=name,
        meaning=meaning,
        benchmark="100%",
        points=(formula,),
        rule=f"得分={name}*分值，超过100%按100%计。",
        course=f"{told}，{_ending(weight, score)}",
        weight=weight,
        score=score,
        actual=shown,
        lost="预算没有全部支出" if score < weight else "",
    )


def _ending(weight: Decimal, score: Decimal) -> str:
    if score == weight:
        return f"不扣分，得{points(score)}分。"
    return f"扣{points(weight - score)}分，得{points(score)}分。"


def _measured(project: Project, outputs: Decimal, effects: Decimal, satisfaction: str) -> list[Row]:
    kinds = {"产出": outputs, "效益": effects}
    groups: dict[str, list[Line]] = {"产出": [], "效益": []}
    for line in project.lines:
        is_effect = line.category in (IndicatorCategory.BENEFIT, IndicatorCategory.SATISFACTION)
        groups["效益" if is_effect else "产出"].append(line)
    rows = []
    for level1, lines in groups.items():
        for line, weight in zip(lines, share_out(int(kinds[level1]), len(lines)), strict=True):
            rows.append(_line_row(level1, line, Decimal(weight), satisfaction))
    return rows


def _line_row(level1: str, line: Line, weight: Decimal, satisfaction: str) -> Row:
    is_satisfaction = line.category is IndicatorCategory.SATISFACTION
    reached = read_actual(satisfaction) if is_satisfaction else line.actual
    actual, target = reached.raw, line.target.raw
    score = weight if line.is_met and not is_satisfaction else points_by_rule(line.target, reached, weight)
    level2 = line.subcategory.value if is_satisfaction else ""
    names = {"quantity": "产出数量", "quality": "产出质量", "timeliness": "产出时效", "cost": "产出成本", "economic_cost": "产出成本"}
    level2 = "满意度" if is_satisfaction else names.get(line.subcategory.value, "项目效益")
    if line.target.figure is None:
        rule = "在计划时间内完成得满分，否则不得分。"
    elif line.target.direction is Direction.AT_MOST:
        rule = "实际完成值小于等于目标值，得满分；实际完成值大于目标值，得分=目标值/实际完成值*分值。"
    else:
        rule = "实际完成值大于等于目标值，得满分；实际完成值小于目标值，得分=实际完成值/目标值*分值。"
    return Row(
        level1=level1,
        level2=level2,
        name=line.name,
        meaning=f"考核{line.name}的完成情况",
        benchmark=target,
        points=(f"{line.name}达到目标值",),
        rule=rule,
        course=f"目标值{target}，实际完成{actual}，{_ending(weight, score)}",
        weight=weight,
        score=score,
        actual=actual,
        lost=(line.reason or f"{line.name}没有达到目标值").split("。")[0] if score < weight else "",
    )


def _fault(row: Row) -> Fault:
    if row.name == "预算执行率":
        return Fault(
            problem="预算执行率没有达到100%",
            account=f"项目预算执行率为{row.actual}，部分资金没有支出，原因是个别合同尾款没有到付款期",
            suggestion="加快预算执行进度",
            advice="按合同约定及时支付尾款，提高预算执行率",
        )
    return Fault(
        problem=f"{row.name}没有达到目标",
        account=f"{row.name}目标为{row.benchmark}，实际完成{row.actual}，主要原因是{row.lost}",
        suggestion=f"补齐{row.name}的差距",
        advice=f"制定补救计划，使{row.name}达到目标",
    )
