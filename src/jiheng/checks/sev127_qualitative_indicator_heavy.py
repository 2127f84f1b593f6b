"""单项定性指标的分值过重。

## 查什么
目标值是一句话、没有数字的指标，单项分值很高。

## 为什么
定性指标难以核实，一句「完全达到预期」就得几十分，总分失去区分度。

## 依据
- mof-2021-101#指标应细化量化

## 示例
```yaml 不应报告
{category: 效益指标, name: 科技意识, target: 有效提高, weight: "15"}
===
{category: 效益指标, name: 带动增收, target: "≥300万元", weight: "40"}
===
{category: 产出指标, name: 完工时间, target: 2023年12月底前, weight: "30"}
===
{category: 效益指标, name: 科技意识, weight: "30"}
```
```yaml 应报告
{category: 效益指标, name: 科技意识, target: 有效提高, weight: "30"}
---
单项定性指标 30 分，目标「有效提高」
===
{category: 效益指标, name: 科技意识, target: 有效提高, weight: "40"}
---
请核实
```

## 怎么改
量化或拆分为几项指标，并写明达成的标准。
"""

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.model import Finding, Scope, Severity
from jiheng.regulation import Standard


@check("SEV127", severity=Severity.NOTE)
def qualitative_indicator_heavy(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    indicator = row.indicator
    if row.form.scope is not Scope.PROJECT or indicator.target is None or indicator.weight is None or row.group != "indicators":
        return
    words, weight = indicator.target.words, indicator.weight.value
    if not words or weight < standard.number("qualitative_weight_note"):
        return
    heavy = weight >= standard.number("qualitative_weight_question")
    yield Finding(
        severity=Severity.QUESTION if heavy else Severity.NOTE,
        message=f"单项定性指标 {indicator.weight.text} 分，目标「{words}」没有可衡量的标准，宜量化或拆分{'，请核实权重' if heavy else ''}。",
        advice="量化或拆分为几项指标，并写明达成的标准；压低单项分值。",
        stated=f"定性指标 {indicator.weight.text} 分",
        expected="量化或拆分",
        paths=(row.at("weight"), row.at("target")),
        citations=standard.cite("qualitative_weight_question"),
    )
