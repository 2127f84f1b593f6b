"""The nine tables of a disclosure (收入支出决算总表 …) as grids, every figure named ``T1/…`` to ``T9/…``.

The order and numbering follow one of the two in use; the empty ones are kept with a statement.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from jiheng.sample.county_accounts import CLASSES, SECTIONS, ZERO, Accounts, FundItem, Item, Year, classes
from jiheng.sample.county_disclosures_voice import Voice
from jiheng.sample.grids import Slot
from jiheng.sample.layouts_long_paper import Block, cell, line, table, text


def nine_tables(voice: Voice) -> list[Block]:
    """Titles, units and tables, in the plan's order."""
    writer = _Writer(voice)
    made = [
        ("收入支出决算总表", writer.overall()),
        ("收入决算表", writer.income()),
        ("支出决算表", writer.expenditure()),
        ("财政拨款收入支出决算总表", writer.appropriation()),
        ("一般公共预算财政拨款支出决算表", writer.general()),
        ("一般公共预算财政拨款基本支出决算表", writer.basic()),
        ("财政拨款“三公”经费支出决算表", writer.three_public()),
        ("政府性基金预算财政拨款收入支出决算表", writer.fund(voice.accounts.fund, "T8", "政府性基金预算财政拨款")),
        ("国有资本经营预算财政拨款支出决算表", writer.fund(voice.accounts.capital, "T9", "国有资本经营预算财政拨款")),
    ]
    if voice.pick("order of tables", 2):
        made = [*made[:6], *made[7:], made[6]]
    blocks: list[Block] = []
    for number, (title, content) in enumerate(made, 1):
        key = f"table:{title}"
        blocks.append(Block(kind="title", text=title, name=key))
        blocks.append(line(f"公开{number:02}表", f"number:{title}"))
        blocks.append(line(f"部门：{voice.agency}    金额单位：{voice.unit}", f"unit:{title}"))
        blocks += content
    return blocks


