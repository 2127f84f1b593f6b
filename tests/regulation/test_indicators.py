"""The indicator library: whole, without contradictions, and found by the words people use."""

from __future__ import annotations

import pytest

from jiheng.model import Direction, IndicatorCategory, IndicatorSubcategory, read_target
from jiheng.regulation import BrokenStandard, indicators, load_library
from jiheng.regulation.indicators import kind_of, nearest, search

_LIBRARY = load_library()
_BY_NAME = {entry.name: entry for entry in _LIBRARY}


def test_library_covers_the_sector_and_all_classes() -> None:
    assert len(_LIBRARY) >= 120
    science = [entry for entry in _LIBRARY if entry.sector == "science_and_technology"]
    assert len(science) >= 60
    measured = {"quantity", "quality", "timeliness", "economic_cost", "economic", "social", "ecological", "sustainability", "satisfaction"}
    for entries in (_LIBRARY, science):
        assert measured <= {entry.subcategory.value for entry in entries}


@pytest.mark.parametrize("entry", _LIBRARY, ids=[f"entry{number}" for number in range(len(_LIBRARY))])
def test_entry_is_marked_as_practice_and_its_wording_agrees_with_its_direction(entry: indicators.LibraryIndicator) -> None:
    assert entry.citation.evidence == "practice"
    assert entry.evidence_source
    assert entry.explanation.endswith("。")
    printed = read_target(entry.target).direction
    assert printed in (None, entry.direction)
    if entry.unit:
        assert entry.unit in entry.target
        assert entry.target[0] in "≥≤="


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("三公经费", "“三公”经费控制率"),
        ("科普活动", "组织科普活动场次"),
        ("高新技术企业", "培育高新技术企业数量"),
        ("满意", "服务对象满意度"),
        ("论文", "发表学术论文篇数"),
    ],
    ids=["quotation-marks", "outreach", "enterprises", "satisfaction", "papers"],
)
def test_search_finds_by_the_words_people_use(query: str, name: str) -> None:
    assert name in [entry.name for entry in search(query, _LIBRARY)][:5]


def test_search_in_a_sector_leaves_out_other_sectors_and_keeps_the_common_ones() -> None:
    found = search("满意度", _LIBRARY, sector="culture")
    assert {entry.sector for entry in found} == {"common"}


def test_search_for_nothing_finds_nothing() -> None:
    assert search("", _LIBRARY) == []
    assert search("海底隧道", _LIBRARY) == []


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("项目验收合格率", "验收合格率"),
        ("受益群众满意度", "服务对象满意度"),
        ("资金拨付及时率（%）", "资金拨付及时率"),
        ("海底隧道长度", None),
        ("", None),
    ],
    ids=["acceptance", "beneficiaries", "brackets", "strange", "empty"],
)
def test_nearest_entry_is_of_the_same_kind_or_there_is_none(name: str, like: str | None) -> None:
    found = nearest(name, _LIBRARY, least=0.6)
    assert (found and found.name) == like


def test_kinds_follow_the_ending() -> None:
    assert [kind_of(name) for name in ("达标率", "完成时间", "设备单价（元）", "培训人次")] == ["rate", "time", "money", "count"]


def test_two_entries_equally_like_of_different_class_give_none() -> None:
    one = _BY_NAME["验收合格率"]
    other = one.model_copy(update={"category": IndicatorCategory.BENEFIT, "subcategory": IndicatorSubcategory.SOCIAL})
    assert nearest("验收合格率", (one, other), least=0.5) is None
    assert nearest("验收合格率", (one,), least=0.5) == one


def test_quality_words_without_number_are_not_measurable() -> None:
    assert not _BY_NAME["资金使用合规性"].is_measurable
    assert _BY_NAME["项目完成时间"].is_measurable
    assert _BY_NAME["项目总成本"].direction is Direction.AT_MOST


_HEAD = "_about: {sector: common, title: 共性, cite: practice}\n"
_GOOD = "{category: output, subcategory: quantity, unit: 个, direction: at_least, target: ≥1个, evidence_source: 台账, explanation: 数。}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("甲数量: 1\n", "_about"),
        (_HEAD + "甲数量: 1\n", "甲数量"),
        (_HEAD + "甲数量: {category: output, subcategory: wrong}\n", "甲数量/"),
        ("_about: {sector: common, cite: nobody}\n", "nobody"),
    ],
    ids=["no-head", "no-mapping", "wrong-class", "unknown-source"],
)
def test_broken_library_file_is_named_with_its_place(text: str, said: str, tmp_path, monkeypatch) -> None:
    _library_at(tmp_path, monkeypatch, {"one.yaml": text})
    with pytest.raises(BrokenStandard, match=said):
        load_library.__wrapped__("cn")


def test_same_name_twice_in_one_standard_is_an_error(tmp_path, monkeypatch) -> None:
    _library_at(tmp_path, monkeypatch, {"one.yaml": _HEAD + f"甲数量: {_GOOD}\n", "two.yaml": _HEAD + f"甲数量: {_GOOD}\n"})
    with pytest.raises(BrokenStandard, match="同名"):
        load_library.__wrapped__("cn")


def test_standard_without_library_has_its_ancestors(tmp_path) -> None:
    assert load_library("cn-gs") == _LIBRARY


def _library_at(folder, monkeypatch, contents: dict[str, str]) -> None:
    place = folder / "standards" / "cn" / "indicators"
    place.mkdir(parents=True)
    (place / "notes.txt").write_text("not read", "utf-8")
    for name, text in contents.items():
        (place / name).write_text(text, "utf-8")
    monkeypatch.setattr(indicators, "files", lambda _: folder)
