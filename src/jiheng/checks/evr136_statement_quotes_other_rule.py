"""指标分析引用的不是该指标的规则。

## 查什么
正文说「实际完成值大于目标值，偏离程度小于 20%，不扣分」，而附表该指标的规则是分档（≥95% 得 10 分），没有偏离程度。

## 为什么
正文与附表说的不是同一条规则，得分依据不成立。

## 依据
- 同一事实两处不一，由报告本身证明

## 示例
```yaml 不应报告
lines: [{level3: 满意度（%）, scoring_rule: 实际完成值大于等于目标值，且偏离程度小于20%，得满分。}]
paragraphs: [满意度（%），预期95%，实际100%，偏离程度小于20%，该指标不扣分。]
```
```yaml 应报告
lines: [{level3: 满意度（%）, scoring_rule: ①大于等于95%，得10分；②小于95%，得8分。}]
paragraphs: [满意度（%），预期95%，实际100%，偏离程度小于20%，该指标不扣分。]
---
偏离程度
```

## 怎么改
引用附表该指标的规则。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import annex, leaves, lines_of, plain
from jiheng.checks.report_texts import sentences
from jiheng.checks.wording import squeezed
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR136", severity=Severity.QUESTION)
def statement_quotes_other_rule(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Paragraphs that name an indicator and the margin of over-fulfilment, against the rule of that row."""
    number = annex(report)
    if number is None:
        return
    rows = [row for row in leaves(lines_of(report, number)) if row.line.scoring_rule and len(plain(row.name)) > 2]
    for path, text in sentences(report):
        match = re.search(r"[^。；\n，,]{0,20}[，,]?偏离程度[^。；\n，,]{2,12}(?:[，,][^。；\n，,]{0,10}不扣分)?", text)
        if match is None:
            continue
        flat = plain(text[: match.start()])
        own = [row for row in rows if plain(row.name) in flat]
        if len(own) == 1 and "偏离" not in (own[0].line.scoring_rule or ""):
            yield Finding(
                message=f"「{plain(own[0].name)}」正文以「{match[0].strip()}」为由，附表该指标的评分规则没有「偏离程度」。请核实。",
                advice="引用附表该指标的规则。",
                stated=match[0].strip(),
                expected=squeezed(own[0].line.scoring_rule)[:40],
                paths=(path, own[0].at("scoring_rule")),
                quotes={path: match[0].strip()},
            )
