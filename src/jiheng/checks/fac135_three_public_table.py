"""「三公」经费表加不平。

## 查什么
《财政拨款「三公」经费支出决算表》：合计 = 因公出国（境）费 + 公务用车购置及运行费 + 公务接待费；
公务用车购置及运行费 = 购置费 + 运行维护费。预算数和决算数分别核对。

## 为什么
这张表每个数都会被公众引用。

## 依据
- accounts-disclosure#财政拨款“三公”经费支出决算表

## 示例
```yaml 不应报告
tables:
  - kind: three_public
    columns: {budget: 预算数, final: 决算数}
    rows:
      - {name: 合计, budget: "49.9", final: "7.69"}
      - {name: 因公出国（境）费, budget: "20"}
      - {name: 公务接待费, budget: "14.9", final: "5.21"}
      - {name: 公务用车购置及运行维护费, budget: "15", final: "2.48"}
      - {name: 其中：公务用车运行维护费, budget: "15", final: "2.48"}
===
# 运行维护费一行没有读出来，只有购置费的 0，不能据此说小计错
tables:
  - kind: three_public
    columns: {budget: 预算数, final: 决算数}
    rows:
      - {name: 公务用车购置及运行维护费, budget: "15", final: "2.48"}
      - {name: 公务用车购置费, budget: "0", final: "0"}
===
tables:
  - kind: three_public
    columns: {b0: 预算数/合计, b1: 预算数/因公出国（境）费, b2: 预算数/公务用车购置及运行费/小计, b3: 预算数/公务用车购置及运行费/公务用车购置费, b4: 预算数/公务用车购置及运行费/公务用车运行维护费, b5: 预算数/公务接待费}
    rows: [{name: "1", b0: "15.55", b1: "4.90", b2: "10.65", b3: "0.00", b4: "10.65", b5: "0.00"}]
```
```yaml 应报告
tables:
  - kind: three_public
    columns: {budget: 预算数, final: 决算数}
    rows:
      - {name: 合计, budget: "49.9", final: "7.96"}
      - {name: 因公出国（境）费, budget: "20", final: "0"}
      - {name: 公务接待费, budget: "14.9", final: "5.21"}
      - {name: 公务用车购置及运行维护费, budget: "15", final: "2.48"}
---
应为 7.69
===
tables:
  - kind: three_public
    columns: {b0: 预算数/合计, b1: 预算数/因公出国（境）费, b2: 预算数/公务用车购置及运行费/小计, b3: 预算数/公务用车购置及运行费/公务用车购置费, b4: 预算数/公务用车购置及运行费/公务用车运行维护费, b5: 预算数/公务接待费}
    rows: [{name: "1", b0: "15.55", b1: "4.90", b2: "10.65", b3: "1.00", b4: "10.65", b5: "0.00"}]
---
应为 11.65
```

## 怎么改
核对各项，改正错的一格，同时改正正文。
"""  # noqa: E501 - YAML examples keep a record on one line

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.table_sums import Identity, present, verify
from jiheng.checks.three_public_table import cells
from jiheng.model import FinalAccounts, Severity
from jiheng.regulation import Standard

_ADVICE = "核对各项，改正错的一格，同时改正正文。"
_NAMES = {"budget": "预算数", "final": "决算数"}


@check("FAC135", severity=Severity.MUST_FIX)
def three_public_table(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    for side, found in cells(accounts, standard).items():
        where = f"《“三公”经费支出决算表》{_NAMES[side]}"
        vehicles = found.get("vehicles")
        inner = present(found.get("vehicle_purchase"), found.get("vehicle_operation"))
        if vehicles is not None and inner and (len(inner) == 2 or inner[0].figure.value or not vehicles.figure.value):
            rule = "公务用车购置及运行费 = 购置费 + 运行维护费"
            yield from verify(Identity(where=where, rule=rule, whole=vehicles, plus=inner), standard, _ADVICE)
        parts = present(found.get("overseas"), *([vehicles] if vehicles is not None else inner), found.get("hospitality"))
        if "three_public" in found and len(parts) >= 2:
            rule = "合计 = 因公出国（境）费 + 公务用车购置及运行费 + 公务接待费"
            yield from verify(Identity(where=where, rule=rule, whole=found["three_public"], plus=parts), standard, _ADVICE)
