"""资金支付率一类指标与表中的执行率不一致。

## 查什么
名称是预算执行率、资金支付率、资金拨付率的指标，实际完成值应与按金额算出的预算执行率相同。

## 为什么
同一件事在同一张表里出现两个比率，必有一处不实；而且与预算执行率重复计分。

## 依据
- mof-2020-10#自评表：执行率 = 全年执行数 ÷ 全年预算数

## 示例
```yaml 不应报告
funds: [{label: 年度资金总额, adjusted_budget: "21.60", executed: "20.60"}]
indicators: [{name: 资金支付率, target: "≥90%", actual: "95.37%"}]
===
# 取整的比率
funds: [{label: 年度资金总额, adjusted_budget: "21.60", executed: "20.60"}]
indicators: [{name: 预算执行率, target: "≥90%", actual: "95%"}]
===
# 到位率、及时率不是执行率
funds: [{label: 年度资金总额, adjusted_budget: "21.60", executed: "20.60"}]
indicators: [{name: 资金到位率, target: "=100%", actual: "100%"}, {name: 资金支付及时率, target: "=100%", actual: "100%"}]
```
```yaml 应报告
funds: [{label: 年度资金总额, adjusted_budget: "5.00", executed: "0.71"}]
indicators: [{name: 资金拨付率, target: "=45%", actual: "33%"}]
---
「资金拨付率」实际完成值 33%，按 0.71÷5.00 计算的预算执行率为 14.20%
===
funds: [{label: 年度资金总额, adjusted_budget: "300", executed: "259.45"}]
indicators: [{name: 11月30日前完成资金支付, target: "100%", actual: "100%"}]
---
86.48%
```

## 怎么改
两处按同一口径重算；执行率已经单独计分的，该指标宜换成反映产出的指标。
"""

import re
from collections.abc import Iterator

from jiheng.checks.funds import budget, total_index
from jiheng.checks.ledger import percent, relate
from jiheng.checks.rates import stated_rate
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import bare_name
from jiheng.model import Finding, Outcome, SelfEvaluationForm, Severity
from jiheng.regulation import Standard
from jiheng.scoring import execution_rate


@check("SEV120", severity=Severity.MUST_FIX)
def rate_against_execution(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    total = total_index(form.funds)
    rate = execution_rate(form.funds[total], form) if total is not None else None
    if total is None or rate is None:
        return
    row, base = form.funds[total], budget(form.funds[total])
    assert row.executed is not None and base is not None
    for index, indicator in enumerate(form.indicators):
        figure = indicator.actual.figure if indicator.actual else None
        name = bare_name(indicator)
        if figure is None or figure.unit not in ("%", "") or not any(re.search(word, name) for word in standard.words("execution_names")):
            continue
        stated = stated_rate(figure)
        paths = (f"/indicators/{index}/actual", f"/funds/{total}/executed", f"/funds/{total}/{base[0]}", f"/funds/{total}/execution_rate")
        computed = rate.times(100)
        relation = relate(f"{indicator.name} = 全年执行数 ÷ 全年预算数", stated, computed, paths)
        yield relation
        if relation.outcome is Outcome.FAILS and not (rate.value > 1 and stated.value == 100):
            exact = re.fullmatch("预算执行率", name) is not None
            yield Finding(
                severity=Severity.MUST_FIX if exact else Severity.QUESTION,
                message=f"「{indicator.name}」实际完成值 {stated.text}，按 {row.executed.text}÷{base[1].text} 计算的预算执行率为 "
                f"{percent(rate.value)}，两处应一致{'' if exact else '；口径不同的，请说明'}。",
                advice="两处按同一口径重算；执行率已单独计分的，该指标宜换成反映产出的指标。",
                stated=stated.text,
                expected=percent(rate.value),
                paths=paths,
                citations=standard.cite("execution_rate_formula"),
            )
