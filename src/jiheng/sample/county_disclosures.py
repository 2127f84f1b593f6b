"""Disclosures of final accounts (部门决算公开) of the sample county: sections, their order and headings, and the sentences in them.

The tables stand in :mod:`jiheng.sample.county_disclosures_tables`, the ways of saying things in
:mod:`jiheng.sample.county_disclosures_voice`.
"""

# ruff: noqa: E501 - the sentences of a document stand on one line
# long: one document, section by section
from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

from jiheng.sample.county_accounts import CLASSES, SECTIONS, ZERO, FundItem, Item, Year, accounts_of, classes
from jiheng.sample.county_disclosures_tables import nine_tables
from jiheng.sample.county_disclosures_voice import NUMERALS, Voice
from jiheng.sample.county_forms import department_self_evaluation, self_evaluation
from jiheng.sample.layouts import LAYOUTS
from jiheng.sample.layouts_long_forms import form_blocks
from jiheng.sample.layouts_long_paper import AttachedForm, Block, Paper, heading, text, told

#: Names of the income columns and of the counts of staff, as printed.
_TERMS: Final = {
    "财政拨款收入": "指本级财政当年拨付的资金",
    "上级补助收入": "指从主管部门和上级单位取得的非财政补助收入",
    "事业收入": "指事业单位开展专业业务活动及其辅助活动取得的收入",
    "经营收入": "指事业单位在专业业务活动之外开展非独立核算经营活动取得的收入",
    "附属单位上缴收入": "指附属独立核算单位按规定上缴的收入",
    "其他收入": "指除上述各项以外的收入",
    "使用非财政拨款结余": "指用以前年度积累的非财政拨款结余弥补当年收支差额的金额",
    "年初结转和结余": "指以前年度支出预算因客观条件变化未执行完毕、结转到本年度继续使用的资金",
    "年末结转和结余": "指本年度或以前年度预算安排、结转到以后年度使用的资金",
    "结余分配": "指单位按规定对非财政拨款结余进行的分配",
    "基本支出": "指为保障机构正常运转、完成日常工作任务发生的支出",
    "项目支出": "指在基本支出之外为完成特定任务发生的支出",
    "上缴上级支出": "指事业单位按规定上缴上级单位的支出",
    "经营支出": "指事业单位开展非独立核算经营活动发生的支出",
    "对附属单位补助支出": "指用财政补助之外的收入对附属单位补助发生的支出",
    "人员经费": "指用于工资福利和对个人和家庭补助的支出",
    "公用经费": "指用于购买商品和服务的日常支出",
    "“三公”经费": "指用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费",
    "机关运行经费": "指行政单位和参照公务员法管理的事业单位用于购买货物和服务的各项资金",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one disclosure is like. ``number`` is the department; the rest is drawn from ``seed`` unless given."""

    number: int
    seed: int
    unit: str
    decimals: int
    thousands: bool
    with_tails: bool
    with_tables: bool
    with_forms: bool
    lists_lines: bool
    item_style: int
    heading_style: int


def plan_of(seed: int, *, with_forms: bool | None = None) -> Plan:
    """The plan of a seed: departments take turns, the rest is drawn."""
    chance = random.Random(f"disclosure/{seed}")
    unit, decimals, thousands = chance.choice(
        (("万元", 2, False), ("万元", 2, True), ("万元", 2, False), ("元", 2, True), ("元", 2, False))
    )
    forms = chance.random() < 0.34 if with_forms is None else with_forms
    return Plan(
        number=seed % 12,
        seed=seed,
        unit="万元" if forms else unit,
        decimals=2 if forms else decimals,
        thousands=thousands,
        with_tails=not forms,
        with_tables=forms or chance.random() < 0.75,
        with_forms=forms,
        lists_lines=chance.random() < 0.3,
        item_style=chance.randrange(4),
        heading_style=chance.randrange(4),
    )


def disclosure(plan: Plan) -> Paper:
    """The whole document."""
    return _Teller(plan).paper()


class _Teller:
    """Writes one disclosure."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.accounts = accounts_of(plan.number, with_tails=plan.with_tails)
        self.voice = Voice(accounts=self.accounts, seed=plan.seed, unit=plan.unit, decimals=plan.decimals, thousands=plan.thousands)

    def paper(self) -> Paper:
        voice = self.voice
        title = voice.choose(
            "title",
            (
                f"{voice.agency}{voice.year}年度部门决算",
                f"{voice.year}年度{voice.agency}部门决算公开",
                f"{voice.agency}{voice.year}年部门决算信息公开",
            ),
        )
        blocks = [Block(kind="title", text=title, name="title"), Block(kind="page")]
        tables = nine_tables(voice) if self.plan.with_tables else []
        before = voice.pick("tables before text", 3) == 0
        parts: list[tuple[str, list[Block]]] = [("部门概况", self.profile())]
        explained = (f"{voice.year}年度部门决算情况说明", self.explained())
        attached = [(f"{voice.year}年度部门决算表", tables)] if tables else []
        parts += [*attached, explained] if before else [explained]
        parts.append(("名词解释", self.terms()))
        parts += [] if before else attached
        for number, (name, content) in enumerate(parts):
            part = ("第{}部分 {}", "第{}部分  {}", "第{}部分  {}", "{}、{}")[self.plan.heading_style]
            blocks.append(heading(part.format(self.han(number), name), 1, f"part:{name}"))
            blocks += content
        if self.voice.pick("contents", 3) == 0:
            blocks[1:1] = self.contents(blocks)
        blocks += self.forms()
        return Paper(blocks=tuple(blocks))

    @staticmethod
    def contents(blocks: list[Block]) -> list[Block]:
        """The contents page: the headings of two levels with page numbers."""
        listed = [block for block in blocks if block.kind == "heading" and block.level <= 2]
        lines = [
            text(f"{block.text}{'…' * 12}{2 + number // 3}", f"contents:{block.name.partition(':')[2]}")
            for number, block in enumerate(listed)
        ]
        return [Block(kind="page"), Block(kind="title", text="目  录"), *lines]

    def numbered(self, level: int, number: int) -> str:
        """The number of a heading under the part's own."""
        if self.plan.heading_style == 3:
            return (f"（{self.han(number)}）", f"{number + 1}.")[level - 2]
        return (f"{self.han(number)}、", f"（{self.han(number)}）")[level - 2]

    @staticmethod
    def han(number: int) -> str:
        """A Chinese numeral from 一 on."""
        return NUMERALS[number] if number < 10 else f"十{NUMERALS[number - 10]}"

    def sections(self, named: list[tuple[str, str, list[Block]]], level: int = 2) -> list[Block]:
        """Headings with their numbers, each before its content."""
        blocks = []
        for number, (name, title, content) in enumerate(named):
            blocks += [heading(f"{self.numbered(level, number)}{title}", level, f"section:{name}"), *content]
        return blocks

    def profile(self) -> list[Block]:
        """Duties, offices and staff."""
        voice, staff, offices = self.voice, self.accounts.staff, self.accounts.offices
        listed = told("offices", "、".join(offices))
        count = told("count:offices", f"{len(offices)}个")
        made = voice.choose("offices", ("内设机构{}，包括{}。", "下设{}科室，分别是：{}。", "内设{}股室，分别为{}。")).format(count, listed)
        serving = staff["admin"] + staff["institution"]
        parts = [
            f"行政人员{told('staff:admin', str(staff['admin']) + '人')}",
            f"事业人员{told('staff:institution', str(staff['institution']) + '人')}",
        ]
        people = voice.choose(
            "staff",
            (
                "{y}年末实有在职人员{s}，其中：{a}，{i}；退休人员{r}。",
                "截至{y}年12月31日，编制数{p}人，在职人员{s}，其中{a}、{i}。退休人员{r}。",
                "人员编制{p}名。{y}年末在职人员{s}（{a}，{i}），退休人员{r}。",
            ),
        ).format(
            y=voice.year,
            s=told("staff:serving", f"{serving}人"),
            a=parts[0],
            i=parts[1],
            r=told("staff:retired", f"{staff['retired']}人"),
            p=staff["posts"],
        )
        duties = f"{voice.agency}负责本行业发展规划的编制和实施，承担项目管理、监督检查和服务群众等工作。"
        return self.sections(
            [
                ("duties", voice.choose("duties", ("主要职能", "部门职责", "主要职责")), [text(duties)]),
                (
                    "offices",
                    voice.choose("offices title", ("机构设置及人员情况", "机构设置", "部门机构设置情况")),
                    [text(f"{voice.agency}{made}", "offices"), text(people, "staff")],
                ),
            ]
        )

    def explained(self) -> list[Block]:  # long: a list of sections
        """The explanations, in one of the orders in use."""
        voice = self.voice
        ending = voice.choose("ending", ("情况说明", "情况", "说明"))
        general = [
            ("overall", f"收入支出决算总体{ending}", self.overall()),
            ("income", f"收入决算{ending}", self.income()),
            ("expenditure", f"支出决算{ending}", self.expenditure()),
            ("appropriation", f"财政拨款收入支出决算总体{ending}", self.appropriation()),
            ("general", f"一般公共预算财政拨款支出决算{ending}", self.general()),
            ("basic", f"一般公共预算财政拨款基本支出决算{ending}", self.basic()),
        ]
        three = ("three", f"财政拨款“三公”经费支出决算{ending}", self.three_public())
        fund = ("fund", f"政府性基金预算财政拨款收入支出决算{ending}", self.fund(self.accounts.fund, "政府性基金预算", "fund"))
        capital = ("capital", f"国有资本经营预算财政拨款支出决算{ending}", self.fund(self.accounts.capital, "国有资本经营预算", "capital"))
        performance = ("performance", f"预算绩效{ending}", self.performance())
        if voice.pick("other apart", 2):
            rest = [
                ("operating", "机关运行经费支出情况", self.operating()),
                ("procurement", "政府采购支出情况", self.procurement()),
                ("assets", "国有资产占用情况", self.assets()),
            ]
        else:
            rest = [("other", "其他重要事项的情况说明", self.others())]
        order = voice.pick("order of sections", 3)
        middle = [three, fund, capital] if order != 1 else [fund, capital, three]
        tail = [performance, *rest] if order != 2 else [*rest, performance]
        return self.sections([*general, *middle, *tail])

    def others(self) -> list[Block]:
        """Running costs, procurement and assets under one heading."""
        return self.sections(
            [
                ("operating", "机关运行经费支出情况", self.operating()),
                ("procurement", "政府采购支出情况", self.procurement()),
                ("assets", "国有资产占有使用情况", self.assets()),
            ],
            3,
        )

    def overall(self) -> list[Block]:
        """Both totals and their change."""
        voice, accounts = self.voice, self.accounts
        year = Year(final=accounts.total, prior=accounts.prior_total)
        total = voice.money("total", accounts.total)
        again = voice.money("total expenditure", accounts.total)
        way = voice.pick("overall", 4)
        if way == 0:
            words = f"{voice.lately}收入总计{total}，支出总计{again}。{voice.change('total', year, '各', subject='收、支总计')}。"
        elif way == 1:
            words = f"{voice.lately}收、支总计{total}。{voice.change('total', year, '各', subject='收、支总计')}。"
        elif way == 2:
            words = f"{voice.lately}收入总计、支出总计均为{total}。{voice.change('total', year, '各', subject='收入总计、支出总计')}。"
        else:
            told_in = f"{voice.money('income', accounts.income)}，使用非财政拨款结余{voice.money('surplus', ZERO)}，年初结转和结余{voice.money('opening', accounts.opening)}"
            spent = f"{voice.money('expenditure', accounts.expenditure.final)}，结余分配{voice.money('distribution', ZERO)}，年末结转和结余{voice.money('closing', accounts.closing)}"
            return [
                text(f"{voice.lately}收入总计{total}，其中：本年收入合计{told_in}。", "overall"),
                text(f"{voice.lately}支出总计{again}，其中：本年支出合计{spent}。", "overall spent"),
                text(f"收入支出总计{voice.change('total', year, subject='收入支出总计', named=True)}。", "overall change"),
            ]
        return [text(words, "overall")]

    def income(self) -> list[Block]:
        """Income by source with shares."""
        voice, accounts = self.voice, self.accounts
        sources = [("财政拨款收入", "fiscal", accounts.appropriation_income), ("上级补助收入", "upper", ZERO)]
        sources += [("事业收入", "service", accounts.service_income), ("经营收入", "operating", ZERO)]
        sources += [("附属单位上缴收入", "affiliated", ZERO), ("其他收入", "other", accounts.other_income)]
        if voice.pick("sources", 2):
            sources = [one for one in sources if one[2]]
        listed = [
            f"{name}{voice.money(f'income/{key}', amount)}，{voice.share(f'income/{key}', amount, accounts.income, '本年收入的')}"
            for name, key, amount in sources
        ]
        whole = f"{voice.lately}{voice.choose('income whole', ('收入合计', '本年收入合计', '本年收入'))}{voice.money('income', accounts.income)}"
        return self.listed(whole, listed, "income")

    def listed(self, whole: str, listed: list[str], name: str) -> list[Block]:
        """A whole with its parts, in one sentence or a line each."""
        if not self.plan.lists_lines or len(listed) < 2:
            return [text(self.voice.parts(whole, listed), name)]
        return [text(f"{whole}，其中：", name), *(text(f"{number}.{part}。", name) for number, part in enumerate(listed, 1))]

    def expenditure(self) -> list[Block]:
        """Expenditure by nature with shares."""
        voice, accounts = self.voice, self.accounts
        total = accounts.expenditure.final
        natures = [("基本支出", "basic", accounts.basic.final), ("项目支出", "project", accounts.project)]
        if voice.pick("natures", 2):
            natures += [
                ("上缴上级支出", "upward", ZERO),
                ("经营支出", "operating spent", ZERO),
                ("对附属单位补助支出", "affiliated spent", ZERO),
            ]
        listed = [
            f"{name}{voice.money(f'spent/{key}', amount)}，{voice.share(f'spent/{key}', amount, total, '本年支出的')}"
            for name, key, amount in natures
        ]
        whole = f"{voice.lately}{voice.choose('spent whole', ('支出合计', '本年支出合计', '本年支出'))}{voice.money('expenditure', total)}"
        return self.listed(whole, listed, "expenditure")

    def appropriation(self) -> list[Block]:
        """Totals of appropriations and their change."""
        voice, accounts = self.voice, self.accounts
        year = Year(final=accounts.appropriation_total, prior=accounts.prior_appropriation_total)
        money = voice.money("appropriation total", accounts.appropriation_total)
        change = voice.change("appropriation total", year, "各", subject="财政拨款收、支总计")
        way = voice.pick("appropriation", 3)
        if way == 0:
            return [text(f"{voice.lately}财政拨款收、支总计{money}。{change}。", "appropriation")]
        again = voice.money("appropriation total spent", accounts.appropriation_total)
        if way == 1:
            return [text(f"{voice.lately}财政拨款收入总计{money}、财政拨款支出总计{again}。{change}。", "appropriation")]
        closing = accounts.appropriation_total - accounts.appropriation.final
        first = f"{voice.lately}财政拨款收入总计{money}，其中：年初财政拨款结转和结余{voice.money('appropriation opening', accounts.opening)}，本年财政拨款收入{voice.money('appropriation income', accounts.appropriation_income)}。"
        second = f"财政拨款支出总计{again}，其中：年末财政拨款结转和结余{voice.money('appropriation closing', closing)}，本年财政拨款支出{voice.money('appropriation expenditure', accounts.appropriation.final)}。"
        return [
            text(first, "appropriation"),
            text(second, "appropriation spent"),
            text(f"财政拨款收、支总计{change}。", "appropriation change"),
        ]

    def general(self) -> list[Block]:
        """General-budget expenditure: overall, by class, item by item."""
        voice, accounts = self.voice, self.accounts
        general = accounts.general
        share = voice.share("general", general.final, accounts.expenditure.final, "本年支出合计的")
        overall = f"{voice.lately}一般公共预算财政拨款支出{voice.money('general', general.final)}，{share}。{voice.change('general', general, subject='一般公共预算财政拨款支出')}。"
        by_class = classes(accounts.items, lambda item: item.general.final)
        style = voice.pick("class names", 4)
        listed = [
            f"{self.class_name(code, style)}{voice.money(f'class/{code}', amount)}，{voice.share(f'class/{code}', amount, general.final)}"
            for code, amount in by_class.items()
        ]
        lead = voice.choose("used for", ("主要用于以下方面：", "，主要用于以下方面：", "，按功能分类科目分："))
        structure = f"{voice.lately}一般公共预算财政拨款支出{voice.money('general', general.final)}{lead}{'；'.join(listed)}。"
        return self.sections(
            [
                (
                    "general overall",
                    voice.choose("general 1", ("总体情况", "一般公共预算财政拨款支出决算总体情况")),
                    [text(overall, "general")],
                ),
                (
                    "general classes",
                    voice.choose("general 2", ("结构情况", "一般公共预算财政拨款支出决算结构情况")),
                    [text(structure, "classes")],
                ),
                ("general items", voice.choose("general 3", ("具体情况", "一般公共预算财政拨款支出决算具体情况")), self.items()),
            ],
            3,
        )

    @staticmethod
    def class_name(code: str, style: int) -> str:
        """A class as it is named in the structure of expenditure."""
        name = CLASSES[code]
        bare = name.removesuffix("支出")
        return (f"{bare}（类）支出", f"{name}（类）", f"{name}（{code}类）", name)[style]

    def item_name(self, item: Item) -> str:
        """An item with its class and section, as each province writes it."""
        names = (CLASSES[item.code[:3]], SECTIONS[item.code[:5]], item.name)
        return (
            "{}（类）{}（款）{}（项）".format(*names),
            f"{names[0]}（{item.code[:3]}）{names[1]}（{item.code[:5]}）{names[2]}（{item.code}）",
            f"{names[2]}（{item.code}）",
            "{}（类）{}（款）{}（项）".format(*names),
        )[self.plan.item_style]

    def items(self) -> list[Block]:
        """Each item: budget against actual, or change against last year."""
        voice, accounts = self.voice, self.accounts
        general = accounts.general
        whole = f"{voice.lately}一般公共预算财政拨款支出{voice.against_budget('general', general, of_spending=True)}。"
        blocks = [text(f"{whole.rstrip('。')}。其中：", "items")]
        for number, item in enumerate(accounts.items, 1):
            name = told(f"item:{item.code}", self.item_name(item))
            key = f"item/{item.code}"
            if self.plan.item_style == 3:
                words = (
                    f"{number}.{name}：支出决算数为{voice.money(f'final:{key}', item.general.final)}，{voice.change(key, item.general)}。"
                )
            else:
                colon = "：" if voice.pick("colon after item", 2) else "。"
                words = f"{number}.{name}{colon}{voice.against_budget(key, item.general)}。"
            blocks.append(text(words, f"item:{item.code}"))
        return blocks

    def basic(self) -> list[Block]:
        """Basic expenditure split into staff and public funds."""
        voice, accounts = self.voice, self.accounts
        basic, public = accounts.basic.final, accounts.public_funds
        staff_names = [name for code, name, _ in accounts.economic if code.startswith(("301", "303"))][:6]
        public_names = [name for code, name, _ in accounts.economic if code.startswith("302")][:7]
        split = voice.choose("basic", ("其中：", "其中，", "包括："))
        staff = f"人员经费{voice.money('staff funds', basic - public)}，主要包括：{'、'.join(staff_names)}等；"
        running = f"公用经费{voice.money('public funds', public)}，主要包括：{'、'.join(public_names)}等。"
        whole = f"{voice.lately}一般公共预算财政拨款基本支出{voice.money('basic', basic)}"
        return [text(f"{whole}，{split}{staff}{running}", "basic")]

    def three_public(self) -> list[Block]:
        """The three-public expenses: overall, then each with its counts."""
        voice, three = self.voice, self.accounts.three_public
        total = three.total
        compared = voice.against_budget("three", total, voice.choose("three budget", ("预算", "年初预算", "全年预算")), of_spending=True)
        overall = f"{voice.lately}“三公”经费财政拨款支出{compared}。"
        kinds = [
            ("因公出国（境）费", "overseas", three.overseas),
            ("公务用车购置及运行维护费", "vehicles", three.vehicles),
            ("公务接待费", "hospitality", three.hospitality),
        ]
        listed = [
            f"{name}支出决算为{voice.money(f'three/{key}', year.final)}，{voice.share(f'three/{key}', year.final, total.final)}"
            for name, key, year in kinds
        ]
        change = (
            f"{voice.lately}“三公”经费财政拨款支出{voice.change('three', total, subject='“三公”经费', named=True)}。"
            if voice.pick("three change", 2)
            else ""
        )
        structure = f"{voice.lately}“三公”经费财政拨款支出决算中，{'；'.join(listed)}。具体情况如下："
        blocks = [text(overall, "three")]
        blocks += [text(change, "three change")] if change else []
        blocks.append(text(structure, "three structure"))
        blocks += [
            text(words, name)
            for name, words in (("overseas", self.overseas()), ("vehicles", self.vehicle_costs()), ("hospitality", self.hospitality()))
        ]
        return blocks

    def overseas(self) -> str:
        """Travel abroad with groups and persons."""
        voice, three = self.voice, self.accounts.three_public
        counts = (
            f"全年因公出国（境）团组{told('count:groups', f'{three.groups}个')}，累计{told('count:travellers', f'{three.travellers}人次')}"
        )
        name = "1.因公出国（境）费"
        if not three.travellers:
            return f"{name}支出{voice.money('overseas', ZERO)}，{voice.change('overseas', Year())}。{counts}。"
        return f"{name}{voice.against_budget('overseas', three.overseas, '预算')}。{counts}。"

    def vehicle_costs(self) -> str:
        """Vehicles bought and run, with their numbers."""
        voice, three = self.voice, self.accounts.three_public
        bought = f"公务用车购置费{voice.money('purchase', three.purchase.final)}，公务用车购置数{told('count:bought', f'{three.bought}辆')}"
        running = f"公务用车运行维护费{voice.money('operation', three.operation.final)}，{voice.change('operation', three.operation)}"
        owned = voice.choose(
            "owned",
            ("{y}年期末，单位开支财政拨款的公务用车保有量为{n}。", "年末公务用车保有量{n}。", "截至{y}年12月31日，公务用车保有量为{n}。"),
        )
        vehicles = three.vehicles
        head = f"2.公务用车购置及运行维护费{voice.against_budget('vehicles', vehicles, '预算')}。"
        return f"{head}其中：{bought}；{running}。{owned.format(y=voice.year, n=told('count:owned', f'{three.owned}辆'))}"

    def hospitality(self) -> str:
        """Receptions with batches and guests."""
        voice, three = self.voice, self.accounts.three_public
        counts = voice.choose("guests", ("全年国内公务接待{b}，{g}。", "共接待{b}、{g}。", "国内公务接待批次{b}，接待人数{g}。")).format(
            b=told("count:batches", f"{three.batches}批次"), g=told("count:guests", f"{three.guests}人次")
        )
        return f"3.公务接待费{voice.against_budget('hospitality', three.hospitality, '预算')}。{counts}"

    def fund(self, item: FundItem | None, name: str, key: str) -> list[Block]:
        """The government fund or state capital: figures, or that there are none."""
        voice = self.voice
        if item is None:
            empty: tuple[str, ...] = (
                f"{voice.us}{voice.year}年度没有{name}财政拨款收入，也没有使用{name}财政拨款安排的支出。",
                f"{voice.us}{voice.year}年度无{name}财政拨款收支。",
                f"{voice.us}本年度无{name}财政拨款收入支出，{name}财政拨款收入支出决算表为空表。",
                f"{voice.us}没有{name}拨款收入，也没有使用{name}拨款安排的支出。",
            )
            return [text(empty[voice.pick(f"empty {key}", 4 if self.plan.with_tables else 2)], f"{key} empty")]
        income, spent = voice.money(f"{key} income", item.income), voice.money(f"{key} spent", item.project.final)
        whole = f"{voice.lately}{name}财政拨款年初结转和结余{voice.money(f'{key} opening', ZERO)}，本年收入{income}，本年支出{spent}，年末结转和结余{voice.money(f'{key} closing', item.closing)}。"
        short = f"{voice.lately}{name}财政拨款收入{income}，{name}财政拨款支出{spent}。"
        words = short if voice.pick(f"{key} way", 2) else whole
        return [text(f"{words}支出{voice.change(f'{key} spent', item.project)}。", key)]

    def performance(self) -> list[Block]:
        """How many forms, and the money over them."""
        voice, department = self.voice, self.accounts.department
        count, money = len(department.projects), department.project_total
        if not self.plan.with_forms:
            few = told("count:projects", f"{count}个")
            return [
                text(
                    f"按照预算绩效管理要求，{voice.us}对{voice.year}年度{few}项目开展了绩效自评，自评结果已在单位内部通报并用于改进下年度项目管理。",
                    "performance",
                )
            ]
        budget, spent = voice.money("forms budget", money.adjusted), voice.money("forms spent", money.executed)
        whole = department.basic + money
        first = f"公开部门整体支出绩效自评表{told('count:department forms', '1个')}，涉及全年预算数{voice.money('department budget', whole.adjusted)}，全年执行数{voice.money('department spent', whole.executed)}"
        ways = (
            f"{voice.year}年度{first}；公开项目支出绩效自评表{told('count:forms', f'{count}个')}，全年预算数合计{budget}，全年执行数合计{spent}。",
            f"根据预算绩效管理要求，{voice.us}组织对{voice.year}年度项目支出开展绩效自评，共评价项目{told('count:forms', f'{count}个')}，全年预算数{budget}，全年执行数{spent}。具体附部门整体支出绩效自评表、项目支出绩效自评表。",
            f"{first}；评价项目{told('count:forms', f'{count}个')}，项目全年预算数{budget}，项目全年执行数{spent}。",
        )
        return [text(ways[voice.pick("performance", 3)], "performance")]

    def operating(self) -> list[Block]:
        """Running costs of the agency and their change."""
        voice, accounts = self.voice, self.accounts
        cost = accounts.operating_cost
        words = f"{voice.lately}机关运行经费支出{voice.money('operating cost', cost.final)}，{voice.change('operating cost', cost)}。"
        if not accounts.is_administrative:
            words += f"所属事业单位公用经费支出{voice.money('institution public', accounts.public_funds - cost.final)}。"
        return [text(words, "operating")]

    def procurement(self) -> list[Block]:
        """Procurement by kind, and what small firms got."""
        voice, bought = self.voice, self.accounts.procurement
        kinds = (("货物", "goods"), ("工程", "works"), ("服务", "services"))
        listed = [f"政府采购{name}支出{voice.money(f'procurement/{key}', bought[key])}" for name, key in kinds]
        sme = f"授予中小企业合同金额{voice.money('sme', bought['sme'])}，占政府采购支出总额的{voice.percent('share:sme', bought['sme'], bought['total'])}"
        small = f"其中：授予小微企业合同金额{voice.money('small', bought['small'])}"
        small += (
            f"，占授予中小企业合同金额的{voice.percent('share:small', bought['small'], bought['sme'])}" if voice.pick("small", 2) else ""
        )
        words = f"{voice.lately}政府采购支出总额{voice.money('procurement', bought['total'])}，其中：{'、'.join(listed)}。{sme}，{small}。"
        return [text(words, "procurement")]

    def assets(self) -> list[Block]:
        """Vehicles by use."""
        voice, vehicles = self.voice, self.accounts.vehicles
        listed = [f"{name}{told(f'vehicle:{name}', f'{count}辆')}" for name, count in vehicles.items()]
        owned = told("count:vehicles", f"{sum(vehicles.values())}辆")
        lead = voice.choose(
            "assets", (f"截至{voice.year}年12月31日，{voice.us}共有车辆{owned}", f"{voice.year}年末，固定资产中车辆共{owned}")
        )
        return [text(f"{lead}，其中：{'、'.join(listed)}；单价100万元（含）以上设备（不含车辆）0台（套）。", "assets")]

    def terms(self) -> list[Block]:
        """The glossary."""
        return [
            text(f"{self.han_number(number)}、{term}：{words}。", f"term:{term}") for number, (term, words) in enumerate(_TERMS.items())
        ]

    def han_number(self, number: int) -> str:
        """一 … 十九."""
        return self.han(number)

    def forms(self) -> list[Block]:
        """The self-evaluation forms, each on its page."""
        if not self.plan.with_forms:
            return []
        where = LAYOUTS[self.plan.seed % 3]
        department = self.accounts.department
        records = [department_self_evaluation(department), *(self_evaluation(project, where.funds) for project in department.projects)]
        blocks: list[Block] = []
        for number, record in enumerate(records):
            blocks += form_blocks(AttachedForm(record=record, layout=where), f"form:{number}")
        return blocks
