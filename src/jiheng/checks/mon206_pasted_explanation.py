"""监控表各项偏差的说明相同。

## 查什么
两项以上指标的备注（原因说明）文字完全相同，且不是「无」。每张表只报一次。

## 为什么
各项偏差各有原因，照抄等于没有分析。

## 依据
- 通行做法

## 示例
```yaml 不应报告
type: monitoring_form
indicators:
  - {name: 培训人数, target: ≥80人, note: 下半年集中培训。}
  - {name: 培训场次, target: ≥3场, note: 无}
  - {name: 合格率, target: ≥95%, note: 无}
```
```yaml 应报告
type: monitoring_form
indicators:
  - {name: 培训人数, target: ≥80人, note: 项目尚未招标，进度滞后。}
  - {name: 培训场次, target: ≥3场, note: 项目尚未招标，进度滞后。}
---
2 个指标
```

## 怎么改
分指标说明。
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.wording import is_empty
from jiheng.model import Finding, MonitoringForm, Severity
from jiheng.regulation import Standard


@check("MON206", severity=Severity.NOTE)
def pasted_explanation(form: MonitoringForm, standard: Standard) -> Iterator[Said]:
    """One note for several deviations; once per form."""
    rows: dict[str, list[int]] = defaultdict(list)
    for index, indicator in enumerate(form.indicators):
        text = indicator.note or indicator.deviation_reason
        if text and not is_empty(text):
            rows[re.sub(r"\W+", "", text)].append(index)
    pasted = [
        index
        for text, indexes in rows.items()
        if len(indexes) >= standard.number("pasted_reason_rows") and len(text) > 4
        for index in indexes
    ]
    if pasted:
        first = form.indicators[pasted[0]]
        yield Finding(
            severity=Severity.NOTE,
            message=f"{len(pasted)} 个指标的说明相同（「{(first.note or first.deviation_reason or '')[:30]}」），没有分指标说明。",
            advice="分指标说明。",
            stated=f"{len(pasted)} 个指标说明相同",
            expected="分指标说明",
            paths=tuple(f"/indicators/{index}/note" for index in pasted),
            citations=standard.cite("pasted_reason_rows"),
        )
