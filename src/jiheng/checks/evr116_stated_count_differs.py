"""文字说的指标个数与表里的行数不符。

## 查什么
「4 个一级指标、10 个二级指标、17 个三级指标」应与指标体系表、附表清点的个数一致；分项「由 5 个三级指标构成」应与该项得分表一致。与附表不符的必须改。

## 为什么
多一个或少一个，说明文字与附表用的不是同一套指标。

## 依据
- 清点

## 示例
```yaml 不应报告
stated_counts: [{of: level3, figure: "2", subject: 评价指标体系}]
lines: [{level1: 决策, level2: 立项, level3: 甲}, {level1: 决策, level2: 立项, level3: 乙}]
===
stated_counts: [{of: level3, figure: "7", subject: 绩效目标}]
lines: [{level1: 决策, level3: 甲}, {level1: 决策, level3: 乙}]
===
stated_counts: [{of: level3, figure: "2", subject: 资产管理, text: 资产管理方面设三级指标2项：账实相符、处置规范。}]
```
```yaml 应报告
stated_counts: [{of: level3, figure: "3", subject: 评价指标体系}]
lines: [{level1: 决策, level2: 立项, level3: 甲}, {level1: 决策, level2: 立项, level3: 乙}]
---
附表实际 2 个
===
stated_counts: [{of: quantitative, figure: "1", subject: 绩效目标}]
target_lists: [{section: 目标, indicators: [{name: 奖补企业, target: 7家}, {name: 覆盖率, target: 100%}, {name: 积极性, target: 有效激发}]}]
---
定量
===
stated_counts: [{of: level3, figure: "3", subject: 资产管理, text: 资产管理方面设三级指标3项：账实相符、处置规范。}]
---
后面列出 2 个
```

## 怎么改
核对后改正文字或补全表格。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import core, grouped, leaves, lines_of, plain, table_name, tables
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Relation,
    Severity,
    StatedCount,
)
from jiheng.regulation import Standard


@check("EVR116", severity=Severity.QUESTION)
def stated_count_differs(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Counts of the evaluation's own indicators, and of the objective's."""
    told: set[tuple[str, Decimal, str]] = set()
    for index, said in enumerate(report.stated_counts):
        yield from _listed(index, said)
        for where, count, path in _counts(report, said.of, said.subject):
            same = said.figure.value == count
            yield Relation(
                expression=f"{where}个数 = 「{said.subject}」所述",
                stated=said.figure.text,
                computed=str(count),
                outcome=Outcome.HOLDS if same else Outcome.FAILS,
                paths=(f"/stated_counts/{index}/figure", path),
            )
            if not same and (said.of, said.figure.value, where) not in told:
                told.add((said.of, said.figure.value, where))
                sure = where.startswith("附表")
                names = {
                    "level1": "一级指标",
                    "level2": "二级指标",
                    "level3": "三级指标",
                    "quantitative": "定量指标",
                    "qualitative": "定性指标",
                }
                what = names.get(said.of, "指标")
                yield Finding(
                    severity=Severity.MUST_FIX if sure else Severity.QUESTION,
                    message=f"文字写{what} {said.figure.text} 个，{where}实际 {count} 个。" + ("" if sure else "请核实。"),
                    advice="核对后改正文字或补全表格。",
                    stated=f"{said.figure.text} 个{what}",
                    expected=f"{where}实际 {count} 个",
                    paths=(f"/stated_counts/{index}", path),
                    quotes={f"/stated_counts/{index}": said.text} if said.text else {},
                )


def _listed(index: int, said: StatedCount) -> Iterator[Said]:
    """The names listed behind the count in its sentence: 三级指标3项：甲、乙、丙."""
    found = re.search(rf"{re.escape(said.figure.raw or said.figure.text)}\s*[个项条][：:]([^。；：:]+)[。；]?", said.text)
    if found is None or "等" in found[1][-3:] or re.search(r"\d|，", found[1]):
        return
    names = [name for name in found[1].split("、") if name.strip()]
    same = said.figure.value == len(names)
    yield Relation(
        expression="所列指标个数 = 所写个数",
        stated=said.figure.text,
        computed=str(len(names)),
        outcome=Outcome.HOLDS if same else Outcome.FAILS,
        paths=(f"/stated_counts/{index}/figure",),
    )
    if not same:
        yield Finding(
            message=f"写 {said.figure.text} 个指标，后面列出 {len(names)} 个（{'、'.join(names)}）。请核实。",
            advice="核对后改正个数或补全所列指标。",
            stated=f"{said.figure.text} 个",
            expected=f"{len(names)} 个",
            paths=(f"/stated_counts/{index}",),
            quotes={f"/stated_counts/{index}": said.text},
        )


def _counts(report: EvaluationReport, of: str, subject: str) -> Iterator[tuple[str, int, str]]:
    """Where the thing can be counted: place, number, path."""
    if re.search(r"绩效目标|申报|目标表|该项目设立|设立", subject) and of != "projects":
        yield from _targets(report, of)
        return
    if of not in ("level1", "level2", "level3"):
        return
    level = int(of[-1])
    own = [(number, table) for number, table in tables(report, "group") if table.group and core(table.group) == core(subject)]
    for number, table in own:
        rows = leaves(lines_of(report, number))
        if rows and rows[0].line.level == level:
            yield f"{table_name(table)}所列", len(rows), f"/score_tables/{number}"
    if own or (core(subject) and not re.search(r"体系|评价|指标", core(subject))):
        return
    for number, table in tables(report, "annex", "frame"):
        rows = leaves(lines_of(report, number))
        if not rows or rows[0].line.level < level:
            continue
        count = len(rows) if level == rows[0].line.level else len(grouped(rows, level))
        if count:
            yield "附表" if table.kind == "annex" else "指标体系表", count, f"/score_tables/{number}"


def _targets(report: EvaluationReport, of: str) -> Iterator[tuple[str, int, str]]:
    for index, listed in enumerate(report.target_lists[:2]):
        kept = [item for item in listed.indicators if item.target is not None and not item.target.is_blank]
        if not kept or len(kept) != len(listed.indicators):
            continue
        numbers = {
            "level3": len(kept),
            "indicators": len(kept),
            "qualitative": sum(1 for i in kept if i.target and i.target.words is not None),
        }
        numbers["quantitative"] = len(kept) - numbers["qualitative"]
        if of in numbers:
            yield f"「{plain(listed.section)[:16]}」所列目标", numbers[of], f"/target_lists/{index}"
