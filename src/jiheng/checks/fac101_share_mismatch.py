"""占比与金额对不上。

## 查什么
「占…%」应等于该项金额除以总额。按别的数（上年数、预算数、另一个合计）才算得出的，指出所用的分母。尾数之差只提示。

## 为什么
占比是公众看结构的依据；分母用错，结构就错了。

## 依据
- arithmetic#占比 = 分项 ÷ 总额

## 示例
```yaml 不应报告
label: 项目支出
figure: "2,065.98"
share: "58.10%"
whole: {label: 本年支出, figure: "3,555.92"}
===
# 整数百分比
label: 基本支出
figure: "217.52"
share: "92%"
whole: {label: 本年支出, figure: "237.52"}
===
# 没有总额可比
label: 项目支出
figure: "20.00"
share: "8.40%"
```
```yaml 应报告
label: 公务接待费
figure: "0.50"
share: "11.11%"
whole: {label: 三公经费, figure: "4.00"}
record: {facts: [{label: 年初预算数, figure: "4.50"}]}
---
占比填 11.11%，按 0.50÷4.00 应为 12.50%；所填与「年初预算数」4.50 相除的结果一致
===
label: 公务用车购置及运行维护费
figure: "2.48"
share: "32.24%"
whole: {label: 三公经费, figure: "7.69"}
---
尾数
===
# 占总收入的，就是占所列的收入合计的
label: 其他收入
figure: "2.86"
share: "2.49%"
share_of: 总收入
whole: {label: 收入合计, figure: "191.99"}
---
按 2.86÷191.99 应为 1.49%
===
label: 培训费
figure: "3.00"
share: "30.00%"
whole: {label: 基本支出, figure: "0.00"}
---
总额为 0
```

## 怎么改
核对分母是否为本段的总额，重算占比；同一段各项占比之和应为 100%。
"""

from collections.abc import Iterator

from jiheng.checks.ledger import fails, percent, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import concept_of, derived_base, in_unit, is_same_total, name_of, plain_label
from jiheng.checks.subjects import FactLine
from jiheng.model import Estimate, Fact, Figure, Finding, Outcome, Severity
from jiheng.regulation import Standard


@check("FAC101", severity=Severity.MUST_FIX)
def share_mismatch(line: FactLine, standard: Standard) -> Iterator[Said]:
    fact, share = line.fact, line.fact.share
    index = _whole(line, standard)
    if share is None or fact.figure is None or index is None:
        return
    whole = line.record.facts[index].figure
    part = in_unit(fact.figure, whole.unit) if whole is not None else None
    if whole is None or part is None:
        return
    paths = (line.at("share"), line.at("figure"), f"/facts/{index}/figure")
    name = f"{name_of(fact)}占{name_of(line.record.facts[index])}的比重"
    if not whole.value:
        if share.value:
            yield _of_nothing(fact, share, paths, standard)
        elif not part.value:
            yield relate(name, share, Estimate.exactly(whole.value), paths)
        return
    try:
        computed = (part / Estimate.printed(whole)).times(100)
    except ZeroDivisionError:
        return
    relation = relate(name, share, computed, paths)
    yield relation
    if relation.outcome is Outcome.HOLDS:
        return
    expected = percent(computed.value / 100, max(share.decimals, 2))
    said = f"{name_of(fact)}占比填 {share.text}，按 {fact.figure.text}÷{whole.text} "
    failed = relation.outcome is Outcome.FAILS
    yield Finding(
        severity=Severity.MUST_FIX if failed else Severity.NOTE,
        message=f"{said}应为 {expected}{_other_whole(line, index, share)}。"
        if failed
        else f"{said}为 {expected}，相差在尾数，四舍五入可以解释。",
        advice="核对分母是否为本段的总额，重算占比。" if failed else "用元为单位的数核对后改正尾数。",
        stated=share.text,
        expected=expected,
        paths=paths,
        citations=standard.cite("account_tolerance"),
        trace=f"{fact.figure.text} ÷ {whole.text} = {expected}",
    )


def _whole(line: FactLine, standard: Standard) -> int | None:
    """The fact that the share is of: the named one, else the total the fact belongs to."""
    fact, facts = line.fact, line.record.facts
    if not fact.share_of:
        return fact.part_of
    wanted, concept = plain_label(fact.share_of), concept_of(fact.share_of, standard)
    found = [
        i
        for i, other in enumerate(facts)
        if i != line.index
        and other.figure is not None
        and (plain_label(other.label) == wanted or (concept and concept_of(other.label, standard) == concept))
    ]
    before = [i for i in found if i < line.index]
    if found:
        named = before[-1] if before else found[0]
        of_list = _explains(line, fact.part_of) or (plain_label(facts[named].label) != wanted and _names_list(line))
        return fact.part_of if of_list and not _explains(line, named) else named
    if fact.part_of is not None and (wanted in plain_label(facts[fact.part_of].label) or _names_list(line)):
        return fact.part_of
    return None


def _names_list(line: FactLine) -> bool:
    """Whether the share names the total of the list it stands in, if in other words: 收入合计…，占总收入的."""
    fact = line.fact
    return fact.part_of is not None and is_same_total(fact.share_of or "", line.record.facts[fact.part_of].label)


def _explains(line: FactLine, index: int | None) -> bool:
    """Whether the share follows from a whole."""
    whole = line.record.facts[index].figure if index is not None else None
    part = in_unit(line.fact.figure, whole.unit) if whole is not None and line.fact.figure is not None else None
    if whole is None or part is None or not whole.value or line.fact.share is None:
        return False
    return not fails(line.fact.share.interval, (part / Estimate.printed(whole)).times(100))


def _of_nothing(fact: Fact, share: Figure, paths: tuple[str, ...], standard: Standard) -> Finding:
    return Finding(
        message=f"{name_of(fact)}占比填 {share.text}，而总额为 0，占比无从计算。",
        advice="核对总额；总额确为 0 的，删去占比。",
        stated=share.text,
        expected="—",
        paths=paths,
        citations=standard.cite("account_tolerance"),
    )


def _other_whole(line: FactLine, index: int, share: Figure) -> str:
    """The denominator that would explain the share, said when there is one."""
    assert line.fact.figure is not None
    candidates: list[tuple[str, str, Estimate | None]] = []
    for comparison in line.record.facts[index].comparisons:
        base = derived_base(line.record.facts[index], comparison)
        candidates.append(("用于比较的基数", "" if base is None else f"{base.value}", base))
    for number, other in enumerate(line.record.facts):
        if number not in (index, line.index) and other.figure is not None and other.figure.unit == line.fact.figure.unit:
            candidates.append((name_of(other), other.figure.text, Estimate.printed(other.figure)))
    part = Estimate.printed(line.fact.figure)
    for name, text, estimate in candidates:
        if estimate is None or not estimate.value or estimate.interval.contains(part.value) or share.decimals < 1:
            continue
        try:
            if not fails(share.interval, (part / estimate).times(100)):
                return f"；所填与「{name}」{text} 相除的结果一致，分母用错了"
        except ZeroDivisionError:
            continue
    return ""
