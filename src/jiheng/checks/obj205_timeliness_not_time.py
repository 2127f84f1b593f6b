"""时效指标说的不是时间。

## 查什么
名称为「……及时性」「……按期完成率」的指标填了期、次、个等计数单位；时效指标下列的是培训时长、课时一类「做了多少」的时长；
或以计数单位计量、名称与时间毫无关系。

## 为什么
时效指标说明是否按时，应填完成时限、频次或及时率。

## 依据
- 《预算绩效评价共性指标体系框架》（财预〔2013〕53号）产出指标分类

## 示例
```yaml 不应报告
category: 产出指标
subcategory: 时效指标
name: 故障响应时间
target: ≤4小时
===
category: 产出指标
subcategory: 时效指标
name: 任务完成及时性
target: 2024年12月31日前
===
category: 产出指标
subcategory: 时效指标
name: 巡查频次
target: ≥2次
===
category: 产出指标
subcategory: 时效指标
name: 审批办理时限
target: ≤5天
```
```yaml 应报告
category: 产出指标
subcategory: 时效指标
name: 电视栏目制作完成及时性
target: =2期
---
不能以「期」计量
===
category: 产出指标
subcategory: 时效指标
name: 课程培训所需时长(小时)
target: ≤6小时
---
不是时效
===
category: 产出指标
subcategory: 时效指标
name: 宣传手册数量
target: ≥500本
---
与时间无关
```

## 怎么改
改填完成时限（如 12 月底前）、频次或及时率；计数的移到数量指标。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import bare_name, said
from jiheng.model import Finding, IndicatorSubcategory, Severity
from jiheng.regulation import Standard

_DURATIONS = ("小时", "分钟", "天", "课时", "学时")


@check("OBJ205", severity=Severity.QUESTION)
def timeliness_not_time(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A timeliness indicator that measures no timeliness."""
    target = row.indicator.target
    if target is None or target.figure is None:
        return
    name, unit = bare_name(row.indicator), target.figure.unit
    is_count = unit in standard.words("count_units") and unit not in _DURATIONS and "/" not in unit
    if said(standard, "timely_nature", name) and is_count:
        severity, problem = Severity.MUST_FIX, f"是时效指标，指标值却填 {target.raw}，不能以「{unit}」计量"
    elif row.indicator.subcategory_key is not IndicatorSubcategory.TIMELINESS:
        return
    elif unit in _DURATIONS and said(standard, "content_duration", name) and not said(standard, "timely_exempt_duration", name):
        severity, problem = Severity.QUESTION, f"列在时效指标下，{target.raw} 说的是时长多少，不是时效，也不宜以此限定方向"
    elif is_count and not said(standard, "timeliness_words", name):
        severity, problem = Severity.QUESTION, f"列在时效指标下，{target.raw} 与时间无关"
    else:
        return
    yield Finding(
        severity=severity,
        message=f"「{row.indicator.name}」{problem}。",
        advice="改填完成时限、频次或及时率；计数、时长移到数量指标。",
        stated=f"{row.indicator.subcategory or '时效指标'}，{target.raw}",
        expected="完成时限、频次或及时率（%）",
        paths=(row.at("target"), row.at("name"), row.at("subcategory")),
    )
