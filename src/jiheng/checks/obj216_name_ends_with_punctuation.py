"""三级指标名称末尾带标点，或语序颠倒。

## 查什么
名称末尾是句号、逗号、顿号、分号；或以「完成按期」「完成及时」结尾，副词落在了最后。

## 为什么
名称要与批复、系统逐字核对，多一个标点就对不上。

## 依据
- 通行做法

## 示例
```yaml 不应报告
name: 栏目制作期数（期）
target: =24期
===
name: 任务按期完成率
target: =100%
```
```yaml 应报告
name: 当年栏目制作期数。
target: =24期
---
末尾
===
name: 比赛阶段完成按期
target: =100%
---
语序
```

## 怎么改
删去末尾标点；理顺语序，如「比赛阶段按期完成率」。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import said, squeezed
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard


@check("OBJ216", severity=Severity.NOTE)
def name_ends_with_punctuation(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A stray mark or adverb at the end of a name."""
    name = squeezed(row.indicator.name)
    tidy = name.rstrip("。，,、；;")
    last = said(standard, "adverb_last", tidy)
    if (tidy == name and not last) or not tidy:
        return
    if tidy != name:
        problem, wanted = f"末尾多了标点「{name[len(tidy) :]}」", tidy
    else:
        problem, wanted = f"语序颠倒，「{last}」应在动词之前", f"{tidy[: -len('完成') - len(last)]}{last}完成（率）"
    yield Finding(
        severity=Severity.NOTE,
        message=f"三级指标名称「{name}」{problem}，应为「{wanted}」。",
        advice="改正名称，使其与批复一致。",
        stated=name,
        expected=wanted,
        paths=(row.at("name"),),
    )
