"""评分过程照抄了别的指标的结论。

## 查什么
一个指标的评分过程以另一个指标的结论收尾（预算编制科学性写「项目立项规范」），没有回答自己的要点。

## 为什么
结论张冠李戴，得分没有依据。

## 依据
- mof-2020-10#评分依据充分

## 示例
```yaml 不应报告
lines: [{level3: 立项程序规范性, course: 经批准，项目立项规范，不扣分。}, {level3: 预算编制科学性, course: 按标准编制，预算编制科学，不扣分。}]
```
```yaml 应报告
lines: [{level3: 立项程序规范性, course: 经批准，项目立项规范，根据评分标准，不扣分。}, {level3: 预算编制科学性, course: 经复核通过，项目立项规范，根据评分标准，不扣分。}]
---
立项规范
```

## 怎么改
按本指标的要点逐点作答。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import annex, leaves, lines_of, plain
from jiheng.checks.wording import squeezed
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR206", severity=Severity.QUESTION)
def conclusion_of_other_row(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """The last clause before the verdict, when it names another row's subject and not its own."""
    number = annex(report)
    if number is None:
        return
    rows = [row for row in leaves(lines_of(report, number)) if row.line.course]
    for row in rows:
        text = row.line.course or ""
        match = re.search(r"([^。；，,\n]{4,16})[，,。；]\s*(?:因此)?[，,]?(?:根据|按照|依据)[^。；，,]{0,10}(?:标准|规则)", text)
        if match is None:
            continue
        clause, own = squeezed(match[1]), plain(row.name)
        other = next((o for o in rows if o is not row and _speaks(clause, plain(o.name)) and not _speaks(plain(o.name), own)), None)
        if other is None or _speaks(clause, own) or _head(own) & _head(clause):
            continue
        end = text.find(match[1])
        quote = text[max(0, end - 12) : end + len(match[0]) + 14]
        yield Finding(
            message=f"「{own}」的评分过程以「{clause}」作结论，那是「{plain(other.name)}」的内容，没有回答本指标的要点。请核实。",
            advice="按本指标的要点逐点作答。",
            stated=f"结论写“{clause}”",
            expected=f"「{own}」的结论",
            paths=(row.at("course"), other.at("course")),
            quotes={row.at("course"): quote},
        )


def _head(text: str) -> set[str]:
    """Pairs of characters."""
    return {text[i : i + 2] for i in range(len(text) - 1)} - {"项目", "资金", "实施", "情况"}


def _speaks(clause: str, name: str) -> bool:
    """Whether the clause names the subject and the quality of an indicator: 立项…规范 of 立项程序规范性."""
    return len(name) >= 6 and name[:2] in clause and name[-3:-1] in clause
