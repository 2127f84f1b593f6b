"""列举的个数与所说的数目不符。

## 查什么
「走访 4 个城市（甲市、乙市、丙市）」一类：数目后面括号里的列举（没有「等」字）与数目不等。

## 为什么
数目与列举只能有一个对。

## 依据
- 算术：清点列举项

## 示例
```yaml 不应报告
expected_objective: 走访3个乡镇（东河乡、西川镇、南坪乡）。
===
expected_objective: 走访4个乡镇（东河乡、西川镇等），培训2期（含线上）。
===
expected_objective: 建设厕所3座（东河乡2座、西川镇1座）。
```
```yaml 应报告
expected_objective: 走访4个乡镇（东河乡、西川镇、南坪乡）。
---
列举了 3 个
```

## 怎么改
核对，改正数目或补全列举。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.listings import listings
from jiheng.checks.passages import prose
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, Form, Outcome, Relation, Severity
from jiheng.regulation import Standard


@check("DOC108", severity=Severity.QUESTION)
def listed_items_count(form: Form, standard: Standard) -> Iterator[Said]:
    """A number beside a list of another length."""
    for path, text in prose(form):
        for listing in listings(text):
            count = len(listing.items)
            wrong = count != listing.mention.figure.value
            yield Relation(
                expression=f"「{listing.mention.text}{listing.noun}」= 列举个数",
                stated=listing.mention.figure.text,
                computed=str(count),
                outcome=Outcome.FAILS if wrong else Outcome.HOLDS,
                paths=(path,),
            )
            if wrong:
                yield Finding(
                    severity=Severity.QUESTION,
                    message=f"写「{listing.mention.text}{listing.noun}」，括号里列举了 {count} 个（{'、'.join(listing.items)}）。请核实。",
                    advice="核对，改正数目或补全列举。",
                    stated=f"{listing.mention.text}{listing.noun}",
                    expected=f"{count} 个",
                    paths=(path,),
                    quotes={path: listing.printed},
                )
