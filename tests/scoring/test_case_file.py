"""Case and frame files: what is wrong is told with line, place and remedy; what is written is read back the same."""

from __future__ import annotations

import json

import pytest

from jiheng.model import read_actual, read_target
from jiheng.regulation import WrongFile
from jiheng.sample.cases import case_text
from jiheng.scoring.case_file import FaultyCase, kind_of_file, load_case, read_case, read_frame_file, to_json, to_yaml

PROJECT = case_text("project")


def replaced(old: str, new: str) -> str:
    assert PROJECT.count(old) >= 1, old
    return PROJECT.replace(old, new, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (replaced('score_given: "2.5"', "score_given: 2.5"), '「inputs/22/score_given」：数字 2.5 须加引号书写，例如 "2.5"'),
        (replaced("weight: 4", "weight: 2"), "「frame/indicators」：分值合计 98 分（决策 18 + 过程 20 + 产出 30 + 效益 30），应为 100 分，少 2 分，请"),
        (replaced("kind: check_list, cite", "kind: chek_list, cite"), "没有名为「chek_list」的评分规则，可用的规则："),
        (replaced("  cite: mof-2020-10\n", "").replace(", cite: practice}", "}", 1), "「立项依据充分性」的评分规则没有写明依据"),
        (replaced("cite: mof-2020-10", "cite: nobody"), "引用的依据「nobody」不在 citations 中"),
        (replaced('indicator: "1.1.1"', 'indicator: "1.1.9"'), "指标体系中没有编号为「1.1.9」的指标"),
        (replaced("evidence: [A1]", "evidence: [A9]"), "佐证材料中没有编号为「A9」的材料"),
        (replaced("survey: S1", "survey: S9"), "没有编号为「S9」的问卷，请改正，已有：S1"),
        (replaced("problems: [P1]", "problems: [P9]"), "没有编号为「P9」的问题"),
        (replaced("    reason_given: 已印发服务办法，经费保障条款尚未落实\n", ""), "由评价人给分，没有写明理由，请写 reason_given"),
        (replaced('score_given: "2.5"', 'score_given: "3.5"'), "给 3.5 分，不在 0 到 3 分之间"),
        (replaced('indicator: "1.2.1"', 'indicator: "1.1.1"'), "同一指标的数据「1.1.1」写了 2 次"),
        (replaced('id: "1.1.2"', 'id: "1.1.1"'), "编号 1.1.1 用了 2 次"),
        (replaced("id: P2", "id: P1"), "问题编号「P1」写了 2 次"),
        (replaced('direction: exactly\n      unit: 人', 'direction: at_most\n      unit: 人'), "的方向写 ≤，目标值却是 ="),
        (replaced('lost: "0.1", magnitude', 'lost: "0", magnitude'), "应大于 0"),
        (replaced("returned: 204", "returned: 240"), "「surveys/0/returned」：收回 240 份，多于发放的 210，请按原始问卷改正"),
        (replaced("不满意: 8}", "不满意: 18}"), "各选项共 210 人，多于有效的 200 份"),
        (replaced('基本满意: "0.8"}', '较满意: "0.8"}'), "没有「较满意」这个选项，请按原始问卷改正，已有：满意、基本满意、不满意"),
        (replaced("answered_on: 2025-04-23", "answered_on: 2025-04-20"), "「澄岚县财政局」反馈 2025-04-20 早于送达 2025-04-21，请核对日期"),
        (replaced("held_on: 2025-03-19", "held_on: 2025-05-19"), "报告日期 2025-04-25 早于访谈 2025-05-19"),
        (replaced("id: F2", "id: F1"), "访谈编号「F1」写了 2 次"),
        (replaced("evidence: [C1, C2]", "evidence: [C1, C8]"), "佐证材料中没有编号为「C8」的材料"),
    ],
    ids=[
        "float", "weights-98", "unknown-rule", "no-citation", "unknown-citation", "unknown-indicator", "unknown-evidence", "unknown-survey",
        "unknown-problem", "given-without-reason", "given-beyond-weight", "inputs-twice", "id-twice", "problem-twice", "direction", "parameter",
        "survey-counts", "survey-answers", "survey-option", "slip-days", "interview-day", "interview-twice", "interview-evidence",
    ],
)  # fmt: skip
def test_case_with_a_fault_is_not_scored_and_the_fault_has_its_line_and_remedy(text: str, said: str) -> None:
    with pytest.raises(FaultyCase) as raised:
        load_case(text, "案例.yaml")
    told = str(raised.value)
    assert said in told
    assert all(line.startswith("案例.yaml 第 ") for line in told.splitlines())


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (replaced("id: P1", "id: 2.5").replace("fiscal_year", "year", 1), "id: 2.5", "数字 2.5 须加引号书写"),
        (replaced("actual: 85场", "actaul: 85场"), "actaul: 85场", "没有这一项，请核对写法，或删去"),
        (replaced("  fiscal_year: 2024\n", ""), "subject:", "缺少这一项，请补写"),
        (replaced("interviewers: [罗晓岚, 韩予澄]", "interviewer: 罗晓岚"), "interviewer: 罗晓岚", "没有这一项"),
        (replaced("kind: data, addressee", "kind: date, addressee"), "kind: date", "不认识「date」"),
        (replaced("value: 54人", "value: 若干"), "value: 若干", "「若干」读不成一个数"),
        (replaced("days: 3", "days: 三日"), "days: 三日", "应是整数"),
        (replaced('initial_budget: "108.00"', "initial_budget: 多"), "initial_budget: 多", "「多」读不成一个数"),
        (replaced("commissioned_on: 2025-03-03", "commissioned_on: 三月"), "commissioned_on: 三月", "应是日期"),
        (replaced("standard: cn\n", "standard: zz\n"), "standard: zz", "没有名为「zz」的标准"),
        (replaced("id: clx-2024-tpy\n", "id: [\n"), None, "YAML 读不通"),
    ],
    ids=[
        "float-and-more", "misspelt-key", "missing-key", "interview-key", "slip-kind", "data-figure", "slip-count", "funds-figure", "no-date",
        "unknown-standard", "no-yaml",
    ],
)  # fmt: skip
def test_entry_that_cannot_be_understood_is_named_with_its_line(text: str, line: str | None, said: str) -> None:
    with pytest.raises(WrongFile) as raised:
        read_case(text, "案例.yaml")
    assert said in str(raised.value)
    if line is not None:
        number = next(number for number, words in enumerate(text.splitlines(), 1) if line in words)
        assert raised.value.line == number


