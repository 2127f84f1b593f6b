"""指标分析里一句话的分数算不通。

## 查什么
「权重 20 分，实际得分 18 分，得分率 90%」「扣 0.6 分，得 2.4 分」：权重减扣分应等于得分，得分÷权重应等于得分率；写「不扣分」应得满分。

## 为什么
算术。

## 依据
- 算术

## 示例
```yaml 不应报告
score_statements: [{subject: 项目决策, weight: "20", score: "18", score_rate: "90%"}, {subject: 资金到位率, score: "5", no_loss: true}]
lines: [{level3: 资金到位率, weight: "5", score: "5"}]
===
# 只说了其中一个指标扣的分
score_statements: [{subject: 过程, weight: "20", score: "16.8", lost: "0.2", text: 过程类指标分值20分，得16.8分，资金到位率扣0.2分。}]
lines: [{level3: 资金到位率, weight: "5", score: "4.8"}]
===
# 逐条说的扣分，没有说全
score_statements: [{subject: 过程, weight: "20", score: "16", lost: "1", text: 过程得16分。支出偏慢，扣1分；资料不全，扣2分。}]
```
```yaml 应报告
score_statements: [{subject: 项目决策, weight: "20", score: "18", score_rate: "95%"}]
---
90
===
score_statements: [{subject: 资金到位率, score: "4", no_loss: true}]
lines: [{level3: 资金到位率, weight: "5", score: "5"}]
---
不扣分
===
score_statements: [{subject: 公示公开, score: "2", lost: "2"}]
lines: [{level3: 公示公开, weight: "3", score: "2"}]
---
扣 2 分
```

## 怎么改
重算扣分、得分、得分率。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from jiheng.checks.ledger import fails, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import core, lines_of, points, tables
from jiheng.model import (
    Estimate,
    EvaluationReport,
    Figure,
    Finding,
    ScoreStatement,
    Severity,
    amounts,
)
from jiheng.regulation import Standard

_LOSS = re.compile(r"(?:扣(?:除|减|去|掉)?|失分|丢)\s*\d+(?:\.\d+)?\s*分(?!之)")
_LEAD = re.compile(r"^\s*(?:其中|主要|因|由于|是)+")


@check("EVR114", severity=Severity.MUST_FIX)
def statement_arithmetic(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Each sentence by itself; the weight comes from the annex when the sentence has none."""
    weights = _weights(report)
    for index, said in enumerate(report.score_statements):
        path = f"/score_statements/{index}"
        weight = said.weight or weights.get(core(said.subject))
        if weight is None or said.score is None:
            continue
        full, score = Estimate.printed(weight), Estimate.printed(said.score)
        if said.score_rate is not None and full.value:
            computed = (score / full).times(100)
            terms = (f"{path}/score_rate", f"{path}/score", *([f"{path}/weight"] if said.weight is not None else []))
            yield relate(f"{said.subject} 得分率 = {said.score.text} ÷ {weight.text}", said.score_rate, computed, terms)
            if fails(said.score_rate.interval, computed):
                shown = amounts.text(computed.value, 2) + "%"
                yield _finding(
                    path,
                    f"「{said.subject}」得分率写 {said.score_rate.text}，{said.score.text} ÷ {weight.text} 应为 {shown}。",
                    said.score_rate.text,
                    shown,
                )
        if said.lost is None and not said.no_loss:
            continue
        lost = Estimate.printed(said.lost) if said.lost is not None and not said.no_loss else Estimate.exactly(Decimal(0))
        computed = full - lost
        if fails(said.score.interval, computed) and _tells_of_others(said, weights):
            continue
        terms = (f"{path}/score", *(f"{path}/{field}" for field in ("weight", "lost") if getattr(said, field) is not None))
        yield relate(f"{said.subject} 得分 = 权重 {weight.text} − 扣 {points(lost.value)}", said.score, computed, terms)
        if fails(said.score.interval, computed):
            what = "不扣分" if said.no_loss else f"扣 {points(lost.value)} 分"
            yield _finding(
                path,
                f"「{said.subject}」写{what}、得 {said.score.text} 分，权重 {weight.text} 分，应得 {points(computed.value)} 分。",
                said.score.text,
                points(computed.value),
            )


def _tells_of_others(said: ScoreStatement, weights: Mapping[str, Figure]) -> bool:
    """Whether a statement on a group tells several losses, or that of an indicator within it: 其中资金到位率扣 0.18 分."""
    losses = list(_LOSS.finditer(said.text))
    names = (core(_LEAD.sub("", re.split(r"[，,；;。：:、（(]", said.text[: loss.start()])[-1])) for loss in losses)
    return len(losses) > 1 or any(name in weights and name != core(said.subject) for name in names)


def _weights(report: EvaluationReport) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for number, _ in tables(report):
        for line in lines_of(report, number):
            if line.line.level > 1 and line.weight is not None:
                found.setdefault(core(line.name), line.weight)
    return found


def _finding(path: str, message: str, stated: str, expected: str) -> Finding:
    return Finding(message=message, advice="重算扣分、得分、得分率。", stated=stated, expected=expected, paths=(path,))
