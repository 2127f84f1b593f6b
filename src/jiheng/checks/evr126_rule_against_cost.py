"""成本类指标用了越多越好的规则。

## 查什么
标杆值是「≤」（成本、时限、差错率等）的指标，规则却是「实际完成值大于等于目标值得满分，小于目标值按比例得分」。

## 为什么
花得少反而扣分，超支反而满分。

## 依据
- 算术：代入低于和高于目标值的数即见

## 示例
```yaml 不应报告
level3: 单位成本
level2: 产出成本
benchmark: ≤5万元
scoring_rule: 实际完成值小于等于目标值，得满分；大于目标值，得分=目标值/实际完成值*分值。
===
level3: 培训人数
benchmark: ≥80人
scoring_rule: 实际完成值大于等于目标值，得满分；小于目标值，得分=实际完成值/目标值*分值。
```
```yaml 应报告
level3: 单位成本
level2: 产出成本
weight: "10"
benchmark: ≤5万元/家
scoring_rule: ①实际完成值大于等于目标值，且偏离程度小于20%，得满分；②实际完成值小于目标值，得分=实际完成值/目标值*分值。
---
反向
```

## 怎么改
改为不超过目标值得满分，超过的按比例扣分。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import plain, points
from jiheng.checks.subjects import ScoreRow
from jiheng.checks.wording import squeezed
from jiheng.model import (
    Finding,
    Severity,
    read_target,
)
from jiheng.regulation import Standard
from jiheng.scoring.printed import read_rule


@check("EVR126", severity=Severity.MUST_FIX)
def rule_against_cost(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """At-most benchmarks with an at-least rule."""
    line, rule = row.line, read_rule(row.line.scoring_rule)
    if rule is None or not line.benchmark or not rule.full_if_at_least:
        return
    target = read_target(squeezed(line.benchmark))
    wrong = target.direction is not None and target.direction.value == "at_most"
    yield counted(f"{plain(line.level3)} 规则方向与标杆值方向一致", int(wrong), (row.at("scoring_rule"), row.at("benchmark")))
    if wrong:
        example = ""
        if target.figure is not None and line.weight is not None and rule.is_proportional:
            less = target.figure.value * 8 / 10
            example = f"（如实际 {points(less)}{target.figure.unit}，节约 20%，按规则只得 {points(line.weight.value * 8 / 10)} 分）"
        match = re.search(r"[^。；;]{0,6}(?:大于等于|≥|不低于)[^。；;]{0,24}满分", line.scoring_rule or "")
        yield Finding(
            message=(
                f"「{plain(line.level3)}」标杆值 {squeezed(line.benchmark)}，越小越好，"
                f"评分规则却是完成值大于等于目标值得满分，属反向{example}。"
            ),
            advice="改为不超过目标值得满分，超过的按比例扣分。",
            stated=f"目标 {squeezed(line.benchmark)}，大于等于目标值得满分",
            expected="小于等于目标值得满分",
            paths=(row.at("scoring_rule"), row.at("benchmark")),
            quotes={row.at("scoring_rule"): match[0]} if match else {},
        )
