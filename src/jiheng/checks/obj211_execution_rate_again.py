"""预算执行率又列为产出或效益指标。

## 查什么
「预算执行率」「资金支付率」「资金拨付率」列在产出、效益指标下。

## 为什么
预算执行情况已单独占 10 分，再列一次就是重复计分；花钱不是产出。

## 依据
- 《项目支出绩效评价管理办法》（财预〔2020〕10号）：预算执行率单列 10 分

## 示例
```yaml 不应报告
category: 过程
name: 预算执行率
target: ≥95%
===
category: 产出指标
subcategory: 时效指标
name: 补助资金发放及时率
target: =100%
```
```yaml 应报告
category: 产出指标
subcategory: 质量指标
name: 资金拨付率
target: =45%
actual: 33%
---
重复
```

## 怎么改
删去该项，分值调给反映产出、效益的指标。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import any_of, bare_name
from jiheng.model import Finding, IndicatorCategory, Scope, Severity
from jiheng.regulation import Standard


@check("OBJ211", severity=Severity.NOTE)
def execution_rate_again(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """Execution counted a second time among outputs or benefits."""
    indicator = row.indicator
    if indicator.category_key not in (IndicatorCategory.OUTPUT, IndicatorCategory.BENEFIT) or row.form.scope is Scope.DEPARTMENT:
        return
    if any_of(standard.words("execution_again")).fullmatch(bare_name(indicator)):
        yield Finding(
            severity=Severity.NOTE,
            message=f"「{indicator.name}」反映预算执行，列在{indicator.subcategory or indicator.category}下，与预算执行率重复计分。",
            advice="删去该项，分值调给反映产出、效益的指标。",
            stated=indicator.subcategory or indicator.category or "",
            expected="预算执行情况已单独计分",
            paths=(row.at("name"), row.at("subcategory"), row.at("target")),
        )
