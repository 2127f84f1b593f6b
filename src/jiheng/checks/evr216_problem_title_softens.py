"""问题的标题与事实不是一回事。

## 查什么
标题说「宣传、公示渠道不完善」，事实却是「未公示」；标题里的「宣传」在事实中没有一个字。

## 为什么
没有做写成做得不够，定性偏轻；标题多出来的内容没有事实。

## 依据
- 通行做法

## 示例
```yaml 不应报告
problems: [{title: 公示不及时, text: 单位公示晚于规定时间。}]
```
```yaml 应报告
problems: [{title: 宣传、公示渠道不完善, text: 经查阅资料，单位未对该项目进行结果公示，公示渠道不完善。, number: "1."}]
---
宣传
```

## 怎么改
按事实定性。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR216", severity=Severity.QUESTION)
def problem_title_softens(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Titles of two things of which the text knows one, or of a lack that the text calls an omission."""
    for index, point in enumerate(report.problems):
        match = re.match(
            r"([\u4e00-\u9fff]{2})(?:、|和|与|及)([\u4e00-\u9fff]{2})[\u4e00-\u9fff]{0,4}(?:不完善|不健全|不到位|不规范|不足|不够)",
            point.title,
        )
        if match is None or not point.text:
            continue
        absent = [word for word in (match[1], match[2]) if word not in point.text]
        undone = next((word for word in (match[1], match[2]) if re.search(rf"(?:未|没有)[^，。；]{{0,16}}{word}", point.text)), None)
        if absent and len(absent) == 1:
            because = f"，事实却是未{undone}" if undone else ""
            yield Finding(
                message=f"问题标题「{point.title}」里的「{absent[0]}」正文没有任何事实{because}，标题与事实不对应。请核实。",
                advice="按事实定性。",
                stated=f"{point.number}{point.title}",
                expected=f"未{undone}" if undone else f"「{absent[0]}」的事实",
                paths=(f"/problems/{index}",),
                quotes={f"/problems/{index}": point.title},
            )
