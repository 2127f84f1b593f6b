"""三级指标名称写成了句子。

## 查什么
三级指标名称过长（超过标准规定的字数），或中间有句号、分号。

## 为什么
指标名称应是简短的名词；写成句子，往往把几件事混在一项里，无法逐项考核。

## 依据
- 通行做法；字数界限由标准参数给出

## 示例
```yaml 不应报告
name: 为中小微企业、农民专业合作社提供创新创业一体化服务数量
target: ≥50家
```
```yaml 应报告
name: 完成道路硬化三公里。安装路灯五十盏
target: 完成
---
句子
```

## 怎么改
拆成几项，每项用「做什么＋数量（率）」的短语命名。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import squeezed
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard


@check("OBJ215", severity=Severity.NOTE)
def name_is_sentence(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A sentence where a short name is due."""
    name = squeezed(row.indicator.name)
    limit = standard.number("indicator_name_length")
    stops = re.search(r"[。；;！？](?=.)", name)
    if not stops and len(name) <= limit:
        return
    yield Finding(
        severity=Severity.NOTE,
        message=f"三级指标名称「{name[:30]}{'……' if len(name) > 30 else ''}」"
        + ("是句子" if stops else f"有 {len(name)} 个字，写成了句子")
        + "，不便考核。",
        advice="拆成几项，用短语命名。",
        stated=name,
        expected="简短的名词短语",
        paths=(row.at("name"),),
        citations=standard.cite("indicator_name_length"),
    )
