"""各项预算数（或决算数）相加，不等于总的预算数。

## 查什么
「三公」经费与预算相比时，总的预算数应等于因公出国、用车购置、用车运行、接待各项预算数之和，决算数亦然；
按上年数比较而写出上年数的，各项上年数之和应等于总的上年数。

## 为什么
分项与总额各自摘抄，容易漏改一处。

## 依据
- arithmetic#总额 = 分项之和

## 示例
```yaml 不应报告
facts:
  - label: 三公经费支出
    figure: "15.54"
    adjusted: {base: "15.55", final: "15.54"}
  - {label: 因公出国（境）费, adjusted: {base: "4.90", final: "4.90"}}
  - {label: 公务用车购置费, adjusted: {base: "0.00", final: "0.00"}}
  - {label: 公务用车运行维护费, adjusted: {base: "10.65", final: "10.64"}}
  - {label: 公务接待费, adjusted: {base: "0.00", final: "0.00"}}
===
# 只写了一项
facts:
  - {label: 三公经费支出, figure: "15.54", adjusted: {base: "15.55", final: "15.54"}}
  - {label: 公务接待费, adjusted: {base: "1.00", final: "0.50"}}
```
```yaml 应报告
facts:
  - label: 三公经费支出
    figure: "15.54"
    adjusted: {base: "15.55", final: "15.54"}
  - {label: 因公出国（境）费, adjusted: {base: "4.90", final: "4.90"}}
  - {label: 公务用车运行维护费, adjusted: {base: "11.65", final: "10.64"}}
  - {label: 公务接待费, adjusted: {base: "0.00", final: "0.00"}}
---
全年预算数填 15.55 万元，各项全年预算数相加为 16.55
```

## 怎么改
对照预算批复核对各项，改正错的一项并重算差异率。
"""

from collections.abc import Iterator
from typing import Literal

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import compared, fact_concept, in_unit, label_of
from jiheng.model import ComparedWith, Comparison, Figure, FinalAccounts, Finding, Outcome, Severity, summed
from jiheng.regulation import Standard

_ITEMS = ("overseas", "vehicles", "vehicle_purchase", "vehicle_operation", "hospitality")
_NAMES = {
    ComparedWith.PRIOR_YEAR: "上年数",
    ComparedWith.INITIAL_BUDGET: "年初预算数",
    ComparedWith.ADJUSTED_BUDGET: "全年预算数",
    ComparedWith.BUDGET: "预算数",
}
_Found = dict[str, tuple[str, Comparison]]


@check("FAC116", severity=Severity.MUST_FIX)
def budgets_of_parts_mismatch(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    kinds: dict[ComparedWith, _Found] = {}
    for index, number, fact, comparison in compared(accounts):
        concept = fact_concept(fact, standard, accounts.agency)
        if concept in (*_ITEMS, "three_public") and comparison.base is not None:
            kinds.setdefault(comparison.compared_with, {}).setdefault(concept, (f"/facts/{index}/comparisons/{number}", comparison))
    for kind in (ComparedWith.INITIAL_BUDGET, ComparedWith.ADJUSTED_BUDGET):
        if "three_public" in kinds.get(kind, {}) and "three_public" not in kinds.get(ComparedWith.BUDGET, {}):
            # 总额写年初预算、各项只写预算的，说的是同一个预算
            kinds[kind] = {**kinds.get(ComparedWith.BUDGET, {}), **kinds[kind]}
    for kind, found in kinds.items():
        if kind in _NAMES and "three_public" in found:
            yield from _sum(kind, found, "base", standard)
            yield from _sum(kind, found, "final", standard)


def _sum(kind: ComparedWith, found: _Found, field: Literal["base", "final"], standard: Standard) -> Iterator[Said]:
    path, comparison = found["three_public"]
    whole = comparison.base if field == "base" else comparison.final
    keys = [key for key in _ITEMS if key in found and not (key == "vehicles" and "vehicle_operation" in found)]
    given: list[tuple[str, Figure]] = []
    for key in keys:
        part = found[key][1].base if field == "base" else found[key][1].final
        if part is not None:
            given.append((f"{found[key][0]}/{field}", part))
    parts = [in_unit(figure, whole.unit) for _, figure in given] if whole is not None else []
    if whole is None or len(given) < 2 or any(part is None for part in parts):
        return
    computed = summed(part for part in parts if part is not None)
    paths = (f"{path}/{field}", *(path for path, _ in given))
    name = _NAMES[kind] if field == "base" else "决算数"
    relation = relate(f"{label_of('three_public', standard)}{name} = 各项{name}之和", whole, computed, paths)
    complete = {"overseas", "hospitality"} <= set(keys) and bool({"vehicles", "vehicle_operation"} & set(keys))
    if relation.outcome is Outcome.FAILS and not complete and computed.value < whole.value:
        return
    yield relation
    if relation.outcome is Outcome.FAILS:
        yield Finding(
            message=f"{label_of('three_public', standard)}的{name}填 {whole.with_unit}，各项{name}相加为 {relation.computed}。",
            advice="对照预算批复核对各项，改正错的一项并重算差异率。",
            stated=whole.text,
            expected=relation.computed,
            paths=paths,
            citations=standard.cite("account_tolerance"),
        )
