# ruff: noqa: E501 - the sentences of a document stand on one line
# long: one document, chapter by chapter
"""Evaluation reports of the sample county: the full package on a project (C), a narrative with its scoring annex (A), one large form (B)."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from jiheng.model.amounts import half_up, text
from jiheng.sample.county_disclosures_voice import NUMERALS
from jiheng.sample.county_evaluations import PEOPLE, Evaluation, Row, evaluation_of, points
from jiheng.sample.grids import Slot
from jiheng.sample.layouts_long_paper import Block, Paper, cell, heading, line, table, told
from jiheng.sample.layouts_long_paper import text as paragraph

ReportKind: TypeAlias = Literal["package", "narrative", "form"]
EVALUATOR: Final = "云岭远川会计师事务所"
CLIENT: Final = "澄岚县财政局"
_CHAPTERS: Final = (
    "项目基本情况",
    "绩效评价工作开展情况",
    "综合评价情况及评价结论",
    "绩效评价指标分析",
    "主要经验及做法、存在的问题及原因分析",
    "有关建议",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPlan:
    """What one report is like; ``weights`` of the level-1 indicators where they are not the usual ones."""

    number: int
    seed: int
    kind: ReportKind
    heading_style: int
    annex_style: int
    has_contents: bool
    weights: tuple[int, int, int, int] | None = None


def report_plan(seed: int) -> ReportPlan:
    """The plan of a seed."""
    chance = random.Random(f"report/{seed}")
    kinds: tuple[ReportKind, ...] = ("package", "package", "narrative", "form")
    return ReportPlan(
        number=seed,
        seed=seed,
        kind=kinds[seed % 4],
        heading_style=chance.randrange(3),
        annex_style=chance.randrange(3),
        has_contents=chance.random() < 0.5,
    )


def report(plan: ReportPlan) -> Paper:
    """The whole document."""
    writer = _Reporter(plan)
    return replace(writer.form() if plan.kind == "form" else writer.paper(), number=plan.seed)


class _Reporter:
    """Writes one report."""

    def __init__(self, plan: ReportPlan) -> None:
        self.plan = plan
        self.told: Evaluation = evaluation_of(plan.number, weights=plan.weights)
        self.project = self.told.project
        self.chance = random.Random(f"reporter/{plan.seed}")

    def choose(self, kind: str, ways: tuple[str, ...]) -> str:
        """The wording of this report."""
        return ways[random.Random(f"reporter/{self.plan.seed}/{kind}").randrange(len(ways))]

    @property
    def year(self) -> int:
        """The year evaluated."""
        return self.project.year

    @property
    def score(self) -> str:
        """The score as printed."""
        return points(self.told.score)

    def paper(self) -> Paper:
        """Cover, contents, abstract, body, annexes."""
        body = self.body()
        annexes = self.annexes()
        blocks = [*self.cover()]
        if self.plan.has_contents:
            listed = [block for block in (*body, *annexes) if block.kind == "heading" and block.level == 1]
            blocks += [Block(kind="page"), Block(kind="title", text="目  录")]
            blocks += [
                paragraph(f"{block.text}{'…' * 12}{2 + 2 * number}", f"contents:{block.name}") for number, block in enumerate(listed)
            ]
        blocks += [Block(kind="page"), *self.abstract(), Block(kind="page"), *body, *annexes]
        return Paper(blocks=tuple(blocks))

    def cover(self) -> list[Block]:
        """Title and labelled lines."""
        title = f"{self.project.agency}{self.year}年{self.project.name}绩效评价报告"
        lines = (
            ("项目名称", self.project.name),
            ("项目单位", self.project.agency),
            ("主管部门", self.project.department),
            ("委托单位", CLIENT),
            ("评价机构", EVALUATOR),
            ("主评人", told("lead", PEOPLE[0])),
        )
        named = [paragraph(f"{label}：{words}", f"cover:{label}") for label, words in lines]
        return [Block(kind="title", text=title, name="title"), *named, paragraph(f"{self.year + 1}年5月", "cover:date")]

    def numbered(self, level: int, number: int) -> str:
        """The number of a heading."""
        style = self.plan.heading_style
        if level == 1:
            return (f"{NUMERALS[number]}、", f"第{NUMERALS[number]}部分 ", f"{NUMERALS[number]}、")[style]
        return (f"（{NUMERALS[number]}）", f"{NUMERALS[number]}、", f"（{NUMERALS[number]}）")[style]

    def sections(self, named: list[tuple[str, list[Block]]]) -> list[Block]:
        """Level-2 headings, each before its content."""
        blocks = []
        for number, (title, content) in enumerate(named):
            blocks += [heading(f"{self.numbered(2, number)}{title}", 2, f"section:{title}"), *content]
        return blocks

    def money(self) -> str:
        """Budget, money in place, spending, and their rates."""
        total = self.project.total
        rate = told("execution rate", f"{text(half_up(total.executed / total.adjusted * 100))}%")
        ways = (
            "{y}年项目预算资金{a}，到位资金{b}，资金到位率{c}；实际支出{d}，预算执行率{r}。",
            "项目{y}年度预算安排{a}，实际到位{b}，资金到位率为{c}。截至{y}年12月31日，实际支出{d}，预算执行率为{r}。",
            "{y}年下达预算资金{a}，资金全部到位，到位资金{b}，资金到位率{c}，累计支出{d}，预算执行率{r}。",
        )
        return self.choose("money", ways).format(
            y=self.year,
            a=told("budget", f"{text(total.adjusted)}万元"),
            b=told("in place", f"{text(total.adjusted)}万元"),
            c=told("in place rate", "100.00%"),
            d=told("spent", f"{text(total.executed)}万元"),
            r=rate,
        )

    def verdict(self, place: str, *, with_levels: bool = False) -> str:
        """Score and grade in one sentence."""
        score, grade = told(f"score:{place}", f"{self.score}分"), told(f"grade:{place}", self.told.grade)
        ways = (
            f"经综合评价，{self.project.name}绩效评价得分{score}，评价等级为“{grade}”",
            f"该项目综合得分{score}，评价结果为“{grade}”",
            f"评价组对项目进行了客观评价，最终评分结果为{score}（满分100分），绩效等级为“{grade}”",
        )
        words = ways[random.Random(f"verdict/{self.plan.seed}").randrange(3)]
        if not with_levels:
            return f"{words}。"
        levels = "，".join(f"{name}得分{told(f'level:{place}:{name}', points(score) + '分')}" for name, _, score in self.told.groups)
        return f"{words}。其中：{levels}。"

    def bands(self) -> str:
        """The grades' bands."""
        ways = (
            "评价结果分为四个等级：综合得分90分（含）以上为优，80分（含）至90分为良，60分（含）至80分为中，60分以下为差。",
            "评价结果划分为四档：90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差。",
            "评价等级标准为：综合得分≥90分为优；80≤得分＜90为良；60≤得分＜80为中；得分＜60为差。",
        )
        return self.choose("bands", ways)

    def abstract(self) -> list[Block]:
        """The abstract: money, score, problems, suggestions."""
        faults = self.told.faults
        problems = "；".join(f"{NUMERALS[number]}是{fault.problem}" for number, fault in enumerate(faults))
        advice = "；".join(f"{NUMERALS[number]}是{fault.suggestion}" for number, fault in enumerate(faults))
        return [
            Block(kind="title", text="摘  要", name="abstract"),
            paragraph(
                f"{self.project.name}由{self.project.agency}实施，主要内容是{self.project.purpose}。{self.money()}", "abstract money"
            ),
            paragraph(self.verdict("abstract"), "abstract verdict"),
            paragraph(f"存在的主要问题：{problems}。", "abstract problems"),
            paragraph(f"有关建议：{advice}。", "abstract advice"),
        ]

    def body(self) -> list[Block]:
        """The six chapters."""
        chapters = (self.basics(), self.work(), self.conclusion(), self.analysis(), self.findings(), self.advice())
        blocks: list[Block] = []
        for number, (title, content) in enumerate(zip(_CHAPTERS, chapters, strict=True)):
            blocks += [heading(f"{self.numbered(1, number)}{title}", 1, f"chapter:{number}"), *content]
        return [*blocks, line(EVALUATOR, "signed"), line(f"{self.year + 1}年5月18日", "dated")]

    def basics(self) -> list[Block]:
        """Background, money, objectives."""
        rows = [row for row in self.told.rows if row.level1 in ("产出", "效益")]
        aims = "；".join(f"{row.name}{told(f'aim:{row.name}', row.benchmark)}" for row in rows)
        return self.sections(
            [
                (
                    "项目概况",
                    [paragraph(f"{self.project.name}由{self.project.agency}组织实施，{self.project.purpose}。{self.money()}", "basics")],
                ),
                ("项目绩效目标", [paragraph(f"项目总体目标是{self.project.purpose}。年度绩效指标为：{aims}。", "aims")]),
            ]
        )

    def work(self) -> list[Block]:
        """Purpose, frame, course, team."""
        groups = self.told.groups
        seconds = {(row.level1, row.level2) for row in self.told.rows}
        counts = f"{told('count:level1', f'{len(groups)}个')}一级指标、{told('count:level2', f'{len(seconds)}个')}二级指标、{told('count:level3', f'{len(self.told.rows)}个')}三级指标"
        weights = "、".join(f"{name}（{told(f'weight:{name}', points(weight) + '分')}）" for name, weight, _ in groups)
        frame = f"评价指标体系由{counts}构成，一级指标为：{weights}，共计{told('weight:all', '100分')}。{self.bands()}"
        people = [("组长", PEOPLE[0], "统筹评价工作"), ("组员", PEOPLE[1], "资料收集和核查"), ("组员", PEOPLE[2], "现场调研和问卷")]
        rows = [[cell("姓名"), cell("职务"), cell("分工")]]
        rows += [[cell(name, f"team/{number}/name"), cell(role), cell(duty)] for number, (role, name, duty) in enumerate(people)]
        return self.sections(
            [
                ("评价目的和对象", [paragraph(f"评价对象为{self.project.name}，评价目的是了解资金使用和目标实现情况，改进项目管理。")]),
                ("评价指标体系", [paragraph(frame, "frame")]),
                (
                    "评价工作过程",
                    [
                        paragraph("评价工作分为前期准备、现场调查、分析评价和报告撰写四个阶段，评价人员分工如下表：", "team"),
                        table(rows, (3, 2, 5), "team table"),
                    ],
                ),
            ]
        )

    def conclusion(self) -> list[Block]:
        """The verdict with the table of level-1 scores."""
        rows = [[cell("一级指标"), cell("分值"), cell("得分"), cell("得分率")]]
        for name, weight, score in [*self.told.groups, ("合计", Decimal(100), self.told.score)]:
            rate = f"{text(half_up(score / weight * 100))}%"
            values = (("weight", points(weight)), ("score", points(score)), ("rate", rate))
            rows.append([cell(name), *(cell(words, f"summary/{name}/{key}") for key, words in values)])
        caption = paragraph("各项指标得分情况见下表：", "summary lead")
        return [paragraph(self.verdict("conclusion", with_levels=True), "verdict"), caption, table(rows, (4, 2, 2, 2), "summary")]

    def analysis(self) -> list[Block]:
        """Each level-1 indicator: weight, score, rate, and its rows."""
        named = []
        for name, weight, score in self.told.groups:
            rate = told(f"rate:{name}", f"{text(half_up(score / weight * 100))}%")
            lead = f"{name}指标权重分为{told(f'part weight:{name}', points(weight) + '分')}，实际得分{told(f'part score:{name}', points(score) + '分')}，得分率为{rate}。"
            rows = [row for row in self.told.rows if row.level1 == name]
            blocks = [paragraph(lead, f"analysis:{name}")]
            blocks += [paragraph(f"{number}.{self.analysed(row)}", f"analysis:{row.name}") for number, row in enumerate(rows, 1)]
            named.append((f"项目{name}情况", blocks))
        return self.sections(named)

    def analysed(self, row: Row) -> str:
        """One row in words."""
        key = row.name
        weight, score = told(f"row weight:{key}", f"{points(row.weight)}分"), told(f"row score:{key}", f"{points(row.score)}分")
        actual = (
            f"目标值{row.benchmark}，实际完成{told(f'row actual:{key}', row.actual)}，"
            if row.actual and row.level1 in ("产出", "效益")
            else ""
        )
        if not row.loss:
            return f"{key}：分值{weight}，{actual}不扣分，得{score}。"
        return f"{key}：分值{weight}，{actual}{row.lost}，扣{told(f'row lost:{key}', points(row.loss) + '分')}，得{score}。"

    def findings(self) -> list[Block]:
        """Good practice, problems with their causes."""
        problems: list[Block] = []
        for number, fault in enumerate(self.told.faults, 1):
            cause = "" if "原因" in fault.account else "，主要原因是项目单位对绩效管理要求掌握不够"
            problems += [paragraph(f"{number}.{fault.problem}。{fault.account}{cause}。", f"problem:{number}")]
        practice = f"{self.project.outcome}。项目单位建立台账，逐项落实责任，按月调度进度。"
        return self.sections([("主要经验及做法", [paragraph(practice, "practice")]), ("存在的问题及原因分析", problems)])

    def advice(self) -> list[Block]:
        """A suggestion for each problem."""
        return [
            paragraph(f"{number}.{fault.suggestion}。{fault.advice}。", f"advice:{number}")
            for number, fault in enumerate(self.told.faults, 1)
        ]

    def annexes(self) -> list[Block]:
        """The scoring table; in a package the survey, the interview and the slips too."""
        blocks: list[Block] = [Block(kind="page"), heading("附件1 绩效评价指标评分表", 1, "annex:1"), self.scoring()]
        if self.plan.kind == "package":
            blocks += [Block(kind="page"), heading("附件2 满意度调查分析报告", 1, "annex:2"), *self.survey()]
        return blocks

    def scoring(self) -> Block:  # long: one table, column by column
        """The annex with eleven, nine or seven columns."""
        full = ["一级指标", "二级指标", "三级指标", "分值", "指标解释", "标杆值", "评价要点", "评分规则", "评分过程", "得分", "得分率"]
        wanted = (full, [*full[:4], *full[5:6], *full[7:]], [*full[:4], "评分规则", "评分过程", "得分"])[self.plan.annex_style]
        rows: list[list[Slot]] = [[cell(name) for name in wanted]]
        seen: set[tuple[str, str]] = set()
        for row in self.told.rows:
            values = {
                "三级指标": cell(row.name, f"annex/{row.name}/name"),
                "分值": cell(points(row.weight), f"annex/{row.name}/weight"),
                "指标解释": cell(row.meaning, left=True),
                "标杆值": cell(row.benchmark, f"annex/{row.name}/benchmark"),
                "评价要点": cell(
                    "；".join(f"{'①②③'[number]}{words}" for number, words in enumerate(row.points)), f"annex/{row.name}/points", left=True
                ),
                "评分规则": cell(row.rule, f"annex/{row.name}/rule", left=True),
                "评分过程": cell(row.course, f"annex/{row.name}/course", left=True),
                "得分": cell(points(row.score), f"annex/{row.name}/score"),
                "得分率": cell(f"{text(half_up(row.score / row.weight * 100))}%", f"annex/{row.name}/rate"),
            }
            made = []
            for name in wanted:
                if name == "一级指标" and (row.level1, "") not in seen:
                    made.append(
                        cell(f"{row.level1}（{self._sum(row.level1, '')}分）", f"annex group/{row.level1}", down=self._down(row.level1, ""))
                    )
                elif name == "二级指标" and (row.level1, row.level2) not in seen:
                    made.append(cell(f"{row.level2}（{self._sum(row.level1, row.level2)}分）", down=self._down(row.level1, row.level2)))
                elif name in values:
                    made.append(values[name])
            seen |= {(row.level1, ""), (row.level1, row.level2)}
            rows.append(made)
        ends = {
            "分值": cell("100", "annex/total/weight"),
            "得分": cell(self.score, "annex/total/score"),
            "得分率": cell(f"{text(self.told.score)}%"),
        }
        rows.append([cell("合计", across=3), *(ends.get(name, cell("")) for name in wanted[3:])])
        wide = {"评价要点": 4.0, "评分规则": 5.0, "评分过程": 5.0, "指标解释": 3.0}
        return table(rows, [wide.get(name, 1.8) for name in wanted], "annex")

    def _rows(self, level1: str, level2: str) -> list[Row]:
        return [row for row in self.told.rows if row.level1 == level1 and level2 in ("", row.level2)]

    def _sum(self, level1: str, level2: str) -> str:
        return points(sum((row.weight for row in self._rows(level1, level2)), Decimal(0)))

    def _down(self, level1: str, level2: str) -> int:
        return len(self._rows(level1, level2))

    def survey(self) -> list[Block]:
        """Issued, returned, satisfied, and a question table."""
        it = self.told
        rate = told("satisfaction", it.satisfaction)
        ways = (
            "本次调查对象为项目服务对象，共{p}人，采用随机抽样方式发放问卷{i}份，回收有效问卷{r}份，其中满意{s}份，满意度为{m}。",
            "评价组随机抽取项目服务对象发放满意度调查问卷{i}份，收回有效问卷{r}份，表示满意的{s}份，满意度为{m}。",
        )
        words = self.choose("survey", ways).format(
            p=it.population,
            i=told("issued", str(it.issued)),
            r=told("returned", str(it.returned)),
            s=told("satisfied", str(it.satisfied)),
            m=rate,
        )
        rows = [[cell("序号"), cell("问题"), cell("回收份数"), cell("是"), cell("否"), cell("占比")]]
        question = [cell("1"), cell("您对项目实施效果是否满意", left=True), cell(str(it.returned)), cell(str(it.satisfied), "survey/yes")]
        question += [cell(str(it.returned - it.satisfied), "survey/no"), cell(it.satisfaction, "survey/rate")]
        return [paragraph(words, "survey"), table([*rows, question], (1, 6, 2, 1.5, 1.5, 2), "survey table")]

    # long: one form, row by row
    def form(self) -> Paper:
        """The report as one large form."""
        total, it = self.project.total, self.told
        rate = f"{text(half_up(total.executed / total.adjusted * 100))}%"
        left = total.adjusted - total.executed
        money = [
            cell("财政资金及其他"),
            cell(text(total.adjusted), "form/budget"),
            cell(text(total.adjusted), "form/in place"),
            cell(text(total.executed), "form/spent"),
            cell(text(left), "form/left"),
            cell(rate, "form/rate"),
        ]
        whole = [cell("合计"), *(cell(slot.text) for slot in money[1:])]
        names = [name for name, _, _ in it.groups]
        scores = [cell(points(score), f"form/score/{name}") for name, _, score in it.groups]
        rates = [cell(f"{text(half_up(score / weight * 100))}%", f"form/rate/{name}") for name, weight, score in it.groups]
        problems = "\n".join(f"{number}.{fault.problem}。{fault.account}。" for number, fault in enumerate(it.faults, 1))
        advice = "\n".join(f"{number}.{fault.suggestion}。{fault.advice}。" for number, fault in enumerate(it.faults, 1))
        aims = "；".join(f"{row.name}{row.benchmark}" for row in it.rows if row.level1 == "产出")
        rows: list[list[Slot]] = [
            [cell("项目名称"), cell(self.project.name, across=3), cell("评价机构"), cell(EVALUATOR, across=2)],
            [cell("项目单位"), cell(self.project.agency, across=3), cell("主评人"), cell(PEOPLE[0], "form/lead", across=2)],
            [
                cell("一、资金情况（万元）", down=3),
                *(cell(name) for name in ("资金来源", "计划安排", "到位资金", "实际支出", "结余", "执行率")),
            ],
            money,
            whole,
            [cell("二、绩效目标"), cell(f"{self.project.purpose}；{aims}。", left=True, across=6)],
            [
                cell("三、评价结论", down=4),
                cell("评价得分"),
                cell(self.score, "form/score", across=2),
                cell("评价等级"),
                cell(it.grade, "form/grade", across=2),
            ],
            [cell("一级指标"), *(cell(name) for name in names), cell("合计")],
            [cell("得分"), *scores, cell(self.score, "form/score/total")],
            [cell("得分率"), *rates, cell(f"{text(it.score)}%", "form/rate/total")],
            [cell("四、存在的问题及原因分析"), cell(problems, left=True, across=6)],
            [cell("五、有关建议"), cell(advice, left=True, across=6)],
            [cell("六、其他需要说明的问题"), cell("无", across=6)],
        ]
        title = f"{self.project.agency}{self.year}年{self.project.name}绩效评价报告"
        return Paper(blocks=(Block(kind="title", text=title, name="title"), table(rows, (3, 2.4, 2, 2, 2, 2, 2), "form")))
