"""表与表的合计对不上。

## 查什么
《收入支出决算总表》本年收入合计 = 《收入决算表》合计，本年支出合计 = 《支出决算表》合计；财政拨款收入在《收入决算表》与《财政拨款收入支出决算总表》一致；
一般公共预算支出在《财政拨款收入支出决算总表》与《一般公共预算财政拨款支出决算表》一致；其基本支出 = 《基本支出决算表》合计。

## 为什么
九张表出自同一套账，表间不等说明有一张不是终稿。

## 依据
- accounts-disclosure#决算报表表间勾稽

## 示例
```yaml 不应报告
tables:
  - kind: overall
    rows: [{name: 本年收入合计, amount: "3416.86"}]
    right: [{name: 本年支出合计, amount: "3555.92"}]
  - {kind: income, columns: {total: 本年收入合计}, rows: [{name: 合计, total: "3416.86"}]}
  - {kind: expenditure, columns: {total: 本年支出合计, basic: 基本支出}, rows: [{name: 合计, total: "3555.92", basic: "1489.94"}]}
===
# 一张用元，一张用万元
tables:
  - {kind: overall, rows: [{name: 本年收入合计, amount: "3416.86"}]}
  - {kind: income, unit: 元, columns: {total: 本年收入合计}, rows: [{name: 合计, total: "34168612.35"}]}
```
```yaml 应报告
tables:
  - {kind: overall, rows: [{name: 本年收入合计, amount: "3416.86"}]}
  - {kind: income, columns: {total: 本年收入合计}, rows: [{name: 合计, total: "3461.86"}]}
---
应为 3461.86
===
# 左边一栏金额，右边分资金性质
tables:
  - {kind: income, columns: {total: 本年收入合计, appropriation_income: 财政拨款收入}, rows: [{name: 合计, total: "3416.86", appropriation_income: "3391.36"}]}
  - kind: appropriation_overall
    columns: {amount: 收入/金额, total: 支出/合计}
    rows: [{name: 本年收入合计, amount: "3319.36"}]
    right: [{name: 本年支出合计, total: "3391.36"}]
---
应为 3319.36
===
tables:
  - {kind: general_expenditure, columns: {basic: 基本支出}, rows: [{name: 合计, basic: "1489.94"}]}
  - {kind: general_basic, rows: [{name: 合计, amount: "1498.94"}]}
---
1498.94
```

## 怎么改
以决算系统最终导出的一套表替换，正文同步改正。
"""  # noqa: E501 - YAML examples keep a record on one line

from collections.abc import Iterator

from jiheng.checks.accounts_tables import Cell, Table, table
from jiheng.checks.registry import Said, check
from jiheng.checks.table_sums import Identity, verify
from jiheng.checks.table_values import side_cell, total_cell
from jiheng.model import AccountsTableKind, FinalAccounts, Severity
from jiheng.regulation import Standard

_T = AccountsTableKind
_ADVICE = "以决算系统最终导出的一套表替换，正文同步改正。"


@check("FAC140", severity=Severity.MUST_FIX)
def tables_disagree_on_totals(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    overall, income, spending = (table(accounts, kind, standard) for kind in (_T.OVERALL, _T.INCOME, _T.EXPENDITURE))
    appropriation, general = table(accounts, _T.APPROPRIATION_OVERALL, standard), table(accounts, _T.GENERAL_EXPENDITURE, standard)
    basic = table(accounts, _T.GENERAL_BASIC, standard)
    given = side_cell(appropriation, ("income", "appropriation_income"), False)
    pairs: list[tuple[str, str, Cell | None, Cell | None]] = [
        ("《收入支出决算总表》", "本年收入合计 = 《收入决算表》合计", side_cell(overall, "income", False), total_cell(income, "total")),
        (
            "《收入支出决算总表》",
            "本年支出合计 = 《支出决算表》合计",
            side_cell(overall, "expenditure", True),
            total_cell(spending, "total"),
        ),
        ("《收入决算表》", "财政拨款收入 = 《财政拨款收入支出决算总表》本年收入合计", total_cell(income, "appropriation"), given),
        (
            "《财政拨款收入支出决算总表》",
            "一般公共预算支出 = 《一般公共预算财政拨款支出决算表》合计",
            side_cell(appropriation, ("expenditure", "appropriation_expenditure"), True, "general"),
            total_cell(general, "total"),
        ),
        ("《一般公共预算财政拨款支出决算表》", "基本支出 = 《基本支出决算表》合计", total_cell(general, "basic"), _basic(basic)),
        *(
            ("《收入支出决算总表》", f"{name} = 《收入决算表》{name}", side_cell(overall, concept, False), total_cell(income, column))
            for concept, column, name in (
                ("upper_income", "upper", "上级补助收入"),
                ("business_income", "business", "事业收入"),
                ("operating_income", "operating", "经营收入"),
                ("affiliated_income", "affiliated", "附属单位上缴收入"),
                ("other_income", "other", "其他收入"),
            )
        ),
    ]
    for where, rule, whole, part in pairs:
        if whole is not None and part is not None:
            yield from verify(Identity(where=where, rule=rule, whole=whole, plus=[part]), standard, _ADVICE)


def _basic(found: Table | None) -> Cell | None:
    if found is None:
        return None
    index = found.named(r"合计|总计|基本支出合计")
    return found.cell(index, found.amount_key()) if index is not None else None
