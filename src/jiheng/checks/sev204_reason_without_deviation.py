"""没有偏差却填了偏差原因。

## 查什么
实际完成值与年度指标值相等，偏差原因栏却写了原因。原因说的是没有完成（停滞、未开展、不足……）时，与完成值直接矛盾。

## 为什么
要么完成值填错，要么原因填串了行；两者必有一错。

## 依据
- 表内两栏相互矛盾，由表本身证明

## 示例
```yaml 不应报告
name: 开展推介活动次数
target: ≥10次
actual: 10次
deviation_reason: 无偏差
===
name: 开展推介活动次数
target: ≥10次
actual: 10次
deviation_reason: 已按计划完成
===
name: 开展推介活动次数
target: ≥10次
actual: 8次
deviation_reason: 因承办方重组，活动一度停滞。
===
name: 提升群众幸福感
target: 有效提升
actual: 基本达到
deviation_reason: 受资金限制，部分活动未开展。
```
```yaml 应报告
name: 开展推介活动次数
target: ≥10次
actual: 10次
score: 8
weight: 8
deviation_reason: 因承办方重组，推介活动基本停滞。
---
没有偏差
===
name: 印制手册数量
target: ≥500册
actual: 500册
deviation_reason: 群众需求增加，因此出现偏差。
---
没有偏差
```

## 怎么改
核对实际完成值：确实完成的，删去原因或改写「无偏差」；没有完成的，改正完成值并相应扣分。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import deviation, has_reason, is_self_evaluation, lost_points
from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import any_of, said, squeezed
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard


@check("SEV204", severity=Severity.QUESTION)
def reason_without_deviation(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A reason for a deviation that the row does not show."""
    found = deviation(row.indicator, standard)
    if found is None or not found.is_equal or not is_self_evaluation(row.form):
        return
    reason = row.indicator.deviation_reason or ""
    wrong = has_reason(row.indicator, standard) and _explains(reason, standard) and not lost_points(row.indicator)
    paths = (row.at("deviation_reason"), row.at("actual"), row.at("target"))
    if row.indicator.deviation_reason is not None:
        yield counted(f"「{row.indicator.name}」完成值等于指标值，偏差原因栏为空：不一致数", int(wrong), paths)
    if not wrong:
        return
    target, actual = row.indicator.target, row.indicator.actual
    assert target is not None and actual is not None  # a deviation has both
    contrary = said(standard, "non_completion", reason)
    yield Finding(
        severity=Severity.MUST_FIX if contrary else Severity.QUESTION,
        message=f"「{row.indicator.name}」指标值 {target.raw}，实际完成 {actual.raw}，没有偏差，偏差原因栏却写了原因"
        + (f"，且称「{contrary}」，与已完成矛盾。" if contrary else "。"),
        advice="核对实际完成值：确已完成的删去原因；没有完成的改正完成值并相应扣分。",
        stated=f"实际完成 {actual.raw}，原因「{reason[:40]}」",
        expected="无偏差，不应有偏差原因",
        paths=paths,
        quotes={row.at("deviation_reason"): reason},
    )


def _explains(reason: str, standard: Standard) -> bool:
    """Whether it accounts for a deviation: it says so, says something was not done, or gives a cause of more or less."""
    text = squeezed(reason)
    if any(said(standard, lexicon, text) for lexicon in ("non_completion", "deviation_words")):
        return True
    return any_of(standard.words("cause_words")).search(text) is not None and said(standard, "more_or_less", text) != ""
