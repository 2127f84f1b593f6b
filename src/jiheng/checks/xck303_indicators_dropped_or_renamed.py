"""申报的指标在监控表或自评表里不见了，或改了名。

## 查什么
绩效目标申报表的指标应逐条出现在同一项目的监控表和自评表里；缺少的、新添的、名称改动的列出。每张表只报一次。

## 为什么
删去完不成的指标，换上完得成的，自评就失去意义。

## 依据
- mof-2015-88#绩效目标调整须报批

## 示例
```yaml 不应报告
- {type: objective_form, project: 道路养护, indicators: [{name: 养护里程}, {name: 群众满意度（%）}]}
- {project: 道路养护, indicators: [{name: 养护里程}, {name: 群众满意度}]}
===
# 没有读出指标
- {type: objective_form, project: 道路养护, indicators: [{name: 养护里程}]}
- {project: 道路养护}
===
# 自评表只是多了一条
- {type: objective_form, project: 道路养护, indicators: [{name: 养护里程}]}
- {project: 道路养护, indicators: [{name: 养护里程}, {name: 群众满意度}]}
```
```yaml 应报告
- {type: objective_form, project: 道路养护, indicators: [{name: 养护里程}, {name: 桥梁检测数量}, {name: 群众满意度}]}
- {project: 道路养护, indicators: [{name: 养护里程}, {name: 群众满意度}]}
---
绩效目标申报表 3 个指标，绩效自评表缺少「桥梁检测数量」
===
- {type: objective_form, project: 道路养护, indicators: [{name: 养护公路里程}, {name: 群众满意度}]}
- {type: monitoring_form, project: 道路养护, indicators: [{name: 养护公路里程数}, {name: 群众满意度}]}
---
「养护公路里程」改为「养护公路里程数」
```

## 怎么改
按批复的指标逐条填写；经批准调整的，附调整批复。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.stages import FORM_NAMES, listed, matching, renamed, with_basis
from jiheng.checks.subjects import Dossier
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard


@check("XCK303", severity=Severity.QUESTION)
def indicators_dropped_or_renamed(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    for entry, form, basis_entry, basis in with_basis(dossier):
        if not form.indicators or not basis.indicators:
            continue
        same = matching(basis.indicators, form.indicators)
        changed = renamed(basis.indicators, form.indicators, same, standard)
        names = {row.name for row in form.indicators}
        dropped = [
            index
            for index, row in enumerate(basis.indicators)
            if row.name and index not in same and index not in changed and row.name not in names
        ]
        added = [row.name for index, row in enumerate(form.indicators) if index not in same.values() and index not in changed.values()]
        where, there = FORM_NAMES[form.type], FORM_NAMES[basis.type]
        paths = tuple(basis_entry.at(f"/indicators/{index}/name") for index in (*dropped, *changed))
        yield counted(
            f"{there}的指标都在{where}里", len(dropped) + len(changed), paths or (basis_entry.at("/indicators/0/name"), entry.at(""))
        )
        if not dropped and not changed:
            continue
        parts = [
            f"缺少{listed([f'「{basis.indicators[index].name}」' for index in dropped])}" if dropped else "",
            f"另有申报表没有的{listed([f'「{name}」' for name in added if name])}" if dropped and any(added) else "",
            listed([f"「{basis.indicators[one].name}」改为「{form.indicators[other].name}」" for one, other in changed.items()]),
        ]
        here = tuple(entry.at(f"/indicators/{other}/name") for other in changed.values()) or (entry.at("/indicators"),)
        yield Finding(
            message=f"{there} {len(basis.indicators)} 个指标，{where}{'；'.join(part for part in parts if part)}，请核实调整是否经批准。",
            advice="按批复的指标逐条填写；经批准调整的，附调整批复。",
            stated=f"{len(form.indicators)} 个指标",
            expected=f"{len(basis.indicators)} 个指标",
            paths=(*here, *paths),
            citations=standard.cite("objective_followed"),
        )
