"""抽查发现的个数大于抽查的个数。

## 查什么
「抽查 40 份，有 6 份缺少签字」「查看 12 个点位，发现 3 个未完工」：同一句话里，发现有问题的（或者合格的）个数不应大于抽查、查看的个数。
单位相同才比较，逐类比较，不把各类相加：一份资料可以有几个毛病。

## 为什么
抽出来看的只有这么多。多半是改了一处没有改另一处，或者把全部的数写成了抽查的数。

## 依据
- arithmetic#部分不大于整体

## 示例
```yaml 不应报告
label: 抽查
figure: 40份
text: 抽查40份
after: [{label: 有缺少农户签字, figure: 6份, text: 有6份}]
paragraphs: [抽查40份驻村服务记录，有6份缺少农户签字。]
===
# 另一句说的是全部
label: 抽查
figure: 40份
text: 抽查40份
after: [{label: 收到合同, figure: 86份, text: 收到合同86份}]
paragraphs: [抽查40份。收到合同86份。]
===
# 不是抽查里的
label: 抽查
figure: 40份
text: 抽查40份
after: [{label: 共归档, figure: 86份, text: 共归档86份}]
paragraphs: [抽查40份，共归档86份。]
```
```yaml 应报告
label: 抽查
figure: 6份
text: 抽查6份
after: [{label: 有缺少农户签字, figure: 40份, text: 有40份}]
paragraphs: [抽查6份驻村服务记录，有40份缺少农户签字。]
---
抽查 6 份，却说有 40 份
===
label: 现场查看
figure: 12个
text: 现场查看12个
after: [{label: 发现未完工, figure: 13个, text: 发现13个}]
paragraphs: [现场查看12个点位，发现13个未完工。]
---
大于「现场查看」12 个
```

## 怎么改
核对抽查记录，改正其中一个数。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.sentences import behind
from jiheng.checks.subjects import FactLine
from jiheng.model import EvaluationReport, Finding, Outcome, Relation, Severity
from jiheng.regulation import Standard

_SAMPLED = re.compile(r"(?:抽查|抽取|抽样|抽检|抽验|抽看|查看|查阅|走访|回访)(?:了|到)?[^，。；\d]{0,12}$")
#: What was found among them begins with one of these; anything else counts other things.
_AMONG = re.compile(r"^(?:其中|仅|只|[^，。]{0,10}中)?(?:有|发现|查出|存在|不合格|不符合|合格)")


@check("EVR179", severity=Severity.QUESTION)
def found_exceeds_sampled(line: FactLine, standard: Standard) -> Iterator[Said]:
    """A sample, and what the same sentence says was found in it."""
    figure = line.fact.figure
    if not isinstance(line.record, EvaluationReport) or figure is None or figure.decimals or not _SAMPLED.search(line.fact.label):
        return
    for index, fact in behind(line.record, line.index, figure):
        words = _AMONG.match(fact.text)
        if fact.figure is None or words is None:
            continue
        over = fact.figure.value > figure.value
        paths = (f"/facts/{index}/figure", line.at("figure"))
        yield Relation(
            expression=f"「{fact.label}」≤「{line.fact.label}」",
            stated=fact.figure.text,
            computed=f"≤{figure.text}",
            outcome=Outcome.FAILS if over else Outcome.HOLDS,
            paths=paths,
        )
        if over:
            yield Finding(
                message=f"同一句里{line.fact.label} {figure.with_unit}，却说{words[0]} {fact.figure.with_unit}，"
                f"大于「{line.fact.label}」{figure.with_unit}，请核实。",
                advice="核对抽查记录，改正其中一个数。",
                stated=fact.figure.with_unit,
                expected=f"≤{figure.with_unit}",
                paths=paths,
            )
