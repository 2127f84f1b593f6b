"""实际完成情况用概数，指标却有确数。

## 查什么
实际完成情况写「10 场以上」「约 80 人」「近百户」，而说同一件事的指标完成值是确数。每张表只报一次。

## 为什么
完成情况是事后统计，应写确数。

## 依据
- 通行做法

## 示例
```yaml 不应报告
actual_objective: 举办推介活动12场。
indicators:
  - {name: 推介活动场次, target: ≥10场, actual: 12场}
===
actual_objective: 实现增收约300万元。
```
```yaml 应报告
actual_objective: 举办推介活动10场以上。
indicators:
  - {name: 推介活动场次, target: ≥10场, actual: 10场}
---
确数
```

## 怎么改
改写为实际完成的确数。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.prose import links
from jiheng.checks.registry import Said, check
from jiheng.model import Direction, Finding, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("SEV309", severity=Severity.NOTE)
def account_vague(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    """A round phrase for what was counted; once per form."""
    text = form.actual_objective or ""
    for link in links(form, text, "actual", standard):
        mention = link.mention
        vague = mention.approximate or mention.direction is Direction.AT_LEAST
        if not vague or not link.agrees or link.measure.approximate:
            continue
        printed = text[mention.start : mention.end + 2].strip() if mention.direction else mention.text
        yield Finding(
            severity=Severity.NOTE,
            message=f"实际完成情况写「{mention.clause}」，是概数；「{link.indicator.name}」的完成值是 {link.measure.raw}，应写确数。",
            advice="改写为实际完成的确数。",
            stated=printed,
            expected=link.measure.raw,
            paths=("/actual_objective", f"/indicators/{link.index}/actual"),
            quotes={"/actual_objective": mention.clause},
        )
        return
