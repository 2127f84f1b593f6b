"""扣了分，却说没有问题。

## 查什么
表尾「存在问题」栏写「无」「暂无」，而有指标未达目标或被扣分。

## 为什么
扣分必有问题；写「无」与得分矛盾。

## 依据
- 《项目支出绩效评价管理办法》（财预〔2020〕10号）：得分低的应说明原因和措施

## 示例
```yaml 不应报告
problems: 无
indicators:
  - {name: 培训人数, target: ≥80人, actual: 85人, weight: "10", score: "10"}
===
problems: 宣传不够，培训人数未达目标。
indicators:
  - {name: 培训人数, target: ≥80人, actual: 70人, weight: "10", score: "8.75"}
```
```yaml 应报告
problems: 暂无。
indicators:
  - {name: 培训人数, target: ≥80人, actual: 70人, weight: "10", score: "8.75"}
---
1 项指标扣分
```

## 怎么改
写明扣分指标存在的问题和改进措施。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import lost_points
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import any_of, squeezed
from jiheng.model import Finding, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("SEV220", severity=Severity.QUESTION)
def no_problems_with_points_lost(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    """无 under problems beside lost points."""
    text = squeezed(form.problems).rstrip("。.")
    lost = [index for index, indicator in enumerate(form.indicators) if lost_points(indicator)]
    if not lost or not text or any_of(standard.words("no_problems")).fullmatch(text) is None:
        return
    yield Finding(
        severity=Severity.QUESTION,
        message=f"有 {len(lost)} 项指标扣分（如「{form.indicators[lost[0]].name}」），存在问题栏却写「{form.problems}」。",
        advice="写明扣分指标存在的问题和改进措施。",
        stated=form.problems or "",
        expected="扣分指标存在的问题",
        paths=("/problems", *(f"/indicators/{index}/score" for index in lost)),
    )
