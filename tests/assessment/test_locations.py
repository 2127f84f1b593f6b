"""Field paths to places."""

from __future__ import annotations

from jiheng.assessment import locate
from jiheng.assessment.located import split_path
from jiheng.extraction import Extracted
from jiheng.model import Place, Source, SourceMap
from jiheng.testing import form


def extracted() -> Extracted:
    sources = SourceMap()
    sources.add("", Source(place=Place(block=0), label="表", section="节"))
    sources.add("/expected_objective", Source(place=Place(block=0, row=1, column=1, start=10, quote="培训80人，建设3处"), label="目标"))
    sources.add(
        "/indicators/0", Source(place=Place(sheet="表一", block=0, row=27, column=27, quote="里程"), label="里程", row_text="里程\t≥50\t50")
    )
    return Extracted(record=form({"project": "x"}), sources=sources)


def test_a_field_without_its_own_place_takes_that_of_its_group() -> None:
    assert locate("/indicators/0/score", [extracted()], 0).label == "里程"
    assert locate("/indicators/5/score", [extracted()], 0).label == "表"


def test_a_row_is_quoted_whole_and_a_field_by_its_cell() -> None:
    assert locate("/indicators/0", [extracted()], 0).quote == "里程\t≥50\t50"
    assert locate("/indicators/0/score", [extracted()], 0).quote == "里程"


def test_quoted_words_narrow_the_place_from_where_its_text_begins() -> None:
    found = locate("/expected_objective", [extracted()], 0, "建设3处")
    assert (found.quote, found.place.start, found.place.end) == ("建设3处", 16, 20)


def test_words_that_are_not_there_leave_the_place_as_it_is() -> None:
    found = locate("/expected_objective", [extracted()], 0, "没有")
    assert (found.quote, found.place.start, found.place.end) == ("没有", 10, None)


def test_a_path_may_name_its_record() -> None:
    assert split_path("#12/funds/0") == (12, "/funds/0")
    assert split_path("#3") == (3, "")
    assert split_path("/funds/0") == (None, "/funds/0")
    assert locate("#0/indicators/0", [extracted()], None).label == "里程"


def test_what_is_nowhere_has_no_place() -> None:
    assert locate("#7/funds/0", [extracted()], None).place == Place()
    assert locate("/funds/0", [extracted()], None).words == ""


def test_the_words_of_a_place_name_sheet_and_cell() -> None:
    assert locate("/indicators/0", [extracted()], 0).words == "工作表「表一」AB28，里程"
