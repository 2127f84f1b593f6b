"""Standards resolve by date and through inheritance; broken YAML says where."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from jiheng.regulation import BrokenStandard, UnknownParameter, UnknownStandard, lineage, load_standard, loading, standard_names


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty standards folder with a country in it."""
    monkeypatch.setattr(loading, "_root", lambda: tmp_path)
    for cached in (standard_names, load_standard):
        cached.cache_clear()
    write(tmp_path, "cn/standard.yaml", "title: 国家")
    write(
        tmp_path,
        "cn/documents.yaml",
        "act: {title: 办法, number: 财〔2020〕1号, evidence: secondary}\nhabit: {title: 通行做法, evidence: practice}",
    )
    return tmp_path


@pytest.fixture(autouse=True)
def forget() -> None:
    """Nothing cached from a fixture's folder reaches another test."""
    for cached in (standard_names, load_standard):
        cached.cache_clear()


def write(shelf: Path, name: str, text: str) -> None:
    file = shelf / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def limit(*values: str) -> str:
    lines = "\n".join(f"    {value}" for value in values)
    return f"limit:\n  description: 上限\n  unit: ratio\n  values:\n{lines}\n"


def test_a_value_holds_from_its_day_until_the_next(shelf: Path) -> None:
    write(
        shelf, "cn/numbers.yaml", limit('2020-01-01: {value: "0.30", cite: act, article: 第三条}', '2024-01-01: {value: "0.20", cite: act}')
    )
    assert load_standard("cn", datetime.date(2023, 12, 31)).number("limit") == Decimal("0.30")
    assert load_standard("cn", datetime.date(2024, 1, 1)).number("limit") == Decimal("0.20")
    assert (
        load_standard("cn", datetime.date(2023, 12, 31)).parameter("limit").citation.text == "《办法》（财〔2020〕1号）第三条（据二手资料）"
    )


def test_before_its_first_day_a_parameter_does_not_exist(shelf: Path) -> None:
    write(shelf, "cn/numbers.yaml", limit('2020-01-01: {value: "0.30", cite: act}'))
    with pytest.raises(UnknownParameter):
        load_standard("cn", datetime.date(2019, 12, 31)).number("limit")


def test_a_repealed_number_is_not_a_number(shelf: Path) -> None:
    write(shelf, "cn/numbers.yaml", limit('2020-01-01: {value: "0.30", cite: act}', "2022-01-01: {value: null, cite: act}"))
    standard = load_standard("cn", datetime.date(2022, 1, 1))
    assert standard.parameter("limit").value is None
    with pytest.raises(UnknownParameter):
        standard.number("limit")


def test_a_province_states_only_what_differs(shelf: Path) -> None:
    write(
        shelf,
        "cn/numbers.yaml",
        limit('2020-01-01: {value: "0.30", cite: act}') + limit('2020-01-01: {value: "5", cite: act}').replace("limit", "other"),
    )
    write(shelf, "cn-xx/standard.yaml", "title: 某省\nextends: cn")
    write(shelf, "cn-xx/numbers.yaml", limit('2021-01-01: {value: "0.25", cite: habit}'))
    standard = load_standard("cn-xx")
    assert (standard.number("limit"), standard.number("other")) == (Decimal("0.25"), Decimal(5))
    assert (standard.parameter("limit").standard, standard.parameter("other").standard) == ("cn-xx", "cn")
    assert standard.cite("limit")[0].text == "通行做法（通行做法）"


def test_word_lists_of_a_province_follow_those_of_the_country(shelf: Path) -> None:
    write(shelf, "cn/lexicon/words.yaml", "vague: [有所提高, 显著]")
    write(shelf, "cn-xx/standard.yaml", "title: 某省\nextends: cn")
    write(shelf, "cn-xx/lexicon/words.yaml", "vague: [显著, 明显]")
    assert load_standard("cn-xx").words("vague") == ("有所提高", "显著", "明显")
    with pytest.raises(UnknownParameter):
        load_standard("cn").words("nothing")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (limit("2020-01-01: {value: 0.30, cite: act}"), "加引号"),
        (limit('2020-01-01: {value: "0.30", cite: nobody}'), "documents.yaml"),
        (limit('2020-13-01: {value: "0.30", cite: act}'), "日期"),
        (limit('first: {value: "0.30", cite: act}'), "施行日期"),
        (limit('2020-01-01: {value: "0.30"}'), "cite"),
        (limit('2020-01-01: {value: "0.30", cite: act, evidence: sure}'), "evidence"),
        ("limit: 3", "description"),
        ("- limit", "键: 值"),
        ("limit: [", "YAML"),
    ],
)
def test_a_broken_parameter_names_file_key_and_remedy(shelf: Path, text: str, words: str) -> None:
    write(shelf, "cn/numbers.yaml", text)
    with pytest.raises(BrokenStandard, match=r"numbers\.yaml") as caught:
        load_standard("cn")
    assert words in str(caught.value)


def test_an_unknown_standard_names_those_we_have(shelf: Path) -> None:
    with pytest.raises(UnknownStandard, match="可用的标准：cn"):
        load_standard("cn-zz")


def test_a_circle_of_standards_is_refused(shelf: Path) -> None:
    write(shelf, "cn/standard.yaml", "title: 国家\nextends: cn-xx")
    write(shelf, "cn-xx/standard.yaml", "title: 某省\nextends: cn")
    with pytest.raises(BrokenStandard, match="循环"):
        lineage("cn-xx")


@pytest.mark.parametrize("name", standard_names())
def test_every_shipped_standard_resolves_and_every_number_is_cited(name: str) -> None:
    standard = load_standard(name)
    assert standard.parameters
    for parameter in standard.parameters.values():
        assert parameter.citation.document, parameter.name
        assert parameter.citation.text
