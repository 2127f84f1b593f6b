"""总体目标中的数量没有对应的指标。

## 查什么
年度总体目标写明要完成的数量（标准 2 个、签约金额 1 亿元……），而指标表里没有一项说的是同一件事。每张表只报一次；
自评表同时看实际完成情况是否提到。

## 为什么
写进目标而不设指标，完成与否都不影响得分，目标就落空了。

## 依据
- 《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：指标应与目标对应

## 示例
```yaml 不应报告
expected_objective: 培训农技员80人，申报农业标准2个。
indicators:
  - {name: 培训农技员人数, target: ≥80人}
  - {name: 申报农业技术标准数量, target: ≥2个}
===
expected_objective: 在全县 4 个乡镇开展服务，每月巡查 2 次，培训农技员80人。
indicators:
  - {name: 培训农技员人数, target: ≥80人}
```
```yaml 应报告
expected_objective: 培训农技员80人，申报农业标准2个，登记科技成果5项。
actual_objective: 培训农技员80人。
indicators:
  - {name: 培训农技员人数, target: ≥80人}
---
没有对应的指标
===
expected_objective: 计划签订合作协议4个，签约金额1亿元。
indicators:
  - {name: 签订协议数量, target: ≥4个}
---
没有对应的指标
```

## 怎么改
补设相应指标；不再考核的，从总体目标中删去。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.prose import is_comparable, is_count, links, similar_indicator
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import grams, likeness, said
from jiheng.model import Finding, Form, SelfEvaluationForm, Severity, amounts
from jiheng.model.mentions import Mention, mentions
from jiheng.regulation import Standard

#: How alike a sentence of the account must be to speak of the same thing.
_REPORTED = 0.5


@check("OBJ221", severity=Severity.QUESTION)
def objective_without_indicator(form: Form, standard: Standard) -> Iterator[Said]:
    """Quantities promised in prose that no indicator measures; once per form."""
    text = form.expected_objective
    if not text or not form.indicators:
        return
    linked = {link.mention.start for link in links(form, text, "target", standard)}
    told = mentions(text)
    summed = {mention.figure.unit for mention in told if mention.is_total}
    missing = [
        mention
        for mention in told
        if mention.start not in linked
        and mention.figure.unit not in summed  # 分项：合计数另行核对
        and _is_promise(mention, standard)
        and similar_indicator(form, mention, standard) is None
    ]
    if not missing:
        return
    items = [f"{_noun(mention)}{mention.text}" for mention in missing]
    account = form.actual_objective if isinstance(form, SelfEvaluationForm) else None
    untold = [item for item, mention in zip(items, missing, strict=True) if account and not _reported(mention, account, standard)]
    money = any(amounts.is_money(mention.figure.unit) for mention in missing)
    yield Finding(
        severity=Severity.QUESTION if len(missing) > 1 or money else Severity.NOTE,
        message=f"总体目标中的「{'」「'.join(items)}」没有对应的指标"
        + (f"，实际完成情况也没有说明「{'」「'.join(untold)}」" if untold else "")
        + "。",
        advice="补设相应指标；不再考核的，从总体目标中删去。",
        stated="；".join(items),
        expected="每项数量目标有对应的指标和完成情况",
        paths=("/expected_objective", *(("/actual_objective",) if untold else ())),
        quotes={"/expected_objective": missing[0].clause},
        citations=standard.cite("quantification_floor"),
    )


def _is_promise(mention: Mention, standard: Standard) -> bool:
    """A quantity of something to be done: a verb before it and a thing besides the verb."""
    if not is_count(mention) or not is_comparable(mention) or mention.change is not None:
        return False
    if amounts.is_money(mention.figure.unit):  # 资金安排不是目标，签约额、销售额才是
        return mention.before.endswith("额") and not said(standard, "money_words", mention.before)
    if not (mention.verb and mention.verb in mention.before):
        return False
    return bool(grams(_noun(mention).replace(mention.verb, ""), standard))


def _noun(mention: Mention) -> str:
    return mention.before if not mention.after else mention.noun


def _reported(mention: Mention, account: str, standard: Standard) -> bool:
    return any(
        likeness(_noun(mention), other.noun, standard, other.phrase).mean >= _REPORTED
        for other in mentions(account)
        if other.figure.unit == mention.figure.unit or amounts.comparable(other.figure.unit, mention.figure.unit)
    )
