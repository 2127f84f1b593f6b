"""实际完成情况没有达到总体目标。

## 查什么
总体目标与实际完成情况两段文字说的是同一件事（文字相近、单位相容），完成的数少于目标的数，而指标表没有反映这一差距。

## 为什么
指标都得满分，目标却没有完成，自评结论就不成立；文字若还称「已完成」，更是自相矛盾。

## 依据
- 同一张表两处数字比较，由表本身证明

## 示例
```yaml 不应报告
expected_objective: 计划签约金额1亿元。
actual_objective: 签约金额1.2亿元。
===
expected_objective: 培训农民80人。
actual_objective: 培训农民70人。
indicators:
  - {name: 培训农民人数, target: ≥80人, actual: 70人, deviation_reason: 因雪灾停办一场。}
===
expected_objective: 投诉件数不超过10件。
actual_objective: 投诉件数3件。
===
expected_objective: 30万元用于设计、规划、测绘。
actual_objective: 29.99万元用于设计、规划、测绘。
===
expected_objective: 每月播出2期，全年播出24期。
actual_objective: 每月播出2期，全年播出24期。
```
```yaml 应报告
expected_objective: 计划签订协议4个，签约意向金额1亿元。
actual_objective: 签订协议20个，签约意向金额为5000万元。
indicators:
  - {name: 签订协议数量, target: ≥4个, actual: 20个}
---
50.00%
===
expected_objective: 累计全年播出48次。
actual_objective: 全年播出24期，已完成年初预期目标。
---
已完成年初预期目标
```

## 怎么改
说明未完成的原因，增设或改正相应指标并扣分；文字改为实际情况。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.pledges import Pledge, pledges
from jiheng.checks.prose import links
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import said
from jiheng.model import Direction, Finding, Outcome, Relation, SelfEvaluationForm, Severity, amounts
from jiheng.regulation import Standard


@check("SEV302", severity=Severity.QUESTION)
def account_short_of_objective(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    """Less told than promised, of a thing that no indicator measures."""
    measured = {link.mention.start for link in links(form, form.expected_objective, "target", standard)}
    told = {link.mention.start for link in links(form, form.actual_objective, "actual", standard)}
    for pledge in pledges(form, standard):
        if pledge.promised.start in measured or pledge.told.start in told:
            continue
        if pledge.promised.direction is Direction.AT_MOST or _is_spending(pledge, standard):
            continue
        short = pledge.reached < pledge.wanted and not (pledge.told.approximate or pledge.told.direction is Direction.AT_LEAST)
        yield Relation(
            expression=f"实际完成「{pledge.told.clause}」达到总体目标「{pledge.promised.clause}」",
            stated=amounts.text(pledge.reached, None),
            computed=amounts.text(pledge.wanted, None),
            outcome=Outcome.FAILS if short else Outcome.HOLDS,
            paths=("/actual_objective", "/expected_objective"),
        )
        if short:
            yield _finding(form, pledge, standard)


def _is_spending(pledge: Pledge, standard: Standard) -> bool:
    """Money laid out: less of it is a saving, not a shortfall."""
    return amounts.is_money(pledge.promised.figure.unit) and bool(said(standard, "spending_words", pledge.promised.clause))


def _finding(form: SelfEvaluationForm, pledge: Pledge, standard: Standard) -> Finding:
    percent = amounts.text(pledge.reached / pledge.wanted * 100)
    claim = said(standard, "claims_done", form.actual_objective)
    certain = pledge.alike >= float(standard.number("prose_certain"))
    return Finding(
        severity=Severity.MUST_FIX if certain and claim else Severity.QUESTION,
        message=f"总体目标「{pledge.promised.clause}」（{pledge.promised.text}），实际完成「{pledge.told.clause}」（{pledge.told.text}），"
        f"只完成 {percent}%，没有指标反映、没有扣分" + (f"，却称「{claim}」。" if claim else "。"),
        advice="说明未完成的原因，增设或改正相应指标并扣分；文字改为实际情况。",
        stated=f"实际 {pledge.told.text}",
        expected=f"目标 {pledge.promised.text}",
        paths=("/actual_objective", "/expected_objective"),
        quotes={"/actual_objective": pledge.told.clause, "/expected_objective": pledge.promised.clause},
        trace=f"{pledge.told.text} ÷ {pledge.promised.text} = {percent}%",
    )
