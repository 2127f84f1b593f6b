"""没有完成的事，实际完成情况避而不谈。

## 查什么
某项指标没有达到目标值，总体目标里写明了这件事，实际完成情况却没有提到。

## 为什么
文字栏只说完成的、不说没完成的，公众看不到真实情况。

## 依据
- 通行做法：实际完成情况应与预期目标逐项对应

## 示例
```yaml 不应报告
expected_objective: 举办推介活动10场，实现线上交易额8亿元以上。
actual_objective: 举办推介活动10场，线上交易额6亿元，未达目标。
indicators:
  - {name: 推介活动场次, target: ≥10场, actual: 10场}
  - {name: 线上交易额, target: ≥8亿元, actual: 6亿元}
===
expected_objective: 举办推介活动10场。
actual_objective: 举办推介活动10场。
indicators:
  - {name: 线上交易额, target: ≥8亿元, actual: 6亿元}
```
```yaml 应报告
expected_objective: 举办推介活动10场，实现线上交易额8亿元以上。
actual_objective: 举办推介活动10场，拓宽了销售渠道。
indicators:
  - {name: 推介活动场次, target: ≥10场, actual: 10场}
  - {name: 线上交易额, target: ≥8亿元, actual: 6亿元}
---
没有提到
```

## 怎么改
在实际完成情况中写明完成数和差距。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import deviation
from jiheng.checks.prose import links
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import bare_name, grams
from jiheng.model import Finding, SelfEvaluationForm, Severity
from jiheng.model.mentions import mentions
from jiheng.regulation import Standard


@check("SEV306", severity=Severity.QUESTION)
def shortfall_not_told(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    """A promised thing that fell short and is not in the account."""
    account = form.actual_objective
    if not account or not mentions(account):
        return
    told = grams(account, standard)
    measured = {link.index for link in links(form, account, "actual", standard)}
    for link in links(form, form.expected_objective, "target", standard):
        found = deviation(link.indicator, standard)
        if not link.agrees or link.index in measured or found is None or found.is_met is not False:
            continue
        names = grams(bare_name(link.indicator), standard) | grams(link.mention.noun, standard)
        head = grams(link.mention.noun[-4:], standard)
        if (head and head <= told) or (names and len(names & told) * 2 > len(names)):
            continue
        target, actual = link.indicator.target, link.indicator.actual
        if target is None or actual is None:
            continue
        yield Finding(
            severity=Severity.QUESTION,
            message=f"总体目标写「{link.mention.clause}」，「{link.indicator.name}」实际 {actual.raw}，"
            f"未达到 {target.raw}（{found.percent}），"
            "实际完成情况却没有提到。",
            advice="在实际完成情况中写明完成数和差距。",
            stated="实际完成情况未提及",
            expected=f"{actual.raw}（{found.percent}）",
            paths=("/actual_objective", "/expected_objective", f"/indicators/{link.index}/actual"),
            quotes={"/expected_objective": link.mention.clause},
        )