class _Writer:
    """Writes each table."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.accounts: Accounts = voice.accounts

    def number(self, key: str, value: Decimal | None, *, zero: str = "0.00") -> Slot:
        """A figure with its name; zero and nothing as the office prints them."""
        if value is None:
            return cell("")
        shown = self.voice.number(value)
        blank = self.voice.choose("zero in tables", (zero, "", zero))
        return cell(shown if not self.voice.nothing(value) else blank, key)

    def overall(self) -> list[Block]:
        """T1: income left, expenditure by class right."""
        accounts = self.accounts
        left = [
            ("一、一般公共预算财政拨款收入", "general", accounts.general_income),
            ("二、政府性基金预算财政拨款收入", "fund", accounts.fund.income if accounts.fund else ZERO),
            ("三、国有资本经营预算财政拨款收入", "capital", accounts.capital.income if accounts.capital else ZERO),
            ("四、上级补助收入", "upper", ZERO),
            ("五、事业收入", "service", accounts.service_income),
            ("六、经营收入", "operating", ZERO),
            ("七、附属单位上缴收入", "affiliated", ZERO),
            ("八、其他收入", "other", accounts.other_income),
        ]
        by_class = self._classes(lambda item: item.general.final + item.other)
        right = [
            (f"{number}、{CLASSES[code]}", f"class/{code}", amount)
            for number, (code, amount) in zip("一二三四五六七八九十", by_class.items(), strict=False)
        ]
        ends = [
            (("本年收入合计", "income", accounts.income), ("本年支出合计", "expenditure", accounts.expenditure.final)),
            (("使用非财政拨款结余（含专用结余）", "surplus", ZERO), ("结余分配", "distribution", ZERO)),
            (("年初结转和结余", "opening", accounts.opening), ("年末结转和结余", "closing", accounts.closing)),
            (("总计", "total", accounts.total), ("总计", "total spent", accounts.total)),
        ]
        rows: list[list[Slot]] = [
            [cell("收入", across=2), cell("支出", across=2)],
            [cell("项目"), cell("金额"), cell("项目"), cell("金额")],
        ]
        rows += [[slot for side in (left, right) for slot in self._side(side, at)] for at in range(max(len(left), len(right)))]
        rows += [
            [cell(one[0], left=True), self.number(f"T1/{one[1]}", one[2]), cell(two[0], left=True), self.number(f"T1/{two[1]}", two[2])]
            for one, two in ends
        ]
        return [table(rows, (5, 2.4, 5, 2.4), "T1", 2)]

    def _side(self, rows: Sequence[tuple[str, str, Decimal]], number: int) -> list[Slot]:
        if number >= len(rows):
            return [cell(""), cell("")]
        name, key, amount = rows[number]
        return [cell(name, left=True), self.number(f"T1/{key}", amount)]

    def _classes(self, value: Callable[[Item], Decimal]) -> dict[str, Decimal]:
        """A value by class, with the classes of the funds."""
        found = classes(self.accounts.items, value)
        for fund in self.accounts.funds:
            found[fund.code[:3]] = found.get(fund.code[:3], ZERO) + fund.project.final
        return dict(sorted(found.items()))

    def _tree(self, items: Sequence[tuple[str, str, tuple[Decimal, ...]]], table_key: str, columns: Sequence[str]) -> list[list[Slot]]:
        """Rows by class, section and item under a total row; sums are of the items."""
        wide = len(columns)
        total = [sum((values[index] for _, _, values in items), ZERO) for index in range(wide)]
        rows = [
            [cell("合计", across=2), *(self.number(f"{table_key}/total/{name}", value) for name, value in zip(columns, total, strict=True))]
        ]
        for code, name in self._nodes(items):
            sums = [sum((values[index] for other, _, values in items if other.startswith(code)), ZERO) for index in range(wide)]
            named = cell(name, f"{table_key}/name/{code}", left=True)
            coded = cell(code, f"{table_key}/code/{code}", left=True)
            rows.append(
                [coded, named, *(self.number(f"{table_key}/{code}/{column}", value) for column, value in zip(columns, sums, strict=True))]
            )
        return rows

    @staticmethod
    def _nodes(items: Sequence[tuple[str, str, tuple[Decimal, ...]]]) -> list[tuple[str, str]]:
        nodes: dict[str, str] = {}
        for code, name, _ in sorted(items):
            nodes[code[:3]] = CLASSES[code[:3]]
            nodes[code[:5]] = SECTIONS[code[:5]]
            nodes[code] = name
        return list(nodes.items())

    def income(self) -> list[Block]:
        """T2: income by item and source."""
        columns = ("income", "fiscal", "upper", "service", "operating", "affiliated", "other")
        is_service = bool(self.accounts.service_income)
        items = []
        for item in self.accounts.items:
            service, other = (item.other_income, ZERO) if is_service else (ZERO, item.other_income)
            items.append((item.code, item.name, (item.income + item.other_income, item.income, ZERO, service, ZERO, ZERO, other)))
        items += [(fund.code, fund.name, (fund.income, fund.income, ZERO, ZERO, ZERO, ZERO, ZERO)) for fund in self.accounts.funds]
        heads = ("本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
        return self._coded("T2", heads, self._tree(items, "T2", columns))

    def expenditure(self) -> list[Block]:
        """T3: expenditure by item and nature."""
        items = [(item.code, item.name, self._natures(item.basic.final, item.project.final + item.other)) for item in self.accounts.items]
        items += [(fund.code, fund.name, self._natures(ZERO, fund.project.final)) for fund in self.accounts.funds]
        heads = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
        return self._coded("T3", heads, self._tree(items, "T3", ("expenditure", "basic", "project", "upward", "operating", "affiliated")))

    @staticmethod
    def _natures(basic: Decimal, project: Decimal) -> tuple[Decimal, ...]:
        return (basic + project, basic, project, ZERO, ZERO, ZERO)

    def _coded(self, key: str, heads: Sequence[str], rows: list[list[Slot]], *, split: bool = True) -> list[Block]:
        first = (
            [[cell("项目", across=2), *(cell(head, down=2) for head in heads)], [cell("科目编码"), cell("科目名称")]]
            if split
            else [[cell("科目编码"), cell("科目名称"), *(cell(head) for head in heads)]]
        )
        return [table([*first, *rows], (2, 4.6, *(2.2 for _ in heads)), key, len(first))]

    # long: one table, row by row
    def appropriation(self) -> list[Block]:
        """T4: appropriations, the right side by kind of budget."""
        accounts = self.accounts
        kinds = (
            accounts.general.final,
            accounts.fund.project.final if accounts.fund else ZERO,
            accounts.capital.project.final if accounts.capital else ZERO,
        )
        incomes = (
            accounts.general_income,
            accounts.fund.income if accounts.fund else ZERO,
            accounts.capital.income if accounts.capital else ZERO,
        )
        closings = (accounts.opening + incomes[0] - kinds[0], incomes[1] - kinds[1], incomes[2] - kinds[2])
        names = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
        left: list[list[Slot]] = [
            [cell(f"{number}、{name}", left=True), self.number(f"T4/income/{index}", amount)]
            for index, (number, name, amount) in enumerate(zip("一二三", names, incomes, strict=True))
        ]
        right = []
        for number, code in zip("一二三四五六七八九十", self._classes(lambda item: item.general.final), strict=False):
            own = tuple(self._class_of(code, index) for index in range(3))
            right.append([cell(f"{number}、{CLASSES[code]}", left=True), *self._four(f"T4/class/{code}", own)])
        blank = [cell("")] * 5
        rows: list[list[Slot]] = [
            [cell("收入", across=2), cell("支出", across=5)],
            [cell("项目"), cell("金额"), cell("项目"), cell("合计"), *(cell(name) for name in names)],
        ]
        for at in range(max(len(left), len(right))):
            row = [*(left[at] if at < len(left) else blank[:2]), *(right[at] if at < len(right) else blank)]
            rows.append(row)
        spent = [cell("本年支出合计", left=True), *self._four("T4/expenditure", kinds)]
        rows.append([cell("本年收入合计", left=True), self.number("T4/income", accounts.appropriation_income), *spent])
        closing = [cell("年末财政拨款结转和结余", left=True), *self._four("T4/closing", closings)]
        rows.append([cell("年初财政拨款结转和结余", left=True), self.number("T4/opening", accounts.opening), *closing])
        totals = tuple(one + two for one, two in zip(kinds, closings, strict=True))
        rows.append(
            [
                cell("总计", left=True),
                self.number("T4/total", accounts.appropriation_total),
                cell("总计", left=True),
                *self._four("T4/total spent", totals),
            ]
        )
        return [table(rows, (4.2, 2.2, 4.2, 2.2, 2.2, 2.2, 2.2), "T4", 2)]

    def _class_of(self, code: str, kind: int) -> Decimal:
        if kind == 0:
            return sum((item.general.final for item in self.accounts.items if item.code.startswith(code)), ZERO)
        fund = (self.accounts.fund, self.accounts.capital)[kind - 1]
        return fund.project.final if fund is not None and fund.code.startswith(code) else ZERO

    def _four(self, key: str, values: tuple[Decimal, ...]) -> list[Slot]:
        return [self.number(f"{key}/sum", sum(values, ZERO)), *(self.number(f"{key}/{index}", value) for index, value in enumerate(values))]

    def general(self) -> list[Block]:
        """T5: general-budget expenditure by item and nature."""
        items = [(item.code, item.name, (item.general.final, item.basic.final, item.project.final)) for item in self.accounts.items]
        return self._coded("T5", ("本年支出合计", "基本支出", "项目支出"), self._tree(items, "T5", ("general", "basic", "project")))

    def basic(self) -> list[Block]:
        """T6: basic expenditure by economic item, staff and public funds side by side or below each other."""
        economic = self.accounts.economic
        staff = [one for one in economic if one[0].startswith(("301", "303"))]
        public = [one for one in economic if one[0].startswith("302")]
        heads = {"301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助"}
        whole, of_staff, of_public = (sum((amount for _, _, amount in rows), ZERO) for rows in (economic, staff, public))
        left, right = self._economic(staff, heads), self._economic(public, heads)
        if self.voice.pick("basic table", 2):
            rows = [
                [cell("科目编码"), cell("科目名称"), cell("决算数")],
                *left,
                [cell("人员经费合计", across=2), self.number("T6/staff", of_staff)],
            ]
            rows += [
                *right,
                [cell("公用经费合计", across=2), self.number("T6/public", of_public)],
                [cell("合计", across=2), self.number("T6/total", whole)],
            ]
            return [table(rows, (2, 5, 2.4), "T6")]
        blank = [cell("")] * 3
        rows = [
            [cell("人员经费", across=3), cell("公用经费", across=3)],
            [*(cell(name) for name in ("科目编码", "科目名称", "决算数") * 2)],
        ]
        for number in range(max(len(left), len(right))):
            rows.append([*(left[number] if number < len(left) else blank), *(right[number] if number < len(right) else blank)])
        ends = [
            cell("人员经费合计", across=2),
            self.number("T6/staff", of_staff),
            cell("公用经费合计", across=2),
            self.number("T6/public", of_public),
        ]
        return [table([*rows, ends], (2, 4.4, 2.2, 2, 4.4, 2.2), "T6", 2)]

    def _economic(self, rows: Sequence[tuple[str, str, Decimal]], heads: dict[str, str]) -> list[list[Slot]]:
        made = []
        for head, name in heads.items():
            own = [one for one in rows if one[0].startswith(head)]
            if own:
                whole = sum((amount for _, _, amount in own), ZERO)
                made.append([cell(head), cell(name, left=True), self.number(f"T6/{head}", whole)])
                made += [[cell(code), cell(item, left=True), self.number(f"T6/{code}", amount)] for code, item, amount in own]
        return made

    def three_public(self) -> list[Block]:
        """T7: budget and final figures of the three-public expenses, side by side or one item a row."""
        three = self.accounts.three_public
        values: list[tuple[str, str, Year]] = [
            ("合计", "total", three.total),
            ("因公出国（境）费", "overseas", three.overseas),
            ("公务用车购置及运行维护费", "vehicles", three.vehicles),
            ("公务用车购置费", "purchase", three.purchase),
            ("公务用车运行维护费", "operation", three.operation),
            ("公务接待费", "hospitality", three.hospitality),
        ]
        sides: list[tuple[str, str, Callable[[Year], Decimal]]] = [
            ("budget", "预算数", lambda year: year.budget),
            ("final", "决算数", lambda year: year.final),
        ]
        if self.voice.pick("three table", 2):
            rows = [[cell("项目"), *(cell(label) for _, label, _ in sides)]]
            rows += [
                [cell(name, left=True), *(self.number(f"T7/{side}/{key}", value(year)) for side, _, value in sides)]
                for name, key, year in values
            ]
            return [table(rows, (5, 2.4, 2.4), "T7")]
        head: list[list[Slot]] = [[cell(label, across=6) for _, label, _ in sides]]
        names = [
            cell("合计", down=2),
            cell("因公出国（境）费", down=2),
            cell("公务用车购置及运行维护费", across=3),
            cell("公务接待费", down=2),
        ]
        lower = [cell("小计"), cell("公务用车购置费"), cell("公务用车运行维护费")]
        figures = [self.number(f"T7/{side}/{key}", value(year)) for side, _, value in sides for _, key, year in values]
        return [table([*head, [*names, *names], [*lower, *lower], figures], (2,) * 12, "T7", 3)]

    def fund(self, item: FundItem | None, key: str, name: str) -> list[Block]:
        """T8, T9: a fund's opening balance, income, expenditure by nature and closing balance; or that it is empty."""
        upper = [
            cell("项目", across=2),
            cell("年初结转和结余", down=2),
            cell("本年收入", down=2),
            cell("本年支出", across=3),
            cell("年末结转和结余", down=2),
        ]
        head = [upper, [cell("科目编码"), cell("科目名称"), cell("小计"), cell("基本支出"), cell("项目支出")]]
        widths = (2, 4.4, 2.2, 2.2, 2.2, 2.2, 2.2, 2.2)
        if item is None:
            rows = [*head, [cell("合计", across=2), *(cell("") for _ in range(6))]]
            us = self.voice.us
            return [table(rows, widths, key, 2), text(f"说明：{us}本年度没有{name}收支，故本表为空表。", f"{key} empty")]
        values = (ZERO, item.income, item.project.final, ZERO, item.project.final, item.closing)
        tree = self._tree([(item.code, item.name, values)], key, ("opening", "income", "expenditure", "basic", "project", "closing"))
        return [table([*head, *tree], widths, key, 2)]
