"""资金表的合计与各项之和对不上。

## 查什么
资金表的合计行应等于各项之和；各项下面又分小项的，小项之和应等于该项。哪些行是哪一行的分项，由各栏一起判断：别的栏加得平、这一栏加不平的必须改；各栏都加不平的，可能只列了一部分，请核实。

## 为什么
加不平，至少有一个数是错的，或者漏列了一项。

## 依据
- 算术

## 示例
```yaml 不应报告
money_tables:
  - kind: source
    columns: {adjusted_budget: 全年预算, executed: 支出}
    rows:
      - {name: 财政拨款, level: 1, adjusted_budget: "80.00", executed: "70.00"}
      - {name: 其他资金, level: 1, adjusted_budget: "20.00", executed: "20.00"}
      - {name: 合计, level: 0, adjusted_budget: "100.00", executed: "90.00"}
===
# 合计在上面，分项又分小项
money_tables:
  - kind: nature
    columns: {adjusted_budget: 全年预算, executed: 支出}
    rows:
      - {name: 支出合计, level: 0, adjusted_budget: "100.00", executed: "90.00"}
      - {name: 基本支出, level: 1, adjusted_budget: "60.00", executed: "55.00"}
      - {name: 人员经费, level: 1, adjusted_budget: "50.00", executed: "46.00"}
      - {name: 公用经费, level: 1, adjusted_budget: "10.00", executed: "9.00"}
      - {name: 项目支出, level: 1, adjusted_budget: "40.00", executed: "35.00"}
===
# 本年收入合计加年初结转是总计
money_tables:
  - kind: income
    columns: {initial_budget: 年初预算, adjusted_budget: 全年预算}
    rows:
      - {name: 财政拨款收入, level: 1, initial_budget: "80.00", adjusted_budget: "85.00"}
      - {name: 其他收入, level: 1, initial_budget: "5.00", adjusted_budget: "6.00"}
      - {name: 本年收入合计, level: 0, initial_budget: "85.00", adjusted_budget: "91.00"}
      - {name: 年初结转和结余, level: 1, initial_budget: "3.00", adjusted_budget: "4.00"}
      - {name: 总计, level: 0, initial_budget: "88.00", adjusted_budget: "95.00"}
===
# 只举了其中一项
money_tables:
  - kind: funds
    columns: {adjusted_budget: 全年预算, executed: 支出}
    rows:
      - {name: 资金总额, level: 0, adjusted_budget: "100.00", executed: "90.00"}
      - {name: 其中：财政拨款, level: 2, adjusted_budget: "80.00", executed: "70.00"}
===
# 只有一个小项的大项
money_tables:
  - kind: source
    columns: {adjusted_budget: 全年预算, executed: 支出}
    rows:
      - {name: 财政拨款, level: 1, adjusted_budget: "80.00", executed: "70.00"}
      - {name: 一般公共预算, level: 1, adjusted_budget: "80.00", executed: "70.00"}
      - {name: 其他资金, level: 1, adjusted_budget: "20.00", executed: "20.00"}
      - {name: 合计, level: 0, adjusted_budget: "100.00", executed: "90.00"}
===
# 四舍五入的尾差
money_tables:
  - kind: projects
    columns: {adjusted_budget: 预算, executed: 支出, other: 建设规模, other_2: 单价}
    rows:
      - {name: 甲项目, level: 1, adjusted_budget: "33.33", executed: "33.33", other: "3", other_2: "11.11"}
      - {name: 乙项目, level: 1, adjusted_budget: "33.33", executed: "33.33", other: "4", other_2: "8.33"}
      - {name: 合计, level: 0, adjusted_budget: "66.67", executed: "66.66", other: "1", other_2: "9.52"}
```
```yaml 应报告
money_tables:
  - kind: source
    columns: {adjusted_budget: 全年预算, executed: 支出}
    rows:
      - {name: 财政拨款, level: 1, adjusted_budget: "80.00", executed: "70.00"}
      - {name: 其他资金, level: 1, adjusted_budget: "20.00", executed: "20.00"}
      - {name: 合计, level: 0, adjusted_budget: "100.00", executed: "92.00"}
---
「合计」支出写 92.00，各项相加为 90.00
===
money_tables:
  - kind: nature
    columns: {adjusted_budget: 全年预算, executed: 支出}
    rows:
      - {name: 支出合计, level: 0, adjusted_budget: "100.00", executed: "90.00"}
      - {name: 基本支出, level: 1, adjusted_budget: "60.00", executed: "55.00"}
      - {name: 人员经费, level: 1, adjusted_budget: "50.00", executed: "46.00"}
      - {name: 公用经费, level: 1, adjusted_budget: "10.00", executed: "8.00"}
      - {name: 项目支出, level: 1, adjusted_budget: "40.00", executed: "35.00"}
---
「基本支出」支出写 55.00，各项相加为 54.00
===
money_tables:
  - kind: projects
    columns: {adjusted_budget: 预算}
    rows: [{name: 甲项目, level: 1, adjusted_budget: "30.00"}, {name: 乙项目, level: 1, adjusted_budget: "20.00"}, {name: 合计, level: 0, adjusted_budget: "55.00"}]
---
请核实
===
# 面积、人数的列同样相加
money_tables:
  - kind: funds
    columns: {other: 任务面积, other_2: 完成面积, executed: 支出}
    rows:
      - {name: 东镇, level: 1, other: "0.50", other_2: "0.40", executed: "30"}
      - {name: 西镇, level: 1, other: "0.60", other_2: "0.54", executed: "35"}
      - {name: 合计, level: 0, other: "1.10", other_2: "0.98", executed: "65"}
---
「合计」完成面积写 0.98，各项相加为 0.94
```

## 怎么改
对照账簿和批复逐项核对，改正错的一格，或补列漏掉的一项。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.report_money import AMOUNTS, Money, Sum, base, computed, hierarchies, holds, is_flat, lists_of, money_tables
from jiheng.model import EvaluationReport, Finding, Outcome, Relation, Severity, amounts, reading
from jiheng.regulation import Standard

#: Columns of figures that are not added up.
_NOT_ADDED = re.compile(r"单价|均|标准|每|率|年|天|期限|价格|最[高低大小]")


@check("EVR167", severity=Severity.MUST_FIX)
def money_parts_mismatch(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Every total row of every table, in every column of amounts."""
    for money in money_tables(report):
        for total in money.totals:
            yield from _total(money, total)


