"""一项定性指标的分值过重。

## 查什么
指标值是「有效提升」「逐步改善」一类没有数字的话，而该项分值达到标准规定的界限。

## 为什么
没有衡量标准的一项占去总分的三四成，得分全凭自述。

## 依据
- 绩效目标应当量化、可衡量的要求；界限为通行做法，由标准参数给出

## 示例
```yaml 不应报告
category: 效益指标
subcategory: 社会效益指标
name: 提升群众科学素质
target: 有效提升
weight: "10"
===
category: 效益指标
subcategory: 社会效益指标
name: 受益群众人数
target: ≥5000人
weight: "30"
===
category: 产出指标
subcategory: 时效指标
name: 完工时间
target: 2024年12月底前
weight: "30"
```
```yaml 应报告
category: 效益指标
subcategory: 社会效益指标
name: 提升群众科学素质
target: 有效提升
weight: "30"
---
30 分
===
category: 效益指标
subcategory: 社会效益指标
name: 提升群众科学素质
target: 有效提升
weight: "40"
---
40 分
```

## 怎么改
拆成几项可以量化的指标，或写明分档的评判标准。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import said
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard


@check("OBJ207", severity=Severity.NOTE)
def vague_target_heavy(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """Many points on a target in words."""
    target, weight = row.indicator.target, row.indicator.weight
    if target is None or target.words is None or weight is None or weight.value < standard.number("vague_weight_note"):
        return
    if said(standard, "graded_target", target.words) or row.indicator.scoring_standard:
        return
    heavy = weight.value >= standard.number("vague_weight_question")
    actual = row.indicator.actual
    yield Finding(
        severity=Severity.QUESTION if heavy else Severity.NOTE,
        message=f"「{row.indicator.name}」目标「{target.raw}」没有衡量标准"
        + (f"，实际「{actual.raw}」" if actual is not None and actual.words else "")
        + f"，这一项就占 {weight.text} 分，分值过重。",
        advice="拆成几项可以量化的指标，或写明分档的评判标准。",
        stated=f"定性目标「{target.raw}」，{weight.text} 分",
        expected="量化或拆分，并给出达成标准",
        paths=(row.at("target"), row.at("weight"), row.at("name")),
        citations=standard.cite("vague_weight_note"),
    )
