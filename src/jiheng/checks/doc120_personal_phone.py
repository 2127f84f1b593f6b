"""公开文件里有个人手机号。

## 查什么
正文、表格、采集表、分工表里的 11 位手机号（含已打码的联系电话栏与姓名并列）；报告里的号码一律打码显示。办公电话不算。

## 为什么
公开个人信息须取得本人同意。

## 依据
- pipl#第二十五条

## 示例
```yaml 不应报告
type: evaluation_report
paragraphs: [监督电话0998-1234567，订单编号202313800013800199。]
```
```yaml 应报告
type: evaluation_report
paragraphs: [联系人王某，电话13800138000。]
---
138****8000
===
type: evaluation_report
team: [{name: 甲, role: 组长, has_phone: true}, {name: 乙, role: 成员, has_phone: true}]
---
2 名
```

## 怎么改
删除或打码（138****0000）。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import texts
from jiheng.checks.wording import squeezed
from jiheng.model import (
    AnyRecord,
    EvaluationReport,
    Finding,
    Severity,
    normal,
)
from jiheng.model.personal_data import MOBILE
from jiheng.regulation import Standard


@check("DOC120", severity=Severity.MUST_FIX)
def personal_phone(record: AnyRecord, standard: Standard) -> Iterator[Said]:
    """Mobile numbers, masked in everything said of them."""
    if isinstance(record, EvaluationReport):
        yield from _team(record, standard)
        yield from _data_form(record, standard)
    for path, text in texts(record):
        if path.startswith("/data_form"):
            continue
        found = list(MOBILE.finditer(normal(text)))
        if found:
            masked = f"{found[0][1]}****{found[0][2]}"
            more = f" 等 {len(found)} 个" if len(found) > 1 else ""
            yield _finding(f"此处有个人手机号 {masked}{more}，公开前应删除或打码。", masked, (path,), standard)


def _team(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    shown = [index for index, member in enumerate(report.team) if member.has_phone]
    if report.team:
        yield counted("分工表没有个人电话", len(shown), ("/team",))
    if shown:
        yield _finding(
            f"分工表的联系电话列公开了 {len(shown)} 名评价人员的电话，公开前应删除或打码。",
            f"{len(shown)} 名评价人员的联系电话",
            tuple(f"/team/{index}/name" for index in shown),
            standard,
        )


def _data_form(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    for label, value in report.data_form.items():
        match = MOBILE.search(normal(squeezed(value)))
        if match is not None:
            who = next((other for other in report.data_form if re.search(r"填报人|填表人|联系人|经办人", other)), "")
            yield _finding(
                f"「{label}」是个人手机号 {match[1]}****{match[2]}" + (f"，与「{who}」姓名并列" if who else "") + "，公开前应删除或打码。",
                f"{match[1]}****{match[2]}",
                (f"/data_form/{label}", *((f"/data_form/{who}",) if who else ())),
                standard,
            )


def _finding(message: str, stated: str, paths: tuple[str, ...], standard: Standard) -> Finding:
    return Finding(
        message=message,
        advice="删除或打码（138****0000）。",
        stated=stated,
        expected="删除或打码",
        paths=paths,
        citations=standard.cite("personal_data_published"),
    )
