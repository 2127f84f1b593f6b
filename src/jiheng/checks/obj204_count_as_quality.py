"""质量指标下列的是数量。

## 查什么
二级指标为质量指标，指标值却以个、次、人次、小时等计数单位计量，名称也没有合格、达标、等级、认证之类说质量的词。

## 为什么
质量指标说明做得好不好，应以率、比例或达到的标准计量；列错类会使产出各类的分值失去意义。

## 依据
- 《预算绩效评价共性指标体系框架》（财预〔2013〕53号）产出指标分类

## 示例
```yaml 不应报告
category: 产出指标
subcategory: 质量指标
name: 工程验收合格率
target: =100%
===
category: 产出指标
subcategory: 质量指标
name: 通过国家认证的产品数量
target: ≥3个
===
category: 产出指标
subcategory: 质量指标
name: 系统年故障次数
target: ≤2次
===
category: 产出指标
subcategory: 数量指标
name: 辐射带动村数量
target: ≥12个
```
```yaml 应报告
category: 产出指标
subcategory: 质量指标
name: 辐射带动村数量
target: ≥12个
---
应列入数量指标
===
category: 产出指标
subcategory: 质量指标
name: 节目播出时间(小时)
target: =20分钟
---
应列入数量指标
```

## 怎么改
移到数量指标；质量指标另设合格率、达标率等。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import said
from jiheng.model import Finding, IndicatorSubcategory, Severity
from jiheng.regulation import Standard


@check("OBJ204", severity=Severity.QUESTION)
def count_as_quality(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A count among the quality indicators."""
    target = row.indicator.target
    if row.indicator.subcategory_key is not IndicatorSubcategory.QUALITY or target is None or target.figure is None:
        return
    unit = target.figure.unit
    is_rate = bool(said(standard, "rate_name", row.indicator.name))
    wrong = unit in standard.words("count_units") and not is_rate and not said(standard, "quality_count", row.indicator.name)
    paths = (row.at("name"), row.at("subcategory"), row.at("target"))
    yield counted(f"质量指标「{row.indicator.name}」应以率、比例或标准计量（单位「{unit or '无'}」）：不一致数", int(wrong), paths)
    if wrong:
        yield Finding(
            severity=Severity.QUESTION,
            message=f"「{row.indicator.name}」列在质量指标下，指标值 {target.raw} 以「{unit}」计数，应列入数量指标。",
            advice="移到数量指标；质量指标另设合格率、达标率等。",
            stated=f"质量指标，单位「{unit}」",
            expected="数量指标",
            paths=paths,
        )
