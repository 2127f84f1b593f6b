"""缺少通常应有的二级指标。

## 查什么
项目自评表没有数量、质量、时效、成本、经济效益、社会效益指标中的某几类。

## 为什么
不是每个项目都要样样俱全，但缺时效就看不出进度，缺成本就看不出花得值不值。

## 依据
- mof-2020-10#自评表的二级指标

## 示例
```yaml 不应报告
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 甲, weight: "20"}
  - {category: 产出指标, subcategory: 质量指标, name: 乙, weight: "10"}
  - {category: 产出指标, subcategory: 时效指标, name: 丙, weight: "10"}
  - {category: 产出指标, subcategory: 成本指标, name: 丁, weight: "10"}
  - {category: 效益指标, subcategory: 经济效益指标, name: 戊, weight: "10"}
  - {category: 效益指标, subcategory: 社会效益指标, name: 己, weight: "30"}
===
# 没有二级指标一栏
indicators: [{category: 产出指标, name: 甲, weight: "90"}]
===
# 不是每个项目都有经济效益：只缺效益中的一类，不提示
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 甲, weight: "20"}
  - {category: 产出指标, subcategory: 质量指标, name: 乙, weight: "10"}
  - {category: 产出指标, subcategory: 时效指标, name: 丙, weight: "10"}
  - {category: 成本指标, subcategory: 经济成本指标, name: 丁, weight: "20"}
  - {category: 效益指标, subcategory: 生态效益指标, name: 戊, weight: "30"}
```
```yaml 应报告
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 甲, weight: "40"}
  - {category: 产出指标, subcategory: 质量指标, name: 乙, weight: "20"}
  - {category: 效益指标, subcategory: 社会效益指标, name: 己, weight: "30"}
---
缺：时效指标、成本指标、经济效益指标
```

## 怎么改
按项目特点补充；确实不适用的不必硬凑。
"""

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.shape import COSTS, SUBCATEGORY_NAMES, is_complete, is_cost
from jiheng.model import Finding, Scope, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("SEV126", severity=Severity.NOTE)
def subcategories_missing(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    keys = {indicator.subcategory_key for indicator in form.indicators if indicator.subcategory_key is not None}
    if form.scope is not Scope.PROJECT or not keys or not is_complete(form, standard):
        return
    present = {str(key) for key in keys} | ({"cost"} if any(map(is_cost, form.indicators)) or keys & set(COSTS) else set())
    missing = [key for key in standard.parameter("expected_subcategories").value if key not in present]
    if set(missing) - {"economic", "social"}:
        names = "、".join(SUBCATEGORY_NAMES[key] for key in missing)
        yield Finding(
            message=f"缺：{names}，宜按项目特点补充。",
            advice="按项目特点补充；确实不适用的不必硬凑。",
            stated=f"缺：{names}",
            expected="按项目特点补充",
            paths=("/indicators",),
            citations=standard.cite("expected_subcategories"),
        )
