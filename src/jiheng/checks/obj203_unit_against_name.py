"""指标值的单位与指标名称不符。

## 查什么
名称括号里注明的单位（小时）（%）（人），或「……率」「……满意度」这类表示比率的名称，与年度指标值的单位不一致；「……人数」「……数量」填了百分数。

## 为什么
单位不符，数值就无法解释：「播出时间(小时)」填 20 分钟，「更新率(%)」填 4 次。

## 依据
- 名称与数值相互矛盾，由表本身证明

## 示例
```yaml 不应报告
name: 数据更新率(%)
name_unit: "%"
target: ≥95%
===
name: 培训时长（小时）
name_unit: 小时
target: ≥6小时
===
name: 培训班学制（天数）
name_unit: 天
target: =7天
===
name: 投入产出比例
target: ≥3:1
===
name: 机组功率
target: ≥30千瓦
===
name: 森林火灾受害率
target: ≤0.8‰
===
name: 覆盖人数（人）
name_unit: 人
target: ≥300人次
===
name: 节目播放次数(次/周)
name_unit: 次/周
target: =1周1次
```
```yaml 应报告
name: 节目播出时间(小时)
name_unit: 小时
target: =20分钟
---
名称所示单位为「小时」
===
name: 数据库内容更新率(%)
name_unit: "%"
target: =4次
---
名称所示单位为「%」
===
name: 家庭医生签约率
target: ≥24694人
---
名称所示单位为「%」
===
name: 参训人数
target: ≥95%
---
百分数
```

## 怎么改
改正指标名称，或按名称所示单位换算指标值（含实际完成值）。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.prose import units_agree
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import any_of, bare_name, said
from jiheng.model import Finding, Severity, Target, amounts
from jiheng.regulation import Standard

_PERCENT = "%"


@check("OBJ203", severity=Severity.MUST_FIX)
def unit_against_name(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A target in another unit than its name tells."""
    target = row.indicator.target
    if target is None or target.figure is None or not target.figure.unit:
        return
    wanted, by_bracket = _wanted(row, standard)
    if not wanted:
        yield from _percent_for_count(row, target, standard)
        return
    unit = target.figure.unit
    wrong = not _fits(wanted, unit, standard)
    paths = (row.at("target"), row.at("name"))
    yield counted(f"「{row.indicator.name}」名称所示单位「{wanted}」= 指标值单位「{unit}」：不一致数", int(wrong), paths)
    if wrong and not said(standard, "timely_nature", bare_name(row.indicator)):
        yield Finding(
            severity=Severity.MUST_FIX if by_bracket or unit != "天" else Severity.QUESTION,
            message=f"「{row.indicator.name}」名称所示单位为「{wanted}」，指标值却填 {target.raw}{_converted(target, wanted)}。",
            advice="改正指标名称，或按名称所示单位改填指标值和实际完成值。",
            stated=target.raw,
            expected=f"以「{wanted}」计量{_converted(target, wanted)}",
            paths=paths,
        )


def _wanted(row: IndicatorRow, standard: Standard) -> tuple[str, bool]:
    if row.indicator.name_unit:
        return row.indicator.name_unit, True
    name = bare_name(row.indicator)
    is_rate = said(standard, "rate_name", name) and not said(standard, "not_a_rate", name)
    return (_PERCENT, False) if is_rate else ("", False)


def _fits(wanted: str, unit: str, standard: Standard) -> bool:
    if wanted == _PERCENT and unit in ("%", "‰"):
        return True
    if wanted == unit or units_agree(wanted, unit, standard):
        # 小时与分钟可以换算，但名称写明的是另一个单位
        return wanted == unit or not amounts.comparable(wanted, unit) or amounts.factor(wanted, unit) == 1
    if wanted == _PERCENT:
        return unit in ("%", "‰", "倍", "个百分点", "百分点", "百分比") or unit.startswith(":") or unit in ("分", "分以上")
    parts = set(wanted.replace("/", " ").replace("、", " ").replace("或", " ").split())
    return unit in parts or bool(parts & set(unit.split("/")))


def _converted(target: Target, wanted: str) -> str:
    figure = target.figure
    if figure is None or not amounts.comparable(figure.unit, wanted) or "" in (figure.unit, wanted):
        return ""
    return f"（合 {amounts.text(figure.value * amounts.factor(figure.unit, wanted))} {wanted}）"


def _percent_for_count(row: IndicatorRow, target: Target, standard: Standard) -> Iterator[Said]:
    name = bare_name(row.indicator)
    if target.unit != _PERCENT or not any_of(standard.words("count_name")).search(name):
        return
    yield Finding(
        severity=Severity.QUESTION,
        message=f"「{row.indicator.name}」是计数指标，指标值却填百分数 {target.raw}。请核实。",
        advice="改填数量及计量单位，或把名称改为「……完成率」。",
        stated=target.raw,
        expected="数量及计量单位",
        paths=(row.at("target"), row.at("name")),
    )
