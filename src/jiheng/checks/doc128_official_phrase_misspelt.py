"""固定说法、专用名称写错。

## 查什么
词表所列的专用说法写错一两个字（公式公开、人才兴国战略、资金管理方法、国库集中支出制度、科技型中小评价……）。每个说法只报一次。

## 为什么
公开文件写错固定说法，影响严肃性。

## 依据
- 词表见标准的 lexicon/reports.yaml、lexicon/typing.yaml

## 示例
```yaml 不应报告
type: evaluation_report
paragraphs: [资金发放公示公开，按照资金管理办法执行，改进管理方法，实施人才强国战略，计算公式公开。]
```
```yaml 应报告
type: evaluation_report
paragraphs: [资金发放是否公式公开。]
---
公示公开
===
type: evaluation_report
paragraphs: [实施科教兴国战略、人才兴国战略。]
---
人才强国战略
```

## 怎么改
改正。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import texts
from jiheng.checks.wording import squeezed
from jiheng.model import (
    EvaluationReport,
    FinalAccounts,
    Finding,
    Severity,
)
from jiheng.regulation import Standard

Prose: TypeAlias = EvaluationReport | FinalAccounts


@check("DOC128", severity=Severity.QUESTION)
def official_phrase_misspelt(record: Prose, standard: Standard) -> Iterator[Said]:
    """Phrases of the list and wrong words, each once."""
    pairs = [tuple(pair.split()) for pair in (*standard.words("settled_phrases"), *standard.words("wrong_terms"))]
    told: dict[str, tuple[str, str, str]] = {}
    places: dict[str, list[str]] = {}
    for path, text in texts(record):
        together = "".join(text.split())
        for wrong, right in pairs:
            if wrong == right or wrong not in together:
                continue
            match = re.search(r"\s*".join(map(re.escape, wrong)), text)
            if (
                match is None
                or right in squeezed(text)[max(0, squeezed(text).find(wrong) - 2) :][: len(right) + 4]
                or re.search(r"计算$", text[: match.start()])
            ):
                continue
            tail = re.match(r"[\u4e00-\u9fff]{0,4}", text[match.end() :])
            told.setdefault(wrong, (right, text[max(0, match.start() - 2) : match.end()] + (tail[0] if tail else ""), path))
            places.setdefault(wrong, []).append(path)
    for wrong, (right, quote, path) in told.items():
        yield Finding(
            message=f"「{quote}」中「{wrong}」应为「{right}」" + (f"（共 {len(places[wrong])} 处）。" if len(places[wrong]) > 1 else "。"),
            advice="改正。",
            stated=wrong,
            expected=right,
            paths=(path, *(other for other in dict.fromkeys(places[wrong]) if other != path)),
            quotes={path: quote},
        )
