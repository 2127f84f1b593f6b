"""资金分项之和与合计不符。

## 查什么
年初预算数、全年预算数、全年执行数各栏，年度资金总额应等于各项来源之和；下一级的「其中」逐级相加，部门表的基本支出与项目支出另算。

## 为什么
资金块是执行率和得分的底数，分项对不上，后面的数字都不可靠。

## 依据
- arithmetic#合计等于分项之和

## 示例
```yaml 不应报告
funds:
  - {label: 年度资金总额, adjusted_budget: "30", executed: "30.00"}
  - {label: 其中：当年财政拨款, adjusted_budget: "15.5", executed: "15.50"}
  - {label: 其他资金, adjusted_budget: "14.50", executed: "14.50"}
===
# 只列了一项「其中」，并不说是全部
funds:
  - {label: 年度资金总额, adjusted_budget: "30.00"}
  - {label: 其中：当年财政拨款, adjusted_budget: "15.50"}
===
# 尾差
funds:
  - {label: 年度资金总额, adjusted_budget: "10.01"}
  - {label: 当年财政拨款, adjusted_budget: "3.33"}
  - {label: 上年结转资金, adjusted_budget: "3.33"}
  - {label: 其他资金, adjusted_budget: "3.34"}
===
# 部门表同时按来源和按性质分列
scope: department
funds:
  - {label: 年度总资金, executed: "100.00"}
  - {label: 本级资金, executed: "90.00"}
  - {label: 其他资金, executed: "10.00"}
  - {label: 基本支出, executed: "60.00"}
  - {label: 项目支出, executed: "40.00"}
```
```yaml 应报告
funds:
  - {label: 年度资金总额, adjusted_budget: "30.00", executed: "30.00"}
  - {label: 当年财政拨款, adjusted_budget: "15.50", executed: "15.50"}
  - {label: 其他资金, adjusted_budget: "14.50", executed: "13.50"}
---
年度资金总额的全年执行数填 30.00 万元，分项相加为 29.00 万元
===
funds:
  - {label: 年度资金总额, adjusted_budget: "30.00"}
  - {label: 当年财政拨款, adjusted_budget: "35.50"}
---
当年财政拨款的全年预算数 35.50 万元大于年度资金总额 30.00 万元
```

## 怎么改
对照预算批复和支付数据逐项核对，改正错的一格后重算合计与执行率。
"""

from collections.abc import Iterator

from jiheng.checks.funds import (
    COLUMNS,
    Column,
    Split,
    amount,
    decimals_of,
    estimate,
    label_of,
    money,
    number_text,
    slipped_cell,
    splits,
)
from jiheng.checks.ledger import counted, relate
from jiheng.checks.registry import Said, check
from jiheng.model import Figure, Finding, Form, Outcome, SelfEvaluationForm, Severity, reading, summed
from jiheng.regulation import Standard


@check("SEV106", severity=Severity.MUST_FIX)
def funds_parts_mismatch(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    places = decimals_of(form.funds)
    for split in splits(form.funds):
        for column in COLUMNS:
            yield from _column(form, split, column, places, standard)


def _column(form: Form, split: Split, column: Column, places: int, standard: Standard) -> Iterator[Said]:
    whole = amount(form.funds[split.whole], column)
    given = [(index, figure) for index in split.parts if (figure := amount(form.funds[index], column)) is not None]
    if whole is None or not given or (not whole.value and any(figure.value for _, figure in given)):
        return
    paths = (f"/funds/{split.whole}/{column}", *(f"/funds/{index}/{column}" for index, _ in given))
    if split.closed or len(given) > 1:
        yield from _sum(form, split, column, whole, given, places, paths, standard)
    elif len(given) == 1:
        yield from _part(form, split, column, whole, given[0], places, paths, standard)


def _sum(
    form: Form,
    split: Split,
    column: Column,
    whole: Figure,
    given: list[tuple[int, Figure]],
    places: int,
    paths: tuple[str, ...],
    standard: Standard,
) -> Iterator[Said]:
    label, name = form.funds[split.whole].label, label_of(column, form)
    computed = summed(estimate(figure, places) for _, figure in given)
    relation = relate(f"{label}{name} = 分项之和", whole, computed, paths, read_as=reading(whole, places))
    complete = split.closed and len(given) == len(split.parts)
    if not complete and computed.value < whole.value:
        return
    yield relation
    if relation.outcome is not Outcome.FAILS or slipped_cell(whole, [figure for _, figure in given], standard) is not None:
        return
    expected = number_text(computed.value, places)
    yield Finding(
        message=f"{label}的{name}填 {money(whole, form)}，分项相加为 {expected} {whole.unit or form.money_unit or '万元'}，"
        f"相差 {number_text(abs(computed.value - whole.value), places)}。",
        advice="对照预算批复和支付数据逐项核对，改正错的一格后重算合计与执行率。",
        stated=whole.text,
        expected=expected,
        paths=paths,
        citations=standard.cite("unit_slip_factor"),
        trace=" + ".join(figure.text for _, figure in given) + f" = {expected}",
    )


def _part(
    form: Form,
    split: Split,
    column: Column,
    whole: Figure,
    part: tuple[int, Figure],
    places: int,
    paths: tuple[str, ...],
    standard: Standard,
) -> Iterator[Said]:
    index, figure = part
    name, label = label_of(column, form), form.funds[index].label.removeprefix("其中：").removeprefix("其中:")
    if slipped_cell(whole, [figure], standard) is not None:
        return
    above = reading(figure, places).low > reading(whole, places).high
    yield counted(f"{label}{name} ≤ {form.funds[split.whole].label}", int(above), paths)
    if above:
        yield Finding(
            message=f"{label}的{name} {money(figure, form)}大于{form.funds[split.whole].label} {money(whole, form)}。",
            advice="核对两格金额，部分不能大于合计。",
            stated=figure.text,
            expected=f"≤{whole.text}",
            paths=paths,
            citations=standard.cite("unit_slip_factor"),
        )
