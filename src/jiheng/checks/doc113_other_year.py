"""还留着别的年度。

## 查什么
总体目标写「2023 年计划……」，而表的年度是 2024 年；或指标的完成时限早于表的年度。项目名称里写明该年度的（结转项目）不在此列。

## 为什么
多半是沿用上年的表没有改。

## 依据
- 表头年度与正文矛盾，由表本身证明

## 示例
```yaml 不应报告
fiscal_year: 2024
expected_objective: 2024年计划建设厕所3座，2023年已建2座。
===
fiscal_year: 2024
project: 2023年厕所建设项目（上年结转）
expected_objective: 2023年计划建设厕所3座。
===
fiscal_year: 2024
indicators:
  - {name: 完工时间, target: 2025年6月底前}
```
```yaml 应报告
fiscal_year: 2024
expected_objective: 2023年计划建设厕所3座。
---
2023
===
fiscal_year: 2024
expected_objective: 2023年围绕部门职责完成以下重点工作：建设厕所3座。
---
2023
===
fiscal_year: 2022
indicators:
  - {name: 资金支付时间, target: 2021年11月30日前}
---
2021
```

## 怎么改
改为本年度；确属跨年度的，写明。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard

_PLANNED = re.compile(
    r"(?<![\d—–\-至])((?:19|20)\d{2})\s*年度?(?:全年|我?[局县市区院校]{0,2}|安排[^，。；]{0,20}，)?"
    r"(?:计划|预计|拟|将|围绕|主要目标|工作目标|目标)"
)


@check("DOC113", severity=Severity.QUESTION)
def other_year(form: Form, standard: Standard) -> Iterator[Said]:
    """A plan of another year."""
    year = form.fiscal_year
    if year is None:
        return
    named = f"{form.project or ''}{form.title}"
    match = _PLANNED.search(form.expected_objective or "")
    if match is not None and int(match[1]) != year and match[1] not in named:
        yield _finding(f"总体目标写「{match[0]}」", match[1], year, "/expected_objective", match[0])
    for index, indicator in enumerate(form.indicators):
        target = indicator.target
        other = target.date.year if target is not None and target.date is not None else None
        if target is not None and other is not None and other < year and str(other) not in named:
            yield _finding(f"「{indicator.name}」的时限是 {target.raw}", str(other), year, f"/indicators/{index}/target", target.raw)


def _finding(what: str, other: str, year: int, path: str, quote: str) -> Finding:
    return Finding(
        severity=Severity.QUESTION,
        message=f"{what}，表的年度却是 {year} 年。请核实是否沿用了 {other} 年的表。",
        advice="改为本年度；确属跨年度的，写明。",
        stated=f"{other} 年",
        expected=f"{year} 年",
        paths=(path, "/fiscal_year"),
        quotes={path: quote},
    )
