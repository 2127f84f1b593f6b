"""The real disclosure beside the repository: every form found, nothing left unread."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jiheng.documents import read
from jiheng.extraction import extract
from jiheng.regulation.labels import load_labels

CASES = Path(__file__).parents[2].parent / "shared" / "cases"


@pytest.mark.corpus
@pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not here")
@pytest.mark.parametrize(("name", "departments"), [("003.docx", 1), ("003-forms.xlsx", 0), ("003.pdf", 1)])
def test_every_form_and_indicator_of_the_disclosure_is_read(name: str, departments: int) -> None:
    gold = json.loads((CASES / "gold" / "003.json").read_text("utf-8"))["project_forms"]
    extraction = extract(read(CASES / name), load_labels("cn"))
    projects = [item.record for item in extraction.records if item.record.type == "self_evaluation_form" and item.record.scope == "project"]
    forms = [item for item in extraction.records if item.record.type == "self_evaluation_form"]
    assert len(forms) - len(projects) == departments and extraction.unread == ()
    assert len(extraction.records) - len(forms) == departments, "the disclosure itself, where its text is there"
    assert ["".join((form.project or "").split()) for form in projects] == ["".join(form["project"].split()) for form in gold]
    assert [len(form.indicators) for form in projects] == [len(form["indicators"]) for form in gold]


@pytest.mark.corpus
@pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not here")
def test_an_evaluation_report_holds_no_self_evaluation_form() -> None:
    extraction = extract(read(CASES / "002.docx"), load_labels("cn"))
    assert [item.record.type for item in extraction.records] == ["evaluation_report"]
    assert extraction.type == "evaluation_report" and len(extraction.tables) == 12
