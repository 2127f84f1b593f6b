"""``score`` and ``check`` on case and frame files, and the indicator library, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from forms_at_hand import Jiheng

from jiheng.sample.cases import case_text


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The sample project's case."""
    path = tmp_path / "案例.yaml"
    path.write_text(case_text("project"), "utf-8")
    return path


def broken(path: Path, old: str, new: str) -> Path:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def test_the_tree_has_every_indicator_with_its_trace_and_the_sums(jiheng: Jiheng, case: Path) -> None:
    ran = jiheng("score", str(case))
    assert ran.code == 0
    assert ran.err == ""
    for words in (
        "决策　17.4 / 20，得分率 87%",
        "3.1.2 举办技术培训场次　4.52 / 5",
        "实际 85 场 ÷ 目标 90 场 = 94.44%，5 × 94.44% = 4.72",
        "扣分原因：两名特派员因病休养",
        "加减分项　+1",
        "总分 94.34 / 100　等级「优」",
        "评价人给分",
    ):
        assert words in ran.out
    assert "评分标准" not in ran.out
    assert "评分标准（达标或按比例（越大越好））" in jiheng("score", str(case), "--verbose").out


def test_what_if_shows_the_difference_line_by_line(jiheng: Jiheng, case: Path) -> None:
    ran = jiheng("score", str(case), "--what-if", "/indicators/12/actual=90", "--what-if", "/indicators/2.1.4/occurrences=0")
    assert ran.code == 0
    head = ran.out.split("决策　")[0]
    assert [line.split()[0] for line in head.splitlines() if line[:1].isdigit()] == ["2.1.4", "3.1.2"]
    assert "总分                    94.34  95.12  +0.78" in head
    assert "不影响得分" in jiheng("score", str(case), "--what-if", "/title=另一个题目").out


def test_reach_tells_what_some_points_need(jiheng: Jiheng, case: Path) -> None:
    ran = jiheng("score", str(case), "--reach", "3.1.2=4.5", "--reach", "0=3.5", "--reach", "4.1.4=1")
    assert "要得 4.5 分，实际完成值至少应为 81 场" in ran.out
    assert "个评价要点至少应符合" in ran.out
    assert "没有可以反推的条件" in ran.out


def test_what_is_missing_is_listed_with_the_span_of_the_total(jiheng: Jiheng, case: Path) -> None:
    ran = jiheng("score", str(broken(case, "actual: 85场, ", "")))
    assert ran.code == 0
    assert "还有 1 项不能计分，总分可能在 89.82—94.82 之间，等级未定" in ran.out
    assert "3.1.2 举办技术培训场次（5 分）：缺少实际完成值" in ran.out


def test_json_of_score_is_whole(jiheng: Jiheng, case: Path) -> None:
    ran = jiheng("score", str(case), "--format", "json", "--what-if", "/indicators/12/actual=90", "--reach", "3.1.2=4.5")
    content = json.loads(ran.out)
    assert (content["total"], content["grade"], content["complete"]) == ("94.62", "优", True)
    assert [line["id"] for line in content["lines"]][:3] == ["1.1.1", "1.1.2", "1.2.1"]
    assert content["lines"][12]["trace"]["sentence"]
    assert content["levels"][0] == {
        "name": "决策", "key": "decision", "weight": "20", "score": "17.40", "rate": "87.00%", "missing": 0,
        "parts": content["levels"][0]["parts"],
    }  # fmt: skip
    assert [change["name"] for change in content["changes"]] == ["3.1.2 举办技术培训场次", "产出", "总分"]
    assert content["needed"][0]["value"] == "81"
    assert content["faults"][0]["line"]


@pytest.mark.parametrize("form", ["yaml", "case"])
def test_case_written_in_another_form_scores_the_same(jiheng: Jiheng, case: Path, form: str, tmp_path: Path) -> None:
    target = tmp_path / "again"
    assert jiheng("score", str(case), "-f", form, "-o", str(target)).code == 0
    assert "总分 94.34 / 100" in jiheng("score", str(target)).out
    assert jiheng("score", str(case), "-f", form).out == target.read_text("utf-8")


def test_workbook_goes_out_and_comes_back(jiheng: Jiheng, case: Path, tmp_path: Path) -> None:
    ran = jiheng("score", str(case), "--format", "xlsx")
    assert (ran.code, ran.err.strip()) == (0, "已写入：评分表.xlsx")
    assert "总分 94.34 / 100" in jiheng("score", str(tmp_path / "评分表.xlsx")).out


