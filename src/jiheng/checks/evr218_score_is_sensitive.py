"""按规则重算后总分、等级可能变化。

## 查什么
报告的得分按自己的规则重算（规则最高分、可扣的分数）后总分不同；时效指标按实施方案判断时，等级会降一档。

## 为什么
等级对口径敏感的，应在结论中说明。

## 依据
- 算术

## 示例
```yaml 不应报告
lines: [{level3: 甲, weight: "5", score: "5", scoring_rule: 得3分。达标得5分。}, {level: 0, score: "5"}]
```
```yaml 应报告
verdicts: [{score: "95", grade: 优}]
lines: [{level3: 资金到位率, weight: "5", score: "5", scoring_rule: 资金到位，得3分；到位率小于100%且大于等于80%的得2分，到位率小于80%的不得分。}, {level3: 乙, weight: "95", score: "90"}]
---
93
```

## 怎么改
按规则重算各行后改正总分；口径有争议的在结论中说明。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import Line, annex, leaves, lines_of, plain, points
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Relation,
    ReportPart,
    Severity,
)
from jiheng.regulation import Standard
from jiheng.scoring.printed import read_rule


@check("EVR218", severity=Severity.QUESTION)
def score_is_sensitive(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """The total with every row cut to what its own rule can give."""
    number = annex(report)
    index = next((i for i, v in enumerate(report.verdicts) if v.score is not None and v.part is not ReportPart.ABSTRACT), None)
    stated = report.verdicts[index].score if index is not None else None
    if number is None or stated is None or index is None:
        return
    changes: list[tuple[Line, Decimal]] = []
    for row in leaves(lines_of(report, number)):
        rule = read_rule(row.line.scoring_rule)
        if rule is None or row.line.score is None or row.weight is None:
            continue
        if rule.maximum is not None and rule.maximum < row.line.score.value:
            changes.append((row, rule.maximum - row.line.score.value))
    if not changes:
        return
    total = stated.value + sum((change for _, change in changes), Decimal(0))
    told = "、".join(f"{plain(row.name)} {points(change)}" for row, change in changes)
    yield Relation(
        expression="按规则重算总分 = 总分",
        stated=stated.text,
        computed=points(total),
        outcome=Outcome.FAILS,
        paths=(f"/verdicts/{index}/score",),
    )
    yield Finding(
        message=f"总分写 {stated.text} 分，按各行自己的规则重算（{told}）为 {points(total)} 分。请核实等级是否受影响。",
        advice="按规则重算各行后改正总分；口径有争议的在结论中说明。",
        stated=f"{stated.text} 分",
        expected=f"{points(total)} 分",
        paths=(f"/verdicts/{index}", *(row.at("score") for row, _ in changes)),
    )
