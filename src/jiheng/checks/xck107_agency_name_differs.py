"""单位名称前后写法不一。

## 查什么
同一文件里两个实施单位（或主管部门）名称只差中间一两个字，像是同一单位的不同写法。

## 为什么
单位名称是汇总的依据，写法不一就会被算成两家。

## 依据
- practice#单位使用规范全称

## 示例
```yaml 不应报告
- {project: 甲, implementing_agency: 某市第一中学}
- {project: 乙, implementing_agency: 某市第二中学}
===
- {project: 甲, implementing_agency: 某市人民医院}
- {project: 乙, implementing_agency: 某市第二人民医院}
===
- {project: 甲, implementing_agency: 某市科技局}
- {project: 乙, implementing_agency: 某市科技信息中心}
===
# 只是空格和括号的差别
- {project: 甲, implementing_agency: 某市科技局（本级）}
- {project: 乙, implementing_agency: "某市科技局(本级)"}
===
- {project: 甲, implementing_agency: 某县中心幼儿园}
- {project: 乙, implementing_agency: 某县东城中心幼儿园}
```
```yaml 应报告
- {project: 甲, implementing_agency: 某市科技信息服务中心}
- {project: 乙, implementing_agency: 某市科技信息服务中心}
- {project: 丙, implementing_agency: 某市科技信息中心}
---
「丙」的实施单位写「某市科技信息中心」，别的表写「某市科技信息服务中心」
```

## 怎么改
统一为单位规范全称。
"""

import re
from collections import Counter
from collections.abc import Iterator

from jiheng.checks.between import plain
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import Dossier, Entry
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard

_FIELDS = {"implementing_agency": "实施单位", "supervising_department": "主管部门"}
_LONGEST_GAP = 2


@check("XCK107", severity=Severity.QUESTION)
def agency_name_differs(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    uses: dict[str, list[tuple[Entry, str]]] = {}
    printed: dict[str, str] = {}
    for entry in dossier.entries:
        for field in _FIELDS:
            name: str | None = getattr(entry.record, field, None)
            key = plain(name)
            if key and name:
                uses.setdefault(key, []).append((entry, field))
                printed.setdefault(key, name.strip())
    counts = Counter({key: len(found) for key, found in uses.items()})
    told: set[str] = set()
    for key in sorted(uses, key=lambda name: counts[name]):
        likely = [other for other in uses if other != key and other not in told and _is_near(key, other, standard)]
        if not likely or key in told:
            continue
        right = max(likely, key=lambda name: (counts[name], len(name)))
        if counts[key] == counts[right] and len(key) > len(right):
            continue
        told.add(key)
        entry, field = uses[key][0]
        where = "、".join(dict.fromkeys(f"「{_called(use)}」" for use, _ in uses[key]))
        yield Finding(
            message=f"{where}的{_FIELDS[field]}写「{printed[key]}」，别的表写「{printed[right]}」，请核实是否同一单位。",
            advice="统一为单位规范全称。",
            stated=printed[key],
            expected=printed[right],
            paths=(
                *(use.at(f"/{name}") for use, name in uses[key]),
                *(use.at(f"/{name}") for use, name in uses[right][:1]),
            ),
            citations=standard.cite("expected_subcategories"),
        )


def _called(entry: Entry) -> str:
    """The project or the title of a record."""
    return str(getattr(entry.record, "project", None) or getattr(entry.record, "title", ""))


def _is_near(one: str, other: str, standard: Standard) -> bool:
    """Whether the longer name is the shorter one with a word or two in the middle that names no other body."""
    short, long = sorted((one, other), key=len)
    if not 0 < len(long) - len(short) <= _LONGEST_GAP or len(short) < 4:
        return False
    for start in range(2, len(short) - 1):
        if long.startswith(short[:start]) and long.endswith(short[start:]):
            inserted = long[start : start + len(long) - len(short)]
            return not any(re.search(word, inserted) for word in standard.words("tells_bodies_apart"))
    return False
