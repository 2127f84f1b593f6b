"""同一段偏差原因用于多个指标。

## 查什么
两个以上指标的偏差原因文字完全相同（不计空格和标点），且不是「无」「无偏差」之类。每张表只报一次。

## 为什么
不同指标的偏差各有原因；照抄同一段话，等于没有逐项分析。

## 依据
- 通行做法：偏差原因应分指标说明

## 示例
```yaml 不应报告
indicators:
  - {name: 培训场次, target: ≥3场, actual: 2场, deviation_reason: 因场地维修少办一场，下年补办。}
  - {name: 培训人数, target: ≥80人, actual: 60人, deviation_reason: 少办一场，参训人数相应减少。}
  - {name: 投诉率, target: ≤5%, actual: 0%, deviation_reason: 无偏差}
  - {name: 完成率, target: ≥90%, actual: 100%, deviation_reason: 无偏差}
```
```yaml 应报告
indicators:
  - {name: 培训场次, target: ≥15场, actual: 20场, deviation_reason: 加大宣传，服务数量有所增加，因此出现偏差。}
  - {name: 培训人数, target: ≥300人, actual: 308人, deviation_reason: 加大宣传，服务数量有所增加，因此出现偏差。}
---
2 个指标
```

## 怎么改
逐项写明各自的原因和措施。
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from jiheng.checks.deviations import has_reason
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("SEV208", severity=Severity.NOTE)
def pasted_reason(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    """One text as the reason of several rows; once per form."""
    rows: dict[str, list[int]] = defaultdict(list)
    for index, indicator in enumerate(form.indicators):
        if has_reason(indicator, standard):
            rows[re.sub(r"\W+", "", indicator.deviation_reason or "")].append(index)
    least = standard.number("pasted_reason_rows")
    pasted = [indexes for text, indexes in rows.items() if len(indexes) >= least and len(text) >= 4]
    if not pasted:
        return
    count = sum(map(len, pasted))
    first = pasted[0][0]
    reason = form.indicators[first].deviation_reason or ""
    names = "；".join(f"「{'」「'.join(form.indicators[i].name for i in indexes)}」" for indexes in pasted)
    yield Finding(
        severity=Severity.QUESTION if max(map(len, pasted)) > least * 2 else Severity.NOTE,
        message=f"同一段偏差原因用于 {count} 个指标（{names}），如「{reason[:30]}{'……' if len(reason) > 30 else ''}」，没有分指标说明。",
        advice="逐项写明各自的原因和措施。",
        stated=f"{count} 个指标原因相同",
        expected="分指标说明",
        paths=tuple(f"/indicators/{index}/deviation_reason" for indexes in pasted for index in indexes),
        citations=standard.cite("pasted_reason_rows"),
    )
