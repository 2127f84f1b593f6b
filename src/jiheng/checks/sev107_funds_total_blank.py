"""资金合计空着或为零，分项却有数。

## 查什么
年度资金总额一行为空或为零，而下面的财政拨款、其他资金等分项有金额。

## 为什么
执行率和得分都取自合计行，合计为零，这一项就成了零分或无法计算。

## 依据
- arithmetic#合计等于分项之和

## 示例
```yaml 不应报告
funds:
  - {label: 年度资金总额, initial_budget: "0", adjusted_budget: "12.00", executed: "12.00"}
  - {label: 当年财政拨款, initial_budget: "0", adjusted_budget: "12.00", executed: "12.00"}
===
funds:
  - {label: 年度资金总额, initial_budget: "0.00", adjusted_budget: "0.00", executed: "0.00"}
  - {label: 当年财政拨款, initial_budget: "0.00", adjusted_budget: "0.00", executed: "0.00"}
```
```yaml 应报告
funds:
  - {label: 年度资金总额, initial_budget: "0", adjusted_budget: "0", executed: "0", weight: "10", execution_rate: "0", score: "0"}
  - {label: 其中：本年财政拨款, initial_budget: "90", adjusted_budget: "89.974", executed: "89.974"}
---
年初预算数、全年预算数、全年执行数填 0、0、0，分项合计为 90.000、89.974、89.974
===
funds:
  - {label: 年度资金总额}
  - {label: 当年财政拨款, adjusted_budget: "8.00", executed: "8.00"}
  - {label: 其他资金, adjusted_budget: "2.00", executed: "1.00"}
---
年度资金总额的全年预算数、全年执行数未填，分项合计为 10.00、9.00 万元
```

## 怎么改
按分项之和补填合计行，再重算执行率和得分。
"""

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.funds import COLUMNS, amount, budget, decimals_of, label_of, number_text, splits
from jiheng.checks.ledger import percent, relate
from jiheng.checks.registry import Said, check
from jiheng.model import Estimate, Finding, SelfEvaluationForm, Severity, summed
from jiheng.regulation import Standard


@check("SEV107", severity=Severity.MUST_FIX)
def funds_total_blank(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    places = decimals_of(form.funds)
    for split in splits(form.funds):
        row = form.funds[split.whole]
        empty: list[tuple[str, str, str]] = []
        sums: dict[str, Estimate] = {}
        for column in COLUMNS:
            whole = amount(row, column)
            parts = [figure for index in split.parts if (figure := amount(form.funds[index], column)) is not None]
            added = summed(Estimate.printed(figure, places) for figure in parts)
            if added.value > 0 and (whole is None or not whole.value):
                sums[column] = added
                if whole is not None:
                    cells = tuple(f"/funds/{index}/{column}" for index in (split.whole, *split.parts))
                    yield relate(f"{row.label}{label_of(column, form)} = 分项之和", whole, added, cells)
                empty.append((column, "未填" if whole is None else whole.text, number_text(added.value, places)))
        if not empty:
            continue
        rate = _rate(form, split.whole, sums)
        if rate is not None and row.execution_rate is not None:
            times = Estimate.exactly(rate).times(1 if row.execution_rate.unit == "" and 0 < row.execution_rate.value <= 1 else 100)
            yield relate(
                f"{row.label}执行率 = 分项执行数之和 ÷ 分项预算数之和", row.execution_rate, times, (f"/funds/{split.whole}/execution_rate",)
            )
        stated, expected = "、".join(cell[1] for cell in empty), "、".join(cell[2] for cell in empty)
        names = "、".join(label_of(cell[0], form) for cell in empty)
        yield Finding(
            message=f"{row.label}的{names}{_filled(stated)}，分项合计为 {expected} {form.money_unit or '万元'}"
            f"{'' if rate is None else f'；据此执行率应为 {percent(rate)}'}。",
            advice="按分项之和补填合计行，再重算执行率和执行率得分。",
            stated=stated,
            expected=expected,
            paths=tuple(f"/funds/{index}/{cell[0]}" for cell in empty for index in (split.whole, *split.parts)),
            citations=standard.cite("unit_slip_factor"),
        )


def _filled(stated: str) -> str:
    return "未填" if set(stated.split("、")) == {"未填"} else f"填 {stated}"


def _rate(form: SelfEvaluationForm, whole: int, sums: dict[str, Estimate]) -> Decimal | None:
    """The rate that follows from the parts."""
    row = form.funds[whole]
    base = sums.get("adjusted_budget") or (Estimate.exactly(found[1].value) if (found := budget(row)) else None)
    spent = sums.get("executed") or (Estimate.exactly(row.executed.value) if row.executed else None)
    return None if base is None or spent is None or not base.value else spent.value / base.value
