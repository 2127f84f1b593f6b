"""词语重复、语句残缺。

## 查什么
「本项目项目」「根据项目预算资金预算」「原因原因」：同一个词紧接着或隔一个词又写一遍；「由某组制定评价指标体系及……」漏「的」；「为加强……，推进……。」半句话；句末缺标点。

## 为什么
录入差错。

## 依据
- 通行做法

## 示例
```yaml 不应报告
type: evaluation_report
paragraphs: [项目支出和项目资金分开核算，一户一户走访，由评价组制定的指标体系及标准。]
```
```yaml 应报告
type: evaluation_report
paragraphs: [本项目项目目标为奖补企业。]
---
项目
===
type: evaluation_report
paragraphs: [根据项目预算资金预算和公示结果拨付。]
---
预算
```

## 怎么改
删去重复的词，补全语句。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import texts
from jiheng.checks.wording import any_of, squeezed
from jiheng.model import (
    EvaluationReport,
    FinalAccounts,
    Finding,
    Severity,
)
from jiheng.regulation import Standard

Prose: TypeAlias = EvaluationReport | FinalAccounts


@check("DOC129", severity=Severity.NOTE)
def words_repeated(record: Prose, standard: Standard) -> Iterator[Said]:
    """Repeated words and half sentences; each wording once."""
    patterns = [(re.compile(word.replace(r"\2", r"\1")), "重复") for word in standard.words("doubled_words")]
    patterns += [(re.compile(word), "重复") for word in standard.words("repeated_words")]
    patterns += [(re.compile(word), "不通") for word in standard.words("broken_sentences")]
    told: set[str] = set()
    for path, text in texts(record):
        for pattern, what in patterns:
            match = pattern.search(text)
            if match is None or any_of(standard.words("doubled_exempt")).search(text[max(0, match.start() - 2) : match.end() + 2]):
                continue
            tail = re.match(r"[\u4e00-\u9fff]{0,4}", text[match.end() :])
            quote = match[0] + (tail[0] if tail else "")
            key = squeezed(match[0])
            if key in told or not re.search(r"[\u4e00-\u9fff]", key):
                continue
            told.add(key)
            word = f"「{match[1]}」重复" if what == "重复" and match.lastindex else f"语句{what}"
            yield Finding(
                message=f"「{quote}」{word}，请改正。",
                advice="删去重复的词，补全语句。",
                stated=match[0],
                expected="语句通顺",
                paths=(path,),
                quotes={path: quote},
            )
