"""Text dumps in which a field holds a label, nothing but points, or a class for a name: what stands there is read, and nothing else."""

from __future__ import annotations

import pytest

from jiheng.documents.content import Limits
from jiheng.documents.text import read_text
from jiheng.extraction.stream import extract_stream
from jiheng.model import MonitoringForm, SelfEvaluationForm
from jiheng.regulation.labels import load_labels

_HEADER = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析"]
_ROWS = [
    ["产出指标", "数量指标", "养护乡道里程", "≥36公里", "36公里", "30", "30", ""],
    ["", "质量指标", "路面验收合格率", "≥95%", "97%", "20", "20", ""],
    ["效益指标", "社会效益指标", "道路通达村数", "≥12个", "12个", "30", "30", ""],
    ["满意度指标", "服务对象满意度指标", "沿线群众满意度", "≥90%", "93%", "20", "20", ""],
]


def _read(head: list[list[str]], rows: list[list[str]] = _ROWS, joint: str = "\t") -> SelfEvaluationForm:
    lines = [*head, _HEADER, *rows, ["总分", "", "", "", "", "100", "100", ""]]
    text = "项目支出绩效自评表\n（2024年度）\n" + "\n".join(joint.join(line) for line in lines)
    record = extract_stream(read_text(text.encode(), "a.txt", Limits()).blocks, load_labels("cn")).records[0].record
    assert isinstance(record, SelfEvaluationForm)
    return record


@pytest.mark.parametrize(
    "row",
    [
        ["主管部门", "主管部门", "实施单位", "青禾县公路养护站"],
        ["主管部门", "", "", "主管部门", "", "实施单位", "", "青禾县公路养护站"],
        ["主管部门及代码", "", "主管部门", "", "实施单位", "青禾县公路养护站"],
    ],
)
@pytest.mark.parametrize("joint", ["\t", " | "])
def test_a_label_printed_as_the_value_is_the_value(row: list[str], joint: str) -> None:
    form = _read([["项目名称", "青禾乡道路养护"], row], joint=joint)
    assert form.supervising_department == "主管部门"
    assert form.implementing_agency == "青禾县公路养护站"


def test_a_label_as_the_value_shows_in_one_cell_a_line_too() -> None:
    head = [["项目名称", "青禾乡道路养护"], ["主管部门", "主管部门", "实施单位", "青禾县公路养护站"]]
    form = _read(head, [[cell for cell in row if cell] for row in _ROWS], joint="\n")
    assert (form.supervising_department, form.implementing_agency) == ("主管部门", "青禾县公路养护站")


@pytest.mark.parametrize(
    "row",
    [
        ["主管部门", "主管部门", "青禾县交通运输局", "青禾县交通运输局", "实施单位", "青禾县公路养护站"],
        ["主管部门", "", "主管部门", "青禾县交通运输局", "实施单位", "青禾县公路养护站"],
    ],
)
def test_a_merged_label_printed_twice_is_no_value(row: list[str]) -> None:
    assert _read([["项目名称", "青禾乡道路养护"], row]).supervising_department == "青禾县交通运输局"


@pytest.mark.parametrize("joint", ["\t", " | "])
def test_the_month_of_a_monitoring_form_stands_in_its_labels(joint: str) -> None:
    lines = [
        ["项目名称", "青禾乡道路养护"],
        ["项目资金（万元）", "年初预算数", "1-7月执行数", "1-7月执行率", "全年预计执行数"],
        ["年度资金总额", "100.00", "20.00", "20.00%", "100.00"],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "1-7月执行情况", "全年预计完成情况"],
        ["产出指标", "数量指标", "养护乡道里程", "≥36公里", "10公里", "36公里"],
    ]
    text = "项目支出绩效运行监控表\n（2024年度）\n" + "\n".join(joint.join(line) for line in lines)
    record = extract_stream(read_text(text.encode(), "a.txt", Limits()).blocks, load_labels("cn")).records[0].record
    assert isinstance(record, MonitoringForm)
    assert record.cutoff_month == 7


_NAMELESS = ["", "经济效益指标", "", "", "", "10", "10", ""]


@pytest.mark.parametrize("joint", ["\t", " | "])
def test_a_row_without_a_name_keeps_its_points(joint: str) -> None:
    form = _read([["项目名称", "青禾乡道路养护"]], [*_ROWS[:3], _NAMELESS, _ROWS[3]], joint)
    [blank] = [row for row in form.indicators if not row.name]
    assert (blank.category, blank.subcategory) == ("效益指标", "经济效益指标")
    assert (blank.weight and blank.weight.raw, blank.score and blank.score.raw) == ("10", "10")


def test_points_beside_a_group_are_no_row() -> None:
    rows = [["产出指标", "", "", "", "", "50", "50", ""], *_ROWS]
    assert [row.name for row in _read([["项目名称", "青禾乡道路养护"]], rows).indicators] == [row[2] for row in _ROWS]


@pytest.mark.parametrize(("printed", "name"), [("质量指标1", "质量指标1"), ("指标2：质量指标1", "质量指标1")])
def test_a_class_with_a_number_is_a_name(printed: str, name: str) -> None:
    rows = [_ROWS[0], ["", "质量指标", printed, "≥95%", "97%", "20", "20", ""], *_ROWS[2:]]
    read = _read([["项目名称", "青禾乡道路养护"]], rows).indicators[1]
    assert (read.name, read.target and read.target.raw) == (name, "≥95%")


