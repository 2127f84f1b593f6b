"""一句话里的个数与逐类列出的个数对不上。

## 查什么
「登记 5 件：待受理 1 件，已答复 4 件」「问题 3 个，已完成 2 个，正在整改 1 个」「意见 4 条，采纳 3 条，不采纳 1 条」：逐类相加应等于总数；「涉及金额合计 4.76 万元」应等于前面各处「涉及金额」之和。

## 为什么
算术。

## 依据
- 算术

## 示例
```yaml 不应报告
label: 共收到意见
figure: 4条
record:
  type: evaluation_report
  facts: []
===
# 三件事，不是总数和分项
label: 共召开会议
figure: 5次
text: 共召开会议5次
after: [{label: 组织培训, figure: 3次, text: 组织培训3次}, {label: 开展检查, figure: 1次, text: 开展检查1次}]
paragraphs: [共召开会议5次，组织培训3次，开展检查1次。]
===
label: 共收到意见
figure: 4条
text: 共收到意见4条
after: [{label: 采纳, figure: 3条, text: 采纳3条}, {label: 不采纳, figure: 1条, text: 不采纳1条}]
paragraphs: [共收到意见4条，采纳3条，不采纳1条。]
===
# 各级指标不是分项
label: 指标体系由一级指标
figure: 4个
text: 由一级指标4个
after: [{label: 二级指标, figure: 10个, text: 二级指标10个}, {label: 三级指标, figure: 20个, text: 三级指标20个}]
paragraphs: [指标体系由一级指标4个、二级指标10个、三级指标20个构成。]
===
# 各类里的一类，不是总数
label: 待受理
figure: 1件
text: 待受理1件
before: [{label: 登记投诉, figure: 3件, text: 登记投诉3件}]
after: [{label: 已受理, figure: 1件, text: 已受理1件}, {label: 已答复, figure: 1件, text: 已答复1件}]
paragraphs: [登记投诉3件：待受理1件，已受理1件，已答复1件。]
===
# 下一句另起
label: 共收到意见
figure: 4条
text: 共收到意见4条
after: [{label: 采纳, figure: 3条, text: 采纳3条}, {label: 未采纳, figure: 2条, text: 未采纳2条}]
paragraphs: [共收到意见4条。上一年采纳3条，未采纳2条。]
```
```yaml 应报告
label: 共收到意见
figure: 5条
text: 共收到意见5条
after: [{label: 采纳, figure: 3条, text: 采纳3条}, {label: 不采纳, figure: 1条, text: 不采纳1条}]
paragraphs: [共收到意见5条，采纳3条，不采纳1条。]
---
写 5 条，所列各类相加为 4 条
===
label: 通知所列问题
figure: 3个
text: 通知所列问题3个
after: [{label: 已完成, figure: 1个, text: 已完成1个}, {label: 正在整改, figure: 1个, text: 正在整改1个}]
paragraphs: [通知所列问题3个，已完成1个，正在整改1个。]
---
写 3 个，所列各类相加为 2 个
===
label: 问题涉及金额合计
figure: 4.76万元
before: [{label: 涉及金额, figure: 1.26万元}, {label: 涉及金额, figure: 3.00万元}]
record: {type: evaluation_report}
---
涉及金额合计写 4.76 万元，前面各处相加为 4.26 万元
```

## 怎么改
核对总数和各类个数。
"""  # noqa: E501 - a paragraph of the page stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.report_money import same_unit
from jiheng.checks.sentences import behind
from jiheng.checks.statements import part_indices
from jiheng.checks.subjects import FactLine
from jiheng.model import Estimate, EvaluationReport, Fact, Figure, Finding, Outcome, Relation, Severity, amounts, summed
from jiheng.regulation import Standard

