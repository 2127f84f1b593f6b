"""工作过程列为产出。

## 查什么
产出指标的名称是「加强管理」「落实责任」之类的工作过程。

## 为什么
产出是工作的结果，不是工作本身。

## 依据
- 通行做法：绩效指标应反映结果

## 示例
```yaml 不应报告
category: 产出指标
subcategory: 数量指标
name: 召开推介会次数
target: ≥3次
===
category: 过程
name: 加强资金管理
```
```yaml 应报告
category: 产出指标
subcategory: 质量指标
name: 加强项目管理
target: 有效加强
---
工作过程
```

## 怎么改
改为这项工作的结果，如「项目验收合格率」。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import any_of, bare_name
from jiheng.model import Finding, IndicatorCategory, Severity
from jiheng.regulation import Standard


@check("OBJ213", severity=Severity.NOTE, preview=True)
def process_as_output(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """Work itself among the outputs."""
    indicator, target = row.indicator, row.indicator.target
    if indicator.category_key is not IndicatorCategory.OUTPUT or (target is not None and target.figure is not None):
        return
    if any_of(standard.words("process_name")).search(bare_name(indicator)):
        yield Finding(
            severity=Severity.NOTE,
            message=f"「{indicator.name}」是工作过程，不是产出。",
            advice="改为这项工作的结果。",
            stated=indicator.name,
            expected="反映结果的指标",
            paths=(row.at("name"), row.at("target")),
        )
