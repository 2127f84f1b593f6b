"""报告写明的个数与列出的名称个数不符。

## 查什么
「内设办公室、计划股、财务股 3 个股室」「下设 6 个科室，分别是……」：列出的名称个数应等于写明的个数；以「等」结尾的不查。
「确定重点任务 3 项，完成情况见表」：后面那张表里「重点任务」一栏的行数（合计行不算）也应等于写明的个数；「主要任务见表」只列一部分，不查。

## 为什么
机构、人员、任务的个数是基本事实，多半是改了名单没有改数。

## 依据
- practice#列举与个数一致

## 示例
```yaml 不应报告
label: 局机关内设股室
figure: 3个
text: 局机关内设办公室、计划股、财务股3个
record: {type: evaluation_report}
===
# 只举例
label: 内设科室
figure: 6个
items: [办公室, 业务科]
open_list: true
record: {type: evaluation_report}
===
# 只有一个的，写明是哪一个
label: 下属单位
figure: 1个
items: [科技信息服务中心]
record: {type: evaluation_report}
===
# 只读到一个名称，多半不是名单
label: 资金主要用于奖补
figure: 7家
items: [项目组织及管理情况]
record: {type: evaluation_report}
===
# 列的不是机构
label: 新建道路、桥梁项目
figure: 7个
text: 新建道路、桥梁等项目7个
record: {type: evaluation_report}
```
```yaml 应报告
label: 局机关内设股室
figure: 4个
text: 局机关内设办公室、计划股、财务股4个
record: {type: evaluation_report}
---
写 4 个，列出 3 个
===
label: 内设科室
figure: 4个
items: [办公室, 业务科, 财务科]
record: {type: evaluation_report}
---
写 4 个，列出 3 个
===
# 表里列出的任务
label: 部门确定重点任务
figure: 3项
items: [选派科技特派员, 兑付科技创新券]
record: {type: evaluation_report}
---
写 3 项，列出 2 项
```

## 怎么改
核对名单，补齐或改正个数。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import FactLine
from jiheng.model import EvaluationReport, Fact, Finding, Outcome, Relation, Severity
from jiheng.regulation import Standard

_BODY = re.compile(r"(?:室|股|科|处|部|办|中心|站|所|队|馆|院|校|局)$")


@check("EVR178", severity=Severity.QUESTION)
def listed_bodies_differ(line: FactLine, standard: Standard) -> Iterator[Said]:
    """The names a sentence lists behind or before its number."""
    fact = line.fact
    if not isinstance(line.record, EvaluationReport) or fact.figure is None or fact.figure.decimals or fact.open_list:
        return
    names = fact.items or _before(fact)
    if len(names) < (1 if fact.figure.value == 1 else 2):
        return
    same = fact.figure.value == len(names)
    yield Relation(
        expression=f"{fact.label}个数 = 列出的个数",
        stated=fact.figure.text,
        computed=str(len(names)),
        outcome=Outcome.HOLDS if same else Outcome.FAILS,
        paths=(line.at("figure"),),
    )
    if not same:
        yield Finding(
            message=f"「{fact.label}」写 {fact.figure.with_unit}，列出 {len(names)} {fact.figure.unit}：{'、'.join(names)}，请核实。",
            advice="核对名单，补齐或改正个数。",
            stated=fact.figure.with_unit,
            expected=f"{len(names)} {fact.figure.unit}",
            paths=(line.at("figure"),),
        )


def _before(fact: Fact) -> tuple[str, ...]:
    """The bodies named right before the number; nothing when one of them is no body."""
    figure = fact.figure
    if figure is None or not figure.raw or not fact.text.endswith(figure.raw) or "、" not in fact.text:
        return ()
    names = tuple(name.strip() for name in re.split(r"[、和及]", fact.text.removesuffix(figure.raw)))
    return names if all(_BODY.search(name) for name in names) else ()
