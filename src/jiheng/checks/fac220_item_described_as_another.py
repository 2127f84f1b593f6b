"""科目的说明讲的是别的科目。

## 查什么
逐项说明的用途或原因，与科目的含义不符：住房公积金说成医疗保险，养老保险缴费说成职业年金。

## 为什么
多半是复制上一项时忘了改。

## 依据
- classification#科目说明

## 示例
```yaml 不应报告
label: 住房公积金
functional: [住房保障支出, 住房改革支出, 住房公积金]
figure: "20.00"
prior: {amount: "1.00", direction: increase, reason: 住房公积金缴存基数提高}
===
label: 行政单位医疗
functional: [卫生健康支出, 行政事业单位医疗, 行政单位医疗]
figure: "20.00"
prior: {amount: "1.00", direction: increase, reason: 医疗保险缴费基数提高}
===
label: 行政运行
functional: [科学技术支出, 科学技术管理事务, 行政运行]
figure: "20.00"
prior: {amount: "1.00", direction: increase, reason: 住房公积金、养老保险缴费增加}
```
```yaml 应报告
label: 住房公积金
functional: [住房保障支出, 住房改革支出, 住房公积金]
figure: "20.00"
prior: {amount: "1.00", direction: increase, reason: 医疗保险缴费基数提高}
---
「住房公积金」的原因讲的是医疗保险
```

## 怎么改
按该科目的含义重写说明。
"""

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import FactLine
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard

#: What an item's text must be about (first) and what shows that it is about something else (second).
_MEANINGS = {
    "住房公积金": ("公积金|住房", "医疗保险|养老保险|职业年金|医疗补助"),
    "基本养老保险缴费": ("养老", "公积金|医疗保险|医疗补助"),
    "职业年金缴费": ("年金", "公积金|医疗保险|医疗补助"),
    "行政单位医疗": ("医疗|医保", "公积金|养老保险|职业年金"),
    "事业单位医疗": ("医疗|医保", "公积金|养老保险|职业年金"),
    "公务员医疗补助": ("医疗|医保", "公积金|养老保险|职业年金"),
}


@check("FAC220", severity=Severity.QUESTION)
def item_described_as_another(line: FactLine, standard: Standard) -> Iterator[Said]:
    if not line.fact.functional:
        return
    item = line.fact.functional[-1]
    meaning = next((words for name, words in _MEANINGS.items() if name in item), None)
    for number, comparison in enumerate(line.fact.comparisons):
        reason = comparison.reason or ""
        if meaning is None or not reason or re.search(meaning[0], reason):
            continue
        other = re.search(meaning[1], reason)
        if other is not None:
            path = line.at(f"comparisons/{number}/reason")
            yield Finding(
                message=f"「{item}」的原因讲的是{other[0]}，请核实。",
                advice="按该科目的含义重写说明。",
                stated=other[0],
                expected=item,
                paths=(path,),
                quotes={path: other[0]},
                citations=standard.cite("functional_classification"),
            )
            return
