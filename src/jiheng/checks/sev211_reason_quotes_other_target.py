"""偏差原因引用的目标值与指标值不符。

## 查什么
原因里说「指标设置为≥99%」「年初预期 90%」，引用的数与本行年度指标值不同；若恰与相邻行的指标值、名称对得上，说明两行原因填串了。

## 为什么
引用错目标的原因不是这一项的原因。

## 依据
- 同一行两栏相互矛盾，由表本身证明

## 示例
```yaml 不应报告
name: 城市参会率
target: ≥90%
actual: 100%
deviation_reason: 所有城市均参会，大于年初预期90%。
===
name: 参加培训人数
target: ≥45人
actual: 50人
deviation_reason: 年初预期完成50人培训，考虑到个别单位无法安排，将指标值下调至45人。
===
name: 平台信息更新数量
target: ≥120条
actual: 118条
deviation_reason: 全年共有118条，年底停机两天。
```
```yaml 应报告
name: 机房正常运转率
target: ≥99%
actual: 100%
deviation_reason: 年初目标存在不确定性，正常运转率设置为≥95%，全年正常运行，略有偏差。
---
95%
===
name: 隐患消除率
target: ≥95%
actual: 100%
deviation_reason: 年初设置保守，隐患消除率设置为≥99%，故有偏差。
form:
  indicators:
    - {name: 机房正常运转率, target: ≥99%, actual: 100%, deviation_reason: 机房正常运转率设置为≥95%，故有偏差。}
---
填串
```

## 怎么改
核对是年度指标值填错还是原因填错（串行），改正其一。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import has_reason, is_self_evaluation
from jiheng.checks.prose import units_agree, value_of
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import any_of
from jiheng.model import Finding, Measure, Outcome, Relation, Severity, Target
from jiheng.model.mentions import Mention, mentions
from jiheng.regulation import Standard


@check("SEV211", severity=Severity.MUST_FIX)
def reason_quotes_other_target(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A target quoted in the reason that is not the row's."""
    target, reason = row.indicator.target, row.indicator.deviation_reason
    if target is None or target.figure is None or not reason or not has_reason(row.indicator, standard) or not is_self_evaluation(row.form):
        return
    for mention in mentions(reason):
        actual = row.indicator.actual
        paths = (row.at("deviation_reason"), row.at("target"))
        if actual is not None and actual.figure is not None and _same(mention, actual) and not _same(mention, target):
            yield Relation(
                expression=f"偏差原因所述「{mention.text}」=「{row.indicator.name}」实际完成值",
                stated=mention.figure.text,
                computed=actual.figure.text,
                outcome=Outcome.HOLDS,
                paths=(row.at("deviation_reason"), row.at("actual")),
            )
            continue
        if not _is_quoted(mention, reason, standard) or not units_agree(mention.figure.unit, target.figure.unit, standard):
            continue
        agrees = _same(mention, target)
        yield Relation(
            expression=f"偏差原因所述目标「{mention.text}」=「{row.indicator.name}」年度指标值",
            stated=mention.figure.text,
            computed=target.figure.text,
            outcome=Outcome.HOLDS if agrees else Outcome.FAILS,
            paths=paths,
        )
        if not agrees:
            yield _finding(row, mention, target, paths)
            return


def _same(mention: Mention, measure: Measure) -> bool:
    printed, said = value_of(measure), value_of(mention)
    return printed is not None and said is not None and printed.middle == said.middle


def _is_quoted(mention: Mention, reason: str, standard: Standard) -> bool:
    before = reason[max(0, mention.start - 16) : mention.start]
    return any_of(standard.words("quoting_target")).search(before) is not None


def _finding(row: IndicatorRow, mention: Mention, target: Target, paths: tuple[str, ...]) -> Finding:
    swapped = [
        index
        for index, other in enumerate(row.form.indicators)
        if abs(index - row.index) == 1
        and other.target is not None
        and other.target.unit == mention.figure.unit
        and _same(mention, other.target)
    ]
    hint = f"；「{row.form.indicators[swapped[0]].name}」的指标值正是 {mention.text}，疑两行填串" if swapped else ""
    return Finding(
        severity=Severity.MUST_FIX,
        message=f"「{row.indicator.name}」的偏差原因称目标为 {mention.text}，年度指标值却是 {target.raw}{hint}。",
        advice="核对是年度指标值填错还是原因填错（串行），改正其一。",
        stated=f"原因所述 {mention.text}",
        expected=f"指标值 {target.raw}",
        paths=(*paths, *(f"/{row.group}/{index}/target" for index in swapped)),
        quotes={row.at("deviation_reason"): mention.clause},
    )
