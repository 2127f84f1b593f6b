"""比率没有写百分号。

## 查什么
名称注明（%）或以「率」结尾，指标值或完成值却只有数字，没有单位。

## 为什么
「=0」「95」可以是个数，也可以是百分之几；写明单位才不会误读。

## 依据
- practice#指标值由符号、数值、单位组成

## 示例
```yaml 不应报告
{name: 系统故障率(%), name_unit: "%", target: "=0%", actual: "0%"}
===
{name: 故障次数, target: "=0", actual: "0"}
===
{name: 工作效率, target: "10", actual: "10"}
===
{name: 投入产出比例, target: "≥3:1", actual: "3:1"}
```
```yaml 应报告
{name: 系统故障率(%), name_unit: "%", target: "=0", actual: "=0"}
---
「系统故障率(%)」的指标值填 =0，宜写 =0%
```

## 怎么改
补写百分号。
"""

from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import any_of, bare_name
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard


@check("SEV134", severity=Severity.NOTE)
def rate_without_percent_sign(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    indicator, target = row.indicator, row.indicator.target
    name = bare_name(indicator)
    is_rate = name.endswith(("率", "满意度")) and not any_of(standard.words("not_a_rate")).search(name)
    if target is None or target.figure is None or any_of(("%", "％")).search(target.raw):
        return
    # A sign in the brackets of the name is read as the unit of the figure; one in a column of its own is where it belongs.
    if not ((indicator.name_unit == "%" and target.figure.unit in (None, "%")) or (is_rate and not target.figure.unit)):
        return
    paths = (row.at("target"), row.at("name"), row.at("actual"))
    yield counted(f"「{indicator.name}」名称所示单位「%」= 指标值单位「无」：不一致数", 1, paths)
    share = 0 < target.figure.value <= 1 and target.figure.decimals > 0
    yield Finding(
        message=f"「{indicator.name}」的指标值填 {target.raw.strip()}，"
        + (f"宜写 {target.figure.value * 100:f}%。" if share else f"宜写 {target.raw.strip()}%。"),
        advice="补写百分号。",
        stated=target.raw.strip(),
        expected=f"{target.raw.strip()}%",
        paths=paths,
        citations=standard.cite("expected_subcategories"),
    )