def test_a_name_in_quality_words_is_not_lost_for_a_value() -> None:
    header = "一级指标 二级指标 三级指标 指标方向 目标值 计量单位 实际完成 权重 自评得分 偏差原因分析 备注"
    rows = [
        "产出指标 数量指标 培训农机手人数 正向指标 ≥870 人 880 40 40 /",
        "效益指标 经济效益指标 带动农户增收 正向指标 明显增加 明显增加 15 15 /",
    ]
    text = "\n".join(["项目支出绩效自评表", "（2024年度）", "项目名称 农机补贴", header, *rows, "合计 100 99.58"])
    record = extract_stream(read_text(text.encode(), "a.txt", Limits()).blocks, load_labels("cn")).records[0].record
    assert [row.name for row in record.indicators] == ["培训农机手人数", "带动农户增收"]


def test_an_explanation_is_read_where_ticks_cannot_be_told() -> None:
    lines = [
        *("项目名称", "青禾乡道路养护", "项目资金（万元）", "年初预算数", "1-7月执行数", "年度资金总额", "100.00", "20.00"),
        *("一级指标", "二级指标", "三级指标", "年度指标值", "1-7月执行情况", "全年预计完成情况", "偏差原因分析", "完成目标可能性", "备注"),
        *("经费保障", "制度保障", "人员保障", "硬件条件保障", "其他", "原因说明", "确定能", "有可能", "完全不可能"),
        *("产出指标", "数量指标", "养护乡道里程", "≥36公里", "10公里", "36公里", "受汛期影响进度滞后。", "√"),
    ]
    text = "项目支出绩效运行监控表\n（2024年度）\n" + "\n".join(lines)
    record = extract_stream(read_text(text.encode(), "a.txt", Limits()).blocks, load_labels("cn")).records[0].record
    assert isinstance(record, MonitoringForm)
    assert record.indicators[0].deviation_reason == "受汛期影响进度滞后。"
    assert record.indicators[0].likelihood is None


@pytest.mark.parametrize(("tick", "likelihood"), [(0, "certain"), (1, "possible"), (2, "impossible")])
def test_labels_of_a_second_row_stand_where_the_first_row_says_though_merged_cells_are_gone(tick: int, likelihood: str) -> None:
    ticks = ["√" if place == tick else "" for place in range(3)]
    rows = [
        ["项目名称", "青禾乡道路养护"],
        ["项目资金（万元）", "", "年初预算数", "1-7月执行数"],
        ["年度资金总额", "100.00", "20.00"],
        [
            "绩效指标",
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "1-7月执行情况",
            "全年预计完成情况",
            "偏差原因分析",
            "完成目标可能性",
            "备注",
        ],
        ["经费保障", "制度保障", "人员保障", "硬件条件保障", "其他", "原因说明", "确定能", "有可能", "完全不可能"],
        ["产出指标", "数量指标", "养护乡道里程", "≥36公里", "10公里", "36公里", "√", "", "", "", "", "", *ticks, ""],
        ["养护桥涵座数", "=4座", "1座", "4座", "√", "", "", "", "", "", *ticks, ""],
    ]
    text = "项目支出绩效运行监控表\n（2024年度）\n" + "\n".join(" | ".join(row) + " |" for row in rows)
    record = extract_stream(read_text(text.encode(), "a.txt", Limits()).blocks, load_labels("cn")).records[0].record
    assert isinstance(record, MonitoringForm)
    assert [str(row.likelihood) for row in record.indicators] == [likelihood] * 2


def _cell_lines(ticks: list[int], page_break: int | None = None) -> MonitoringForm:
    lines = [*("项目名称", "青禾乡道路养护", "项目资金（万元）", "年初预算数", "1-7月执行数", "年度资金总额", "100.00", "20.00")]
    lines += [
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "1-7月执行情况",
        "全年预计完成情况",
        "偏差原因分析",
        "完成目标可能性",
        "备注",
    ]
    lines += ["经费保障", "制度保障", "人员保障", "硬件条件保障", "其他", "原因说明", "确定能", "有可能", "完全不可能"]
    for row, tick in enumerate(ticks):
        names = ["产出指标", "数量指标"] if row == 0 else []
        lines += [*names, f"养护第{row + 1}段里程", "≥36公里", "10公里", "36公里"]
        lines += ["√" if place == tick else "" for place in range(10)]
        lines += [""] if row == page_break else []
    text = "项目支出绩效运行监控表\n（2024年度）\n" + "\n".join(lines)
    record = extract_stream(read_text(text.encode(), "a.txt", Limits()).blocks, load_labels("cn")).records[0].record
    assert isinstance(record, MonitoringForm)
    return record


def test_blank_lines_are_cells_where_their_number_says_so() -> None:
    assert [str(row.likelihood) for row in _cell_lines([6, 8, 7, 6]).indicators] == ["certain", "impossible", "possible", "certain"]


def test_a_row_with_a_line_too_many_says_nothing_of_its_ticks() -> None:
    assert [row.likelihood and str(row.likelihood) for row in _cell_lines([6, 8, 7, 6], 1).indicators] == [
        "certain",
        None,
        "possible",
        None,
    ]
