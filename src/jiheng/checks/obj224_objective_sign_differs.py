"""总体目标说「不少于」，指标值却用「=」。

## 查什么
总体目标里「不少于 7 天」「≥11 个」的数量，在指标表里写成「=」。

## 为什么
符号不同，超出时的结论就不同：「不少于」超出是达标，「=」超出是偏差。

## 依据
- 同一张表两处符号不一致

## 示例
```yaml 不应报告
expected_objective: 培训班天数不少于7天。
indicators:
  - {name: 培训班天数, target: ≥7天}
===
expected_objective: 培训班天数7天。
indicators:
  - {name: 培训班天数, target: =7天}
```
```yaml 应报告
expected_objective: 培训班天数不少于7天。
indicators:
  - {name: 培训班天数, target: =7天}
---
不一致
```

## 怎么改
统一两处的符号。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.prose import links
from jiheng.checks.registry import Said, check
from jiheng.model import Direction, Finding, Form, Severity
from jiheng.regulation import Standard


@check("OBJ224", severity=Severity.NOTE)
def objective_sign_differs(form: Form, standard: Standard) -> Iterator[Said]:
    """At least in the prose, exactly in the table."""
    for link in links(form, form.expected_objective, "target", standard):
        said, printed = link.mention.direction, link.measure.direction
        if not link.agrees or printed is None or said is None or said is printed:
            continue
        opposite = Direction.EXACTLY not in (said, printed)
        yield Finding(
            severity=Severity.QUESTION if opposite else Severity.NOTE,
            message=f"总体目标写「{link.mention.clause}」，「{link.indicator.name}」的指标值却填 {link.measure.raw}，"
            f"符号不一致，应为「{said.symbol}」。",
            advice="统一两处的符号。",
            stated=link.measure.raw,
            expected=f"{said.symbol}{link.mention.text}",
            paths=(f"/indicators/{link.index}/target", "/expected_objective"),
            quotes={"/expected_objective": link.mention.clause},
        )
