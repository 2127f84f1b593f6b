"""申报的资金来源之和与总额不符。

## 查什么
年度资金总额、实施期资金总额应各等于其财政拨款与其他资金之和；财政拨款下分上级、本级的，逐级相加。

## 为什么
总额是批复的依据，来源加不起来就无法批复。

## 依据
- arithmetic#合计等于分项之和

## 示例
```yaml 不应报告
funds:
  - {label: 年度资金总额, initial_budget: "10606.7522"}
  - {label: 财政拨款, kind: current_appropriation, level: 1, initial_budget: "6923.3552"}
  - {label: 上级财政资金, kind: upper_level, level: 2, initial_budget: "6923.3552"}
  - {label: 本级财政, kind: own_level, level: 2, initial_budget: "0"}
  - {label: 其他资金, kind: other_funds, level: 1, initial_budget: "3683.3970"}
===
# 「其中」的上级、本级与财政拨款读成一级
funds:
  - {label: 总额, initial_budget: "100"}
  - {label: 财政拨款, kind: current_appropriation, level: 1, initial_budget: "80"}
  - {label: 上级财政资金, level: 1, initial_budget: "50"}
  - {label: 本级财政, level: 1, initial_budget: "30"}
  - {label: 其他资金, kind: other_funds, level: 1, initial_budget: "20"}
===
funds:
  - {label: 年度资金总额, initial_budget: "100"}
  - {label: 其中：财政拨款, initial_budget: "80"}
```
```yaml 应报告
funds:
  - {label: 年度资金总额, initial_budget: "100"}
  - {label: 财政拨款, initial_budget: "80"}
  - {label: 其他资金, initial_budget: "10"}
---
年度资金总额的金额填 100 万元，分项相加为 90 万元
===
period_funds:
  - {label: 实施期资金总额, initial_budget: "300.00"}
  - {label: 财政拨款, initial_budget: "200.00"}
  - {label: 其他资金, initial_budget: "50.00"}
---
250.00
```

## 怎么改
逐项核对来源，改正总额或分项。
"""

from collections.abc import Iterator

from jiheng.checks.parts import parts_against_whole
from jiheng.checks.registry import Said, check
from jiheng.model import ObjectiveForm, Severity
from jiheng.regulation import Standard


@check("OBJ105", severity=Severity.MUST_FIX)
def sources_mismatch(form: ObjectiveForm, standard: Standard) -> Iterator[Said]:
    yield from parts_against_whole(form, form.funds, "funds", standard)
    yield from parts_against_whole(form, form.period_funds, "period_funds", standard)
