"""部门表上级资金为零，项目却有上级资金。

## 查什么
部门整体支出绩效自评表的上级资金填 0，而同一文件里有名称写明中央、自治区、省级或提前下达的项目，并有预算。

## 为什么
上级转移支付是部门资金的一部分，漏列会使资金来源结构失实。

## 依据
- practice#部门表按资金来源分列

## 示例
```yaml 不应报告
- {scope: department, funds: [{label: 年度总资金, adjusted_budget: "100.00"}, {label: 上级资金, adjusted_budget: "54.19"}]}
- {project: 提前下达2024年中央科技人才计划, funds: [{label: 年度资金总额, adjusted_budget: "54.19"}]}
===
- {scope: department, funds: [{label: 年度总资金, adjusted_budget: "100.00"}, {label: 上级资金, adjusted_budget: "0.00"}]}
- {project: 科普活动经费, funds: [{label: 年度资金总额, adjusted_budget: "54.19"}]}
===
# 项目当年没有预算
- {scope: department, funds: [{label: 年度总资金, adjusted_budget: "100.00"}, {label: 上级资金, adjusted_budget: "0.00"}]}
- {project: 中央科技人才计划, funds: [{label: 年度资金总额, adjusted_budget: "0.00"}]}
===
# 自治区本级部门：自治区资金就是本级资金
- scope: department
  implementing_agency: 某自治区科技厅
  funds: [{label: 年度总资金, adjusted_budget: "9.00"}, {label: 上级资金, adjusted_budget: "0.00"}]
- {project: 自治区特派员补助, funds: [{label: 年度资金总额, adjusted_budget: "9.00"}]}
```
```yaml 应报告
- {scope: department, funds: [{label: 年度总资金, adjusted_budget: "100.00"}, {label: 上级资金, adjusted_budget: "0.00"}]}
- {project: 提前下达2024年中央科技人才计划, funds: [{label: 年度资金总额, adjusted_budget: "54.19"}]}
---
部门整体表上级资金填 0.00，而「提前下达2024年中央科技人才计划」（54.19 万元）
```

## 怎么改
按资金来源重新归类，上级资金单列。
"""

import re
from collections.abc import Iterator

from jiheng.checks.between import department_with_projects, kinds_summed
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import Dossier
from jiheng.model import Finding, FundsKind, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("XCK102", severity=Severity.QUESTION)
def upper_money_missing(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    found = department_with_projects(dossier)
    if found is None:
        return
    entry, department, projects = found
    upper = kinds_summed(department, FundsKind.UPPER_LEVEL)
    if not upper or any(estimate.value for _, estimate in upper.values()):
        return
    words = standard.words("central_money" if _is_province(department) else "upper_money")
    named: list[tuple[str, str, str]] = []
    for other, record in projects:
        cells = kinds_summed(record, FundsKind.TOTAL)
        row, budget = cells.get("adjusted_budget") or cells.get("initial_budget") or (0, None)
        if budget is not None and budget.value and record.project and any(re.search(word, record.project) for word in words):
            figure = record.funds[row].adjusted_budget or record.funds[row].initial_budget
            named.append((record.project, figure.text if figure else "", other.at("/project")))
    if not named:
        return
    columns = [(column, row) for column, (row, _) in upper.items()]
    row = columns[0][1]
    figure = department.funds[row].adjusted_budget or department.funds[row].initial_budget or department.funds[row].executed
    shown = "、".join(f"「{name}」（{amount} 万元）" for name, amount, _ in named[:4]) + ("等" if len(named) > 4 else "")
    yield Finding(
        message=f"部门整体表上级资金填 {figure.text if figure else '0'}，而{shown}名称写明是上级资金，请核实资金来源的归类。",
        advice="按资金来源重新归类，上级资金单列。",
        stated="/".join("0.00" for _ in columns),
        expected="、".join(f"{name} {amount}" for name, amount, _ in named),
        paths=(*(entry.at(f"/funds/{row}/{column}") for column, row in columns), *(path for _, _, path in named)),
        citations=standard.cite("department_categories"),
    )


def _is_province(department: SelfEvaluationForm) -> bool:
    """Whether the department itself is of the provincial level: its own money is then what others call 自治区 or 省级."""
    names = " ".join(filter(None, (department.supervising_department, department.implementing_agency, department.project)))
    return re.search(r"自治区(?!.{1,8}[市县旗州盟])|(?<![一-龥]{3}市)省(?!.{1,8}[市县旗州盟])", names) is not None
