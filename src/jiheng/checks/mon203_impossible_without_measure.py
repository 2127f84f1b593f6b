"""「完全不可能」完成，却没有措施。

## 查什么
完成目标可能性填「完全不可能」，勾选了原因，备注里却没有纠偏措施或调整申请。

## 为什么
不可能完成的目标，应当申请调整预算和目标，或写明补救措施。

## 依据
- 《中央部门预算绩效运行监控管理暂行办法》（财预〔2019〕136号）：偏离目标的应及时采取措施

## 示例
```yaml 不应报告
form: {type: monitoring_form}
name: 培训人数
target: ≥80人
likelihood: impossible
causes: {funding: true}
note: 因资金收回，拟申请调整目标为40人。
===
form: {type: monitoring_form}
name: 培训人数
target: ≥80人
likelihood: possible
causes: {funding: true}
```
```yaml 应报告
form: {type: monitoring_form}
name: 培训人数
target: ≥80人
likelihood: impossible
causes: {funding: true}
---
没有写
```

## 怎么改
写明纠偏措施，或提出调整预算、目标的申请。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import said
from jiheng.model import Finding, MonitoringForm, Severity
from jiheng.regulation import Standard


@check("MON203", severity=Severity.QUESTION)
def impossible_without_measure(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """Given up without a word on what follows."""
    indicator = row.indicator
    if not isinstance(row.form, MonitoringForm) or indicator.likelihood != "impossible" or indicator.causes is None:
        return
    text = f"{indicator.note or ''}{indicator.deviation_reason or ''}"
    if said(standard, "measure_words", text) or said(standard, "adjustment_words", text):
        return
    yield Finding(
        severity=Severity.QUESTION,
        message=f"「{indicator.name}」填「完全不可能」完成，备注没有写纠偏措施或调整申请。请核实。",
        advice="写明纠偏措施，或提出调整预算、目标的申请。",
        stated=text or "（空）",
        expected="纠偏措施或调整申请",
        paths=(row.at("note"), row.at("likelihood"), row.at("name")),
        citations=standard.cite("monitoring_causes"),
    )
