"""以没有投诉推定满意度。

## 查什么
满意度指标填了数值，原因（说明）栏以「未收到投诉」为依据，没有提到问卷、调查、测评。

## 为什么
没有人投诉不等于人人满意；满意度应当来自调查。

## 依据
- 《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》（财预〔2021〕101号）：满意度通过问卷调查等方式取得

## 示例
```yaml 不应报告
category: 满意度指标
name: 群众满意度
target: ≥90%
actual: 98%
deviation_reason: 发放问卷120份，收回110份，满意108份，全年未收到投诉。
===
category: 满意度指标
name: 群众投诉率
target: ≤5%
actual: 0%
deviation_reason: 全年未收到投诉。
```
```yaml 应报告
category: 满意度指标
name: 群众满意度
target: ≥95%
actual: 100%
deviation_reason: 年度未收到群众投诉，故略存在偏差。
---
不等于
```

## 怎么改
开展满意度调查，按调查结果填报；没有调查的，不设满意度指标。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import bare_name, said
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard


@check("SEV218", severity=Severity.QUESTION)
def satisfaction_from_no_complaints(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """Satisfaction inferred from silence."""
    indicator, actual = row.indicator, row.indicator.actual
    text = f"{indicator.deviation_reason or ''}{indicator.explanation or ''}{indicator.basis or ''}"
    if "满意" not in bare_name(indicator) or actual is None or actual.figure is None:
        return
    silence = said(standard, "no_complaints", text)
    if not silence or said(standard, "survey_words", text):
        return
    yield Finding(
        severity=Severity.QUESTION,
        message=f"「{indicator.name}」填 {actual.raw}，依据是「{silence}」；没有投诉不等于满意。请核实有无满意度调查。",
        advice="开展问卷等满意度调查，按调查结果填报。",
        stated=f"{silence}，满意度 {actual.raw}",
        expected="以问卷调查等方式取得",
        paths=(row.at("deviation_reason"), row.at("actual"), row.at("name")),
        quotes={row.at("deviation_reason"): silence},
    )
