"""同一个个数、金额在报告两处写得不一样。

## 查什么
两处写同一件事（名称相同，或一处的名称就是另一处的结尾，例如「收集、核对佐证材料」与「佐证材料」）的份数、次数、人数应一致；名称相近、数也相同的记入核对底稿。

## 为什么
同一件事只有一个数；改了一处常忘了另一处。

## 依据
- 同一事实两处不一，由报告本身证明

## 示例
```yaml 不应报告
label: 文件、账簿等佐证材料
figure: 10份
before: [{label: 收集、核对佐证材料, figure: 10份}]
record: {type: evaluation_report}
===
# 两次访谈的人数
label: 访谈
figure: 3人
before: [{label: 访谈, figure: 5人}]
record: {type: evaluation_report}
===
# 换一个单位
label: 已收回或者纠正
figure: 12600元
before: [{label: 已收回或者纠正, figure: 1.26万元}]
record: {type: evaluation_report}
===
# 金额写两次，可能是两笔钱
label: 涉及金额
figure: 3.50万元
before: [{label: 涉及金额, figure: 1.26万元}]
record: {type: evaluation_report}
```
```yaml 应报告
label: 核对佐证材料
figure: 12份
before: [{label: 收集、核对佐证材料, figure: 10份}]
record: {type: evaluation_report}
---
「核对佐证材料」写 12 份，前面「收集、核对佐证材料」写 10 份
```

## 怎么改
核实后改成同一个数。
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge

from jiheng.checks.per_record import once_per_record
from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import plain
from jiheng.checks.statements import in_unit
from jiheng.checks.subjects import FactLine
from jiheng.model import EvaluationReport, Finding, Outcome, Relation, Severity, amounts
from jiheng.regulation import Standard

#: Characters two labels must share at their end, or one must hold of the other.
_ALIKE = 2
#: What is counted once in a report: the materials, the questionnaires.
_ONCE = ("佐证材料", "佐证资料", "证明材料")
_NO_COUNT = frozenset({"%", "‰", "分", ""})


@check("EVR176", severity=Severity.QUESTION)
def count_repeated_differs(line: FactLine, standard: Standard) -> Iterator[Said]:
    """A stated figure against the facts told before it."""
    figure, name = line.fact.figure, plain(line.fact.label)
    if not isinstance(line.record, EvaluationReport) or figure is None or figure.unit in _NO_COUNT or len(name) < _ALIKE:
        return
    told = _told(line.record)
    for index, other in merge(told.get(amounts.base_unit(figure.unit)[0], ()), told.get("", ())):
        if index >= line.index:
            return
        earlier = line.record.facts[index]
        value = in_unit(earlier.figure, figure.unit) if earlier.figure is not None and _alike(name, other) else None
        if value is None or earlier.figure is None:
            continue
        same = figure.interval.overlaps(value.interval)
        sure = any(name.endswith(word) and other.endswith(word) for word in _ONCE) and line.fact.year == earlier.year
        if not same and not sure:
            continue
        paths = (line.at("figure"), f"/facts/{index}/figure")
        yield Relation(
            expression=f"「{line.fact.label}」= 前面「{earlier.label}」",
            stated=figure.text,
            computed=earlier.figure.text,
            outcome=Outcome.HOLDS if same else Outcome.FAILS,
            paths=paths,
        )
        if not same:
            yield Finding(
                message=f"「{line.fact.label}」写 {figure.with_unit}，前面「{earlier.label}」写 {earlier.figure.with_unit}，请核实。",
                advice="核实后改成同一个数。",
                stated=figure.with_unit,
                expected=earlier.figure.with_unit,
                paths=paths,
            )
        return


@once_per_record
def _told(report: EvaluationReport) -> dict[str, list[tuple[int, str]]]:
    """The facts that count something, with their plain names, by what their units count in, in their order."""
    found: dict[str, list[tuple[int, str]]] = {}
    for index, fact in enumerate(report.facts):
        if fact.figure is not None and len(name := plain(fact.label)) >= _ALIKE:
            unit = fact.figure.unit
            found.setdefault(amounts.base_unit(unit)[0] if unit else "", []).append((index, name))
    return found


def _alike(one: str, other: str) -> bool:
    """Whether two labels name one thing: the same word at their end, or one within the other."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _ALIKE and (short in long or (len(short) > _ALIKE and one[-_ALIKE - 1 :] == other[-_ALIKE - 1 :]))
