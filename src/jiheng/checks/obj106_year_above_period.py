"""年度资金大于实施期资金。

## 查什么
年度资金总额不应大于实施期（中期）资金总额。

## 为什么
一年的钱多于整个实施期的钱，必有一处填错。

## 依据
- arithmetic#部分不大于整体

## 示例
```yaml 不应报告
funds: [{label: 年度资金总额, initial_budget: "100"}]
period_funds: [{label: 实施期资金总额, initial_budget: "300"}]
===
# 一年期项目
funds: [{label: 年度资金总额, initial_budget: "100"}]
period_funds: [{label: 实施期资金总额, initial_budget: "100"}]
===
funds: [{label: 年度资金总额, initial_budget: "100"}]
===
# 实施期一栏没有填数
funds: [{label: 年度资金总额, initial_budget: "100"}]
period_funds: [{label: 实施期资金总额, initial_budget: "0"}]
```
```yaml 应报告
funds: [{label: 年度资金总额, initial_budget: "100"}]
period_funds: [{label: 实施期资金总额, initial_budget: "30"}]
---
年度资金总额 100 万元大于实施期资金总额 30 万元
```

## 怎么改
核对两处金额，按项目规划改正。
"""

from collections.abc import Iterator

from jiheng.checks.funds import money, total_index
from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, ObjectiveForm, Severity
from jiheng.regulation import Standard


@check("OBJ106", severity=Severity.MUST_FIX)
def year_above_period(form: ObjectiveForm, standard: Standard) -> Iterator[Said]:
    year, period = total_index(form.funds), total_index(form.period_funds)
    one = form.funds[year].initial_budget if year is not None else None
    all_years = form.period_funds[period].initial_budget if period is not None else None
    if one is None or all_years is None or not all_years.value or one.unit != all_years.unit:
        return
    paths = (f"/funds/{year}/initial_budget", f"/period_funds/{period}/initial_budget")
    above = one.value > all_years.value
    yield counted("年度资金总额 ≤ 实施期资金总额", int(above), paths)
    if above:
        yield Finding(
            message=f"年度资金总额 {money(one, form)}大于实施期资金总额 {money(all_years, form)}。",
            advice="核对两处金额，按项目规划改正。",
            stated=one.text,
            expected=f"≤{all_years.text}",
            paths=paths,
            citations=standard.cite("unit_slip_factor"),
        )
