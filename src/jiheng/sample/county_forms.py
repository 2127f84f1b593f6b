"""The county's records: self-evaluation forms of projects and departments, objective forms, monitoring forms.

Every figure keeps the text it is printed with (``raw``), so that writers print what the record says and the known record is the truth
to compare with.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from jiheng.model import (
    DeviationCauses,
    Figure,
    FundsKind,
    FundsRow,
    Indicator,
    IndicatorCategory,
    IndicatorSubcategory,
    MonitoringForm,
    ObjectiveForm,
    Scope,
    SelfEvaluationForm,
    read_actual,
    read_date,
    read_figure,
)
from jiheng.model.amounts import half_up, text
from jiheng.sample.county import NOTHING, Amounts, Department, Line, Project, is_reversed
from jiheng.sample.county_prose import achieved, department_achieved, department_planned, planned
from jiheng.sample.county_values import completion, points, share_out

CATEGORY_NAMES: Final = {
    IndicatorCategory.COST: "成本指标",
    IndicatorCategory.OUTPUT: "产出指标",
    IndicatorCategory.BENEFIT: "效益指标",
    IndicatorCategory.SATISFACTION: "满意度指标",
}
SUBCATEGORY_NAMES: Final = {
    IndicatorSubcategory.QUANTITY: "数量指标",
    IndicatorSubcategory.QUALITY: "质量指标",
    IndicatorSubcategory.TIMELINESS: "时效指标",
    IndicatorSubcategory.COST: "成本指标",
    IndicatorSubcategory.ECONOMIC_COST: "经济成本指标",
    IndicatorSubcategory.ECONOMIC: "经济效益指标",
    IndicatorSubcategory.SOCIAL: "社会效益指标",
    IndicatorSubcategory.ECOLOGICAL: "生态效益指标",
    IndicatorSubcategory.SUSTAINABILITY: "可持续影响指标",
    IndicatorSubcategory.SATISFACTION: "服务对象满意度指标",
}
_EXECUTION_WEIGHT: Final = Decimal(10)
_BASES: Final = ("项目实施方案", "年度工作计划", "行业技术规范", "上级任务分解表")


class FundsStyle(StrEnum):
    """Which rows the funds block has: by kind of appropriation, by level of government, or the appropriation alone."""

    APPROPRIATION = "appropriation"
    LEVEL = "level"
    SHORT = "short"


def figure(printed: str, unit: str = "") -> Figure:
    """A figure from the text it is printed with."""
    read = read_figure(printed, unit=unit)
    assert read is not None, f"not a figure: {printed}"
    return read.model_copy(update={"raw": printed})


def _points(value: Decimal) -> str:
    return text(value, None if value == value.to_integral_value() else 2)


def _row(kind: FundsKind, level: int, label: str, money: Amounts) -> FundsRow:
    marks = {} if level == 0 else {"weight": "—", "execution_rate": "—", "score": "—"}
    return FundsRow(
        label=label,
        kind=kind,
        level=level,
        initial_budget=figure(text(money.initial), "万元"),
        adjusted_budget=figure(text(money.adjusted), "万元"),
        executed=figure(text(money.executed), "万元"),
        marks=marks,
    )


def _scored(row: FundsRow, money: Amounts) -> tuple[FundsRow, Decimal]:
    """The total row with its execution rate and points: ten points in proportion to the rate."""
    rate = money.executed / money.adjusted
    score = half_up(_EXECUTION_WEIGHT * rate)
    update = {
        "weight": figure(_points(_EXECUTION_WEIGHT)),
        "execution_rate": figure(f"{text(rate * 100)}%"),
        "score": figure(_points(score)),
    }
    return row.model_copy(update=update), score


def funds(project: Project, style: FundsStyle) -> tuple[tuple[FundsRow, ...], Decimal]:
    """The funds block of a project in one style, and the points for execution."""
    of = {source: project.money.get(source, NOTHING) for source in ("upper", "own", "carryover", "other")}
    total, score = _scored(_row(FundsKind.TOTAL, 0, "年度资金总额", project.total), project.total)
    rows = [total]
    if style is FundsStyle.LEVEL:
        rows.append(_row(FundsKind.UPPER_LEVEL, 1, "上级资金", of["upper"]))
        rows.append(_row(FundsKind.OWN_LEVEL, 1, "本级资金", of["own"]))
    else:
        rows.append(_row(FundsKind.CURRENT_APPROPRIATION, 1, "其中：当年财政拨款", of["upper"] + of["own"]))
    if style is FundsStyle.APPROPRIATION or "carryover" in project.money:
        rows.append(_row(FundsKind.PRIOR_YEAR_CARRYOVER, 1, "上年结转资金", of["carryover"]))
    rows.append(_row(FundsKind.OTHER_FUNDS, 1, "其他资金", of["other"]))
    return tuple(rows), score


def indicator(line: Line, number: int) -> Indicator:
    """One row of the indicator table."""
    share = None if is_reversed(line.target) else completion(line.target, line.actual)
    return Indicator(
        category=CATEGORY_NAMES[line.category],
        category_key=line.category,
        subcategory=SUBCATEGORY_NAMES[line.subcategory],
        subcategory_key=line.subcategory,
        name=line.name,
        target=line.target,
        actual=line.actual,
        completion_rate=figure(f"{text(share * 100)}%") if share is not None else None,
        weight=figure(_points(line.weight)),
        score=figure(_points(line.score)),
        deviation_reason=line.reason or "",
        basis=_BASES[number % len(_BASES)],
        scoring_standard="达到指标值得满分；未达到的按完成比例计分。",
    )


def self_evaluation(project: Project, style: FundsStyle = FundsStyle.APPROPRIATION) -> SelfEvaluationForm:
    """The self-evaluation form of a project."""
    rows, execution = funds(project, style)
    return SelfEvaluationForm(
        title="项目支出绩效自评表",
        scope=Scope.PROJECT,
        fiscal_year=project.year,
        project=project.name,
        project_code=project.code,
        supervising_department=project.department,
        implementing_agency=project.agency,
        money_unit="万元",
        funds=rows,
        expected_objective=planned(project),
        actual_objective=achieved(project),
        indicators=tuple(indicator(line, number) for number, line in enumerate(project.lines)),
        total_weight=figure("100"),
        total_score=figure(_points(execution + sum((line.score for line in project.lines), Decimal(0)))),
    )


def _chosen(department: Department) -> list[Line]:
    """The department's indicators: the leading ones of its projects, regrouped with weights 50/30/10."""
    picked: list[Line] = []
    plan = (
        (IndicatorSubcategory.QUANTITY, 5),
        (IndicatorSubcategory.QUALITY, 1),
        (IndicatorSubcategory.TIMELINESS, 1),
        (IndicatorSubcategory.ECONOMIC, 1),
        (IndicatorSubcategory.SOCIAL, 2),
        (IndicatorSubcategory.SATISFACTION, 1),
    )
    for subcategory, count in plan:
        found: list[Line] = []
        for project in department.projects:
            known = {one.name for one in picked + found}
            fresh = (line for line in project.lines if line.subcategory is subcategory and line.name not in known)
            line = next((one for one in fresh if one.is_met and "计划完成率" not in one.name), None)
            if line is not None:
                found.append(line)
        picked.extend(found[:count])
    return picked


