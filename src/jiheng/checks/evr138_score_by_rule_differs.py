"""得分与按规则重算的不符。

## 查什么
规则能算的（完成比例、执行率、分档），用评分过程写出的完成值、标杆值重算，应等于得分。

## 为什么
得分要能从规则算出来。

## 依据
- 算术

## 示例
```yaml 不应报告
level3: 奖补企业（家）
weight: "10"
score: "10"
benchmark: 7家
scoring_rule: ①实际完成值大于等于目标值，且偏离程度小于20%，得满分；②实际完成值小于目标值，得分=实际完成值/目标值*分值。
course: 通过查看凭证，实际完成7家
===
level3: 预算执行率
weight: "5"
score: "4.5"
scoring_rule: 得分=权重*预算执行率。
course: 全年执行，预算执行率达90%，得4.5分。
```
```yaml 应报告
level3: 奖补企业（家）
weight: "10"
score: "10"
benchmark: 8家
scoring_rule: ①实际完成值大于等于目标值，得满分；②实际完成值小于目标值，得分=实际完成值/目标值*分值。
course: 通过查看凭证，实际完成6家
---
7.5
===
level3: 预算执行率
weight: "5"
score: "5"
scoring_rule: 得分=权重*预算执行率。
course: 全年执行，预算执行率90%。
---
4.5
```

## 怎么改
按规则重算得分。
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
    PartialDate,
    Relation,
    ScoreLine,
    Severity,
    amounts,
    normal,
    read_target,
)
from jiheng.regulation import Standard
from jiheng.scoring.printed import PrintedRule, read_rule


@check("EVR138", severity=Severity.MUST_FIX)
def score_by_rule_differs(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """Rows whose rule and value are both understood."""
    line, rule = row.line, read_rule(row.line.scoring_rule)
    if rule is None or line.weight is None or line.score is None:
        return
    if rule.points and not rule.shares and rule.each is None:
        return
    computed = _computed(rule, line, line.weight.value)
    if computed is None:
        return
    value, why = computed
    paths = (row.at("score"), row.at("scoring_rule"), row.at("course"))
    # 逐行先取整再乘，或乘完再取整，两种都有
    same = abs(value - line.score.value) <= max(line.score.interval.width / 2 if line.score.decimals else Decimal(0), Decimal("0.005"))
    yield Relation(
        expression=f"{plain(line.level3)} 按规则重算得分 = 得分（{why}）",
        stated=line.score.text,
        computed=points(amounts.half_up(value, 2)),
        outcome=Outcome.HOLDS if same else Outcome.FAILS,
        paths=paths,
    )
    if not same and not (rule.maximum is not None and rule.maximum != line.weight.value):
        yield Finding(
            severity=Severity.QUESTION if rule.is_on_time else Severity.MUST_FIX,
            message=f"「{plain(line.level3)}」得 {line.score.text} 分，按评分规则 {why} 应得 {points(amounts.half_up(value, 2))} 分。",
            advice="按规则重算得分。",
            stated=f"{line.score.text} 分",
            expected=f"{points(amounts.half_up(value, 2))} 分",
            paths=paths,
            trace=why,
        )


def _computed(rule: PrintedRule, line: ScoreLine, weight: Decimal) -> tuple[Decimal, str] | None:
    course = normal(squeezed(line.course))
    if rule.rate is not None:
        match = re.search(rf"{rule.rate[-3:]}[^\d。;；]{{0,4}}(\d+(?:\.\d+)?)%", course)
        return (weight * min(Decimal(match[1]), Decimal(100)) / 100, f"{weight}×{match[1]}%") if match else None
    if not line.benchmark:
        return None
    target = read_target(squeezed(line.benchmark))
    if rule.is_on_time and rule.is_all_or_nothing and target.date is not None:
        return _on_time(target.date, course, weight)
    match = re.search(r"(?:实际完成值?(?:为|达到?)?|完成值为|满意度(?:\(%\))?(?:为|达到?))(\d+(?:\.\d+)?)(%?[\u4e00-\u9fff/]{0,6})", course)
    if match is None or target.figure is None or target.figure.value <= 0 or target.upper is not None:
        return None
    unit = target.figure.unit
    if unit and match[2] and not match[2].startswith(unit[:1]):
        return None
    actual = Decimal(match[1])
    bands = [band for band in rule.bands if "偏离" not in band.text]
    if len(bands) > 1 and "%" in match[2]:
        held = [band for band in bands if band.holds(actual)]
        return (held[0].points, f"完成值 {match[1]}{match[2][:1]} 落在「{held[0].text[:24]}」") if len(held) == 1 else None
    if not (rule.is_proportional and rule.full_if_at_least) or (target.direction is not None and target.direction.value == "at_most"):
        same = actual == target.figure.value and rule.is_proportional
        return (weight, "完成值等于目标值") if same else None
    ratio = actual / target.figure.value
    if rule.cliff is not None and ratio - 1 >= rule.cliff / 100:
        return Decimal(0), f"偏离程度 {amounts.text((ratio - 1) * 100, 2)}%"
    return weight * min(ratio, Decimal(1)), f"{match[1]} ÷ {points(target.figure.value)} × {points(weight)}"


def _on_time(due: PartialDate, course: str, weight: Decimal) -> tuple[Decimal, str] | None:
    """Full points when the date the course names is not after the month due."""
    found = list(re.finditer(r"((?:19|20)\d{2})年(\d{1,2})月", course))
    match = found[-1] if found else None
    if match is None or due.year is None:
        return None
    late = (int(match[1]), int(match[2])) > (due.year, due.month or 12)
    return (Decimal(0) if late else weight), f"{match[0]}{'晚于' if late else '不晚于'}{due.text}"
