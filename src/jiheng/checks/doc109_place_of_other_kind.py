"""列举的地名与所说的类别不符。

## 查什么
写「2 个城市（哈萨克斯坦、乌兹别克斯坦）」：说的是城市，列举的是国家；或说国家列城市、说城市列省。

## 为什么
类别错了，对应的指标（访问国家数、走访城市数）就对不上。

## 依据
- 文字自相矛盾，由表本身证明；地名表见 lexicon/typing.yaml

## 示例
```yaml 不应报告
expected_objective: 走访2个国家（哈萨克斯坦、乌兹别克斯坦），走访2个城市（塔什干市、撒马尔罕市）。
===
expected_objective: 到3个省市（北京、河南、陕西）招商。
```
```yaml 应报告
expected_objective: 走访2个城市（哈萨克斯坦、乌兹别克斯坦）。
---
应为「国家」
```

## 怎么改
改正类别名称；预期目标与完成情况两处一并改。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.listings import Listing, listings
from jiheng.checks.passages import prose
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import any_of
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard

#: Kind as printed -> the lexicon of its names.
_KINDS = {"国家": "countries", "省份": "provinces", "城市": "cities"}


@check("DOC109", severity=Severity.MUST_FIX)
def place_of_other_kind(form: Form, standard: Standard) -> Iterator[Said]:
    """Countries called cities; once per form."""
    found: dict[str, tuple[Listing, str]] = {}
    for path, text in prose(form):
        for listing in listings(text):
            named = next((kind for kind in _KINDS if listing.noun.endswith(kind)), None)
            meant = _kind(listing.items, standard) if named else None
            if meant is not None and meant != named:
                found.setdefault(path, (listing, meant))
    if not found:
        return
    listing, meant = next(iter(found.values()))
    items = "、".join(listing.items)
    yield Finding(
        severity=Severity.MUST_FIX,
        message=f"写「{listing.printed}」，{items} 是{meant}，应为「{meant}」而不是「{listing.noun}」。",
        advice="改正类别名称；预期目标与完成情况两处一并改。",
        stated=f"{listing.mention.text}{listing.noun}（{items}）",
        expected=f"{listing.mention.text}{meant}",
        paths=tuple(found),
        quotes={path: other.printed for path, (other, _) in found.items()},
    )


def _kind(items: tuple[str, ...], standard: Standard) -> str | None:
    """The one kind all items belong to; None when some are unknown."""
    for kind, lexicon in _KINDS.items():
        pattern = any_of(standard.words(lexicon))
        if all(pattern.fullmatch(item) for item in items):
            return kind
    return None
