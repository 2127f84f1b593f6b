"""在职人数超过编制数。

## 查什么
「编制数 13 人……在职 14 人」：在职超编应说明；在职、退休、离休相加应等于实有人数。

## 为什么
超编影响人员经费和在职人员控制率的得分。

## 依据
- mof-2013-53#在职人员控制率

## 示例
```yaml 不应报告
paragraphs: [现有编制数15人。实有人数23人，其中：在职14人，退休9人，离休0人。]
```
```yaml 应报告
paragraphs: [现有编制数13人。实有人数23人，其中：在职14人，退休9人，离休0人。]
---
14
===
paragraphs: [实有人数25人，其中：在职14人，退休9人，离休0人。]
---
23
```

## 怎么改
说明超编原因，或更正人数。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import sentences
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Relation,
    Severity,
)
from jiheng.regulation import Standard


# long: two comparisons of one sentence
@check("EVR145", severity=Severity.QUESTION)
def staff_above_posts(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Posts, staff and retired of one paragraph."""
    for path, text in sentences(report):
        posts = re.search(r"编制(?:数|人数)?(?:为|共|合计)?\s*(\d+)\s*(?:人|名|个)", text)
        staff = re.search(r"在职(?:人员|人数|职工)?(?:为|共)?\s*(\d+)\s*(?:人|名)", text)
        several = re.findall(r"编制(?:数|人数)?(?:为|共|合计)?\s*(\d+)\s*(?:人|名|个)", text)
        if posts is not None and staff is not None and len(several) == 1:
            over = int(staff[1]) - int(posts[1])
            yield Relation(
                expression="在职人数 ≤ 编制数",
                stated=staff[1],
                computed=posts[1],
                outcome=Outcome.FAILS if over > 0 else Outcome.HOLDS,
                paths=(path,),
            )
            if over > 0:
                begin, end = min(posts.start(), staff.start()), max(posts.end(), staff.end())
                yield Finding(
                    message=f"编制 {posts[1]} 人，在职 {staff[1]} 人，超编 {over} 人。请核实并说明。",
                    advice="说明超编原因，或更正人数。",
                    stated=f"编制 {posts[1]} 人，在职 {staff[1]} 人",
                    expected=f"超编 {over} 人，应说明",
                    paths=(path,),
                    quotes={path: text[begin:end]},
                )
        whole = re.search(r"实有人(?:数|员)(?:为|共)?\s*(\d+)\s*人", text)
        parts = re.findall(r"(在职|退休|离休)(?:人员)?(?:为|共)?\s*(\d+)\s*(?:人|名)", text[whole.end() :] if whole else "")
        if whole is not None and len(parts) > 1:
            total = sum(int(count) for _, count in parts)
            yield Relation(
                expression=" + ".join(f"{name}{count}" for name, count in parts) + " = 实有人数",
                stated=whole[1],
                computed=str(total),
                outcome=Outcome.HOLDS if total == int(whole[1]) else Outcome.FAILS,
                paths=(path,),
            )
            if total != int(whole[1]):
                yield Finding(
                    severity=Severity.MUST_FIX,
                    message=f"实有人数写 {whole[1]} 人，{'、'.join(name + count for name, count in parts)} 相加为 {total} 人。",
                    advice="更正人数。",
                    stated=f"{whole[1]} 人",
                    expected=f"{total} 人",
                    paths=(path,),
                    quotes={path: whole[0]},
                )
