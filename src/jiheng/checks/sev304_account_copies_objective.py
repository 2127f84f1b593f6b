"""实际完成情况照抄预期目标。

## 查什么
「实际完成情况」与「预期目标」几乎一字不差（且没有数量可比），或大段不含数字的文字原样照抄。

## 为什么
照抄目标等于没有报告完成情况。

## 依据
- 《项目支出绩效评价管理办法》（财预〔2020〕10号）附自评表：应填实际完成情况

## 示例
```yaml 不应报告
expected_objective: 计划举办讲座一次，编写手册一本。
actual_objective: 举办讲座一次，编写手册一本。
===
expected_objective: 为全县群众提供便捷的文化服务，举办演出20场。
actual_objective: 举办演出22场，观众1.3万人次，送戏下乡覆盖全部乡镇，群众反映良好。
```
```yaml 应报告
expected_objective: 进一步健全公共文化服务体系，丰富群众精神文化生活，推动文化惠民，提升群众获得感和幸福感。
actual_objective: 进一步健全公共文化服务体系，丰富群众精神文化生活，推动文化惠民，提升群众获得感和幸福感。
---
照抄
```

## 怎么改
写明做了什么、做了多少、效果如何。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from jiheng.checks.registry import Said, check
from jiheng.checks.wording import squeezed
from jiheng.model import Finding, SelfEvaluationForm, Severity
from jiheng.model.mentions import mentions
from jiheng.regulation import Standard

#: A copied passage shorter than this is a common phrase, not a copy; longer texts are compared in part.
_PASSAGE, _LONGEST = 60, 3000


@check("SEV304", severity=Severity.NOTE)
def account_copies_objective(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    """An account that repeats the objective."""
    goal, account = squeezed(form.expected_objective)[:_LONGEST], squeezed(form.actual_objective)[:_LONGEST]
    if len(account) < 20 or not goal:
        return
    whole, part = standard.parameter("copied_share").value
    has_quantities = bool(mentions(account))
    ratio = SequenceMatcher(None, goal, account, autojunk=False).ratio()
    if ratio >= whole and not has_quantities:
        problem, copied = "几乎一字不差", account
    else:
        copied = _longest_passage(goal, account)
        if len(copied) < _PASSAGE or len(copied) / len(account) < part:
            return
        problem = f"大段照抄（{len(copied)} 字，占 {len(copied) * 100 // len(account)}%）"
    yield Finding(
        severity=Severity.QUESTION if copied is account else Severity.NOTE,
        message=f"实际完成情况照抄预期目标，{problem}：「{copied[:30]}……」，没有说明完成情况。",
        advice="写明做了什么、做了多少、效果如何。",
        stated=copied[:80],
        expected="实际完成情况",
        paths=("/actual_objective", "/expected_objective"),
        citations=standard.cite("copied_share"),
    )


def _longest_passage(goal: str, account: str) -> str:
    """The longest passage without a number that stands in both."""
    best = ""
    for piece in re.split(r"[\d]+", account):
        match = SequenceMatcher(None, goal, piece, autojunk=False).find_longest_match()
        if match.size > len(best):
            best = piece[match.b : match.b + match.size]
    return best
