"""公开文件里有居民身份证号。

## 查什么
18 位、出生日期有效且校验码正确（GB 11643）的身份证号；显示时打码。

## 为什么
身份证号属于敏感个人信息。

## 依据
- pipl#第二十八条

## 示例
```yaml 不应报告
type: evaluation_report
paragraphs: [合同编号110101199003070071，统一社会信用代码91653125MA77XXXX1K。]
```
```yaml 应报告
type: evaluation_report
paragraphs: [受助人身份证号11010119900307475X。]
---
110***
```

## 怎么改
删除。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import texts
from jiheng.model import (
    AnyRecord,
    Finding,
    Severity,
    normal,
)
from jiheng.model.personal_data import IDENTITY, has_check_digit
from jiheng.regulation import Standard


@check("DOC121", severity=Severity.MUST_FIX)
def identity_number(record: AnyRecord, standard: Standard) -> Iterator[Said]:
    """Numbers whose date and check digit are right."""
    for path, text in texts(record):
        for match in IDENTITY.finditer(normal(text)):
            digits = "".join(match.groups())
            if has_check_digit(digits):
                masked = f"{digits[:3]}***********{digits[-2:]}"
                yield Finding(
                    message=f"此处有居民身份证号 {masked}，不得公开。",
                    advice="删除。",
                    stated=masked,
                    expected="删除",
                    paths=(path,),
                    citations=standard.cite("personal_data_published"),
                )
