"""Evaluation reports that tell more: two tables of money with their sentence, payments, offices and staff with the form of basic data,
counts of work, scores changed after comments, the formula of the satisfaction, an interview and the slip of comments. Everything
agrees; what :mod:`errors_reports_money`, :mod:`errors_reports_counts` and :mod:`errors_reports_papers` plant stands in these parts.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from jiheng.model.amounts import half_up, text
from jiheng.sample.county_reports import EVALUATOR, report, report_plan
from jiheng.sample.grids import Slot
from jiheng.sample.layouts_long_paper import Block, Paper, cell, heading, line, plain, table, told
from jiheng.sample.layouts_long_paper import text as paragraph

_OFFICES: Final = ("办公室", "计划财务股", "项目管理股", "综合业务股", "政策法规股")
_SOURCES: Final = ("上级补助资金", "县级预算安排资金")
_USES: Final = (("购置及安装费用", "检测及验收费用", "其他费用"), ("工程及服务费用", "监理及检测费用", "宣传及培训费用"))


def detailed_report(seed: int) -> Paper:
    """The report of a seed with everything told; of the seeds of one large form the next, which is a full report."""
    plan = report_plan(seed)
    return _Detailed(report(plan if plan.kind != "form" else report_plan(seed + 1)), seed).paper()


class _Detailed:
    """Adds to one report."""

    def __init__(self, plain_report: Paper, seed: int) -> None:
        self.report = plain_report
        self.seed = seed

    def chosen(self, kind: str, ways: int) -> int:
        """Which of some ways this report takes."""
        return zlib.crc32(f"detailed/{self.seed}/{kind}".encode()) % ways

    @property
    def agency(self) -> str:
        """The unit evaluated."""
        return self.line("项目单位")

    @property
    def year(self) -> int:
        """The year evaluated: the one before the report's."""
        number = self.report.index("dated")
        assert number is not None
        return int(self.report.blocks[number].text[:4]) - 1

    def line(self, label: str) -> str:
        """What a line of the cover says."""
        number = self.report.index(f"cover:{label}")
        assert number is not None
        return plain(self.report.blocks[number].text).partition("：")[2]

    def amount(self, key: str) -> Decimal:
        """An amount the report tells, in ten thousand yuan."""
        return Decimal(self.report.value(key).removesuffix("万元"))

    def paper(self) -> Paper:
        """The report with every addition in its place."""
        told_more = self.after(self.report, "basics", [*self.money(), *self.payments(), self.offices()])
        told_more = self.after(told_more, "team table", [self.work(), self.comments()])
        told_more = self.after(told_more, "summary", [self.changes()])
        told_more = self.after(told_more, "practice", [self.materials()])
        if told_more.index("survey") is not None:
            told_more = self.after(told_more, "survey", [self.formula()])
        return self.annexed(told_more)

    @staticmethod
    def after(paper: Paper, name: str, blocks: Sequence[Block]) -> Paper:
        """Blocks put in after a named one."""
        number = paper.index(name)
        assert number is not None, f"no block {name}"
        return paper.with_after(number, *blocks)

    def money(self) -> list[Block]:
        """A sentence, the table of sources, the table of uses."""
        budget, spent = self.amount("budget"), self.amount("spent")
        ways = (
            "从资金来源看，年初预算{a}，全年预算{b}，全年支出{c}，执行率{d}。资金来源及支出安排见下列两表：",
            "项目年初预算{a}，全年预算{b}，实际支出{c}，执行率{d}，资金来源和支出安排如下表：",
        )
        words = ways[self.chosen("money", len(ways))].format(
            a=told("money/initial", f"{text(budget)}万元"),
            b=told("money/adjusted", f"{text(budget)}万元"),
            c=told("money/spent", f"{text(spent)}万元"),
            d=told("money/rate", _rate(spent, budget)),
        )
        return [paragraph(words, "money"), *self.sources(budget, spent), *self.uses(budget, spent)]

    def sources(self, budget: Decimal, spent: Decimal) -> list[Block]:
        """Where the money comes from, with rates and rests."""
        planned = _parted(budget, ("0.6", "0.75")[self.chosen("sources", 2)])
        left = _parted(budget - spent, ("0.35", "1")[self.chosen("left", 2)])
        rows = [(name, whole, whole - rest) for name, whole, rest in zip(_SOURCES, planned, left, strict=True)]
        heads = ("资金来源", "年初预算数", "全年预算数", "执行数", "执行率", "结余")
        body = []
        for name, whole, used in [*rows, ("合计", budget, spent)]:
            values = {"initial": text(whole), "adjusted": text(whole), "executed": text(used)}
            values |= {"rate": _rate(used, whole), "rest": text(whole - used)}
            body.append([cell(name), *(cell(words, f"sources/{name}/{key}") for key, words in values.items())])
        return _titled("资金来源及执行情况表", heads, body, "sources")

    def uses(self, budget: Decimal, spent: Decimal) -> list[Block]:
        """What the money is for, with shares of the budget."""
        names = _USES[self.chosen("uses", len(_USES))]
        planned, left = _parted(budget, "0.72", "0.18"), _parted(budget - spent, "0.2", "0.7")
        rows = [(name, whole, whole - rest) for name, whole, rest in zip(names, planned, left, strict=True)]
        total = ("合计", budget, spent)
        body = []
        for name, whole, used in [total, *rows] if self.chosen("total", 2) else [*rows, total]:
            values = {"adjusted": text(whole), "share": _rate(whole, budget), "executed": text(used)}
            body.append([cell(name), *(cell(words, f"uses/{name}/{key}") for key, words in values.items())])
        return _titled("资金支出安排情况表", ("支出内容", "全年预算数", "占比", "支出数"), body, "uses")

    @property
    def staff(self) -> int:
        """How many people the unit has."""
        return 18 + self.chosen("staff", 40)

    def offices(self) -> Block:
        """The unit's offices, and how many people work there."""
        count = 3 + self.chosen("offices", 3)
        names = "、".join(_OFFICES[:count])
        number = told("offices", f"{count}个")
        ways = (f"项目单位内设{number}股室，分别是{names}", f"项目单位内设{names}{number}股室")
        return paragraph(f"{ways[self.chosen('listed', 2)]}。年末在职{told('staff', f'{self.staff}人')}。", "offices")

    @property
    def collected(self) -> int:
        """How many materials were collected."""
        return 9 + self.chosen("materials", 9)

    def work(self) -> Block:
        """Team and materials counted."""
        count = told("materials", f"{self.collected}份")
        return paragraph(f"评价工作组由{told('team', '3人')}组成，收集、核对佐证材料{count}。", "work")

    def materials(self) -> Block:
        """The materials counted again."""
        again = told("materials again", f"{self.collected}份")
        return paragraph(f"上述情况有佐证材料{again}证明。", "materials")

    def comments(self) -> Block:
        """Comments by what became of them."""
        taken, refused = 2 + self.chosen("taken", 4), 1 + self.chosen("refused", 2)
        pieces = (told("comments", f"{taken + refused}条"), told("comments/taken", f"{taken}条"), told("comments/refused", f"{refused}条"))
        return paragraph("征求意见阶段，共收到意见{}，采纳{}，不采纳{}。".format(*pieces), "comments")

    def changes(self) -> Block:
        """Two scores changed after the comments, both to what the annex has now."""
        rows = ("立项依据充分性", "立项程序规范性")
        halves = (Decimal("0.5"), Decimal(1))
        said = []
        for number, (name, more) in enumerate(zip(rows, halves, strict=True)):
            new = Decimal(self.report.value(f"annex/{name}/score"))
            pieces = told(f"changes/{number}/old", f"{text(new - more)}分"), told(f"changes/{number}/new", f"{text(new)}分")
            said.append("{}由{}调整为{}".format(name, *pieces))
        total = told("changes/total", f"{text(sum(halves, Decimal(0)))}分")
        ending = ("合计调增", "调整合计增加")[self.chosen("changes", 2)]
        return paragraph(f"根据反馈意见，调整得分{told('changes/count', '2处')}：{'；'.join(said)}。{ending}{total}。", "changes")

    def formula(self) -> Block:
        """How the satisfaction of the survey was computed."""
        satisfied, returned = self.report.value("satisfied"), self.report.value("returned")
        result = told("formula/result", self.report.value("satisfaction"))
        return paragraph(f"问卷调查满意度={told('formula/part', satisfied)}÷{told('formula/by', returned)}×100%={result}。", "formula")

    def payments(self) -> list[Block]:
        """What was paid when, and a sentence with the same months."""
        spent, year = self.amount("spent"), self.year
        parts = _parted(spent, "0.3", "0.45")
        months = ((3, 6, 11), (2, 5, 10))[self.chosen("months", 2)]
        paid = "，".join(
            f"{year}年{month}月支付{told(f'paid/{number}', f'{text(part)}万元')}"
            for number, (month, part) in enumerate(zip(months, parts, strict=True))
        )
        words = paragraph(f"{paid}，该项目执行资金{told('paid/all', f'{text(spent)}万元')}。", "payments told")
        payees = ("澄岚县利民工程队", "澄岚县惠农服务社", "澄岚县利民工程队")
        rows = [
            [cell(str(number + 1)), cell(f"{year}年{month}月"), cell(payee), cell("合同款"), cell(text(part), f"payments/{number}/amount")]
            for number, (month, payee, part) in enumerate(zip(months, payees, parts, strict=True))
        ]
        rows.append([cell("合计", across=4), cell(text(spent), "payments/total/amount")])
        return [words, *_titled("资金支付明细表", ("序号", "支付时间", "收款单位", "资金用途", "支付金额"), rows, "payments")]

    def annexed(self, paper: Paper) -> Paper:
        """With interview, slip and the form of basic data as the last annexes, listed in the contents where there are any."""
        for title, blocks in (self.interview(), self.slip(), self.data_form()):
            paper = _annexed(paper, title, blocks)
        return paper

    def interview(self) -> tuple[str, list[Block]]:
        """The record of an interview as it is made public: names masked."""
        agency, year = self.agency, self.year
        answers = "问：项目资金怎样管理？答：专账核算，按进度支付。问：制度怎样执行？答：有调整没有办理手续的情况，已经改正。"
        rows = [
            [cell("被评价单位"), cell(agency), cell("访谈对象"), cell("许某某（股长）", "interview/person")],
            [cell("访谈时间"), cell(f"{year + 1}年4月9日"), cell("访谈地点"), cell("单位会议室")],
            [cell("访谈内容"), cell(answers, "interview/text", across=3, left=True)],
            [cell("签字确认"), cell("被访人签字：许某某", "interview/signed", across=3, left=True)],
        ]
        return "访谈记录", [table(rows, (2, 4, 2, 4), "interview")]

    def slip(self) -> tuple[str, list[Block]]:
        """The slip that asks for comments, and what came back within the days given."""
        agency, year = self.agency, self.year
        answered = told("slip/answered", f"{year + 1}年5月{8 + self.chosen('slip', 3)}日")
        lines = (
            f"{agency}：",
            "现将绩效评价报告送贵单位征求书面意见，请于收到之日起5个工作日内反馈。",
            EVALUATOR,
            told("slip/sent", f"{year + 1}年5月6日"),
            "反馈意见：无修改意见。",
            f"{agency}（盖章）",
            answered,
        )
        return "征求意见单", [paragraph(words, "slip") for words in lines]

    def data_form(self) -> tuple[str, list[Block]]:
        """The form of basic data, a row each."""
        heads = [[cell(name) for name in ("序号", "数据名称", "计量单位", "数值")]]
        data = (("在职人员数", "人", str(self.staff)), ("办公用房面积", "平方米", str(400 + self.chosen("area", 300))))
        rows = [
            [cell(str(number)), cell(name), cell(unit), cell(figure, f"data/{name}")] for number, (name, unit, figure) in enumerate(data, 1)
        ]
        return "基础数据采集表", [table([*heads, *rows], (1, 4, 2, 2), "data form")]


