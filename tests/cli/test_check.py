from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from forms_at_hand import Jiheng, excel, word

from jiheng.cli.checking import assess_file
from jiheng.cli.files import Task

ONLY = ("--select", "SEV101")


def test_text_tells_row_words_sum_and_cure(jiheng: Jiheng, form: Path) -> None:
    ran = jiheng("check", form.name, *ONLY)
    assert ran.code == 1
    lines = re.sub("─+", "─", ran.out).splitlines()
    assert lines == [
        "自评表.docx ─",
        "绩效自评表 · 2024年度 · 某县公路管理站 · 1 张表",
        "",
        "项目支出绩效自评表：乡村道路养护 必须改 1",
        "  年度资金总额",
        "    年度资金总额 │ 120.00 │ 120.00 │ 90.00 │ 10 │ 80.00% │ 7.50",
        "    ✗ 必须改 SEV101 执行率填 80.00%，按 90.00÷120.00 应为 75.00%。",
        "      原文：执行率「80.00%」",
        "      算法：90.00 ÷ 120.00 = 75.00%",
        "      怎么改：先核对全年预算数是否含年中调整，再重算执行率和执行率得分。",
        "",
        lines[11],
        "结论：有必须改的问题。必须改 1 处，存疑 0 处，提示 0 处",
        "",
    ]
    assert re.fullmatch(r"核对：\d+ 个数字，已核对 \d+ 个（[\d.]+%），未读懂 0 处，无从核对 \d+ 个；关系 .*", lines[11])


def test_hints_stand_in_one_line_below_their_form_unless_asked_for_more(jiheng: Jiheng, form: Path) -> None:
    short = jiheng("check", form.name, "--select", "SEV126").out
    assert "  · 提示 SEV126" in short
    assert "怎么改" not in short
    full = jiheng("check", form.name, "--select", "SEV126", "-v").out
    assert "怎么改" in full
    assert "依据" in full


def test_the_exit_code_is_zero_without_proofs_and_two_with_unreadable_files(jiheng: Jiheng, form: Path) -> None:
    assert jiheng("check", form.name, "--ignore", "SEV101").code == 0
    ran = jiheng("check", form.name, "没有.docx", *ONLY)
    assert ran.code == 2
    assert "SEV101" in ran.out
    assert "读不出 没有.docx：找不到这个文件或文件夹" in ran.out


def test_json_is_one_document_with_errors_beside(jiheng: Jiheng, form: Path) -> None:
    ran = jiheng("check", form.name, "没有.docx", "-f", "json", *ONLY)
    assert [document["path"] for document in ran.json["documents"]] == ["自评表.docx"]
    (finding,) = ran.json["documents"][0]["findings"]
    assert (finding["code"], finding["stated"], finding["expected"]) == ("SEV101", "80.00%", "75.00%")
    assert finding["location"]["quote"] == "80.00%"
    assert [error["code"] for error in ran.json["errors"]] == ["file_missing"]


def test_results_may_go_to_files_in_new_folders(jiheng: Jiheng, form: Path) -> None:
    for kind, name in (("json", "a/b.json"), ("text", "a/b.txt"), ("sarif", "a/b.sarif"), ("html", "a/b.html"), ("xlsx", "a/b.xlsx")):
        ran = jiheng("check", form.name, "-f", kind, "-o", name, *ONLY)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err == f"已写入：{Path(name)}\n"
        assert Path(name).stat().st_size > 100


def test_page_and_working_paper_lie_in_the_folder_by_default(jiheng: Jiheng, form: Path) -> None:
    jiheng("check", form.name, "-f", "html")
    jiheng("check", form.name, "-f", "xlsx")
    assert "80.00%" in Path("核对结果.html").read_text("utf-8")
    assert openpyxl.load_workbook("核对底稿.xlsx").sheetnames == ["概况", "问题", "核对关系", "无从核对", "未读懂"]


