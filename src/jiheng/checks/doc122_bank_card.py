"""公开文件里有银行卡号。

## 查什么
16 至 19 位、以 3—6 开头、通过 Luhn 校验，且附近有「卡号」「账号」「开户行」的数字；显示时打码。

## 为什么
金融账户属于敏感个人信息。

## 依据
- pipl#第二十八条

## 示例
```yaml 不应报告
type: evaluation_report
paragraphs: [项目编号6222021234567890128，卡号另附。, 账号6222021234567890123。]
```
```yaml 应报告
type: evaluation_report
paragraphs: [开户行某银行，卡号6222021234567890128。]
---
6222
```

## 怎么改
删除。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import texts
from jiheng.model import (
    AnyRecord,
    Finding,
    Severity,
    normal,
)
from jiheng.model.personal_data import CARD, passes_luhn
from jiheng.regulation import Standard


@check("DOC122", severity=Severity.MUST_FIX)
def bank_card(record: AnyRecord, standard: Standard) -> Iterator[Said]:
    """Numbers beside words of accounts that pass the Luhn test."""
    for path, text in texts(record):
        for match in CARD.finditer(normal(text)):
            digits = re.sub(r"\D", "", match[0])
            near = normal(text)[max(0, match.start() - 12) : match.start()]
            if re.search(r"(?:卡号|账号|帐号|账户|帐户|开户行|银行卡)[^\d，。；]{0,6}$", near) and passes_luhn(digits):
                masked = f"{digits[:4]}{'*' * (len(digits) - 8)}{digits[-4:]}"
                yield Finding(
                    message=f"此处有银行卡号 {masked}，不得公开。",
                    advice="删除。",
                    stated=masked,
                    expected="删除",
                    paths=(path,),
                    citations=standard.cite("personal_data_published"),
                )