def _annexed(paper: Paper, title: str, blocks: Sequence[Block]) -> Paper:
    """With one more annex on a page of its own, and its line in the contents."""
    last = max(int(block.name[6:]) for block in paper.blocks if re.fullmatch(r"annex:\d+", block.name))
    words, name = f"附件{last + 1} {title}", f"annex:{last + 1}"
    more = paper.with_after(len(paper.blocks) - 1, Block(kind="page"), heading(words, 1, name), *blocks)
    contents = more.index(f"contents:annex:{last}")
    if contents is None:
        return more
    page = int(re.sub(r".*…", "", plain(more.blocks[contents].text)))
    return more.with_after(contents, paragraph(f"{words}{'…' * 12}{page + 2}", f"contents:{name}"))


def _parted(whole: Decimal, *shares: str) -> tuple[Decimal, ...]:
    """An amount in parts of some shares; the last takes what is left."""
    parts = [half_up(whole * Decimal(share)) for share in shares]
    return (*parts, whole - sum(parts))


def _rate(part: Decimal, whole: Decimal) -> str:
    return f"{text(half_up(part / whole * 100))}%"


def _titled(title: str, heads: Sequence[str], body: Sequence[Sequence[Slot]], name: str) -> list[Block]:
    """A table of money with its title and unit above it."""
    rows = [[cell(words) for words in heads], *body]
    return [paragraph(title, f"{name} title"), line("单位：万元", f"{name} unit"), table(rows, (3, *[2] * (len(heads) - 1)), name)]
