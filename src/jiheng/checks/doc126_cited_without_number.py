"""引用的文件没有文号。

## 查什么
《关于……的通知（意见、方案）》后面没有文号，别处也没有给出；每个文件只报一次。法律、单位内部制度不要求。

## 为什么
没有文号无法查核。

## 依据
- 《党政机关公文处理工作条例》引用公文的写法

## 示例
```yaml 不应报告
type: evaluation_report
documents_cited: [{title: 关于下达资金的通知, number: 青财〔2023〕3号}, {title: 关于下达资金的通知}, {title: 中华人民共和国预算法}, {title: 青禾县科技局内部控制制度}]
```
```yaml 应报告
type: evaluation_report
documents_cited: [{title: 关于组织开展资金申报工作的通知}]
---
文号
```

## 怎么改
补上文号。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.wording import squeezed
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("DOC126", severity=Severity.NOTE)
def cited_without_number(record: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Titles of official letters that never have a number."""
    numbered = {squeezed(cited.title) for cited in record.documents_cited if cited.number}
    told: set[str] = set()
    for index, cited in enumerate(record.documents_cited):
        title = squeezed(cited.title)
        official = re.search(r"关于.*(?:通知|意见|决定|批复|函|措施|方案|办法)$", title) is not None
        if (
            cited.number
            or not official
            or title in numbered
            or title in told
            or any(title in other or other in title for other in numbered)
        ):
            continue
        told.add(title)
        yield Finding(
            message=f"引用的《{title}》没有文号。",
            advice="补上文号。",
            stated=f"《{title}》无文号",
            expected="补文号",
            paths=(f"/documents_cited/{index}",),
        )
