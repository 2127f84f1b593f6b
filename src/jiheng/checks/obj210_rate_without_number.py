"""名称是比率，指标值却没有数字。

## 查什么
名称以「率」「比例」结尾，或括号注明（%），年度指标值却是「逐步改善」「有效加强」一类的话。

## 为什么
比率必须有分子分母；填定性的话，等于没有目标值。

## 依据
- 名称与指标值不符，由表本身证明

## 示例
```yaml 不应报告
name: 现代农业技术应用率
target: ≥60%
===
name: 提高办事效率
target: 有效提高
```
```yaml 应报告
name: 现代农业技术应用率
target: 逐步改善
actual: 完全达到预期
---
应为百分率
===
name: 文献资源的使用率(%)
name_unit: "%"
target: 有效加强
---
应为百分率
```

## 怎么改
填百分率；确无法量化的，改指标名称。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import bare_name, said
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard


@check("OBJ210", severity=Severity.QUESTION)
def rate_without_number(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A rate whose target is words."""
    indicator, target = row.indicator, row.indicator.target
    if target is None or target.words is None or any(char.isdigit() for char in target.words):
        return
    name = bare_name(indicator)
    is_rate = said(standard, "rate_name", name) and not said(standard, "not_a_rate", name)
    if not is_rate and indicator.name_unit != "%":
        return
    paths = (row.at("target"), row.at("name"))
    yield counted(f"「{indicator.name}」名称所示单位「%」= 指标值单位（定性）：不一致数", 1, paths)
    yield Finding(
        severity=Severity.QUESTION,
        message=f"「{indicator.name}」是比率，指标值却填「{target.raw}」，应为百分率。",
        advice="填百分率；确无法量化的，改指标名称。",
        stated=target.raw,
        expected="百分率（%）",
        paths=paths,
    )
