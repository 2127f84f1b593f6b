"""定性指标用了定量的规则。

## 查什么
标杆值是「有效激发」「显著提升」一类文字，规则却比较「实际完成值大于等于目标值、偏离程度」。

## 为什么
文字不能比大小，得分没有依据。

## 依据
- mof-2020-10#定性指标分档计分

## 示例
```yaml 不应报告
level3: 社会效益
benchmark: 有效提升
scoring_rule: 达成预期得100%-80%的分值，部分达成得80%-60%的分值，未达成得60%-0%的分值。
```
```yaml 应报告
level3: 激发积极性
benchmark: 有效激发
scoring_rule: ①实际完成值大于等于目标值，且偏离程度小于20%，得满分；②实际完成值小于目标值，得分=实际完成值/目标值*分值。
---
定性
```

## 怎么改
定性指标按档给分，或把标杆值量化。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import plain
from jiheng.checks.subjects import ScoreRow
from jiheng.checks.wording import squeezed
from jiheng.model import (
    Finding,
    Severity,
    read_target,
)
from jiheng.regulation import Standard
from jiheng.scoring.printed import read_rule


@check("EVR128", severity=Severity.QUESTION)
def qualitative_with_numbers(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """Word benchmarks with a rule that compares numbers."""
    line, rule = row.line, read_rule(row.line.scoring_rule)
    if rule is None or not line.benchmark or rule.points:
        return
    target = read_target(squeezed(line.benchmark))
    numeric = rule.is_proportional or rule.full_if_at_least
    if target.words is None or re.search(r"\d", line.benchmark):
        return
    yield counted(f"{plain(line.level3)} 定性标杆值配定性规则", int(numeric), (row.at("benchmark"), row.at("scoring_rule")))
    if numeric:
        yield Finding(
            message=f"「{plain(line.level3)}」标杆值「{squeezed(line.benchmark)}」是定性的，评分规则却比较完成值与目标值的大小。请核实。",
            advice="定性指标按档给分，或把标杆值量化。",
            stated=f"标杆值「{squeezed(line.benchmark)}」（定性），规则按数值比较",
            expected="按档给分",
            paths=(row.at("benchmark"), row.at("scoring_rule")),
        )
