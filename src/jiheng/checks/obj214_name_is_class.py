"""三级指标名称只写了类名。

## 查什么
三级指标名称是「数量指标」「数量指标1」「指标1：」之类，没有写具体内容，而这一行有指标值或分值。

## 为什么
没有内容的指标无法考核。

## 依据
- 《中央部门预算绩效目标管理办法》（财预〔2015〕88号）申报表填报要求

## 示例
```yaml 不应报告
category: 产出指标
subcategory: 数量指标
name: 培训人数
target: ≥80人
===
category: 产出指标
subcategory: 数量指标
name: 数量指标1
===
category: 满意度指标
subcategory: 满意度指标
name: 服务对象满意度
target: ≥90%
```
```yaml 应报告
category: 产出指标
subcategory: 数量指标
name: 数量指标1
target: ≥80人
weight: "10"
---
类名
===
category: 产出指标
subcategory: 质量指标
name: 指标1：
target: =100%
---
类名
```

## 怎么改
写明具体考核的内容，如「开展培训人数」。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import any_of, squeezed
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard


@check("OBJ214", severity=Severity.QUESTION)
def name_is_class(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A class name instead of an indicator."""
    indicator = row.indicator
    is_used = (indicator.target is not None and not indicator.target.is_blank) or indicator.weight is not None
    if is_used and any_of(standard.words("bare_class")).fullmatch(squeezed(indicator.name)):
        yield Finding(
            severity=Severity.QUESTION,
            message=f"三级指标名称只写了类名「{indicator.name}」，没有写考核什么。",
            advice="写明具体考核的内容。",
            stated=indicator.name,
            expected="具体的指标名称",
            paths=(row.at("name"), row.at("target")),
        )
