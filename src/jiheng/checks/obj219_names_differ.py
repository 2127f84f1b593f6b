"""完成率与所对应的数量指标名称不一致。

## 查什么
「……完成率」去掉词尾后，在数量指标里找不到同名的一项，却有一项只差一两个字（论坛与大会、科创与科技）。

## 为什么
两处说的应是同一件事；名称不一，是笔误还是两件事，无从判断。

## 依据
- 表内名称不一致

## 示例
```yaml 不应报告
indicators:
  - {subcategory: 数量指标, name: 组织召开专家服务团论坛次数, target: ≥1次}
  - {subcategory: 质量指标, name: 专家服务团论坛组织完成率, target: ≥90%}
===
indicators:
  - {subcategory: 数量指标, name: 村道亮化里程, target: ≥5公里}
  - {subcategory: 数量指标, name: 村道硬化里程, target: ≥5公里}
  - {subcategory: 质量指标, name: 村道硬化完成率, target: =100%}
```
```yaml 应报告
indicators:
  - {subcategory: 数量指标, name: 组织召开专家服务团论坛次数, target: ≥1次}
  - {subcategory: 质量指标, name: 专家服务团大会组织完成率, target: ≥90%}
---
名称不一致
```

## 怎么改
统一两处的名称。
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from jiheng.checks.registry import Said, check
from jiheng.checks.wording import any_of, bare_name
from jiheng.model import Finding, Form, IndicatorSubcategory, Severity
from jiheng.regulation import Standard

#: How alike two names are that mean one thing, how long they must be, and how many characters may differ.
_ALIKE, _LONG, _DIFFERENT = 0.7, 6, 2


@check("OBJ219", severity=Severity.NOTE)
def names_differ(form: Form, standard: Standard) -> Iterator[Said]:
    """A completion rate whose count goes by a slightly other name."""
    counts = {
        index: _core(bare_name(indicator), standard)
        for index, indicator in enumerate(form.indicators)
        if indicator.subcategory_key is IndicatorSubcategory.QUANTITY
    }
    for index, indicator in enumerate(form.indicators):
        name = bare_name(indicator)
        tail = any_of(standard.words("completion_tail")).search(name)
        if tail is None or indicator.subcategory_key is IndicatorSubcategory.QUANTITY:
            continue
        own = _core(name[: tail.start()], standard)
        if len(own) < _LONG or any(own in other or other in own for other in counts.values() if other):
            continue
        near = [(other, core) for other, core in counts.items() if _is_near(own, core)]
        if len(near) != 1:
            continue
        other, core = near[0]
        yield Finding(
            severity=Severity.NOTE,
            message=f"「{indicator.name}」与数量指标「{form.indicators[other].name}」名称不一致（{own}、{core}），请统一。",
            advice="统一两处的名称；若是两件事，补上对应的数量指标。",
            stated=own,
            expected=core,
            paths=(f"/indicators/{index}/name", f"/indicators/{other}/name"),
        )


def _core(name: str, standard: Standard) -> str:
    tidy = any_of(standard.words("name_heads")).sub("", name)
    return any_of(standard.words("name_tails")).sub("", tidy)


def _is_near(one: str, other: str) -> bool:
    if len(one) != len(other) or one == other:
        return False
    different = sum(a != b for a, b in zip(one, other, strict=True))
    return different <= _DIFFERENT and SequenceMatcher(None, one, other).ratio() >= _ALIKE
