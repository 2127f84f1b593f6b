"""资金分项行也填了分值和得分。

## 查什么
预算执行率只在年度资金总额一行计分；分项行又填了同样的分值和得分。

## 为什么
分项行重复计分，合计时容易把 10 分算成 20 分。

## 依据
- mof-2020-10#自评表：分值、得分只填年度资金总额一行

## 示例
```yaml 不应报告
funds:
  - {label: 年度资金总额, weight: "10", score: "10"}
  - {label: 当年财政拨款, weight: "—", score: "—"}
===
# 部门表按基本支出、项目支出分别计分
scope: department
funds:
  - {label: 年度总资金}
  - {label: 基本支出, weight: "5", score: "5"}
  - {label: 项目支出, weight: "5", score: "5"}
```
```yaml 应报告
funds:
  - {label: 年度资金总额, weight: "10", score: "9"}
  - {label: 其中：当年财政拨款, weight: "10", score: "9"}
---
分项行「当年财政拨款」重复填了分值 10、得分 9
```

## 怎么改
分项行的分值、得分改填「—」。
"""

from collections.abc import Iterator

from jiheng.checks.funds import total_index
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("SEV136", severity=Severity.NOTE)
def parts_scored_too(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    total = total_index(form.funds)
    if total is None or form.funds[total].weight is None:
        return
    again = [
        (index, row)
        for index, row in enumerate(form.funds)
        if index != total and (row.weight is not None or row.score is not None) and (row.weight or row.score)
    ]
    again = [(index, row) for index, row in again if any(figure is not None and figure.value for figure in (row.weight, row.score))]
    if not again:
        return
    first = again[0][1]
    names = "、".join(f"「{row.label.removeprefix('其中：').removeprefix('其中:')}」" for _, row in again)
    cells = "、".join(f"{name} {figure.text}" for name, figure in (("分值", first.weight), ("得分", first.score)) if figure is not None)
    yield Finding(
        message=f"分项行{names}重复填了{cells}，应只在{form.funds[total].label}一行计分。",
        advice="分项行的分值、得分改填「—」。",
        stated=cells,
        expected="—",
        paths=tuple(f"/funds/{index}/{field}" for index, row in again for field in ("score", "weight") if getattr(row, field) is not None),
        citations=standard.cite("execution_weight"),
    )
