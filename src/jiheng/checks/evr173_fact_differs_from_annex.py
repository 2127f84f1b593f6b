"""正文的数与附件里同一个数不符。

## 查什么
正文写的编制、在职人数等，与基础数据采集表里同名的一项；正文、问题里引用的比率、个数，与评分表同一指标的评分过程、扣分原因。名称完全相同而数不同的，请核实；名称相近、数也相同的，记入核对底稿。

## 为什么
采集表由被评价单位盖章，正文的数由它来。

## 依据
- 同一事实两处不一，由报告本身证明

## 示例
```yaml 不应报告
label: 年末在职
figure: 21人
record: {type: evaluation_report, data_form: {在职人员数: 21人}}
===
# 单位不同，不是一回事
label: 固定资产
figure: 3台
record: {type: evaluation_report, data_form: {固定资产: 312.60万元}}
===
# 上一年的数
label: 在职人员
figure: 20人
year: 2022
record: {type: evaluation_report, fiscal_year: 2023, data_form: {在职人员数: 21人}}
===
label: 预算执行率
figure: 95%
record: {type: evaluation_report, score_tables: [{lines: [{level3: 预算执行率, weight: "4", score: "3.8", course: 预算执行率 102.6 万元 ÷ 108 万元 = 95%}]}]}
```
```yaml 应报告
label: 年末在职
figure: 22人
record: {type: evaluation_report, data_form: {在职人员数: 21人}}
---
年末在职写 22 人，采集表「在职人员数」填 21 人
===
label: 预算执行率
figure: 96%
record: {type: evaluation_report, score_tables: [{lines: [{level3: 预算执行率, weight: "4", score: "3.8", course: 预算执行率 102.6 万元 ÷ 108 万元 = 95%，4 × 95% = 3.8}]}]}
---
评分表「预算执行率」的评分过程为 95%
```

## 怎么改
以采集表和佐证材料为准，改正另一处。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.per_record import once_per_record
from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import Line, lines_of, plain, tables
from jiheng.checks.statements import in_unit
from jiheng.checks.subjects import FactLine
from jiheng.model import EvaluationReport, Figure, Finding, Outcome, Relation, Severity, amounts, read_figure
from jiheng.model.mentions import mentions
from jiheng.regulation import Standard

_WORDS = re.compile(r"核定|核准|年末|年底|年初|实有|现有|实际|全年|人员|总数|人数|共有|[数为是有共达到由]$|^(?:本|全|该)(?:部门|单位|项目)")
_SIZE = 2
#: Words that say nothing of what is counted.
_COMMON = re.compile(r"项目|资金|完成|实际|指标|情况|工作|评价|绩效|目标|预算|单位|部门|年度|全年|其中|本年|得分|分值|该项")


@check("EVR173", severity=Severity.QUESTION)
def fact_differs_from_annex(line: FactLine, standard: Standard) -> Iterator[Said]:
    """A stated figure against the form of basic data, then against the courses and reasons of the annex."""
    figure, report = line.fact.figure, line.record
    other_year = line.fact.year is not None and report.fiscal_year is not None and line.fact.year != report.fiscal_year
    if not isinstance(report, EvaluationReport) or other_year:
        return
    if figure is not None and not line.fact.comparisons:
        yield from _of(line, report, line.at("figure"), figure)
    if line.fact.share is not None:
        yield from _quoted(line, report, line.at("share"), line.fact.share)


def _of(line: FactLine, report: EvaluationReport, path: str, figure: Figure) -> Iterator[Said]:
    name = _core(line.fact.label)
    for label, text in report.data_form.items():
        value = read_figure(text)
        if name and value is not None and _core(label) == name and in_unit(value, figure.unit) is not None and _is_beside(line):
            yield from _compare(line, path, figure, value, f"采集表「{label}」填", f"/data_form/{label}")
            return
    for row in _rows(report) if figure.unit == "%" else ():
        rate = _rate(row.line.course) if plain(row.name) == plain(line.fact.label) else None
        if rate is not None:
            yield from _compare(line, path, figure, rate, f"评分表「{row.name}」的评分过程为", row.at("course"))
            return
    yield from _quoted(line, report, path, figure)


def _is_beside(line: FactLine) -> bool:
    """Whether name and figure stand in one clause: of a longer sentence the name may belong to another figure."""
    return not re.search(r"[，；：]", line.fact.text)


def _core(label: str) -> str:
    text = plain(label)
    while (shorter := _WORDS.sub("", text)) != text:
        text = shorter
    return text


@once_per_record
def _rows(report: EvaluationReport) -> list[Line]:
    return [line for number, _ in tables(report, "annex") for line in lines_of(report, number) if line.line.level == 3]


def _rate(course: str | None) -> Figure | None:
    """The rate a course computes first: 预算执行率 a ÷ b = 95%."""
    found = re.search(r"÷[^=＝。；]*[=＝]\s*(\d+(?:\.\d+)?\s*[%％])", course or "")
    return read_figure(found[1]) if found else None


def _compare(line: FactLine, path: str, figure: Figure, other: Figure, where: str, place: str) -> Iterator[Said]:
    value = in_unit(other, figure.unit)
    if value is None:
        return
    decimals = min(figure.decimals, other.decimals)
    same = amounts.half_up(figure.value, decimals) == amounts.half_up(value.value, decimals) or figure.interval.overlaps(value.interval)
    yield Relation(
        expression=f"{line.fact.label} = {where}",
        stated=figure.text,
        computed=other.text,
        outcome=Outcome.HOLDS if same else Outcome.FAILS,
        paths=(path, place),
    )
    if not same:
        yield Finding(
            message=f"{line.fact.label}写 {figure.with_unit}，{where} {other.with_unit}，请核实。",
            advice="以采集表和佐证材料为准，改正另一处。",
            stated=figure.with_unit,
            expected=other.with_unit,
            paths=(path, place),
        )


def _quoted(line: FactLine, report: EvaluationReport, path: str, figure: Figure) -> Iterator[Said]:
    """The same quantity in a course or a reason of the annex; of others nothing can be said."""
    words = plain(line.fact.label)
    for row, field, quoted, around in _quotations(report).get((figure.value, figure.unit), ()):
        if _shared(words, around):
            yield Relation(
                expression=f"{line.fact.label} = 评分表「{row.name}」所写",
                stated=figure.text,
                computed=quoted.text,
                outcome=Outcome.HOLDS,
                paths=(path, row.at(field)),
            )
            return


@once_per_record
def _quotations(report: EvaluationReport) -> dict[tuple[Decimal, str], list[tuple[Line, str, Figure, str]]]:
    """Every quantity of the annex by value and unit: its row, the field it stands in, and the words around it."""
    found: dict[tuple[Decimal, str], list[tuple[Line, str, Figure, str]]] = {}
    for row in _rows(report):
        around = f"{row.name}{row.line.explanation or ''}{row.line.deduction_reason or ''}"
        for field in ("deduction_reason", "course"):
            for mention in mentions(getattr(row.line, field) or ""):
                key = (mention.figure.value, mention.figure.unit)
                found.setdefault(key, []).append((row, field, mention.figure, plain(f"{around}{mention.clause}")))
    return found


def _shared(one: str, other: str) -> bool:
    """Whether two phrases have a word in common: characters in a row, figures left out."""
    words = re.findall(r"[\u4e00-\u9fff]+", _COMMON.sub(" ", one))
    return any(word[at : at + _SIZE] in other for word in words for at in range(len(word) - _SIZE + 1))
