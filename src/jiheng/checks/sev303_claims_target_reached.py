"""文字称已完成目标，指标却没有达标。

## 查什么
实际完成情况写「实现了……的目标」而所说的数没有达到指标值，或笼统称「已完成各项目标任务」而有定量指标未达标。

## 为什么
文字与指标表矛盾，会误导公众。

## 依据
- 同一张表两处矛盾，由表本身证明

## 示例
```yaml 不应报告
actual_objective: 实现了社会投入与财政投入比例3.2:1的目标。
indicators:
  - {name: 社会投入与财政投入比例, target: ≥3:1, actual: 3.2:1}
===
actual_objective: 培训农民70人，未完成年初目标。
indicators:
  - {name: 培训农民人数, target: ≥80人, actual: 70人}
===
actual_objective: 已完成验收，完成了各项目标任务。
indicators:
  - {name: 培训农民人数, target: ≥80人, actual: 85人}
```
```yaml 应报告
actual_objective: 实现了社会投入与财政投入比例1.95:1的目标。
indicators:
  - {name: 社会投入与财政投入比例, target: ≥3:1, actual: 1.95:1}
---
没有达到
===
actual_objective: 已完成年初各项目标任务。
indicators:
  - {name: 培训农民人数, target: ≥80人, actual: 70人}
---
1 项指标未达标
```

## 怎么改
按实际情况改写，写明哪些没有完成。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.deviations import deviation
from jiheng.checks.prose import Link, links
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import any_of
from jiheng.model import Finding, SelfEvaluationForm, Severity
from jiheng.regulation import Standard

_CLAIM = re.compile(r"(?:实现|达到|达成|完成)了?[^。；;\n，,]{0,60}$")
_GOAL = re.compile(r"^[^。；;\n，,]{0,40}?目标")
_NOT = re.compile(r"未|没有|尚|不|基本|部分|除")


@check("SEV303", severity=Severity.QUESTION)
def claims_target_reached(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    """Success claimed where the table shows a shortfall."""
    text = form.actual_objective
    if not text:
        return
    unmet = [
        index
        for index, indicator in enumerate(form.indicators)
        if (found := deviation(indicator, standard)) is not None and found.is_met is False
    ]
    if not unmet:
        return
    for link in links(form, text, "actual", standard):
        if link.index in unmet and _CLAIM.search(text[: link.mention.start]) and _GOAL.match(text[link.mention.end :]):
            yield _claimed(link, standard)
            return
    for claim in any_of(standard.words("claims_done")).finditer(text):
        if not _NOT.search(text[max(0, claim.start() - 4) : claim.end()]):
            yield _general(form, claim[0], unmet)
            return


def _claimed(link: Link, standard: Standard) -> Finding:
    target, found = link.indicator.target, deviation(link.indicator, standard)
    printed = target.raw if target else ""
    return Finding(
        severity=Severity.MUST_FIX if link.is_certain else Severity.QUESTION,
        message=f"实际完成情况写「{link.mention.clause}」，而「{link.indicator.name}」指标值 {printed}，实际 {link.measure.raw}"
        f"（{found.percent if found else ''}），没有达到，不能表述为实现目标。",
        advice="按实际情况改写，写明没有完成。",
        stated=f"称实现 {link.mention.text} 的目标",
        expected=f"未达到 {printed}",
        paths=("/actual_objective", f"/indicators/{link.index}/actual", f"/indicators/{link.index}/target"),
        quotes={"/actual_objective": link.mention.clause},
    )


def _general(form: SelfEvaluationForm, claim: str, unmet: list[int]) -> Finding:
    names = "」「".join(form.indicators[index].name for index in unmet[:3])
    return Finding(
        severity=Severity.QUESTION,
        message=f"实际完成情况称「{claim}」，指标表却有 {len(unmet)} 项指标未达标（「{names}」）。",
        advice="按实际情况改写，写明哪些没有完成。",
        stated=claim,
        expected=f"{len(unmet)} 项指标未达标",
        paths=("/actual_objective", *(f"/indicators/{index}/actual" for index in unmet)),
        quotes={"/actual_objective": claim},
    )
