"""``jiheng report`` for the papers of the process, for results, and for the sample county's whole year."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest
from forms_at_hand import Jiheng, word

from jiheng.cli import reporting_county
from jiheng.cli.reporting_county import county_work, write_work
from jiheng.documents import read
from jiheng.documents.content import Paragraph
from jiheng.regulation import load_standard
from jiheng.reports.official_forms import write_forms
from jiheng.sample.cases import case_text
from jiheng.sample.county import load_county
from jiheng.sample.county_forms import self_evaluation
from jiheng.sample.papers import paper_text


def typed(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def said_in(path: Path) -> str:
    return "".join(block.text for block in read(str(path), data=path.read_bytes()).blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize(
    ("kind", "record", "title"),
    [
        ("notice", "rectification", "关于科技特派员服务行动项目财政绩效评价发现问题整改的通知"),
        ("reply", "rectification", "关于科技特派员服务行动项目财政绩效评价发现问题整改情况的报告"),
        ("opinions", "review_opinions", "科技特派员服务行动项目绩效评价报告审核意见及答复"),
    ],
)
def test_a_record_becomes_its_paper(jiheng: Jiheng, tmp_path: Path, kind: str, record: str, title: str) -> None:
    said = jiheng(
        "report", "--kind", kind, typed(tmp_path, "记录.yaml", paper_text(record)), "-f", "docx", "-f", "pdf", "-f", "xlsx", "-o", "out"
    )
    assert said.code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"{title}.docx", f"{title}.pdf", f"{title}.xlsx"}
    assert "待补充" not in said.out


def test_a_ledger_becomes_a_worksheet(jiheng: Jiheng, tmp_path: Path) -> None:
    assert (
        jiheng("report", "--kind", "complaints", typed(tmp_path, "台账.yaml", paper_text("complaint_ledger")), "-f", "xlsx", "-o", "o").code
        == 0
    )
    (made,) = (tmp_path / "o").iterdir()
    assert openpyxl.load_workbook(made)["台账"].max_row == 6


def test_a_notice_is_drafted_from_a_case_and_says_what_is_missing(jiheng: Jiheng, tmp_path: Path) -> None:
    said = jiheng("report", "--kind", "notice", typed(tmp_path, "案例.yaml", case_text("project")), "-o", "out")
    assert said.code == 0
    assert "整改期限" in said.out
    assert "发文字号" in said.out


def test_faults_of_a_record_are_told_with_their_line_and_nothing_is_written(jiheng: Jiheng, tmp_path: Path) -> None:
    twice = "subject: {name: 甲, fiscal_year: 2024}\nitems:\n  - {id: a, problem: x}\n  - {id: a, problem: y}\n"
    said = jiheng("report", "--kind", "notice", typed(tmp_path, "整改.yaml", twice), "-o", "out")
    assert said.code == 1
    assert "整改.yaml 第 4 行" in said.err
    assert list((tmp_path / "out").iterdir()) == []
    wrong = jiheng("report", "--kind", "opinions", str(tmp_path / "整改.yaml"), "--kind", "complaints")
    assert wrong.code == 2
    assert "整改.yaml" in wrong.err
    asked = jiheng(
        "report",
        "--kind",
        "opinions",
        typed(tmp_path, "意见.yaml", 'subject: {name: 甲, fiscal_year: 2024}\nopinions: [{number: "1", opinion: x}]'),
    )
    assert asked.code == 0
    assert "请核实：意见.yaml 第 2 行" in asked.err


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b"[1"])
def test_a_record_that_cannot_be_read_is_named(jiheng: Jiheng, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "坏.yaml"
    if content is not None:
        path.write_bytes(content)
    for kind in ("notice", "reply"):
        said = jiheng("report", "--kind", kind, str(path))
        assert said.code == 2
        assert "坏.yaml" in said.err


def test_findings_of_documents_and_cases_become_lists(jiheng: Jiheng, tmp_path: Path) -> None:
    form, case = word(tmp_path / "自评表.docx"), typed(tmp_path, "案例.yaml", case_text("project"))
    (tmp_path / "空.docx").write_bytes(b"")
    said = jiheng("report", "--kind", "findings", str(form), case, str(tmp_path / "空.docx"), "-f", "docx", "-f", "xlsx", "-o", "out")
    assert said.code == 2, "one file could not be read"
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".docx", ".xlsx"}
    assert "共核对文件1个" in said_in(tmp_path / "out" / "核对发现问题清单.docx")
    assert jiheng("report", "--kind", "findings", case, "-o", "out").code == 0


def test_forms_and_cases_of_a_folder_are_summed_up_and_ranked_once_each(jiheng: Jiheng, tmp_path: Path) -> None:
    folder = tmp_path / "自评"
    folder.mkdir()
    law = load_standard("cn")
    forms = [self_evaluation(project) for project in load_county().projects[:3]]
    (folder / "甲.docx").write_bytes(write_forms(forms, law, "docx"))
    (folder / "乙.xlsx").write_bytes(write_forms(forms[:1], law, "xlsx"))
    (folder / "丙.docx").write_bytes(write_forms([forms[0].model_copy(update={"fiscal_year": 2021})], law, "docx"))
    (folder / "坏.docx").write_bytes(b"PK")
    typed(folder, "案例.yaml", case_text("project"))
    said = jiheng("report", "--kind", "summary", str(folder), "--agency", "澄岚县", "-f", "docx", "-f", "xlsx", "-o", "out")
    assert said.code == 2, "one file could not be read"
    assert "没有重复计入" in said.err
    assert "属于2021年度，没有计入2024年度" in said.err
    told = said_in(tmp_path / "out" / "澄岚县2024年度绩效评价结果汇总报告.docx")
    assert "共汇总项目3个" in told
    assert "完成绩效评价1个" in told
    assert "主要问题" in said.out


def test_only_the_county_needs_no_file(jiheng: Jiheng) -> None:
    said = jiheng("report")
    assert said.code == 2
    assert "缺少参数「案例...」" in said.err


def test_the_county_year_is_all_its_forms_reports_records_and_its_summary(tmp_path: Path) -> None:
    county = load_county()
    work = list(county_work(county, tmp_path, ["docx"], "cn"))
    assert sum(len(one.forms) for one in work if one.kind == "forms") == 3 * len(county.projects) + len(county.departments)
    assert {one.kind for one in work} == {"forms", "accounts", "case", "records", "summary"}
    assert len({one.folder for one in work if one.kind == "forms"}) == len(county.projects) + len(county.departments)
    first = {kind: next(one for one in work if one.kind == kind) for kind in ("forms", "accounts", "records", "summary")}
    (name,) = write_work(first["forms"])
    assert name.endswith("部门整体支出绩效自评表.docx")
    assert write_work(first["accounts"]) == ["2024年决算表.xlsx", "2023年决算表.xlsx", "澄岚县水利局2024年度部门决算公开.docx"]
    assert len(write_work(first["records"])) == 8
    assert write_work(first["summary"]) == ["澄岚县2024年度绩效评价结果汇总报告.docx", "绩效评价结果排名.xlsx"]
    assert f"共汇总项目{len(county.projects)}个" in said_in(tmp_path / "汇总" / "澄岚县2024年度绩效评价结果汇总报告.docx")


def test_the_run_tells_how_much_was_written(jiheng: Jiheng, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = county_work
    monkeypatch.setattr(reporting_county, "county_work", lambda *more: [one for one in given(*more) if one.kind == "forms"][:2])
    monkeypatch.setattr(reporting_county, "_pool", lambda: ThreadPoolExecutor(1))
    said = jiheng("report", "--kind", "county", "-o", "全年", "-f", "xlsx")
    assert said.code == 0
    assert "12 个部门，60 个项目，写出 4 个文件" in said.out
    assert len(list((tmp_path / "全年").rglob("*.xlsx"))) == 4
    assert jiheng("report", "--kind", "county", "--standard", "mars").code == 2
