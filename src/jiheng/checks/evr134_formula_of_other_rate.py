"""计算公式与指标名称不是一回事。

## 查什么
「覆盖率」指标用了「质量达标率」的公式，「及时率」指标没有及时率的公式；正文指标体系里的「成本节约率」到附表变成「成本完成率」。

## 为什么
口径不同，算出来的不是这个指标。

## 依据
- 通行做法

## 示例
```yaml 不应报告
level3: 资金到位率
evaluation_points: 资金到位率=(实际到位资金/预算资金)×100%。
===
level3: 企业满意度（%）
evaluation_points: 企业满意度=满意企业/调查企业*100%。
===
level3: 奖补企业数（家）
evaluation_points: 实际完成率=(实际产出数/计划产出数)×100%。
```
```yaml 应报告
level3: 达标事项奖补覆盖率（%）
evaluation_points: 质量达标率=(质量达标产出数/实际产出数)×100%。
---
质量达标率
===
level3: 资金到位率
evaluation_points: ①预算执行率=实际支出资金/实际到位资金*100%
---
预算执行率
===
level3: 单位补助
evaluation_points: 成本完成率=实际成本/计划成本×100%。
report: {score_tables: [{kind: frame, lines: [{level1: 产出, level2: 产出成本, level3: 成本节约率}]}]}
---
成本节约率
```

## 怎么改
按指标的含义写公式。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import lines_of, plain, tables
from jiheng.checks.subjects import ScoreRow
from jiheng.model import (
    Finding,
    Severity,
    normal,
)
from jiheng.regulation import Standard


@check("EVR134", severity=Severity.QUESTION)
def formula_of_other_rate(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """The left side of the formula against the indicator's name and the frame's names."""
    text = normal(row.line.evaluation_points or "")
    match = re.search(r"(?:^|[。;；,，\s\d、])([\u4e00-\u9fff]{2,10}(?:率|度))\s*=\s*\(?[^。;；]{2,60}?[/÷]", text)
    if match is None or row.table.kind != "annex":
        return
    name, formula = plain(row.line.level3), match[1]
    quote = {row.at("evaluation_points"): (row.line.evaluation_points or "")[:40]}
    kind = re.search(r"([\u4e00-\u9fff]{2})(?:率)$", name)
    other = re.search(r"([\u4e00-\u9fff]{2})(?:率)$", formula)
    if kind is not None and other is not None and kind[1] != other[1]:
        yield Finding(
            message=f"「{name}」的计算公式是「{formula}」，与指标名称不是一回事。请核实口径。",
            advice="按指标的含义写公式。",
            stated=f"公式为「{formula}」",
            expected=f"「{kind[0]}」的公式",
            paths=(row.at("evaluation_points"), row.at("level3")),
            quotes=quote,
        )
        return
    for number, _ in tables(row.report, "frame"):
        for line in lines_of(row.report, number):
            listed = plain(line.line.level3)
            if (
                listed.endswith("率")
                and formula.endswith("率")
                and listed != formula
                and listed[:2] == formula[:2]
                and listed[-3:] != formula[-3:]
            ):
                yield Finding(
                    message=f"附表「{name}」的公式是「{formula}」，指标体系里的三级指标是「{listed}」，两者含义不同。请核实。",
                    advice="统一指标与公式的口径。",
                    stated=formula,
                    expected=listed,
                    paths=(row.at("evaluation_points"), line.at("level3")),
                    quotes=quote,
                )
                return
