"""表头栏里填的是栏名。

## 查什么
主管部门、实施单位、项目名称等栏里填的就是「主管部门」「实施单位」这几个字。

## 为什么
占位文字没有替换，等于没有填。

## 依据
- 表头栏名与内容相同，由表本身证明

## 示例
```yaml 不应报告
supervising_department: 青禾县农业农村局
implementing_agency: 青禾县农技推广中心
===
project: 主管部门联合培训经费
```
```yaml 应报告
supervising_department: 主管部门
implementing_agency: 青禾县农技推广中心
---
主管部门
```

## 怎么改
填写单位全称或项目名称。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.wording import squeezed
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard

_FIELDS = {"project": "项目名称", "supervising_department": "主管部门", "implementing_agency": "实施单位"}


@check("DOC102", severity=Severity.MUST_FIX)
def label_as_value(form: Form, standard: Standard) -> Iterator[Said]:
    """A head field filled with a label."""
    for field, label in _FIELDS.items():
        text = squeezed(getattr(form, field)).strip("：:（）()")
        if text and text in standard.words("head_labels"):
            yield Finding(
                severity=Severity.MUST_FIX,
                message=f"「{label}」栏填的是「{text}」，是栏名，占位文字没有替换。",
                advice="填写单位全称或项目名称。",
                stated=text,
                expected=f"{label}的实际名称",
                paths=(f"/{field}",),
            )
