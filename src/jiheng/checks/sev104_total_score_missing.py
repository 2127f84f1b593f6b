"""没有总分。

## 查什么
各项都有得分，表中却没有总分，或总分栏空着。

## 为什么
没有总分就无法定级，公开后读者也无从核对。

## 依据
- mof-2020-10#自评表应填总分

## 示例
```yaml 不应报告
funds: [{label: 年度资金总额, weight: "10", score: "10"}]
indicators: [{name: 培训场次, weight: "50", score: "50"}, {name: 受益人数, weight: "40", score: "40"}]
total_score: "100"
===
# 得分栏整列没填：不是漏总分
indicators: [{name: 培训场次, weight: "50"}, {name: 受益人数, weight: "40"}]
===
# 表没有读全（分值不足 100 分），总分可能在没有读到的地方
funds: [{label: 年度资金总额, weight: "10", score: "10"}]
indicators: [{name: 培训场次, weight: "50", score: "50"}]
===
# 总分格里有字但读不成数字，由读取提示
funds: [{label: 年度资金总额, weight: "10", score: "10"}]
indicators: [{name: 培训场次, weight: "50", score: "50"}, {name: 受益人数, weight: "40", score: "40"}]
total_score: "优"
```
```yaml 应报告
scope: department
funds: [{label: 年度总资金, weight: "10", score: "9.8"}]
indicators: [{name: 培训场次, weight: "50", score: "50"}, {name: 受益人数, weight: "40", score: "40"}]
---
表中没有总分，各项得分相加为 99.80 分（9.80 + 90.00）
```

## 怎么改
补列总分一行，填各项得分之和。
"""

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.ledger import shown_value
from jiheng.checks.points import missing_scores, scored_rows
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("SEV104", severity=Severity.QUESTION)
def total_score_missing(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    rows = [row for row in scored_rows(form) if row.score is not None]
    unreadable = form.marks.get("total_score", "").strip()
    if form.total_score is not None or unreadable not in ("", "-", "—", "/", "－", "——") or len(rows) < 2 or missing_scores(form):
        return
    if sum((row.weight.value for row in rows if row.weight), Decimal(0)) != standard.number("full_points"):
        return
    execution = sum((row.score.value for row in rows if row.score and row.path.startswith("/funds")), Decimal(0))
    indicators = sum((row.score.value for row in rows if row.score and row.path.startswith("/indicators")), Decimal(0))
    expected = shown_value(execution + indicators, 2)
    parts = f"（{shown_value(execution, 2)} + {shown_value(indicators, 2)}）" if execution and indicators else ""
    yield Finding(
        message=f"表中没有总分，各项得分相加为 {expected} 分{parts}，请补列。",
        advice="补列总分一行，填预算执行率得分与各指标得分之和。",
        stated="无总分",
        expected=expected,
        paths=("/total_score", *(f"{row.path}/score" for row in rows)),
        citations=standard.cite("full_points"),
    )
