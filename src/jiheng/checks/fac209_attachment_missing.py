"""说附有的文件没有附上。

## 查什么
正文写「具体附……部门评价报告」「见附表」，而文件里没有该表、该报告。自评表与评价报告由跨文档检查核对，这里查决算表。

## 为什么
说附而没有附，等于没有公开。

## 依据
- accounts-disclosure#决算报表随文公开

## 示例
```yaml 不应报告
paragraphs: [部门决算报表（见附表）]
tables: [{kind: overall, rows: [{name: 本年收入合计, amount: "10.00"}]}]
===
paragraphs: [本部门没有需要附的材料。]
```
```yaml 应报告
headings: [部门决算报表（见附表）]
---
写「见附表」，文件里没有决算报表
```

## 怎么改
把决算报表附在文后，或写明另附文件的名称和公开地址。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.model import FinalAccounts, Finding, Severity
from jiheng.regulation import Standard

_PROMISED = re.compile(r"[^。；\n]{0,16}(?:见附表|详见附表|见附件|附后|见下表)[^。；\n]{0,4}")


@check("FAC209", severity=Severity.NOTE)
def attachment_missing(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    if accounts.tables:
        return
    places = [(f"/headings/{i}", heading.title) for i, heading in enumerate(accounts.headings) if "报表" in heading.title]
    places += [(f"/paragraphs/{i}", text) for i, text in enumerate(accounts.paragraphs) if re.search(r"决算(?:报|公开)?表", text)]
    for path, text in places:
        match = _PROMISED.search(text)
        if match is not None:
            yield Finding(
                message=f"「{match[0].strip()}」写「见附表」，文件里没有决算报表，正文的数无从与表核对。",
                advice="把决算报表附在文后，或写明另附文件的名称和公开地址。",
                stated=match[0].strip(),
                expected="决算报表九张",
                paths=(path,),
                quotes={path: match[0].strip()},
                citations=standard.cite("required_sections"),
            )
            return