def department_self_evaluation(department: Department) -> SelfEvaluationForm:
    """The self-evaluation form of a department's whole expenditure."""
    lines = _weighted(_chosen(department))
    total_money = department.basic + department.project_total
    total, execution = _scored(_row(FundsKind.TOTAL, 0, "年度资金总额", total_money), total_money)
    rows = (
        total,
        _row(FundsKind.BASIC_EXPENDITURE, 1, "其中：基本支出", department.basic),
        _row(FundsKind.PROJECT_EXPENDITURE, 1, "项目支出", department.project_total),
    )
    return SelfEvaluationForm(
        title="部门整体支出绩效自评表",
        scope=Scope.DEPARTMENT,
        fiscal_year=department.year,
        implementing_agency=department.name,
        money_unit="万元",
        funds=rows,
        tasks=tuple(_task(project) for project in department.projects),
        expected_objective=department_planned(department, lines),
        actual_objective=department_achieved(department, lines),
        indicators=tuple(indicator(line, number) for number, line in enumerate(lines)),
        total_weight=figure("100"),
        total_score=figure(_points(execution + sum((line.score for line in lines), Decimal(0)))),
    )


def _task(project: Project) -> FundsRow:
    """A project as one of the department's tasks of the year."""
    return FundsRow(
        label=project.name,
        kind=FundsKind.OTHER,
        level=0,
        initial_budget=figure(text(project.total.adjusted), "万元"),
        executed=figure(text(project.total.executed), "万元"),
    )


def _weighted(lines: Sequence[Line]) -> list[Line]:
    weighted = []
    plan = {IndicatorCategory.OUTPUT: 50, IndicatorCategory.BENEFIT: 30, IndicatorCategory.SATISFACTION: 10}
    for category, whole in plan.items():
        group = [line for line in lines if line.category is category]
        for line, weight in zip(group, share_out(whole, len(group)), strict=True):
            score = points(line.target, line.actual, Decimal(weight))
            weighted.append(replace(line, weight=Decimal(weight), score=score))
    return weighted


