"""句子里的数字空着没填。

## 查什么
「占 %」「比上年减少 万元」「支出决算为 万元」一类，该有数字的地方空着，只有单位。表格的单位说明（单位为万元）不算。每份文件只报一次。

## 为什么
多半是套用模板时漏填；数字空着，这一句就没有公开。

## 依据
- 通行做法

## 示例
```yaml 不应报告
type: final_accounts
paragraphs: [金额单位为万元。公务接待费3.20万元，占40.00%，比上年减少0.50万元。, 增长率（%）按两位小数列示，资金以万元为单位。]
```
```yaml 应报告
type: final_accounts
paragraphs: [因公出国（境）费 0.00 万元，占 %，比上年减少 万元。]
---
占 %
===
type: evaluation_report
paragraphs: [商品和服务支出7.58万元，占基本支出%，同比增加5.20万元。]
---
占基本支出%
===
type: final_accounts
paragraphs: [公务接待费年初预算为 万元，支出决算为2.00万元。]
---
年初预算为 万元
```

## 怎么改
补上数字；没有此项的，写「0」或写明没有发生。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import sentences
from jiheng.model import EvaluationReport, FinalAccounts, Finding, Severity
from jiheng.regulation import Standard

Prose: TypeAlias = EvaluationReport | FinalAccounts
_BLANK: Final = re.compile(
    r"(?:占[\u4e00-\u9fff“”]{0,14}|(?:比(?:上年|年初预算|预算)|同比|较上年)?(?:增长|下降|增加|减少|降低|上升)"
    r"|[\u4e00-\u9fff]{0,4}(?:预算|决算|经费|支出|收入|合计|总额)数?为)[ \u3000\u00a0]*(?:[%％]|万元)(?=[，,。；;、]|$)"
)


@check("DOC133", severity=Severity.QUESTION)
def figure_left_blank(record: Prose, standard: Standard) -> Iterator[Said]:
    """Places where a unit stands without its figure; once per record."""
    found = [(path, match[0]) for path, text in sentences(record) for match in _BLANK.finditer(text)]
    if found:
        yield Finding(
            message=f"「{found[0][1]}」中的数字空着没有填" + (f"，全文共 {len(found)} 处，请补上。" if len(found) > 1 else "，请补上。"),
            advice="补上数字；没有此项的，写「0」或写明没有发生。",
            stated=found[0][1],
            expected="填写数字",
            paths=tuple(dict.fromkeys(path for path, _ in found)),
            quotes=dict(reversed(found)),
        )
