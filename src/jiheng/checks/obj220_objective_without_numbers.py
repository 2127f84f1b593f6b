"""年度总体目标没有可衡量的数量。

## 查什么
年度总体目标（预期目标）通篇没有可以核对的数量，而指标表里有定量指标。

## 为什么
总体目标应概括当年要办成什么、办多少；只有口号，就无法与指标、完成情况核对。

## 依据
- 《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：绩效目标应细化量化

## 示例
```yaml 不应报告
expected_objective: 计划培训农技员80人，推广新品种3个。
indicators:
  - {name: 培训农技员人数, target: ≥80人}
===
expected_objective: 落实帮扶政策，全面提升服务水平。
indicators:
  - {name: 提升服务水平, target: 有效提升}
===
expected_objective: 完成综合楼改造，年底前投入使用，改造面积三千二百平方米。
indicators:
  - {name: 改造面积, target: ≥3200平方米}
```
```yaml 应报告
expected_objective: 根据乡镇发〔2020〕4号文件，培养一支素质优良的农技队伍，推动农业发展。
indicators:
  - {name: 培训农技员人数, target: ≥80人}
---
没有可衡量的数量
```

## 怎么改
把主要产出、效益的数量写进总体目标，并与指标一致。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.prose import is_count
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import squeezed
from jiheng.model import Finding, Form, Severity
from jiheng.model.mentions import mentions
from jiheng.regulation import Standard


@check("OBJ220", severity=Severity.QUESTION)
def objective_without_numbers(form: Form, standard: Standard) -> Iterator[Said]:
    """An overall objective without any quantity beside indicators that have them."""
    text = form.expected_objective
    numbered = [indicator for indicator in form.indicators if indicator.target is not None and indicator.target.is_quantitative]
    if not text or not numbered or re.search(r"[\u4e00-\u9fff]", text) is None:
        return
    if any(is_count(mention) for mention in mentions(text)) or _names_date(text):
        return
    first = numbered[0]
    yield Finding(
        severity=Severity.QUESTION,
        message=f"年度总体目标没有可衡量的数量，而指标表有 {len(numbered)} 项定量指标"
        f"（如「{first.name}」{first.target.raw if first.target else ''}）。",
        advice="把主要产出、效益的数量写进总体目标，并与指标一致。",
        stated=squeezed(text)[:60],
        expected="概括可衡量的数量目标",
        paths=("/expected_objective",),
        citations=standard.cite("quantification_floor"),
    )


def _names_date(text: str) -> bool:
    """Whether it sets a day of completion, which can be measured too."""
    return re.search(r"月\s*(?:底|\d{1,2}\s*日)?\s*(?:之?前|以前)|年底前|\d\s*日前", text) is not None
