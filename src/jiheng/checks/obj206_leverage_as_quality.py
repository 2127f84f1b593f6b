"""资金带动比列为质量指标。

## 查什么
「带动社会投入与财政资金的比例」「投入产出比」一类反映资金放大效应的指标列在产出指标（质量、数量）下。

## 为什么
带动多少社会投入是投入的效果，属经济效益指标。

## 依据
- 《预算绩效评价共性指标体系框架》（财预〔2013〕53号）效益指标

## 示例
```yaml 不应报告
category: 效益指标
subcategory: 经济效益指标
name: 带动社会投入与财政资金比例
target: ≥3:1
===
category: 产出指标
subcategory: 质量指标
name: 立项单位中企业的比例
target: ≥90%
```
```yaml 应报告
category: 产出指标
subcategory: 质量指标
name: 带动社会投入与引导资金投入比例
target: ≥3:1
---
经济效益指标
```

## 怎么改
移到经济效益指标。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import bare_name, said
from jiheng.model import Finding, IndicatorCategory, IndicatorSubcategory, Severity
from jiheng.regulation import Standard

_OUTPUTS = (IndicatorSubcategory.QUALITY, IndicatorSubcategory.QUANTITY, IndicatorSubcategory.TIMELINESS)


@check("OBJ206", severity=Severity.NOTE)
def leverage_as_quality(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A leverage ratio among the outputs."""
    indicator = row.indicator
    if indicator.category_key is not IndicatorCategory.OUTPUT or indicator.subcategory_key not in _OUTPUTS:
        return
    if said(standard, "leverage_ratio", bare_name(indicator)):
        yield Finding(
            severity=Severity.NOTE,
            message=f"「{indicator.name}」列在{indicator.subcategory}下；资金的带动放大效应属经济效益指标。",
            advice="移到经济效益指标。",
            stated=indicator.subcategory or "",
            expected="经济效益指标",
            paths=(row.at("name"), row.at("subcategory"), row.at("target")),
        )
