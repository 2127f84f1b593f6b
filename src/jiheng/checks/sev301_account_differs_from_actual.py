"""实际完成情况的数字与指标完成值不一致。

## 查什么
「实际完成情况」文字里的数量，与说同一件事的指标的实际完成值不同。两处须名称相近、单位相容才作比较；
「10 场以上」对 10 场、「约 80 人」对 82 人不算矛盾。

## 为什么
同一件事在同一张表里只能有一个完成数。

## 依据
- 同一张表两处说法矛盾，由表本身证明

## 示例
```yaml 不应报告
actual_objective: 举办农技培训3次，参加培训85人。
indicators:
  - {name: 举办农技培训场次, target: ≥3场, actual: 3场}
  - {name: 培训农民人数, target: ≥80人, actual: 85人}
===
actual_objective: 完成推介活动10场以上，成交额达1.2亿元。
indicators:
  - {name: 推介活动场次, target: ≥10场, actual: 12场}
  - {name: 推介活动成交额, target: ≥1亿元, actual: 12000万元}
===
actual_objective: 培训农民85人，其中妇女32人。
indicators:
  - {name: 培训农民人数, target: ≥80人, actual: 85人}
===
actual_objective: 服务村组15个，示范带动合作社11个。
indicators:
  - {name: 示范带动合作社数量, target: ≥10个, actual: 11个}
  - {name: 服务村组数量, target: ≥15个, actual: 15个}
```
```yaml 应报告
actual_objective: 举办农技培训3次，参加培训农民83人。
indicators:
  - {name: 举办农技培训场次, target: ≥3场, actual: 3场}
  - {name: 培训农民人数, target: ≥80人, actual: 85人}
---
83
===
actual_objective: 新建候鸟收容所1间200平方米。
indicators:
  - {name: 候鸟收容所, target: ≥200平方米, actual: 204.46平方米}
---
204.46
===
# 用词与指标名称不尽相同，但与总体目标说这项指标的话相同
expected_objective: （一）清淤排水管道76公里；（二）改造危房112户。
actual_objective: （一）清淤排水管道83公里；（二）改造危房112户。
indicators:
  - {name: 清淤管道长度, target: ≥76公里, actual: 77公里}
  - {name: 改造危房户数, target: =112户, actual: 112户}
---
83公里
```

## 怎么改
按佐证材料核定，改正文字或指标完成值。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.prose import Link, links, repeated, value_of
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("SEV301", severity=Severity.QUESTION)
def account_differs_from_actual(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    """The account's prose against the actual values."""
    for link in links(form, form.actual_objective, "actual", standard):
        paths = ("/actual_objective", f"/indicators/{link.index}/actual")
        yield repeated(f"实际完成情况「{link.mention.clause}」=「{link.indicator.name}」实际完成值", link, paths)
        if not link.agrees:
            yield Finding(
                severity=_severity(link, standard),
                message=f"实际完成情况写「{link.mention.clause}」（{link.mention.text}），"
                f"「{link.indicator.name}」的实际完成值却是 {link.measure.raw}，"
                "两处应一致。",
                advice="按佐证材料核定，改正文字或指标完成值。",
                stated=f"实际完成情况 {link.mention.text}",
                expected=f"实际完成值 {link.measure.raw}",
                paths=paths,
                quotes={"/actual_objective": link.mention.clause},
            )


def _severity(link: Link, standard: Standard) -> Severity:
    said, printed = value_of(link.mention), value_of(link.measure)
    figure = link.measure.figure
    if said is not None and printed is not None and figure is not None:
        is_rounder = figure.decimals > link.mention.figure.decimals
        if is_rounder and abs(said.middle - printed.middle) <= abs(printed.middle) * standard.number("prose_close"):
            return Severity.NOTE
    return Severity.MUST_FIX if link.is_certain else Severity.QUESTION
