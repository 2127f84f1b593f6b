"""「完成预算的…%」与预算数、决算数对不上。

## 查什么
完成预算（年初预算、全年预算）的百分比应等于决算数除以预算数。

## 为什么
完成率是公开说明的固定内容，算错会误导。

## 依据
- arithmetic#完成率 = 决算 ÷ 预算

## 示例
```yaml 不应报告
label: 三公经费支出
figure: "7.69"
budget: {base: "49.9", final: "7.69", completion: "15.41%"}
===
# 预算为零，另有检查
label: 公务用车购置费
figure: "15.60"
budget: {base: "0.00", completion: "100.00%"}
===
label: 三公经费支出
figure: "7.69"
budget: {completion: "15.41%"}
```
```yaml 应报告
label: 三公经费支出
figure: "7.69"
budget: {base: "49.90", completion: "51.41%"}
---
完成预算的 51.41%，按 7.69÷49.90 应为 15.41%
===
label: 改造台区
figure: 60个
budget: {base: 64个, completion: "95.75%"}
---
完成率写 95.75%，按 60.00÷64.00 应为 93.75%
```

## 怎么改
核对预算数口径（年初还是全年），重算完成率。
"""

from collections.abc import Iterator

from jiheng.checks.ledger import percent, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import in_unit, is_money, name_of, shown
from jiheng.checks.subjects import FactLine
from jiheng.model import Finding, Outcome, Severity
from jiheng.regulation import Standard


@check("FAC110", severity=Severity.MUST_FIX)
def completion_mismatch(line: FactLine, standard: Standard) -> Iterator[Said]:
    fact = line.fact
    for number, comparison in enumerate(fact.comparisons):
        figure, base = comparison.final or fact.figure, comparison.base
        if comparison.completion is None or figure is None or base is None or not base.value:
            continue
        value, budget = in_unit(figure, base.unit), in_unit(base, base.unit)
        if value is None or budget is None:
            continue
        path = line.at(f"comparisons/{number}")
        paths = (f"{path}/completion", f"{path}/final" if comparison.final else line.at("figure"), f"{path}/base")
        try:
            computed = (value / budget).times(100)
        except ZeroDivisionError:
            continue
        of_plan = bool(base.unit) and not is_money(base)  # 计划改造 64 个，实际完成 60 个
        ratio = f"{name_of(fact)}{'的完成率' if of_plan else '完成预算的比率'}"
        relation = relate(f"{ratio} = {shown(value)} ÷ {shown(budget)}", comparison.completion, computed, paths)
        yield relation
        if relation.outcome is Outcome.FAILS:
            expected = percent(computed.value / 100, max(comparison.completion.decimals, 2))
            told = "完成率写" if of_plan else "写完成预算的"
            yield Finding(
                message=f"{name_of(fact)}{told} {comparison.completion.text}，按 {shown(value)}÷{shown(budget)} 应为 {expected}。",
                advice="核对预算数口径（年初还是全年），重算完成率。",
                stated=comparison.completion.text,
                expected=expected,
                paths=paths,
                citations=standard.cite("account_tolerance"),
                trace=f"{shown(value)} ÷ {shown(budget)} = {expected}",
            )
