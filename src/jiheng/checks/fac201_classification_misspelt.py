"""支出功能科目的名称写错。

## 查什么
正文和表中的类、款、项名称，与政府收支分类科目只差一两个字、又不是任何科目的。认不得的名称一概不报。

## 为什么
科目名称是法定的，写错会被当成另一个科目。

## 依据
- classification#支出功能分类

## 示例
```yaml 不应报告
facts: [{label: 行政运行, functional: [科学技术支出, 科学技术管理事务, 行政运行], figure: "676.32"}]
===
# 认不得的名称不报
facts: [{label: 某某事务, functional: [科学技术支出, 本地自设事务], figure: "1.00"}]
===
# 曾用名
facts: [{label: 行政单位医疗, functional: [医疗卫生与计划生育支出, 行政事业单位医疗, 行政单位医疗], figure: "1.00"}]
===
# 名称相近而都是科目
facts: [{label: 其他科学技术支出, functional: [科学技术支出, 其他科学技术支出, 其他科学技术支出], figure: "1.17"}]
```
```yaml 应报告
facts: [{label: 科技成果转化与扩散, functional: [科学技术支出, 技术与开发, 科技成果转化与扩散], figure: "1690.44"}]
---
「技术与开发」应为「技术研究与开发」（20604）
===
tables: [{kind: general_expenditure, rows: [{code: "20805", name: 行政事业单位养老支岀, total: "20.00"}]}]
---
应为「行政事业单位养老支出」
```

## 怎么改
按当年政府收支分类科目改正名称。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.classification import near_miss
from jiheng.checks.registry import Said, check
from jiheng.model import FinalAccounts, Finding, Severity
from jiheng.regulation import Standard

_LEVELS = ("类", "款", "项")


@check("FAC201", severity=Severity.MUST_FIX)
def classification_misspelt(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    told: set[str] = set()
    for path, name, above, level in _names(accounts):
        found = near_miss(name, above, level, standard)
        if found is None or name in told:
            continue
        told.add(name)
        code, right = found
        word = f"({_LEVELS[level]})" if level is not None else ""
        yield Finding(
            message=f"科目名称「{name}」应为「{right}」（{code}），请改正。",
            advice="按当年政府收支分类科目改正名称。",
            stated=f"{name}{word}",
            expected=f"{right}{word}",
            paths=(path,),
            quotes={path: name},
            citations=standard.cite("functional_classification"),
        )


def _names(accounts: FinalAccounts) -> Iterator[tuple[str, str, str | None, int | None]]:
    """Path, name, the name above it and the level of every item named."""
    for index, fact in enumerate(accounts.facts):
        for level, name in enumerate(fact.functional[:3]):
            yield f"/facts/{index}", name, fact.functional[level - 1] if level else None, level
    for number, table in enumerate(accounts.tables):
        for index, row in enumerate(table.rows):
            digits = sum(character.isdigit() for character in row.code or "")
            if digits in (3, 5, 7) and (row.code or "").strip().startswith("2"):
                yield f"/tables/{number}/rows/{index}/name", row.name, None, (digits - 3) // 2
