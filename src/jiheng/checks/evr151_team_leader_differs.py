"""组长在各处不是同一个人。

## 查什么
访谈记录、分工表、正文里的评价组组长应是同一个人；签字的组员应在分工表内。

## 为什么
签字人与分工不符，访谈的效力存疑。

## 依据
- 同一事实两处不一，由报告本身证明

## 示例
```yaml 不应报告
team: [{name: 张某, role: 组长}, {name: 李某, role: 副组长}]
interviews: [{signers: {评价组长: 张某, 评价组员: 李某}}]
```
```yaml 应报告
team: [{name: 张某, role: 组长}, {name: 李某, role: 副组长}]
interviews: [{signers: {评价组长: 李某}}]
---
副组长
```

## 怎么改
由组长签字，或更正分工。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.wording import squeezed
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Relation,
    Severity,
)
from jiheng.regulation import Standard


# long: leader and members share the reading of one signature
@check("EVR151", severity=Severity.MUST_FIX)
def team_leader_differs(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Signers of interviews against the team."""
    roles = {squeezed(member.name): squeezed(member.role) for member in report.team}
    leader = next((name for name, role in roles.items() if re.fullmatch(r"(?:评价组|项目组?)?(?:组长|负责人|项目经理)", role)), None)
    if not roles:
        return
    numbers = {name: index for index, name in enumerate(roles)}
    for index, interview in enumerate(report.interviews):
        for label, signed in interview.signers.items():
            path = f"/interviews/{index}/signers/{label}"
            names = [squeezed(name) for name in re.split(r"[、,，\s]+", signed) if name.strip()]
            if re.search(r"(?<!副)组长", label) and leader is not None and names:
                same = leader in names
                yield Relation(
                    expression="访谈记录签字组长 = 分工表组长",
                    stated=names[0],
                    computed=leader,
                    outcome=Outcome.HOLDS if same else Outcome.FAILS,
                    paths=(path, "/team"),
                )
                if not same:
                    known = f"，在分工表里是「{roles[names[0]]}」" if names[0] in roles else "，不在分工表内"
                    yield Finding(
                        message=f"访谈记录「{label}」签的是{names[0]}{known}；分工表的组长是{leader}。",
                        advice="由组长签字，或更正分工。",
                        stated=f"{label}：{names[0]}",
                        expected=leader,
                        paths=(path, *((f"/team/{numbers[names[0]]}/name",) if names[0] in numbers else ())),
                    )
            elif re.search(r"组员|成员|评价人", label):
                for name in names:
                    missing = name not in roles
                    yield Relation(
                        expression=f"{label}在分工表内",
                        stated=name,
                        computed="、".join(roles),
                        outcome=Outcome.FAILS if missing else Outcome.HOLDS,
                        paths=(path, "/team"),
                    )
                    if missing:
                        yield Finding(
                            severity=Severity.QUESTION,
                            message=f"访谈记录「{label}」{name}不在分工表内。请核实。",
                            advice="更正签字或分工。",
                            stated=name,
                            expected="分工表所列人员",
                            paths=(path, "/team"),
                        )
