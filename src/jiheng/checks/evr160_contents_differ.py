"""目录与正文不一致。

## 查什么
目录里的标题应见于正文，正文一级、二级标题应见于目录，页码不倒退；附件应列入目录。

## 为什么
目录是改稿时最容易漏改的地方。

## 依据
- 通行做法

## 示例
```yaml 不应报告
contents: [{title: 基本情况, page: "1"}, {title: 有关建议, page: "9"}]
headings: [基本情况, 有关建议]
heading_parts: [body, body]
```
```yaml 应报告
contents: [{title: 基本情况, page: "1"}, {title: 评价结论, page: "9"}]
headings: [基本情况, 有关建议]
heading_parts: [body, body]
---
评价结论
===
contents: [{title: 基本情况, page: "5"}, {title: 有关建议, page: "3"}]
headings: [基本情况, 有关建议]
heading_parts: [body, body]
---
倒退
```

## 怎么改
更新目录。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import plain
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Relation,
    ReportPart,
    Severity,
)
from jiheng.regulation import Standard


# long: titles, pages and annexes of one list
@check("EVR160", severity=Severity.QUESTION)
def contents_differ(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Titles and pages of the contents."""
    if not report.contents:
        return
    titles = {plain(heading.title) for heading in report.headings}
    met = sum(plain(entry.title) in titles for entry in report.contents)
    is_read = met * 3 >= len(report.contents)
    for index, entry in enumerate(report.contents):
        found = plain(entry.title) in titles
        path = f"/contents/{index}"
        yield Relation(
            expression=f"目录标题见于正文：{entry.title[:24]}",
            stated="有",
            computed="有" if found else "无",
            outcome=Outcome.HOLDS if found else Outcome.FAILS if is_read else Outcome.NOT_CHECKABLE,
            paths=(path,),
        )
        if not found and is_read:
            yield _finding(f"目录有「{entry.title}」，正文没有这个标题。请核实。", entry.title, "与正文标题一致", path)
    for index, (one, two) in enumerate(zip(report.contents, report.contents[1:], strict=False)):
        if one.page is None or two.page is None:
            continue
        back = two.page.value < one.page.value
        yield Relation(
            expression=f"页码不降：{one.title[:12]} ≤ {two.title[:12]}",
            stated=one.page.text,
            computed=two.page.text,
            outcome=Outcome.FAILS if back else Outcome.HOLDS,
            paths=(f"/contents/{index}/page", f"/contents/{index + 1}/page"),
        )
        if back:
            yield _finding(
                f"目录页码倒退：「{one.title}」第 {one.page.text} 页，后面的「{two.title}」第 {two.page.text} 页。",
                two.page.text,
                f"不小于 {one.page.text}",
                f"/contents/{index + 1}",
            )
    listed = {plain(entry.title) for entry in report.contents}
    annexes = [
        heading.title
        for heading, part in zip(report.headings, report.heading_parts, strict=False)
        if part is ReportPart.ANNEX and heading.level == 0
    ]
    missing = [title for title in annexes if plain(title) not in listed]
    if annexes and len(missing) == len(annexes) and report.contents[-1].page is not None:
        last = report.contents[-1]
        yield Finding(
            severity=Severity.NOTE,
            message=(
                f"目录止于「{last.number}{last.title}」，没有列附件"
                f"（{'、'.join(dict.fromkeys(plain(title)[-14:] for title in missing))}）。"
            ),
            advice="附件列入目录。",
            stated=f"目录止于{last.number}{last.title}{last.page.text if last.page else ''}",
            expected="列出附件",
            paths=(f"/contents/{len(report.contents) - 1}",),
        )


def _finding(message: str, stated: str, expected: str, path: str) -> Finding:
    return Finding(message=message, advice="更新目录。", stated=stated, expected=expected, paths=(path,))
