"""Papers of the process, written and read back: the record is the same but for what a paper does not print, which is named here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import test_result_papers
from read_back import normalised, written
from test_process_papers import LAW, paper_of

from jiheng.documents import Document, read
from jiheng.extraction import extract
from jiheng.model import ComplaintLedger, PaperRecord, Rectification, ResultsSummary, ReviewOpinions
from jiheng.process.record_file import ProcessRecord, read_record
from jiheng.regulation import load_labels
from jiheng.reports.complaint_ledger import complaint_ledger, complaint_sheets
from jiheng.reports.rectification import rectification_notice
from jiheng.reports.render.form_workbook import write_tables_workbook
from jiheng.reports.render.paper import Paper
from jiheng.reports.render.workbook import write_workbook
from jiheng.reports.review_opinions import review_opinions
from jiheng.reports.summary_report import ranking_sheets
from jiheng.reports.wording import subject_words
from jiheng.sample.papers import paper_text

RECORDS: Final[dict[str, tuple[str, type[ProcessRecord]]]] = {
    "rectification_notice": ("rectification", Rectification),
    "rectification_reply": ("rectification", Rectification),
    "complaint_ledger": ("complaint_ledger", ComplaintLedger),
    "review_opinions": ("review_opinions", ReviewOpinions),
}
#: Keys that a paper does not print (a star stands for any number): numbers and names of the file, the other letter of a rectification, and
#: of a ledger who complained, its term before it was extended, and the term that the standard gives.
UNPRINTED: Final[dict[str, tuple[str, ...]]] = {
    "rectification_notice": (
        "/id", "/subject/supervising_department", "/items/*/id", "/items/*/measure", "/items/*/progress", "/items/*/finished_on",
        "/items/*/recovered", "/items/*/evidence", "/items/*/reason", "/reply",
    ),
    "rectification_reply": (
        "/id", "/subject/supervising_department", "/items/*/id", "/paper", "/score", "/grade", "/issued_on", "/due_on", "/items/*/text",
        "/items/*/indicators", "/items/*/requirement", "/items/*/due_on",
    ),
    "complaint_ledger": ("/complaints/*/complainant", "/complaints/*/due_on"),
    "review_opinions": ("/id",),
}  # fmt: skip


def sample(kind: str) -> ProcessRecord:
    name, record = RECORDS[kind]
    return read_record(paper_text(name), "记录.yaml", record).record


def read_from(document: Document) -> PaperRecord:
    found = extract(document, load_labels("cn"))
    assert found.unread == ()
    record = found.records[0].record
    assert isinstance(record, PaperRecord)
    return record


def said(record: PaperRecord) -> dict[str, Any]:
    """The record as data; the subject as titles print it (…项目)."""
    if isinstance(record, Rectification | ReviewOpinions):
        subject = record.subject.model_copy(update={"name": subject_words(record.subject)})
        record = record.model_copy(update={"subject": subject})
    return record.model_dump(mode="json", exclude_defaults=True)


def differences(one: Any, other: Any, path: str = "") -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in dict.fromkeys([*one, *other]):
            yield from differences(one.get(key), other.get(key), f"{path}/{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for left, right in zip(one, other, strict=True):
            yield from differences(left, right, f"{path}/*")
    elif one != other:
        yield path


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
@pytest.mark.parametrize("kind", sorted(RECORDS))
def test_the_record_comes_back_but_for_what_the_paper_does_not_print(kind: str, suffix: str) -> None:
    found = set(differences(said(sample(kind)), said(read_from(written(paper_of(kind), suffix)))))
    assert found <= set(UNPRINTED[kind])


AGAIN: Final[dict[str, Callable[[Any], Paper]]] = {
    "rectification_notice": lambda record: rectification_notice(record, LAW),
    "complaint_ledger": lambda record: complaint_ledger(record, LAW),
    "review_opinions": lambda record: review_opinions(record, LAW),
}


@pytest.mark.parametrize("kind", sorted(AGAIN))
def test_the_record_read_back_prints_the_same_paper(kind: str) -> None:
    paper = paper_of(kind)
    assert normalised(AGAIN[kind](read_from(written(paper, "docx")))) == normalised(paper)


def test_the_worksheet_of_complaints_comes_back(tmp_path: Path) -> None:
    ledger = sample("complaint_ledger")
    assert isinstance(ledger, ComplaintLedger)
    write_workbook(tmp_path / "投诉台账.xlsx", complaint_sheets(ledger, LAW))
    record = read_from(read(tmp_path / "投诉台账.xlsx"))
    # A worksheet is a list and nothing else: whose it is and on which day it was drawn up stand in the paper.
    assert set(differences(said(ledger), said(record))) <= {*UNPRINTED["complaint_ledger"], "/agency", "/at", "/title"}


@pytest.mark.parametrize("kind", ["rectification_notice", "rectification_reply", "review_opinions"])
def test_the_list_of_a_letter_comes_back_from_its_worksheet(kind: str) -> None:
    record = read_from(read("清单.xlsx", data=write_tables_workbook(paper_of(kind))))
    lost = {path for path in differences(said(sample(kind)), said(record)) if path.startswith(("/items", "/opinions"))}
    # What the letter says of each problem, money that was recovered and the one term of all stand in its text alone.
    assert lost <= {*UNPRINTED[kind], "/items/*/text", "/items/*/recovered", "/items/*/due_on"}
    assert isinstance(record, Rectification | ReviewOpinions)
    assert record.subject.fiscal_year == 2024


def test_the_rankings_come_back_from_paper_and_worksheets(tmp_path: Path) -> None:
    ranking = test_result_papers.ranking()
    write_workbook(tmp_path / "排名.xlsx", ranking_sheets(ranking, LAW))
    for document in (written(test_result_papers.summary(), "docx"), read(tmp_path / "排名.xlsx")):
        record = read_from(document)
        assert isinstance(record, ResultsSummary)
        projects, departments, evaluations = (record.of(kind) for kind in ("projects", "departments", "evaluations"))
        assert projects is not None
        assert departments is not None
        assert evaluations is not None
        assert [(row.name, row.rank and int(row.rank.value)) for row in projects.rows] == [(one.name, one.rank) for one in ranking.projects]
        names = [row.name for row in departments.rows if not row.is_total]
        assert names == [one.name for one in ranking.departments]
        assert [row.evaluator for row in evaluations.rows] == [one.evaluator for one in ranking.evaluations]
