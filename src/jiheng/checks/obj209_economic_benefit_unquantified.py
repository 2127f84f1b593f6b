"""经济效益指标没有数字。

## 查什么
经济效益指标的年度指标值是定性的话，没有金额、比率或数量。

## 为什么
经济效益（增收、节支、带动投资、产值）本来就是数字；写成「有提升」等于没有目标。

## 依据
- 《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》（财预〔2021〕101号）：效益能货币化的应货币化

## 示例
```yaml 不应报告
category: 效益指标
subcategory: 经济效益指标
name: 带动农户增收
target: ≥1200元
===
category: 效益指标
subcategory: 社会效益指标
name: 提升服务能力
target: 有提升
```
```yaml 应报告
category: 效益指标
subcategory: 经济效益指标
name: 促进当地农业发展
target: 有提升
weight: "20"
---
没有数字
```

## 怎么改
改为增收额、推广面积、带动投资等可量化的目标。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.model import Finding, IndicatorCategory, IndicatorSubcategory, Severity
from jiheng.regulation import Standard


@check("OBJ209", severity=Severity.QUESTION)
def economic_benefit_unquantified(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """An economic benefit in words only."""
    indicator, target = row.indicator, row.indicator.target
    if indicator.subcategory_key is not IndicatorSubcategory.ECONOMIC or target is None or target.words is None:
        return
    if indicator.category_key not in (None, IndicatorCategory.BENEFIT) or any(char.isdigit() for char in target.words):
        return
    weight = f"，{indicator.weight.text} 分" if indicator.weight else ""
    yield Finding(
        severity=Severity.QUESTION,
        message=f"「{indicator.name}」是经济效益指标，目标「{target.raw}」没有数字{weight}。请核实能否以增收额、推广面积等量化。",
        advice="改为增收额、节支额、带动投资等可量化的目标。",
        stated=f"定性目标「{target.raw}」",
        expected="可量化的目标",
        paths=(row.at("target"), row.at("name"), row.at("weight")),
        citations=standard.cite("vague_weight_note"),
    )
