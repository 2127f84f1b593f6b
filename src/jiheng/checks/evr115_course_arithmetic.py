"""评分过程写的扣分、得分与得分栏不符。

## 查什么
「评分过程」末尾的「不扣分，得 3 分」「扣 2 分，得 1 分」应与权重、得分栏一致。

## 为什么
扣分的过程就是得分的依据。

## 依据
- 算术

## 示例
```yaml 不应报告
level3: 公示公开
weight: "3"
score: "2.4"
course: 未在网站公示，根据评分标准，该指标扣0.6分，得2.4分。
```
```yaml 应报告
level3: 公示公开
weight: "3"
score: "2.4"
course: 未在网站公示，根据评分标准，该指标扣0.5分，得2.5分。
---
2.5
===
level3: 公示公开
weight: "3"
score: "2"
course: 公示齐全，该指标不扣分，得2分。
---
不扣分
```

## 怎么改
核对扣分与得分。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import plain, points
from jiheng.checks.subjects import ScoreRow
from jiheng.checks.wording import squeezed
from jiheng.model import (
    Finding,
    Outcome,
    Relation,
    Severity,
    normal,
)
from jiheng.regulation import Standard


@check("EVR115", severity=Severity.MUST_FIX)
def course_arithmetic(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """The last statement of points in the course."""
    line = row.line
    text = normal(squeezed(line.course or line.deduction_reason))
    if line.weight is None or line.score is None or not text:
        return
    got = [Decimal(match[1]) for match in re.finditer(r"(?<![总综])得分?(?:为|:)?(\d+(?:\.\d+)?)分?(?=[。,，;；]|$)", text)]
    lost = [Decimal(match[1]) for match in re.finditer(r"(?<!每次)(?<!每处)(?<!每项)(?<!应)(?:扣|扣除|扣减)(?:分)?(\d+(?:\.\d+)?)分", text)]
    none = re.search(r"不扣分|不予扣分|未扣分", text) is not None
    name, paths = plain(line.level3), (row.at("course"), row.at("score"), row.at("weight"))
    result = re.search(r"=(\d+(?:\.\d+)?)分?(?:\(满分\d+(?:\.\d+)?分?\))?[。;；]?$", text)
    if result is not None and Decimal(result[1]) == line.score.value:
        # 算式写到了最后的得分，前面的「得」「扣」只是其中几步
        yield _relation(f"{name} 评分过程所写得分 = 得分", result[1], line.score.text, paths, holds=True)
        return
    if got:
        # 逐点给分的，最后一个数可能是一点的分，也可能是合计
        holds = line.score.value in (got[-1], sum(got, Decimal(0)), sum(got[:-1], Decimal(0)))
        if not holds and len(got) > 1:
            return
        yield _relation(f"{name} 评分过程所写得分 = 得分", points(got[-1]), line.score.text, paths, holds)
        if not holds:
            yield _finding(
                f"「{name}」评分过程写得 {points(got[-1])} 分，得分栏写 {line.score.text} 分。", points(got[-1]), line.score.text, paths
            )
            return
    if none or lost:
        loss = Decimal(0) if none else sum(lost, Decimal(0))
        rest = line.weight.value - loss
        holds = rest == line.score.value
        if not holds and (len(lost) > 1 or (none and lost)):
            return
        yield _relation(f"{name} 得分 = 权重 {line.weight.text} − 扣 {points(loss)}", line.score.text, points(rest), paths, holds)
        if not holds:
            what = "不扣分" if none else f"扣 {points(loss)} 分"
            yield _finding(
                f"「{name}」评分过程写{what}，权重 {line.weight.text} 分，应得 {points(rest)} 分，得分栏写 {line.score.text} 分。",
                line.score.text,
                points(rest),
                paths,
            )


def _relation(expression: str, stated: str, computed: str, paths: tuple[str, ...], holds: bool) -> Relation:
    return Relation(expression=expression, stated=stated, computed=computed, outcome=Outcome.HOLDS if holds else Outcome.FAILS, paths=paths)


def _finding(message: str, stated: str, expected: str, paths: tuple[str, ...]) -> Finding:
    return Finding(message=message, advice="核对扣分与得分。", stated=f"{stated} 分", expected=f"{expected} 分", paths=paths)
