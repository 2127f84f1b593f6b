"""征求意见当天送出、当天反馈。

## 查什么
确认单的送出日期与反馈日期是同一天；或反馈早于送出、超过规定天数。

## 为什么
当天往返，说明意见没有认真征求。

## 依据
- mof-2021-6#征求意见

## 示例
```yaml 不应报告
slips: [{sent_on: 2024年7月19日, answered_on: 2024年7月22日, days_to_answer: 3}]
```
```yaml 应报告
slips: [{sent_on: 2024年7月19日, answered_on: 2024年7月19日, view: 无, days_to_answer: 3}]
---
同一天
===
slips: [{sent_on: 2024年7月19日, answered_on: 2024年7月18日}]
---
早于
```

## 怎么改
给足时间，如实填写日期。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.wording import squeezed
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Relation,
    Severity,
)
from jiheng.regulation import Standard


# long: one pass sorts slips into three cases
@check("EVR153", severity=Severity.QUESTION)
def answered_same_day(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Days between sending and answering; one finding for slips alike."""
    same: list[int] = []
    for index, slip in enumerate(report.slips):
        sent, answered = (day.first if day is not None and day.day else None for day in (slip.sent_on, slip.answered_on))
        if sent is None or answered is None or slip.sent_on is None or slip.answered_on is None:
            continue
        days = (answered - sent).days
        paths = (f"/slips/{index}/sent_on", f"/slips/{index}/answered_on")
        late = slip.days_to_answer is not None and days > slip.days_to_answer
        if slip.days_to_answer is not None:
            yield Relation(
                expression="反馈日 − 送达日 ≤ 期限",
                stated=str(days),
                computed=str(slip.days_to_answer),
                outcome=Outcome.FAILS if late or days < 0 else Outcome.HOLDS,
                paths=paths,
            )
        if days == 0:
            same.append(index)
        elif days < 0 or late:
            what = "早于送出" if days < 0 else f"超过规定的 {slip.days_to_answer} 天"
            yield Finding(
                severity=Severity.MUST_FIX if days < 0 else Severity.QUESTION,
                message=f"确认单 {slip.sent_on.text} 送出，{slip.answered_on.text} 反馈，{what}。",
                advice="如实填写日期。",
                stated=slip.answered_on.text,
                expected=slip.sent_on.text,
                paths=paths,
            )
    if same:
        slip = report.slips[same[0]]
        sent_text = slip.sent_on.text if slip.sent_on is not None else ""
        views = "，均无意见" if all(re.fullmatch(r"无.{0,4}", squeezed(report.slips[i].view)) for i in same) else ""
        yield Finding(
            message=f"{len(same)} 份确认单{sent_text}发出，同一天反馈{views}，征求意见流于形式。请核实。",
            advice="给足时间，如实填写日期。",
            stated=f"{sent_text}发出，同日反馈",
            expected="0 天；应留出反馈时间",
            paths=tuple(f"/slips/{i}/{field}" for i in same for field in ("sent_on", "answered_on")),
        )
