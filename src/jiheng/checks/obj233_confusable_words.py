"""指标名称用词与项目内容相左。

## 查什么
项目名称和总体目标通篇说的是一样东西（电视），某项指标名称却写成容易混淆的另一样（电台）。

## 为什么
一词之差，考核的就不是这个项目。

## 依据
- 同一张表用词不一致

## 示例
```yaml 不应报告
name: 电视栏目播出期数
form: {project: 电视栏目制作费, expected_objective: 制作播出电视栏目24期。}
===
name: 电台节目播出期数
form: {project: 广播电视宣传费, expected_objective: 在电视、电台播出节目48期。}
```
```yaml 应报告
name: 电台播出时间
form: {project: 电视栏目制作费, expected_objective: 制作播出电视栏目24期。}
---
电台
```

## 怎么改
核对项目内容，改正指标名称。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard


@check("OBJ233", severity=Severity.QUESTION)
def confusable_words(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A word in a name that the project never uses, beside its look-alike that it does."""
    whole = f"{row.form.project or ''}{row.form.expected_objective or ''}"
    name = row.indicator.name
    for pair in standard.words("confusable"):
        one, other = pair.split()
        for used, wrong in ((one, other), (other, one)):
            if wrong in name and used not in name and used in whole and wrong not in whole:
                yield Finding(
                    severity=Severity.QUESTION,
                    message=f"指标「{name}」写的是「{wrong}」，项目名称和总体目标说的都是「{used}」。请核实。",
                    advice="核对项目内容，改正指标名称。",
                    stated=wrong,
                    expected=used,
                    paths=(row.at("name"), "/expected_objective"),
                    quotes={row.at("name"): wrong},
                )
