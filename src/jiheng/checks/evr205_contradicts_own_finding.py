"""前后矛盾：一处说没有做，一处说根据它办理。

## 查什么
问题说「未对该项目进行结果公示」，别处却说「根据项目公示结果拨付资金」；验收、招标、调研等同理。

## 为什么
没有做的事不能作为依据，两处必有一错。

## 依据
- 报告自相矛盾

## 示例
```yaml 不应报告
paragraphs: [根据验收结果拨付资金。]
problems: [{title: 公示不完善, text: 单位未进行结果公示。}]
```
```yaml 应报告
paragraphs: [财政局根据批复预算和项目公示结果及时拨付资金。]
problems: [{title: 公示不完善, text: 单位未对该项目进行结果公示。}]
---
公示
```

## 怎么改
核实后改正一处。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import texts
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Relation,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR205", severity=Severity.MUST_FIX)
def contradicts_own_finding(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Acts denied in a problem and relied on elsewhere."""
    acts: dict[str, int] = {}
    for index, point in enumerate(report.problems):
        for match in re.finditer(
            r"(?:未|没有)(?:对[^，。；]{0,16})?(?:进行|开展|组织|履行)?[^，。；]{0,4}?(公示|验收|招标|招投标|审计|论证|公开招标|评审|监理|培训)",
            point.text or point.title,
        ):
            acts.setdefault(match[1], index)
    for act, index in acts.items():
        for path, text in texts(report):
            relied = re.search(rf"(?:根据|依据|按照)[^，。；\n]{{0,24}}{act}(?:结果|报告|意见|情况)[^，。；\n]{{0,16}}", text)
            if relied is None:
                continue
            place = f"/problems/{index}"
            yield Relation(
                expression=f"「{act}」前后一致", stated=f"根据{act}结果", computed=f"未{act}", outcome=Outcome.FAILS, paths=(path, place)
            )
            yield Finding(
                message=f"此处写「{relied[0]}」，而「存在的问题」称没有{act}（{report.problems[index].title}），前后矛盾。",
                advice="核实后改正一处。",
                stated=relied[0],
                expected=f"未{act}，不能据以办理",
                paths=(path, place),
                quotes={path: relied[0]},
            )
            break
