from __future__ import annotations

import json
import re

import pytest
from forms_at_hand import Jiheng

from jiheng.checks import all_checks


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "没有命令「chek」。"),
        (["check"], "缺少参数「文件…」。"),
        (["check", "--forma", "x"], "没有选项「--forma」。是否要用 --format？"),
        (["check", "x", "--format", "doc"], "选项 --format 的值不对：应是 text、json、html、xlsx、sarif 之一。"),
        (["check", "x", "--jobs", "0"], "选项 --jobs 的值不对：应不小于 1。"),
        (["check", "x", "--year", "abc"], "选项 --year 的值不对：应是整数。"),
        (["check", "x", "--max-seconds", "abc"], "选项 --max-seconds 的值不对：应是数字。"),
        (["check", "x", "--baseline"], "选项 --baseline 后面缺少值。"),
        (["check", "x", "--baseline", "没有.json"], "不是基线"),
        (["check", "x", "--waivers", "没有.yaml"], "读不出"),
        (["check", "x", "--standard", "zz"], "没有名为「zz」的标准。"),
        (["check", "x", "--select", "ABC"], "没有编号以「ABC」开头"),
        (["check", "x", "-o", "."], "写不进「.」（那是一个文件夹）"),
        (["extract", "x", "-f", "doc"], "extract 不支持格式「doc」"),
        (["extract", "x", "-s", "zz"], "没有名为「zz」的标准。"),
        (["extract", "x", "-o", "."], "写不进「.」"),
        (["explain", "ZZ"], "没有编号或名称为「ZZ」的检查。"),
        (["checks", "QQ"], "没有编号以「QQ」开头的检查。"),
        (["standards", "see"], "应是 list、show、frames、frame、formulas、rules、flows 之一。"),
        (["standards", "show", "zz"], "没有名为「zz」的标准。"),
        (["standards", "show", "cn", "--at", "20"], "应写成 2025-12-31 的样子"),
        (["demo", "a", "b"], "多出的参数：b。"),
    ],
    ids=str,
)
def test_wrong_usage_is_told_in_chinese_and_ends_with_two(jiheng: Jiheng, arguments: list[str], said: str) -> None:
    ran = jiheng(*arguments)
    assert ran.code == 2
    assert said in ran.err
    assert ran.out == ""
    assert "Error" not in ran.err


@pytest.mark.parametrize("arguments", [[], ["--help"], ["check", "-h"], ["extract", "--help"], ["demo", "--help"]], ids=str)
def test_help_is_chinese_throughout(jiheng: Jiheng, arguments: list[str]) -> None:
    ran = jiheng(*arguments)
    assert ran.code == 0
    assert ran.out.startswith("用法：jiheng")
    assert not any(word in ran.out for word in ("Usage", "Options", "Show this", "default", "TEXT", "INTEGER", "PATH", "required"))


def test_every_option_of_check_has_its_words(jiheng: Jiheng) -> None:
    lines = [line for line in jiheng("check", "--help").out.split("选项：")[-1].splitlines() if line.strip()]
    assert len(lines) >= 15
    assert [line for line in lines if not line.rstrip().endswith(("。", "］"))] == []


def test_the_version(jiheng: Jiheng) -> None:
    assert jiheng("--version").out.startswith("jiheng ")


def test_explain_shows_the_page_by_code_in_any_case_or_name(jiheng: Jiheng) -> None:
    pages = [jiheng("explain", word) for word in ("SEV101", "sev101", "execution_rate_mismatch")]
    assert [page.code for page in pages] == [0, 0, 0]
    assert pages[0].out == pages[1].out
    assert pages[0].out in pages[2].out
    assert all(word in pages[0].out for word in ("SEV101", "查什么", "怎么改"))


def test_explain_names_what_is_near(jiheng: Jiheng) -> None:
    assert "SEV101" in jiheng("explain", "执行率").err


def test_checks_lists_all_and_a_part(jiheng: Jiheng) -> None:
    everything = jiheng("checks").out
    assert all(check.code in everything for check in all_checks())
    part = jiheng("checks", "xck").out
    assert "XCK101" in part
    assert "SEV101" not in part


def test_standards_are_listed_and_shown_beside_their_parent(jiheng: Jiheng) -> None:
    assert all(name in jiheng("standards").out for name in ("cn", "cn-xj", "cn-gs"))
    shown = jiheng("standards", "show", "cn-xj", "--at", "2024-12-31")
    assert shown.code == 0
    assert "上级" in shown.out


def test_what_a_place_decides_itself_stands_first(jiheng: Jiheng) -> None:
    shown = jiheng("standards", "show", "cn-xj-kashgar", "--at", "2024-06-30").out
    assert "中：70" in shown
    assert "本级自定 1 项" in shown
    assert "本级自定 0 项" in jiheng("standards", "show", "cn-xj-kashgar", "--at", "2021-06-30").out


def test_documents_cited_have_their_evidence_mark(jiheng: Jiheng, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    shown = jiheng("standards", "show", "cn-xj-kashgar").out.split("引用的文件")[1]
    first, act = (
        next(line.rstrip() for line in shown.splitlines() if word in line) for word in ("喀地财绩〔2022〕2号", "财预〔2020〕10号")
    )
    assert first.endswith("二手资料")
    assert act.split()[-1] in ("凭记忆，待核", "已核原文")
    assert shown.index("喀地财绩") < shown.index("新财预〔2018〕189号") < shown.index("中华人民共和国预算法")
    assert re.search(r"共 \d+ 件：.*通行做法 \d+ 件", shown)


def test_long_lists_are_cut_and_keys_are_chinese(jiheng: Jiheng, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "2000")
    shown = jiheng("standards", "show", "cn").out
    assert "产出：50" in shown
    assert "项，--json 看全部）" in shown
    assert max(map(len, shown.splitlines())) < 1800
    assert "中：60" in shown


def test_frames_formulas_and_rules_are_shown(jiheng: Jiheng, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")  # a narrow page folds the cells
    assert "决策 20" in jiheng("standards", "frames").out
    frame = jiheng("standards", "frame", "department-performance-45")
    assert frame.code == 0
    assert "合计 100 分，另有加减分项" in frame.out
    assert "既定支付进度" in jiheng("standards", "formulas").out
    assert "threshold_slide" in jiheng("standards", "rules").out


def test_a_wrong_frame_or_action_is_told(jiheng: Jiheng) -> None:
    unknown = jiheng("standards", "frame", "nothing")
    assert (unknown.code, unknown.out) == (2, "")
    assert "可用的有" in unknown.err
    assert "project-2020" in unknown.err
    assert jiheng("standards", "invent").code == 2


def test_a_standard_comes_as_json_with_its_sources(jiheng: Jiheng) -> None:
    content = json.loads(jiheng("standards", "show", "cn-xj", "--at", "2024-06-30", "--json").out)
    assert content["lineage"] == ["cn", "cn-xj"]
    assert content["parameters"]["evaluation_grades"]["citation"]["document"]
    assert [frame["id"] for frame in content["frames"]]
    assert content["formulas"][0]["denominator"][0]["name"]


def test_an_unexpected_error_is_one_sentence_unless_debugging(jiheng: Jiheng, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("jiheng.cli.pages.find", broken)
    ran = jiheng("explain", "SEV101")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("程序出错（ZeroDivisionError）")
    assert "Traceback" not in ran.err
    assert "Traceback" in jiheng("explain", "SEV101", "--debug").err
