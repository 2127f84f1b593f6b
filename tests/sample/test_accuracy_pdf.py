"""Forms printed without most of their rules come back as they were written: labels over several rows, prose beside prose, two header rows."""

from __future__ import annotations

import pytest

from jiheng.sample import layouts_pdf
from jiheng.sample.accuracy import judge
from jiheng.sample.accuracy_cases import Case, records_of, write_case
from jiheng.sample.layouts_pdf import PdfStyle


@pytest.mark.parametrize(
    ("subject", "layout", "style", "project"),
    [
        pytest.param(
            "form", "numbered", "three_line", 47, id="a label over two rows of unequal height, sentences that end above each other"
        ),
        pytest.param("form", "central", "three_line", 24, id="a label over three rows, at the height of the second"),
        pytest.param(
            "department", "southwestern", "three_line", 11, id="labels that lie over the border of rows, a rate below one percent"
        ),
        pytest.param("department", "western_blank", "three_line", 8, id="labels in the first of their rows"),
        pytest.param("form", "framed", "repeated", 22, id="a label that ends at the end of a page"),
        pytest.param("monitoring", "western_blank", "repeated", 44, id="only the first of two header rows is repeated"),
        pytest.param("form", "two_rows", "three_line", 64, id="labels beside the first of two header rows"),
        pytest.param("form", "two_rows", "unruled", 61, id="two header rows without rules"),
        pytest.param("monitoring", "central_yuan", "three_line", 47, id="labels beside two header rows whose texts do not meet"),
        pytest.param("monitoring", "central_yuan", "half", 5, id="a label wider than it looks, over columns of ticks"),
    ],
)
def test_a_form_with_few_rules_comes_back(subject: str, layout: str, style: str, project: int) -> None:
    case = Case(number=0, format="pdf", layout=layout, style=style, subject=subject, project=project)  # type: ignore[arg-type]
    forms = records_of(case)
    assert forms is not None
    result = judge(case, forms, write_case(case, forms))
    assert not result.error and not result.alarms
    assert [(one.path, one.known, one.read) for one in result.wrong] == []


def test_a_label_printed_as_the_value_of_a_longer_label_is_its_value() -> None:
    case = Case(number=10003, format="pdf", layout="eastern", style="small", project=7, code="DOC102", seed="label_for_value")
    forms = records_of(case)
    assert forms is not None and judge(case, forms, write_case(case, forms)).found


@pytest.mark.parametrize("layout", ["central_equals", "western_blank"])
def test_ticks_stand_under_heads_set_in_the_middle_of_their_columns(layout: str) -> None:
    case = Case(number=0, format="pdf", layout=layout, style="unruled", subject="monitoring", project=1)
    forms = records_of(case)
    assert forms is not None
    wrong = [one.path for one in judge(case, forms, write_case(case, forms)).wrong]
    assert [path for path in wrong if "likelihood" in path or "causes" in path] == []


@pytest.mark.parametrize(
    ("subject", "layout", "style", "project"),
    [
        pytest.param("form", "northern", "half", 19, id="a reason wider than its column was on the page before"),
        pytest.param("form", "framed", "unruled", 24, id="a row and the total on the next page"),
        pytest.param("monitoring", "western", "three_line", 14, id="rows below the last rule of a page"),
    ],
)
def test_a_form_with_few_rules_goes_on_over_pages(
    subject: str, layout: str, style: PdfStyle, project: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(layouts_pdf._PAGES, style, (210, 190))
    case = Case(number=0, format="pdf", layout=layout, style=style, subject=subject, project=project)  # type: ignore[arg-type]
    forms = records_of(case)
    assert forms is not None
    result = judge(case, forms, write_case(case, forms))
    assert not result.error and not result.alarms
    assert [(one.path, one.known, one.read) for one in result.wrong] == []
