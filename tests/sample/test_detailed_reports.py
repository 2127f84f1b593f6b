"""Reports that tell more: nothing is said of clean ones, and what is planted in them is found, with nothing beside its consequences."""

from collections import Counter

import pytest

from jiheng.assessment import Options, assess_extraction
from jiheng.documents import read
from jiheng.extraction import extract
from jiheng.regulation import load_labels
from jiheng.sample.accuracy_long import LongReport, paper_of, planted
from jiheng.sample.accuracy_long_page import sections
from jiheng.sample.errors_long import LongSeed, all_long_seeds
from jiheng.sample.layouts_long import LONG_STYLES, LongFormat, write_long
from jiheng.sample.layouts_long_paper import Paper, plain

CODES = [f"EVR{number}" for number in range(165, 179)]
SEEDS = [seed for code in CODES for seed in all_long_seeds()[code]]
#: Papers tried in turn.
NUMBERS = (0, 1, 4, 5, 6)


def _assessed(paper: Paper, form: LongFormat, style: int = 0):
    document = read(f"report.{form}", data=write_long(paper, form, LONG_STYLES[form][style]))
    return assess_extraction(extract(document, load_labels("cn")), document, Options(year=2024))


@pytest.mark.parametrize(("number", "form", "style"), [(0, "docx", 0), (1, "html", 1), (2, "txt", 1), (8, "txt", 0), (94, "docx", 2)])
def test_of_a_clean_report_that_tells_more_nothing_is_said_and_every_check_compares(number: int, form: LongFormat, style: int) -> None:
    assessment = _assessed(paper_of("detailed", number), form, style)
    compared = Counter(located.relation.check for located in assessment.relations)
    assert [located.finding.message for located in assessment.findings] == []
    has_survey = paper_of("detailed", number).index("survey") is not None
    assert [code for code in CODES if not compared[code]] == ([] if has_survey else ["EVR175"])


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed.code}-{seed.name}")
def test_what_is_planted_is_found_and_nothing_else(seed: LongSeed) -> None:
    paper = next(paper for number in NUMBERS if (paper := planted(seed, number)) is not None)
    form: LongFormat = ("txt", "html", "docx")[SEEDS.index(seed) % 3]  # type: ignore[assignment]
    said = {located.finding.code for located in _assessed(paper, form).findings}
    assert seed.code in said and said <= {seed.code, *seed.same, *seed.also}


def test_every_paper_of_a_large_form_is_a_full_report_instead() -> None:
    assert all(paper_of("detailed", number).index("money") is not None for number in range(8))


def test_a_source_never_spends_more_than_it_has() -> None:
    papers = [paper_of("detailed", number) for number in range(60)]
    rests = [piece.text for paper in papers for piece in paper.pieces(r"sources/[^/]+/rest")]
    assert len(rests) == 180 and not any(rest.startswith("-") for rest in rests)


def test_the_form_of_basic_data_stands_in_the_contents() -> None:
    paper = next(paper for number in range(9) if (paper := paper_of("detailed", number)).index("contents:annex:1") is not None)
    listed = [plain(block.text) for block in paper.blocks if block.name.startswith("contents:annex")]
    assert "基础数据采集表" in listed[-1]


def test_the_accuracy_page_lists_none_of_these_checks_as_not_measured() -> None:
    page = sections(LongReport())[-1]
    assert page.startswith("## 长文档：没有用生成的错误测量的规则") and not [code for code in CODES if f"| {code} |" in page]
