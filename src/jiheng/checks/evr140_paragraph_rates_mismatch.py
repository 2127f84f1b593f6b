"""资金到位率、预算执行率与金额不符。

## 查什么
同一段话里的「到位资金 X 万元……资金到位率 A%」「实际支出 Y 万元……执行率 B%」：到位率＝到位÷预算，执行率＝支出÷到位（或÷预算）。
「年初预算 X，调整后预算 Y，调整率 C%」：调整率＝(Y−X)÷X。

## 为什么
算术。两种口径都不成立才报告；只有一种成立的，在核对底稿里写明是哪一种。

## 依据
- mof-2020-10#预算执行率 = 实际支出资金 ÷ 实际到位资金

## 示例
```yaml 不应报告
paragraphs: [该项目预算资金35万元，其中：财政资金30万元，其他资金5万元。实际到位资金35万元，资金到位率为100%。]
===
paragraphs: [全年预算40万元，到位36万元，项目实际支出18万元，预算执行率50%。]
```
```yaml 应报告
paragraphs: [该项目预算资金40万元，实际到位资金35万元，资金到位率为100%。]
---
87.5
===
paragraphs: [该项目预算安排资金40万元，实际支出35万元，预算执行率90%。]
---
87.50%
===
paragraphs: [县级计划配套40万元，实际到位30万元，到位率80%。]
---
75.00%
===
paragraphs: [年初预算收入40万元，调整后预算收入50万元，预算调整率20%。]
---
预算调整率写 20%，按 (50 万元 − 40 万元) ÷ 40 万元 应为 25.00%
```

## 怎么改
重算到位率、执行率，写明分母。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.ledger import fails, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import texts
from jiheng.model import (
    Estimate,
    EvaluationReport,
    Figure,
    Finding,
    Severity,
    amounts,
    read_figure,
)
from jiheng.regulation import Standard

_SUM = r"(\d[\d,]*(?:\.\d+)?\s*(?:万元|亿元|元))"
_ADJUSTED = re.compile(
    rf"年初(?:批复)?预算[^，,。；\d]{{0,8}}?{_SUM}[，,][^。；\d]{{0,16}}?(?:调整后|全年|年末)的?(?:全年)?预算[^，,。；\d]{{0,8}}?{_SUM}"
    r"[^。；\d]{0,16}?调整率(?:为|是|达到?)?\s*(\d{1,4}(?:\.\d+)?)\s*[%％]"
)


@check("EVR140", severity=Severity.MUST_FIX)
def paragraph_rates_mismatch(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Each paragraph, and each course of scoring, by itself."""
    earlier: list[tuple[int, str, Figure]] = []
    for path, text in texts(report):
        if "调整率" in text:
            yield from _adjusted(text, path)
        money = _money(text)
        told, earlier = earlier, [(-1, kind, figure) for _, kind, figure in money] or earlier
        for match in re.finditer(r"(到位|执行|支出|使用)率\s*(?:为|达到?|是|=)?\s*(\d+(?:\.\d+)?)\s*[%％]", text):
            before = [(at, kind, figure) for at, kind, figure in money if at < match.start()]
            kind = "in_place" if match[1] == "到位" else "spent"
            part = next((figure for _, own, figure in reversed(before) if own == kind), None)
            bases = [
                (own, figure)
                for _, own, figure in reversed(before)
                if own in (("budget",) if kind == "in_place" else ("in_place", "budget"))
            ]
            if part is not None and not bases:
                yield from _by_paragraph_before(match, path, part, told)
            if part is None or not bases:
                continue
            yield from _compare(match, text, path, part, bases)


