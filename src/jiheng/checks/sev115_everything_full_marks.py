"""所有指标都是满分。

## 查什么
每一项都得满分、总分 100 分，指标又不算少。

## 为什么
样样满分本身不是错，但常见于照着结果填目标；抽查复核时值得先看。

## 依据
- practice#自评复核的抽样线索

## 示例
```yaml 不应报告
indicators: [{name: 甲, weight: "90", score: "90"}]
funds: [{label: 年度资金总额, weight: "10", score: "10"}]
===
indicators:
  - {name: 甲, weight: "30", score: "30"}
  - {name: 乙, weight: "20", score: "20"}
  - {name: 丙, weight: "20", score: "20"}
  - {name: 丁, weight: "10", score: "10"}
  - {name: 戊, weight: "10", score: "9.8"}
```
```yaml 应报告
indicators:
  - {name: 甲, weight: "30", score: "30"}
  - {name: 乙, weight: "20", score: "20"}
  - {name: 丙, weight: "20", score: "20"}
  - {name: 丁, weight: "10", score: "10"}
  - {name: 戊, weight: "10", score: "10"}
---
5 项指标全部满分
```

## 怎么改
核对佐证材料；目标偏低的，下年据实提高。
"""

from collections.abc import Iterator

from jiheng.checks.points import scored_rows
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("SEV115", severity=Severity.NOTE, preview=True)
def everything_full_marks(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    rows = [row for row in scored_rows(form) if row.weight is not None]
    indicators = [row for row in rows if row.path.startswith("/indicators")]
    if len(indicators) < standard.number("full_marks_rows") or any(row.score is None for row in rows):
        return
    if all(row.score and row.weight and row.score.value == row.weight.value for row in rows):
        yield Finding(
            message=f"{len(indicators)} 项指标全部满分，复核时请先看目标是否偏低、完成值有无佐证。",
            advice="核对佐证材料；目标偏低的，下年据实提高。",
            stated="全部满分",
            paths=("/total_score",),
            citations=standard.cite("full_marks_rows"),
        )