def _total(money: Money, total: int) -> Iterator[Said]:
    added = (key for key in money.keys(*AMOUNTS, "other") if base(key) != "other" or not _NOT_ADDED.search(money.label(key)))
    keys = [key for key in added if money.figure(total, key) is not None]
    best = _best(money, total, keys)
    if best is not None:
        sure = any(holds(money, best[0], key) and _is_proof(money, best[0], key) for key in keys)
        for found in best:
            for key in keys:
                yield from _sum(money, found, key, Severity.MUST_FIX if sure else Severity.QUESTION)
        return
    rows = next((rows for rows in lists_of(money, total) if len(rows) > 1), ())
    if not rows or not is_flat(money, rows) or set(rows) & set(money.totals):
        return
    for key in keys:
        if sum(money.figure(row, key) is not None for row in rows) > 1:
            yield from _sum(money, Sum(whole=total, parts=rows), key, Severity.QUESTION)
            return


def _best(money: Money, total: int, keys: list[str]) -> tuple[Sum, ...] | None:
    """The reading of the rows under which most columns add up; None when it adds up in none that could fail."""
    best: tuple[int, tuple[Sum, ...]] | None = None
    for rows in lists_of(money, total):
        for key in keys:
            for tops, sums in hierarchies(money, rows, key):
                whole = Sum(whole=total, parts=tops)
                if not holds(money, whole, key) or not money.table.rows[total].figures[key].value:
                    continue
                found = (whole, *sums)
                count = sum(holds(money, one, other) for one in found for other in keys) - len(found) * len(keys)
                if best is None or count > best[0]:
                    best = (count, found)
    return best[1] if best is not None else None


def _is_proof(money: Money, found: Sum, key: str) -> bool:
    """Whether a sum that holds tells what the parts are: at least two of them count."""
    return sum(bool((figure := money.figure(row, key)) and figure.value) for row in found.parts) > 1


def _sum(money: Money, found: Sum, key: str, severity: Severity) -> Iterator[Said]:
    whole, value = money.figure(found.whole, key), computed(money, found.parts, key)
    if whole is None or value is None:
        return
    paths = (money.at(found.whole, key), *(money.at(row, key) for row in found.parts if money.figure(row, key) is not None))
    name, label = money.row_name(found.whole), money.label(key)
    relation = relate(f"{money.name}「{name}」{label} = 各项之和", whole, value, paths, read_as=reading(whole, money.places))
    if relation.outcome is not Outcome.FAILS:
        yield relation
        return
    # A column of unknown label that is far from its sum is most likely none that is added up.
    if len(found.parts) == 1 or (base(key) == "other" and abs(value.value - whole.value) * 3 > abs(whole.value)):
        return
    yield from _fails(money, found, key, severity, relation)


def _fails(money: Money, found: Sum, key: str, severity: Severity, relation: Relation) -> Iterator[Said]:
    whole = money.figure(found.whole, key)
    assert whole is not None  # the relation was made of it
    places = max(money.places, 2) if money.places else None
    value = computed(money, found.parts, key)
    assert value is not None
    shown = amounts.text(value.value, places)
    sure = severity is Severity.MUST_FIX
    if sure:
        yield relation
    said = f"{money.name}「{money.row_name(found.whole)}」{money.label(key)}写 {whole.text}，各项相加为 {shown}"
    yield Finding(
        severity=severity,
        message=f"{said}，相差 {amounts.text(abs(value.value - whole.value), places)}。" if sure else f"{said}，请核实是否只列了一部分。",
        advice="对照账簿和批复逐项核对，改正错的一格，或补列漏掉的一项。",
        stated=whole.text,
        expected=shown,
        paths=relation.paths,
        trace=" + ".join(figure.text for row in found.parts if (figure := money.figure(row, key)) is not None) + f" = {shown}",
    )
