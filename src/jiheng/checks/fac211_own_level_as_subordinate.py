"""把本级列成了下属单位。

## 查什么
「下属预算单位包括」的名单里有本级。

## 为什么
本级不是自己的下属单位，单位个数也会多算一个。

## 依据
- practice#决算编制范围

## 示例
```yaml 不应报告
label: 纳入决算编制范围的单位
items: [某市科学技术局（本级）, 某市科技信息中心]
===
label: 下属预算单位
items: [某市科技信息中心, 某市技术转移中心]
```
```yaml 应报告
label: 纳入决算编制范围的下属预算单位
items: [某市科学技术局（本级）, 某市科技信息中心]
---
「某市科学技术局（本级）」不是下属单位
```

## 怎么改
改写为「决算编制范围包括本级和所属单位」，下属单位个数相应减一。
"""

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import FactLine
from jiheng.checks.wording import any_of
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard


@check("FAC211", severity=Severity.NOTE)
def own_level_as_subordinate(line: FactLine, standard: Standard) -> Iterator[Said]:
    if "下属" not in line.fact.label and "所属" not in line.fact.label:
        return
    own = next((item for item in line.fact.items if any_of(standard.words("own_level")).search(item)), None)
    if own is not None:
        rest = len(line.fact.items) - 1
        yield Finding(
            message=f"名单写的是「{line.fact.label}」，其中「{own}」不是下属单位，下属单位应为 {rest} 个。",
            advice="改写为「决算编制范围包括本级和所属单位」，下属单位个数相应减一。",
            stated=own,
            expected=f"{rest} 个下属单位",
            paths=(line.at(),),
            citations=standard.cite("account_tolerance"),
        )
