"""同一实施方案、设立依据两种说法。

## 查什么
实施方案一处叫这个名称、一处叫那个名称；项目「根据某文件设立」一处说这个文件、一处说那个文件。

## 为什么
方案、依据只有一个，两种说法必有一误。

## 依据
- 同一事实两处不一，由报告本身证明

## 示例
```yaml 不应报告
paragraphs: [制定了《2023年企业奖补项目实施方案》。, 由科技局制定2023年企业奖补项目实施方案并申请。]
```
```yaml 应报告
paragraphs: [制定了《2023年企业备案奖补项目实施方案》。, 由科技局制定2023年科技创新专项资金项目实施方案并提出申请。]
---
实施方案
===
paragraphs: [项目依据《关于下达专项资金的通知》（青财教〔2023〕3号）设立实施。, 项目根据《关于加大投入的若干措施》文件设立，立项规范。]
---
设立
```

## 怎么改
核实后统一。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import sentences
from jiheng.checks.wording import squeezed
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Relation,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR212", severity=Severity.QUESTION)
def plan_named_twice(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Named plans, and documents a project was set up by."""
    plans: dict[str, tuple[str, str]] = {}
    bases: dict[str, tuple[str, str]] = {}
    for path, text in sentences(report):
        for match in re.finditer(r"(?:制定|编制|印发|出台)了?\s*《?((?:(?:19|20)\d{2}\s*年)[^《》，。；]{4,40}?实施方案)》?", text):
            plans.setdefault(squeezed(match[1]), (path, match[0]))
        for match in re.finditer(r"项目(?:是)?(?:根据|依据|按照)\s*《([^》]+(?:》[^》]{0,2}《[^》]+)?)》[^，。；《]{0,24}?设立", text):
            bases.setdefault(squeezed(match[1]), (path, match[0]))
    for kind, found in (("实施方案", plans), ("设立依据", bases)):
        names = list(found)
        for name in names[1:]:
            path, quote = found[name]
            other, _ = found[names[0]]
            yield Relation(expression=f"{kind}各处一致", stated=name, computed=names[0], outcome=Outcome.FAILS, paths=(path, other))
            place, words = (path, quote) if kind == "设立依据" else (other, found[names[0]][1])
            yield Finding(
                message=f"{'项目设立依据' if kind == '设立依据' else '同一项目的实施方案'}两种说法：「{names[0]}」与「{name}」。请核实。",
                advice="核实后统一。",
                stated=name if kind == "设立依据" else names[0],
                expected=names[0] if kind == "设立依据" else name,
                paths=(place, other if place == path else path),
                quotes={place: words},
            )