def _adjusted(text: str, path: str) -> Iterator[Said]:
    """The change from the initial budget to the final one, told with both."""
    for match in _ADJUSTED.finditer(text):
        first, last, stated = read_figure(match[1]), read_figure(match[2]), read_figure(f"{match[3]}%")
        if first is None or last is None or stated is None or first.unit != last.unit or not first.value:
            continue
        computed = ((Estimate.printed(last) - Estimate.printed(first)) / Estimate.printed(first)).times(100)
        computed = computed.times(-1) if computed.value < 0 <= stated.value else computed
        formula = f"({last.with_unit} − {first.with_unit}) ÷ {first.with_unit}"
        yield relate(f"预算调整率 = {formula}", stated, computed, (path,))
        if fails(stated.interval, computed):
            shown = amounts.text(computed.value, 2) + "%"
            yield Finding(
                message=f"预算调整率写 {stated.text}，按 {formula} 应为 {shown}。",
                advice="重算调整率，写明分母。",
                stated=stated.text,
                expected=shown,
                paths=(path,),
                quotes={path: match[0]},
            )


def _by_paragraph_before(match: re.Match[str], path: str, part: Figure, told: list[tuple[int, str, Figure]]) -> Iterator[Said]:
    """The money came in the paragraph before: said when it agrees; another money may be meant when it does not."""
    stated = read_figure(f"{match[2]}%")
    bases = {(figure.value, figure.unit): figure for _, kind, figure in told if kind in ("in_place", "budget")}
    if stated is None or len(bases) != 1:
        return
    base = next(iter(bases.values()))
    if base.unit != part.unit or not base.value:
        return
    computed = (Estimate.printed(part) / Estimate.printed(base)).times(100)
    if not fails(stated.interval, computed):
        yield relate(f"预算执行率 = {part.text} ÷ {base.text}（前一段）", stated, computed, (path,))


def _compare(match: re.Match[str], text: str, path: str, part: Figure, bases: list[tuple[str, Figure]]) -> Iterator[Said]:
    stated = read_figure(f"{match[2]}%")
    if stated is None:
        return
    name = "资金到位率" if match[1] == "到位" else "预算执行率"
    tried = []
    for own, base in bases:
        if base.unit != part.unit or not base.value:
            continue
        computed = (Estimate.printed(part) / Estimate.printed(base)).times(100)
        tried.append((own, base, computed))
        if not fails(stated.interval, computed):
            yield relate(f"{name} = {part.text} ÷ {base.text}（{'到位' if own == 'in_place' else '预算'}）", stated, computed, (path,))
            return
    if not tried:
        return
    _, base, computed = tried[0]
    yield relate(f"{name} = {part.text} ÷ {base.text}", stated, computed, (path,))
    shown = amounts.text(computed.value, 2) + "%"
    yield Finding(
        severity=Severity.MUST_FIX if len({figure.value for _, figure in bases}) == 1 else Severity.QUESTION,
        message=f"{name}写 {stated.text}，按 {part.with_unit} ÷ {base.with_unit} 应为 {shown}。",
        advice="重算到位率、执行率，写明分母。",
        stated=stated.text,
        expected=shown,
        paths=(path,),
        quotes={path: match[0]},
    )


def _money(text: str) -> list[tuple[int, str, Figure]]:
    """Amounts with what they are: budget, in place, spent; parts (财政资金、其他资金) are left out."""
    words = {
        "in_place": r"(?:实际)?到位(?:资金|金额)?(?:合计|总额)?|下达[^，。；,;\d]{0,24}?(?:资金|经费|补助)",
        "spent": r"(?:实际支出(?:项目)?|支出资金|执行资金|资金支出|实际使用|累计支出|已支出|执行数)(?:资金|金额)?",
        "budget": (
            r"(?:预算(?:安排)?(?:资金)?(?:总额|数|金额)?|安排(?:预算)?资金|年度总额|应到位(?:资金)?"
            r"|计划(?:总)?(?:投资|投入|配套|筹集|安排|到位)(?:资金)?)"
        ),
    }
    found: list[tuple[int, str, Figure]] = []
    for kind, pattern in words.items():
        for match in re.finditer(rf"(?:{pattern})(?:为|共计|合计)?\s*(\d[\d,]*(?:\.\d+)?)\s*(万元|亿元|元)", text):
            figure = read_figure(match[1] + match[2])
            if figure is not None:
                found.append((match.start(), kind, figure))
    return sorted(found, key=lambda item: item[0])
