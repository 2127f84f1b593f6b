"""The department evaluation report, narrative and as one form: read back by our own reader it says what the case says."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from report_reading import findings_of, normalised, read_back, report_in
from test_evaluation_annexes import many

from jiheng.model import EvaluationCase
from jiheng.regulation import load_standard
from jiheng.reports.compare import compare_papers
from jiheng.reports.department_report import department_form, department_report
from jiheng.reports.render.paper import Heading, Layout, Paper, Table, texts
from jiheng.reports.render.regions import edited_regions, keep_edits
from jiheng.reports.render.word import write_word
from jiheng.sample.cases import case_text
from jiheng.scoring.case import CaseScore, score_case
from jiheng.scoring.case_file import load_case

KINDS = {"narrative": department_report, "form": department_form}
FILLED = {
    "practices": "按月通报预算执行，把特派员考核与补助挂钩。",
    "group/人员管理": "人员管理按编制执行，没有超编。",
    "group/制度建设": "制定了财务、项目、资产三项制度。",
}


def made(kind: str, *, texts: dict[str, str] | None = None, **changes: object) -> tuple[Paper, CaseScore, EvaluationCase]:
    read = load_case(case_text("department"), "案例.yaml")
    case = read.case.model_copy(update={"texts": {**read.case.texts, **FILLED} if texts is None else texts, **changes})
    score = score_case(case, read.frame, read.standard)
    build: Callable[..., Paper] = KINDS[kind]
    return build(case, read.frame, score, read.standard), score, case


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_a_complete_case_is_read_back_with_its_figures_and_checks_clean(kind: str, suffix: str) -> None:
    paper, score, case = made(kind)
    report, result = read_back(paper, suffix)
    assert findings_of(result) == []
    annex = next(table for table in report.score_tables if table.kind == "annex")
    printed = {line.level3: line.score.value for line in annex.lines if line.level == 3 and line.score is not None}
    assert printed == {line.indicator.name: line.score for line in score.lines}
    summary = next(table for table in report.score_tables if table.kind == "summary")
    levels = {line.level1: line.score.value for line in summary.lines if line.level == 1 and line.score is not None}
    assert levels.items() >= {level.name: level.score for level in score.levels}.items()
    assert {verdict.score.value for verdict in report.verdicts if verdict.score} == {score.total}
    (money,) = (table for table in report.money_tables if "执行率" in "".join(table.columns.values()))
    assert [row.figures["executed"].value for row in money.rows] == [row.executed.value for row in case.funds if row.executed]
    assert [problem.title for problem in report.problems] == [problem.title for problem in case.problems]
    assert [one.title for one in report.suggestions] == [one.title for one in case.suggestions]


def test_the_narrative_names_every_part_and_its_annexes() -> None:
    paper, _, _ = made("narrative")
    heads = [block.text for block in paper.blocks() if isinstance(block, Heading)]
    for part in (
        "一、部门概况",
        "三、部门管理情况分析",
        "（三）资产管理",
        "四、部门履职情况",
        "五、综合评价情况及评价结论",
        "九、评价结果应用建议",
    ):
        assert part in heads
    assert [head.split(" ")[1] for head in heads if head.startswith("附件")] == [
        "绩效评价指标体系及评分表",
        "基础数据采集表",
        "访谈记录（澄岚县科学技术局）",
        "服务对象满意度调查问卷分析",
        "佐证材料目录",
        "绩效评价报告确认单（委托方）",
        "绩效评价报告确认单（被评价单位）",
    ]


def test_a_changed_score_changes_in_all_its_places_of_the_form_and_nowhere_else() -> None:
    before, _, case = made("form")
    inputs = tuple(one.model_copy(update={"failed": ()}) if one.indicator == "2.3.1" else one for one in case.inputs)
    after, _, _ = made("form", inputs=inputs)
    changed = [change.place for change in compare_papers(before, after)]
    assert any(place.endswith("资产管理 / 得分") for place in changed)
    expected = ("评价结论", "评价得分", "得分", "得分率", "绩效情况", "资产管理", "合计")
    assert [place for place in changed if not any(word in place for word in expected)] == []


def test_what_a_person_wrote_into_a_cell_of_the_form_stays() -> None:
    paper, score, case = made("form")
    read = load_case(case_text("department"), "案例.yaml")
    layout = Layout.of(load_standard("cn"))
    rewritten = keep_edits(paper, {"staff": ("编制22人，在职21人，另有借调1人。",)})
    word = write_word(rewritten, layout)
    edits = edited_regions(word, "旧版.docx")
    assert edits == {"staff": ("编制22人，在职21人，另有借调1人。",)}
    again = department_form(case, read.frame, score, read.standard, edits)
    said = "".join(texts(again))
    assert "另有借调1人" in said
    assert "年末在职21人" not in said
    assert edited_regions(write_word(paper, layout), "未改.docx") == {}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_the_case_does_not_say_is_a_gap(kind: str) -> None:
    bare = {"funds": (), "problems": (), "suggestions": (), "tasks": (), "values": {}, "evidence": (), "surveys": (), "interviews": ()}
    paper, _, _ = made(kind, texts={}, **bare)
    gaps = set(paper.gaps())
    assert {"部门主要职责", "机构设置", "核定编制和年末在职人员", "部门整体绩效目标", "主要经验及做法", "存在的问题及原因分析"} <= gaps
    assert not any(text.count("None") for text in texts(paper))


@pytest.mark.parametrize(("kind", "count"), [("form", 200), ("narrative", 20)])
def test_many_indicators_of_a_department_with_a_very_long_name_come_back(kind: str, count: int) -> None:
    case, frame = many(count)
    name = "澄岚县镕喆堃片区山水林田湖草沙一体化保护和修复工程指挥部㎡" * 4
    own = made(kind)[2]
    subject = own.subject.model_copy(update={"name": name, "agency": name})
    data = {key: getattr(case, key) for key in ("frame", "inputs", "evidence", "problems", "suggestions", "deductions", "interviews")}
    asked = own.model_copy(update={**data, "subject": subject, "slips": (), "surveys": ()})
    paper = KINDS[kind](asked, frame, score_case(asked, frame, load_standard("cn")), load_standard("cn"))
    report = report_in(paper, "docx")
    annex = next(table for table in report.score_tables if table.kind == "annex")
    assert [line.level3 for line in annex.lines if line.level == 3] == [one.name for one in frame.indicators]


def test_a_frame_of_many_levels_still_fits_the_grid_of_the_form() -> None:
    read = load_case(case_text("department"), "案例.yaml")
    names = [f"一级{number}" for number in range(15)]
    indicators = tuple(
        one.model_copy(update={"level1": names[place % 15], "outside": False}) for place, one in enumerate(read.frame.indicators)
    )
    frame = read.frame.model_copy(update={"indicators": indicators})
    paper = department_form(read.case, frame, score_case(read.case, frame, read.standard), read.standard)
    table = next(block for block in paper.blocks() if isinstance(block, Table))
    width = len(table.widths)
    assert all(sum(cell.columns for cell in row) <= width for row in table.rows)
    assert sum(table.widths[1:]) == Decimal("0.7") * (width - 1)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_text_is_the_text_that_was_looked_at(kind: str) -> None:
    expected = Path(__file__).with_name("papers") / f"department_{kind}.txt"
    assert normalised(made(kind)[0]) == expected.read_text("utf-8")


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("2024年部门确定重点任务5项，计划和完成情况见表。", ["EVR178"]),
        ("2024年部门确定重点任务5项，主要任务见表。", []),
        ("2024年部门确定重点任务5项。", []),
    ],
)
def test_tasks_counted_in_a_sentence_are_those_of_the_table_it_points_to(plan: str, said: list[str]) -> None:
    paper, _, _ = made("narrative", texts={**load_case(case_text("department"), "案例.yaml").case.texts, **FILLED, "plan": plan})
    _, result = read_back(paper, "docx")
    assert [text.split(" ")[0] for text in findings_of(result) if "重点任务" in text and not text.startswith("fails")] == said
