"""得分与按规则重算的不符。

## 查什么
读懂评分规则（按完成比例、按比率、分档、超出界限逐点扣分、按发生次数扣分、按要点、按评定档次、按时完成、达标得满分等），用本行的标杆值和评分过程写出的
完成值、比率、日期、次数、档次重算，应等于得分。本行数据不足以算出一个得分时，只看规则能不能给出这个分。规则有一处读不懂，或者留有酌情余地，
就不重算，列为无法核对。

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
===
# 完成率先取整数百分比再乘分值：两种算法都认
level3: 培训人数
weight: "5"
score: "4.65"
benchmark: ≥15人
scoring_rule: 达到目标值得满分，未达到的按完成比例得分。
course: 实际完成14人
===
# 不知道查出几处，扣的分是每处扣分的整数倍
level3: 资金使用合规性
weight: "5"
score: "3"
scoring_rule: 资金使用合规得满分，每发现一处违规扣1分，扣完为止。
course: 抽查凭证，部分支出手续不全。
===
# 留有酌情余地的规则不重算
level3: 宣传效果
weight: "5"
score: "1"
scoring_rule: 达到目标值得满分，未达到的酌情扣分。
course: 实际完成100%
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
===
level3: 预算调整率
weight: "4"
score: "4"
benchmark: ≤10%
scoring_rule: 预算调整率不超过10%得满分，每超过1个百分点扣0.1分，扣完为止。
course: 全年调整两次，预算调整率为15%。
---
3.5
===
level3: 群众满意度
weight: "10"
score: "10"
benchmark: ≥90%
scoring_rule: 满意度90%（含）以上得10分，80%（含）至90%得8分，60%（含）至80%得6分，60%以下不得分。
course: 发放问卷50份，群众满意度为86%。
---
8
===
level3: 资金使用合规性
weight: "5"
score: "4.3"
scoring_rule: 资金使用合规得满分，每发现一处违规扣1分，扣完为止。
course: 抽查凭证，部分支出手续不全。
---
给不出
===
level3: 项目验收及时性
weight: "5"
score: "5"
benchmark: 2024年10月
scoring_rule: 按期完成得满分，逾期完成不得分。
course: 项目于2024年12月完成验收。
---
晚于计划
===
level3: 管理制度健全性
weight: "4"
score: "3.5"
scoring_rule: （1）有财务制度；（2）有业务制度；（3）有档案制度；（4）有验收制度。以上四项各占1/4权重，符合得分，不符合不得分。
course: 缺少验收制度。
---
给不出
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
    Interval,
    Outcome,
    Relation,
    ScoreLine,
    Severity,
    amounts,
    read_target,
)
from jiheng.regulation import Standard
from jiheng.scoring.printed import Rechecked, Row, read_rule, recheck, understand
from jiheng.scoring.rules.kind import rule_kinds

#: Kinds whose inputs are words of the course: how a word is meant is for people to say.
_IN_WORDS = ("on_time", "per_occurrence", "graded_opinion", "all_or_nothing", "check_list")


@check("EVR138", severity=Severity.MUST_FIX)
def score_by_rule_differs(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """Rows whose rule is understood as a whole."""
    line = row.line
    if not line.scoring_rule or line.weight is None or line.score is None or _by_shares(line):
        return
    paths = (row.at("score"), row.at("scoring_rule"), row.at("course"))
    rule = understand(line.scoring_rule)
    found = recheck(rule, _row(line, standard)) if rule is not None else None
    if found is None:
        yield _relation(line, "规则未能读懂" if rule is None else "本行数据不足", Outcome.NOT_CHECKABLE, paths)
        return
    stated = _reading(line)
    right = found.agreeing(stated) or (found.points[0] if found.points else None)
    computed = points(amounts.half_up(right.estimate.value, 2)) if right is not None else "规则能给的分之一"
    agrees = found.agrees(stated)
    # 规则能给出这个分，不等于这一行就该得这个分
    outcome = Outcome.FAILS if not agrees else Outcome.HOLDS if right is not None else Outcome.NOT_CHECKABLE
    yield _relation(line, computed, outcome, paths, right.trace.sentence if right is not None else "")
    if not agrees:
        yield _differs(line, found, paths) if found.points else _impossible(line, found, paths)


def _by_shares(line: ScoreLine) -> bool:
    """Whether another check compares the loss with the shares of numbered points."""
    rule = read_rule(line.scoring_rule)
    return rule is not None and bool(rule.points) and bool(rule.shares)


def _row(line: ScoreLine, standard: Standard) -> Row:
    name = plain(line.level3)
    smaller = "成本" in (line.level2 or "") or any(re.search(pattern, name) for pattern in standard.words("perhaps_smaller_is_better"))
    return Row(
        name=name,
        weight=line.weight.value if line.weight is not None else Decimal(0),
        target=read_target(squeezed(line.benchmark)) if line.benchmark else None,
        texts=tuple(text for text in (line.course, line.deduction_reason) if text),
        less_may_be_better=smaller,
    )


def _reading(line: ScoreLine) -> Interval:
    """What the printed score can stand for: rounded at its last decimal, at least two."""
    assert line.score is not None
    half = Decimal(5).scaleb(-(line.score.decimals or 2) - 1)
    return Interval.between(line.score.value - half, line.score.value + half)


def _relation(line: ScoreLine, computed: str, outcome: Outcome, paths: tuple[str, ...], why: str = "") -> Relation:
    stated = line.score.text if line.score is not None else ""
    told = f"（{why}）" if why else ""
    return Relation(
        expression=f"{plain(line.level3)} 按规则重算得分 = 得分{told}", stated=stated, computed=computed, outcome=outcome, paths=paths
    )


def _differs(line: ScoreLine, found: Rechecked, paths: tuple[str, ...]) -> Finding:
    assert line.score is not None
    right = found.points[0]
    value = points(amounts.half_up(right.estimate.value, 2))
    span = right.estimate.interval
    wanted = f"{points(span.low)}—{points(span.high)}" if found.kind == "graded_opinion" and span.width else value
    whole = not line.score.decimals and amounts.half_up(right.estimate.value, 0) == line.score.value
    doubtful = found.kind in _IN_WORDS or whole
    end = "。若得分取整数，请注明" if whole else "。请核实" if doubtful else ""
    why = right.trace.sentence
    return Finding(
        severity=Severity.QUESTION if doubtful else Severity.MUST_FIX,
        message=f"「{plain(line.level3)}」得 {line.score.text} 分，按评分规则（{_title(found)}）重算：{why}，应得 {wanted} 分{end}。",
        advice="按规则重算得分。",
        stated=f"{line.score.text} 分",
        expected=f"{wanted} 分",
        paths=paths,
        trace=why,
    )


def _impossible(line: ScoreLine, found: Rechecked, paths: tuple[str, ...]) -> Finding:
    assert line.score is not None
    ends = sorted(found.possible, key=lambda span: span.low, reverse=True)
    shown = [points(amounts.half_up(s.low, 2)) + (f"—{points(s.high)}" if s.width > Decimal("0.01") else "") for s in ends]
    listed = "、".join(shown[:6]) + ("……" if len(shown) > 6 else "")
    return Finding(
        severity=Severity.QUESTION,
        message=f"「{plain(line.level3)}」得 {line.score.text} 分，评分规则（{_title(found)}）给不出这个分，只能给 {listed} 分。请核实。",
        advice="按规则重算得分，写明扣分的依据。",
        stated=f"{line.score.text} 分",
        expected=f"{listed} 分之一",
        paths=paths,
        trace=f"规则只能给出 {listed} 分",
    )


def _title(found: Rechecked) -> str:
    return rule_kinds()[found.kind].title
