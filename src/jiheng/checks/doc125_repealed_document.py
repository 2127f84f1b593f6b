"""引用了已废止的文件。

## 查什么
评价依据引用的文件，在报告年度之前已被新文件取代（如财预〔2011〕285 号已由财预〔2020〕10 号取代）。

## 为什么
依据失效，评价的程序和标准都站不住。

## 依据
- mof-2020-10#同时废止的文件

## 示例
```yaml 不应报告
type: evaluation_report
fiscal_year: 2018
paragraphs: [依据《财政支出绩效评价管理暂行办法》（财预〔2011〕285号）。]
===
type: evaluation_report
fiscal_year: 2023
paragraphs: [依据《项目支出绩效评价管理办法》（财预〔2020〕10号）。]
```
```yaml 应报告
type: evaluation_report
fiscal_year: 2023
paragraphs: [依据《财政支出绩效评价管理暂行办法》（财预〔2011〕285号）。]
---
财预〔2020〕10号
```

## 怎么改
改引现行文件。
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


@check("DOC125", severity=Severity.QUESTION)
def repealed_document(record: Prose, standard: Standard) -> Iterator[Said]:
    """Numbers of the list of repealed documents, where the year is after the repeal."""
    year = record.fiscal_year
    if year is None:
        return
    told: set[str] = set()
    known: list[dict[str, object]] = standard.parameter("regulations_repealed").value
    for path, text in texts(record):
        flat = re.sub(r"[\[【（(［]((?:19|20)\d{2})[\]】）)］]", r"〔\1〕", squeezed(text))
        for entry in known:
            number, since = str(entry["number"]), int(str(entry["since"]))
            if number in told or number not in flat or year < since:
                continue
            told.add(number)
            match = re.search(r"[〔\[【（(［]".join(map(re.escape, number.split("〔")))[:40].replace("〕", r"[〕\]】）)］]\s*"), text)
            yield Finding(
                message=f"引用的「{number}」（{entry['title']}）自 {since} 年起已由「{entry['replaced_by']}」取代。请核实。",
                advice="改引现行文件。",
                stated=number,
                expected=str(entry["replaced_by"]),
                paths=(path,),
                quotes={path: match[0]} if match else {},
                citations=standard.cite("regulations_repealed"),
            )
