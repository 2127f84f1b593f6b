"""The measurement itself, on a small part of the corpus; the goals of the product on that part."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiheng.sample import measure, render_markdown
from jiheng.sample.accuracy import Report, false_alarms, field_accuracy, precision, recall, tally
from jiheng.sample.accuracy_cases import Case, clean_cases, records_of, seeded_cases
from jiheng.sample.accuracy_fields import compare, plain

#: Errors whose finding does not hang on wording.
CODES = ("SEV101", "SEV102", "SEV103", "SEV105", "SEV106", "SEV113", "OBJ201", "SEV202")


@pytest.fixture(scope="module")
def report() -> Report:
    return measure(None, ("docx", "xlsx", "html"), limit=2, jobs=1, codes=CODES)


def test_office_files_are_read_and_checked_to_the_goals(report: Report) -> None:
    for kind in ("docx", "xlsx", "html"):
        assert field_accuracy(report.clean(kind)) >= 0.995
        assert recall(report.seeded(kind)) >= 0.98
        assert false_alarms(report.clean(kind)) <= 1.0


def test_the_page_tells_format_layout_and_check(report: Report) -> None:
    page = render_markdown(report)
    assert "| Word |" in page
    assert "SEV101" in page
    assert "没有做到的" in page


def test_cases_are_the_same_each_time() -> None:
    one, other = (list(clean_cases(("docx",), 1, 5)) for _ in range(2))
    assert one == other
    seeded = list(seeded_cases(("docx",), 1, 1, ("SEV101",)))
    assert [case.code for case in seeded] == ["SEV101"]


def test_a_record_agrees_with_itself_and_with_nothing_disagrees() -> None:
    case = Case(number=1, format="docx", layout="western", style="plain", project=3)
    forms = records_of(case)
    assert forms is not None
    assert all(field.agrees for field in compare(forms[0], forms[0]))
    assert not all(field.agrees for field in compare(forms[0], None))


def test_blanks_and_dashes_are_the_same_nothing() -> None:
    assert plain(" — ") == plain("无") == plain(None) == ""
    assert plain("甲 乙\n丙") == "甲乙丙"


def test_files_that_fall_short_are_kept(tmp_path: Path) -> None:
    report = measure(tmp_path / "kept", ("txt",), limit=1, jobs=1, codes=())
    assert (tmp_path / "kept").is_dir()
    assert all(not result.case.code for result in report.results)


def test_nothing_measured_is_nothing_wrong() -> None:
    assert recall([]) == precision([]) == field_accuracy([]) == 1.0
    assert false_alarms([]) == 0.0
    assert not tally([])
