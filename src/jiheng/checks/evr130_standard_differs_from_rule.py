"""评价标准栏与评分规则栏的要点不一致。

## 查什么
两栏列出的要点个数不同，或同一编号在两栏里内容不同（一票否决、份额按编号指定的，会指到别的要点）。

## 为什么
评分按编号走，编号对不上就评错了要点。

## 依据
- 同一行两处不一，由报告本身证明

## 示例
```yaml 不应报告
level3: 甲
evaluation_points: ①程序是否合规；②材料是否齐全。
scoring_rule: ①程序是否合规；②材料是否齐全。以上两项各占50%的权重分。
===
# 末尾说的是得分，不是要点
level3: 丙
evaluation_points: ①制定了相应的财务管理制度；②制定了相应的业务管理制度
scoring_rule: ①制定了相应的财务管理制度；②制定了相应的业务管理制度。①至②每项满分4分，不符合不得分。
```
```yaml 应报告
level3: 甲
evaluation_points: ①程序是否合规；②材料是否齐全；③是否经过论证。
scoring_rule: ①程序是否合规；②材料是否齐全。以上两项分别占50%的权重分。
---
3 个
===
level3: 乙
evaluation_points: ①是否符合财务制度规定；②资金拨付是否有完整的审批程序；③是否符合批复用途。
scoring_rule: ①是否符合财务制度规定；②是否符合批复用途；③资金拨付是否有完整的审批程序。不满足①或②时不得分。
---
编号
```

## 怎么改
统一两栏的要点和编号。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import plain
from jiheng.checks.subjects import ScoreRow
from jiheng.model import (
    Finding,
    Outcome,
    Relation,
    Severity,
)
from jiheng.regulation import Standard
from jiheng.scoring.printed import points_of, read_rule


@check("EVR130", severity=Severity.QUESTION)
def standard_differs_from_rule(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """Numbered points of both columns."""
    line, rule = row.line, read_rule(row.line.scoring_rule)
    given = points_of(line.evaluation_points)
    if rule is None or not given or not rule.points:
        return
    name, paths = plain(line.level3), (row.at("scoring_rule"), row.at("evaluation_points"))
    yield Relation(
        expression=f"{name} 评价标准要点数 = 评分规则要点数",
        stated=str(len(rule.points)),
        computed=str(len(given)),
        outcome=Outcome.HOLDS if len(given) == len(rule.points) else Outcome.FAILS,
        paths=paths,
    )
    if rule.counted is not None:
        yield counted(f"{name} 「以上{rule.counted}项」= 要点数", int(rule.counted != len(rule.points)), paths)
    if len(given) != len(rule.points):
        match = re.search(r"以上[^。；;]{1,40}", line.scoring_rule or "")
        yield Finding(
            message=f"「{name}」评价标准列出 {len(given)} 个要点，评分规则只列 {len(rule.points)} 个，两栏不一致。请核实。",
            advice="统一两栏的要点和编号。",
            stated=f"评价标准 {len(given)} 点，评分规则 {len(rule.points)} 点",
            expected="两栏一致",
            paths=paths,
            quotes={row.at("scoring_rule"): match[0]} if match else {},
        )
        return
    moved = _moved(given, rule.points, standard)
    if moved:
        match = re.search(r"(?:不满足|若)[①-⑮][^。；;]{1,50}", line.scoring_rule or "")
        yield Finding(
            message=f"「{name}」同一编号在两栏内容不同：评价标准的{moved[0]}在评分规则里是{moved[1]}，按编号规定的扣分会指到别的要点。请核实。",
            advice="统一两栏的要点和编号。",
            stated=f"评价标准{moved[0]}",
            expected=f"评分规则{moved[1]}",
            paths=paths,
            quotes={row.at("scoring_rule"): match[0]} if match else {},
        )


def _moved(given: tuple[str, ...], used: tuple[str, ...], standard: Standard) -> tuple[str, str] | None:
    """The first point that stands under another number in the other column."""
    marks = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
    floor = float(standard.number("same_name_likeness"))
    for index, point in enumerate(given):
        alike = [SequenceMatcher(None, point, other, autojunk=False).ratio() for other in used]
        best = max(range(len(used)), key=lambda at: alike[at])
        if best != index and alike[best] >= floor > alike[index]:
            return marks[index], marks[best]
    return None
