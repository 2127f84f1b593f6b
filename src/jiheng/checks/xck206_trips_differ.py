"""因公出国（境）与项目自评表写的出访不一致。

## 查什么
自评表写有出国（境）团组的人数、国家的，与「三公」部分写的人次、国家比较；出访项目的执行数大于因公出国（境）费的，请说明性质。

## 为什么
同一次出访，人数、国家、费用应当对得上；对不上的，可能有出国费用没有计入「三公」经费。

## 依据
- practice#三公经费与项目自评互相印证

## 示例
```yaml 不应报告
- type: final_accounts
  facts:
    - {label: 因公出国（境）费支出, figure: "4.90", section: 三公经费, text: 代表团2人赴哈萨克斯坦开展交流}
    - {label: 因公出国（境）, figure: 2人次, section: 三公经费}
- {project: 赴哈萨克斯坦科技交流, actual_objective: 2人组成的代表团赴哈萨克斯坦交流。, funds: [{label: 年度资金总额, executed: "4.90"}]}
===
# 自评表没有出访
- type: final_accounts
  facts: [{label: 因公出国（境）, figure: 2人次, section: 三公经费}]
- {project: 科普活动, actual_objective: 组织80人参加培训。, funds: [{label: 年度资金总额, executed: "4.90"}]}
```
```yaml 应报告
- type: final_accounts
  facts:
    - {label: 因公出国（境）费支出, figure: "4.90", section: 三公经费, text: 代表团2人赴哈萨克斯坦开展交流}
    - {label: 因公出国（境）, figure: 2人次, section: 三公经费}
- {project: 科技合作交流调研团经费, actual_objective: 31人组成的调研团走访哈萨克斯坦、乌兹别克斯坦。, funds: [{label: 年度资金总额, executed: "23.50"}]}
---
31 人
===
- type: final_accounts
  facts:
    - {label: 因公出国（境）费支出, figure: "4.90", section: 三公经费, text: 代表团2人赴哈萨克斯坦开展交流}
    - {label: 因公出国（境）, figure: 2人次, section: 三公经费}
- {project: 科技合作交流调研团经费, actual_objective: 31人组成的调研团走访哈萨克斯坦、乌兹别克斯坦。, funds: [{label: 年度资金总额, executed: "23.50"}]}
---
18.60 万元
```

## 怎么改
核对出国任务批件和账目，写明团组人员构成、国别和费用列支渠道。
"""  # noqa: E501 - YAML examples keep a record on one line

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.evaluated_money import disclosure, forms, sum_of
from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import by_concept, in_unit, shown
from jiheng.checks.subjects import Dossier, Entry
from jiheng.checks.three_public import counts
from jiheng.checks.wording import any_of
from jiheng.model import Estimate, FinalAccounts, Finding, FundsKind, Outcome, Scope, SelfEvaluationForm, Severity
from jiheng.regulation import Standard

_ABROAD = re.compile(r"赴|走访|访问|出访|考察|前往")


@check("XCK206", severity=Severity.QUESTION)
def trips_differ(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    found = disclosure(dossier)
    if found is None:
        return
    entry, accounts = found
    trips = [(other, form, text) for other, form in forms(dossier, accounts, Scope.PROJECT) if (text := _trip(form, standard))]
    for other, form, text in trips:
        yield from _persons_and_countries(entry, accounts, other, form, text, standard)
        yield from _money(entry, accounts, other, form, standard)


def _trip(form: SelfEvaluationForm, standard: Standard) -> str:
    """The text of a form that tells of a trip abroad; "" for others."""
    text = f"{form.project or ''}。{form.actual_objective or ''}。{form.expected_objective or ''}"
    country = any_of(standard.words("countries")).search(text)
    group = any_of(standard.words("trip_groups")).search(text)
    told = any_of(standard.words("trip_words")).search(form.project or "")
    return text if (country and group and _ABROAD.search(text)) or (told and country) else ""


def _countries(text: str, standard: Standard) -> list[str]:
    return list(dict.fromkeys(any_of(standard.words("countries")).findall(text)))


def _persons_and_countries(
    entry: Entry, accounts: FinalAccounts, other: Entry, form: SelfEvaluationForm, text: str, standard: Standard
) -> Iterator[Said]:
    found = counts(accounts)
    index = found["travellers"][-1] if "travellers" in found else None
    stated = accounts.facts[index].figure if index is not None else None
    groups = "|".join(standard.words("trip_groups"))
    match = re.search(rf"(\d+)\s*(?:人|名)[^。；]{{0,8}}(?:{groups})|(?:{groups})[^。；，,]{{0,6}}(\d+)\s*(?:人|名)", text)
    told = " ".join(fact.text for fact in accounts.facts if "三公" in re.sub(r"[“”\"]", "", fact.section))
    ours, theirs = _countries(told, standard), _countries(text, standard)
    problems = []
    path = other.at("/actual_objective" if form.actual_objective else "/expected_objective")
    if stated is not None and match is not None:
        persons = Decimal(match[1] or match[2])
        paths = (entry.at(f"/facts/{index}/figure"), path)
        relation = relate("因公出国（境）人次 = 自评表写的团组人数", stated.as_exact(), Estimate.exactly(persons), paths, decimals=0)
        yield relation
        if relation.outcome is Outcome.FAILS:
            problems.append(f"「三公」部分写 {stated.text} 人次，自评表写 {persons} 人")
    if ours and theirs:
        here = (entry.at(f"/facts/{index}/figure") if index is not None else entry.at("/facts"), path)
        count = Estimate.exactly(Decimal(len(theirs)))
        shape = Estimate.exactly(Decimal(len(ours)))
        figure = stated.model_copy(update={"value": shape.value, "decimals": 0, "unit": "个"}) if stated is not None else None
        if figure is not None:
            yield relate("因公出国（境）国家数 = 自评表写的国家数", figure.as_exact(), count, here, decimals=0)
        if set(theirs) - set(ours):
            problems.append(f"「三公」部分写{'、'.join(ours)}，自评表写{'、'.join(theirs)}")
    if problems:
        anchor = next((i for i, fact in enumerate(accounts.facts) if any(c in fact.text for c in ours) and fact.figure is not None), index)
        yield Finding(
            message=f"「{form.project}」：{'；'.join(problems)}，请核实人员构成、国别。",
            advice="核对出国任务批件，写明团组人员构成和国别。",
            stated=problems[0],
            expected="两处一致",
            paths=(entry.at(f"/facts/{anchor}") if anchor is not None else entry.at(""), path),
            citations=standard.cite("account_tolerance"),
        )


def _money(entry: Entry, accounts: FinalAccounts, other: Entry, form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    overseas = next(iter(by_concept(accounts, standard).get("overseas", ())), None)
    total = sum_of([(other, form)], FundsKind.TOTAL, "executed")
    spent = in_unit(overseas.fact.figure, "万元") if overseas is not None and overseas.fact.figure is not None else None
    if overseas is None or spent is None or total is None:
        return
    value, paths = total
    if value.interval.low <= spent.interval.high:
        return
    gap = shown(value - spent)
    yield Finding(
        message=f"「{form.project}」执行 {shown(value)} 万元，因公出国（境）费只有 {shown(spent)} 万元，"
        f"其余 {gap} 万元的性质请说明（是否有出国费用没有计入「三公」经费）。",
        advice="说明项目中其余支出的用途；属于因公出国（境）费的，计入「三公」经费。",
        stated=shown(spent),
        expected=f"{shown(value)} 中未计入的 {gap} 说明性质",
        paths=(entry.at(overseas.path), *paths),
        citations=standard.cite("account_tolerance"),
    )
