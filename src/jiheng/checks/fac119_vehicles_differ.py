"""公务用车保有量与国有资产中的车辆数不一致。

## 查什么
「三公」部分的公务用车保有量与国有资产部分的车辆数不同，又没有说明差异；几处写的固定资产车辆数互不相同。

## 为什么
口径可以不同（待处置、执法执勤、单位自用），但要说清；不说清就像漏报。

## 依据
- accounts-disclosure#公务用车保有量、国有资产占用情况

## 示例
```yaml 不应报告
facts: [{label: 公务用车保有量, figure: 6辆}, {label: 车辆, figure: 6辆, section: 国有资产占用情况}]
===
# 差异已说明
facts:
  - label: 公务用车保有量
    figure: 5辆
    text: 公务用车保有量5辆。固定资产车辆6辆，与公务用车保有量差异原因是：有1辆车辆待处置。
  - {label: 车辆, figure: 6辆, section: 国有资产占用情况}
===
# 差异在下一句说明
facts: [{label: 公务用车保有量, figure: 5辆}, {label: 车辆, figure: 6辆, section: 国有资产占用情况}]
paragraphs: [年末公务用车保有量5辆。差异原因是有车辆已报废未核销。]
```
```yaml 应报告
facts: [{label: 公务用车保有量, figure: 5辆}, {label: 车辆, figure: 6辆, section: 国有资产占用情况}]
---
公务用车保有量 5 辆，国有资产中车辆 6 辆
===
facts: [{label: 国有资产占用情况中固定资产车辆, figure: 7辆, text: 差异原因是待处置}, {label: 车辆, figure: 6辆, section: 国有资产占用情况}]
---
车辆数前后不一致
===
# 说明的是经费的差异
facts: [{label: 公务用车保有量, figure: 5辆}, {label: 车辆, figure: 3辆, section: 国有资产占用情况}]
paragraphs: [公务用车运行维护费预决算差异率-10.69%，差异原因是厉行节约。单位公务用车保有量为5辆。]
---
公务用车保有量 5 辆，国有资产中车辆 3 辆
```

## 怎么改
核对固定资产卡片，口径不同的写明原因（待处置、编制外、非公务用车等）。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import Named, named
from jiheng.model import Estimate, FinalAccounts, Finding, Outcome, Relation, Severity
from jiheng.regulation import Standard

_EXPLAINED = re.compile(r"差异|待处置|待报废|报废|核销|口径|未核销|调拨|划转|不一致")
_ASIDE = re.compile(r"(\d+)\s*辆[^。；]{0,12}(?:待处置|待报废|报废|核销|封存|调拨|划转)")


@check("FAC119", severity=Severity.QUESTION)
def vehicles_differ(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    vehicles = [entry for entry in named(accounts, standard) if entry.fact.figure is not None and entry.fact.figure.unit in ("辆", "台")]
    owned = next((entry for entry in vehicles if entry.concept == "vehicles_owned"), None)
    assets = [entry for entry in vehicles if entry.concept == "asset_vehicles"]
    for other in assets[1:]:
        relation = _equal("车辆数两处一致", other, assets[0])
        yield relation
        if relation.outcome is Outcome.FAILS:
            yield _finding(f"车辆数前后不一致：{_text(assets[0])}、{_text(other)}。", other, assets[0], standard)
    if owned is None or not assets:
        return
    text = " ".join((*(entry.fact.text for entry in vehicles), *_told_of_vehicles(accounts)))
    aside = _ASIDE.search(text)
    if aside is not None and assets[0].fact.figure is not None and owned.fact.figure is not None:
        computed = Estimate.exactly(owned.fact.figure.value + Decimal(aside[1]))
        yield relate(
            f"车辆 = 公务用车保有量 + {aside[0]}", assets[0].fact.figure.as_exact(), computed, (assets[0].path, owned.path), decimals=0
        )
        return
    if _EXPLAINED.search(text):
        return
    relation = _equal("公务用车保有量 = 国有资产中的车辆", owned, assets[0])
    yield relation
    if relation.outcome is Outcome.FAILS:
        yield _finding(
            f"公务用车保有量 {_text(owned)}，国有资产中车辆 {_text(assets[0])}，没有说明差异，请核实。", owned, assets[0], standard
        )


def _told_of_vehicles(accounts: FinalAccounts) -> Iterator[str]:
    """Sentences on the vehicles kept, each with the next one: a difference that speaks of money is none of vehicles."""
    for paragraph in accounts.paragraphs:
        sentences = re.split("[。；]", paragraph)
        for sentence, following in zip(sentences, (*sentences[1:], ""), strict=True):
            if "保有量" in sentence:
                yield f"{sentence}。{'' if '元' in following else following}"


def _equal(name: str, one: Named, other: Named) -> Relation:
    assert one.fact.figure is not None and other.fact.figure is not None
    return relate(name, one.fact.figure.as_exact(), Estimate.exactly(other.fact.figure.value), (one.path, other.path), decimals=0)


def _text(entry: Named) -> str:
    return entry.fact.figure.with_unit if entry.fact.figure is not None else ""


def _finding(message: str, one: Named, other: Named, standard: Standard) -> Finding:
    return Finding(
        message=message,
        advice="核对固定资产卡片，口径不同的写明原因（待处置、编制外、非公务用车等）。",
        stated=_text(one),
        expected=_text(other),
        paths=(one.path, other.path),
        citations=standard.cite("required_sections"),
    )
