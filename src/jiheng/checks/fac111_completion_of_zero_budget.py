"""预算为 0，却写「完成预算的…%」。

## 查什么
预算数为 0 的名目，不应写完成预算的百分比。

## 为什么
除数为 0，完成率不可计算；通常是年中追加，应说明来源。

## 依据
- arithmetic#除数为零不可计算

## 示例
```yaml 不应报告
label: 公务用车购置费
figure: "15.60"
budget: {base: "16.00", completion: "97.50%"}
===
label: 公务用车购置费
figure: "15.60"
budget: {base: "0.00"}
===
# 没有预算也没有支出，写 0 是惯例
label: 公务用车购置费
figure: "0.00"
budget: {base: "0.00", completion: "0%"}
```
```yaml 应报告
label: 公务用车购置费
figure: "15.60"
initial: {base: "0.00", completion: "100.00%"}
---
预算为 0，不能写完成预算的 100.00%
```

## 怎么改
写明年初未安排预算、年中追加的依据和金额，删去完成率。
"""

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.statements import name_of
from jiheng.checks.subjects import FactLine
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard


@check("FAC111", severity=Severity.MUST_FIX)
def completion_of_zero_budget(line: FactLine, standard: Standard) -> Iterator[Said]:
    fact = line.fact
    for number, comparison in enumerate(fact.comparisons):
        completion, base = comparison.completion, comparison.base
        if completion is None or base is None or base.value or not completion.value:
            continue
        path = line.at(f"comparisons/{number}")
        yield Finding(
            message=f"{name_of(fact)}预算为 0，不能写完成预算的 {completion.text}。",
            advice="写明年初未安排预算、年中追加的依据和金额，删去完成率。",
            stated=completion.text,
            expected="不可计算",
            paths=(f"{path}/completion", f"{path}/base"),
            citations=standard.cite("account_tolerance"),
        )
