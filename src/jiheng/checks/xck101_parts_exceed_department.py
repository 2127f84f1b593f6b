"""项目表的资金相加，超过部门整体表的数。

## 查什么
同一文件里各项目自评表的其他资金、上级资金、上年结转和资金总额，分别相加，不应大于部门整体支出绩效自评表的同一栏。

## 为什么
项目支出是部门支出的一部分，部分不能大于整体；大于就说明部门表漏列或项目表串行。

## 依据
- arithmetic#部分不大于整体

## 示例
```yaml 不应报告
- {scope: department, funds: [{label: 年度总资金, adjusted_budget: "100.00"}, {label: 其他资金, adjusted_budget: "21.01"}]}
- {project: 甲, funds: [{label: 年度资金总额, adjusted_budget: "30.00"}, {label: 其他资金, adjusted_budget: "14.50"}]}
- {project: 乙, funds: [{label: 年度资金总额, adjusted_budget: "5.00"}, {label: 其他资金, adjusted_budget: "5.00"}]}
===
# 没有部门表
- {project: 甲, funds: [{label: 年度资金总额, adjusted_budget: "30.00"}, {label: 其他资金, adjusted_budget: "14.50"}]}
- {project: 乙, funds: [{label: 年度资金总额, adjusted_budget: "5.00"}, {label: 其他资金, adjusted_budget: "5.00"}]}
===
# 同一项目列了两次，由重复的检查报告
- {scope: department, funds: [{label: 年度总资金, adjusted_budget: "35.00"}, {label: 其他资金, adjusted_budget: "21.01"}]}
- {project: 甲, funds: [{label: 年度资金总额, adjusted_budget: "30.00"}, {label: 其他资金, adjusted_budget: "14.50"}]}
- {project: 甲, funds: [{label: 年度资金总额, adjusted_budget: "30.00"}, {label: 其他资金, adjusted_budget: "14.50"}]}
```
```yaml 应报告
- scope: department
  funds:
    - {label: 年度总资金, initial_budget: "90.00", adjusted_budget: "90.00", executed: "90.00"}
    - {label: 其他资金, initial_budget: "21.01", adjusted_budget: "21.01", executed: "21.01"}
- project: 甲
  funds:
    - {label: 年度资金总额, initial_budget: "30.00", adjusted_budget: "30.00", executed: "30.00"}
    - {label: 其他资金, initial_budget: "24.50", adjusted_budget: "19.50", executed: "15.50"}
- project: 乙
  funds:
    - {label: 年度资金总额, initial_budget: "10.48", adjusted_budget: "5.00", executed: "4.71"}
    - {label: 其他资金, initial_budget: "5.48", adjusted_budget: "5.00", executed: "4.71"}
---
部门整体表其他资金为 21.01/21.01/21.01，2 张项目表的其他资金合计 29.98/24.50/20.21
```

## 怎么改
核对各项目的资金来源是否填对行，部门表是否漏列。
"""

from collections.abc import Iterator

from jiheng.checks.between import department_with_projects, kinds_summed, money_columns, same_project_twice
from jiheng.checks.funds import LABELS, Column
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import Dossier, Entry
from jiheng.model import Estimate, Finding, FundsKind, Outcome, Relation, SelfEvaluationForm, Severity, amounts, summed
from jiheng.regulation import Standard

_KINDS = {
    FundsKind.OTHER_FUNDS: "其他资金",
    FundsKind.UPPER_LEVEL: "上级资金",
    FundsKind.PRIOR_YEAR_CARRYOVER: "上年结转资金",
    FundsKind.TOTAL: "资金总额",
}


@check("XCK101", severity=Severity.MUST_FIX)
def parts_exceed_department(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    found = department_with_projects(dossier)
    if found is None or any(same_project_twice(found[2])):
        return
    entry, department, projects = found
    for kind, name in _KINDS.items():
        yield from _kind(kind, name, entry, department, projects, standard)


def _kind(
    kind: FundsKind,
    name: str,
    entry: Entry,
    department: SelfEvaluationForm,
    projects: list[tuple[Entry, SelfEvaluationForm]],
    standard: Standard,
) -> Iterator[Said]:
    whole = kinds_summed(department, kind)
    parts = [(other, kinds_summed(record, kind)) for other, record in projects]
    over: list[Column] = []
    sums: dict[Column, Estimate] = {}
    paths: dict[Column, tuple[str, ...]] = {}
    for column in money_columns():
        given = [(other, cells[column]) for other, cells in parts if column in cells]
        if column not in whole or not given:
            continue
        row, total = whole[column]
        sums[column] = summed(estimate for _, (_, estimate) in given)
        paths[column] = (entry.at(f"/funds/{row}/{column}"), *(other.at(f"/funds/{index}/{column}") for other, (index, _) in given))
        relation = _excess(f"{len(projects)} 张项目表{name}{LABELS[column]}", sums[column], total, paths[column])
        yield relation
        if relation.outcome is Outcome.FAILS:
            over.append(column)
    if over:
        stated = "/".join(amounts.text(whole[column][1].value) for column in sums)
        expected = "/".join(amounts.text(sums[column].value) for column in sums)
        every = "/".join(LABELS[column] for column in sums)
        yield Finding(
            message=f"部门整体表{name}为 {stated}，{len(projects)} 张项目表的{name}合计 {expected}（{every}），"
            f"{'、'.join(LABELS[column] for column in over)}的部分大于整体。",
            advice="核对各项目的资金来源是否填对行，部门表是否漏列。",
            stated=stated,
            expected=expected,
            paths=tuple(path for column in over for path in paths[column]),
            citations=standard.cite("unit_slip_factor"),
        )


def _excess(name: str, parts: Estimate, whole: Estimate, paths: tuple[str, ...]) -> Relation:
    """By how much the parts certainly exceed the whole: nothing, when they can be equal."""
    proven = parts.interval.low > whole.interval.high
    return Relation(
        expression=f"{name}合计 ≤ 部门整体表：超出额",
        stated=amounts.text(parts.value - whole.value, None) if proven else "0",
        computed="0",
        outcome=Outcome.FAILS if proven else Outcome.HOLDS,
        paths=paths,
    )
