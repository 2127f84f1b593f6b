"""同一指标在两张表里归类不同。

## 查什么
名称完全相同的三级指标，在一张表里列数量指标，在另一张表里列质量指标。

## 为什么
同一指标归类应一致，否则分类汇总的得分没有意义。

## 依据
- practice#同一指标归类一致

## 示例
```yaml 不应报告
- {project: 甲, indicators: [{category: 产出指标, subcategory: 数量指标, name: 辐射带动村数量, target: "≥12个"}]}
- {project: 乙, indicators: [{category: 产出指标, subcategory: 数量指标, name: 辐射带动村数量, target: "≥14个"}]}
===
# 在一个项目是产出，在另一个项目是效益
- {project: 甲, indicators: [{category: 产出指标, subcategory: 数量指标, name: 受益农户户数, target: "≥12户"}]}
- {project: 乙, indicators: [{category: 效益指标, subcategory: 社会效益指标, name: 受益农户户数, target: "≥14户"}]}
===
- {project: 甲, indicators: [{category: 产出指标, subcategory: 数量指标, name: 培训人数, target: "≥12人"}]}
- {project: 乙, indicators: [{category: 产出指标, name: 培训人数, target: "≥14人"}]}
```
```yaml 应报告
- {project: 甲, indicators: [{category: 产出指标, subcategory: 质量指标, name: 辐射带动村数量, target: "≥12个"}]}
- {project: 乙, indicators: [{category: 产出指标, subcategory: 数量指标, name: 辐射带动村数量, target: "≥14个"}]}
---
「辐射带动村数量」在「甲」列质量指标，在「乙」列数量指标
```

## 怎么改
按指标的含义统一归类。
"""

from collections.abc import Iterator

from jiheng.checks.between import plain, self_evaluations
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import Dossier
from jiheng.checks.wording import bare_name
from jiheng.model import Finding, IndicatorCategory, IndicatorSubcategory, Scope, Severity
from jiheng.regulation import Standard


@check("XCK104", severity=Severity.NOTE)
def classified_differently(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    seen: dict[tuple[str, IndicatorCategory | None], tuple[str, str, IndicatorSubcategory, str]] = {}
    told: set[str] = set()
    for entry, record in self_evaluations(dossier, Scope.PROJECT):
        for index, indicator in enumerate(record.indicators):
            name, key = plain(bare_name(indicator)), indicator.subcategory_key
            if not name or key is None or key is IndicatorSubcategory.OTHER:
                continue
            path = entry.at(f"/indicators/{index}/subcategory")
            here = (record.project or "", indicator.subcategory or "", key, path)
            first = seen.setdefault((name, indicator.category_key), here)
            if first[2] is key or first[0] == here[0] or name in told:
                continue
            told.add(name)
            yield Finding(
                message=f"「{indicator.name}」在「{first[0]}」列{first[1]}，在「{here[0]}」列{here[1]}，同一指标归类应一致。",
                advice="按指标的含义统一归类。",
                stated=f"{first[1]} / {here[1]}",
                expected="归类一致",
                paths=(path, first[3]),
                citations=standard.cite("expected_subcategories"),
            )
