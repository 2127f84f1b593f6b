"""总体目标的数字与指标值不一致。

## 查什么
年度总体目标里的数量与说同一件事的指标的年度指标值不同。指标值恰好等于实际完成值而与目标文字不同的，疑为按结果倒填目标。

## 为什么
目标只能有一个；两处不一，考核就没有依据。

## 依据
- 同一张表两处说法矛盾，由表本身证明

## 示例
```yaml 不应报告
expected_objective: 培训农技员不少于80人。
indicators:
  - {name: 培训农技员人数, target: ≥80人}
===
expected_objective: 实现交易额8亿元以上。
indicators:
  - {name: 实现农产品交易额, target: ≥80000万元}
===
expected_objective: 举办培训3场，培训农技员80人。
indicators:
  - {name: 培训农技员人数, target: ≥80人}
  - {name: 发放手册数量, target: ≥500本}
===
expected_objective: 培训农技员约80人。
indicators:
  - {name: 培训农技员人数, target: ≥82人}
```
```yaml 应报告
expected_objective: 本年计划参加4个农产品展会。
indicators:
  - {name: 参加农产品展会次数, target: ≥3次}
---
4
===
expected_objective: 计划达成30个合作意向协议。
indicators:
  - {name: 签订合作意向协议数, target: ≥71个, actual: 71个}
---
倒填
```

## 怎么改
以批复的绩效目标为准，改正另一处；不得按实际完成数倒填目标。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import deviation
from jiheng.checks.prose import Link, links, repeated
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard


@check("OBJ222", severity=Severity.QUESTION)
def objective_differs_from_target(form: Form, standard: Standard) -> Iterator[Said]:
    """The objective's prose against the targets."""
    for link in links(form, form.expected_objective, "target", standard):
        paths = ("/expected_objective", f"/indicators/{link.index}/target")
        yield repeated(f"总体目标「{link.mention.clause}」=「{link.indicator.name}」指标值", link, paths)
        if not link.agrees:
            yield _finding(link, paths, standard)


def _finding(link: Link, paths: tuple[str, ...], standard: Standard) -> Finding:
    found = deviation(link.indicator, standard)
    backfilled = found is not None and found.is_equal and link.indicator.actual is not None
    target = link.measure.raw
    message = f"总体目标写「{link.mention.clause}」（{link.mention.text}），「{link.indicator.name}」的指标值却是 {target}"
    if backfilled and link.indicator.actual is not None:
        message += f"，恰等于实际完成的 {link.indicator.actual.raw}，疑为按结果倒填目标"
    return Finding(
        severity=Severity.MUST_FIX if link.is_certain else Severity.QUESTION,
        message=message + "。",
        advice="以批复的绩效目标为准改正另一处；不得按实际完成数倒填目标。" if backfilled else "以批复的绩效目标为准，改正另一处。",
        stated=f"总体目标 {link.mention.text}",
        expected=f"指标值 {target}",
        paths=(*paths, *((f"/indicators/{link.index}/actual",) if backfilled else ())),
        quotes={"/expected_objective": link.mention.clause},
    )
