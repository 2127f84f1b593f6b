"""增减原因与数字矛盾。

## 查什么
总额的原因里说某一项减少（节约、增加），而该项自己的差异为 0 或方向相反；原因里说的项目在本句的分项中没有变动。

## 为什么
原因是照抄的，没有对照本年的数。

## 依据
- practice#原因与数字一致

## 示例
```yaml 不应报告
facts:
  - label: 三公经费支出
    figure: "15.54"
    adjusted: {base: "15.55", final: "15.54", rate: "-0.06%", reason: 厉行节约，减少公务用车运行维护费的支出}
  - {label: 公务用车运行维护费, adjusted: {base: "10.65", final: "10.64", rate: "-0.09%"}}
===
# 没有分项可比
facts: [{label: 三公经费支出, figure: "15.54", adjusted: {base: "15.55", final: "15.54", rate: "-0.06%", reason: 减少公务接待费}}]
===
# 与上年比、与预算比是两回事
facts:
  - {label: 三公经费支出, figure: "15.54", prior: {amount: "2.35", direction: decrease, reason: 减少因公出国（境）费}}
  - {label: 因公出国（境）费, adjusted: {base: "4.90", final: "4.90", rate: "0.00%"}}
```
```yaml 应报告
facts:
  - label: 三公经费支出
    figure: "15.54"
    adjusted: {base: "15.55", final: "15.54", rate: "-0.06%", reason: 厉行节约，减少公务用车运行维护费和因公出国（境）费的支出}
  - {label: 公务用车运行维护费, adjusted: {base: "10.65", final: "10.64", rate: "-0.09%"}}
  - {label: 因公出国（境）费, adjusted: {base: "4.90", final: "4.90", rate: "0.00%"}}
---
原因说减少因公出国（境）费，而该项差异为 0
===
facts:
  - {label: 三公经费支出, figure: "10.00", prior: {amount: "2.00", direction: decrease, reason: 减少公务接待费支出}}
  - {label: 公务接待费, figure: "3.00", prior: {amount: "1.00", direction: increase}}
---
而该项增加 1.00
```

## 怎么改
按各项实际增减重写原因。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import change_amount, compared, derived_base, fact_concept, label_of, name_of, shown, value_in
from jiheng.model import ComparedWith, Comparison, Estimate, Fact, FinalAccounts, Finding, Severity, normal
from jiheng.regulation import Standard

#: How reasons name the items of three-public expenses.
_NAMES = {
    "overseas": r"因公出国(?:\(境\))?费?|出国\(境\)费|出国费",
    "vehicle_operation": r"公务用车运行(?:维护)?费?|车辆运行(?:维护)?费",
    "vehicle_purchase": r"公务用车购置费?(?!及)|车辆购置",
    "hospitality": r"公务接待费?|接待费",
}
_DOWN = re.compile(r"减少|压减|压缩|节约|下降|降低|控制")
_UP = re.compile(r"增加|增长|上升")
_Changes = dict[tuple[str, ComparedWith], tuple[str, Estimate]]


@check("FAC205", severity=Severity.MUST_FIX)
def reason_contradicts_figures(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    changes: _Changes = {}
    for index, number, fact, comparison in compared(accounts):
        concept, change = fact_concept(fact, standard, accounts.agency), _change(fact, comparison)
        if concept in _NAMES and change is not None:
            changes.setdefault((concept, comparison.compared_with), (f"/facts/{index}/comparisons/{number}", change))
    for index, number, fact, comparison in compared(accounts):
        if fact_concept(fact, standard, accounts.agency) == "three_public" and comparison.reason:
            path = f"/facts/{index}/comparisons/{number}/reason"
            yield from _reason(fact, comparison, path, changes, standard)


def _change(fact: Fact, comparison: Comparison) -> Estimate | None:
    change = change_amount(comparison)
    if change is not None:
        return change
    value, base = value_in(fact, comparison), derived_base(fact, comparison)
    return value - base if value is not None and base is not None and comparison.base is not None else None


def _reason(fact: Fact, comparison: Comparison, path: str, changes: _Changes, standard: Standard) -> Iterator[Said]:
    text = normal(comparison.reason or "")
    for concept, pattern in _NAMES.items():
        match = re.search(pattern, text)
        # 一句原因可能兼说与上年、与预算两种比较：有一种说得通就不算矛盾
        kinds = [other.compared_with for other in fact.comparisons if other.reason == comparison.reason]
        if match is None or not all((concept, kind) in changes for kind in kinds):
            continue
        clause = re.split(r"[,;。;，；]", text[: match.start()])[-1] + match[0] + re.split(r"[,;。;，；]", text[match.end() :])[0]
        down, up = _DOWN.search(clause), _UP.search(clause)
        if bool(down) == bool(up):
            continue
        other, change = changes[(concept, comparison.compared_with)]
        wrong = all(not c.value or (c.value > 0) == bool(down) for _, c in (changes[(concept, kind)] for kind in kinds))
        name = label_of(concept, standard)
        yield counted(f"{name_of(fact)}的原因与{name}的增减一致", int(wrong), (path, other))
        if wrong:
            word = "减少" if down else "增加"
            moved = "增加" if change.value > 0 else "减少"
            actual = f"{moved} {shown(Estimate.exactly(abs(change.value)))}" if change.value else "差异为 0"
            yield Finding(
                message=f"{name_of(fact)}的原因说{word}{name}，而该项{actual}，原因与数字矛盾。",
                advice="按各项实际增减重写原因。",
                stated=f"{word}{match[0]}",
                expected=actual,
                paths=(path, other),
                quotes={path: match[0]},
                citations=standard.cite("change_reason_required"),
            )
