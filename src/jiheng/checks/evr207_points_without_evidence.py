"""满分指标有要点没有说明。

## 查什么
按要点评分的指标得了满分，评分过程对有的要点只字未提（可行性研究、专家论证、财政支持范围、业务管理制度……）。

## 为什么
没有说明的要点，得分没有依据。

## 依据
- mof-2020-10#评分依据充分

## 示例
```yaml 不应报告
level3: 甲
weight: "2"
score: "2"
scoring_rule: ①项目是否按照规定的程序申请设立；②审批文件是否符合要求。以上两项各占50%的权重分。
course: 项目按照规定程序申请设立，审批文件符合要求，不扣分，得2分。
```
```yaml 应报告
level3: 甲
weight: "2"
score: "2"
scoring_rule: ①项目是否按照规定的程序申请设立；②审批文件是否符合要求；③事前是否经过可行性研究、专家论证、风险评估。以上三项各占1/3的权重分。
course: 项目按照规定程序申请设立，审批文件符合要求，不扣分，得2分。
---
③
```

## 怎么改
逐点写明依据。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import plain
from jiheng.checks.subjects import ScoreRow
from jiheng.checks.wording import grams
from jiheng.model import (
    Finding,
    Severity,
)
from jiheng.regulation import Standard
from jiheng.scoring.printed import PrintedRule, read_rule


@check("EVR207", severity=Severity.QUESTION)
def points_without_evidence(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """Points without a shared word in a full-mark course that speaks of others."""
    line, rule = row.line, read_rule(row.line.scoring_rule)
    if rule is None or line.weight is None or line.score is None or not line.course or not rule.points:
        return
    if line.score.value != line.weight.value or re.search(r"(?:全部|全都|均|都|逐项)(?:符合|满足|达到|具备)", line.course):
        return
    course = grams(line.course, standard)
    floor = float(standard.number("point_mentioned_overlap"))
    marks = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
    own = [grams(point, standard) for point in rule.points]
    common = frozenset.intersection(*own) if len(own) > 1 else frozenset()
    silent = [i for i, words in enumerate(own) if words - common and len((words - common) & course) / len(words - common) <= floor]
    partly = "" if silent else _half(rule, line.course)
    if not silent and not partly:
        return
    what = "、".join(f"{marks[i]}{rule.points[i][:20]}" for i in silent) if silent else partly
    text = line.course.rstrip()
    end = re.search(r"[^。]{0,40}[，,。](?:根据|按照)[^。]{0,30}。?$", text)
    quote = end[0] if end else text[:40]
    yield Finding(
        severity=Severity.QUESTION if len(silent) * 3 > len(own) or partly else Severity.NOTE,
        message=f"「{plain(line.level3)}」得满分 {line.score.text} 分，评分过程没有说明要点{what}。请核实。",
        advice="逐点写明依据。",
        stated=f"得 {line.score.text} 分",
        expected=f"说明{what[:40]}",
        paths=(row.at("course"), row.at("scoring_rule")),
        quotes={row.at("course"): quote},
    )


def _half(rule: PrintedRule, course: str) -> str:
    """A point that asks for two kinds of rules (财务和业务管理制度) where one named document stands."""
    for index, point in enumerate(rule.points):
        if "财务和业务" in point or "业务和财务" in point:
            named = re.findall(r"《([^》]+)》", course)
            if named and not any(
                re.search(r"项目|专项|业务|实施|奖补|补助|工程", re.sub(r".{2,12}(?:局|委|厅|中心|办公室)", "", name))
                and "收支" not in name
                for name in named
            ):
                return f"{'①②③④⑤⑥⑦⑧⑨⑩'[index]}所要求的业务管理制度"
    return ""
