"""目标文字里的资金总额与资金栏不符。

## 查什么
总体目标写明「项目资金 90 万元」「总投资 90 万元」的，应与资金块的某一个合计数相同（年初、全年、执行，或实施期总额）。

## 为什么
同一笔钱写成两个数，审核时无从判断以哪个为准。

## 依据
- practice#同一数字前后一致

## 示例
```yaml 不应报告
type: objective_form
funds: [{label: 年度资金总额, initial_budget: "90"}]
expected_objective: 计划投入项目资金90万元，培训20场。
===
# 以元或亿元书写
type: objective_form
funds: [{label: 年度资金总额, initial_budget: "12000"}]
expected_objective: 项目总投资1.2亿元。
===
# 说的是其中一部分，或别的钱
type: objective_form
funds: [{label: 年度资金总额, initial_budget: "90"}]
expected_objective: 带动社会资金300万元，签约金额2亿元，其中设备费30万元。
===
type: objective_form
funds: [{label: 年度资金总额, initial_budget: "90"}, {label: 其中：财政拨款, initial_budget: "60"}]
expected_objective: 安排项目资金60万元。
```
```yaml 应报告
type: objective_form
funds: [{label: 年度资金总额, initial_budget: "0"}]
expected_objective: 本年项目资金总额90万元，用于基建评审。
---
总体目标写「项目资金总额90万元」
===
type: self_evaluation_form
funds: [{label: 年度资金总额, adjusted_budget: "80.00", executed: "80.00"}]
expected_objective: 项目总预算90万元。
---
80.00
```

## 怎么改
以批复数为准统一两处。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.funds import COLUMNS, amount, money, total_index
from jiheng.checks.registry import Said, check
from jiheng.model import (
    Figure,
    Finding,
    Form,
    Interval,
    MonitoringForm,
    ObjectiveForm,
    SelfEvaluationForm,
    Severity,
    amounts,
    normal,
    read_figure,
)
from jiheng.regulation import Standard

_MONEY = r"(?P<figure>\d[\d,]*(?:\.\d+)?\s*(?:万元|亿元|元))"


@check("OBJ109", severity=Severity.QUESTION)
def money_in_text_differs(form: Form, standard: Standard) -> Iterator[Said]:
    text, total = normal(form.expected_objective or ""), total_index(form.funds)
    if total is None or not text or not isinstance(form, ObjectiveForm | MonitoringForm | SelfEvaluationForm):
        return
    unit = form.money_unit or "万元"
    known = [figure for row in form.funds for column in COLUMNS if (figure := amount(row, column)) is not None]
    if isinstance(form, ObjectiveForm):
        known += [row.initial_budget for row in form.period_funds if row.initial_budget is not None]
    own = [figure for column in COLUMNS if (figure := amount(form.funds[total], column)) is not None]
    if not own or not amounts.is_money(unit):
        return
    for words in standard.words("whole_money_words"):
        for match in re.finditer(rf"(?P<words>{words}){_MONEY}", text):
            figure = read_figure(match["figure"])
            if figure is None or not amounts.is_money(figure.unit) or any(_same(figure, cell, unit) for cell in known):
                continue
            shown = money(own[-1], form)
            yield Finding(
                message=f"总体目标写「{match[0]}」，{form.funds[total].label}为 {shown}，请核实。",
                advice="以批复数为准统一两处。",
                stated=match["figure"],
                expected=shown,
                paths=("/expected_objective", f"/funds/{total}/initial_budget"),
                quotes={"/expected_objective": match[0]} if match[0] in (form.expected_objective or "") else {},
                citations=standard.cite("objective_points"),
            )
            return


def _same(figure: Figure, cell: Figure, unit: str) -> bool:
    """Whether the amount in the text and the cell can be one amount, each rounded as printed."""
    by = amounts.factor(figure.unit, cell.unit or unit)
    said = figure.interval * Interval.point(by)
    exact = Decimal(figure.value) * by
    return cell.interval.contains(exact) or said.contains(cell.value)
