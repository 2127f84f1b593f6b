"""自评表的得分率不等于得分除以分值。

## 查什么
自评表有「得分率」一栏的，每行的得分率应等于得分除以分值。

## 为什么
得分率由前两栏算出，常常改了得分没有改得分率。

## 依据
- 算术

## 示例
```yaml 不应报告
{name: 培训人数, weight: "20", score: "19.33", score_rate: "96.65%"}
===
# 按小数写
{name: 培训人数, weight: "20", score: "18", score_rate: "0.9"}
===
{name: 培训人数, weight: "0", score: "0", score_rate: "100%"}
===
{name: 培训人数, weight: "20", score: "18"}
```
```yaml 应报告
{name: 培训人数, weight: "20", score: "18", score_rate: "95%"}
---
得分率填 95%，按 18 ÷ 20 应为 90.00%
```

## 怎么改
按得分重算得分率。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.ledger import relate
from jiheng.checks.rates import stated_rate
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.model import Estimate, Finding, Outcome, Severity
from jiheng.regulation import Standard


@check("SEV142", severity=Severity.MUST_FIX, preview=True)
def score_rate_mismatch(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A row without points has no rate."""
    indicator = row.indicator
    weight, score, rate = indicator.weight, indicator.score, indicator.score_rate
    if weight is None or score is None or rate is None or not weight.value:
        return
    stated = stated_rate(rate)
    paths = (row.at("score_rate"), row.at("score"), row.at("weight"))
    formula = f"{score.text} ÷ {weight.text}"
    value = (Estimate.printed(score) / Estimate.printed(weight)).times(100)
    relation = relate(f"「{indicator.name}」得分率 = {formula}", stated, value, paths)
    yield relation
    if relation.outcome is Outcome.FAILS:
        yield Finding(
            message=f"「{indicator.name}」得分率填 {stated.text}，按 {formula} 应为 {relation.computed}。",
            advice="按得分重算得分率。",
            stated=stated.text,
            expected=relation.computed,
            paths=paths,
            trace=f"{formula} = {relation.computed}",
        )
