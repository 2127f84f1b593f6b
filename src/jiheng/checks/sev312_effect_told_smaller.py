"""指标称完全达到预期，文字却只说有一定作用。

## 查什么
定性效益指标的完成值写「完全达到预期」并得满分，实际完成情况里说到同一件事却用「一定的促进作用」「有限」「初步」之类的话。

## 为什么
两处对效果的判断不一致，满分没有依据。

## 依据
- 同一张表两处说法不一致

## 示例
```yaml 不应报告
actual_objective: 对社会经济发展有明显的促进作用。
indicators:
  - {category: 效益指标, name: 对社会经济有促进作用, target: 有效促进, actual: 完全达到预期, weight: "30", score: "30"}
===
actual_objective: 对社会经济有一定的促进作用。
indicators:
  - {category: 效益指标, name: 对社会经济有促进作用, target: 有效促进, actual: 部分达到预期, weight: "30", score: "24"}
```
```yaml 应报告
actual_objective: 项目的实施对社会经济有一定的促进作用。
indicators:
  - {category: 效益指标, name: 对社会经济有促进作用, target: 有效促进, actual: 完全达到预期, weight: "30", score: "30"}
---
一定的促进
```

## 怎么改
统一判断：效果有限的改填部分达到并扣分；确已达到的，文字写明依据。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.deviations import lost_points
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import any_of, bare_name, likeness, said
from jiheng.model import Finding, SelfEvaluationForm, Severity
from jiheng.regulation import Standard

#: How much of the indicator's name the sentence must hold.
_SAME = 0.6


@check("SEV312", severity=Severity.NOTE)
def effect_told_smaller(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    """Full marks for an effect that the account calls limited."""
    for clause in re.split(r"[。；;，,\n]", form.actual_objective or ""):
        weak = any_of(standard.words("weak_effect")).search(clause)
        if weak is None:
            continue
        for index, indicator in enumerate(form.indicators):
            actual = indicator.actual
            if actual is None or actual.words is None or not said(standard, "full_effect", actual.words) or lost_points(indicator):
                continue
            if likeness(bare_name(indicator), clause, standard).of_name < _SAME:
                continue
            yield Finding(
                severity=Severity.NOTE,
                message=f"「{indicator.name}」完成值填「{actual.raw}」，得满分；实际完成情况却写「{clause.strip()[-24:]}」，程度不符。",
                advice="统一判断：效果有限的改填部分达到并扣分；确已达到的写明依据。",
                stated=f"{actual.raw}，满分",
                expected=f"「{weak[0]}」",
                paths=(f"/indicators/{index}/actual", "/actual_objective", f"/indicators/{index}/score"),
                quotes={"/actual_objective": weak[0]},
            )
