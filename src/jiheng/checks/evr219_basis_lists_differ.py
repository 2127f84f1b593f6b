"""两处评价依据不一致。

## 查什么
评价目的、对象里作为评价依据的文件，正文首段的依据清单没有列。

## 为什么
评价依据以清单为准，漏列的不算依据。

## 依据
- 同一事实两处不一，由报告本身证明

## 示例
```yaml 不应报告
paragraphs: [根据《评价管理办法》（财预〔2020〕10号）等文件要求，受贵局委托。, 本次绩效评价遵循《评价管理办法》（财预〔2020〕10号）。]
```
```yaml 应报告
paragraphs: [根据《评价管理办法》（财预〔2020〕10号）等文件要求，受贵局委托，开展评价。, 本次绩效评价遵循《评价管理办法》（财预〔2020〕10号）和《自治区暂行办法》（新财预〔2018〕189号）。]
---
189
```

## 怎么改
补入依据清单。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import sentences
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR219", severity=Severity.NOTE)
def basis_lists_differ(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Document numbers of sentences that follow documents, against the list of the opening."""
    number = r"[\u4e00-\u9fff]{2,10}\s*[〔\[【（(]\s*(?:19|20)\d{2}\s*[〕\]】）)]\s*\d{1,4}\s*号"
    listed: set[str] = set()
    for _, text in sentences(report):
        if re.search(r"受[^，。]{2,12}委托", text) or re.search(r"评价依据", text):
            listed.update(_key(item) for item in re.findall(number, text))
    if not listed:
        return
    told: set[str] = set()
    for path, text in sentences(report):
        match = re.search(r"(?:本次)?(?:绩效)?评价(?:工作)?(?:遵循|依据|根据|按照)", text)
        if match is None:
            continue
        for item in re.findall(number, text[match.end() :]):
            key = _key(item)
            if key not in listed and key not in told:
                told.add(key)
                yield Finding(
                    message=f"此处以「{item}」为评价依据，正文首段的依据清单没有列。",
                    advice="补入依据清单。",
                    stated=item,
                    expected="列入依据清单",
                    paths=(path,),
                    quotes={path: item},
                )


def _key(item: str) -> str:
    return re.sub(r"[〔\[【（(〕\]】）)\s]", "", item)
