"""目标写「协助本单位」。

## 查什么
总体目标、完成情况写「协助某局办好……」，而这个局就是填报（主管）部门自己。

## 为什么
多半照抄了下属单位的材料，主语没有改过来。

## 依据
- 表头单位与正文矛盾，由表本身证明

## 示例
```yaml 不应报告
supervising_department: 青禾县科学技术局
implementing_agency: 青禾县科技服务中心
expected_objective: 协助县科技局办好科技周。
===
supervising_department: 青禾县科学技术局
implementing_agency: 青禾县科学技术局
expected_objective: 协助县教育局办好科技周。
```
```yaml 应报告
supervising_department: 青禾县科学技术局
implementing_agency: 青禾县科学技术局
expected_objective: 协助县科技局办好科技周。
---
就是填报单位自己
```

## 怎么改
改为以本单位为主语的说法。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.wording import any_of
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard

_AGENCY = re.compile(r"[\u4e00-\u9fff]{0,8}?[市县区州省盟旗厅][\u4e00-\u9fff]{1,8}?[局委办厅院会]")


@check("OBJ235", severity=Severity.QUESTION)
def helps_itself(form: Form, standard: Standard) -> Iterator[Said]:
    """The filling agency said to help itself."""
    agency = form.implementing_agency or form.supervising_department
    if not agency:
        return
    own = re.sub(r"[(（].*?[)）]", "", agency)
    for field in ("expected_objective", "actual_objective"):
        text = getattr(form, field, None) or ""
        for helping in any_of(standard.words("helping")).finditer(text):
            named = _AGENCY.match(text, helping.end())
            if named is None or not _is_short_for(named[0], own):
                continue
            yield Finding(
                severity=Severity.QUESTION,
                message=f"写「{helping[0]}{named[0]}」，而{named[0]}就是填报单位自己（{agency}）。请核实是否照抄了其他单位的材料。",
                advice="改为以本单位为主语的说法。",
                stated=f"{helping[0]}{named[0]}",
                expected="以本单位为主语",
                paths=(f"/{field}",),
                quotes={f"/{field}": f"{helping[0]}{named[0]}"},
            )
            return


def _is_short_for(short: str, full: str) -> bool:
    """Whether the short name leaves out characters of the full one only (市科技局 of 某某市科学技术局)."""
    rest = iter(full)
    return len(short) >= 3 and short[-1] == full[-1] and all(char in rest for char in short)
