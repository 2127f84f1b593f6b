"""空行有分值。

## 查什么
三级指标没有名称，却有分值或得分。

## 为什么
没有指标就没有可评的内容，分值等于白送。

## 依据
- mof-2020-10#绩效指标应明确具体

## 示例
```yaml 不应报告
{category: 效益指标, subcategory: 经济效益指标, name: "", weight: "0"}
===
{category: 效益指标, subcategory: 经济效益指标, name: ""}
===
# 名称没有读出而目标值在：属于读取问题
{category: 效益指标, subcategory: 经济效益指标, name: "", target: "≥5万元", weight: "10"}
```
```yaml 应报告
{category: 效益指标, subcategory: 经济效益指标, name: "", weight: "10", score: "10"}
---
经济效益指标一行没有指标名称，却有分值 10 分
```

## 怎么改
删去空行并把分值分给实有指标，或补填指标内容。
"""

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import is_empty
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard


@check("SEV122", severity=Severity.MUST_FIX)
def points_on_empty_indicator(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    indicator = row.indicator
    points = indicator.weight or indicator.score
    filled = [measure for measure in (indicator.target, indicator.actual) if measure is not None and not measure.is_blank]
    if points is None or not points.value or not is_empty(indicator.name) or filled:
        return
    kind = "分值" if indicator.weight else "得分"
    yield Finding(
        message=f"{indicator.subcategory or indicator.category or '某'}一行没有指标名称，却有{kind} {points.text} 分。",
        advice="删去空行并把分值分给实有指标，或补填指标内容。",
        stated=points.text,
        expected="0",
        paths=(row.at("weight" if indicator.weight else "score"), row.at("name")),
        citations=standard.cite("full_points"),
    )
