"""Text dumps of monitoring forms, whose header has two rows: ticks and rates come back from every dump that keeps blank cells."""

from __future__ import annotations

import pytest

from jiheng.documents import read
from jiheng.extraction import extract
from jiheng.model import MonitoringForm, SelfEvaluationForm
from jiheng.regulation import load_labels
from jiheng.sample.accuracy_cases import Case, records_of, write_case
from jiheng.sample.accuracy_fields import compare
from jiheng.sample.errors import Subject


def _wrong(style: str, name: str, project: int, subject: Subject = "monitoring") -> list[str]:
    case = Case(number=1, format="txt", layout=name, style=style, subject=subject, project=project)
    known = records_of(case)
    assert known is not None
    extraction = extract(read("sample.txt", data=write_case(case, known)), load_labels("cn"))
    records = [one.record for one in extraction.records if isinstance(one.record, MonitoringForm | SelfEvaluationForm)]
    return [f"{field.path}: {field.known} / {field.read}" for field in compare(known[0], records[0]) if not field.agrees]


@pytest.mark.parametrize("style", ["pipe", "tab", "tab_repeated", "tab_merged", "markdown", "cell_lines_pipe"])
def test_a_monitoring_form_comes_back_whole(style: str) -> None:
    assert _wrong(style, "southwestern", 7) == []


def test_a_line_that_begins_with_an_empty_cell_is_no_line_with_pipes_on_both_sides() -> None:
    assert _wrong("pipe", "central_yuan", 17) == []


@pytest.mark.parametrize(
    ("name", "project"),
    [
        pytest.param("rechecked", 18, id="figures beside each other are two, also before a score that was rechecked"),
        pytest.param("framed", 38, id="group words of another frame before numbered names; the unit of money beside an agency"),
    ],
)
def test_a_form_comes_back_from_a_dump_with_spaces_between_its_cells(name: str, project: int) -> None:
    assert _wrong("spaces", name, project, "form") == []


def test_the_unit_of_money_is_no_agency() -> None:
    case = Case(number=1, format="txt", layout="northern_bare", style="cell_lines", subject="department", project=2)
    known = records_of(case)
    assert known is not None
    extraction = extract(read("sample.txt", data=write_case(case, known)), load_labels("cn"))
    assert [one.record.implementing_agency for one in extraction.records] == [form.implementing_agency for form in known]  # type: ignore[union-attr]