def test_sarif_has_a_rule_and_a_result(jiheng: Jiheng, form: Path) -> None:
    (result,) = jiheng("check", form.name, "-f", "sarif", *ONLY).json["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("SEV101", "error")


def test_a_baseline_silences_what_is_known(jiheng: Jiheng, form: Path) -> None:
    Path("基线.json").write_text(jiheng("check", form.name, "-f", "json").out, "utf-8")
    ran = jiheng("check", form.name, "--baseline", "基线.json")
    assert ran.code == 0
    assert "基线中已有" in ran.out


def test_a_waiver_silences_until_it_expires(jiheng: Jiheng, form: Path) -> None:
    waiver = "- code: SEV101\n  label: 资金总额\n  reason: 已批复\n  approver: 某某\n  expires: {}\n"
    Path("豁免.yaml").write_text(waiver.format("2999-12-31"), "utf-8")
    ran = jiheng("check", form.name, "--waivers", "豁免.yaml", *ONLY)
    assert ran.code == 0
    assert "（已豁免：已批复（某某，至 2999-12-31））" in ran.out
    Path("豁免.yaml").write_text(waiver.format("2001-12-31"), "utf-8")
    late = jiheng("check", form.name, "--waivers", "豁免.yaml", *ONLY)
    assert late.code == 1
    assert "豁免已于 2001-12-31 到期" in late.out


def test_codes_may_be_given_in_any_way(jiheng: Jiheng, form: Path) -> None:
    for words in (
        ("--select", "sev101,SEV126"),
        ("--select", "SEV101", "--select", "SEV126"),
        ("--select", "execution_rate_mismatch、SEV126"),
    ):
        codes = [finding["code"] for finding in jiheng("check", form.name, "-f", "json", *words).json["documents"][0]["findings"]]
        assert sorted(codes) == ["SEV101", "SEV126"]


def test_copies_keep_the_tree_and_do_not_overwrite_each_other(jiheng: Jiheng, tmp_path: Path) -> None:
    word(tmp_path / "甲局" / "表.docx")
    excel(tmp_path / "甲局" / "项目" / "表.xlsx")
    word(tmp_path / "乙局" / "表.docx")
    word(tmp_path / "丙" / "表.docx")
    Path("说明.txt").write_text("没有表格的一段话。", "utf-8")
    with zipfile.ZipFile("材料.zip", "w") as archive:
        archive.write("乙局/表.docx", "里/表.docx")
    paths = ("甲局", "乙局/表.docx", "丙/表.docx", "材料.zip", "说明.txt")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    ran = jiheng("check", *paths, "--annotate", "批注")
    written = sorted(file.relative_to("批注").as_posix() for file in Path("批注").rglob("*") if file.is_file())
    assert written == ["材料.zip/里/表.docx", "甲局/表.docx", "甲局/项目/表.xlsx", "表 (2).docx", "表.docx"]
    assert "文本文件不能写入批注" in ran.err
    assert ran.code == 1
    assert all(file.read_bytes() == content for file, content in before.items())


def test_a_second_run_over_the_folder_sees_the_same_files(jiheng: Jiheng, form: Path) -> None:
    first = jiheng("check", ".", "--annotate", "批注", "-f", "html")
    files = {file: file.read_bytes() for file in Path("批注").rglob("*.docx")}
    second = jiheng("check", ".", "--annotate", "批注", "-f", "html")
    assert first.err == second.err
    assert {file: file.read_bytes() for file in Path("批注").rglob("*.docx")} == files


def test_the_original_is_never_overwritten(jiheng: Jiheng, form: Path) -> None:
    before = form.read_bytes()
    ran = jiheng("check", form.name, "--annotate", ".")
    assert "副本会盖住原件" in ran.err
    assert form.read_bytes() == before


def test_a_copy_that_cannot_be_written_is_an_error(jiheng: Jiheng, form: Path) -> None:
    Path("挡路").write_text("x")
    ran = jiheng("check", form.name, "--annotate", "挡路")
    assert ran.code == 2
    assert "副本写不出" in ran.err


def test_our_own_failure_on_one_file_does_not_stop_the_others(jiheng: Jiheng, form: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    excel(Path("另一.xlsx"))
    from jiheng.assessment import assess

    def broken(document: object, options: object) -> object:
        if "docx" in getattr(document, "path", ""):
            raise KeyError("x")
        return assess(document, options)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr("jiheng.cli.checking.assess", broken)
    ran = jiheng("check", form.name, "另一.xlsx", *ONLY)
    assert ran.code == 2
    assert "核对时程序出错（KeyError）" in ran.out
    assert "SEV101" in ran.out


@pytest.mark.slow
def test_several_processes_give_the_same_in_the_same_order(jiheng: Jiheng, tmp_path: Path) -> None:
    names = [word(tmp_path / f"{number}.docx").name for number in range(5)]
    assert jiheng("check", *names, "没有.docx", "-j", "2", *ONLY).out == jiheng("check", *names, "没有.docx", *ONLY).out


def _dying(task: Task, options: object, limits: object) -> object:
    if "坏" in task.path.name:
        os._exit(7)
    return assess_file(task, options, limits)  # type: ignore[arg-type]  # passed on as they came


@pytest.mark.slow
def test_a_file_that_ends_its_process_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    from functools import partial

    from jiheng.assessment import Options
    from jiheng.cli.checking import _ordered, _Pool
    from jiheng.documents import Limits, Unreadable

    tasks = [Task(path=word(tmp_path / f"{name}.docx")) for name in ("一", "坏", "三")]
    with _Pool(partial(_dying, options=Options(), limits=Limits()), 2) as pool:  # type: ignore[arg-type]  # stands in for assess_file
        results = [results.results[0] for results in _ordered(tasks, pool, 6)]
    assert [isinstance(result, Unreadable) for result in results] == [False, True, False]
    assert isinstance(results[1], Unreadable)
    assert results[1].code == "worker_crashed"


def _started(*arguments: str, cwd: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "jiheng", *arguments],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


@pytest.mark.slow
def test_the_installed_command_works_with_several_processes(form: Path, tmp_path: Path) -> None:
    word(tmp_path / "二.docx")
    command = [str(Path(sys.executable).with_name("jiheng")), "check", ".", "-j", "2", "-f", "json", *ONLY]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 1
    assert ran.stderr == ""
    assert len(json.loads(ran.stdout)["documents"]) == 2


@pytest.mark.slow
def test_a_reader_that_leaves_early_is_no_error(form: Path, tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.docx").write_bytes(form.read_bytes())
    for kind in ("text", "json"):
        process = _started("check", ".", "-f", kind, cwd=tmp_path)
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        process.wait(timeout=60)
        assert process.stderr.read() == ""
        process.stderr.close()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is another thing on Windows")
def test_ctrl_c_ends_all_processes_with_one_word(form: Path, tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.docx").write_bytes(form.read_bytes())
    process = _started("check", ".", "-j", "2", cwd=tmp_path)
    assert process.stdout is not None
    process.stdout.readline()  # the workers are at work
    time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err == "已中断。\n"