def test_text_can_go_to_a_file(jiheng: Jiheng, case: Path, tmp_path: Path) -> None:
    assert jiheng("score", str(case), "-o", "得分.txt").out == ""
    assert "总分 94.34" in (tmp_path / "得分.txt").read_text("utf-8")


def test_faults_that_must_be_fixed_are_all_told_with_their_lines_and_nothing_is_scored(jiheng: Jiheng, case: Path) -> None:
    broken(case, "weight: 4", "weight: 2")
    broken(case, "evidence: [A1]", "evidence: [A9]")
    ran = jiheng("score", str(case))
    assert ran.code == 1
    assert ran.out == ""
    assert "案例.yaml 第 " in ran.err
    assert "分值合计 98 分" in ran.err
    assert "没有编号为「A9」的材料" in ran.err
    assert "有 2 处必须改正后才能计分。" in ran.err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [("fiscal_year: 2024", "fiscal_year: 2024.5", "数字 2024.5 须加引号书写"), ("actual: 85场", "actaul: 85场", "没有这一项")],
    ids=["float", "misspelt"],
)
def test_case_that_cannot_be_understood_ends_with_two(jiheng: Jiheng, case: Path, old: str, new: str, said: str) -> None:
    ran = jiheng("score", str(broken(case, old, new)))
    assert ran.code == 2
    assert said in ran.err
    assert "案例.yaml 第 " in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["没有.yaml"], "读不出「没有.yaml」"),
        (["案例.yaml", "--what-if", "/indicators/99/actual=1"], "没有指标「99」"),
        (["案例.yaml", "--what-if", "/indicators/1.2.1/rule/parameters/levels=[]"], "改动后不能计分"),
        (["案例.yaml", "--reach", "3.1.2"], "应写成「指标=分数」"),
        (["案例.yaml", "--reach", "3.1.2=很多"], "不是数字"),
        (["案例.yaml", "--format", "doc"], "选项 --format 的值不对"),
        (["案例.yaml", "-f", "xlsx", "-o", "."], "写不进「.」"),
        (["二进制.yaml"], "不是 UTF-8"),
        (["别的.xlsx"], "别的.xlsx"),
    ],
    ids=["missing", "no-indicator", "rule", "no-points", "no-number", "format", "target", "encoding", "workbook"],
)
def test_wrong_usage_of_score_is_told_in_chinese(jiheng: Jiheng, case: Path, tmp_path: Path, arguments: list[str], said: str) -> None:
    (tmp_path / "二进制.yaml").write_bytes("科技".encode("gb18030"))
    (tmp_path / "别的.xlsx").write_bytes(b"PK\x03\x04")
    ran = jiheng("score", *arguments)
    assert ran.code == 2
    assert said in ran.err


@pytest.mark.parametrize(
    ("old", "new", "line", "said", "code"),
    [
        ("rule: {kind: on_time, cite", "rule: {kind: nearly, cite", "kind: nearly", "没有名为「nearly」的评分规则，可用的规则：", 1),
        ("weight: 4", "weight: 2", "indicators:", "应为 100 分，少 2 分，请调整分值", 1),
        ("occurrences: 1,", "occurrences: 1.0,", "occurrences: 1.0", "数字 1.0 须加引号书写，例如", 1),
        ("  cite: mof-2020-10\n  indicators", "  indicators", "indicators:", "没有写明依据，指标和分值从何而来无从查考，请写 cite", 1),
        ("{kind: at_most, cite: practice}", "{kind: at_most, cite: nobody}", "cite: nobody", "不在 citations 中", 1),
    ],
    ids=["unknown-rule", "weights-98", "float", "no-source", "unknown-source"],
)
def test_mistake_in_a_case_file_has_its_line_and_its_remedy(
    jiheng: Jiheng, case: Path, old: str, new: str, line: str, said: str, code: int
) -> None:
    broken(case, old, new)
    number = next(number for number, text in enumerate(case.read_text("utf-8").splitlines(), 1) if line in text)
    ran = jiheng("score", str(case))
    assert (ran.code, ran.out) == (code, "")
    assert f"案例.yaml 第 {number} 行" in ran.err
    assert said in ran.err


def test_check_reads_the_case_in_a_workbook(jiheng: Jiheng, case: Path) -> None:
    assert jiheng("score", str(case), "-f", "xlsx", "-o", "评分表.xlsx").code == 0
    sound = jiheng("check", "评分表.xlsx")
    assert sound.code == 0
    assert "绩效评价案例 · 2024年度 · 澄岚县科学技术局" in sound.out
    book = openpyxl.load_workbook("评分表.xlsx")
    cell = next(row[1] for row in book["案例数据"].iter_rows() if row[0].value == "/frame/indicators/3/rule/kind")
    cell.value = '"nearly"'
    book.save("坏.xlsx")
    document = json.loads(jiheng("check", "坏.xlsx", "--format", "json").out)["documents"][0]
    finding = next(found for found in document["findings"] if found["code"] == "FRM109")
    assert (document["type"], finding["location"]["sheet"]) == ("evaluation_case", "案例数据")