def objective(project: Project) -> ObjectiveForm:
    """The objective declaration of a project: weights add to 90, the ten points of execution come at self-evaluation."""
    of = {source: project.money.get(source, NOTHING) for source in ("upper", "own", "carryover", "other")}
    parts = (
        (FundsKind.TOTAL, 0, "年度资金总额", project.total),
        (FundsKind.CURRENT_APPROPRIATION, 1, "其中：财政拨款", of["upper"] + of["own"]),
        (FundsKind.PRIOR_YEAR_CARRYOVER, 1, "上年结转资金", of["carryover"]),
        (FundsKind.OTHER_FUNDS, 1, "其他资金", of["other"]),
    )
    rows = tuple(
        FundsRow(label=label, kind=kind, level=level, initial_budget=figure(text(money.initial), "万元"))
        for kind, level, label, money in parts
    )
    # Money carried over means a project of several years: three of them, in equal parts.
    years = 3 if "carryover" in project.money else 1
    period = tuple(
        row.model_copy(update={"label": row.label.replace("年度", "实施期"), "initial_budget": figure(text(money.initial * years), "万元")})
        for row, (_, _, _, money) in zip(rows, parts, strict=True)
    )
    blank = dict.fromkeys(("actual", "score", "deviation_reason", "completion_rate"))
    return ObjectiveForm(
        title="项目支出绩效目标申报表",
        scope=Scope.PROJECT,
        fiscal_year=project.year,
        project=project.name,
        project_code=project.code,
        supervising_department=project.department,
        implementing_agency=project.agency,
        money_unit="万元",
        attribute="延续项目" if "carryover" in project.money else "新增项目",
        starts_on=read_date(f"{project.year}年1月1日"),
        ends_on=read_date(f"{project.year}年12月31日"),
        funds=rows,
        period_funds=period,
        expected_objective=planned(project),
        indicators=tuple(indicator(line, number).model_copy(update=blank) for number, line in enumerate(project.lines)),
    )


# long: one form, field by field
def monitoring(project: Project, month: int = 7) -> MonitoringForm:
    """The monitoring form of January to ``month`` of a project that goes to plan."""
    chance = random.Random(f"monitoring/{project.name}")
    share = Decimal(chance.randint(590, 680)) / 1000
    of = {source: project.money.get(source, NOTHING) for source in ("upper", "own", "carryover", "other")}
    parts = (
        (FundsKind.TOTAL, 0, "年度资金总额"),
        (FundsKind.CURRENT_APPROPRIATION, 1, "其中：本年一般公共预算拨款"),
        (FundsKind.OTHER_FUNDS, 1, "其他资金"),
    )
    appropriation, other = of["upper"] + of["own"], of["carryover"] + of["other"]
    # By July the budget is still that of the year's beginning, as the column says; it is changed in autumn.
    spent = [half_up(appropriation.initial * share), half_up(other.initial * share)]
    budgets = [appropriation.initial, other.initial]
    rows = []
    for (kind, level, label), budget, done in zip(parts, [sum(budgets), *budgets], [sum(spent), *spent], strict=True):
        rate = figure(f"{text(done / budget * 100)}%") if budget else None
        rows.append(
            FundsRow(
                label=label,
                kind=kind,
                level=level,
                initial_budget=figure(text(Decimal(budget)), "万元"),
                executed=figure(text(Decimal(done)), "万元"),
                execution_rate=rate,
                expected_execution=figure(text(Decimal(budget)), "万元"),
                marks={} if rate else {"execution_rate": "—"},
            )
        )
    return MonitoringForm(
        title="项目支出绩效运行监控表",
        scope=Scope.PROJECT,
        fiscal_year=project.year,
        cutoff_month=month,
        project=project.name,
        project_code=project.code,
        supervising_department=project.department,
        implementing_agency=project.agency,
        money_unit="万元",
        funds=tuple(rows),
        expected_objective=planned(project),
        indicators=tuple(_monitored(line, number, share) for number, line in enumerate(project.lines)),
    )


def _monitored(line: Line, number: int, share: Decimal) -> Indicator:
    """A row of the monitoring form: counts in proportion to the year, rates and ceilings as at the year's end."""
    planned_figure = line.target.figure
    whole = indicator(line, number)
    if planned_figure is None:
        status, expected = "未到完成时间", line.target.raw.removesuffix("前")
    elif line.target.unit == "万元" and is_reversed(line.target):
        status, expected = f"{text(half_up(planned_figure.value * share))}万元", f"{planned_figure.text}万元"
    elif is_reversed(line.target) or planned_figure.unit == "%":
        status = expected = f"{planned_figure.text.removesuffix('%')}{planned_figure.unit}"
    else:
        status = f"{text(half_up(planned_figure.value * share, planned_figure.decimals), planned_figure.decimals)}{planned_figure.unit}"
        expected = f"{planned_figure.text}{planned_figure.unit}"
    update = {
        "actual": read_actual(status),
        "expected": read_actual(expected),
        "likelihood": "certain",
        "causes": DeviationCauses(),
        "score": None,
        "deviation_reason": None,
        "completion_rate": None,
    }
    return whole.model_copy(update=update)
