"""What the library proposes: only where something is amiss and the name is very like an entry; silent on sound objectives."""

from __future__ import annotations

import pytest

from jiheng.model import Direction, IndicatorSubcategory, read_target
from jiheng.regulation import load_library, load_standard
from jiheng.sample.county import load_county
from jiheng.sample.county_forms import objective
from jiheng.scoring.library_advice import proposal, wording

CN = load_standard("cn")
QUALITY, QUANTITY = IndicatorSubcategory.QUALITY, IndicatorSubcategory.QUANTITY


@pytest.mark.parametrize(
    ("name", "subcategory", "target", "said"),
    [
        ("服务对象满意度", IndicatorSubcategory.SATISFACTION, "比较满意", "指标值「比较满意」没有数字"),
        ("培训合格率", QUALITY, "95%", "指标值「95%」没有方向"),
        ("培训人次", QUANTITY, "≥300", "指标值「≥300」没有计量单位"),
        ("培训合格率", QUANTITY, "≥95%", "归在「数量」，指标库中同类指标归在「产出指标／质量」"),
        ("项目完成时间", IndicatorSubcategory.TIMELINESS, "按时完成", "没有数字"),
    ],
    ids=["words", "direction", "unit", "class", "time"],
)
def test_proposal_says_what_is_amiss(name: str, subcategory: IndicatorSubcategory, target: str, said: str) -> None:
    found = proposal(name, subcategory, read_target(target), None, CN)
    assert found is not None
    assert said in found[0]
    assert f"可参照指标库「{found[1].name}」" in wording(found[1])


@pytest.mark.parametrize(
    ("name", "subcategory", "target"),
    [
        ("培训合格率", QUALITY, "≥95%"),
        ("海底隧道观测次数", QUANTITY, "有效开展"),
        ("科普受众人次", IndicatorSubcategory.SOCIAL, "≥58000人次"),
        ("资金使用合规性", None, "合规"),
    ],
    ids=["sound", "unknown", "effect-or-output", "qualitative-by-nature"],
)
def test_sound_or_unknown_indicators_get_no_proposal(name: str, subcategory: IndicatorSubcategory | None, target: str) -> None:
    assert proposal(name, subcategory, read_target(target), None, CN) is None


@pytest.mark.parametrize(
    ("name", "target", "written"),
    [
        ("培训合格率", "90", "≥90%"),
        ("培训人次", "≥1,300.50", "≥1300.5人次"),
        ("培训人次", "≤300", "≤300人次"),
        ("培训人次", "较多", "≥【计划数】人次"),
        ("培训人次", "30-50人次", "≥【计划数】人次"),
    ],
)
def test_wording_keeps_the_number_that_is_there(name: str, target: str, written: str) -> None:
    entry = next(entry for entry in load_library() if entry.name == name)
    assert f"指标值写作「{written}」" in wording(entry, read_target(target))


def test_direction_of_the_frame_counts() -> None:
    assert proposal("培训合格率", QUALITY, read_target("95%"), Direction.AT_LEAST, CN) is None
    assert proposal("培训合格率", None, None, None, CN) is None


def test_objectives_of_the_sample_county_get_no_proposals() -> None:
    found = [
        (indicator.name, said)
        for department in load_county().departments
        for project in department.projects
        for indicator in objective(project).indicators
        if (said := proposal(indicator.name, indicator.subcategory_key, indicator.target, None, CN))
    ]
    assert found == []
