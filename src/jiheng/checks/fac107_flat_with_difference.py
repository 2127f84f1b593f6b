"""写着「持平」，数却不等。

## 查什么
「持平」「无变化」「无增减」的句子，两个数应相等；后面又写增减额或增减率的，应为 0。

## 为什么
说持平而数不等，不是词错就是数错。

## 依据
- arithmetic#持平即相等

## 示例
```yaml 不应报告
label: 公务用车购置费
figure: "0.00"
prior: 持平
===
label: 公务接待费
figure: "1.20"
budget: {base: "1.20", direction: flat}
```
```yaml 应报告
label: 公务用车运行维护费
figure: "2.48"
budget: {base: "15.00", direction: flat}
---
写着「持平」，而基数 15.00，本数 2.48
===
label: 公务接待费
figure: "1.20"
prior: {direction: flat, amount: "0.30"}
---
又写相差 0.30
```

## 怎么改
核对两个数；确有增减的，写明增减额、增减率和原因。
"""

from collections.abc import Iterator

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import derived_base, name_of, shown, value_in
from jiheng.checks.subjects import FactLine
from jiheng.model import Change, Finding, Outcome, Severity
from jiheng.regulation import Standard


@check("FAC107", severity=Severity.MUST_FIX)
def flat_with_difference(line: FactLine, standard: Standard) -> Iterator[Said]:
    fact = line.fact
    for number, comparison in enumerate(fact.comparisons):
        if Change.FLAT not in (comparison.direction, comparison.rate_direction):
            continue
        path = line.at(f"comparisons/{number}")
        paths = (path, line.at("figure"))
        value, base = value_in(fact, comparison), derived_base(fact, comparison)
        said, wrong = "", False
        if comparison.base is not None and value is not None and base is not None:
            stated = comparison.final or fact.figure
            assert stated is not None
            relation = relate(f"{name_of(fact)}与基数持平", stated, base, paths)
            yield relation
            wrong = relation.outcome is Outcome.FAILS
            said = f"而基数 {shown(base)}，本数 {shown(value)}"
        elif (figure := comparison.amount or comparison.rate) is not None and figure.value:
            wrong, said = True, f"又写相差 {figure.text}"
        if wrong:
            yield Finding(
                message=f"{name_of(fact)}写着「持平」，{said}。",
                advice="核对两个数；确有增减的，写明增减额、增减率和原因。",
                stated="持平",
                expected=shown(value - base) if value is not None and base is not None and comparison.base else "0",
                paths=paths,
                citations=standard.cite("account_tolerance"),
            )
