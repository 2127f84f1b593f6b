"""文字与指标名称差一两个字。

## 查什么
总体目标、完成情况说的是某项指标（数字一致），用词却与指标名称中间差一两个字（应用收入与营业收入、展位与展区）；
或偏差原因里本项指标的名称漏了一个字。每处差别只报一次。

## 为什么
不是笔误就是两个概念，须统一。

## 依据
- 同一张表用词不一致

## 示例
```yaml 不应报告
expected_objective: 带动企业营业收入增长1亿元。
indicators:
  - {name: 带动企业营业收入增长金额, target: ≥1亿元}
===
expected_objective: 组织开展农技培训3场。
indicators:
  - {name: 组织举办农技培训场次, target: ≥3场}
```
```yaml 应报告
expected_objective: 带动企业应用收入增长1亿元。
indicators:
  - {name: 带动企业营业收入增长金额, target: ≥1亿元}
---
营业
===
indicators:
  - {name: 服务县市数量, target: ≥10个, actual: 11个, deviation_reason: 加大宣传，服务市数量有所增加。}
---
服务县市数量
```

## 怎么改
核对后统一用词。
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from jiheng.checks.prose import links
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import any_of, bare_name, squeezed
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard

#: Characters that must be the same on the left and on the right of a difference, and how long a difference may be.
_LEFT, _RIGHT, _LONGEST = 3, 3, 2


@check("DOC112", severity=Severity.NOTE)
def name_misspelt(form: Form, standard: Standard) -> Iterator[Said]:
    """Words that differ from an indicator's name by a slip."""
    told: set[tuple[str, str]] = set()
    for field, measure in (("expected_objective", "target"), ("actual_objective", "actual")):
        for link in links(form, getattr(form, field, None), measure, standard):
            name = bare_name(link.indicator)
            slip = _slip(link.mention.before + link.mention.noun if link.mention.after else link.mention.before, name, standard)
            if not link.agrees or slip is None or slip in told:
                continue
            told.add(slip)
            term = any_of(standard.words("official_terms")).search(name)
            official = term is not None and slip[1] in term[0]
            yield Finding(
                severity=Severity.QUESTION if official else Severity.NOTE,
                message=f"文字写「{link.mention.clause}」，指标名称是「{name}」，「{slip[0]}」与「{slip[1]}」不一致。请核实是否笔误。",
                advice="核对后统一用词。",
                stated=slip[0],
                expected=slip[1],
                paths=(f"/{field}", f"/indicators/{link.index}/name"),
                quotes={f"/{field}": link.mention.clause},
            )
    yield from _dropped(form)


def _slip(phrase: str, name: str, standard: Standard) -> tuple[str, str] | None:
    """The differing characters when phrase and name agree around one short difference of equal length."""
    core = any_of(standard.words("name_tails")).sub("", name)
    codes = SequenceMatcher(None, phrase, core, autojunk=False).get_opcodes()
    for index, (kind, a0, a1, b0, b1) in enumerate(codes):
        if kind != "replace" or a1 - a0 != b1 - b0 or a1 - a0 > _LONGEST or index == 0:
            continue
        left = codes[index - 1]
        right = codes[index + 1] if index + 1 < len(codes) else None
        at_end = a1 == len(phrase) and b1 == len(core)
        flanked = right is not None and right[0] == "equal" and right[2] - right[1] >= _RIGHT
        if left[0] != "equal" or left[2] - left[1] < _LEFT or not (flanked or (at_end and a1 - a0 == 1)):
            continue
        pair = (phrase[a0:a1], core[b0:b1])
        if not any(any_of(standard.words("idle_words")).search(word) or word.isdigit() for word in pair):
            return pair
    return None


def _dropped(form: Form) -> Iterator[Said]:
    """A reason that names its own indicator with one character missing."""
    for index, indicator in enumerate(form.indicators):
        name, reason = bare_name(indicator), squeezed(indicator.deviation_reason)
        if not 5 <= len(name) <= 12 or name in reason:
            continue
        for at in range(1, len(name) - 1):
            short = name[:at] + name[at + 1 :]
            if short in reason:
                yield Finding(
                    severity=Severity.NOTE,
                    message=f"偏差原因写「{short}」，指标名称是「{name}」，漏了「{name[at]}」字。",
                    advice="改为与指标名称一致。",
                    stated=short,
                    expected=name,
                    paths=(f"/indicators/{index}/deviation_reason", f"/indicators/{index}/name"),
                    quotes={f"/indicators/{index}/deviation_reason": short},
                )
                break
