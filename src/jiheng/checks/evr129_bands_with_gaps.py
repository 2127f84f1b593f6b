"""分档之间不衔接。

## 查什么
「60%—79%、80%—99%、100%」：79.5%、99.5% 没有归属；或规则写的各档上下限之间有空档；只写了部分情形（完成且到位、未完成且不足）。

## 为什么
落在空档里的数没有分可给。

## 依据
- 通行做法

## 示例
```yaml 不应报告
level3: 甲
evaluation_points: 完成率低于60%为差，60%（含）-80%为中，80%（含）-100%为良。
```
```yaml 应报告
level3: 甲
evaluation_points: 指标完成率0%—59%，完成值为较低；60%—79%，为部分实现；80%—99%，为基本达成；100%，为一致。
---
79%
===
level3: 甲
scoring_rule: 完成率大于等于90%，得5分；小于80%且大于等于60%，得3分；小于60%，不得分。
---
90
```

## 怎么改
改为首尾相接的区间（含下限、不含上限）。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import plain, points
from jiheng.checks.subjects import ScoreRow
from jiheng.checks.wording import squeezed
from jiheng.model import (
    Finding,
    Severity,
    normal,
)
from jiheng.regulation import Standard
from jiheng.scoring.printed import read_rule


@check("EVR129", severity=Severity.QUESTION)
def bands_with_gaps(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """Ranges in the standard column, bounds in the rule, cases of completion."""
    line = row.line
    for field in ("evaluation_points", "scoring_rule"):
        text = getattr(line, field)
        flat = normal(squeezed(text))
        ranges = [(Decimal(m[1]), Decimal(m[2]), m[0]) for m in re.finditer(r"(\d+(?:\.\d+)?)%?(?:-|—|–|~|至)+(\d+(?:\.\d+)?)%", flat)]
        gaps = [(one, two) for one, two in zip(ranges, ranges[1:], strict=False) if one[1] != two[0] and abs(two[0] - one[1]) <= 1]
        if len(ranges) > 1:
            yield counted(f"{plain(line.level3)} 分档首尾相接", len(gaps), (row.at(field),))
        if gaps:
            (low, high) = gaps[0]
            yield _finding(
                row,
                field,
                f"{low[2]}与{high[2]}之间（{points(low[1])}%、{points(high[0])}% 之间）没有归属",
                low[2],
                high[2],
                _quote(text, low[2]),
            )
            return
    rule = read_rule(line.scoring_rule)
    bands = (
        sorted((band for band in rule.bands), key=lambda band: band.low if band.low is not None else Decimal(-1))
        if rule is not None
        else []
    )
    bands = [band for band in bands if "偏离" not in band.text]
    if len(bands) > 1:
        holes = [
            (one, two)
            for one, two in zip(bands, bands[1:], strict=False)
            if one.high is not None and two.low is not None and one.high < two.low
        ]
        yield counted(f"{plain(line.level3)} 各档首尾相接", len(holes), (row.at("scoring_rule"),))
        if holes and holes[0][0].high is not None and holes[0][1].low is not None:
            low_end, high_end = points(holes[0][0].high), points(holes[0][1].low)
            yield _finding(row, "scoring_rule", f"{low_end} 到 {high_end} 之间没有给分", low_end, high_end, "")
    yield from _cases(row)


def _cases(row: ScoreRow) -> Iterator[Said]:
    """完成且…、尚未完成且…: two cases that leave two others without a rule."""
    flat = normal(squeezed(row.line.scoring_rule))
    done, undone = (
        re.search(r"(?:项目|工程)(?:已)?完成且[^,，。;；]{2,24}", flat),
        re.search(r"(?:项目|工程)?(?:尚未|未)完成[,，且][^。;；]{2,40}", flat),
    )
    if done is None or undone is None:
        return
    match = re.search(r"(?:项目|工程)?(?:尚未|未)完成[^；;。]{0,40}", row.line.scoring_rule or "")
    yield Finding(
        message=f"「{plain(row.line.level3)}」评分规则只规定「{done[0][:20]}」和「{undone[0][:20]}」两种情形，完成而不足、未完成而足额没有规定。请核实。",
        advice="补全各种情形。",
        stated=undone[0][:24],
        expected="各种情形都有规定",
        paths=(row.at("scoring_rule"),),
        quotes={row.at("scoring_rule"): match[0]} if match else {},
    )


def _quote(text: str | None, printed: str) -> str:
    numbers = re.findall(r"\d+(?:\.\d+)?", printed)
    match = re.search(rf"{numbers[0]}%?\s*(?:-|—|–|~|至)+\s*{numbers[1]}%[^。]{{0,40}}", text or "")
    return match[0] if match else ""


def _finding(row: ScoreRow, field: str, what: str, low: str, high: str, quote: str) -> Finding:
    return Finding(
        message=f"「{plain(row.line.level3)}」分档不衔接：{what}。请核实。",
        advice="改为首尾相接的区间（含下限、不含上限）。",
        stated=f"{low}、{high}",
        expected="各档首尾相接",
        paths=(row.at(field),),
        quotes={row.at(field): quote} if quote else {},
    )
