"""本表有自己的打分口径。

## 查什么
若干行得分都不是按通常规则算的，而用同一种口径（完成率取整数百分比、得分舍去尾数、超额按偏离度扣分等）就都能算出来。

## 为什么
口径一致不算错，但应写明依据；与别的表口径不同，得分就不能直接比较。

## 依据
- mof-2020-10#单位自评打分

## 示例
```yaml 不应报告
indicators:
  - {name: 考察单位数, target: "≥15个", actual: "14个", weight: "5", score: "4.67"}
  - {name: 参赛企业数, target: "≥45家", actual: "33家", weight: "5", score: "3.67"}
===
# 只有一行：由得分的检查提问
indicators:
  - {name: 考察单位数, target: "≥15个", actual: "14个", weight: "5", score: "4.65"}
  - {name: 参赛企业数, target: "≥45家", actual: "33家", weight: "5", score: "3.67"}
```
```yaml 应报告
indicators:
  - {name: 考察单位数, target: "≥15个", actual: "14个", weight: "5", score: "4.65"}
  - {name: 参赛企业数, target: "≥45家", actual: "33家", weight: "5", score: "3.65"}
---
完成率先四舍五入为整数百分比，再乘分值
```

## 怎么改
在表中或说明里写明打分口径及依据；没有依据的，改按通常规则计分。
"""

from collections.abc import Iterator

from jiheng.checks.ledger import shown_value
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, Outcome, Relation, SelfEvaluationForm, Severity
from jiheng.regulation import Standard
from jiheng.scoring.conventions import recognise, scored_rows


@check("SEV137", severity=Severity.NOTE)
def scoring_convention(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    for found in recognise(scored_rows(form, standard), standard):
        for row in found.rows:
            score = found.convention.predict(row, standard)
            assert score is not None
            yield Relation(
                expression=f"{row.name}得分（{found.convention.title}）",
                stated=row.stated.text,
                computed=shown_value(score, max(row.stated.decimals, 2)),
                outcome=Outcome.HOLDS,
                paths=(f"{row.path}/score", f"{row.path}/weight", f"{row.path}/target", f"{row.path}/actual"),
            )
        names = "、".join(f"「{row.name}」" for row in found.rows[:3]) + ("等" if len(found.rows) > 3 else "")
        usual = found.rows[0].points.estimate.value
        yield Finding(
            severity=Severity.NOTE,
            message=f"{names}共 {len(found.rows)} 行的得分都符合同一口径：{found.convention.title}。"
            f"按通常规则，第一行应为 {shown_value(usual, 2)} 分而不是 {found.rows[0].stated.text} 分。",
            advice="在表中或说明里写明打分口径及依据；没有依据的，改按通常规则计分。",
            stated=found.rows[0].stated.text,
            expected=shown_value(usual, 2),
            paths=tuple(f"{row.path}/score" for row in found.rows),
            citations=standard.cite("score_by_completion"),
        )
