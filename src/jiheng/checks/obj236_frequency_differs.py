"""总体目标的频次与指标的频次不一致。

## 查什么
总体目标写「每周正播一次、复播一次」，说同一件事的指标却填「1 周 1 次」。

## 为什么
频次是产出的一部分，两处应一致。

## 依据
- 同一张表两处说法矛盾，由表本身证明

## 示例
```yaml 不应报告
expected_objective: 栏目每周播放2次。
indicators:
  - {name: 栏目每周播放次数, target: =1周2次}
===
expected_objective: 每周巡查1次。
indicators:
  - {name: 栏目每周播放次数, target: =1周2次}
```
```yaml 应报告
expected_objective: 栏目每周正播一次，复播一次。
indicators:
  - {name: 栏目每周播放次数, target: =1周1次}
---
每周 2 次
```

## 怎么改
核对频次，统一两处。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.computations import periodic
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import bare_name, grams
from jiheng.model import Finding, Form, Outcome, Relation, Severity, amounts
from jiheng.model.mention_grammar import Period
from jiheng.regulation import Standard

_PERIODS = {"天": Period.DAY, "日": Period.DAY, "周": Period.WEEK, "月": Period.MONTH, "季度": Period.QUARTER, "季": Period.QUARTER}


@check("OBJ236", severity=Severity.QUESTION)
def frequency_differs(form: Form, standard: Standard) -> Iterator[Said]:
    """So often in the prose, so often in the table."""
    told = list(periodic(form.expected_objective or ""))
    for index, indicator in enumerate(form.indicators):
        figure = indicator.target.figure if indicator.target is not None else None
        unit, _, per = figure.unit.partition("/") if figure is not None else ("", "", "")
        if figure is None or indicator.target is None or per not in _PERIODS:
            continue
        acts = {char for gram in grams(bare_name(indicator), standard) for char in gram}
        for mention, value, plain in told:
            if mention.period is not _PERIODS[per] or plain != unit or not acts & set(mention.before[-1:]):
                continue
            agrees = value == figure.value
            shown = amounts.text(value, None)
            paths = ("/expected_objective", f"/indicators/{index}/target")
            yield Relation(
                expression=f"总体目标每{per} {shown}{unit} =「{indicator.name}」指标值",
                stated=shown,
                computed=figure.text,
                outcome=Outcome.HOLDS if agrees else Outcome.FAILS,
                paths=paths,
            )
            if not agrees:
                yield Finding(
                    severity=Severity.QUESTION,
                    message=f"总体目标为每{per} {shown} {unit}（「{mention.clause}」起），"
                    f"「{indicator.name}」的指标值却是 {indicator.target.raw}。请核实。",
                    advice="核对频次，统一两处。",
                    stated=f"指标值 {indicator.target.raw}",
                    expected=f"每{per} {shown} {unit}",
                    paths=(paths[1], paths[0]),
                    quotes={"/expected_objective": mention.clause},
                )
