"""文字与指标的计量单位不同：人与人次。

## 查什么
实际完成情况与指标说同一件事、数字相同，而一处用「人」「户」，一处用「人次」「户次」。每张表只报一次。

## 为什么
500 人与 500 人次是两个数。

## 依据
- 同一张表两处单位不一致

## 示例
```yaml 不应报告
actual_objective: 培训农民500人次。
indicators:
  - {name: 培训农民人次, target: ≥500人次, actual: 500人次}
===
actual_objective: 选派干部25名。
indicators:
  - {name: 选派干部人数, target: =25人, actual: 25人}
```
```yaml 应报告
actual_objective: 培训农民500人。
indicators:
  - {name: 培训农民人次, target: ≥500人次, actual: 500人次}
---
人次
```

## 怎么改
按统计口径统一为一个单位。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.prose import links
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("SEV308", severity=Severity.NOTE)
def prose_unit_differs(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    """Persons here, attendances there; once per form."""
    for link in links(form, form.actual_objective, "actual", standard):
        figure = link.measure.figure
        if not link.agrees or figure is None:
            continue
        said, printed = link.mention.figure.unit, figure.unit
        if {said, printed} not in ({"人", "人次"}, {"名", "人次"}, {"户", "户次"}, {"家", "家次"}) or "次" in link.mention.before[-2:]:
            continue
        yield Finding(
            severity=Severity.NOTE,
            message=f"实际完成情况写「{link.mention.clause}」，用「{said}」；"
            f"「{link.indicator.name}」的完成值 {link.measure.raw} 用「{printed}」，单位不同。",
            advice="按统计口径统一为一个单位。",
            stated=link.mention.text,
            expected=f"{link.mention.figure.text}{printed}",
            paths=("/actual_objective", f"/indicators/{link.index}/actual"),
            quotes={"/actual_objective": link.mention.clause},
        )
        return
