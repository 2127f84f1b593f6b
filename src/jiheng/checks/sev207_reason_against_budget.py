"""偏差原因说经费增加（减少），而预算并没有变。

## 查什么
偏差原因称经费、资金、预算有所增加或减少，而资金栏的年初预算数与全年预算数相同，或变化方向相反。

## 为什么
原因可以由同一张表的资金栏直接核对；对不上的原因不能成立。

## 依据
- 表内资金栏与原因栏相互矛盾，由表本身证明

## 示例
```yaml 不应报告
name: 服务县市数量
target: ≥10个
actual: 11个
deviation_reason: 年中追加经费，工作经费有所增加。
form:
  funds:
    - {label: 年度资金总额, initial_budget: "50.00", adjusted_budget: "60.00", executed: "60.00"}
===
name: 服务县市数量
target: ≥10个
actual: 11个
deviation_reason: 企业研发资金投入增加。
form:
  funds:
    - {label: 年度资金总额, initial_budget: "50.00", adjusted_budget: "50.00", executed: "50.00"}
```
```yaml 应报告
name: 服务县市数量
target: ≥10个
actual: 11个
deviation_reason: 工作经费有所增加，人员积极性提高。
form:
  funds:
    - {label: 年度资金总额, initial_budget: "54.19", adjusted_budget: "54.19", executed: "54.19"}
---
预算没有增加
===
name: 参展企业数量
target: ≥10家
actual: 9家
deviation_reason: 由于项目经费减少，参展企业减少。
form:
  funds:
    - {label: 年度资金总额, initial_budget: "20.00", adjusted_budget: "24.00", executed: "24.00"}
---
预算没有减少
```

## 怎么改
改写为真实原因，或核对资金栏是否漏填了年中调整。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import has_reason, is_self_evaluation
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import any_of, squeezed
from jiheng.model import Finding, Form, FundsKind, FundsRow, Severity
from jiheng.regulation import Standard


@check("SEV207", severity=Severity.QUESTION)
def reason_against_budget(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A reason that speaks of more or less money while the budget stayed or went the other way."""
    if not has_reason(row.indicator, standard) or not is_self_evaluation(row.form) or _told_before(row, standard):
        return
    said = _claim(row.indicator.deviation_reason, standard)
    total = total_row(row.form)
    if said is None or total is None or total.initial_budget is None or total.adjusted_budget is None:
        return
    words, grows = said
    change = total.adjusted_budget.value - total.initial_budget.value
    if (change > 0) if grows else (change < 0):
        return
    unit = row.form.money_unit
    yield Finding(
        severity=Severity.QUESTION,
        message=f"「{row.indicator.name}」的偏差原因称「{words}」，但年初预算 {total.initial_budget.text} {unit}、"
        f"全年预算 {total.adjusted_budget.text} {unit}，预算没有{'增加' if grows else '减少'}。请核实原因。",
        advice="改写为真实原因，或核对资金栏是否漏填年中调整。",
        stated=words,
        expected=f"预算 {total.initial_budget.text}→{total.adjusted_budget.text}，变动 {change}",
        paths=(row.at("deviation_reason"), "/funds/0/adjusted_budget", "/funds/0/initial_budget"),
        quotes={row.at("deviation_reason"): words},
        trace=f"{total.adjusted_budget.text} - {total.initial_budget.text} = {change}",
    )


def _claim(reason: str | None, standard: Standard) -> tuple[str, bool] | None:
    text = squeezed(reason)
    for lexicon, grows in (("budget_increase", True), ("budget_decrease", False)):
        for match in any_of(standard.words(lexicon)).finditer(text):
            if not any_of(standard.words("others_money")).search(text[max(0, match.start() - 6) : match.start()]):
                return match[0], grows
    return None


def _told_before(row: IndicatorRow, standard: Standard) -> bool:
    """Whether the same claim stands in an earlier row: it is reported once."""
    reason = squeezed(row.indicator.deviation_reason)
    return any(squeezed(other.deviation_reason) == reason for other in row.form.indicators[: row.index])


def total_row(form: Form) -> FundsRow | None:
    """The row of the total, which is the first as a rule."""
    return form.funds[0] if form.funds and form.funds[0].kind is FundsKind.TOTAL else None
