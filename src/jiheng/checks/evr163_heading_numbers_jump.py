"""标题编号不连续。

## 查什么
同级标题的序号应从一开始连续：（一）（二）（四）缺（三），或重复编号。

## 为什么
缺号多半是删了一节没有改编号，或漏了一节。

## 依据
- 通行做法

## 示例
```yaml 不应报告
headings: [{level: 1, number: 一、, title: 甲}, {level: 2, number: （一）, title: 乙}, {level: 2, number: （二）, title: 丙}, {level: 1, number: 二、, title: 丁}, {level: 2, number: （一）, title: 戊}]
```
```yaml 应报告
headings: [{level: 1, number: 一、, title: 甲}, {level: 1, number: 二、, title: 乙}, {level: 1, number: 四、, title: 丙}]
---
四
```

## 怎么改
补上缺的一节或改正编号。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Relation,
    Severity,
)
from jiheng.regulation import Standard
from jiheng.scoring.printed import number_of


@check("EVR163", severity=Severity.QUESTION)
def heading_numbers_jump(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Each level counts from one under its parent; a restart at one is a new list."""
    last: dict[int, int] = {}
    for index, heading in enumerate(report.headings):
        number = number_of("".join(re.findall(r"[一二三四五六七八九十]|\d+", heading.number))) if heading.number else 0
        if "十" in heading.number:
            tens = re.sub(r"[^一二三四五六七八九十]", "", heading.number)
            before, _, after = tens.partition("十")
            number = (number_of(before) or 1) * 10 + number_of(after)
        for level in [level for level in last if level > heading.level]:
            del last[level]
        if not number:
            continue
        previous = last.get(heading.level)
        if previous is not None and number != 1:
            wrong = number != previous + 1
            yield Relation(
                expression=f"标题编号接续：{heading.number}",
                stated=str(number),
                computed=str(previous + 1),
                outcome=Outcome.NOT_CHECKABLE if wrong else Outcome.HOLDS,
                paths=(f"/headings/{index}",),
            )
            if wrong and heading.level <= 2:
                yield Finding(
                    message=f"标题编号不连续：「{heading.number}{heading.title[:20]}」前一个同级编号是 {previous}。请核实是否缺一节。",
                    advice="补上缺的一节或改正编号。",
                    stated=heading.number,
                    expected=f"第 {previous + 1}",
                    paths=(f"/headings/{index}",),
                )
        last[heading.level] = number
