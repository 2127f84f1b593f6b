"""年末结余不等于年初加收入减支出。

## 查什么
同一段里写出上年结转、收入、支出和年末结转（结余）的，年末数应等于上年结转 + 收入 − 支出（有使用非财政拨款结余、结余分配的一并计入）。

## 为什么
结余滚存，不平就会带到下一年。

## 依据
- arithmetic#年末 = 年初 + 收入 − 支出

## 示例
```yaml 不应报告
facts:
  - {label: 体彩公益金总收入, figure: "266.98"}
  - {label: 上年结转, figure: "171.6"}
  - {label: 体彩公益金总支出, figure: "405.43"}
  - {label: 结余, figure: "33.15"}
===
# 没有写上年结转
facts:
  - {label: 总收入, figure: "266.98"}
  - {label: 总支出, figure: "405.43"}
  - {label: 结余, figure: "33.15"}
===
# 收入总计已含年初结转
facts:
  - {label: 收入总计, figure: "300.00"}
  - {label: 年初结转和结余, figure: "20.00"}
  - {label: 支出总计, figure: "300.00"}
  - {label: 年末结转和结余, figure: "10.00"}
```
```yaml 应报告
facts:
  - {label: 体彩公益金总收入, figure: "266.98"}
  - {label: 上年结转, figure: "171.6"}
  - {label: 体彩公益金总支出, figure: "405.43"}
  - {label: 结余, figure: "35.13"}
---
结余填 35.13 万元，按 171.60+266.98−405.43 应为 33.15
```

## 怎么改
核对四个数，改正错的一个。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import in_unit, is_budget, is_money, name_of, plain_label, shown
from jiheng.model import Estimate, Fact, FinalAccounts, Finding, Outcome, Severity
from jiheng.regulation import Standard

#: Endings of labels; the money received must not hold what was carried over (收入总计 does).
_LABELS = {
    "income": r"(?:总收入|本年收入|收入合计)$",
    "opening": r"(?:上年|年初)(?:末)?(?:结转|结余)(?:和结余|结余|资金)*$",
    "expenditure": r"(?:总支出|本年支出|支出合计)$",
    "closing": r"(?:年末|期末)?(?:结转和结余|结转结余|结余|结转下年)$",
    "surplus_used": r"^使用非财政拨款结余",
    "surplus_distribution": r"结余分配$",
}
_NEEDED = ("income", "opening", "expenditure", "closing")


@check("FAC129", severity=Severity.MUST_FIX)
def closing_balance_mismatch(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    sections: dict[str, dict[str, list[tuple[int, Fact]]]] = {}
    for index, fact in enumerate(accounts.facts):
        kind = _kind(fact)
        if kind is not None:
            sections.setdefault(fact.section, {}).setdefault(kind, []).append((index, fact))
    for found in sections.values():
        for kind in ("income", "expenditure"):
            found[kind] = _of_year(found.get(kind, []))
        if all(len(found.get(kind, ())) == 1 for kind in _NEEDED):
            yield from _section(found, standard)


def _kind(fact: Fact) -> str | None:
    if not is_money(fact.figure) or is_budget(fact) or fact.functional:
        return None
    text = re.sub(r"\(.*?\)", "", plain_label(fact.label))
    text = text if text not in ("收入", "支出") else fact.label
    order = ("surplus_used", "surplus_distribution", "opening", "income", "expenditure", "closing")
    return next((kind for kind in order if re.search(_LABELS[kind], text)), None)


def _of_year(entries: list[tuple[int, Fact]]) -> list[tuple[int, Fact]]:
    """The money of the year, where the total with what was carried over stands beside it."""
    return [entry for entry in entries if not entry[1].label.startswith("总")] if len(entries) > 1 else entries


def _section(found: dict[str, list[tuple[int, Fact]]], standard: Standard) -> Iterator[Said]:
    index, fact = found["closing"][0]
    assert fact.figure is not None
    values: dict[str, Estimate] = {}
    for kind, entries in found.items():
        figure = entries[0][1].figure
        value = in_unit(figure, fact.figure.unit) if figure is not None else None
        if value is None:
            return
        values[kind] = value
    computed = values["opening"] + values["income"] - values["expenditure"]
    if "surplus_used" in values:
        computed = computed + values["surplus_used"]
    if "surplus_distribution" in values:
        computed = computed - values["surplus_distribution"]
    paths = (f"/facts/{index}/figure", *(f"/facts/{found[kind][0][0]}/figure" for kind in ("opening", "income", "expenditure")))
    relation = relate(f"{name_of(fact)} = 年初 + 收入 − 支出", fact.figure, computed, paths)
    yield relation
    if relation.outcome is Outcome.FAILS:
        trace = f"{shown(values['opening'])}+{shown(values['income'])}−{shown(values['expenditure'])}"
        yield Finding(
            message=f"{name_of(fact)}填 {fact.figure.with_unit}，按 {trace} 应为 {relation.computed}。",
            advice="核对四个数，改正错的一个。",
            stated=fact.figure.text,
            expected=relation.computed,
            paths=paths,
            citations=standard.cite("account_tolerance"),
            trace=f"{trace} = {relation.computed}",
        )
