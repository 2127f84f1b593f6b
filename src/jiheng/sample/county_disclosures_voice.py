"""How a disclosure says things: money, shares, changes against last year, budget against actual, each in the ways of several provinces.

A :class:`Voice` draws one way for each kind of sentence and keeps to it, as one office's text does.
"""

# ruff: noqa: E501 - the sentences of a document stand on one line
from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from jiheng.model.amounts import half_up, text
from jiheng.sample.county_accounts import ZERO, Accounts, Year
from jiheng.sample.layouts_long_paper import told

NUMERALS: Final = "一二三四五六七八九十"
_RISING: Final = ("本年新增项目支出", "按政策调整工资标准", "上级年中追加了项目资金", "新招录人员到岗", "补缴以前年度社会保险费")
_FALLING: Final = (
    "部分项目上年已经完工",
    "人员退休后相应支出减少",
    "部分合同尾款按进度转入下年支付",
    "部分项目招标节约资金",
    "本年没有一次性支出",
)
_OF_ITEMS: Final = {
    "2080505": ("养老保险缴费基数上调", "人员退休，养老保险缴费减少"),
    "2080506": ("新增退休人员职业年金记实", "本年职业年金记实人数减少"),
    "2101101": ("医疗保险缴费基数上调", "人员退休，单位医疗保险缴费减少"),
    "2101103": ("公务员医疗补助缴费基数上调", "人员退休，公务员医疗补助缴费减少"),
    "2210201": ("住房公积金缴存基数上调", "人员退休，住房公积金缴存减少"),
}
_OF_EXPENSES: Final = {
    "operation": ("车辆使用年限较长，维修次数增加", "从严控制公务用车使用，燃油开支减少"),
    "hospitality": ("来县对接工作的批次增加", "从严控制接待标准和陪餐人数"),
    "overseas": ("本年安排了出国（境）交流任务", "出国（境）人数少于上年"),
    "purchase": ("按规定更新购置一辆公务用车", "本年购置车辆的价格低于预算"),
}


