"""比率型指标用「完成得满分，否则不得分」。

## 查什么
标杆值是百分数的比率指标（及时率、覆盖率、到位率），规则却是「在计划时间内完成得满分，否则得 0 分」。

## 为什么
比率可以部分达到，应按比例得分；规则多半照抄了别的指标。

## 依据
- mof-2020-10#定量指标按完成比例计分

## 示例
```yaml 不应报告
level3: 项目完成时间
benchmark: 2023年12月
scoring_rule: 项目在计划时间内完成得满分，否则得0分。
```
```yaml 应报告
level3: 资金拨付及时率（%）
benchmark: 100%
scoring_rule: 项目在计划时间内完成得满分，否则得0分。
---
比例
```

## 怎么改
改为按比率计分，写明及时率的公式。
"""

from __future__ import annotations

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


@check("EVR127", severity=Severity.QUESTION)
def rate_all_or_nothing(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """Percent benchmarks with a rule of all or nothing."""
    line, rule = row.line, read_rule(row.line.scoring_rule)
    if rule is None or not line.benchmark or "率" not in plain(line.level3):
        return
    target = read_target(squeezed(line.benchmark))
    if target.figure is None or target.figure.unit != "%":
        return
    wrong = rule.is_all_or_nothing and not rule.bands
    yield counted(f"{plain(line.level3)} 比率指标按比例计分", int(wrong), (row.at("scoring_rule"), row.at("benchmark")))
    if wrong:
        yield Finding(
            message=(
                f"「{plain(line.level3)}」标杆值 {squeezed(line.benchmark)}，是比率，"
                f"评分规则却是「{squeezed(line.scoring_rule)[:30]}」，没有按比例计分。请核实。"
            ),
            advice="改为按比率计分，写明比率的公式。",
            stated=f"标杆值 {squeezed(line.benchmark)}，{squeezed(line.scoring_rule)[:24]}",
            expected="按比例计分",
            paths=(row.at("benchmark"), row.at("scoring_rule")),
        )
