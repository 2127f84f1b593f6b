"""总体目标与指标说的不是同一群人。

## 查什么
总体目标的数量与某项指标一致，但目标说的是一群人（科技特派员），指标名称说的是另一群人（农牧民）。

## 为什么
数字虽同，对象不同，培训、服务的究竟是谁无从考核。

## 依据
- 同一张表两处说法不一致

## 示例
```yaml 不应报告
expected_objective: 组织农技员培训3场，培训人数不少于80人。
indicators:
  - {name: 培训农技员的人数, target: ≥80人}
===
expected_objective: 组织培训3场，培训农民不少于80人。
indicators:
  - {name: 培训农牧民的人数, target: ≥80人}
```
```yaml 应报告
expected_objective: 组织教师培训3场，培训人数不少于80人。
indicators:
  - {name: 培训学生的人数, target: ≥80人}
---
对象不一致
```

## 怎么改
核对实际对象，统一两处的说法。
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from jiheng.checks.prose import links
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard


@check("OBJ234", severity=Severity.QUESTION)
def other_people(form: Form, standard: Standard) -> Iterator[Said]:
    """The same number of other people."""
    for link in links(form, form.expected_objective, "target", standard):
        wanted = _groups(link.indicator.name, standard.words("person_groups"))
        said = _groups(link.mention.phrase, standard.words("person_groups")) or _groups(link.mention.topic, standard.words("person_groups"))
        if not link.agrees or not wanted or not said or wanted & said:
            continue
        one, other = min(said), min(wanted)
        yield Finding(
            severity=Severity.QUESTION,
            message=f"总体目标写「{link.mention.topic}，{link.mention.clause}」，对象是{one}；指标「{link.indicator.name}」的对象是{other}，对象不一致。",
            advice="核对实际对象，统一两处的说法。",
            stated=f"{one}（{link.mention.text}）",
            expected=f"{other}（{link.measure.raw}）",
            paths=("/expected_objective", f"/indicators/{link.index}/name"),
            quotes={"/expected_objective": link.mention.clause},
        )


@lru_cache(maxsize=1024)
def _groups(text: str, groups: tuple[str, ...]) -> frozenset[str]:
    return frozenset(group.split()[0] for group in groups if any(word in text for word in group.split()))
