"""项目起止时间颠倒，或不包含申报年度。

## 查什么
结束时间不应早于开始时间；起止时间应包含申报的年度。

## 为什么
不在实施期内的年度不能安排预算。

## 依据
- practice#起止时间与年度相符

## 示例
```yaml 不应报告
fiscal_year: 2024
starts_on: 2024年1月
ends_on: 2024年12月31日
===
fiscal_year: 2024
starts_on: 2023年
ends_on: 2025年
===
fiscal_year: 2024
```
```yaml 应报告
starts_on: 2024年10月1日
ends_on: 2024年3月1日
---
结束时间 2024年3月1日早于开始时间 2024年10月1日
===
fiscal_year: 2021
starts_on: 2016年
ends_on: 2020年
---
不包含申报年度 2021 年
```

## 怎么改
核对起止时间；延续项目填整个实施期。
"""

from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, ObjectiveForm, Severity
from jiheng.regulation import Standard


@check("OBJ107", severity=Severity.MUST_FIX)
def period_excludes_year(form: ObjectiveForm, standard: Standard) -> Iterator[Said]:
    first = form.starts_on.first if form.starts_on else None
    last = form.ends_on.last if form.ends_on else None
    if form.starts_on is not None and form.ends_on is not None and first is not None and last is not None:
        turned = last < first
        yield counted("结束时间 ≥ 开始时间", int(turned), ("/ends_on", "/starts_on"))
        if turned:
            yield Finding(
                message=f"项目结束时间 {form.ends_on.text}早于开始时间 {form.starts_on.text}。",
                advice="核对起止时间。",
                stated=form.ends_on.text,
                expected=f"不早于 {form.starts_on.text}",
                paths=("/ends_on", "/starts_on"),
                citations=standard.cite("objective_points"),
            )
            return
    year = form.fiscal_year
    if year is None or (first is None and last is None):
        return
    outside = (first is not None and first.year > year) or (last is not None and last.year < year)
    yield counted("起止时间包含申报年度", int(outside), ("/starts_on", "/ends_on"))
    if outside:
        shown = "—".join(date.text for date in (form.starts_on, form.ends_on) if date is not None)
        yield Finding(
            message=f"项目起止时间 {shown}不包含申报年度 {year} 年。",
            advice="核对起止时间；延续项目填整个实施期。",
            stated=shown,
            expected=f"包含 {year} 年",
            paths=("/starts_on", "/ends_on"),
            citations=standard.cite("objective_points"),
        )
