"""一句话里的份数、个数与比率不符。

## 查什么
「发放问卷 A 份，收回（有效）B 份，回收率 X%」：回收率＝收回÷发放；「抽查 A 个……有 B 个……，占 X%」「A 名……中……B 人，占 X%」：占比＝B÷A。

## 为什么
算术。份数、个数是数出来的，没有进位。

## 依据
- 算术

## 示例
```yaml 不应报告
paragraphs: [共发放问卷240份，收回有效问卷228份，有效回收率95.00%。]
===
# 有效率是有效问卷占收回问卷
paragraphs: [发放问卷200份，回收190份，回收率95%，其中有效问卷171份，有效率90%。]
===
paragraphs: [抽查18个村中有4个村未签订管护协议，占22.22%。]
===
# 占的是另外的总数
paragraphs: [抽查18个村，有4个村未签订协议，占全县村数的5%。]
===
# 两个不同的单位
paragraphs: [走访120户，有18人反映路灯不亮，占4%。]
```
```yaml 应报告
paragraphs: [共发放问卷240份，收回有效问卷218份，有效回收率95.00%。]
---
有效回收率写 95.00%，218 ÷ 240 应为 90.83%
===
paragraphs: [8640名服务对象中完成能力评估的7344人，占80.00%。]
---
7344 ÷ 8640 应为 85.00%
===
paragraphs: [抽查120份工单，有18份签字不全，占18%。]
---
18 ÷ 120 应为 15.00%
```

## 怎么改
核对份数、个数，重算比率。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jiheng.checks.ledger import fails, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import texts
from jiheng.model import Estimate, EvaluationReport, Finding, Severity, amounts, read_figure
from jiheng.regulation import Standard

_COUNT = r"(\d[\d,]*)"
_RATE = r"(?:为|是|达到?|：|:)?\s*(\d{1,3}(?:\.\d+)?)\s*[%％]"
_ISSUED = re.compile(rf"(?:发放|发出|投放|下发)[^，,。；\d]{{0,24}}?{_COUNT}\s*份")
_RETURNED = re.compile(rf"(?:回收|收回)(?:到|了)?(?!率)(?!有效)[^，,。；\d]{{0,12}}?{_COUNT}\s*份")
_VALID = re.compile(rf"有效(?:调查)?(?:问卷|份数)?[^，,。；\d]{{0,6}}?{_COUNT}\s*份")
_RECOVERY = re.compile(rf"(?P<name>(?:问卷)?有效(?:问卷)?(?:回收|收回)率|(?:问卷)?(?:回收|收回)率|有效(?:问卷)?率){_RATE}")
_PEOPLE = "名人位"
_SHARE = re.compile(
    rf"{_COUNT}\s*(?P<unit>[个份名人户家处座项件批台所村套])[^，,。；\d]{{0,24}}?(?P<of>中|[，,])(?:其中)?[^，,。；\d]{{0,24}}?"
    rf"{_COUNT}\s*(?P<same>[个份名人户家处座项件批台所村套])[^。；\d]{{0,30}}?[，,]占比?{_RATE}"
)
_SAMPLED = re.compile(r"(?:抽查|抽取|检查|核查|走访|抽样|查看|调取)[^，,。；\d]{0,8}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A printed rate, its name, and the counts that it may divide, the likeliest first."""

    name: str
    stated: str
    pairs: tuple[tuple[str, str], ...]
    quote: str


@check("EVR180", severity=Severity.MUST_FIX, preview=True)
def counts_give_other_rate(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Each paragraph by itself."""
    for path, text in texts(report):
        if "率" in text or "占" in text:
            for told in (*_recoveries(text), *_shares(text)):
                yield from _compare(told, path)


def _recoveries(text: str) -> Iterator[_Told]:
    issued = _ISSUED.search(text)
    if issued is None:
        return
    returned, valid = _RETURNED.search(text, issued.end()), _VALID.search(text, issued.end())
    for match in _RECOVERY.finditer(text, issued.end()):
        good = valid[1] if valid and valid.start() < match.start() else ""
        back = returned[1] if returned and returned.start() < match.start() else ""
        first = [(good, issued[1]), (good, back)] if "有效" in match["name"] else [(back, issued[1]), (good, issued[1])]
        pairs = [pair for pair in (*first, (good, back), (back, issued[1])) if all(pair)]
        if pairs:
            yield _Told(name=match["name"], stated=match[2], pairs=tuple(dict.fromkeys(pairs)), quote=match[0])


def _shares(text: str) -> Iterator[_Told]:
    for match in _SHARE.finditer(text):
        alike = match["unit"] == match["same"] or (match["unit"] in _PEOPLE and match["same"] in _PEOPLE)
        if alike and (match["of"] == "中" or _SAMPLED.search(text[: match.start()])):
            yield _Told(name="占比", stated=match[6], pairs=((match[4], match[1]),), quote=match[0])


def _compare(told: _Told, path: str) -> Iterator[Said]:
    stated = read_figure(f"{told.stated}%")
    tried = [(pair, found) for pair in told.pairs if (found := _ratio(*pair)) is not None]
    if stated is None or not tried:
        return
    (part, whole), computed = next((one for one in tried if not fails(stated.interval, one[1])), tried[0])
    relation = relate(f"{told.name} = {part} ÷ {whole}", stated, computed, (path,))
    yield relation
    if fails(stated.interval, computed):
        shown = amounts.text(computed.value, 2) + "%"
        yield Finding(
            message=f"{told.name}写 {stated.text}，{part} ÷ {whole} 应为 {shown}。",
            advice="核对份数、个数，重算比率。",
            stated=stated.text,
            expected=shown,
            paths=(path,),
            quotes={path: told.quote},
            trace=f"{part} ÷ {whole} = {shown}",
        )


def _ratio(part: str, whole: str) -> Estimate | None:
    one, other = read_figure(part), read_figure(whole)
    return Estimate.exactly(one.value * Decimal(100) / other.value) if one and other and other.value else None
