"""指标分值与绩效目标申报表不同。

## 查什么
同一项目的监控表、自评表与绩效目标申报表都写了分值的同名指标，分值应相同；整表按比例折算的（例如 100 分折成 90 分）不算不同。

## 为什么
权重随目标一并批复；完不成的指标改低分值，总分就高了。

## 依据
- mof-2015-88#绩效目标调整须报批

## 示例
```yaml 不应报告
- {type: objective_form, project: 道路养护, indicators: [{name: 养护里程, weight: "50"}, {name: 群众满意度, weight: "10"}]}
- {project: 道路养护, indicators: [{name: 养护里程, weight: "50.0"}, {name: 群众满意度, weight: "10"}]}
===
# 执行率占 10 分，指标按九折折算
- {type: objective_form, project: 道路养护, indicators: [{name: 养护里程, weight: "60"}, {name: 群众满意度, weight: "40"}]}
- {project: 道路养护, indicators: [{name: 养护里程, weight: "54"}, {name: 群众满意度, weight: "36"}]}
===
# 申报表没有分值
- {type: objective_form, project: 道路养护, indicators: [{name: 养护里程}]}
- {project: 道路养护, indicators: [{name: 养护里程, weight: "50"}]}
```
```yaml 应报告
- {type: objective_form, project: 道路养护, indicators: [{name: 养护里程, weight: "60"}, {name: 群众满意度, weight: "30"}]}
- {project: 道路养护, indicators: [{name: 养护里程, weight: "40"}, {name: 群众满意度, weight: "50"}]}
---
绩效自评表分值与绩效目标申报表不同：「养护里程」40（应 60）、「群众满意度」50（应 30）
```

## 怎么改
按批复的分值填写；经批准调整的，附调整批复。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.registry import Said, check
from jiheng.checks.stages import FORM_NAMES, listed, matching, with_basis
from jiheng.checks.subjects import Dossier
from jiheng.model import AnyForm, Finding, Outcome, Relation, Severity
from jiheng.regulation import Standard


@check("XCK302", severity=Severity.QUESTION)
def weight_differs_from_objective(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    for entry, form, basis_entry, basis in with_basis(dossier):
        scale = _scale(form, basis)
        wrong: list[str] = []
        paths: list[str] = []
        where, there = FORM_NAMES[form.type], FORM_NAMES[basis.type]
        for ours, theirs in sorted(matching(form.indicators, basis.indicators).items()):
            own, approved = form.indicators[ours].weight, basis.indicators[theirs].weight
            if own is None or approved is None:
                continue
            places = (entry.at(f"/indicators/{ours}/weight"), basis_entry.at(f"/indicators/{theirs}/weight"))
            agrees = own.value == approved.value or own.interval.contains(approved.value * scale)
            name = form.indicators[ours].name
            yield Relation(
                expression=f"{where}「{name}」分值 = {there}分值",
                stated=own.text,
                computed=approved.text,
                outcome=Outcome.HOLDS if agrees else Outcome.FAILS,
                paths=places,
            )
            if not agrees:
                wrong.append(f"「{name}」{own.text}（应 {approved.text}）")
                paths.extend(places)
        if wrong:
            yield Finding(
                message=f"{where}分值与{there}不同：{listed(wrong)}，请核实调整是否经批准。",
                advice="按批复的分值填写；经批准调整的，附调整批复。",
                stated=wrong[0],
                expected=f"与{there}相同",
                paths=tuple(paths),
                citations=standard.cite("objective_followed"),
            )


def _scale(form: AnyForm, basis: AnyForm) -> Decimal:
    """By how much the points of the whole form were scaled."""
    own, approved = (sum((row.weight.value for row in one.indicators if row.weight), Decimal(0)) for one in (form, basis))
    return own / approved if own and approved else Decimal(1)
