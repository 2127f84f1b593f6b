"""Papers of the process in the sample county: a reply on problems found, a ranking of self-evaluations; words and lists agree."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from jiheng.model.amounts import half_up, text
from jiheng.sample.county import Department, Project, load_county
from jiheng.sample.county_evaluations import evaluation_of
from jiheng.sample.county_forms import self_evaluation
from jiheng.sample.grids import Slot
from jiheng.sample.layouts_long_paper import Block, Paper, cell, heading, line, table, told
from jiheng.sample.layouts_long_paper import text as paragraph

_FINANCE: Final = "澄岚县财政局"
_FOUND: Final = (
    ("部分记录不完整", "补齐缺少的记录", "业务股"),
    ("资料费超过规定标准", "超过标准的部分退回国库", "财务室"),
    ("合同变更没有办理手续", "补办合同变更手续", "办公室"),
    ("设备闲置没有登记", "登记并调剂使用设备", "资产股"),
    ("尾款支付不及时", "按合同约定支付尾款", "财务室"),
    ("公开内容不完整", "补充公开全部内容", "办公室"),
)
_GRADES: Final = ((90, "优"), (80, "良"), (60, "中"), (0, "差"))


def process_paper(number: int) -> Paper:
    """The paper of a number: replies and rankings take turns."""
    made = _reply(number) if number % 2 else _ranking(number)
    return replace(made, number=number)


def _reply(number: int) -> Paper:
    """What became of the problems that an evaluation found: counts and amounts in words, and the list."""
    chance = random.Random(f"reply/{number}")
    project = evaluation_of(number).project
    found = chance.sample(_FOUND, chance.randint(3, 5))
    done = chance.randint(1, len(found) - 1)
    amounts = [Decimal(chance.randint(80, 900)) / 100 for _ in found]
    recovered = [amount if at < done else Decimal(0) for at, amount in enumerate(amounts)]
    year = project.year + 1
    counted = (told("count/all", f"{len(found)}个"), told("count/done", f"{done}个"), told("count/open", f"{len(found) - done}个"))
    money = (told("sum/all", f"{text(sum(amounts, Decimal(0)))}万元"), told("sum/back", f"{text(sum(recovered, Decimal(0)))}万元"))
    words = "通知所列问题{}，已完成{}，正在整改{}。".format(*counted) + "问题涉及金额合计{}，已收回{}。".format(*money)
    heads = ("序号", "存在问题", "整改措施", "责任单位", "完成时限", "完成情况", "涉及金额（万元）", "已收回金额（万元）", "佐证材料")
    rows: list[list[Slot]] = [[cell(head) for head in heads]]
    for at, ((problem, measure, office), amount, back) in enumerate(zip(found, amounts, recovered, strict=True)):
        state = "已完成" if at < done else "正在整改"
        values = [str(at + 1), problem, measure, office, f"{year}年8月31日", state]
        rows.append(
            [
                *(cell(value) for value in values),
                cell(text(amount), f"row/{at}/amount"),
                cell(text(back), f"row/{at}/back"),
                cell("整改情况说明及凭证"),
            ]
        )
    return Paper(
        blocks=(
            Block(kind="title", text=f"{project.year}年{project.name}绩效评价发现问题整改情况的报告", name="title"),
            paragraph(f"{_FINANCE}："),
            heading("一、整改总体情况", 1),
            paragraph(words, "words"),
            heading("二、逐项整改情况", 1),
            table(rows, (1, 3, 3, 2, 2.4, 2, 2, 2, 2), "list"),
            line(project.agency),
            line(f"{year}年7月8日"),
        )
    )


def _ranking(number: int) -> Paper:
    """How the projects of some departments ranked: sums, means and grades in words, and the tables."""
    chance = random.Random(f"ranking/{number}")
    county = load_county()
    departments = chance.sample(county.departments, 3)
    scored = sorted(((_score(project), project) for one in departments for project in one.projects), key=lambda pair: -pair[0])
    scores = [score for score, _ in scored]
    budget, executed = (sum((getattr(project.total, key) for _, project in scored), Decimal(0)) for key in ("adjusted", "executed"))
    mean = text(half_up(sum(scores, Decimal(0)) / len(scores)))
    pieces = (
        told("count/projects", f"{len(scored)}个"),
        told("sum/budget", f"{text(budget)}万元"),
        told("sum/executed", f"{text(executed)}万元"),
        told("mean", f"{mean}分"),
        told("highest", f"{text(max(scores))}分"),
        told("lowest", f"{text(min(scores))}分"),
    )
    words = "共汇总项目{}，全年预算{}，全年执行{}。自评得分平均{}，最高{}，最低{}。".format(*pieces)
    return Paper(
        blocks=(
            Block(kind="title", text=f"{county.name}{county.year}年度绩效自评结果通报", name="title"),
            heading("一、总体情况", 1),
            paragraph(words, "words"),
            heading("二、项目得分排名", 1),
            line("单位：万元"),
            _projects(scored),
            heading("三、部门得分排名", 1),
            line("单位：万元"),
            _departments(departments),
            line(_FINANCE),
            line(f"{county.year + 1}年4月15日"),
        )
    )


def _score(project: Project) -> Decimal:
    total = self_evaluation(project).total_score
    assert total is not None
    return total.value


def _rate(executed: Decimal, adjusted: Decimal) -> str:
    return f"{text(half_up(executed / adjusted * 100))}%"


def _grade(score: Decimal) -> str:
    return next(word for bound, word in _GRADES if score >= bound)


def _projects(scored: Sequence[tuple[Decimal, Project]]) -> Block:
    """A row each, by score; the same score has the same rank."""
    scores = [score for score, _ in scored]
    rows = [[cell(head) for head in ("名次", "项目名称", "主管部门", "全年预算", "全年执行", "执行率", "自评得分", "等级")]]
    for at, (score, project) in enumerate(scored):
        total, row = project.total, f"project/{at}"
        values = [
            cell(str(1 + sum(one > score for one in scores)), f"{row}/rank"),
            cell(project.name),
            cell(project.department),
            cell(text(total.adjusted), f"{row}/budget"),
            cell(text(total.executed), f"{row}/executed"),
            cell(_rate(total.executed, total.adjusted), f"{row}/rate"),
            cell(text(score), f"{row}/score"),
            cell(_grade(score), f"{row}/grade"),
        ]
        rows.append(values)
    return table(rows, (1, 4, 3, 2, 2, 2, 2, 1), "projects")


def _departments(chosen: Sequence[Department]) -> Block:
    """A row each with number, money and mean of its projects, and their total."""
    means = {one.name: half_up(sum(map(_score, one.projects), Decimal(0)) / len(one.projects)) for one in chosen}
    rows = [[cell(head) for head in ("名次", "部门名称", "项目数", "全年预算", "全年执行", "执行率", "项目平均得分")]]
    ordered = sorted(chosen, key=lambda one: -means[one.name])
    for at, one in enumerate(ordered):
        total, row = one.project_total, f"department/{at}"
        rank = 1 + sum(mean > means[one.name] for mean in means.values())
        values = [
            cell(str(rank), f"{row}/rank"),
            cell(one.name),
            cell(str(len(one.projects)), f"{row}/count"),
            cell(text(total.adjusted), f"{row}/budget"),
            cell(text(total.executed), f"{row}/executed"),
            cell(_rate(total.executed, total.adjusted), f"{row}/rate"),
            cell(text(means[one.name]), f"{row}/score"),
        ]
        rows.append(values)
    return table(rows, (1, 4, 2, 2, 2, 2, 2), "departments")