@dataclass(slots=True)
class Voice:
    """One office's way of telling its accounts. ``unit`` is 万元 or 元; ``figures`` how many decimals amounts have."""

    accounts: Accounts
    seed: int
    unit: str = "万元"
    decimals: int = 2
    thousands: bool = False
    chance: random.Random = field(init=False)
    drawn: dict[str, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = random.Random(f"voice/{self.seed}")

    def pick(self, kind: str, ways: int) -> int:
        """The way of this office for this kind of sentence."""
        if kind not in self.drawn:
            self.drawn[kind] = random.Random(f"voice/{self.seed}/{kind}").randrange(ways)
        return self.drawn[kind]

    def choose(self, kind: str, ways: Sequence[str]) -> str:
        """The wording of this office."""
        return ways[self.pick(kind, len(ways))]

    @property
    def year(self) -> int:
        """The year of the accounts."""
        return self.accounts.department.year

    @property
    def agency(self) -> str:
        """The department's full name."""
        return self.accounts.department.name

    @property
    def us(self) -> str:
        """What the office calls itself."""
        return self.choose("us", ("本部门", self.agency, "我局"))

    @property
    def lately(self) -> str:
        """The year at the beginning of a sentence."""
        return self.choose("lately", (f"{self.year}年度", f"{self.year}年", f"{self.us}{self.year}年度", "本年度"))

    def rounded(self, value: Decimal) -> Decimal:
        """As it is printed."""
        return half_up(value * 10000 if self.unit == "元" else value, self.decimals)

    def number(self, value: Decimal) -> str:
        """The figure without its unit."""
        return text(self.rounded(value), self.decimals, grouped=self.thousands)

    def money(self, key: str, value: Decimal) -> str:
        """An amount with its unit, named."""
        return told(key, f"{self.number(value)}{self.unit}")

    def percent(self, key: str, part: Decimal, whole: Decimal) -> str:
        """A share or rate, named."""
        places = (2, 2, 1)[self.pick("places of percent", 3)]
        return told(key, f"{text(half_up(part / whole * 100, places), places)}%")

    def share(self, key: str, part: Decimal, whole: Decimal, whole_name: str = "") -> str:
        """占…%."""
        way = self.pick("share", 4)
        rate = self.percent(f"share:{key}", part, whole) if whole else told(f"share:{key}", "0%")
        return (f"占{rate}", f"占比{rate}", f"占{whole_name}{rate}" if whole_name else f"占{rate}", f"占比为{rate}")[way]

    def reason(self, key: str, rises: bool) -> str:
        """Why it changed: of the item itself where it has its own reasons."""
        own = _OF_ITEMS.get(key.rsplit("/", maxsplit=1)[-1]) or _OF_EXPENSES.get(key.rsplit("/", maxsplit=1)[-1])
        words = own[0 if rises else 1] if own else self.chance.choice(_RISING if rises else _FALLING)
        return told(f"reason:{key}", words)

    def because(self, key: str, rises: bool) -> str:
        """，主要原因是：…."""
        lead = self.choose(
            "because", ("，主要原因是：{}", "，主要原因是{}", "。主要原因是{}", "，主要是{}", "，变动的主要原因是{}", "，原因：{}")
        )
        return lead.format(self.reason(key, rises))

    def change(  # long: a list of phrasings
        self, key: str, year: Year, each: str = "", *, reasoned: bool = True, subject: str = "", named: bool = False
    ) -> str:
        """The change against last year as a clause without its stop; ``each`` is 各 before the verb, ``named`` when the name stands before."""
        now, before = year.final, year.prior
        difference = self.rounded(now) - self.rounded(before)
        past = self.choose(
            "past",
            ("与{p}年度相比，", "较上年", "比{p}年度决算数", "比上年", "与上年相比，", "较{p}年度", "与{p}年相比，", "与上年度决算相比，"),
        ).format(p=self.year - 1)
        if subject and past.endswith("，"):
            past += subject
        if not difference:
            flat = self.choose("flat", ("与上年持平", "与上年决算数持平", "与上年相比无变化", "与上年度决算数一致"))
            return told(f"flat:{key}", flat)
        rises = difference > 0
        amount = told(f"change:{key}", f"{self._plain(abs(difference))}{self.unit}")
        verb = told(f"verb:{key}", "增加" if rises else "减少")
        because = self.because(f"{key}", rises) if reasoned else ""
        if not before:
            return f"{past}{each}{verb}{amount}{because}"
        way = self.pick("change", 6)
        word = ("增长" if rises else "下降", "增幅" if rises else "降幅", "上升" if rises else "下降", "增长" if rises else "降低")[way % 4]
        rate = f"{told(f'rateverb:{key}', word)}{self.percent(f'rate:{key}', abs(difference), self.rounded(before))}"
        if way == 5:
            base = told(f"base:{key}", f"{self._plain(self.rounded(before))}{self.unit}")
            return f"{'' if named else subject}{self.choose('based', ('比', '较', '与'))}{self.year - 1}年度决算数{base}{'相比，' if self.pick('based', 3) == 2 else ''}{each}{verb}{amount}，{rate}{because}"
        if way == 4:
            return f"{past}{each}{verb}{amount}（{rate}）{because}"
        return f"{past}{each}{verb}{amount}，{rate}{because}"

    def _plain(self, value: Decimal) -> str:
        return text(value, self.decimals, grouped=self.thousands)

    def against_budget(self, key: str, year: Year, name: str = "年初预算", *, of_spending: bool = False) -> str:
        """Budget against actual, the actual told within: 年初预算为…，支出决算为…，完成年初预算的…%."""
        budget, final = self.rounded(year.budget), self.rounded(year.final)
        first = told(f"budget:{key}", f"{self._plain(budget)}{self.unit}")
        second = told(f"final:{key}", f"{self._plain(final)}{self.unit}")
        way = self.pick("budget", 5)
        spent = "决算" if of_spending else "支出决算"
        if not budget:
            because = f"，决算数大于{name}数的主要原因是{self.reason(key, True)}" if final else f"，决算数与{name}数持平"
            return f"{name}为{first}，支出决算为{second}{because}"
        done = self.percent(f"done:{key}", final, budget)
        same = final == budget
        word = "大于" if final > budget else "小于"
        tail = (
            f"决算数与{name}数持平" if same else f"决算数{told(f'than:{key}', word)}{name}数的主要原因是{self.reason(key, final > budget)}"
        )
        difference = self.percent(f"difference:{key}", final - budget, budget)
        return (
            f"{name}为{first}，支出决算为{second}，完成{name}的{done}。{tail}",
            f"{name}{first}，支出决算{second}，完成{name}的{done}，{tail}",
            f"{spent}为{second}，完成{name}的{done}（{name}数为{first}），{tail}",
            f"{name}数为{first}，决算数为{second}，预决算差异率{difference}"
            + ("" if same else f"，差异原因是{self.reason(key, final > budget)}"),
            f"{spent}数为{second}，{name}数为{first}，完成{name}的{done}，{tail}",
        )[way]

    def parts(self, whole: str, listed: Sequence[str]) -> str:
        """A whole and all its parts in one sentence."""
        lead = self.choose("of which", ("，其中：", "，包括：", "。其中：", "，其中"))
        between = self.choose("between", ("；", "；", "，" if "占" not in "".join(listed) else "；"))
        return f"{whole}{lead}{between.join(listed)}。"

    def nothing(self, value: Decimal) -> bool:
        """Whether it is printed as zero."""
        return self.rounded(value) == ZERO
