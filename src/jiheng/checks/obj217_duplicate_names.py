"""三级指标重名。

## 查什么
同一张表同一类下有两项名称相同（不计空格、标点）的三级指标。

## 为什么
同一件事考核两次，等于重复计分；也可能是漏改名称。

## 依据
- 通行做法：绩效指标不应重复

## 示例
```yaml 不应报告
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 培训人数, target: ≥80人}
  - {category: 产出指标, subcategory: 数量指标, name: 培训场次, target: ≥3场}
===
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 道路硬化, target: ≥3公里}
  - {category: 产出指标, subcategory: 质量指标, name: 道路硬化, target: =100%}
```
```yaml 应报告
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 培训人数, target: ≥80人}
  - {category: 产出指标, subcategory: 数量指标, name: "培训人数 ", target: ≥60人}
---
重名
```

## 怎么改
合并重复的指标，或写明两者的区别。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.wording import any_of, squeezed
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard


@check("OBJ217", severity=Severity.QUESTION)
def duplicate_names(form: Form, standard: Standard) -> Iterator[Said]:
    """Two indicators of one name in one class."""
    rows: dict[tuple[str | None, str | None, str], list[int]] = defaultdict(list)
    for index, indicator in enumerate(form.indicators):
        name = squeezed(indicator.name).rstrip("。，,、；;")
        if name and not any_of(standard.words("bare_class")).fullmatch(name):
            rows[indicator.category, indicator.subcategory, name].append(index)
    for (_, subcategory, name), indexes in rows.items():
        if len(indexes) < 2:
            continue
        targets = "、".join(target.raw for i in indexes if (target := form.indicators[i].target))
        yield Finding(
            severity=Severity.QUESTION,
            message=f"{subcategory or ''}下「{name}」重名 {len(indexes)} 次（指标值 {targets}）。请核实是否重复计分。",
            advice="合并重复的指标，或写明两者的区别。",
            stated=f"「{name}」{len(indexes)} 项",
            expected="一项",
            paths=tuple(f"/indicators/{i}/name" for i in indexes),
        )