def test_check_of_a_workbook_whose_rows_were_moved_says_so(jiheng: Jiheng, case: Path) -> None:
    assert jiheng("score", str(case), "-f", "xlsx", "-o", "评分表.xlsx").code == 0
    book = openpyxl.load_workbook("评分表.xlsx")
    book["数据"].delete_rows(5)
    book.save("少一行.xlsx")
    ran = jiheng("check", "少一行.xlsx")
    assert ran.code == 2
    assert "行与写出时不同，有增删或移动" in ran.out


def test_check_finds_the_faults_of_a_case_at_their_lines(jiheng: Jiheng, case: Path) -> None:
    broken(case, "evidence: [A1]", "evidence: [A9]")
    ran = jiheng("check", str(case), "--format", "json")
    assert ran.code == 1
    document = json.loads(ran.out)["documents"][0]
    assert (document["type"], document["verdict"], document["fiscal_year"]) == ("evaluation_case", "must_fix", 2024)
    finding = next(found for found in document["findings"] if found["severity"] == "must_fix")
    assert (finding["code"], finding["paths"]) == ("CAS102", ["/inputs/0/evidence/0"])
    line = case.read_text("utf-8").splitlines()[finding["location"]["line"] - 1]
    assert "A9" in line
    assert finding["location"]["quote"] == line.strip()
    assert document["relations"][0]["outcome"] == "holds"


def test_check_of_a_sound_case_is_clean(jiheng: Jiheng, case: Path) -> None:
    ran = jiheng("check", str(case))
    assert ran.code == 0
    assert "绩效评价案例 · 2024年度 · 澄岚县科学技术局" in ran.out
    assert "未发现须改之处" in ran.out


FRAME = """
title: 部门指标体系
cite: practice
indicators:
  - {id: "1", level1: 决策, level1_key: decision, name: 目标合理性, weight: 60, rule: {kind: graded_opinion, parameters: {levels: [{name: 好, share: "1"}]}}}
  - {id: "2", level1: 产出, level1_key: output, name: 培训合格率, weight: 38, target: "95%", rule: {kind: proportional}, evidence_source: 成绩册}
"""


def test_check_of_a_frame_lints_it(jiheng: Jiheng, tmp_path: Path) -> None:
    (tmp_path / "体系.yaml").write_text(FRAME, "utf-8")
    ran = jiheng("check", "体系.yaml", "--verbose")
    assert ran.code == 1
    for words in (
        "分值合计 98 分（决策 60 + 产出 38），应为 100 分，少 2 分",
        "低于 60 分",
        "没有指标方向",
        "没有写明证据来源",
        "可参照指标库「培训合格率」",
    ):
        assert words in ran.out


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("坏.yaml", "type: evaluation_case\nsubject: [\n", 2),
        ("坏.yaml", "type: evaluation_case\nsubject: {name: 甲}\nframe: x\n", 2),
        ("别的.yaml", "indicators: 3\n", 0),
        ("别的.json", '{"subject": 1}', 0),
        ("长.txt", "subject 不是案例\n", 0),
    ],
    ids=["no-yaml", "incomplete", "other-yaml", "other-json", "text"],
)
def test_check_tells_broken_cases_from_other_files(jiheng: Jiheng, tmp_path: Path, name: str, text: str, code: int) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert jiheng("check", name).code == code


def test_library_is_searched_by_words(jiheng: Jiheng) -> None:
    ran = jiheng("indicators", "科普", "--verbose")
    assert ran.code == 0
    assert "科普受众满意度" in ran.out
    assert "证据来源：" in ran.out
    assert "公式：" in jiheng("indicators", "预算执行率", "-v").out
    every = jiheng("indicators", "--sector", "common").out
    assert "培训人次" in every
    assert "科普受众人次" not in every


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["海底隧道"], "没有与「海底隧道」相近的指标"),
        (["", "--sector", "none"], "没有行业「none」"),
        (["x", "--standard", "zz"], "没有名为「zz」的标准"),
    ],
    ids=["nothing", "sector", "standard"],
)
def test_library_says_when_there_is_nothing(jiheng: Jiheng, arguments: list[str], said: str) -> None:
    ran = jiheng("indicators", *arguments)
    assert ran.code == 2
    assert said in ran.err
