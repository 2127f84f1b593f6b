"""全数调查写成抽样调查。

## 查什么
发放份数等于服务对象总数（7 家企业发 7 份），却称「抽样调查」。

## 为什么
全数调查没有抽样误差，说成抽样会误导；也可能是对象总数没有写清。

## 依据
- 通行做法

## 示例
```yaml 不应报告
surveys: [{population: "70", issued: "7", returned: "7", method: 抽样调查}]
```
```yaml 应报告
surveys: [{population: "7", issued: "7", returned: "7", method: 抽样调查}]
---
全部
===
surveys: [{issued: "7", returned: "7", method: 抽样调查}]
score_statements: [{subject: 奖补企业（家）, actual: 7家}]
---
全部
```

## 怎么改
改为全数调查（普查），或写明总体与样本。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import points
from jiheng.checks.report_texts import sentences
from jiheng.checks.wording import squeezed
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Relation,
    Severity,
    read_actual,
)
from jiheng.regulation import Standard


@check("EVR147", severity=Severity.QUESTION)
def census_called_sample(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Every survey called a sample, and every paragraph that says so."""
    totals_known = [
        read_actual(squeezed(said.actual or "")).figure
        for said in report.score_statements
        if re.search(r"企业|户|单位|人数|对象", said.subject)
    ]
    issued = {survey.issued.value for survey in report.surveys if survey.issued is not None}
    told = False
    for index, survey in enumerate(report.surveys):
        number = survey.issued or survey.returned
        whole = (
            survey.population.value
            if survey.population is not None
            else next((f.value for f in totals_known if f is not None and number is not None and f.value == number.value), None)
        )
        if number is None or whole is None or not survey.method or "抽样" not in survey.method:
            continue
        all_asked = number.value >= whole
        yield Relation(
            expression="发放份数 < 服务对象总数",
            stated=number.text,
            computed=points(whole),
            outcome=Outcome.FAILS if all_asked else Outcome.HOLDS,
            paths=(f"/surveys/{index}/method",),
        )
        if all_asked:
            told = True
            yield _finding(f"/surveys/{index}/method", survey.method, number.text, points(whole))
    if not told:
        return
    first = True
    for path, text in sentences(report):
        match = re.search(r"抽样(?:发放|选取|抽取|调查了?)[^，。；]{0,16}?(\d+)\s*份", text)
        if match is not None and Decimal(match[1]) in issued and first:
            first = False
            yield _finding(path, match[0], match[1], match[1])


def _finding(path: str, quote: str, issued: str, whole: str) -> Finding:
    return Finding(
        message=f"调查称「抽样」，服务对象共 {whole}，发放 {issued} 份，是全部调查。请核实。",
        advice="改为全数调查（普查），或写明总体与样本。",
        stated="抽样调查",
        expected="全数调查（普查），全部发放",
        paths=(path,),
        quotes={path: quote},
    )
