"""扣分与评分规则的要点对不上。

## 查什么
按要点扣分的指标：扣的分应是若干要点的份额（或规则写明的档次）之和；评分过程已写明符合的要点不能再扣；扣分的事由应是某个要点的内容。

## 为什么
扣分要按规则，规则里没有的不能扣，已经认定符合的不能扣。

## 依据
- mof-2020-10#评分依据充分

## 示例
```yaml 不应报告
level3: 公示公开
weight: "3"
score: "2.4"
scoring_rule: ①是否遵守相关规定；②手续是否完备；③资金发放是否公示公开。以上三项中，①占40%的权重分，②占40%的权重分，③占20%的权重分，各项符合则得分，否则扣除相应权重分。
course: 单位未对资金发放进行公示公开，扣0.6分，得2.4分。
```
```yaml 应报告
level3: 公示公开
weight: "3"
score: "2"
scoring_rule: ①是否遵守相关规定；②手续是否完备；③资金发放是否公示公开。以上三项中，①占40%的权重分，②占40%的权重分，③占20%的权重分，各项符合则得分，否则扣除相应权重分。
course: 单位未对资金发放进行公示公开，扣1分，得2分。
---
扣 1 分
===
level3: 绩效目标合理性
weight: "3"
score: "1"
scoring_rule: ①项目是否有绩效目标；②绩效目标与实际工作内容是否具有相关性；③预期产出效益是否符合正常的业绩水平；④是否与预算资金量相匹配。以上四项中，若①不符合，则此指标不得分；若①符合，则②③④分别占1/3的权重分，符合则得分，否则扣除相应权重分。
course: 绩效目标与实际工作内容相关，预期产出效益符合正常的业绩水平。因拨款时间不一致，扣2分，得1分。
---
至多
```

## 怎么改
按规则重算扣分，写明扣的是哪个要点。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import plain, points
from jiheng.checks.subjects import ScoreRow
from jiheng.checks.wording import grams, squeezed
from jiheng.model import (
    Finding,
    Outcome,
    Relation,
    ScoreLine,
    Severity,
    amounts,
)
from jiheng.regulation import Standard
from jiheng.scoring.printed import PrintedRule, read_rule


# long: one row goes through four verdicts in order, each with its message
@check("EVR122", severity=Severity.QUESTION)
def deduction_not_in_rule(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """Rows with points, shares and a loss."""
    line = row.line
    rule = read_rule(line.scoring_rule)
    if rule is None or line.weight is None or line.score is None or not rule.points or not rule.shares:
        return
    loss = line.weight.value - line.score.value
    if loss < 0 or rule.share_sum is None:
        return
    name, paths = plain(line.level3), (row.at("course"), row.at("scoring_rule"))
    reason = _because(line.course)
    quote = {row.at("course"): reason} if reason else {}
    possible = rule.deductions(line.weight.value)
    slack = line.weight.value * standard.number("shares_slack")
    known = re.search(r"酌情|视情|部分符合|按比例|程度", rule.text) is not None or any(abs(loss - one) <= slack for one in possible)
    if not loss:
        yield _relation(name, line, line.score.value, paths)
        return
    if not known:
        yield _relation(name, line, None, paths)
        yield Finding(
            message=f"「{name}」扣 {points(loss)} 分，按评分规则各要点的份额凑不出这个扣分。请核实。",
            advice="按规则重算扣分，写明扣的是哪个要点。",
            stated=f"扣 {points(loss)} 分，得 {line.score.text} 分",
            expected="扣分为若干要点份额之和",
            paths=paths,
            quotes=quote,
        )
        return
    most = _most(rule, line, standard)
    if most is not None and loss > most + slack:
        yield _relation(name, line, line.weight.value - most, paths)
        yield Finding(
            message=(
                f"「{name}」扣 {points(loss)} 分，得 {line.score.text} 分；评分过程已说明其余要点符合，按评分规则至多扣 {_short(most)} 分，"
                f"应得 {_short(line.weight.value - most)} 分。"
            ),
            advice="按规则重算扣分，写明扣的是哪个要点。",
            stated=f"扣 {points(loss)} 分，得 {line.score.text} 分",
            expected=f"至多扣 {_short(most)} 分，得 {_short(line.weight.value - most)} 分",
            paths=paths,
            quotes=quote,
            trace=f"{line.weight.text} − {_short(most)} = {_short(line.weight.value - most)}（没有确认符合的要点合计 {_short(most)} 分）",
        )
    else:
        yield _relation(name, line, line.score.value, paths)
    if reason and not _in_points(reason, rule, standard) and not _fits(reason, loss, rule, line, standard):
        yield Finding(
            message=f"「{name}」扣分的事由「{reason[:30]}」不在评分规则的 {len(rule.points)} 个要点之内。请核实。",
            advice="写明扣的是哪个要点；要点没有规定的不扣。",
            stated="扣分事由",
            expected=f"评分要点之一（{_last(rule)}）",
            paths=(row.at("scoring_rule"), row.at("course")),
            quotes={row.at("scoring_rule"): _quote(line.scoring_rule, len(rule.points))},
        )


def _short(value: Decimal) -> str:
    return points(amounts.half_up(value, 2))


def _last(rule: PrintedRule) -> str:
    return "；".join(point[:16] for point in rule.points)


def _quote(text: str | None, count: int) -> str:
    """The last point as printed."""
    mark = "①②③④⑤⑥⑦⑧⑨⑩"[min(count, 10) - 1]
    match = re.search(rf"{mark}[^。;；]{{2,40}}", text or "")
    return match[0] if match else ""


def _relation(name: str, line: ScoreLine, computed: Decimal | None, paths: tuple[str, ...]) -> Relation:
    stated = line.score.value if line.score is not None else Decimal(0)
    right = Outcome.HOLDS if computed == stated else Outcome.FAILS
    return Relation(
        expression=f"{name} 按规则重算得分 = 得分",
        stated=points(stated),
        computed="规则凑不出" if computed is None else _short(computed),
        outcome=right,
        paths=paths,
    )


def _because(course: str | None) -> str:
    """The clause that gives the reason, as printed."""
    text = course or ""
    match = re.search(r"[^。；\n]*(?=[，,。](?:根据|按照|依据)?[^。，,]{0,12}[，,]?(?:该指标)?扣)", text)
    return match[0].strip().removeprefix("，") if match is not None else ""


def _most(rule: PrintedRule, line: ScoreLine, standard: Standard) -> Decimal | None:
    """The most that can be lost when what the course confirms is not lost again; None when it confirms nothing."""
    said = re.split(r"[。；]", squeezed(line.course))
    good = grams(
        "。".join(
            clause for clause in said if not re.search(r"扣\d|未|不一致|不足|不够|不完善|不到位|不符|不可|不清|不明|缺|没有|因", clause)
        ),
        standard,
    )
    floor = float(standard.number("point_confirmed_overlap"))
    left, confirmed = Fraction(0), 0
    for share in rule.shares:
        words = grams(rule.points[share.point - 1], standard) if share.point <= len(rule.points) else frozenset()
        if words and len(words & good) / len(words) >= floor:
            confirmed += 1
        else:
            left += share.part * share.count
    if not confirmed or line.weight is None:
        return None
    return Decimal(left.numerator) * line.weight.value / Decimal(left.denominator)


def _fits(reason: str, loss: Decimal, rule: PrintedRule, line: ScoreLine, standard: Standard) -> bool:
    """Whether the loss is the share of the one point that the reason comes nearest to: a word that no other point has is enough then."""
    assert line.weight is not None
    words = grams(reason, standard)
    every = [grams(point, standard) for point in rule.points]
    alone = [point - frozenset().union(*every[:at], *every[at + 1 :]) for at, point in enumerate(every)]
    own = [(len(words & point), number) for number, point in enumerate(alone, 1)]
    best = max(own)
    nearest = {number for common, number in own if common == best[0]}
    slack = line.weight.value * standard.number("shares_slack")
    worth = [Decimal(share.part.numerator) * line.weight.value / share.part.denominator for share in rule.shares if share.point in nearest]
    return best[0] > 0 and len(nearest) == 1 and any(abs(loss - one) <= slack for one in worth)


def _in_points(reason: str, rule: PrintedRule, standard: Standard) -> bool:
    """Whether the reason speaks of any point."""
    words = grams(reason, standard)
    floor = float(standard.number("point_mentioned_overlap"))
    own = [grams(point, standard) for point in rule.points]
    return not words or any(point and len(words & point) / min(len(words), len(point)) > floor for point in own)
