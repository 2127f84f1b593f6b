"""同一张表有两份，数字不同。

## 查什么
两份文件里同一项目（部门）、同一年度、同一种表，逐格比较资金、指标值、完成值、分值和得分。

## 为什么
同一张表只能有一个定稿；两份不同，无从判断哪份为准。

## 依据
- practice#一个项目一张表

## 示例
```yaml 不应报告
# 两份相同
- {document: 甲.docx, project: 道路养护, funds: [{label: 年度资金总额, executed: "90.00"}], total_score: "97.50"}
- {document: 甲.pdf, project: 道路养护, funds: [{label: 年度资金总额, executed: "90.0"}], total_score: "97.50"}
===
# 两个月份的监控表
- {document: 甲.docx, type: monitoring_form, cutoff_month: 6, project: 道路养护, funds: [{label: 年度资金总额, executed: "30.00"}]}
- {document: 乙.docx, type: monitoring_form, cutoff_month: 9, project: 道路养护, funds: [{label: 年度资金总额, executed: "60.00"}]}
===
# 同一文件里的两张，另有检查
- {document: 甲.docx, project: 道路养护, total_score: "97.50"}
- {document: 甲.docx, project: 道路养护, total_score: "98.50"}
===
# 实施单位不同
- {document: 甲.docx, project: 公用经费, implementing_agency: 第一小学, total_score: "97.50"}
- {document: 乙.docx, project: 公用经费, implementing_agency: 第二小学, total_score: "98.50"}
```
```yaml 应报告
- document: 甲.docx
  project: 道路养护
  funds: [{label: 年度资金总额, executed: "90.00"}]
  indicators: [{name: 养护里程, target: "≥50公里", actual: "51公里", score: "50"}]
- document: 甲（定稿）.docx
  project: 道路养护
  funds: [{label: 年度资金总额, executed: "95.00"}]
  indicators: [{name: 养护里程, target: "≥50公里", actual: "53公里", score: "50"}]
---
「道路养护」的绩效自评表有两份，2 处不同：年度资金总额全年执行数 90.00 与 95.00、「养护里程」实际完成值 51公里 与 53公里
```

## 怎么改
确认以哪一份为准，撤下另一份。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from jiheng.checks.between import plain
from jiheng.checks.funds import COLUMNS, LABELS, amount
from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.stages import FORM_NAMES, listed, matching, printed, same_form
from jiheng.checks.subjects import Dossier, Entry
from jiheng.model import AnyForm, Figure, Finding, Measure, MonitoringForm, ObjectiveForm, SelfEvaluationForm, Severity
from jiheng.regulation import Standard

_ROW = {"target": "年度指标值", "actual": "实际完成值", "weight": "分值", "score": "得分"}


@check("XCK307", severity=Severity.QUESTION)
def same_form_differs(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    forms = [
        (entry, entry.record)
        for entry in (*dossier.entries, *dossier.versions)
        if isinstance(entry.record, SelfEvaluationForm | ObjectiveForm | MonitoringForm)
    ]
    for (one, first), (other, second) in combinations(forms, 2):
        if one.document != other.document and same_form(first, second):
            yield from _compare(one, first, other, second, standard)


def _compare(one: Entry, first: AnyForm, other: Entry, second: AnyForm, standard: Standard) -> Iterator[Said]:
    different = list(_differences(first, second))
    paths = tuple(path for _, mine, theirs in different for path in (other.at(theirs), one.at(mine))) or (other.at(""), one.at(""))
    name, files = FORM_NAMES[second.type], "、".join(f"「{_file_name(entry)}」" for entry in (one, other))
    yield counted(f"{files}的{name}逐格相同", len(different), paths)
    if different:
        said = listed([words for words, _, _ in different])
        yield Finding(
            message=f"「{second.project or second.implementing_agency or second.supervising_department}」的{name}有两份，"
            f"{len(different)} 处不同：{said}（{files}），请核实以哪份为准。",
            advice="确认以哪一份为准，撤下另一份。",
            stated=different[0][0],
            expected="两份相同",
            paths=paths,
            citations=standard.cite("same_form_once"),
        )


def _file_name(entry: Entry) -> str:
    return re.split(r"[/\\]", entry.document)[-1]


def _differences(first: AnyForm, second: AnyForm) -> Iterator[tuple[str, str, str]]:
    """What both print and print differently: words, and the two paths."""
    rows = {plain(row.label): index for index, row in enumerate(second.funds)}
    for index, row in enumerate(first.funds):
        twin = rows.get(plain(row.label))
        for column in COLUMNS if twin is not None else ():
            mine, theirs = amount(row, column), amount(second.funds[twin or 0], column)
            if _differ(mine, theirs) and mine is not None and theirs is not None:
                words = f"{row.label}{LABELS[column]} {mine.text} 与 {theirs.text}"
                yield words, f"/funds/{index}/{column}", f"/funds/{twin}/{column}"
    for index, twin in sorted(matching(first.indicators, second.indicators).items()):
        for field, label in _ROW.items():
            ours, other = getattr(first.indicators[index], field), getattr(second.indicators[twin], field)
            if _differ(_figure(ours), _figure(other)):
                words = f"「{first.indicators[index].name}」{label} {_text(ours)} 与 {_text(other)}"
                yield words, f"/indicators/{index}/{field}", f"/indicators/{twin}/{field}"
    if isinstance(first, SelfEvaluationForm) and isinstance(second, SelfEvaluationForm) and _differ(first.total_score, second.total_score):
        yield f"总分 {_text(first.total_score)} 与 {_text(second.total_score)}", "/total_score", "/total_score"


def _differ(one: Figure | None, other: Figure | None) -> bool:
    return one is not None and other is not None and one.unit == other.unit and one.value != other.value


def _figure(value: Measure | Figure | None) -> Figure | None:
    return value.figure if isinstance(value, Measure) else value


def _text(value: Measure | Figure | None) -> str:
    if isinstance(value, Measure):
        return printed(value.raw)
    return value.text if value is not None else ""
