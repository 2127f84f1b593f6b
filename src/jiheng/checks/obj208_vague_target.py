"""指标值不可衡量。

## 查什么
产出指标的年度指标值只有「有效提升」「较好」「完成」一类的话，没有数字、日期或分档标准。（效益指标另看分值轻重，见 OBJ207。）

## 为什么
产出是可以数、可以量的；不可衡量的产出目标无法核对是否完成。

## 依据
- 《中央部门预算绩效目标管理办法》（财预〔2015〕88号）绩效目标应细化量化的要求

## 示例
```yaml 不应报告
category: 产出指标
subcategory: 质量指标
name: 工程验收合格率
target: =100%
===
category: 效益指标
subcategory: 社会效益指标
name: 提升群众获得感
target: 有效提升
===
category: 产出指标
subcategory: 质量指标
name: 报告评审等级
target: 优秀、良好、合格三档
```
```yaml 应报告
category: 产出指标
subcategory: 数量指标
name: 宣传工作
target: 有效加强
---
无法衡量
```

## 怎么改
改为数量、比率、日期，或写明判定标准。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import any_of, said, squeezed
from jiheng.model import Finding, IndicatorCategory, IndicatorSubcategory, Severity
from jiheng.regulation import Standard


@check("OBJ208", severity=Severity.QUESTION)
def vague_target(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """An output that cannot be measured."""
    indicator, target = row.indicator, row.indicator.target
    if target is None or target.words is None or indicator.category_key is not IndicatorCategory.OUTPUT:
        return
    if indicator.subcategory_key is IndicatorSubcategory.TIMELINESS or said(standard, "graded_target", target.words):
        return
    if any_of(standard.words("vague_target")).fullmatch(squeezed(target.words)) is None or indicator.scoring_standard:
        return
    yield Finding(
        severity=Severity.QUESTION,
        message=f"「{indicator.name}」是产出指标，指标值却填「{target.raw}」，无法衡量。",
        advice="改为数量、比率、日期，或写明判定标准。",
        stated=target.raw,
        expected="可衡量的数值或标准",
        paths=(row.at("target"), row.at("name")),
        citations=standard.cite("quantification_floor"),
    )