def test_frame_by_name_that_nobody_has_is_an_error_with_the_names_there_are() -> None:
    head = PROJECT[: PROJECT.index("frame:\n")]
    with pytest.raises(WrongFile, match="没有名为「nowhere」的指标体系"):
        read_case(f"{head}frame: nowhere\n", "x.yaml")


def test_list_is_no_case() -> None:
    with pytest.raises(WrongFile, match="最外层应是"):
        read_case("- a\n- b\n", "x.yaml")


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ('indicators: ["1.1.2", "1.2.1"', 'indicators: ["1.2.1"', "CAS109", "「1.1.2 立项程序规范性」扣 0.6 分，没有对应的问题"),
        ("problems: [P3]", "problems: []", "CAS112", "问题「部分产出和效益未达到目标」没有对应的建议"),
        ('indicators: ["2.1.2", "2.1.3", "2.1.4", "2.2.1"]', 'indicators: ["2.1.1"]', "CAS111", "所列指标都没有扣分"),
        ("actual: 54人, evidence: [C1]", "actual: 54人", "CAS110", "没有佐证材料"),
        ("actual: 85场, ", "", "CAS108", "还不能计分：缺少实际完成值"),
    ],
    ids=["loss", "suggestion", "no-loss", "evidence", "not-scored"],
)
def test_what_is_asked_of_a_case_that_can_be_scored(old: str, new: str, code: str, said: str) -> None:
    faults = load_case(replaced(old, new), "x").faults
    assert [fault.problem for fault in faults if fault.code == code and said in fault.problem]


