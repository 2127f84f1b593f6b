"""The county's final accounts: what each department received and spent, item by item, this year, last year and in the budget.

Everything adds up exactly before it is printed. ``with_tails`` gives amounts to the yuan, so that figures printed in 万元 add up only
within rounding, as real ones do; without it the accounts agree with the department's self-evaluation forms to the last digit.
"""

# long: one department's accounts, drawn item by item, with the classification they use
from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Final

from jiheng.model.amounts import half_up
from jiheng.sample.county import NOTHING, Amounts, Department, load_county

ZERO: Final = Decimal(0)
CLASSES: Final = {
    "201": "一般公共服务支出",
    "205": "教育支出",
    "206": "科学技术支出",
    "207": "文化旅游体育与传媒支出",
    "208": "社会保障和就业支出",
    "210": "卫生健康支出",
    "212": "城乡社区支出",
    "213": "农林水支出",
    "214": "交通运输支出",
    "221": "住房保障支出",
    "223": "国有资本经营预算支出",
    "229": "其他支出",
}
SECTIONS: Final = {
    "20138": "市场监督管理事务",
    "20501": "教育管理事务",
    "20502": "普通教育",
    "20601": "科学技术管理事务",
    "20604": "技术研究与开发",
    "20701": "文化和旅游",
    "20801": "人力资源和社会保障管理事务",
    "20802": "民政管理事务",
    "20805": "行政事业单位养老支出",
    "20807": "就业补助",
    "20810": "社会福利",
    "21001": "卫生健康管理事务",
    "21004": "公共卫生",
    "21011": "行政事业单位医疗",
    "21201": "城乡社区管理事务",
    "21203": "城乡社区公共设施",
    "21208": "国有土地使用权出让收入安排的支出",
    "21301": "农业农村",
    "21302": "林业和草原",
    "21303": "水利",
    "21401": "公路水路运输",
    "22102": "住房改革支出",
    "22301": "解决历史遗留问题及改革成本支出",
    "22960": "彩票公益金安排的支出",
}
#: For each department: the item of its running costs, then the items its projects are charged to.
_ITEMS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "农业农村": (("2130101", "行政运行"), ("2130153", "耕地建设与利用"), ("2130108", "病虫害控制"), ("2130122", "农业生产发展")),
    "民政": (("2080201", "行政运行"), ("2080208", "基层政权建设和社区治理"), ("2081001", "儿童福利"), ("2080299", "其他民政管理事务支出")),
    "文化和旅游": (("2070101", "行政运行"), ("2070104", "图书馆"), ("2070113", "旅游宣传"), ("2070199", "其他文化和旅游支出")),
    "教育": (("2050101", "行政运行"), ("2050202", "小学教育"), ("2050203", "初中教育"), ("2050201", "学前教育")),
    "人力资源": (("2080101", "行政运行"), ("2080106", "就业管理事务"), ("2080702", "职业培训补贴"), ("2080705", "公益性岗位补贴")),
    "林业": (("2130201", "行政运行"), ("2130205", "森林资源培育"), ("2130234", "林业草原防灾减灾"), ("2130209", "森林生态效益补偿")),
    "卫生": (
        ("2100101", "行政运行"),
        ("2100408", "基本公共卫生服务"),
        ("2100409", "重大公共卫生服务"),
        ("2100199", "其他卫生健康管理事务支出"),
    ),
    "住房": (("2120101", "行政运行"), ("2120303", "小城镇基础设施建设"), ("2120399", "其他城乡社区公共设施支出"), ("2120104", "城管执法")),
    "市场": (("2013801", "行政运行"), ("2013816", "食品安全监管"), ("2013815", "质量安全监管"), ("2013899", "其他市场监督管理事务")),
    "科学": (
        ("2060101", "行政运行"),
        ("2060404", "科技成果转化与扩散"),
        ("2060499", "其他技术研究与开发支出"),
        ("2060102", "一般行政管理事务"),
    ),
    "交通": (("2140101", "行政运行"), ("2140104", "公路建设"), ("2140106", "公路养护"), ("2140110", "公路和运输安全")),
    "水利": (("2130301", "行政运行"), ("2130305", "水利工程建设"), ("2130306", "水利工程运行与维护"), ("2130310", "水土保持")),
}
_FUNDS: Final = {"住房": ("2120803", "城市建设支出"), "民政": ("2296002", "用于社会福利的彩票公益金支出")}
_CAPITAL: Final = {"交通": ("2230105", "国有企业退休人员社会化管理补助支出")}
_BURDENS: Final = (
    ("2080505", "机关事业单位基本养老保险缴费支出", "0.092"),
    ("2080506", "机关事业单位职业年金缴费支出", "0.031"),
    ("2101101", "行政单位医疗", "0.044"),
    ("2101103", "公务员医疗补助", "0.018"),
    ("2210201", "住房公积金", "0.071"),
)
_STAFF: Final = (("30101", "基本工资", 30), ("30102", "津贴补贴", 24), ("30103", "奖金", 13), ("30199", "其他工资福利支出", 4))
_CARED: Final = (("30305", "生活补助", 2), ("30309", "奖励金", 1))
_PUBLIC: Final = (
    ("30201", "办公费", 14),
    ("30202", "印刷费", 5),
    ("30205", "水费", 2),
    ("30206", "电费", 6),
    ("30207", "邮电费", 4),
    ("30211", "差旅费", 13),
    ("30215", "会议费", 3),
    ("30216", "培训费", 4),
    ("30226", "劳务费", 8),
    ("30228", "工会经费", 9),
    ("30239", "其他交通费用", 21),
    ("30299", "其他商品和服务支出", 11),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One amount in 万元: the budget of the year's beginning, what was spent, what was spent last year."""

    budget: Decimal = ZERO
    final: Decimal = ZERO
    prior: Decimal = ZERO

    def __add__(self, other: Year) -> Year:
        return Year(budget=self.budget + other.budget, final=self.final + other.final, prior=self.prior + other.prior)


NIL: Final = Year()


def summed(years: Iterable[Year]) -> Year:
    """The sum, nothing for none."""
    return sum(years, NIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A functional item (项): general-budget money by nature, other money spent on it, what came in for it."""

    code: str
    name: str
    basic: Year = NIL
    project: Year = NIL
    other: Decimal = ZERO
    income: Decimal = ZERO
    other_income: Decimal = ZERO

    @property
    def general(self) -> Year:
        """Both natures of the general budget."""
        return self.basic + self.project


@dataclass(frozen=True, slots=True, kw_only=True)
class FundItem:
    """An item of the government fund or of state capital: all that came in was spent but ``closing``."""

    code: str
    name: str
    income: Decimal
    project: Year

    @property
    def closing(self) -> Decimal:
        """What is left."""
        return self.income - self.project.final


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreePublic:
    """The three-public expenses with their counts."""

    overseas: Year
    purchase: Year
    operation: Year
    hospitality: Year
    groups: int
    travellers: int
    bought: int
    owned: int
    batches: int
    guests: int

    @property
    def vehicles(self) -> Year:
        """Purchase and running of vehicles."""
        return self.purchase + self.operation

    @property
    def total(self) -> Year:
        """All three."""
        return self.overseas + self.vehicles + self.hospitality


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Everything a department's disclosure tells. Amounts in 万元; ``economic`` are code, name and amount of basic expenditure."""

    department: Department
    items: tuple[Item, ...]
    fund: FundItem | None
    capital: FundItem | None
    service_income: Decimal
    other_income: Decimal
    opening: Decimal
    economic: tuple[tuple[str, str, Decimal], ...]
    three_public: ThreePublic
    operating_cost: Year
    procurement: Mapping[str, Decimal]
    vehicles: Mapping[str, int]
    staff: Mapping[str, int]
    offices: tuple[str, ...]
    is_administrative: bool

    @property
    def general(self) -> Year:
        """General-budget expenditure."""
        return summed(item.general for item in self.items)

    @property
    def basic(self) -> Year:
        """Basic expenditure, all of the general budget."""
        return summed(item.basic for item in self.items)

    @property
    def funds(self) -> tuple[FundItem, ...]:
        """The government fund and state capital, where there are any."""
        return tuple(one for one in (self.fund, self.capital) if one is not None)

    @property
    def other_spent(self) -> Decimal:
        """Expenditure from other than appropriations."""
        return sum((item.other for item in self.items), ZERO)

    @property
    def appropriation(self) -> Year:
        """Expenditure from appropriations of all three budgets."""
        return self.general + summed(one.project for one in self.funds)

    @property
    def expenditure(self) -> Year:
        """本年支出合计; last year's other expenditure is taken as nine tenths of this year's."""
        return self.appropriation + Year(budget=self.other_spent, final=self.other_spent, prior=half_up(self.other_spent * Decimal("0.9")))

    @property
    def project(self) -> Decimal:
        """Project expenditure of all money."""
        return self.expenditure.final - self.basic.final

    @property
    def general_income(self) -> Decimal:
        """General-budget income."""
        return sum((item.income for item in self.items), ZERO)

    @property
    def appropriation_income(self) -> Decimal:
        """Income from appropriations of all three budgets."""
        return self.general_income + sum((one.income for one in self.funds), ZERO)

    @property
    def income(self) -> Decimal:
        """本年收入合计."""
        return self.appropriation_income + self.service_income + self.other_income

    @property
    def total(self) -> Decimal:
        """Income or expenditure with what was carried over: both sides of the first table."""
        return self.income + self.opening

    @property
    def appropriation_total(self) -> Decimal:
        """Both sides of the fourth table; what was carried over is all appropriated."""
        return self.appropriation_income + self.opening

    @property
    def prior_total(self) -> Decimal:
        """Last year's total: its closing balance is this year's opening one."""
        return self.expenditure.prior + self.opening

    @property
    def prior_appropriation_total(self) -> Decimal:
        """Last year's total of appropriations."""
        return self.appropriation.prior + self.opening

    @property
    def closing(self) -> Decimal:
        """年末结转和结余."""
        return self.total - self.expenditure.final

    @property
    def public_funds(self) -> Decimal:
        """公用经费."""
        return sum((amount for code, _, amount in self.economic if code.startswith(("302", "310"))), ZERO)


def _key(table: Mapping[str, Any], name: str) -> Any:
    return next((value for key, value in table.items() if key in name), None)


@cache
def accounts_of(number: int, seed: int = 1, *, with_tails: bool = False) -> Accounts:
    """The accounts of one of the county's departments."""
    department = load_county().departments[number]
    return _Ledger(department, random.Random(f"accounts/{seed}/{number}/{with_tails}"), with_tails).accounts(number)


class _Ledger:
    """Draws the accounts of one department."""

    def __init__(self, department: Department, chance: random.Random, with_tails: bool) -> None:
        self.department, self.chance, self.with_tails = department, chance, with_tails

    def money(self, value: Decimal) -> Decimal:
        """The amount, to the yuan where tails are wanted."""
        value = half_up(value)
        return value + Decimal(self.chance.randint(-47, 47)) / 10000 if self.with_tails and value else value

    def year(self, budget: Decimal, final: Decimal) -> Year:
        """With last year's figure drawn."""
        return Year(budget=self.money(budget), final=self.money(final), prior=self.money(final * self.chance.randint(840, 1190) / 1000))

    def amounts(self, amounts: Amounts) -> Year:
        return self.year(amounts.initial, amounts.executed)

    def accounts(self, number: int) -> Accounts:  # long: one record, field by field
        name = self.department.name
        fund_code, capital_code = _key(_FUNDS, name), _key(_CAPITAL, name)
        funded = self.department.projects[-1] if fund_code else None
        items, other = self._items(funded.name if funded else "")
        fund = None
        if funded is not None and fund_code is not None:
            spent = self.year(funded.total.initial, funded.total.executed)
            left = funded.total.adjusted - funded.total.executed
            fund = FundItem(code=fund_code[0], name=fund_code[1], income=spent.final + left, project=spent)
        capital = None
        if capital_code is not None and self.with_tails:
            spent = self.year(Decimal("36.40"), Decimal("36.40"))
            capital = FundItem(code=capital_code[0], name=capital_code[1], income=spent.final, project=spent)
        carried = sum((project.money.get("carryover", NOTHING).adjusted for project in self.department.projects), ZERO)
        economic, hospitality, operation = self._economic(items)
        public = sum((amount for code, _, amount in economic if code.startswith("302")), ZERO)
        is_administrative = number % 3 != 1
        cost = public if is_administrative else half_up(public * Decimal("0.62"), 4 if self.with_tails else 2)
        three = self._three_public(number, hospitality, operation)
        return Accounts(
            department=self.department,
            items=tuple(items),
            fund=fund,
            capital=capital,
            service_income=other if number % 2 else ZERO,
            other_income=ZERO if number % 2 else other,
            opening=carried,
            economic=tuple(economic),
            three_public=three,
            operating_cost=Year(final=cost, prior=self.money(cost * self.chance.randint(90, 109) / 100)),
            procurement=self._procurement(),
            vehicles=self._vehicles(three.owned),
            staff=self._staff(),
            offices=("办公室", "计划财务股", "政策法规股", "项目管理股", "安全监督股", "人事教育股")[: 4 + number % 3],
            is_administrative=is_administrative,
        )

    def _items(self, funded: str) -> tuple[list[Item], Decimal]:
        """The items and the income from other sources."""
        own = _key(_ITEMS, self.department.name)
        basic = self.department.basic
        left = basic
        burdens = []
        for code, name, share in _BURDENS:
            part = Amounts(
                **{key: half_up(getattr(basic, key) * Decimal(share)) for key in ("initial", "adjusted", "executed")},
            )
            left = Amounts(
                initial=left.initial - part.initial, adjusted=left.adjusted - part.adjusted, executed=left.executed - part.executed
            )
            burdens.append(self._basic_item(code, name, part))
        items = [self._basic_item(own[0][0], own[0][1], left)]
        charged: dict[str, Item] = {}
        others = ZERO
        plain = [project for project in self.department.projects if project.name != funded]
        for index, project in enumerate(plain):
            code, name = own[1 + index % (len(own) - 1)]
            fiscal = sum((project.money.get(source, NOTHING) for source in ("upper", "own")), NOTHING)
            spent = self.amounts(fiscal + project.money.get("carryover", NOTHING))
            money = project.money.get("other", NOTHING)
            old = charged.get(code) or Item(code=code, name=name)
            received = spent.final + (fiscal.adjusted - fiscal.executed)
            received -= project.money.get("carryover", NOTHING).executed
            other = self.money(money.executed)
            gained = other + money.adjusted - money.executed
            others += gained
            charged[code] = Item(
                code=code,
                name=name,
                project=old.project + spent,
                other=old.other + other,
                income=old.income + received,
                other_income=old.other_income + gained,
            )
        return sorted([*items, *charged.values(), *burdens], key=lambda item: item.code), others

    def _basic_item(self, code: str, name: str, part: Amounts) -> Item:
        spent = self.amounts(part)
        return Item(code=code, name=name, basic=spent, income=spent.final + part.adjusted - part.executed)

    def _economic(self, items: list[Item]) -> tuple[list[tuple[str, str, Decimal]], Decimal, Decimal]:
        basic = sum((item.basic.final for item in items), ZERO)
        of = {item.code: item.basic.final for item in items}
        owned = [("30108", "机关事业单位基本养老保险缴费", of["2080505"]), ("30109", "职业年金缴费", of["2080506"])]
        owned += [("30110", "职工基本医疗保险缴费", of["2101101"]), ("30111", "公务员医疗补助缴费", of["2101103"])]
        owned += [("30113", "住房公积金", of["2210201"])]
        public = half_up(basic * self.chance.randint(118, 152) / 1000)
        staff = basic - public - sum((amount for _, _, amount in owned), ZERO)
        rows = [*self._shared(staff, (*_STAFF, *_CARED)), *owned]
        hospitality = half_up(public * Decimal("0.016"))
        operation = half_up(public * Decimal("0.055"))
        told = [("30217", "公务接待费", hospitality), ("30231", "公务用车运行维护费", operation)]
        rows += [*self._shared(public - hospitality - operation, _PUBLIC), *told]
        return sorted(rows), hospitality, operation

    def _shared(self, whole: Decimal, plan: tuple[tuple[str, str, int], ...]) -> list[tuple[str, str, Decimal]]:
        parts = sum(weight for _, _, weight in plan)
        rows = [(code, name, self.money(whole * weight / parts)) for code, name, weight in plan[1:]]
        return [(*plan[0][:2], whole - sum((amount for _, _, amount in rows), ZERO)), *rows]

    def _three_public(self, number: int, hospitality: Decimal, operation: Decimal) -> ThreePublic:
        owned = max(2, int(operation / 2) + 1)
        bought = 1 if number % 5 == 3 else 0
        travellers = 3 if number % 4 == 2 else 0
        purchase = self.year(Decimal("18.00"), Decimal("17.46")) if bought else NIL
        if bought:  # bought for the first time in years: nothing before, and no growth rate can be told
            purchase = Year(budget=purchase.budget, final=purchase.final)
        return ThreePublic(
            overseas=self.year(Decimal("9.00"), Decimal("8.36")) if travellers else NIL,
            purchase=purchase,
            operation=self._around(operation, "1.12"),
            hospitality=self._around(hospitality, "1.30"),
            groups=1 if travellers else 0,
            travellers=travellers,
            bought=bought,
            owned=owned,
            batches=max(3, int(hospitality * 12)),
            guests=max(20, int(hospitality * 96)),
        )

    def _around(self, final: Decimal, budget: str) -> Year:
        prior = half_up(final * self.chance.choice((88, 93, 107, 112)) / 100)
        return Year(budget=half_up(final * Decimal(budget)), final=final, prior=prior)

    def _procurement(self) -> dict[str, Decimal]:
        spent = self.department.project_total.executed
        goods, works, services = (self.money(spent * share / 1000) for share in (41, 187, 96))
        total = goods + works + services
        sme = half_up(total * Decimal("0.83"))
        return {"goods": goods, "works": works, "services": services, "total": total, "sme": sme, "small": half_up(sme * Decimal("0.61"))}

    def _vehicles(self, owned: int) -> dict[str, int]:
        confidential = 1
        return {"主要负责人用车": 0, "机要通信用车": confidential, "应急保障用车": 1, "其他用车": owned - confidential - 1}

    def _staff(self) -> dict[str, int]:
        admin, institution = self.chance.randint(18, 42), self.chance.randint(9, 36)
        retired = self.chance.randint(11, 40)
        return {"admin": admin, "institution": institution, "retired": retired, "posts": admin + institution + self.chance.randint(1, 6)}


def classes(items: Iterable[Item], value: Callable[[Item], Decimal]) -> dict[str, Decimal]:
    """A value of the items summed by class (three digits), without empty classes."""
    found: dict[str, Decimal] = {}
    for item in items:
        found[item.code[:3]] = found.get(item.code[:3], ZERO) + value(item)
    return {code: amount for code, amount in sorted(found.items()) if amount}
