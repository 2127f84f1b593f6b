"""写明的个数，与列出的个数不符。

## 查什么
「下设 6 个科室，分别是……」一类的句子，列出的名称个数应等于写明的个数；以「等」结尾的不查。

## 为什么
机构、单位个数是公开的基本事实，多半是改了名单没有改数。

## 依据
- practice#列举与个数一致

## 示例
```yaml 不应报告
label: 内设科室
figure: 3个
items: [办公室, 业务科, 财务科]
===
# 只举例
label: 内设科室
figure: 6个
items: [办公室, 业务科]
open_list: true
===
label: 内设科室
figure: 6个
```
```yaml 应报告
label: 内设科室
figure: 6个
items: [办公室, 业务科, 财务科, 人事科, 督查科]
---
内设科室写 6 个，列出 5 个
```

## 怎么改
核对名单，补齐或改正个数。
"""

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import name_of
from jiheng.checks.subjects import FactLine
from jiheng.model import Estimate, FinalAccounts, Finding, Outcome, Severity
from jiheng.regulation import Standard


@check("FAC117", severity=Severity.MUST_FIX)
def listed_items_count(line: FactLine, standard: Standard) -> Iterator[Said]:
    fact = line.fact
    if not isinstance(line.record, FinalAccounts) or fact.figure is None or len(fact.items) < 2 or fact.open_list:
        return
    if fact.figure.decimals or fact.figure.unit == "%":
        return
    listed = len(fact.items)
    paths = (line.at("figure"), line.at("items"))
    relation = relate(f"{name_of(fact)}个数 = 列出的个数", fact.figure.as_exact(), Estimate.exactly(Decimal(listed)), paths, decimals=0)
    yield relation
    if relation.outcome is Outcome.FAILS:
        yield Finding(
            message=f"{name_of(fact)}写 {fact.figure.with_unit}，列出 {listed} {fact.figure.unit}：{'、'.join(fact.items)}。",
            advice="核对名单，补齐或改正个数。",
            stated=fact.figure.text,
            expected=str(listed),
            paths=paths,
            citations=standard.cite("account_tolerance"),
        )
