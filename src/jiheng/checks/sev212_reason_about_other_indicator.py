"""偏差原因说的是别的指标。

## 查什么
原因里断言有增减的事（「特派员人数有所增加」）正是同表另一项指标，与本行指标无关；或满意度的原因通篇不谈服务、评价，只谈别的指标。

## 为什么
原因填串了行，或照抄了别的行，等于没有说明。

## 依据
- 同一张表各栏相互印证

## 示例
```yaml 不应报告
name: 涵盖特派员人数
target: ≥14人
actual: 15人
deviation_reason: 加大宣传，特派员人数有所增加。
form:
  indicators:
    - {name: 培训计划完成率, target: ≥90%, actual: 95%}
===
name: 培训人数
target: ≥80人
actual: 85人
deviation_reason: 增办一场，培训场次增加，参训人数随之增加。
form:
  indicators:
    - {name: 培训场次, target: ≥3场, actual: 4场}
```
```yaml 应报告
name: 培训计划完成率
target: ≥90%
actual: 100%
deviation_reason: 通过开展宣传，提高积极性，特派员人数有增加。
form:
  indicators:
    - {name: 涵盖特派员人数, target: ≥14人, actual: 15人}
---
涵盖特派员人数
===
name: 服务企业满意度
target: ≥90%
actual: 100%
deviation_reason: 项目经审核通过，后续年度滚动支持科技创新项目12项，每年立项数量根据到位资金确定。
form:
  indicators:
    - {name: 科技创新项目立项数量, target: ≥25项, actual: 33项}
---
科技创新项目立项数量
```

## 怎么改
改写为本项指标的原因；填串的，移到相应的行。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import deviation, has_reason, is_self_evaluation
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import any_of, bare_name, grams, likeness, said, squeezed
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard

#: How much of another indicator's name the claim must hold, and how many pairs of characters.
_OTHER, _PAIRS = 0.5, 2


@check("SEV212", severity=Severity.QUESTION)
def reason_about_other_indicator(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A reason that explains another row."""
    reason = squeezed(row.indicator.deviation_reason)
    found = deviation(row.indicator, standard)
    if found is None or found.is_equal or not has_reason(row.indicator, standard) or not is_self_evaluation(row.form):
        return
    if _is_pasted(row, reason):
        return  # 同一段原因用于多项，由 SEV208 报告
    claim = _claim(row, reason, standard)
    if not claim:
        return
    other = _other(row, claim, standard)
    if other is None:
        return
    yield Finding(
        severity=Severity.QUESTION,
        message=f"「{row.indicator.name}」的偏差原因说的是「{claim[:40]}」，与本项无关，倒与「{row.form.indicators[other].name}」有关。请核实是否填串。",
        advice="改写为本项指标的原因；填串的，移到相应的行。",
        stated=claim[:60],
        expected=f"「{row.indicator.name}」的偏差原因",
        paths=(row.at("deviation_reason"), row.at("name"), f"/{row.group}/{other}/name"),
    )


def _is_pasted(row: IndicatorRow, reason: str) -> bool:
    return any(index != row.index and squeezed(other.deviation_reason) == reason for index, other in enumerate(row.form.indicators))


def _claim(row: IndicatorRow, reason: str, standard: Standard) -> str:
    """What the reason says went up or down; of a satisfaction's reason that never speaks of it, all of it."""
    name = bare_name(row.indicator)
    if "满意" in name:
        return "" if said(standard, "satisfaction_words", reason) else reason
    claims = list(any_of(standard.words("increase_words")).finditer(reason))
    if not claims or any(grams(claim[0], standard) & grams(name, standard) for claim in claims):
        return ""
    return claims[-1][0]


def _other(row: IndicatorRow, claim: str, standard: Standard) -> int | None:
    best: tuple[float, int] | None = None
    for index, indicator in enumerate(row.form.indicators):
        alike = likeness(bare_name(indicator), claim, standard)
        if index != row.index and alike.of_name >= _OTHER and alike.common >= _PAIRS and (best is None or alike.of_name > best[0]):
            best = (alike.of_name, index)
    return best[1] if best else None
