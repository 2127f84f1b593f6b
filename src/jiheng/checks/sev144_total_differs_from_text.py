"""表中文字写的自评总分与总分栏不一致。

## 查什么
评价结论、完成情况、存在问题里写的「自评得分 X 分」「总分 X 分」，应与总分栏相同。

## 为什么
同一个总分在一张表里写了两个数，公开后无从判断哪个有效。

## 依据
- mof-2020-10#自评表：总分

## 示例
```yaml 不应报告
conclusion: 项目自评总分98.96分，等级为优。
total_score: "98.96"
===
# 满分和自评得分并写
conclusion: 本项目总分100分，自评得分95.6分。
total_score: "95.6"
===
# 说的是一项指标的得分
conclusion: 预算执行率得分9.46分。
total_score: "98.96"
===
# 说的是上年
conclusion: 上年自评得分92分，今年有所提高。
total_score: "95.6"
```
```yaml 应报告
conclusion: 项目自评总分98.69分，6座水库安全度汛。
total_score: "98.96"
---
「评价结论」写自评总分 98.69 分，总分栏为 98.96 分
===
actual_objective: 项目全部完成，自评得分97分。
total_score: "95.6"
---
总分栏为 95.6 分
```

## 怎么改
重算总分，两处改成同一个数。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.model import Estimate, Figure, Finding, Outcome, SelfEvaluationForm, Severity, read_figure
from jiheng.regulation import Standard

_FIELDS = {"conclusion": "评价结论", "actual_objective": "完成情况", "problems": "存在问题"}
_TOTAL = re.compile(
    r"(?:^|(?<=[，,。；;：:])|(?<=\n))(?P<before>[^，,。；;]{0,12}?)(?P<name>自评(?:综合|总)?(?:得分|评分|分数|总分)|(?:综合|总)(?:得分|评分)|总分)"
    r"(?:为|是|达|:|：)?\s*(?P<score>\d{1,3}(?:\.\d+)?)\s*分(?![以之])"
)
_OTHER = re.compile(r"上年|去年|20\d\d年|平均|满分|指标|部门整体|率$|每")


@check("SEV144", severity=Severity.MUST_FIX, preview=True)
def total_differs_from_text(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    total, full = form.total_score, standard.number("full_points")
    if total is None:
        return
    for field, label in _FIELDS.items():
        told = [(match, figure) for match, figure in _told(getattr(form, field, None) or "") if figure.value != full or total.value == full]
        if not told:
            continue
        match, figure = next(((one, found) for one, found in told if found.value == total.value), told[0])
        paths = (f"/{field}", "/total_score")
        relation = relate(f"「{label}」{match['name']} = 总分", figure, Estimate.printed(total), paths, decimals=total.decimals)
        yield relation
        if relation.outcome is Outcome.FAILS:
            yield Finding(
                message=f"「{label}」写{match['name']} {figure.text} 分，总分栏为 {total.text} 分，两处不一致。",
                advice="重算总分，两处改成同一个数。",
                stated=figure.text,
                expected=total.text,
                paths=paths,
                quotes={f"/{field}": match[0]},
            )


def _told(text: str) -> Iterator[tuple[re.Match[str], Figure]]:
    for match in _TOTAL.finditer(text):
        figure = read_figure(match["score"])
        if figure is not None and not _OTHER.search(match["before"]):
            yield match, figure
