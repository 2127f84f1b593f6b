"""两个项目的数字几乎全同。

## 查什么
名称不同的两个项目，资金总额相同，定量指标的目标值与完成值几乎逐行相同。

## 为什么
不同项目不会处处碰巧一样，多半是复制了另一张表没有改完。

## 依据
- practice#复制未改的线索

## 示例
```yaml 不应报告
# 指标少，不足为凭
- {project: 甲, funds: [{label: 年度资金总额, adjusted_budget: "10.00"}], indicators: [{name: 一, target: "≥3场", actual: "3场"}]}
- {project: 乙, funds: [{label: 年度资金总额, adjusted_budget: "10.00"}], indicators: [{name: 一, target: "≥3场", actual: "3场"}]}
===
# 同类项目指标相仿而资金不同
- project: 甲
  funds: [{label: 年度资金总额, adjusted_budget: "10.00", executed: "10.00"}]
  indicators:
    - {name: 一, target: "≥3场", actual: "3场"}
    - {name: 二, target: "≥80人", actual: "85人"}
    - {name: 三, target: "=1份", actual: "1份"}
    - {name: 四, target: "≥90%", actual: "95%"}
- project: 乙
  funds: [{label: 年度资金总额, adjusted_budget: "12.00", executed: "12.00"}]
  indicators:
    - {name: 一, target: "≥3场", actual: "3场"}
    - {name: 二, target: "≥80人", actual: "85人"}
    - {name: 三, target: "=1份", actual: "1份"}
    - {name: 四, target: "≥90%", actual: "95%"}
```
```yaml 应报告
- project: 甲
  funds: [{label: 年度资金总额, adjusted_budget: "10.00", executed: "9.87"}]
  indicators:
    - {name: 一, target: "≥3场", actual: "3场"}
    - {name: 二, target: "≥80人", actual: "85人"}
    - {name: 三, target: "=1份", actual: "1份"}
    - {name: 四, target: "≥90%", actual: "95%"}
- project: 乙
  funds: [{label: 年度资金总额, adjusted_budget: "10.00", executed: "9.87"}]
  indicators:
    - {name: 一, target: "≥3场", actual: "3场"}
    - {name: 二, target: "≥80人", actual: "85人"}
    - {name: 三, target: "=1份", actual: "1份"}
    - {name: 四, target: "≥90%", actual: "95%"}
---
「乙」与「甲」的资金和 4 项定量指标的目标值、完成值相同
```

## 怎么改
核对是否误用了另一个项目的表。
"""

from collections import Counter
from collections.abc import Iterator

from jiheng.checks.between import kinds_summed, plain, self_evaluations
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import Dossier
from jiheng.model import Finding, FundsKind, Scope, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("XCK106", severity=Severity.NOTE)
def same_numbers_in_two_projects(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    least, share = standard.number("same_indicators_least"), standard.number("same_indicators_share")
    by_money: dict[tuple[str, ...], list[tuple[str, SelfEvaluationForm, Counter[tuple[str, str, str]]]]] = {}
    for entry, record in self_evaluations(dossier, Scope.PROJECT):
        cells = kinds_summed(record, FundsKind.TOTAL)
        money = tuple(f"{column}={estimate.value.normalize()}" for column, (_, estimate) in cells.items())
        numbers = _numbers(record)
        count = sum(numbers.values())
        if not money or count < least or not any(estimate.value for _, estimate in cells.values()):
            continue
        here = entry.at("/project")
        for path, other, theirs in by_money.get(money, ()):
            common = sum((numbers & theirs).values())
            different = plain(other.project) != plain(record.project)
            if different and common >= share * max(count, sum(theirs.values())):
                yield Finding(
                    message=f"「{record.project}」与「{other.project}」的资金和 {common} 项定量指标的目标值、完成值相同，"
                    "请核对是否误用了另一张表。",
                    advice="核对是否误用了另一个项目的表。",
                    stated=record.project or "",
                    expected=other.project or "",
                    paths=(here, path),
                    citations=standard.cite("same_indicators_share"),
                )
                break
        by_money.setdefault(money, []).append((here, record, numbers))


def _numbers(record: SelfEvaluationForm) -> Counter[tuple[str, str, str]]:
    """Target and actual of every quantitative row with its name."""
    found: Counter[tuple[str, str, str]] = Counter()
    for indicator in record.indicators:
        if indicator.target is not None and indicator.actual is not None and indicator.target.figure and indicator.actual.figure:
            found[(plain(indicator.name), indicator.target.figure.with_unit, indicator.actual.figure.with_unit)] += 1
    return found
