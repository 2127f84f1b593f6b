"""成本指标的目标用「=」。

## 查什么
成本指标（电费、劳务费、租赁费等支出）的年度指标值用「=」，应为「≤」。因节约而被扣分的列为存疑，其余列为提示；每张表只报一次。
补助标准、单价等定额不在此列。

## 为什么
成本是上限：花得少是好事。用「=」计分，节约反而扣分。

## 依据
- 《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》（财预〔2021〕101号）成本指标

## 示例
```yaml 不应报告
indicators:
  - {category: 成本指标, subcategory: 经济成本指标, name: 机房电费年支出, target: ≤2.85万元, actual: 2.45万元}
  - {category: 成本指标, subcategory: 经济成本指标, name: 困难家庭补助标准, target: =500元/人, actual: 500元/人}
```
```yaml 应报告
indicators:
  - {category: 成本指标, subcategory: 经济成本指标, name: 机房电费年支出, target: =2.85万元, actual: 2.45万元, weight: "10", score: "8.6"}
---
节约反而扣分
===
indicators:
  - {category: 成本指标, subcategory: 经济成本指标, name: 专家劳务费, target: =4.60万元, actual: 4.60万元, weight: "4", score: "4"}
  - {category: 成本指标, subcategory: 经济成本指标, name: 差旅费, target: =1.40万元, actual: 1.40万元, weight: "4", score: "4"}
---
应为「≤」
```

## 怎么改
把「=」改为「≤」，节约的按满分计。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import is_cost, lost_points, meant_direction
from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import said
from jiheng.model import Direction, Finding, Form, Indicator, Severity, amounts
from jiheng.regulation import Standard


@check("OBJ202", severity=Severity.NOTE)
def cost_target_exact(form: Form, standard: Standard) -> Iterator[Said]:
    """Costs with an equals sign; once per form."""
    exact: list[int] = []
    for index, indicator in enumerate(form.indicators):
        if not _is_spending(indicator, standard) or indicator.target is None or indicator.target.direction is None:
            continue
        wrong = indicator.target.direction is Direction.EXACTLY
        paths = (f"/indicators/{index}/target", f"/indicators/{index}/name")
        yield counted(f"指标方向：成本「{indicator.name}」应为 ≤，实填 {indicator.target.direction.symbol}：不一致数", int(wrong), paths)
        if wrong:
            exact.append(index)
    if not exact:
        return
    punished = [index for index in exact if _is_saving_punished(form.indicators[index])]
    shown = punished or exact
    parts = [_row(form.indicators[index]) for index in shown]
    yield Finding(
        severity=Severity.QUESTION if punished else Severity.NOTE,
        message=f"成本指标用「=」：{'；'.join(parts)}。成本是上限，应为「≤」" + ("，节约反而扣分。" if punished else "。"),
        advice="把「=」改为「≤」；实际成本低于目标的按满分计。",
        stated="；".join(_printed(form.indicators[index]) for index in shown),
        expected="；".join(_wanted(form.indicators[index]) for index in shown),
        paths=tuple(f"/indicators/{index}/target" for index in shown),
    )


def _is_spending(indicator: Indicator, standard: Standard) -> bool:
    target = indicator.target
    return (
        is_cost(indicator)
        and target is not None
        and target.figure is not None
        and amounts.is_money(target.figure.unit or indicator.name_unit or "")
        and meant_direction(indicator, standard) is Direction.AT_MOST
        and not said(standard, "fixed_rate_cost", indicator.name)
    )


def _is_saving_punished(indicator: Indicator) -> bool:
    target, actual = indicator.target, indicator.actual
    if target is None or actual is None or target.figure is None or actual.figure is None or target.figure.unit != actual.figure.unit:
        return False
    return actual.figure.value < target.figure.value and lost_points(indicator)


def _row(indicator: Indicator) -> str:
    target, actual = indicator.target, indicator.actual
    text = f"「{indicator.name}」{target.raw if target else ''}"
    if actual is not None and not actual.is_blank:
        text += f"，实际 {actual.raw}"
    if indicator.score is not None and indicator.weight is not None and _is_saving_punished(indicator):
        text += f"，{indicator.weight.text} 分只得 {indicator.score.text} 分"
    return text


def _printed(indicator: Indicator) -> str:
    return indicator.target.raw if indicator.target else ""


def _wanted(indicator: Indicator) -> str:
    return f"≤{indicator.target.figure.with_unit}" if indicator.target and indicator.target.figure else ""