#: What a thing can be in: each is in one of them.
_STATES = re.compile(r"^(?:已|正在|未|尚|待|不|部分|无)|[^，。]*(?:未|尚未)[^，。]{0,4}$")
#: What stands before a word to make another kind of it: 部分采纳, 不采纳.
_DEGREE = re.compile(r"部分|全部|基本|不|未|已|没有|不予")
_RATIOS = frozenset({"%", "‰", "分", "个百分点"})
_TOTAL = re.compile(r"(?:合计|总计|共计)$")


@check("EVR171", severity=Severity.QUESTION)
def told_parts_mismatch(line: FactLine, standard: Standard) -> Iterator[Said]:
    """A count with the kinds listed behind it, an amount with those of the same name before it."""
    figure = line.fact.figure
    if figure is None or not isinstance(line.record, EvaluationReport) or part_indices(line.record, line.index):
        return
    if amounts.is_money(figure.unit):
        yield from _amounts(line, figure)
    elif figure.unit not in _RATIOS and not figure.decimals:
        yield from _counts(line, figure)


def _counts(line: FactLine, figure: Figure) -> Iterator[Said]:
    parts = list(behind(line.record, line.index, figure))
    if len(parts) < 2 or _is_listed(line, figure):
        return
    computed = summed(Estimate.printed(part.figure) for _, part in parts if part.figure is not None)
    paths = (line.at("figure"), *(f"/facts/{index}/figure" for index, _ in parts))
    names = " + ".join(part.label for _, part in parts)
    relation = relate(f"{line.fact.label} = {names}", figure, computed, paths, decimals=0)
    if relation.outcome is Outcome.HOLDS:
        yield relation
    elif _are_kinds([part for _, part in parts]):
        yield relation
        yield _finding(
            line, figure, f"「{line.fact.label}」写 {figure.with_unit}，所列各类相加为 {relation.computed} {figure.unit}", relation
        )


def _is_listed(line: FactLine, figure: Figure) -> bool:
    """Whether it is itself one of the kinds listed behind the count before it."""
    before = line.record.facts[line.index - 1].figure if line.index else None
    return (
        before is not None
        and before.unit == figure.unit
        and any(index == line.index for index, _ in behind(line.record, line.index - 1, before))
    )


def _are_kinds(parts: list[Fact]) -> bool:
    """Whether the parts are all that a thing can be: states, or kinds of one name (采纳、部分采纳、不采纳)."""
    labels = [part.label for part in parts]
    shortest = min(labels, key=len)
    kinds = all(label == shortest or _DEGREE.fullmatch(label.removesuffix(shortest)) for label in labels)
    return len(set(labels)) == len(labels) and (kinds or all(_STATES.search(label) for label in labels))


def _amounts(line: FactLine, figure: Figure) -> Iterator[Said]:
    """A total (…合计) against the amounts of the same name told before it."""
    name = _TOTAL.sub("", line.fact.label)
    if name == line.fact.label or len(name) < 2:
        return
    parts = [
        (index, value)
        for index, fact in enumerate(line.record.facts[: line.index])
        if fact.figure is not None
        and fact.label.strip() == name[-len(fact.label.strip()) :]
        and len(fact.label.strip()) > 1
        and (value := same_unit(fact.figure, figure.unit)) is not None
    ]
    if len(parts) < 2:
        return
    computed = summed(value for _, value in parts)
    paths = (line.at("figure"), *(f"/facts/{index}/figure" for index, _ in parts))
    relation = relate(f"{line.fact.label} = 前面各处之和", figure, computed, paths)
    yield relation
    if relation.outcome is Outcome.FAILS:
        yield _finding(line, figure, f"{line.fact.label}写 {figure.with_unit}，前面各处相加为 {relation.computed} {figure.unit}", relation)


def _finding(line: FactLine, figure: Figure, said: str, relation: Relation) -> Finding:
    return Finding(
        message=f"{said}，请核实。",
        advice="核对总数和各类个数。",
        stated=figure.with_unit,
        expected=f"{relation.computed} {figure.unit}",
        paths=relation.paths,
    )
