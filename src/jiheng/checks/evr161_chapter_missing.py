"""缺少规定的章节。

## 查什么
评价报告正文应有：基本情况、评价工作开展情况、综合评价结论、指标分析、经验与问题、建议。

## 为什么
提纲是规定的，缺一章就缺一方面的交代。

## 依据
- mof-2020-10#附件 3 报告提纲

## 示例
```yaml 不应报告
headings: [一、基本情况, 二、绩效评价工作开展情况, 三、综合评价情况及评价结论, 四、绩效评价指标分析, 五、主要经验及做法、存在的问题及原因分析, 六、有关建议]
heading_parts: [body, body, body, body, body, body]
```
```yaml 应报告
headings: [一、基本情况, 二、绩效评价工作开展情况, 三、综合评价情况及评价结论, 四、绩效评价指标分析, 五、主要经验及做法、存在的问题及原因分析]
heading_parts: [body, body, body, body, body]
---
有关建议
```

## 怎么改
补上缺少的章节。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR161", severity=Severity.QUESTION)
def chapter_missing(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Chapters of the outline against headings; silent where hardly any heading was read."""
    chapters: dict[str, str] = standard.parameter("required_chapters").value
    text = "\n".join(heading.title for heading in report.headings)
    missing = [name for name, words in chapters.items() if re.search(words, text) is None]
    if len(missing) * 2 >= len(chapters):
        return
    for name in chapters:
        yield counted(f"有「{name}」一章", int(name in missing), ("/headings",))
    for name in missing:
        yield Finding(
            message=f"报告缺少「{name}」一章。请核实。",
            advice="补上缺少的章节。",
            stated="无此章",
            expected=name,
            paths=("/headings",),
            citations=standard.cite("required_chapters"),
        )