@pytest.mark.parametrize("write", [to_yaml, to_json], ids=["yaml", "json"])
def test_written_case_is_read_back_the_same(write) -> None:
    case = load_case(PROJECT, "x").case
    again = load_case(write(case), "y").case
    assert again == case


def test_yaml_is_written_as_people_type_it() -> None:
    text = to_yaml(load_case(PROJECT, "x").case)
    assert "actual: 85场" in text.replace('"', "")
    assert "'" not in text
    assert "numerator: 1140" in text
    assert "type: evaluation_case" in text


def test_json_holds_no_float() -> None:
    found: list[float] = []
    json.loads(to_json(load_case(PROJECT, "x").case), parse_float=found.append)
    assert found == []


def test_value_whose_print_does_not_give_it_again_is_written_whole() -> None:
    case = load_case(PROJECT, "x").case
    odd = read_actual("54人").model_copy(update={"figure": read_actual("53人").figure})
    target = read_target("≥3个").model_copy(update={"raw": "≥4个"})
    changed = case.inputs[11].model_copy(update={"actual": odd, "target": target})
    case = case.model_copy(update={"inputs": (*case.inputs[:11], changed, *case.inputs[12:])})
    assert read_case(to_yaml(case), "y").case == case


FRAME = PROJECT[PROJECT.index("frame:\n") + 7 : PROJECT.index("\nvalues:")]
FRAME_TEXT = "\n".join(line[2:] for line in FRAME.splitlines()) + "\n"


def test_frame_file_has_its_places() -> None:
    read = read_frame_file(FRAME_TEXT, "体系.yaml")
    assert [fault.code for fault in read.faults if fault.severity != "note"] == []
    assert read.frame.title == "项目支出绩效评价指标体系（示例）"
    assert read.placed.line("/indicators/0") == 6
    assert read_frame_file(to_yaml(read.frame), "y").frame == read.frame


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- 1\n", "指标体系文件的最外层"),
        (FRAME_TEXT.replace("level1: 决策\n", "\n", 1).replace("weight: 4", "weight: 4.5", 1), "4.5 须加引号"),
        (FRAME_TEXT.replace("level1: 决策\n", "\n", 1), "缺少这一项"),
    ],
    ids=["list", "float-and-more", "missing"],
)
def test_frame_that_cannot_be_understood_is_an_error(text: str, said: str) -> None:
    with pytest.raises(WrongFile, match=said):
        read_frame_file(text, "体系.yaml")


def test_all_mistakes_are_told_at_once_those_of_inexact_numbers_too() -> None:
    text = PROJECT.replace('score_given: "2.5"', "score_given: 2.5").replace("weight: 4", "weight: 2.0", 1)
    text = text.replace("kind: bands", "kind: nearly", 1).replace("  cite: mof-2020-10\n", "", 1)
    told = [(fault.code, fault.place) for fault in read_case(text, "案例.yaml").faults if fault.severity == "must_fix"]
    assert told == [
        ("CAS115", "/frame/indicators/0/weight"),
        ("CAS115", "/inputs/22/score_given"),
        ("FRM101", "/frame/indicators"),
        ("FRM109", "/frame/indicators/15/rule/kind"),
        ("FRM111", "/frame/indicators"),
    ]
    frame = read_frame_file(FRAME_TEXT.replace("weight: 4", "weight: 4.0", 1), "体系.yaml")
    assert [fault.code for fault in frame.faults if fault.severity == "must_fix"] == ["FRM114"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"type": "evaluation_case"}, "evaluation_case"),
        ({"subject": {}, "frame": "x"}, "evaluation_case"),
        ({"title": "x", "indicators": [{"level1": "产出"}]}, "frame"),
        ({"type": "self_evaluation_form", "indicators": [{"level1": "产出"}]}, None),
        ({"indicators": []}, None),
        ([1], None),
        ("文字", None),
    ],
    ids=["type", "keys", "frame", "form", "empty", "list", "text"],
)
def test_kind_of_a_file_is_known_by_its_content(content: object, kind: str | None) -> None:
    assert kind_of_file(content) == kind
