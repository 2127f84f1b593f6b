"""非财政拨款的钱收支不平。

## 查什么
从全部收支里减去财政拨款收支，剩下的也应平衡：年初结转 + 本年收入（+ 使用非财政拨款结余）− 年末结转（− 结余分配）= 本年支出，
每一项都减去财政拨款的部分。

## 为什么
两张总表各自平衡、合在一起却不平，说明财政拨款与其他资金分错了。

## 依据
- arithmetic#年初 + 收入 = 支出 + 年末

## 示例
```yaml 不应报告
facts:
  - {label: 本年收入合计, figure: "3,416.86"}
  - {label: 年初结转和结余, figure: "212.06"}
  - {label: 本年支出合计, figure: "3,555.92"}
  - {label: 年末结转和结余, figure: "73.00"}
  - {label: 年初财政拨款结转和结余, figure: "0.00"}
  - {label: 本年财政拨款收入, figure: "3,391.36"}
  - {label: 年末财政拨款结转和结余, figure: "9.85"}
  - {label: 本年财政拨款支出, figure: "3,381.51"}
===
# 缺财政拨款的年末数
facts:
  - {label: 本年收入合计, figure: "3,416.86"}
  - {label: 年初结转和结余, figure: "212.06"}
  - {label: 本年支出合计, figure: "3,555.92"}
  - {label: 年末结转和结余, figure: "73.00"}
```
```yaml 应报告
facts:
  - {label: 本年收入合计, figure: "3,416.86"}
  - {label: 年初结转和结余, figure: "212.06"}
  - {label: 本年支出合计, figure: "3,555.92"}
  - {label: 年末结转和结余, figure: "73.00"}
  - {label: 年初财政拨款结转和结余, figure: "0.00"}
  - {label: 本年财政拨款收入, figure: "3,391.36"}
  - {label: 年末财政拨款结转和结余, figure: "19.85"}
  - {label: 本年财政拨款支出, figure: "3,381.51"}
---
非财政拨款资金：年初结转加收入减年末结转为 184.41 万元，支出为 174.41 万元
```

## 怎么改
核对财政拨款与其他资金在收入、支出、结转中的划分。
"""

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.ledger import outcome
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import by_concept, in_unit, shown
from jiheng.model import Estimate, FinalAccounts, Finding, Outcome, Relation, Severity
from jiheng.regulation import Standard

_ZERO = Decimal(0)
_NEEDED = (
    "opening",
    "income",
    "closing",
    "expenditure",
    "appropriation_opening",
    "appropriation_income",
    "appropriation_closing",
    "appropriation_expenditure",
)


@check("FAC123", severity=Severity.MUST_FIX)
def other_money_unbalanced(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    found = by_concept(accounts, standard)
    if any(key not in found for key in _NEEDED):
        return
    values: dict[str, Estimate] = {}
    for key in (*_NEEDED, "surplus_used", "surplus_distribution"):
        figure = found[key][0].fact.figure if key in found else None
        value = in_unit(figure, "万元") if figure is not None else Estimate.exactly(_ZERO)
        if value is None:
            return
        values[key] = value
    other = {key: values[key] - values[f"appropriation_{key}"] for key in ("opening", "income", "closing", "expenditure")}
    available = other["opening"] + other["income"] + values["surplus_used"] - other["closing"] - values["surplus_distribution"]
    result = outcome(other["expenditure"].interval, available)
    if result is Outcome.ROUNDING and available.value == other["expenditure"].value:
        result = Outcome.HOLDS
    paths = tuple(found[key][0].path for key in _NEEDED)
    stated, computed = shown(other["expenditure"]), shown(available)
    expression = "非财政拨款：年初结转 + 收入 − 年末结转 = 支出"
    yield Relation(expression=expression, stated=stated, computed=computed, outcome=result, paths=paths)
    if result is Outcome.FAILS:
        yield Finding(
            message=f"非财政拨款资金：年初结转加收入减年末结转为 {computed} 万元，支出为 {stated} 万元，应当相等。",
            advice="核对财政拨款与其他资金在收入、支出、结转中的划分。",
            stated=stated,
            expected=computed,
            paths=paths,
            citations=standard.cite("account_tolerance"),
            trace="全部收支减去财政拨款收支",
        )
