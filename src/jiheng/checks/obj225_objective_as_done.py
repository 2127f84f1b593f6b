"""预期目标写成了已经完成的语气。

## 查什么
年度总体目标（预期）里有「发挥了积极作用」「取得了显著成效」一类已经完成的话，且前面没有「近年来」「上年」等交代背景的词。

## 为什么
预期目标是年初的计划；写成完成语气，多半是事后补填，或照抄总结。

## 依据
- 通行做法

## 示例
```yaml 不应报告
expected_objective: 近年来全县旅游取得了显著成效。本年计划举办节庆活动3场。
===
expected_objective: 举办节庆活动3场，发挥文化惠民的积极作用。
```
```yaml 应报告
expected_objective: 举办节庆活动3场，为宣传全县文化发挥了积极作用。
---
完成语气
```

## 怎么改
改为计划语气，并写明要达到的数量和效果。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.wording import any_of, said
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard


@check("OBJ225", severity=Severity.NOTE)
def objective_as_done(form: Form, standard: Standard) -> Iterator[Said]:
    """The plan told as if it were done."""
    for sentence in re.split(r"[。；;\n]", form.expected_objective or ""):
        done = any_of(standard.words("done_tense")).search(sentence)
        if done is None or said(standard, "background", sentence):
            continue
        yield Finding(
            severity=Severity.NOTE,
            message=f"预期目标写「……{sentence[max(0, done.start() - 12) : done.end()]}」，是完成语气，不是计划。",
            advice="改为计划语气，并写明要达到的数量和效果。",
            stated=done[0],
            expected="计划语气",
            paths=("/expected_objective",),
            quotes={"/expected_objective": done[0]},
        )
        return
