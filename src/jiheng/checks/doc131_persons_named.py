"""公开文件里有个人姓名。

## 查什么
访谈记录、采集表、分工表里的姓名，公开时视需要隐去；每份文件只提示一次。

## 为什么
公开个人信息应限于必要。

## 依据
- pipl#第六条

## 示例
```yaml 不应报告
type: evaluation_report
interviews: [{signers: {被访人签字: "", 评价组员: 张某某}}]
```
```yaml 应报告
type: evaluation_report
interviews: [{signers: {评价组员: 李明}}]
---
姓名
```

## 怎么改
公开版隐去非必要的姓名。
"""

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


@check("DOC131", severity=Severity.NOTE)
def persons_named(record: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Signers of interviews and people of the data form, counted, not named."""
    found = [
        f"/interviews/{i}/signers/{label}"
        for i, interview in enumerate(record.interviews)
        for label, name in interview.signers.items()
        if squeezed(name) and "某" not in name and not re.search(r"[*＊]", name)
    ]
    found += [
        f"/data_form/{label}"
        for label, name in record.data_form.items()
        if re.search(r"(?:负责人|填报人|填表人|联系人)$", label) and squeezed(name) and "某" not in name
    ]
    if found:
        member = [path for path in found if re.search(r"组员|成员", path)]
        yield Finding(
            message=f"访谈记录、采集表等处有 {len(found)} 个个人姓名，公开版视需要隐去。",
            advice="公开版隐去非必要的姓名。",
            stated=f"{len(found)} 处个人姓名",
            expected="隐去非必要的姓名",
            paths=tuple(dict.fromkeys([*member, *found])),
        )
