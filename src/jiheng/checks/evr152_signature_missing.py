"""访谈记录没有签字或被访人不具体。

## 查什么
访谈记录的被访人签字栏是空的；被访谈人只写单位、没有姓名职务。

## 为什么
没有签字的访谈不能作为佐证。

## 依据
- 通行做法：工作底稿须经被访人确认

## 示例
```yaml 不应报告
interviews: [{interviewee: 张某（科长）, signers: {被访人签字: 张某}}]
```
```yaml 应报告
interviews: [{interviewee: 青禾县农业局, agency: 青禾县农业局, signers: {被访人签字: ""}}]
---
被访人签字
```

## 怎么改
补签字，写明被访人姓名、职务。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import is_empty, squeezed
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR152", severity=Severity.QUESTION)
def signature_missing(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Empty places of signature; an agency for a person."""
    for index, interview in enumerate(report.interviews):
        for label, signed in interview.signers.items():
            blank = is_empty(signed)
            yield counted(f"访谈记录「{label}」已签", int(blank), (f"/interviews/{index}/signers/{label}",))
            if blank:
                yield Finding(
                    message=f"访谈记录「{label}：」是空的，没有签字。请核实。",
                    advice="补签字；扫描签字可能没有识别出来的，核对原件。",
                    stated=f"{label}：（空）",
                    expected="签字确认",
                    paths=(f"/interviews/{index}/signers/{label}",),
                )
        if interview.interviewee and interview.agency and squeezed(interview.interviewee) == squeezed(interview.agency):
            yield Finding(
                severity=Severity.NOTE,
                message=f"被访谈人只写了单位「{squeezed(interview.interviewee)}」，没有姓名、职务。",
                advice="写明被访谈人姓名、职务。",
                stated=f"被访谈单位或被访谈人：{squeezed(interview.interviewee)}",
                expected="姓名、职务",
                paths=(f"/interviews/{index}/interviewee",),
            )
