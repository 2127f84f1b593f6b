"""部门整体自评只设了一类一级指标。

## 查什么
部门整体支出绩效自评表通篇只有一个一级指标，没有履职效能、社会效应、可持续发展、服务对象满意度等类。

## 为什么
部门整体评价要看履职的结果；只看一类，评不出整体绩效。

## 依据
- mof-2021-101#部门整体指标（各地名称不同）

## 示例
```yaml 不应报告
scope: department
indicators:
  - {category: 履职效能, name: 甲, weight: "50"}
  - {category: 社会效应, name: 乙, weight: "40"}
===
indicators: [{category: 管理效率, name: 甲, weight: "90"}]
===
scope: department
indicators:
  - {category: 产出指标, name: 甲, weight: "60"}
  - {category: 满意度指标, name: 乙, weight: "30"}
```
```yaml 应报告
scope: department
indicators:
  - {category: 管理效率, name: 甲, weight: "50"}
  - {category: 管理效率, name: 乙, weight: "40"}
---
仅设「管理效率」一类，缺履职效能、社会效应、可持续发展能力、服务对象满意度
```

## 怎么改
按部门职责补充履职、效益和满意度各类指标，并调整分值。
"""

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.shape import is_complete
from jiheng.model import Finding, Scope, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("SEV129", severity=Severity.QUESTION)
def department_categories_missing(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    names = [indicator.category for indicator in form.indicators if indicator.category]
    if form.scope is not Scope.DEPARTMENT or len(names) < 2 or len(set(names)) > 1 or not is_complete(form, standard):
        return
    wanted: dict[str, list[str]] = standard.parameter("department_categories").value
    missing = [name for name, words in wanted.items() if not any(word in names[0] for word in words)]
    if missing:
        yield Finding(
            message=f"一级指标仅设「{names[0]}」一类，缺{'、'.join(missing)}等类，请核实指标体系。",
            advice="按部门职责补充履职、效益和满意度各类指标，并调整分值。",
            stated=f"仅「{names[0]}」一类",
            expected=f"缺{'、'.join(missing)}",
            paths=("/indicators/0/category", "/indicators"),
            citations=standard.cite("department_categories"),
        )
