"""有增减没有说明原因。

## 查什么
与上年或预算相比有增减的句子，应说明原因；「三公」经费、机关运行经费和逐项说明都查。变动不大的不提。

## 为什么
公开规程要求说明增减原因，这是公众最关心的一句。

## 依据
- accounts-disclosure#决算情况说明

## 示例
```yaml 不应报告
label: 三公经费支出
figure: "15.54"
prior: {amount: "2.35", direction: decrease, rate: "13.13%", rate_direction: decrease, reason: 压减公务用车运行维护费}
===
# 没有增减
label: 公务接待费
figure: "0.00"
prior: 增加0.00万元，增长0.00%
===
# 变动不到一成
label: 因公出国（境）费
figure: "4.90"
prior: 减少0.47万元，下降8.75%
===
# 原因在句子里
label: 公务接待费
figure: "5.21"
prior: 减少3.00万元，下降36.54%
text: 公务接待费支出5.21万元，比上年减少3.00万元，下降36.54%，主要原因是厉行节约。
```
```yaml 应报告
label: 公务接待费
figure: "5.21"
prior: 减少3.00万元，下降36.54%
text: 公务接待费支出5.21万元，比上年减少3.00万元，下降36.54%。
---
公务接待费比上年下降 36.54%，没有说明原因
```

## 怎么改
写明具体原因：哪一项、因为什么、增减多少。
"""

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.statements import change_amount, change_rate, derived_base, name_of, part_indices
from jiheng.checks.subjects import FactLine
from jiheng.checks.wording import said
from jiheng.model import ComparedWith, Comparison, Estimate, Fact, FinalAccounts, Finding, Severity, amounts
from jiheng.regulation import Standard

_WITH = {
    ComparedWith.PRIOR_YEAR: "比上年",
    ComparedWith.INITIAL_BUDGET: "比年初预算",
    ComparedWith.ADJUSTED_BUDGET: "比全年预算",
    ComparedWith.BUDGET: "比预算",
}
_PERCENT = 100

_TOTAL = re.compile(r"本年(?:收入|支出)$|(?:收入|支出|收支).*[总合]计$")


@check("FAC204", severity=Severity.QUESTION)
def reason_missing(line: FactLine, standard: Standard) -> Iterator[Said]:
    if not isinstance(line.record, FinalAccounts) or not standard.parameter("change_reason_required").value:
        return
    fact = line.fact
    for number, comparison in enumerate(fact.comparisons):
        if comparison.compared_with not in _WITH or comparison.reason:
            continue
        if said(standard, "change_reason", fact.text) or not fact.text or _told_by_parts(line.record, line.index, comparison):
            continue
        rate = _rate(fact, comparison)
        if rate is None or abs(rate.value) < standard.number("reason_threshold") * _PERCENT:
            continue
        word = "下降" if rate.value < 0 else "增长"
        path = line.at(f"comparisons/{number}")
        shown = amounts.text(abs(rate.value))
        yield Finding(
            message=f"{name_of(fact)}{_WITH[comparison.compared_with]}{word} {shown}%，没有说明原因，请补充。",
            advice="写明具体原因：哪一项、因为什么、增减多少。",
            stated="无原因",
            expected="增减原因",
            paths=(path, line.at()),
            citations=standard.cite("change_reason_required"),
        )


def _told_by_parts(accounts: FinalAccounts, index: int, comparison: Comparison) -> bool:
    """Whether the parts of the quantity say why they changed: the reasons of the whole."""
    below = {index, *part_indices(accounts, index)}
    parts = [fact for fact in accounts.facts if fact.part_of in below]
    whole = accounts.facts[index]
    if _TOTAL.search(whole.label):  # 收入具体情况如下：1.……；2.……，逐项说明原因
        parts += [fact for fact in accounts.facts[index + 1 :] if fact.section == whole.section and not _TOTAL.search(fact.label)]
    return any(other.compared_with is comparison.compared_with and other.reason for fact in parts for other in fact.comparisons)


def _rate(fact: Fact, comparison: Comparison) -> Estimate | None:
    rate, change, base = change_rate(comparison), change_amount(comparison), derived_base(fact, comparison)
    if rate is not None:
        return rate
    if change is None or base is None or not base.value:
        return None
    try:
        return (change / base).times(_PERCENT)
    except ZeroDivisionError:
        return None
