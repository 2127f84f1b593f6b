"""Frames and formulas of the standards load whole; a wrong file says line, place and remedy."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from jiheng.model import Frame, Scope
from jiheng.regulation import (
    UnknownFormula,
    UnknownFrame,
    UnknownStandard,
    WrongFile,
    documents_of,
    frame_names,
    load_formula,
    load_formulas,
    load_frame,
    loading,
    read_frame,
    read_placed,
    standard_names,
)
from jiheng.regulation.frames import frame_file

WHOLE = """\
title: 某项目指标体系
cite: practice
indicators:
  - id: "1.1.1"
    level1: 产出
    name: 培训人次
    weight: 60
    target: ≥100人次
    rule: {kind: proportional, cite: practice}
    evidence_source: 签到表
  - {id: "1.1.2", level1: 效益, name: 满意度, weight: "39.5", evidence_source: 问卷}
  - {id: "1.1.3", level1: 效益, name: 影响, weight: "0.5"}
  - {id: "2.1.1", level1: 加减分项, name: 表彰, weight: 0, outside: true}
"""
ALL = [(standard, name) for standard in standard_names() for name in frame_names(standard)]


def typed(text: str) -> Frame:
    return read_frame(read_placed(text, "我的.yaml"), defaults={"id": "mine"}, documents=documents_of("cn"))


@pytest.mark.parametrize(("standard", "name"), ALL)
def test_every_shipped_frame_is_whole_dated_and_cited(standard: str, name: str) -> None:
    frame = load_frame(name, standard)
    assert frame.total_weight == frame.full_marks == 100
    assert frame.since
    assert frame.cite
    assert frame.citations[frame.cite].text
    for indicator in frame.indicators:
        assert indicator.evidence_source, indicator.id
        assert indicator.rule is not None
        assert indicator.rule.cite, f"{indicator.id}: the numbers of a rule have a source"
        assert indicator.rule.cite in frame.citations
        assert indicator.points or indicator.explanation


def test_the_frames_of_practice_split_as_seen() -> None:
    assert list(load_frame("project-2020").level1_weights.values()) == [20, 20, 30, 30]
    assert load_frame("department-duties-25").level1_weights == {"决策": 15, "管理": 20, "履职": 25, "产出及效益": 40}
    performance = load_frame("department-performance-45")
    assert performance.level1_weights == {"决策": 20, "管理": 35, "绩效": 45}
    assert [indicator.name for indicator in performance.outside] == ["表彰与问题"]
    assert list(load_frame("department-capability-10").level1_weights.values()) == [10, 20, 50, 10, 10]
    assert {load_frame(name).scope for name in frame_names() if name.startswith("department")} == {Scope.DEPARTMENT}


def test_a_lower_standard_has_the_frames_of_the_higher_one() -> None:
    assert frame_names("cn-xj-kashgar") == frame_names("cn")
    assert load_frame("project-2013", "cn-gs").standard == "cn"


def test_a_lower_standard_may_have_its_own_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, head in (("cn", "title: 国家"), ("cn-xx", "title: 某省\nextends: cn")):
        (tmp_path / name / "frames").mkdir(parents=True)
        (tmp_path / name / "standard.yaml").write_text(head, "utf-8")
        (tmp_path / name / "frames" / "one.yaml").write_text(WHOLE.replace("某项目", name), "utf-8")
    (tmp_path / "cn" / "documents.yaml").write_text("practice: {title: 通行做法, evidence: practice}", "utf-8")
    monkeypatch.setattr(loading, "_root", lambda: tmp_path)
    caches = (standard_names, frame_names, load_frame, load_formulas)
    for cached in caches:
        cached.cache_clear()
    try:
        assert load_frame("one", "cn-xx").title == "cn-xx指标体系"
        assert load_frame("one", "cn-xx").standard == "cn-xx"
        assert load_frame("one", "cn").title == "cn指标体系"
        assert load_formulas("cn-xx") == {}
    finally:
        for cached in caches:
            cached.cache_clear()


def test_an_unknown_frame_names_those_we_have() -> None:
    with pytest.raises(UnknownFrame, match=r"nothing.*可用的有.*project-2020"):
        load_frame("nothing")
    with pytest.raises(UnknownStandard):
        frame_file("project-2020", "cn-zz")


def test_a_typed_frame_is_read_whole() -> None:
    frame = typed(WHOLE)
    assert (frame.total_weight, len(frame.outside), frame.level1_weights["效益"]) == (Decimal(100), 1, Decimal(40))
    assert frame.indicator("1.1.1") is frame.indicators[0]
    assert frame.indicator("9.9.9") is None
    assert frame.indicators[0].target is not None
    assert frame.citations["practice"].evidence == "practice"
    assert Frame.model_validate_json(frame.model_dump_json()) == frame


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('"39.5"', '"37.5"'), ["我的.yaml 第 3 行「indicators」", "权重合计 98 分，应为 100 分", "请增加 2 分（产出 60、效益 38）"]),
        (('"39.5"', "39.5"), ["第 11 行「indicators/1/weight」", '数字 39.5 须加引号书写，例如 "39.5"']),
        (("weight: 60", "weight: 很多"), ["第 7 行「indicators/0/weight」", "「很多」不是数字"]),
        (("weight: 60", "weight: true"), ["应是数字，而写的是 true"]),
        (("weight: 60", "weight: -60"), ["第 7 行", "超出范围，应不小于 0"]),
        (("cite: practice\nindicators", "indicators"), ["没有写明依据，请补写 cite"]),
        (("cite: practice\nindicators", "cite: nobody\nindicators"), ["第 2 行「cite」", "「nobody」没有列出"]),
        (("rule: {kind: proportional, cite: practice}", "rule: {kind: proportional, cite: nobody}"), ["第 9 行「indicators/0/rule/cite」"]),
        (('id: "1.1.2"', 'id: "1.1.1"'), ["第 11 行「indicators/1/id」", "与第 1 项重复"]),
        (("    name: 培训人次\n", ""), ["第 4 行「indicators/0/name」", "缺少这一项"]),
        (("name: 培训人次", "nom: 培训人次"), ["indicators/0"]),
        (("name: 培训人次", "name: 2024"), ["第 6 行「indicators/0/name」", "应是文字，请加引号"]),
        (("level1: 产出", "level1: 产出\n    direction: 越多越好"), ["不认识「越多越好」，可以写："]),
        (("target: ≥100人次", "target: [1]"), ["读不成指标值"]),
        (("  - id", "  - - id"), ["我的.yaml"]),
        (("indicators:\n", "indicators: []\nrest:\n"), ["没有这一项"]),
        (("title: 某项目指标体系", "title: [某"), ["我的.yaml 第", "YAML 读不通"]),
        (("title: 某项目指标体系", "title: 甲\ntitle: 乙"), ["第 2 行", "重复的键"]),
    ],
)
def test_a_wrong_frame_says_line_place_and_remedy(change: tuple[str, str], says: list[str]) -> None:
    assert change[0] in WHOLE
    with pytest.raises(WrongFile) as caught:
        typed(WHOLE.replace(*change, 1))
    for words in says:
        assert words in str(caught.value)


def test_a_frame_without_indicators_is_no_frame() -> None:
    with pytest.raises(WrongFile, match="没有指标"):
        typed("title: 空\ncite: practice\nindicators: []\n")
    with pytest.raises(WrongFile, match="键: 值"):
        typed("- 空\n")


def test_a_frame_within_a_file_names_its_own_sources() -> None:
    text = WHOLE.replace(
        "cite: practice\nindicators", "cite: ours\ncitations: {ours: {document: 某市评价办法, evidence: secondary}}\nindicators"
    )
    inside = "".join(f"  {line}\n" for line in text.splitlines())
    frame = read_frame(read_placed(f"frame:\n{inside}", "案例.yaml"), "/frame", defaults={"id": "x"}, documents=documents_of("cn"))
    assert frame.citations["ours"].document == "某市评价办法"
    broken = inside.replace("weight: 60", "weight: 0.5")
    with pytest.raises(WrongFile, match=r"第 9 行「frame/indicators/0/weight」"):
        read_frame(read_placed(f"frame:\n{broken}", "案例.yaml"), "/frame", documents=documents_of("cn"))


def test_places_below_unknown_entries_fall_back_to_what_is_around_them() -> None:
    placed = read_placed("a:\n  b: [1, 2]\n", "x.yaml")
    assert [placed.line(place) for place in ("/a/b/1", "/a/b/7/c", "/a/z", "/nothing", "")] == [2, 2, 1, 1, 1]


@pytest.mark.parametrize("standard", standard_names())
def test_every_formula_is_dated_cited_and_tells_its_trap(standard: str) -> None:
    for formula in load_formulas(standard).values():
        assert formula.citation is not None
        assert formula.citation.text
        assert formula.trap
        assert "÷" in formula.text


def test_a_formula_is_found_by_id_or_by_a_name_that_is_unique() -> None:
    assert load_formula("execution_rate").text == "全年执行数 ÷ 全年预算数"
    assert load_formula("execution_rate_received").denominator[0].name == "实际到位资金"
    assert load_formula("在职人员控制率").id == "staff_control_rate"
    assert load_formula("指标量化率").id == "quantification_rate"
    with pytest.raises(UnknownFormula, match=r"in_place_rate、in_place_rate_2013"):
        load_formula("资金到位率")
    with pytest.raises(UnknownFormula, match="execution_rate"):
        load_formula("没有的率")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("one: 3", "公式应是「键: 值」"),
        ("one: {name: 率, numerator: [甲], denominator: [乙], better: higher, since: 2020-01-01}", "第 1 行「one/cite」：缺少这一项"),
        (
            "one: {name: 率, numerator: [甲], denominator: [乙], better: higher, since: 2020-01-01, cite: nobody}",
            "「nobody」不在 documents.yaml",
        ),
        ("one: {name: 率, numerator: [甲], denominator: [乙], better: best, since: 2020-01-01, cite: practice}", "不认识「best」"),
        ("one:\n  name: 率\n  numerator: [{name: 甲, times: 0.8}]", "第 3 行「one/numerator/0/times」"),
    ],
)
def test_a_wrong_formula_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, says: str) -> None:
    (tmp_path / "cn").mkdir()
    (tmp_path / "cn" / "standard.yaml").write_text("title: 国家", "utf-8")
    (tmp_path / "cn" / "documents.yaml").write_text("practice: {title: 通行做法, evidence: practice}", "utf-8")
    (tmp_path / "cn" / "formulas.yaml").write_text(text, "utf-8")
    monkeypatch.setattr(loading, "_root", lambda: tmp_path)
    standard_names.cache_clear()
    load_formulas.cache_clear()
    try:
        with pytest.raises(WrongFile) as caught:
            load_formulas("cn")
    finally:
        standard_names.cache_clear()
        load_formulas.cache_clear()
    assert says in str(caught.value)
