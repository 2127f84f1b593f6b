"""总额与「其中」各项之和对不上。

## 查什么
一段文字给出总额和全部分项的，分项相加应等于总额（金额、人数、辆数都查）。只举了一部分（「等」、只列一项）的，分项不应大于总额。
差额能由四舍五入解释的，只作尾差提示。

## 为什么
加不平，至少有一个数是错的。

## 依据
- arithmetic#总额 = 分项之和

## 示例
```yaml 不应报告
label: 本年收入
figure: "3,416.86"
parts: [{label: 财政拨款收入, figure: "3,391.36"}, {label: 其他收入, figure: "25.50"}]
===
# 只列一项，是包含而不是相加
label: 授予中小企业合同金额
figure: "6.33"
parts: [{label: 授予小微企业合同金额, figure: "3.29"}]
===
label: 商品和服务支出
figure: "90.00"
complete: false
parts: [{label: 办公费, figure: "10.00"}, {label: 水费, figure: "5.00"}]
===
# 单位不同，不能相加
label: 车辆
figure: 6辆
parts: [{label: 价值, figure: "155.86万元"}, {label: 其他用车, figure: 6辆}]
```
```yaml 应报告
label: 本年支出
figure: "3,555.92"
parts: [{label: 基本支出, figure: "1,489.94"}, {label: 项目支出, figure: "2,056.98"}]
---
本年支出填 3555.92 万元，分项相加为 3546.92 万元，相差 9.00
===
label: 政府采购支出总额
figure: "12.20"
parts: [{label: 货物, figure: "1.68"}, {label: 工程, figure: "0.00"}, {label: 服务, figure: "10.53"}]
---
尾差
===
label: 授予中小企业合同金额
figure: "6.33"
parts: [{label: 授予小微企业合同金额, figure: "6.92"}]
---
大于
```

## 怎么改
对照决算报表逐项核对，改正错的一个；确为尾差的，以总额为准调整分项或加注「因四舍五入」。
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import fact_concept, in_unit, is_budget, is_money, name_of, part_indices, shown
from jiheng.checks.subjects import FactLine
from jiheng.model import Estimate, Fact, Figure, Finding, Outcome, Relation, Severity, summed
from jiheng.regulation import Standard

#: A part whose sentence told only its change.
_NO_LIST = -1
#: More parts than this are not tried in subsets.
_MANY = 12
#: Parts that make their whole whatever else the sentence lists (人员经费…，主要包括…等).
_CLOSED = (
    frozenset({"staff_funds", "public_funds"}),
    frozenset({"procurement_goods", "procurement_works", "procurement_services"}),
    frozenset({"overseas", "vehicles", "hospitality"}),
)


@check("FAC102", severity=Severity.MUST_FIX)
def parts_mismatch(line: FactLine, standard: Standard) -> Iterator[Said]:
    whole = line.fact.figure
    if whole is None or whole.unit == "%":
        return
    for listing in sorted({line.record.facts[i].listing for i in part_indices(line.record, line.index)} - {_NO_LIST}):
        parts = list(_parts(line, whole, listing))
        if parts:
            yield from _list(line, whole, parts, listing, standard)


def _list(line: FactLine, whole: Figure, parts: Sequence[tuple[int, Fact, Estimate]], listing: int, standard: Standard) -> Iterator[Said]:
    """One list of parts; a second list of a whole need not name all."""
    paths = (line.at("figure"), *(f"/facts/{index}/figure" for index, _, _ in parts))
    computed = summed(estimate for _, _, estimate in parts)
    expression = f"{name_of(line.fact)} = {' + '.join(name_of(fact) for _, fact, _ in parts)}"
    places = max(whole.decimals, *(fact.figure.decimals for _, fact, _ in parts if fact.figure), 2 if is_money(whole) else 0)
    relation = relate(expression, whole, computed, paths, decimals=places)
    if relation.outcome is Outcome.FAILS and (len(parts) == 1 or listing or not _is_whole(line, [fact for _, fact, _ in parts], standard)):
        yield from _included(line, whole, computed, paths, standard)
        return
    if relation.outcome is Outcome.FAILS and _nested(whole, [estimate for _, _, estimate in parts]):
        return
    yield relation
    if relation.outcome is Outcome.HOLDS:
        return
    yield _finding(line, whole, computed, [fact for _, fact, _ in parts], paths, relation, standard)


def _parts(line: FactLine, whole: Figure, listing: int) -> Iterator[tuple[int, Fact, Estimate]]:
    budget = is_budget(line.fact)
    for index in part_indices(line.record, line.index):
        fact = line.record.facts[index]
        if fact.listing != listing or fact.figure is None or fact.figure.unit == "%" or is_budget(fact) != budget:
            continue
        estimate = in_unit(fact.figure, whole.unit)
        if estimate is not None:
            yield index, fact, estimate


def _is_whole(line: FactLine, parts: Sequence[Fact], standard: Standard) -> bool:
    """Whether the parts are all: as the sentence says, or because the accounts know no others."""
    names = {fact_concept(fact, standard, line.record.agency) for fact in parts}
    return line.fact.complete or any(known <= names for known in _CLOSED)


def _included(line: FactLine, whole: Figure, computed: Estimate, paths: tuple[str, ...], standard: Standard) -> Iterator[Said]:
    """Parts that need not be all: they must not exceed the whole."""
    over = computed.interval.low > Estimate.printed(whole).interval.high
    yield Relation(
        expression=f"{name_of(line.fact)}的所列分项 ≤ {name_of(line.fact)}：超出额",
        stated=shown(computed - Estimate.printed(whole)) if over else "0",
        computed="0",
        outcome=Outcome.FAILS if over else Outcome.HOLDS,
        paths=paths,
    )
    if over:
        yield Finding(
            message=f"{name_of(line.fact)}为 {whole.with_unit}，所列分项合计 {shown(computed)}，大于总额。",
            advice="核对两处数字，部分不能大于整体。",
            stated=whole.text,
            expected=f"≥{shown(computed)}",
            paths=paths,
            citations=standard.cite("account_tolerance"),
        )


def _finding(
    line: FactLine, whole: Figure, computed: Estimate, parts: Sequence[Fact], paths: tuple[str, ...], relation: Relation, standard: Standard
) -> Finding:
    failed = relation.outcome is Outcome.FAILS
    difference = abs(computed.value - whole.value)
    expected = relation.computed
    trace = "+".join(fact.figure.text for fact in parts if fact.figure is not None and fact.figure.value)
    said = f"{name_of(line.fact)}填 {whole.with_unit}，分项相加为 {expected}{' ' + whole.unit if whole.unit else ''}，相差 {difference}"
    return Finding(
        severity=Severity.MUST_FIX if failed else Severity.NOTE,
        message=f"{said}。" if failed else f"{said}，可能是四舍五入的尾差，请核实。",
        advice="对照决算报表逐项核对，改正错的一个。" if failed else "以总额为准调整分项，或加注尾差由四舍五入造成。",
        stated=whole.text,
        expected=expected,
        paths=paths,
        citations=standard.cite("account_tolerance"),
        trace=f"{trace} = {expected}",
    )


def _nested(whole: Figure, parts: Sequence[Estimate]) -> bool:
    """Whether some of the parts are parts of another part: then the others make the whole."""
    given = [part for part in parts if part.value]
    if not 3 <= len(given) <= _MANY:
        return False
    for size in range(1, len(given) - 1):
        for inner in combinations(range(len(given)), size):
            outer = [part for i, part in enumerate(given) if i not in inner]
            below = summed(given[i] for i in inner)
            if whole.interval.overlaps(summed(outer).interval) and any(part.interval.overlaps(below.interval) for part in outer):
                return True
    return False
