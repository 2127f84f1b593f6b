"""指标库中有更可衡量的写法。

## 查什么
指标值没有数字、方向或计量单位，或者归类与指标库中同名同类的指标不同时，给出指标库中的写法。

## 为什么
绩效目标要能衡量、能考核。同类指标已有通行的写法，照着写可以少走弯路。

## 依据
指标库（`jiheng indicators`）中的写法是通行做法，不是规定；【】中的内容按本项目填写。与指标库不够相近的指标不提示。

## 示例
```yaml 不应报告
type: objective_form
indicators:
- {category: 产出指标, subcategory: 数量指标, name: 举办培训班期数, target: ≥4期}
===
type: objective_form
indicators:
- {category: 产出指标, subcategory: 数量指标, name: 海底隧道观测, target: 有效开展}
```
```yaml 应报告
type: objective_form
indicators:
- {category: 满意度指标, subcategory: 服务对象满意度指标, name: 服务对象满意度, target: 比较满意}
---
指标值「比较满意」没有数字，不好衡量
===
type: objective_form
indicators:
- {category: 产出指标, subcategory: 数量指标, name: 培训合格率, target: ≥95%}
---
归在「数量」，指标库中同类指标归在「产出指标／质量」
```

## 怎么改
参照建议的写法填写；本项目确有不同的，不必改。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.model import Finding, ObjectiveForm, Severity
from jiheng.regulation import Standard
from jiheng.scoring.library_advice import proposal, wording


@check("OBJ240", severity=Severity.NOTE)
def library_has_better_wording(form: ObjectiveForm, standard: Standard) -> Iterator[Said]:
    """Each indicator that the library knows."""
    for number, indicator in enumerate(form.indicators):
        found = proposal(indicator.name, indicator.subcategory_key, indicator.target, None, standard)
        if found is not None:
            amiss, entry = found
            yield Finding(
                message=f"「{indicator.name}」{amiss}。",
                advice=f"{wording(entry, indicator.target)}。",
                paths=(f"/indicators/{number}/target", f"/indicators/{number}/name"),
                citations=(entry.citation,),
            )
