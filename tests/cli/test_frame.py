"""``jiheng frame``: a frame of a standard becomes one's own, is edited step by step and looked over after each."""

from __future__ import annotations

from pathlib import Path

import pytest
from forms_at_hand import Jiheng

from jiheng.regulation import load_frame
from jiheng.sample.cases import case_text
from jiheng.scoring.case_file import PlacedFrame, read_frame_file

CLEAN, MUST_FIX, WRONG = 0, 1, 2


def read(file: str) -> PlacedFrame:
    return read_frame_file(Path(file).read_text("utf-8"), file)


def test_copy_of_a_standard_frame_says_where_it_comes_from_and_has_nothing_to_fix(jiheng: Jiheng) -> None:
    ran = jiheng("frame", "project-2020", "--title", "培训项目评价指标体系", "-o", "体系.yaml")
    assert (ran.code, ran.err) == (CLEAN, "")
    assert "决策 20 + 过程 20 + 产出 30 + 效益 30 = 100 分" in ran.out
    made = read("体系.yaml")
    assert made.frame.indicators == load_frame("project-2020").indicators
    assert "project-2020" in made.frame.note
    assert made.faults == ()
    assert jiheng("check", "体系.yaml").code == CLEAN


def test_indicators_are_taken_out_and_added_and_the_gap_is_told_until_it_is_closed(jiheng: Jiheng) -> None:
    cut = jiheng("frame", "project-2020", "--remove", "3.1.1", "--add", "3.2.9=培训合格率:6", "-o", "一.yaml")
    assert cut.code == MUST_FIX
    assert "FRM101 indicators：分值合计 96 分" in cut.err
    added = read("一.yaml").frame.indicator("3.2.9")
    assert added is not None
    assert (added.level1, added.level2, added.unit, added.weight) == ("产出", "产出质量", "%", 6)
    closed = jiheng("frame", "一.yaml", "--weight", "3.2.9=8", "--rescale", "-o", "二.json")
    assert closed.code == CLEAN
    assert "3.2.9 培训合格率 6 → 8" in closed.out
    assert "尾差" in closed.out
    again = read("二.json").frame
    assert again.total_weight == 100
    assert again.indicator("3.1.1") is None
    assert again.indicator("3.2.9").weight == 8  # type: ignore[union-attr]


def test_weights_alone_leave_the_others_as_they_are(jiheng: Jiheng) -> None:
    ran = jiheng("frame", "project-2020", "--weight", "1.1.1=2", "--weight", "3.1.1=12")
    assert ran.code == CLEAN
    Path("x.yaml").write_text(ran.out, "utf-8")
    changed = {row.id: row.weight for row in read("x.yaml").frame.indicators}
    assert changed == {row.id: row.weight for row in load_frame("project-2020").indicators} | {"1.1.1": 2, "3.1.1": 12}


def test_frame_of_a_case_can_be_taken_out_of_it(jiheng: Jiheng) -> None:
    Path("案例.yaml").write_text(case_text("project"), "utf-8")
    assert jiheng("frame", "案例.yaml", "-o", "体系.yaml").code == CLEAN
    assert read("体系.yaml").frame.indicator("3.1.2").name == "举办技术培训场次"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing"], "没有名为「nothing」的指标体系。可用的有：department-2013"),
        (["没有.yaml"], "读不出「没有.yaml」"),
        (["别的.yaml"], "既不是指标体系，也不是评价案例"),
        (["别的编码.yaml"], "不是 UTF-8"),
        (["project-2020", "--remove", "8"], "没有编号为「8」的指标"),
        (["project-2020", "--add", "8.1.1=培训合格率"], "编号 8.1.1 不属于已有的任何一组，请用已有一组的编号开头，已有的组：1.1"),
        (["project-2020", "--add", "3.1.9=培训合格"], "指标库中没有「培训合格」，相近的有：培训合格率"),
        (["project-2020", "--add", "3.1.9=龘龘龘"], "用 jiheng indicators 字词 查找"),
        (["project-2020", "--add", "3.1.9"], "「3.1.9」应写成 3.1.9=培训合格率:5 的样子"),
        (["project-2020", "--weight", "3.1.1=a"], "不是数字"),
        (["project-2020", "--weight", "3.1.1=-1"], "不能定为 -1 分"),
        (["project-2020", "--weight", "3.1.1=101", "--rescale"], "已超过满分"),
        (["project-2020", "-o", "没有这个文件夹/体系.yaml"], "写不进"),
    ],
    ids=["name", "file", "other", "encoding", "remove", "group", "near", "unknown", "form", "number", "negative", "too-much", "folder"],
)
def test_edit_that_cannot_be_made_is_told_in_chinese(jiheng: Jiheng, arguments: list[str], said: str) -> None:
    Path("别的.yaml").write_text("a: 1\n", "utf-8")
    Path("别的编码.yaml").write_bytes("标题: 一".encode("gbk"))
    ran = jiheng("frame", *arguments)
    assert ran.code == WRONG
    assert said in ran.err
