"""说「见下表」「见附件」而没有。

## 查什么
写「具体见下表」的那一节没有表；写「详见附件 3」而没有附件 3；表的编号缺号、重号。

## 为什么
读者找不到证据。

## 依据
- 通行做法

## 示例
```yaml 不应报告
paragraphs: [得分情况如下表所示：]
score_tables: [{kind: summary, lines: [{level: 1, level1: 决策, score: "18"}]}]
===
paragraphs: [详见附件2。, 附件1：评分表, 附件2：访谈记录]
```
```yaml 应报告
paragraphs: [资金使用情况见下表：]
---
见下表
===
paragraphs: [表1 资金情况, 表3 得分情况]
---
表3
```

## 怎么改
补上表或附件，改正编号。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import sentences
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR164", severity=Severity.QUESTION)
def table_or_annex_missing(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """References without any table at all, gaps in the numbers of tables and annexes."""
    any_table = bool(report.score_tables or report.money_tables or report.payments or report.team or report.funds)
    any_table = any_table or any(survey.questions for survey in report.surveys) or any(listed.indicators for listed in report.target_lists)
    numbers: list[tuple[int, str, str]] = []
    annexes: set[int] = set()
    wanted: list[tuple[int, str, str]] = []
    for path, text in sentences(report):
        match = re.search(r"[^。；，\n]{0,14}(?:见|如)下表[^。；，\n]{0,6}", text)
        if match is not None:
            yield counted(f"「{match[0][-12:]}」有表", int(not any_table), (path,))
            if not any_table:
                yield _finding(path, match[0], f"写「{match[0]}」，没有找到表。请核实。", "有表")
        title = re.match(r"\s*表\s*(\d{1,2})(?:[-—.]\d+)?[\s：:、]*[\u4e00-\u9fff]{2,}", text)
        if title is not None and len(text) < 60:
            numbers.append((int(title[1]), path, title[0]))
        annex_title = re.match(r"\s*附(?:件|表)?\s*(\d{1,2})", text)
        if annex_title is not None:
            annexes.add(int(annex_title[1]))
        wanted += [(int(number), path, whole) for whole, number in re.findall(r"((?:详见|见|参见)附件\s*(\d{1,2}))", text)]
    for heading in report.headings:
        annexes.update(int(number) for number in re.findall(r"附(?:件|表)\s*(\d{1,2})", heading.number + heading.title))
    for number, path, printed in wanted:
        if annexes and number not in annexes:
            yield _finding(path, printed, f"写「{printed}」，没有找到附件 {number}。请核实。", f"附件 {number}")
    for (one, _, _), (two, path, printed) in zip(numbers, numbers[1:], strict=False):
        if two not in (one, one + 1, 1):
            yield _finding(path, printed, f"表的编号不连续：表{one} 之后是「{printed.strip()}」。请核实。", f"表{one + 1}")


def _finding(path: str, quote: str, message: str, expected: str) -> Finding:
    return Finding(
        message=message, advice="补上表或附件，改正编号。", stated=quote.strip(), expected=expected, paths=(path,), quotes={path: quote}
    )
