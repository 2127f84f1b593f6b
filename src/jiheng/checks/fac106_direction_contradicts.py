"""增减的方向词自相矛盾。

## 查什么
「增加」后面跟着「下降」，「减少」后面是负数，增减的方向与写出的两个数相反；「增加」「减少」而增减额写成负数。

## 为什么
读的人不知道究竟是增是减。

## 依据
- arithmetic#方向词与正负一致

## 示例
```yaml 不应报告
label: 三公经费支出
figure: "15.54"
prior: 减少2.35万元，下降13.13%
===
label: 公务接待费
figure: "0.00"
prior: 增加0.00万元，下降0.00%
===
# 只有带正负号的比率
label: 三公经费支出
figure: "15.54"
adjusted: {base: "15.55", final: "15.54", rate: "-0.06%"}
```
```yaml 应报告
label: 三公经费支出
figure: "15.54"
prior: 增加2.35万元，下降13.13%
---
前面写「增加」，后面写「下降」
===
label: 三公经费支出
figure: "15.54"
prior: 减少-2.35万元，下降13.13%
---
「减少」后面写的是负数
===
label: 三公经费支出
figure: "15.54"
initial: {base: "17.89", direction: increase, rate: "13.14%", rate_direction: increase}
---
基数 17.89，决算 15.54
```

## 怎么改
按两个数的差确定增减，方向词和增减额、增减率一并改正；方向词后面的数不带正负号。
"""

from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import derived_base, name_of, shown, value_in
from jiheng.checks.subjects import FactLine
from jiheng.model import Change, Comparison, Fact, Finding, Severity
from jiheng.regulation import Standard

_WORDS = {Change.INCREASE: "增加", Change.DECREASE: "减少", Change.FLAT: "持平"}
_RATES = {Change.INCREASE: "增长", Change.DECREASE: "下降", Change.FLAT: "持平"}


@check("FAC106", severity=Severity.MUST_FIX)
def direction_contradicts(line: FactLine, standard: Standard) -> Iterator[Said]:
    fact = line.fact
    for number, comparison in enumerate(fact.comparisons):
        word = comparison.direction or comparison.rate_direction
        if word in (None, Change.FLAT):
            continue
        path = line.at(f"comparisons/{number}")
        paths = (f"{path}/amount" if comparison.amount else f"{path}/rate", f"{path}/rate", line.at("figure"))
        wrong, expected = _contradiction(fact, comparison)
        yield counted(f"{name_of(fact)}增减方向前后一致", int(bool(wrong)), paths)
        if wrong:
            yield Finding(
                message=f"{name_of(fact)}：{wrong}。",
                advice="按两个数的差确定增减，方向词和增减额、增减率一并改正。",
                stated=_WORDS[word] if word else "",
                expected=expected,
                paths=paths,
                citations=standard.cite("account_tolerance"),
            )


def _contradiction(fact: Fact, comparison: Comparison) -> tuple[str, str]:
    """What is wrong, and the word expected."""
    amount, rate = comparison.amount, comparison.rate
    one, other = comparison.direction, comparison.rate_direction
    moving = (amount is None or bool(amount.value)) and (rate is None or bool(rate.value))
    if one and other and one is not other and moving and Change.FLAT not in (one, other):
        return f"前面写「{_WORDS[one]}」，后面写「{_RATES[other]}」，方向相反", _WORDS[one]
    for figure, word in ((amount, one), (rate, other)):
        if figure is not None and figure.value < 0 and word is not None and word is not Change.FLAT:
            return f"「{_WORDS[word]}」后面写的是负数 {figure.text}，等于反了方向", figure.text.removeprefix("-")
    base, value = derived_base(fact, comparison), value_in(fact, comparison)
    word = one or other
    if comparison.base is None or base is None or value is None or amount is not None or not moving:
        return "", ""
    rises = value.interval.low > base.interval.high
    falls = value.interval.high < base.interval.low
    if (word is Change.INCREASE and falls) or (word is Change.DECREASE and rises):
        right = "减少" if falls else "增加"
        return f"写的是「{_WORDS[word]}」，而基数 {shown(base)}，决算 {shown(value)}，应为{right}", right
    return "", ""
