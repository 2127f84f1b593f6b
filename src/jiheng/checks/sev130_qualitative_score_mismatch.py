"""定性指标的得分与完成情况的说法不符。

## 查什么
写「完全达到预期」应得满分；写「部分达成」得分应在分值的 60%—80%，「未达成」在 60% 以下，「达成」在 80% 以上。

## 为什么
说法与得分两头不一致，必有一头不实。

## 依据
- mof-2020-10#定性指标打分：达成 100%—80%，部分达成 80%—60%，未达成 60%—0

## 示例
```yaml 不应报告
{name: 科技意识, target: 有效提高, actual: 完全达到预期, weight: "30", score: "30.00"}
===
{name: 科技意识, target: 有效提高, actual: 达成预期指标, weight: "10", score: "9"}
===
{name: 科技意识, target: 有效提高, actual: 部分达成预期并有一定效果, weight: "10", score: "7"}
===
# 「基本达到」没有规定档次
{name: 繁育体系, target: 是, actual: 基本达到, weight: "8", score: "7"}
===
# 数字目标
{name: 培训场次, target: "≥3场", actual: 完全达到预期, weight: "8", score: "7"}
```
```yaml 应报告
{name: 合作能力, target: 有效提高, actual: 完全达到预期, weight: "40", score: "36"}
---
实际完成值写「完全达到预期」，得分 36 分而不是满分 40 分
===
{name: 合作能力, target: 有效提高, actual: 部分达成, weight: "10", score: "9.5"}
---
「部分达成」
===
{name: 合作能力, target: 有效提高, actual: 未达成, weight: "10", score: "8"}
---
「未达成」
```

## 怎么改
得分改为说法所在档次，或把实际完成值改为与得分相称的说法，并写明未完全达到之处。
"""

from collections.abc import Iterator

from jiheng.checks.ledger import counted, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.model import Finding, Severity, amounts, reading
from jiheng.regulation import Standard
from jiheng.scoring import judge_words


@check("SEV130", severity=Severity.QUESTION)
def qualitative_score_mismatch(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    indicator = row.indicator
    found = judge_words(indicator, standard)
    if found is None or indicator.score is None or indicator.weight is None or not indicator.weight.value:
        return
    level, points = found
    words = (indicator.actual.words or "").strip() if indicator.actual else ""
    score, span = indicator.score, points.estimate.interval
    paths = (row.at("score"), row.at("actual"), row.at("weight"))
    fits = reading(score).overlaps(span)
    if level == "fully":
        yield relate(f"「{words}」得满分", score, points.estimate, paths, read_as=reading(score))
    else:
        yield counted(f"「{words}」得分在规定档次内", int(not fits), paths)
    if fits or (level == "achieved" and score.value > span.high):
        return
    full = amounts.text(indicator.weight.value, None)
    low, high = amounts.text(span.low, None), amounts.text(span.high, None)
    if level == "fully":
        message = f"实际完成值写「{words}」，得分 {score.text} 分而不是满分 {full} 分，两者不符，请核实。"
    else:
        message = f"实际完成值写「{words}」，得分 {score.text} 分，规定应在 {low}—{high} 分，请核实。"
    yield Finding(
        message=message,
        advice="得分改为说法所在档次，或把实际完成值改为与得分相称的说法，并写明未完全达到之处。",
        stated=score.text,
        expected=full if level == "fully" else f"{low}—{high}",
        paths=paths,
        citations=standard.cite("qualitative_bands"),
        trace=points.trace.sentence,
    )
