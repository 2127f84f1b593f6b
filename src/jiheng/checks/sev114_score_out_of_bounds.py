"""得分超过分值，或是负数。

## 查什么
每一行的得分应在 0 与该行分值之间；总分不超过 100 分。

## 为什么
自评不加分，也不倒扣分；越界多半是错列或录错。

## 依据
- mof-2020-10#单位自评：各项得分加总为总分

## 示例
```yaml 不应报告
indicators: [{name: 培训场次, weight: "5", score: "5.00"}, {name: 受益人数, weight: "5", score: "0"}]
total_score: "100.00"
===
indicators: [{name: 培训场次, score: "5.00"}]
```
```yaml 应报告
indicators: [{name: 培训场次, weight: "5", score: "6"}]
---
得分 6 分超过分值 5 分
===
indicators: [{name: 培训场次, weight: "5", score: "-1"}]
---
得分 -1 分小于 0
===
indicators: [{name: 培训场次, weight: "5", score: "5"}]
total_score: "102"
---
总分 102 分超过 100 分
```

## 怎么改
核对是否错列、漏小数点，改正得分后重算总分。
"""

from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.points import scored_rows
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, SelfEvaluationForm, Severity, amounts
from jiheng.regulation import Standard


@check("SEV114", severity=Severity.MUST_FIX)
def score_out_of_bounds(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    for row in scored_rows(form):
        if row.score is None or row.weight is None:
            continue
        paths = (f"{row.path}/score", f"{row.path}/weight")
        above, below = row.score.value > row.weight.value, row.score.value < 0
        yield counted(f"{row.name}得分 ≤ 分值", int(above or below), paths)
        if above or below:
            limit = f"超过分值 {row.weight.text} 分" if above else "小于 0"
            yield Finding(
                message=f"「{row.name}」得分 {row.score.text} 分{limit}。",
                advice="核对是否错列、漏小数点，改正得分后重算总分。",
                stated=row.score.text,
                expected=f"0—{row.weight.text}",
                paths=paths,
                citations=standard.cite("full_points"),
            )
    full, total = standard.number("full_points"), form.total_score
    if total is not None:
        yield counted("总分 ≤ 100", int(total.value > full), ("/total_score",))
        if total.value > full:
            yield Finding(
                message=f"总分 {total.text} 分超过 {amounts.text(full, None)} 分。",
                advice="核对各行得分和总分公式。",
                stated=total.text,
                expected=f"≤{amounts.text(full, None)}",
                paths=("/total_score",),
                citations=standard.cite("full_points"),
            )
