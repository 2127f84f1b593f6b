"""公开的自评表张数与正文写的个数不符。

## 查什么
绩效部分写「整体支出绩效自评表 1 个、评价项目 19 个」，文件里的自评表张数应与之相同。

## 为什么
少附一张，就有一个项目没有公开自评结果。

## 依据
- accounts-disclosure#预算绩效情况说明

## 示例
```yaml 不应报告
- {type: final_accounts, facts: [{label: 预算绩效评价项目, figure: 2个, section: 预算绩效的情况说明}]}
- {project: 甲}
- {project: 乙}
===
# 自评表没有附在文中，由缺附件的检查报告
- {type: final_accounts, facts: [{label: 预算绩效评价项目, figure: 2个, section: 预算绩效的情况说明}]}
```
```yaml 应报告
- {type: final_accounts, facts: [{label: 预算绩效评价项目, figure: 3个, section: 预算绩效的情况说明}]}
- {project: 甲}
- {project: 乙}
---
正文写项目 3 个，附有项目自评表 2 张
```

## 怎么改
补附缺的自评表，或改正正文的个数。
"""

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.evaluated_money import disclosure, forms, stated_counts
from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import Dossier
from jiheng.model import Estimate, Finding, Outcome, Scope, Severity
from jiheng.regulation import Standard

_NAMES = {Scope.PROJECT: "项目", Scope.DEPARTMENT: "整体支出"}


@check("XCK201", severity=Severity.MUST_FIX)
def forms_counted_differently(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    found = disclosure(dossier)
    if found is None:
        return
    entry, accounts = found
    for scope, index, figure in stated_counts(accounts):
        given = forms(dossier, accounts, scope)
        if not given:
            continue
        name = _NAMES[scope]
        paths = (entry.at(f"/facts/{index}/figure"), *(other.at("/project") for other, _ in given))
        count = Estimate.exactly(Decimal(len(given)))
        relation = relate(f"{name}自评表张数 = 正文写的个数", figure.as_exact(), count, paths, decimals=0)
        yield relation
        if relation.outcome is Outcome.FAILS:
            yield Finding(
                message=f"正文写{name} {figure.text} 个，附有{name}自评表 {len(given)} 张。",
                advice="补附缺的自评表，或改正正文的个数。",
                stated=figure.text,
                expected=str(len(given)),
                paths=paths[:1],
                citations=standard.cite("required_sections"),
            )
