"""没有满意度指标。

## 查什么
项目自评表没有一项满意度指标，分值并入了别的一级指标。

## 为什么
面向服务对象的项目应调查满意度，规定分值 10 分；并入效益后，这 10 分多由一句定性话得到。

## 依据
- mof-2020-10#单位自评权重：满意度指标 10 分

## 示例
```yaml 不应报告
indicators:
  - {category: 产出指标, name: 甲, weight: "50"}
  - {category: 效益指标, name: 乙, weight: "30"}
  - {category: 满意度指标, name: 群众满意度, weight: "10"}
===
# 满意度放在效益里
indicators:
  - {category: 产出指标, name: 甲, weight: "50"}
  - {category: 效益指标, name: 服务对象满意度, weight: "40"}
===
# 表没有读全
indicators:
  - {category: 产出指标, name: 甲, weight: "50"}
  - {category: 效益指标, name: 乙, weight: "20"}
```
```yaml 应报告
indicators:
  - {category: 产出指标, name: 甲, weight: "50"}
  - {category: 效益指标, name: 乙, weight: "40"}
---
没有满意度指标（效益指标加至 40 分）
```

## 怎么改
增设服务对象满意度指标（通常 10 分）并开展调查；确无服务对象的，说明理由。
"""

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.shape import is_complete, is_satisfaction, weights_by_category
from jiheng.model import Finding, IndicatorCategory, Scope, SelfEvaluationForm, Severity, amounts
from jiheng.regulation import Standard


@check("SEV125", severity=Severity.QUESTION)
def satisfaction_missing(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    if form.scope is not Scope.PROJECT or not is_complete(form, standard) or any(map(is_satisfaction, form.indicators)):
        return
    sums = weights_by_category(form.indicators)
    usual = standard.parameter("category_weights_without_cost").value["satisfaction"]
    if sums is None or not sums[IndicatorCategory.OUTPUT]:
        return
    benefit = amounts.text(sums[IndicatorCategory.BENEFIT], None)
    yield Finding(
        message=f"没有满意度指标（效益指标加至 {benefit} 分），通常应设服务对象满意度指标 {amounts.text(usual, None)} 分，请核实。",
        advice="增设服务对象满意度指标并开展调查；确无服务对象的，说明理由。",
        stated=f"无满意度指标，效益 {benefit} 分",
        expected=f"满意度 {amounts.text(usual, None)} 分",
        paths=("/indicators",),
        citations=standard.cite("category_weights_without_cost"),
    )
