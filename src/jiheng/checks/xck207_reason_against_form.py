"""决算说明的原因与项目自评表矛盾。

## 查什么
决算说明说某个项目「收回」「未执行」，而该项目的自评表执行率 100%、预算没有调减。

## 为什么
两份公开材料互相否定，原因多半是照抄上年。

## 依据
- practice#原因与数字一致

## 示例
```yaml 不应报告
- type: final_accounts
  facts: [{label: 一般公共预算财政拨款支出, figure: "33.00", initial: {base: "39.00", final: "33.00", rate: "-15.38%", reason: 年末收回“两区”建设专项未执行的经费}}]
- {project: 2024年“两区”建设专项, funds: [{label: 年度资金总额, initial_budget: "20.00", adjusted_budget: "10.00", executed: "10.00"}]}
===
# 没有说哪个项目
- type: final_accounts
  facts: [{label: 一般公共预算财政拨款支出, figure: "33.00", initial: {base: "39.00", final: "33.00", rate: "-15.38%", reason: 年末收回部分未执行的经费}}]
- {project: 2024年“两区”建设专项, funds: [{label: 年度资金总额, initial_budget: "10.00", adjusted_budget: "20.00", executed: "20.00"}]}
```
```yaml 应报告
- type: final_accounts
  facts: [{label: 一般公共预算财政拨款支出, figure: "33.00", initial: {base: "39.00", final: "33.00", rate: "-15.38%", reason: 年末收回“两区”建设专项等部分未执行的经费}}]
- {project: 2024年“两区”创新建设专项, funds: [{label: 年度资金总额, initial_budget: "10.00", adjusted_budget: "20.00", executed: "20.00"}]}
---
年初 10.00、全年 20.00、执行 20.00，没有收回
```

## 怎么改
按各项目实际的预算调整和执行情况重写原因。
"""  # noqa: E501 - YAML examples keep a record on one line

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.evaluated_money import disclosure, forms
from jiheng.checks.funds import amount, total_index
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import compared
from jiheng.checks.subjects import Dossier, Entry
from jiheng.checks.wording import any_of
from jiheng.model import Finding, Scope, SelfEvaluationForm, Severity
from jiheng.regulation import Standard

_QUOTED = re.compile(r"[“\"「]([^“”\"」]{2,20})[”\"」]([\u4e00-\u9fff]{0,4})")


@check("XCK207", severity=Severity.MUST_FIX)
def reason_against_form(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    found = disclosure(dossier)
    if found is None:
        return
    entry, accounts = found
    projects = forms(dossier, accounts, Scope.PROJECT)
    told: dict[str, list[str]] = {}
    said: dict[str, tuple[Entry, SelfEvaluationForm, str]] = {}
    for index, number, _, comparison in compared(accounts):
        for name, clause in _named(comparison.reason or "", standard):
            match = [(other, form) for other, form in projects if name in (form.project or "")]
            if len(match) == 1 and _fully_spent(match[0][1]):
                told.setdefault(name, []).append(entry.at(f"/facts/{index}/comparisons/{number}/reason"))
                said[name] = (*match[0], clause)
    for name, paths in told.items():
        other, form, clause = said[name]
        row = form.funds[total_index(form.funds) or 0]
        figures = "、".join(
            f"{word} {figure.text}"
            for word, figure in (("年初", row.initial_budget), ("全年", row.adjusted_budget), ("执行", row.executed))
            if figure is not None
        )
        yield Finding(
            message=f"原因说「{clause}」，而「{form.project}」的自评表{figures}，没有收回，执行率 100%，两处矛盾。",
            advice="按各项目实际的预算调整和执行情况重写原因。",
            stated=clause,
            expected=figures,
            paths=(*paths, other.at(f"/funds/{total_index(form.funds) or 0}/executed")),
            citations=standard.cite("change_reason_required"),
        )


def _named(reason: str, standard: Standard) -> Iterator[tuple[str, str]]:
    """Projects named in quotation marks in a clause that says money was taken back, with the clause."""
    for clause in re.split(r"[，,；;。]", reason):
        if any_of(standard.words("recovered_words")).search(clause):
            for match in _QUOTED.finditer(clause):
                yield match[1], clause.strip()


def _fully_spent(form: SelfEvaluationForm) -> bool:
    index = total_index(form.funds)
    if index is None:
        return False
    row = form.funds[index]
    initial, adjusted, executed = (amount(row, c) for c in ("initial_budget", "adjusted_budget", "executed"))
    if adjusted is None or executed is None or not executed.value or executed.value < adjusted.value:
        return False
    return initial is None or adjusted.value >= initial.value
