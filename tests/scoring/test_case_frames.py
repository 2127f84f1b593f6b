"""Frames edited and looked over: sums are kept, the remainder is named, and what is amiss is told at its place."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.model import Direction, EvaluationPoint, Frame, FrameIndicator, IndicatorCategory, RuleSpec, read_target
from jiheng.regulation import frame_names, load_frame, load_library, load_standard
from jiheng.scoring.frame_editing import WrongEdit, copied, from_library, reweighted, with_indicator, without_indicator
from jiheng.scoring.frame_faults import frame_faults

CN = load_standard("cn")
PROJECT = load_frame("project-2020")
OUTSIDE = load_frame("department-performance-45")


def indicator(id: str = "9", **fields: object) -> FrameIndicator:  # noqa: A002
    given = {"level1": "产出", "level1_key": "output", "level2": "数量", "name": f"指标{id}", "weight": 50, "evidence_source": "台账"}
    rule = {"rule": {"kind": "at_least", "cite": "practice"}}
    return FrameIndicator.model_validate({"id": id, **given, **rule, **fields})


def frame(*indicators: FrameIndicator, **fields: object) -> Frame:
    known = {"practice": {"document": "通行做法", "evidence": "practice"}}
    return Frame.model_validate({"id": "x", "title": "体系", "cite": "practice", "citations": known, **fields, "indicators": indicators})


def codes(found: Frame, body: str = "") -> list[tuple[str, str]]:
    return [(fault.name, fault.place) for fault in frame_faults(found, CN, body)]


def test_copy_remembers_where_it_came_from() -> None:
    made = copied(PROJECT, "own", "我的体系")
    assert (made.id, made.title, made.indicators) == ("own", "我的体系", PROJECT.indicators)
    assert "project-2020" in made.note


def test_new_indicator_stands_in_its_group_or_behind_the_one_named() -> None:
    last = [row.id for row in with_indicator(PROJECT, indicator("3.9.9")).indicators]
    assert last.index("3.9.9") == last.index("3.4.1") + 1
    named = [row.id for row in with_indicator(PROJECT, indicator("3.9.9"), after="3.1.1").indicators]
    assert named.index("3.9.9") == named.index("3.1.1") + 1
    assert with_indicator(PROJECT, indicator("7", level1="其他")).indicators[-1].id == "7"


def test_indicator_taken_out_leaves_a_gap_that_reweighting_closes() -> None:
    smaller = without_indicator(PROJECT, "1.1.1")
    assert smaller.total_weight == 96
    assert ("weights_not_full", "/indicators") in codes(smaller)
    closed = reweighted(smaller)
    assert closed.frame.total_weight == 100
    assert codes(closed.frame) == []


def test_reweighting_keeps_what_is_set_and_names_the_remainder() -> None:
    made = reweighted(PROJECT, {"3.1.1": Decimal(13)})
    assert made.frame.indicator("3.1.1").weight == 13
    assert made.frame.total_weight == 100
    assert made.remainder_at == "4.1.1"
    assert f"尾差 {made.remainder.normalize()} 分计入 4.1.1" in made.text
    assert "3.1.1 实际完成率 10 → 13" in made.text
    assert reweighted(PROJECT).text == "分值没有变化"


def test_bonus_items_keep_their_weight() -> None:
    made = reweighted(OUTSIDE, {"3.1.1": Decimal(14)}).frame
    assert [row.weight for row in made.outside] == [row.weight for row in OUTSIDE.outside]
    assert made.total_weight == 100


@given(st.lists(st.integers(1, 50), min_size=2, max_size=25), st.integers(0, 2), st.decimals(0, 100, places=1))
def test_weights_always_make_the_full_marks_again(weights: list[int], decimals: int, fixed: Decimal) -> None:
    made = frame(*(indicator(str(number), weight=weight) for number, weight in enumerate(weights)))
    again = reweighted(made, {"0": fixed}, decimals=decimals).frame
    assert again.total_weight == 100
    assert again.indicator("0").weight == fixed


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda: with_indicator(PROJECT, indicator("1.1.1")), "编号 1.1.1 已被「立项依据充分性」使用"),
        (lambda: with_indicator(PROJECT, indicator("9"), after="8"), "没有编号为「8」的指标"),
        (lambda: without_indicator(PROJECT, "8"), "没有编号为「8」的指标"),
        (lambda: reweighted(PROJECT, {"3.1.1": Decimal(101)}), "已超过满分"),
        (lambda: reweighted(PROJECT, {"3.1.1": Decimal(-1)}), "不能定为 -1 分"),
        (lambda: reweighted(OUTSIDE, {"4.1.1": Decimal(1)}), "加减分项不在满分之内"),
        (lambda: reweighted(frame(indicator("1")), {"1": Decimal(60)}), "还差 40 分"),
    ],
    ids=["taken", "nowhere", "unknown", "too-much", "negative", "bonus", "nothing-left"],
)
def test_edit_that_cannot_be_made_says_why(edit, said: str) -> None:
    with pytest.raises(WrongEdit, match=said):
        edit()


def test_indicator_of_the_library_comes_with_its_unit_direction_and_evidence() -> None:
    entry = next(entry for entry in load_library() if entry.name == "培训合格率")
    made = from_library(entry, "3.2.9", "产出", "产出质量", Decimal(5))
    assert (made.direction, made.unit, made.level1_key) == (Direction.AT_LEAST, "%", IndicatorCategory.OUTPUT)
    assert made.evidence_source


SOUND = (indicator("1"), indicator("2", level1="效益", level1_key="benefit"))


def test_sound_frame_has_no_faults() -> None:
    assert codes(frame(*SOUND)) == []


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        (frame(indicator("1", weight=60), SOUND[1]), ("weights_not_full", "/indicators")),
        (frame(indicator("1", level1="决策", level1_key="decision"), SOUND[1]), ("output_benefit_light", "/indicators")),
        (frame(indicator("1", target="95%"), SOUND[1]), ("direction_missing", "/indicators/0")),
        (frame(indicator("1", rule=RuleSpec(kind="proportional", cite="practice")), SOUND[1]), ("direction_missing", "/indicators/0")),
        (frame(indicator("1", target="≥95%", direction="at_most"), SOUND[1]), ("direction_contradicts_target", "/indicators/0/direction")),
        (frame(indicator("1", evidence_source=" "), SOUND[1]), ("evidence_source_missing", "/indicators/0")),
        (frame(SOUND[0], SOUND[0], full_marks=100), ("duplicate_id", "/indicators/1/id")),
        (frame(SOUND[0], indicator("2", name="指标1")), ("duplicate_name", "/indicators/0/name")),
        (frame(indicator("1", rule=RuleSpec(kind="none", cite="practice")), SOUND[1]), ("rule_not_applicable", "/indicators/0/rule/kind")),
        (frame(indicator("1", rule=None), SOUND[1]), ("rule_missing", "/indicators/0")),
        (frame(indicator("1", rule=RuleSpec(kind="at_least", cite="nobody")), SOUND[1]), ("citation_unknown", "/indicators/0/rule/cite")),
        (frame(indicator("1", rule=RuleSpec(kind="at_least"), cite="nobody"), SOUND[1]), ("citation_unknown", "/indicators/0/cite")),
        (frame(indicator("1", rule=RuleSpec(kind="at_least")), SOUND[1], cite=None), ("citation_missing", "/indicators/0/rule")),
        (frame(*SOUND, cite="nobody"), ("citation_unknown", "/cite")),
        (frame(*SOUND, cite=None), ("citation_missing", "/indicators")),
        (frame(*SOUND, weights_cite="nobody"), ("citation_unknown", "/weights_cite")),
        (frame(indicator("1", name="培训合格率", target="≥90"), SOUND[1]), ("library_has_better_wording", "/indicators/0/target")),
        (frame(indicator("1", name="培训合格率"), SOUND[1]), ("library_has_better_wording", "/indicators/0/level2")),
    ],
    ids=[
        "weights", "results", "direction", "proportional", "contradiction", "evidence", "id", "name", "rule", "no-rule", "rule-source",
        "indicator-source", "no-source", "frame-source", "no-frame-source", "weights-source", "library", "class",
    ],
)  # fmt: skip
def test_fault_is_told_at_its_place(made: Frame, fault: tuple[str, str]) -> None:
    assert fault in codes(made)


@pytest.mark.parametrize(
    ("name", "body", "foreign"),
    [
        ("财政收入增长率", "澄岚县科学技术局", True),
        ("高新技术企业培育数", "澄岚县科技局", False),
        ("病床使用率", "澄岚县科学技术局", True),
        ("病床使用率", "澄岚县卫生健康局", False),
        ("病床使用率", "某中心", False),
        ("科技成果在义务教育中的应用数", "澄岚县科学技术局", False),
    ],
    ids=["finance", "own", "health", "health-own", "unknown-body", "own-word-too"],
)
def test_indicator_of_another_body_is_asked_about(name: str, body: str, foreign: bool) -> None:
    made = frame(indicator("1", name=name), SOUND[1])
    assert (("foreign_indicator", "/indicators/0/name") in codes(made, body)) is foreign


def test_class_direction_unit_and_wording_are_proposed() -> None:
    made = frame(indicator("1", name="培训合格率", target="90", level2="产出数量"), SOUND[1])
    said = next(fault for fault in frame_faults(made, CN) if fault.code == "FRM113")
    assert "没有方向" in said.problem
    assert "没有计量单位" in said.problem
    assert "归在「数量」，指标库中同类指标归在「产出指标／质量」" in said.problem
    assert "方向 ≥，计量单位「%」，指标值写作「≥90%」，证据用" in said.remedy


def test_frames_of_the_standard_have_nothing_to_be_said_of() -> None:
    assert {name: codes(load_frame(name)) for name in frame_names()} == {name: [] for name in frame_names()}


def test_range_as_target_needs_no_direction() -> None:
    target = read_target("30-50人")
    assert target.upper is not None
    assert codes(frame(indicator("1", target=target), SOUND[1])) == []


def test_department_frames_are_not_held_to_the_share_of_project_results() -> None:
    assert "output_benefit_light" not in [name for name, _ in codes(OUTSIDE)]


def test_check_list_of_the_indicator_must_be_whole() -> None:
    points = (EvaluationPoint(text="一", share=Decimal("0.5")), EvaluationPoint(text="二", share=Decimal("0.4")))
    made = frame(indicator("1", points=points, rule=RuleSpec(kind="check_list", cite="practice")), SOUND[1])
    assert any("合计 90%" in fault.problem for fault in frame_faults(made, CN))
