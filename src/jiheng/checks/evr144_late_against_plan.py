"""完成时间晚于计划，时效指标却得满分。

## 查什么
报告自己说实施方案计划的完成时间早于绩效目标的时间（或最后一笔支付晚于计划时间），而时效指标仍按绩效目标得满分。

## 为什么
以何者为准结论相反，须说明；评价标准写「按照项目实施计划」的，应按实施方案判断。

## 依据
- 同一事实两处不一，由报告本身证明

## 示例
```yaml 不应报告
paragraphs: [项目实施方案计划项目完成时间为2023年12月，绩效目标为2023年12月。]
lines: [{level1: 产出, level2: 产出时效, level3: 完成及时率, weight: "5", score: "5"}]
```
```yaml 应报告
paragraphs: [项目实施方案计划项目完成时间为2023年10月，绩效目标表中时效指标为2023年12月，不一致。]
lines: [{level1: 产出, level2: 产出时效, level3: 资金拨付及时率, weight: "5", score: "5"}]
payments: [{date: 2023年12月, payee: 甲公司, amount: "5"}]
---
2023年10月
```

## 怎么改
写明以实施方案还是以绩效目标为准，重新判断时效指标。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import annex, leaves, lines_of, plain, points
from jiheng.checks.report_texts import sentences
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Payment,
    Relation,
    Severity,
    amounts,
)
from jiheng.regulation import Standard


# long: plan, payments and scores are told in one finding
@check("EVR144", severity=Severity.QUESTION)
def late_against_plan(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """A plan's month in a paragraph, against payments, the objective's month and the scores of timeliness."""
    plan = _plan(report)
    if plan is None:
        return
    path, quote, due, other = plan
    number = annex(report)
    paid = [(i, row) for i, row in enumerate(report.payments) if not row.is_total and row.date is not None and row.date.month]
    late = []
    for i, row in paid:
        if row.date is None:
            continue
        month = (row.date.year or due[0], row.date.month or 0)
        is_late = month > due
        late += [(i, row)] if is_late else []
        yield Relation(
            expression=f"第 {i + 1} 笔支付时间 ≤ 实施方案完成时间",
            stated=f"{month[0]}-{month[1]:02d}",
            computed=f"{due[0]}-{due[1]:02d}",
            outcome=Outcome.FAILS if is_late else Outcome.HOLDS,
            paths=(f"/payments/{i}/date", path),
        )
    if other is None or other <= due:
        return
    scored = [] if number is None else leaves(lines_of(report, number))
    timely = [line for line in scored if "时效" in f"{line.line.level2}" or re.search(r"及时|按时|完成时间", line.name)]
    shares = _shares(paid, late)
    for line in timely:
        if line.line.score is None or line.weight is None or line.line.score.value < line.weight.value:
            continue
        rate = f"，按实施方案及时的只有 {shares}" if shares and "率" in line.name else ""
        where = next((i for i, said in enumerate(report.score_statements) if plain(said.subject) == plain(line.name)), None)
        place = line.at("evaluation_points") if where is None or "率" not in line.name else f"/score_statements/{where}"
        yield Finding(
            message=(
                f"「{plain(line.name)}」得满分 {line.line.score.text} 分，而报告称"
                f"实施方案计划完成时间为 {due[0]}年{due[1]}月，绩效目标为 {other[0]}年{other[1]}月{rate}。"
                "请核实以何者为准，按实施方案则属逾期。"
            ),
            advice="写明以实施方案还是以绩效目标为准，重新判断时效指标。",
            stated=f"{other[0]}年{other[1]}月，得 {line.line.score.text} 分",
            expected=f"实施方案 {due[0]}年{due[1]}月{rate}",
            paths=(place, path, line.at("score")),
            quotes={path: quote},
        )


def _plan(report: EvaluationReport) -> tuple[str, str, tuple[int, int], tuple[int, int] | None] | None:
    """Path, words, planned month and, when the same sentence tells it, the objective's month."""
    for path, text in sentences(report):
        match = re.search(
            r"(?:实施方案|实施计划|合同|计划)[^。；\n\d]{0,20}(?:完成|完工|竣工|拨付|支付)时间[^。；\n\d]{0,6}((?:19|20)\d{2})年\s*(\d{1,2})\s*月",
            text,
        )
        if match is None:
            continue
        objective = re.compile(r"[^。；\n]{0,10}(?:绩效目标|目标表|目标申报)[^。；\n]{0,40}?((?:19|20)\d{2})年\s*(\d{1,2})\s*月").search(
            text, match.end()
        )
        other = (int(objective[1]), int(objective[2])) if objective else None
        if other is not None:
            due = (int(match[1]), int(match[2]))
            return path, match[0], due, other
    return None


def _shares(paid: list[tuple[int, Payment]], late: list[tuple[int, Payment]]) -> str:
    """How many of the payments, and how much of the money, were in time."""
    if not paid or not late:
        return ""
    count = f"{len(paid) - len(late)}/{len(paid)} = {amounts.text(Decimal(len(paid) - len(late)) * 100 / len(paid), 2)}%"
    if any(row.amount is None for _, row in paid):
        return count
    whole = sum((row.amount.value for _, row in paid if row.amount), Decimal(0))
    rest = whole - sum((row.amount.value for _, row in late if row.amount), Decimal(0))
    return f"{count}（金额 {points(rest)}/{points(whole)}）" if whole else count
