"""Frames are made ready: each indicator has a rule, its own or the profile's; a rule that cannot be applied says where it stands."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from jiheng.model import Frame, FrameIndicator, RuleInputs
from jiheng.regulation import WrongFile, documents_of, frame_names, load_standard, read_frame, read_placed
from jiheng.scoring.case_file import read_frame_file
from jiheng.scoring.frame_rules import UnknownProfile, check_rules, nature_of, profile_spec, profiles, ready_frame, spec_of, with_profile
from jiheng.scoring.rules.kind import load_rule
from jiheng.scoring.trace import Points


def indicator(**fields: Any) -> FrameIndicator:
    return FrameIndicator.model_validate({"id": "1", "level1": "产出", "name": "甲", "weight": 10, **fields})


@pytest.mark.parametrize("name", frame_names())
def test_every_rule_of_every_shipped_frame_can_be_applied_and_told(name: str) -> None:
    for entry in ready_frame(name).indicators:
        spec = spec_of(entry)
        assert spec is not None
        rule = load_rule(spec)
        sentence = rule.describe(entry.weight)
        assert sentence.endswith("。")
        if entry.points:
            assert entry.points[0].text in sentence


@pytest.mark.parametrize(
    ("fields", "nature", "kinds"),
    [
        ({"formula": "execution_rate"}, "execution", ("by_rate", "bands")),
        ({"target": "≥50家"}, "quantitative", ("proportional", "pass_line")),
        ({"formula": "quality_rate"}, "quantitative", ("proportional", "pass_line")),
        ({"level1_key": "satisfaction", "target": "≥90%"}, "satisfaction", ("proportional", "bands")),
        ({"formula": "satisfied_share"}, "satisfaction", ("proportional", "bands")),
        ({"target": "有所提高"}, "qualitative", ("graded_opinion", "graded_opinion")),
        ({"points": [{"text": "有制度"}, {"text": "制度完整"}]}, "check_list", ("check_list", "check_list")),
    ],
)
def test_profiles_have_a_rule_for_every_nature(fields: dict[str, Any], nature: str, kinds: tuple[str, str]) -> None:
    entry, standard = indicator(**fields), load_standard("cn")
    assert nature_of(entry) == nature
    for profile, kind in zip(("2020-proportional", "2021-core-indicator"), kinds, strict=True):
        frame = with_profile(Frame(id="mine", title="甲", profile=profile, indicators=(entry,)), standard)
        spec = spec_of(frame.indicators[0])
        assert spec is not None
        assert load_rule(spec).kind == kind
        assert frame.citations[str(spec.cite)].text


@pytest.mark.parametrize(
    ("profile", "target", "actual", "expected"),
    [
        ("2020-proportional", "≥10场", "8场", "8"),
        ("2021-core-indicator", "≥10场", "8场", "5"),
        ("2020-proportional", "≥10场", "5场", "5"),
        ("2021-core-indicator", "≥10场", "5场", "0"),
    ],
)
def test_the_two_profiles_score_the_same_row_differently(profile: str, target: str, actual: str, expected: str) -> None:
    spec = profile_spec(load_standard("cn"), profile, "quantitative")
    assert spec is not None
    points = load_rule(spec).score(Decimal(10), RuleInputs.model_validate({"target": target, "actual": actual}))
    assert isinstance(points, Points)
    assert points.estimate.value == Decimal(expected)


def test_a_profile_leaves_rules_and_bonus_items_alone() -> None:
    own = indicator(target="≥5", rule={"kind": "at_least"})
    bonus = indicator(name="表彰", weight=0, outside=True)
    frame = Frame(id="mine", title="甲", profile="2021-core-indicator", indicators=(own, bonus))
    assert with_profile(frame, load_standard("cn")).indicators == frame.indicators


def test_without_a_profile_nothing_is_scored_by_a_guess() -> None:
    frame = Frame(id="mine", title="甲", indicators=(indicator(target="≥5"),))
    assert with_profile(frame, load_standard("cn")) is frame
    assert spec_of(frame.indicators[0]) is None


def test_before_its_day_a_profile_does_not_exist() -> None:
    frame = Frame(id="mine", title="甲", profile="2021-core-indicator", indicators=(indicator(target="≥5", rule={"kind": "at_least"}),))
    early = load_standard("cn", datetime.date(2020, 12, 31))
    with pytest.raises(UnknownProfile, match=r"没有名为「2021-core-indicator」的打分口径。可用的有：2020-proportional。"):
        with_profile(frame, early)
    with pytest.raises(UnknownProfile):
        profile_spec(early, "2021-core-indicator", "quantitative")
    assert profiles(load_standard("cn-xj-kashgar")) == ("2020-proportional", "2021-core-indicator")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("rule: {kind: nearly}", ["第 8 行「indicators/0/rule/kind」", "没有名为「nearly」的评分规则"]),
        ("rule: {kind: check_list}", ["第 8 行「indicators/0/rule/parameters/points」", "缺少这一项"]),
        ("rule:\n      kind: per_occurrence\n      parameters:\n        lost: 很多", ["第 11 行「indicators/0/rule/parameters/lost」"]),
        ("formula: nothing", ["第 8 行「indicators/0/formula」", "公式目录中没有「nothing」"]),
    ],
)
def test_a_rule_that_cannot_be_applied_says_where_it_stands(line: str, says: list[str]) -> None:
    text = f'title: 甲\ncite: practice\nindicators:\n  - id: "1"\n    level1: 产出\n    name: 甲\n    weight: 100\n    {line}\n'
    placed = read_placed(text, "我的.yaml")
    frame = read_frame(placed, defaults={"id": "mine"}, documents=documents_of("cn"))
    with pytest.raises(WrongFile) as caught:
        check_rules(frame, placed)
    for words in says:
        assert words in str(caught.value)


PROFILED = """\
title: 某项目指标体系
cite: practice
profile: 2021-core-indicator
indicators:
  - {id: "1", level1: 产出, level1_key: output, name: 培训场次, weight: 60, target: ≥10场, evidence_source: 签到表}
  - {id: "2", level1: 效益, level1_key: benefit, name: 学员收获, weight: 40, evidence_source: 访谈}
"""


def test_a_frame_file_that_names_a_profile_gets_its_rules() -> None:
    frame = read_frame_file(PROFILED, "我的.yaml").frame
    assert [indicator.rule.kind for indicator in frame.indicators if indicator.rule] == ["pass_line", "graded_opinion"]
    assert frame.citations["2021-core-indicator"].evidence == "from_memory"


def test_an_unknown_profile_says_its_line_and_those_there_are() -> None:
    with pytest.raises(WrongFile, match=r"我的.yaml 第 3 行「profile」.*可用的有：2020-proportional、2021-core-indicator"):
        read_frame_file(PROFILED.replace("2021-core", "2021-cor"), "我的.yaml")
