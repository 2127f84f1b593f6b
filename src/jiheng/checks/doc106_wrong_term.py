"""错字、错用的词。

## 查什么
常见的错字和错用的词（做为、帐户、全市人们、指标预算数……）。

## 为什么
公开的表有错字，影响严肃性；术语用错会引起误解。

## 依据
- 词表见标准的 lexicon/typing.yaml

## 示例
```yaml 不应报告
expected_objective: 以平均分作为最终得分，提高全市人民的科学意识。
===
expected_objective: 把青年当做为农服务的骨干。
```
```yaml 应报告
expected_objective: 以平均分做为最终得分。
---
作为
===
indicators:
  - {name: 提高全市人们的科技意识, target: 有效提高}
---
全市人民
```

## 怎么改
改正错字。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.passages import passages
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import any_of
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard


@check("DOC106", severity=Severity.NOTE)
def wrong_term(form: Form, standard: Standard) -> Iterator[Said]:
    """A word of the list of wrong ones; each once per form."""
    pairs = [pair.split() for pair in standard.words("wrong_terms")]
    told: set[str] = set()
    for path, text in passages(form):
        plain = any_of(standard.words("wrong_terms_exempt")).sub("", text)
        for wrong, right in pairs:
            if wrong == right or wrong not in plain or wrong in told:
                continue
            told.add(wrong)
            start = text.find(wrong)
            yield Finding(
                severity=Severity.NOTE,
                message=f"「{text[max(0, start - 8) : start + len(wrong) + 8]}」中「{wrong}」应为「{right}」。",
                advice="改正错字。",
                stated=wrong,
                expected=right,
                paths=(path,),
                quotes={path: wrong},
            )
