"""评价等级与总分不符。

## 查什么
填报的等级（优、良、中、差）应与总分所在的区间一致；按印出的总分判断。

## 为什么
等级决定下年预算安排，写高一等就失实。

## 依据
- mof-2020-10#评价等级：90 分以上为优，80 分以上为良，60 分以上为中，其余为差

## 示例
```yaml 不应报告
total_score: "90.00"
grade: 优秀
===
total_score: "89.99"
grade: 良
===
total_score: "88"
grade: 见附件
```
```yaml 应报告
total_score: "88"
grade: 优
---
等级填「优」，总分 88 分应为「良」
===
total_score: "90"
grade: 良
---
应为「优」
```

## 怎么改
按总分改正等级；总分有误的先改总分。
"""

import re
from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("SEV128", severity=Severity.MUST_FIX)
def grade_mismatch(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    if form.grade is None or form.total_score is None:
        return
    written = re.sub(r"[\s「」“”等级为：:]", "", form.grade)
    names: dict[str, list[str]] = standard.parameter("grade_names").value
    stated = next((grade for grade, words in names.items() if written in words), None)
    if stated is None:
        return
    bounds = standard.parameter("evaluation_grades").value
    right = next(grade for grade, bound in bounds.items() if form.total_score.value >= bound or bound == min(bounds.values()))
    paths = ("/grade", "/total_score")
    yield counted("等级 = 总分所在区间", int(stated != right), paths)
    if stated != right:
        yield Finding(
            message=f"等级填「{form.grade.strip()}」，总分 {form.total_score.text} 分应为「{right}」。",
            advice="按总分改正等级；总分有误的先改总分。",
            stated=form.grade.strip(),
            expected=right,
            paths=paths,
            citations=standard.cite("evaluation_grades"),
        )
