"""Every generated document, read back by our own reader: each of its figures is compared; one that stands alone is told with the reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
import test_department_report
import test_evaluation_annexes
import test_process_papers
import test_result_papers
from accounts_at_hand import department

from jiheng.assessment.assessing import Options, assess, standard_of
from jiheng.assessment.coverage import measure, printed_figures
from jiheng.assessment.papers import add_papers
from jiheng.assessment.running import run
from jiheng.assessment.uncompared import uncompared
from jiheng.documents import Document, read
from jiheng.extraction import Extracted, extract
from jiheng.model import AnyForm, Fact, Figure, Heading, Outcome, Rectification, Relation, Severity, Source, SourceMap, read_figure
from jiheng.model.places import Place
from jiheng.process.record_file import read_record
from jiheng.regulation import load_labels, load_standard
from jiheng.reports.disclosure import disclosure_report
from jiheng.reports.official_forms import FormFormat, write_forms
from jiheng.reports.rectification import rectification_notice
from jiheng.reports.render.paper import Layout, Paper
from jiheng.reports.render.typeset import write_pdf
from jiheng.reports.render.word import write_word
from jiheng.reports.working_paper import render_workbook
from jiheng.sample.county import load_county
from jiheng.sample.county_forms import department_self_evaluation, monitoring, objective, self_evaluation
from jiheng.sample.papers import paper_text
from jiheng.testing.reports import report

PAPERS: Final[dict[str, Callable[[], Paper]]] = {
    "project_report": lambda: test_evaluation_annexes.made(test_evaluation_annexes.sample()),
    "department_report": lambda: test_department_report.made("narrative")[0],
    "department_form": lambda: test_department_report.made("form")[0],
    "disclosure": lambda: disclosure_report(department(3), load_standard("cn"), prior=department(3, last_year=True)),
    "rectification_notice": lambda: test_process_papers.paper_of("rectification_notice"),
    "rectification_reply": lambda: test_process_papers.paper_of("rectification_reply"),
    "complaint_ledger": lambda: test_process_papers.paper_of("complaint_ledger"),
    "review_opinions": lambda: test_process_papers.paper_of("review_opinions"),
    "summary_report": lambda: test_result_papers.papers()["summary_report"],
}


def unchecked(document: Document) -> tuple[list[str], list[str]]:
    """The figures that no relation has compared, as printed; and what must be fixed, is asked, or could not be read."""
    found = extract(document, load_labels("cn"))
    records = [one.record for one in found.records]
    sources = [one.sources for one in found.records]
    standard, choice = standard_of("cn", found.fiscal_year), Options().choice
    said = run(records, standard, choice)
    add_papers(said, records, standard, choice)
    left = [(number, path) for number, path, checked in printed_figures(records, said.relations, sources) if not checked]
    wrong = [f"{finding.code} {finding.message}" for _, finding in said.findings if finding.severity is not Severity.NOTE]
    wrong += [source.label for source in found.unread]
    return [_name(records[number], path, sources[number]) for number, path in left], wrong


def _name(record: Any, path: str, sources: SourceMap) -> str:
    """The words of the fact a figure belongs to, else its label."""
    if path.startswith("/facts/"):
        return str(record.facts[int(path.split("/")[2])].text)
    source = sources.find(path)
    return source.label if source is not None else path


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_every_figure_of_a_generated_paper_is_compared(kind: str, suffix: str) -> None:
    layout = Layout.of(load_standard("cn"))
    data = write_word(PAPERS[kind](), layout) if suffix == "docx" else write_pdf(PAPERS[kind](), layout)
    left, wrong = unchecked(read(f"文件.{suffix}", data=data))
    assert left == []
    # A disclosure drafted from tables alone has gaps, which are found; everything else is clean.
    assert [one for one in wrong if not one.startswith("DOC123")] == []
    assert bool(wrong) == (kind == "disclosure")


@pytest.mark.parametrize("file_format", ["docx", "pdf", "xlsx"])
def test_every_figure_of_an_official_form_is_compared(file_format: FormFormat) -> None:
    county = load_county()
    (project, *_), (owner, *_) = county.projects, county.departments
    forms: list[AnyForm] = [self_evaluation(project), objective(project), monitoring(project), department_self_evaluation(owner)]
    for form in forms:
        left, wrong = unchecked(read(f"表.{file_format}", data=write_forms([form], load_standard("cn"), file_format)))
        assert (left, wrong) == ([], [])


def test_a_figure_that_stands_alone_is_listed_with_the_reason(tmp_path: Path) -> None:
    said = paper_text("rectification").replace("抽查8场培训的资料费，有2场超过", "2场培训的资料费超过")
    paper = rectification_notice(read_record(said, "整改.yaml", Rectification).record, load_standard("cn"))
    result = assess(read("通知.docx", data=write_word(paper, Layout.of(load_standard("cn")))))
    (one,) = result.uncompared
    assert result.coverage.not_checkable == 1
    assert (one.location.quote, one.reason[:5]) == ("2场", "单独的个数")
    render_workbook([result], [], tmp_path / "核对底稿.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "核对底稿.xlsx")["无从核对"]
    assert [cell.value for cell in sheet[2]][3:] == [one.location.quote, one.reason]


def test_the_reason_says_what_kind_of_figure_it_is() -> None:
    facts = (
        Fact(label="占地面积", figure=read_figure("3.5亩")),
        Fact(label="合同金额", figure=read_figure("12.00万元")),
        Fact(label="到课率", figure=read_figure("91%")),
        Fact(label="培训", figure=read_figure("6场"), year=2021),
    )
    record = report({"facts": []}).model_copy(update={"facts": facts, "fiscal_year": 2024})
    extracted, printed = [Extracted(record=record, sources=SourceMap())], list(printed_figures([record], []))
    found = uncompared(extracted, [], printed)
    assert [one.reason.split("，")[0].split("：")[0] for one in found] == ["单独的事实", "单独的金额", "只写了比率", "说的是别的年度"]
    asked = Relation(check="EVR101", expression="甲", stated="1", computed="", outcome=Outcome.NOT_CHECKABLE, paths=("/facts/2/figure",))
    assert uncompared(extracted, [(0, asked)], printed)[2].reason.startswith("对照的一方")


def holding(*paths: str) -> tuple[int, Relation]:
    return 0, Relation(check="EVR101", expression="甲 = 乙", stated="1", computed="1", outcome=Outcome.HOLDS, paths=paths)


def spots(places: dict[str, tuple[int, int]]) -> SourceMap:
    found = SourceMap()
    for path, (start, end) in places.items():
        found.add(path, Source(place=Place(block=3, start=start, end=end)))
    return found


def test_a_figure_read_twice_from_the_same_characters_counts_once() -> None:
    record = report({"facts": [{"label": "评价得分", "figure": "94.34分"}], "verdicts": [{"score": "94.34"}]})
    sources = spots({"/facts/0": (0, 9), "/facts/0/figure": (4, 10), "/verdicts/0/score": (4, 9)})
    assert measure([record], [holding("/facts/0/figure")], 0, [sources]).figures == 1
    assert measure([record], [holding("/facts/0/figure")], 0, [sources]).checked == 1
    assert measure([record], [holding("/facts/0/figure")], 0).figures == 2


def test_two_values_within_one_place_are_two_figures() -> None:
    record = report({"facts": [{"label": "以下", "figure": "90分"}], "grade_bands": [{"grade": "良", "low": "80", "high": "90"}]})
    sources = spots({"/facts/0/figure": (8, 11), "/grade_bands/0": (0, 12)})
    assert measure([record], [holding("/grade_bands/0/low", "/facts/0/figure")], 0, [sources]).checked == 2
    assert measure([record], [holding("/grade_bands/0/high")], 0, [sources]).figures == 2


def test_the_page_of_a_contents_line_is_no_figure() -> None:
    record = report({}).model_copy(update={"contents": (Heading(level=1, title="摘要", page=Figure(value=3)),)})
    assert measure([record], [], 0).figures == 0
