"""完成率与同一件事的数量对不上。

## 查什么
「咨询服务完成率」一类的比率，应等于同名数量指标的实际完成值除以年度指标值；数量 20 次完成 20 次，完成率就是 100%。

## 为什么
完成率是由数量算出来的，两行各填各的，必有一行不实；数量达标而完成率照抄目标值的最常见。

## 依据
- arithmetic#完成率 = 实际完成数 ÷ 计划数

## 示例
```yaml 不应报告
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 咨询服务次数, target: "≥20次", actual: "20次"}
  - {category: 产出指标, subcategory: 质量指标, name: 咨询服务完成率, target: "≥90%", actual: "100%"}
===
# 超额完成，完成率按 100% 封顶填也可
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 开展培训场次, target: "≥15场", actual: "20场"}
  - {category: 产出指标, subcategory: 质量指标, name: 培训计划完成率, target: "≥90%", actual: "100%"}
===
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 技术合同登记数量, target: "≥100项", actual: "108项"}
  - {category: 产出指标, subcategory: 质量指标, name: 技术合同登记完成率, target: "≥90%", actual: "108%"}
===
# 说的不是一件事
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 绿化面积, target: "≥20亩", actual: "20亩"}
  - {category: 产出指标, subcategory: 质量指标, name: 咨询服务完成率, target: "≥90%", actual: "90%"}
===
# 合格率不是由计划数算出来的
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 设备采购数量, target: "=10台", actual: "10台"}
  - {category: 产出指标, subcategory: 质量指标, name: 设备验收合格率, target: "≥90%", actual: "90%"}
```
```yaml 应报告
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 科技人才咨询服务次数, target: "≥20次", actual: "20次"}
  - {category: 产出指标, subcategory: 质量指标, name: 咨询服务完成率, target: "≥90%", actual: "90%"}
---
「咨询服务完成率」填 90%，按「科技人才咨询服务次数」20÷20 应为 100.00%
===
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 改造道路里程, target: "≥20公里", actual: "15公里"}
  - {category: 产出指标, subcategory: 时效指标, name: 改造道路完成率, target: "=100%", actual: "100%"}
---
应为 75.00%
===
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 演出场次, target: "≥130场", actual: "122场"}
  - {category: 产出指标, subcategory: 质量指标, name: 演出计划完成率, target: "≥90%", actual: "99.6%"}
---
应为 93.85%
```

## 怎么改
按实际数量重算完成率，并检查得分和偏差原因。
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jiheng.checks.ledger import percent, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.shape import is_cost
from jiheng.checks.wording import Likeness, any_of, bare_name, likeness
from jiheng.model import Direction, Estimate, Figure, Finding, Indicator, SelfEvaluationForm, Severity
from jiheng.regulation import Standard
from jiheng.scoring import pair


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    index: int
    name: str
    done: Figure
    goal: Figure
    alike: Likeness
    is_same: bool
    ratio: Decimal

    def agrees(self, stated: Figure) -> bool:
        """Whether the rate can come from this count; a rate beyond 100 % may be printed as 100 %."""
        if self.ratio >= 100 and stated.value == 100:
            return True
        return stated.interval.contains(self.ratio)


@check("SEV131", severity=Severity.QUESTION)
def rate_contradicts_count(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    tail = any_of(standard.words("completion_tail"))
    for index, indicator in enumerate(form.indicators):
        name, stated = bare_name(indicator), indicator.actual.figure if indicator.actual else None
        about = tail.sub("", name)
        if stated is None or stated.unit != "%" or about == name or not about:
            continue
        counts = sorted(_counts(form, about, index, standard), key=lambda count: count.alike.mean, reverse=True)
        if counts:
            yield from _compare(form.indicators[index], index, stated, counts, standard)


def _counts(form: SelfEvaluationForm, about: str, rate: int, standard: Standard) -> Iterator[_Count]:
    """The counted indicators that speak of the same thing."""
    for index, indicator in enumerate(form.indicators):
        numbers = pair(indicator.target, indicator.actual)
        if index == rate or numbers is None or is_cost(indicator) or numbers[0].unit == "%" or not numbers[0].value:
            continue
        if indicator.target is None or indicator.target.direction is Direction.AT_MOST or indicator.target.upper is not None:
            continue
        alike = likeness(about, bare_name(indicator), standard)
        if alike.of_name >= 0.5:
            goal, done = numbers
            same = _core(bare_name(indicator), standard) == _core(about, standard)
            ratio = done.value * 100 / goal.value
            yield _Count(index=index, name=indicator.name, done=done, goal=goal, alike=alike, is_same=same, ratio=ratio)


def _core(name: str, standard: Standard) -> str:
    """The name without its verb and its measure: 组织演出场次 is about 演出."""
    return any_of(standard.words("name_tails")).sub("", any_of(standard.words("name_heads")).sub("", name))


def _compare(indicator: Indicator, index: int, stated: Figure, counts: list[_Count], standard: Standard) -> Iterator[Said]:
    best = next((count for count in counts if count.agrees(stated)), counts[0])
    paths = (f"/indicators/{index}/actual", f"/indicators/{best.index}/actual", f"/indicators/{best.index}/target")
    shown = min(best.ratio, Decimal(100)) if stated.value == 100 else best.ratio
    relation = relate(f"{indicator.name} = {best.name}实际 ÷ 目标", stated, Estimate.exactly(shown), paths)
    sure = best.is_same or (best.alike.mean >= float(standard.number("derived_rate_likeness")) and best.alike.common >= 2)
    if best.agrees(stated):
        yield relation
        return
    if not sure:
        return
    yield relation
    yield Finding(
        message=f"「{indicator.name}」填 {stated.text}，按「{best.name}」{best.done.text}÷{best.goal.text} 应为 "
        f"{percent(best.ratio / 100)}，两行说法不一，请核实。",
        advice="按实际数量重算完成率，并检查得分和偏差原因。",
        stated=stated.text,
        expected=percent(best.ratio / 100),
        paths=paths,
        citations=standard.cite("derived_rate_likeness"),
        trace=f"{best.done.text} ÷ {best.goal.text} = {percent(best.ratio / 100)}",
    )
