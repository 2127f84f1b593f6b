"""资金分项之和与合计不符。

## 查什么
年初预算数、全年预算数、全年执行数各栏，年度资金总额应等于各项来源之和；下一级的「其中」逐级相加，部门表的基本支出与项目支出另算。

## 为什么
资金块是执行率和得分的底数，分项对不上，后面的数字都不可靠。

## 依据
- arithmetic#合计等于分项之和

## 示例
```yaml 不应报告
funds:
  - {label: 年度资金总额, adjusted_budget: "30", executed: "30.00"}
  - {label: 其中：当年财政拨款, adjusted_budget: "15.5", executed: "15.50"}
  - {label: 其他资金, adjusted_budget: "14.50", executed: "14.50"}
===
# 只列了一项「其中」，并不说是全部
funds:
  - {label: 年度资金总额, adjusted_budget: "30.00"}
  - {label: 其中：当年财政拨款, adjusted_budget: "15.50"}
===
# 尾差
funds:
  - {label: 年度资金总额, adjusted_budget: "10.01"}
  - {label: 当年财政拨款, adjusted_budget: "3.33"}
  - {label: 上年结转资金, adjusted_budget: "3.33"}
  - {label: 其他资金, adjusted_budget: "3.34"}
===
# 部门表同时按来源和按性质分列
scope: department
funds:
  - {label: 年度总资金, executed: "100.00"}
  - {label: 本级资金, executed: "90.00"}
  - {label: 其他资金, executed: "10.00"}
  - {label: 基本支出, executed: "60.00"}
  - {label: 项目支出, executed: "40.00"}
```
```yaml 应报告
funds:
  - {label: 年度资金总额, adjusted_budget: "30.00", executed: "30.00"}
  - {label: 当年财政拨款, adjusted_budget: "15.50", executed: "15.50"}
  - {label: 其他资金, adjusted_budget: "14.50", executed: "13.50"}
---
年度资金总额的全年执行数填 30.00 万元，分项相加为 29.00 万元
===
funds:
  - {label: 年度资金总额, adjusted_budget: "30.00"}
  - {label: 当年财政拨款, adjusted_budget: "35.50"}
---
当年财政拨款的全年预算数 35.50 万元大于年度资金总额 30.00 万元
```

## 怎么改
对照预算批复和支付数据逐项核对，改正错的一格后重算合计与执行率。
"""

from collections.abc import Iterator

from jiheng.checks.parts import parts_against_whole
from jiheng.checks.registry import Said, check
from jiheng.model import SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("SEV106", severity=Severity.MUST_FIX)
def funds_parts_mismatch(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    yield from parts_against_whole(form, form.funds, "funds", standard)
