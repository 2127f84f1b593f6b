"""公用经费不等于机关运行经费加事业单位公用经费。

## 查什么
基本支出中的公用经费，应等于行政（参公）单位的机关运行经费与事业单位公用经费之和；只有行政单位的部门，两者应相等。
机关运行经费大于公用经费的必须改。

## 为什么
机关运行经费就是行政和参公单位基本支出中的公用经费，两段出自同一张表。

## 依据
- accounts-disclosure#机关运行经费

## 示例
```yaml 不应报告
facts:
  - {label: 公用经费, figure: "98.45"}
  - {label: 机关运行经费支出, figure: "53.55"}
  - {label: （事业单位）公用经费支出, figure: "44.90"}
===
# 还有事业单位，没有单独说明
facts: [{label: 公用经费, figure: "98.45"}, {label: 机关运行经费支出, figure: "53.55"}]
===
# 事业单位没有机关运行经费
facts: [{label: 公用经费, figure: "98.45"}, {label: 机关运行经费支出, figure: "0.00"}]
```
```yaml 应报告
facts:
  - {label: 公用经费, figure: "98.45"}
  - {label: 机关运行经费支出, figure: "53.55"}
  - {label: （事业单位）公用经费支出, figure: "49.40"}
---
公用经费为 98.45 万元，机关运行经费与事业单位公用经费合计 102.95 万元
===
facts: [{label: 公用经费, figure: "98.45"}, {label: 机关运行经费支出, figure: "153.55"}]
---
机关运行经费 153.55 万元大于公用经费
```

## 怎么改
两段都以《一般公共预算财政拨款基本支出决算表》为准。
"""

from collections.abc import Iterator

from jiheng.checks.ledger import counted, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import by_concept, in_unit
from jiheng.model import Estimate, FinalAccounts, Finding, Outcome, Severity
from jiheng.regulation import Standard


@check("FAC124", severity=Severity.MUST_FIX)
def public_funds_split(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    found = by_concept(accounts, standard)
    if "public_funds" not in found or "agency_operation" not in found:
        return
    whole, agency = found["public_funds"][0], found["agency_operation"][0]
    others = found.get("institution_public", [])
    assert whole.fact.figure is not None and agency.fact.figure is not None
    one = in_unit(agency.fact.figure, whole.fact.figure.unit)
    if one is None:
        return
    if not others:
        over = one.interval.low > Estimate.printed(whole.fact.figure).interval.high
        yield counted("机关运行经费 ≤ 公用经费", int(over), (agency.path, whole.path))
        if over:
            message = f"机关运行经费 {agency.fact.figure.with_unit}大于公用经费 {whole.fact.figure.with_unit}。"
            yield _finding(message, agency.fact.figure.text, f"≤{whole.fact.figure.text}", (agency.path, whole.path), standard)
        return
    figure = others[0].fact.figure
    other = in_unit(figure, whole.fact.figure.unit) if figure is not None else None
    if other is None:
        return
    paths = (whole.path, agency.path, others[0].path)
    relation = relate("公用经费 = 机关运行经费 + 事业单位公用经费", whole.fact.figure, one + other, paths)
    yield relation
    if relation.outcome is Outcome.FAILS:
        message = f"公用经费为 {whole.fact.figure.with_unit}，机关运行经费与事业单位公用经费合计 {relation.computed} 万元，应当相等。"
        yield _finding(message, whole.fact.figure.text, relation.computed, paths, standard)


def _finding(message: str, stated: str, expected: str, paths: tuple[str, ...], standard: Standard) -> Finding:
    return Finding(
        message=message,
        advice="两段都以《一般公共预算财政拨款基本支出决算表》为准。",
        stated=stated,
        expected=expected,
        paths=paths,
        citations=standard.cite("required_sections"),
    )
