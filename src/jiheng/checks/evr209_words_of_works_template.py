"""留着工程类模板的话。

## 查什么
项目不是工程建设，正文却有「建设后的产出」「项目区」「施工单位」「项目资产账目」一类的话。

## 为什么
照抄模板，与项目无关。

## 依据
- 通行做法

## 示例
```yaml 不应报告
project: 农田灌溉渠道改造工程
paragraphs: [对项目区受益群众发放问卷。]
```
```yaml 应报告
project: 科技奖补资金项目
paragraphs: [对项目支出及建设后的产出效果进行比较。, 对项目区利益相关方进行调查。]
---
建设后的产出
```

## 怎么改
改写为本项目的情况。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import around, sentences
from jiheng.checks.wording import any_of
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR209", severity=Severity.NOTE)
def words_of_works_template(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Words of works in a report on something else; once."""
    named = f"{report.project or ''}{report.title}"
    if not report.project or any_of(standard.words("works_project")).search(named):
        return
    found = [
        (path, match, text) for path, text in sentences(report) if (match := any_of(standard.words("works_words")).search(text)) is not None
    ]
    if found and len({match[0] for _, match, _ in found}) > 0:
        path, match, text = found[0]
        quote = around(text, match.start(), match.end(), 14)
        yield Finding(
            message=f"项目不是工程建设，正文却写「{'」「'.join(dict.fromkeys(m[0] for _, m, _ in found))}」，疑为工程类模板残留。",
            advice="改写为本项目的情况。",
            stated=match[0],
            expected="本项目的情况",
            paths=tuple(p for p, _, _ in found),
            quotes={path: quote},
        )
