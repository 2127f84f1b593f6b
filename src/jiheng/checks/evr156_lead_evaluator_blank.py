"""主评人没有填写。

## 查什么
封面的「主评人」是空的。

## 为什么
评价报告应由主评人签字并对报告负责。

## 依据
- mof-2021-4#主评人

## 示例
```yaml 不应报告
cover: {主评人: 张某}
```
```yaml 应报告
cover: {主评人: ""}
---
主评人
```

## 怎么改
填写主评人姓名并签字。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import is_empty
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR156", severity=Severity.MUST_FIX)
def lead_evaluator_blank(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """The label of the cover with nothing behind it."""
    for label, value in report.cover.items():
        if re.search(r"主评人|项目负责人|评价负责人", label):
            blank = is_empty(value)
            yield counted(f"封面「{label}」已填", int(blank), (f"/cover/{label}",))
            if blank:
                yield Finding(
                    message=f"封面「{label}：」是空的，应填写主评人姓名并签字。",
                    advice="填写主评人姓名并签字。",
                    stated=f"{label}：（空）",
                    expected="主评人姓名",
                    paths=(f"/cover/{label}",),
                    citations=standard.cite("lead_evaluator_named"),
                )
