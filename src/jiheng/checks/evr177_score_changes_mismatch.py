"""得分调整的个数、合计与逐项写出的不符。

## 查什么
「调整得分 2 处：甲由 4.50 分调整为 4.75 分；乙由 3.00 分调整为 3.50 分。调整合计增加 0.75 分」：处数应等于逐项写出的个数，合计应等于各处之差相加。

## 为什么
算术；调整后的总分由它来。

## 依据
- 算术

## 示例
```yaml 不应报告
label: 调整合计
figure: 0.75分
text: 调整合计增加0.75分
paragraphs: [调整得分2处：甲由4.50分调整为4.75分；乙由3.00分调整为3.50分。调整合计增加0.75分。]
===
# 没有逐项写出
label: 调整得分
figure: 2处
text: 调整得分2处
paragraphs: [调整得分2处，见附件。]
```
```yaml 应报告
label: 调整合计
figure: 0.85分
text: 调整合计增加0.85分
paragraphs: [调整得分2处：甲由4.50分调整为4.75分；乙由3.00分调整为3.50分。调整合计增加0.85分。]
---
各处之差相加为 0.75 分
===
label: 调整得分
figure: 3处
text: 调整得分3处
paragraphs: [调整得分3处：甲由4.50分调整为4.75分；乙由3.00分调整为3.50分。]
---
逐项写出 2 处
===
# 合计写成增减的
label: 调整
other: 增加0.85分
text: 调整合计增加0.85分
paragraphs: [调整得分2处：甲由4.50分调整为4.75分；乙由3.00分调整为3.50分。调整合计增加0.85分。]
---
各处之差相加为 0.75 分
```

## 怎么改
核对逐项的调整，改正处数或合计。
"""  # noqa: E501 - a paragraph of the page stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import FactLine
from jiheng.model import EvaluationReport, Figure, Finding, Outcome, Relation, Severity
from jiheng.regulation import Standard

_N = r"\d{1,3}(?:\.\d+)?"
_TOTAL = re.compile(rf"(?:合计|共计|累计)(?:净?增加|净?减少|调增|调减|增减)?(?:了|为)?\s*(?P<n>{_N})\s*分")
_CHANGE = re.compile(rf"由\s*(?P<old>{_N})\s*分\s*(?:调整|修改|更正|改|变|调增|调减)(?:为|到|至)\s*(?P<new>{_N})\s*分")


@check("EVR177", severity=Severity.QUESTION)
def score_changes_mismatch(line: FactLine, standard: Standard) -> Iterator[Said]:
    """The count and the sum of the changes its paragraph tells one by one."""
    said, text = _stated(line), line.fact.text
    if said is None or not text or not isinstance(line.record, EvaluationReport):
        return
    number, paragraph = next(((i, one) for i, one in enumerate(line.record.paragraphs) if text in one), (0, ""))
    changes = [(Decimal(match["old"]), Decimal(match["new"])) for match in _CHANGE.finditer(paragraph)]
    if not changes:
        return
    stated = _Stated(line=line, figure=said[0], at=said[1], place=f"/paragraphs/{number}")
    if stated.figure.unit == "处":
        yield from _counted(stated, len(changes))
    elif stated.figure.unit == "分" and (told := _TOTAL.search(paragraph)):
        yield from _total(stated, changes, Decimal(told["n"]), is_total=_TOTAL.search(text) is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """The figure of the sentence, where it stands in the record, and the paragraph that tells the changes."""

    line: FactLine
    figure: Figure
    at: str
    place: str


def _stated(line: FactLine) -> tuple[Figure, str] | None:
    """The figure of the sentence; 「合计增加2.00分」 is read as a change without a figure of its own."""
    if line.fact.figure is not None:
        return line.fact.figure, line.at("figure")
    amounts = [(item.amount, line.at(f"comparisons/{number}/amount")) for number, item in enumerate(line.fact.comparisons)]
    return next(((amount, at) for amount, at in amounts if amount is not None), None)


def _counted(stated: _Stated, count: int) -> Iterator[Said]:
    same = stated.figure.value == count
    yield Relation(
        expression=f"「{stated.line.fact.label}」= 逐项写出的处数",
        stated=stated.figure.text,
        computed=str(count),
        outcome=Outcome.HOLDS if same else Outcome.FAILS,
        paths=(stated.at, stated.place),
    )
    if not same:
        yield _finding(stated, f"「{stated.line.fact.text}」，逐项写出 {count} 处，请核实。", f"{count} 处")


def _total(stated: _Stated, changes: list[tuple[Decimal, Decimal]], told: Decimal, *, is_total: bool) -> Iterator[Said]:
    """The sum of the changes against the total told; each end of a change is a term of it."""
    total = abs(sum((new - old for old, new in changes), Decimal(0)))
    if not is_total and not any(stated.figure.value in change for change in changes):
        return
    same = told == total
    if same or is_total:
        yield Relation(
            expression="得分调整合计 = 各处之差相加",
            stated=f"{told}",
            computed=f"{total}",
            outcome=Outcome.HOLDS if same else Outcome.FAILS,
            paths=(stated.at, stated.place),
        )
    if is_total and not same:
        yield _finding(stated, f"「{stated.line.fact.text}」，各处之差相加为 {total} 分，请核实。", f"{total} 分")


def _finding(stated: _Stated, message: str, expected: str) -> Finding:
    return Finding(
        message=message,
        advice="核对逐项的调整，改正处数或合计。",
        stated=stated.figure.with_unit,
        expected=expected,
        paths=(stated.at, stated.place),
    )
