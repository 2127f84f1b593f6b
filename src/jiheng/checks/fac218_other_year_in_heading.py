"""标题里的年度不是本年度。

## 查什么
各级标题、表题写的年度，与公开的决算年度不同。

## 为什么
多半是沿用上年文本没有改。

## 依据
- practice#年度一致

## 示例
```yaml 不应报告
fiscal_year: 2024
headings: [2024年度部门决算情况说明, 收入决算情况说明]
===
# 文件名称里的年份
fiscal_year: 2024
headings: [关于印发《2023—2025年行动方案》的说明]
===
headings: [2023年度部门决算情况说明]
```
```yaml 应报告
fiscal_year: 2024
headings: [2024年度部门决算情况说明, 2023年度三公经费支出决算情况说明]
---
写的是 2023 年度，公开的是 2024 年度
```

## 怎么改
改正年度，并核对该部分的数是否也是上年的。
"""

import re
from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.model import FinalAccounts, Finding, Severity
from jiheng.regulation import Standard

_YEAR = re.compile(r"(?<![\d〔\[（(—\-])((?:19|20)\d{2})\s*年(?:度)?(?![—\-至])[^《》]{0,24}(?:决算|支出|收入|三公|情况|绩效)")

#: 与2021年度决算对比情况 names the base of a comparison.
_BASE = re.compile(r"[与较比和](?:上年|(?:19|20)\d{2}年).*(?:相比|对比|比较)")


def _beside_budget(title: str, places: list[tuple[str, str]], year: int) -> bool:
    """Whether the accounts of a year stand beside the budget of the year after in one publication."""
    earlier = "决算" in title and f"{year - 1}年" in title
    return earlier and any("预算" in other and "决算" not in other and f"{year}年" in other for _, other in places)


@check("FAC218", severity=Severity.QUESTION)
def other_year_in_heading(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    if accounts.fiscal_year is None:
        return
    places = [(f"/headings/{i}", heading.title) for i, heading in enumerate(accounts.headings)]
    places += [(f"/tables/{i}", table.title) for i, table in enumerate(accounts.tables)]
    for path, title in places:
        match = _YEAR.search(title)
        if match is None or "《" in title or _BASE.search(title) or _beside_budget(title, places, accounts.fiscal_year):
            continue
        wrong = int(match[1]) != accounts.fiscal_year
        yield counted(f"「{title[:20]}」的年度", int(wrong), (path,))
        if wrong:
            yield Finding(
                message=f"「{title}」写的是 {match[1]} 年度，公开的是 {accounts.fiscal_year} 年度，请核实。",
                advice="改正年度，并核对该部分的数是否也是上年的。",
                stated=match[1],
                expected=str(accounts.fiscal_year),
                paths=(path,),
                quotes={path: match[1]},
                citations=standard.cite("account_tolerance"),
            )
