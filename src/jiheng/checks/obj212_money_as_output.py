"""花了多少钱列为产出。

## 查什么
数量指标的名称是「使用资金」「经费支出」之类，指标值以元计量。

## 为什么
资金是投入，不是产出；金额应在资金栏或成本指标中反映。

## 依据
- 《预算绩效评价共性指标体系框架》（财预〔2013〕53号）产出指标分类

## 示例
```yaml 不应报告
category: 产出指标
subcategory: 数量指标
name: 救助困难群众人数
target: ≥300人
===
category: 成本指标
subcategory: 经济成本指标
name: 项目经费支出
target: ≤100万元
===
category: 产出指标
subcategory: 数量指标
name: 签约项目投资额
target: ≥2亿元
```
```yaml 应报告
category: 产出指标
subcategory: 数量指标
name: 使用专项资金
target: =100万元
---
不是产出
```

## 怎么改
改为这笔钱办成的事（人次、里程、面积等）；金额移到成本指标。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import any_of, bare_name
from jiheng.model import Finding, IndicatorSubcategory, Severity, amounts
from jiheng.regulation import Standard


@check("OBJ212", severity=Severity.QUESTION)
def money_as_output(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """Spending among the quantities."""
    indicator, target = row.indicator, row.indicator.target
    if indicator.subcategory_key is not IndicatorSubcategory.QUANTITY or target is None or target.figure is None:
        return
    if amounts.is_money(target.figure.unit) and any_of(standard.words("money_spent")).fullmatch(bare_name(indicator)):
        yield Finding(
            severity=Severity.QUESTION,
            message=f"「{indicator.name}」{target.raw} 是花了多少钱，列在数量指标下；资金是投入，不是产出。",
            advice="改为这笔钱办成的事；金额移到成本指标。",
            stated=target.raw,
            expected="反映产出数量的指标",
            paths=(row.at("name"), row.at("target"), row.at("subcategory")),
        )
