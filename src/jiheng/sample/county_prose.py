"""The objectives of the sample county in prose, with the same numbers as the indicators."""

from __future__ import annotations

import random
from collections.abc import Sequence

from jiheng.model import Direction, IndicatorCategory, IndicatorSubcategory
from jiheng.model.amounts import text
from jiheng.sample.county import Department, Line, Project


def _number(line: Line, *, actual: bool) -> str:
    measure = line.actual if actual else line.target
    figure = measure.figure
    assert figure is not None
    return figure.text.removesuffix("%") + figure.unit


def _told(lines: Sequence[Line], *, actual: bool, chance: random.Random | None = None) -> list[str]:
    told = []
    for line in lines:
        if not line.phrase or line.target.figure is None:
            continue
        number = _number(line, actual=actual)
        loose = chance is not None and line.target.direction is Direction.AT_LEAST and chance.random() < 0.5
        told.append(line.phrase.replace("{}", number + ("以上" if loose else "")))
    return told


def _rate(lines: Sequence[Line], wanted: IndicatorSubcategory) -> Line | None:
    rates = (line for line in lines if line.subcategory is wanted and line.target.unit == "%")
    return next((line for line in rates if line.target.direction is Direction.AT_LEAST), None)


def planned(project: Project) -> str:
    """The expected objective: purpose, quantities, one rate, satisfaction; money where it did not change in the year."""
    chance = random.Random(f"prose/{project.name}")
    outputs = [line for line in project.lines if line.category is IndicatorCategory.OUTPUT]
    effects = [line for line in project.lines if line.category is IndicatorCategory.BENEFIT]
    sentences = [project.purpose]
    total = project.total
    lead = f"{project.year}年计划"
    if total.initial == total.adjusted and chance.random() < 0.6:
        lead = f"{project.year}年安排资金{text(total.adjusted)}万元，计划"
    sentences.append(lead + "，".join(_told(outputs, actual=False, chance=chance)))
    benefits = _told(effects, actual=False, chance=chance)
    for wanted in (IndicatorSubcategory.QUALITY, IndicatorSubcategory.SATISFACTION):
        line = _rate(project.lines, wanted)
        if line is not None:
            benefits.append(f"{line.name}达到{_number(line, actual=False)}以上")
    sentences.append("，".join(benefits))
    return "。".join(sentences) + "。"


def achieved(project: Project) -> str:
    """The actual objective: what was done, with the actual values."""
    chance = random.Random(f"prose/{project.name}")
    outputs = [line for line in project.lines if line.category is IndicatorCategory.OUTPUT]
    effects = [line for line in project.lines if line.category is IndicatorCategory.BENEFIT]
    sentences = [f"截至{project.year}年末，" + "，".join(_told(outputs, actual=True))]
    if chance.random() < 0.5:
        sentences.append(f"全年支出{text(project.total.executed)}万元")
    benefits = _told(effects, actual=True)
    for wanted in (IndicatorSubcategory.QUALITY, IndicatorSubcategory.SATISFACTION):
        line = _rate(project.lines, wanted)
        if line is not None:
            benefits.append(f"{line.name}为{_number(line, actual=True)}")
    sentences.append("，".join(benefits))
    sentences.append(project.outcome)
    return "。".join(sentences) + "。"


def department_planned(department: Department, lines: Sequence[Line]) -> str:
    """The department's objective: its leading quantities, numbered as departments do."""
    told = _told([line for line in lines if line.category is IndicatorCategory.OUTPUT], actual=False)
    body = "；".join(f"（{'一二三四五六七'[number]}）{one}" for number, one in enumerate(told))
    return f"{department.year}年围绕部门职责完成以下重点工作：{body}。"


def department_achieved(department: Department, lines: Sequence[Line]) -> str:
    """What the department did."""
    told = _told([line for line in lines if line.category is IndicatorCategory.OUTPUT], actual=True)
    body = "；".join(f"（{'一二三四五六七'[number]}）{one}" for number, one in enumerate(told))
    return f"{department.year}年按计划推进各项重点工作：{body}。预算项目全部实施，资金支付合规。"
