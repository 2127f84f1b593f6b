"""The scoring workbook: LibreOffice's recalculation gives our points to the cent; what is written is read back, with people's changes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jiheng.assessment.case_workbook import read_case_workbook
from jiheng.model import EvaluationCase
from jiheng.regulation import WrongFile
from jiheng.reports.case_workbook import write_case_workbook
from jiheng.sample.cases import NAMES, case_text
from jiheng.scoring.case import CaseScore, score_case
from jiheng.scoring.case_file import PlacedCase, load_case

Recalculate = Callable[[Path], dict[str, dict[str, Any]]]

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


@pytest.fixture(scope="session")
def recalculate(tmp_path_factory: pytest.TempPathFactory) -> Recalculate:
    """The score column of the table as LibreOffice computes it, by indicator id and by the words of sum rows."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_ALWAYS, "utf-8")

    def run(workbook: Path) -> dict[str, dict[str, Any]]:
        emptied = folder / f"emptied-{workbook.stem}.xlsx"
        _without_values(workbook, emptied)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [
            office,
            profile,
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(folder / "out"),
            str(emptied),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        sheet = openpyxl.load_workbook(folder / "out" / emptied.name, data_only=True)["评分表"]
        rows = list(sheet.iter_rows(min_row=3, values_only=True))
        return {str(row[2] or row[0]): {"score": row[9], "agrees": row[14], "weight": row[4]} for row in rows}

    return run


def _without_values(source: Path, target: Path) -> None:
    """The workbook without the values we computed, so that only the office program's own can be read."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/"):
                data = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1<v>-99</v>", data)
            new.writestr(name, data)


def written(read: PlacedCase, target: Path) -> CaseScore:
    score = score_case(read.case, read.frame, read.standard)
    write_case_workbook(read.case, read.frame, score, target)
    return score


def cents(value: object) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.01"))


def assert_agrees(found: dict[str, dict[str, Any]], score: CaseScore) -> None:
    scored = {line.indicator.id: line for line in score.lines}
    wrong = {
        key: (str(line.score), found[key]["score"], line.rule_title)
        for key, line in scored.items()
        if (line.score is None and found[key]["score"] not in (None, ""))
        or (line.score is not None and cents(found[key]["score"]) != line.score)
    }
    assert wrong == {}
    assert {level.name: cents(found[f"{level.name}小计"]["score"]) for level in score.levels} == {
        level.name: level.score for level in score.levels
    }
    assert cents(found["总分"]["score"]) == score.total
    assert {row["agrees"] for key, row in found.items() if key in scored} <= {"一致", None, ""}


@pytest.mark.office
@pytest.mark.parametrize("name", NAMES)
def test_office_recalculates_a_sample_case_to_the_cent(name: str, tmp_path: Path, recalculate: Recalculate) -> None:
    score = written(load_case(case_text(name), name), tmp_path / f"{name}.xlsx")
    found = recalculate(tmp_path / f"{name}.xlsx")
    assert_agrees(found, score)
    assert found["等级"]["score"] == score.grade
    assert cents(found["总分"]["weight"]) == score.full_marks


@pytest.mark.office
def test_formula_of_a_missing_input_stays_empty(tmp_path: Path, recalculate: Recalculate) -> None:
    text = case_text("project").replace("actual: 85场, ", "").replace("occurrences: 1, ", "").replace("numerator: 86, ", "")
    score = written(load_case(text, "x"), tmp_path / "missing.xlsx")
    assert len(score.missing) == 3
    assert_agrees(recalculate(tmp_path / "missing.xlsx"), score)


def _amount(low: str, high: str, places: int = 2) -> st.SearchStrategy[str]:
    return st.decimals(Decimal(low), Decimal(high), places=places).map(lambda number: f"{number:f}")


_NUMBER = _amount("0.01", "5000")
_SHARE = _amount("0.05", "1")
_LEVELS = [
    {"name": "好", "share": "1"},
    {"name": "较好", "points": "0.37"},
    {"name": "一般", "low": "0.2", "high": "0.6"},
    {"name": "差", "share": "0"},
]
_POINTS = [{"text": "一"}, {"text": "二"}, {"text": "三"}]
_DATES = st.dates().map(lambda day: day.replace(year=2024).isoformat() if (day.month, day.day) != (2, 29) else "2024-02-28")


_BANDS = [{"at_least": "0.9", "share": "1"}, {"above": "0.75", "points": "0.7"}, {"at_least": "0.6", "below": "0.75", "share": "0.4"}]
_FAILED = st.lists(st.fixed_dictionaries({"point": st.integers(1, 3), "lost": _SHARE}), max_size=3, unique_by=lambda item: item["point"])
_PAIR = st.tuples(st.sampled_from("≥≤="), _NUMBER, _NUMBER).map(
    lambda drawn: {"target": f"{drawn[0]}{drawn[1]}万元", "actual": f"{drawn[2]}万元"}
)
_RATIO = st.fixed_dictionaries({"numerator": st.integers(0, 300), "denominator": st.integers(1, 300)})
_RATE = st.one_of(_RATIO, _amount("0", "130").map(lambda number: {"actual": f"{number}%"}))
_DAYS = st.fixed_dictionaries({"planned_on": _DATES, "finished_on": _DATES})
_STEPS = st.sampled_from(["proportional", "full", "started"])


def _rule(kind: str, inputs: st.SearchStrategy[Any], **parameters: object) -> st.SearchStrategy[tuple[dict[str, Any], dict[str, Any]]]:
    """A rule and inputs for it; parameters may be strategies."""
    drawn = {name: value if isinstance(value, st.SearchStrategy) else st.just(value) for name, value in parameters.items()}
    rule = st.fixed_dictionaries({"kind": st.just(kind), "parameters": st.fixed_dictionaries(drawn)})
    weight = st.one_of(st.integers(1, 20), _amount("0.5", "20", 1))
    return st.tuples(st.fixed_dictionaries({"rule": rule, "weight": weight}), inputs)


_CHECKED = {"name": "乙", "share": "0.4", "rule": {"kind": "check_list", "parameters": {"points": _POINTS}}}
_PARTS = [{"name": "甲", "share": "0.6", "rule": {"kind": "at_least"}}, _CHECKED]
_VETO = [{"name": "甲", "veto": True, "rule": {"kind": "by_rate"}}, {"name": "乙", "rule": {"kind": "exactly"}}]
_ROWS = st.one_of(
    _rule("at_least", _PAIR),
    _rule("at_least", _PAIR, rate_decimals=st.integers(0, 2)),
    _rule("at_most", _PAIR),
    _rule("at_most", _PAIR, rate_decimals=st.integers(0, 2)),
    _rule("exactly", _PAIR, above=st.sampled_from(["full", "deviation", "proportional", "nothing"])),
    _rule("proportional", _PAIR),
    _rule("all_or_nothing", _PAIR, otherwise=_SHARE),
    _rule("over_fulfilment", _PAIR, limit=_SHARE, beyond=_SHARE),
    _rule("by_deviation", _PAIR),
    _rule("pass_line", _PAIR, line=st.sampled_from(["0.6", "0.5", "0.85"])),
    _rule("bands", _RATE, bands=_BANDS),
    _rule("bands", _PAIR, bands=_BANDS, of="completion"),
    _rule("by_rate", _RATE),
    _rule("by_rate", _RATE, floor="0.6", rate_decimals=st.integers(0, 2)),
    _rule("count_ratio", _RATIO, full_from=_SHARE),
    _rule("threshold_slide", _RATE, limit=_SHARE, lost="0.1", steps=_STEPS),
    _rule("threshold_slide", _RATE, limit=_SHARE, lost="0.03", direction="at_least", step="0.005"),
    _rule("per_occurrence", st.fixed_dictionaries({"occurrences": st.integers(0, 9)}), lost=_SHARE),
    _rule("check_list", st.fixed_dictionaries({"failed": _FAILED}), points=_POINTS),
    _rule("check_list", st.fixed_dictionaries({"failed": _FAILED}), points=[{"text": "一", "veto": True}, *_POINTS[1:]]),
    _rule("check_list", st.fixed_dictionaries({"failed": _FAILED}), points=_POINTS, each=_SHARE),
    _rule("graded_opinion", st.fixed_dictionaries({"opinion": st.sampled_from(["好", "较好", "差"])}), levels=_LEVELS),
    _rule("graded_opinion", st.fixed_dictionaries({"opinion": st.just("一般"), "opinion_share": _amount("0.2", "0.6")}), levels=_LEVELS),
    _rule("on_time", _DAYS, otherwise=_SHARE),
    _rule("on_time", _DAYS, per_day=_SHARE),
    _rule("capped", _PAIR, most="0.8", least="0.1", rule={"kind": "at_least"}),
    _rule("by_parts", st.tuples(_PAIR, _FAILED).map(lambda drawn: {"parts": {"甲": drawn[0], "乙": {"failed": drawn[1]}}}), parts=_PARTS),
    _rule("by_parts", st.tuples(_RATE, _PAIR).map(lambda drawn: {"parts": {"甲": drawn[0], "乙": drawn[1]}}), parts=_VETO),
)


@pytest.mark.office
@settings(max_examples=2, deadline=None, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(rows=st.lists(_ROWS, min_size=140, max_size=140))
def test_office_recalculates_whatever_the_rules_can_say_to_the_cent(
    rows: list[tuple[dict[str, Any], dict[str, Any]]], tmp_path_factory: pytest.TempPathFactory, recalculate: Recalculate
) -> None:
    indicators = [{"id": f"k{number}", "level1": "产出", "name": f"指标{number}", **row} for number, (row, _) in enumerate(rows)]
    total = sum((Decimal(str(row["weight"])) for row, _ in rows), Decimal(0))
    content = {
        "subject": {"name": "生成的案例", "fiscal_year": 2024},
        "frame": {"id": "made", "title": "生成", "cite": "practice", "full_marks": str(total), "indicators": indicators},
        "inputs": [{"indicator": f"k{number}", **inputs} for number, (_, inputs) in enumerate(rows)],
    }
    case = EvaluationCase.model_validate(content)
    score = score_case(case, case.frame)
    target = tmp_path_factory.mktemp("made") / "made.xlsx"
    write_case_workbook(case, case.frame, score, target)
    assert_agrees(recalculate(target), score)


@pytest.mark.parametrize("name", NAMES)
def test_workbook_is_read_back_as_the_same_case(name: str, tmp_path: Path) -> None:
    read = load_case(case_text(name), name)
    written(read, tmp_path / "a.xlsx")
    assert read_case_workbook((tmp_path / "a.xlsx").read_bytes(), "a.xlsx").case == read.case


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The project's workbook."""
    target = tmp_path_factory.mktemp("project") / "a.xlsx"
    written(load_case(case_text("project"), "x"), target)
    return target.read_bytes()


def edited(data: bytes, changes: dict[tuple[str, str], object]) -> bytes:
    """The workbook with cells changed: by sheet and address; ``{row of …}`` in an address is looked up in columns A and C."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for (sheet, address), value in changes.items():
        book[sheet][_address(book[sheet], address)] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _address(sheet: Any, address: str) -> str:
    column, colon, text = address.partition(":")
    if not colon:
        return address
    rows = sheet.iter_rows(values_only=True)
    return column + str(next(number for number, row in enumerate(rows, 1) if text in (row[0], row[2])))


@pytest.mark.parametrize(
    ("address", "value", "indicator", "score"),
    [
        ("E:3.1.2", 90, "3.1.2", "4.80"),
        ("D:3.1.2", 100, "3.1.2", "4.05"),
        ("K:2.1.4", 3, "2.1.4", "2.50"),
        ("L:1.2.1", "好", "1.2.1", "3.00"),
        ("M:1.3.1", 0.8, "1.3.1", "2.40"),
        ("O:3.3.1", "2025-01-05", "3.3.1", "0.00"),
        ("F:3.2.2", 92, "3.2.2", "3.00"),
        ("R:4.1.4", 3, "4.1.4", "3.00"),
    ],
    ids=["actual", "target", "occurrences", "opinion", "share", "date", "numerator", "given"],
)
def test_changed_number_is_read_back(project: bytes, address: str, value: object, indicator: str, score: str) -> None:
    read = read_case_workbook(edited(project, {("数据", address): value}), "b.xlsx")
    assert score_case(read.case, read.frame, read.standard).line(indicator).score == Decimal(score)


def test_changed_points_and_counts_are_read_back(project: bytes) -> None:
    changes = {
        "D:3. 事前经过必要的可行性研究、专家论证和集体决策": 0,
        "D:1. 立项符合法律法规、国民经济发展规划和相关政策": 1,
        "D:1. 省级表彰": 2,
        "D:2. 制定业务管理制度": 1,
    }
    read = read_case_workbook(edited(project, {("要点", address): value for address, value in changes.items()}), "b.xlsx")
    scored = score_case(read.case, read.frame, read.standard)
    wanted = {"1.1.2": Decimal("3.00"), "1.1.1": Decimal("3.20"), "5.1.1": Decimal("2.00"), "2.2.1": Decimal("4.30")}
    assert {key: scored.line(key).score for key in wanted} == wanted


def test_missing_number_can_be_filled_in(tmp_path: Path) -> None:
    text = case_text("project").replace('  - {indicator: "3.1.1", actual: 54人, evidence: [C1]}\n', "")
    written(load_case(text, "x"), tmp_path / "a.xlsx")
    read = read_case_workbook(edited((tmp_path / "a.xlsx").read_bytes(), {("数据", "E:3.1.1"): 54}), "b.xlsx")
    assert score_case(read.case, read.frame, read.standard).line("3.1.1").score == Decimal("5.00")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({("数据", "A3"): "9.9"}, "行与写出时不同"),
        ({("数据", "E13"): "很多"}, "「很多」不是数字，请只写数字"),
        ({("数据", "O14"): "年底"}, "日期「年底」读不懂"),
        ({("要点", "A3"): "9.9"}, "行与写出时不同"),
        ({("案例数据", "B3"): "坏了"}, "值「坏了」读不通"),
    ],
    ids=["row-moved", "no-number", "no-date", "point-moved", "whole-broken"],
)
def test_workbook_that_cannot_be_read_back_names_the_row(project: bytes, changes: dict[tuple[str, str], object], said: str) -> None:
    with pytest.raises(WrongFile, match=said):
        read_case_workbook(edited(project, changes), "b.xlsx")


def test_other_workbook_is_not_taken_for_a_case(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "别的"
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(WrongFile, match="不是 jiheng score 写出的评分表"):
        read_case_workbook((tmp_path / "other.xlsx").read_bytes(), "other.xlsx")
    with pytest.raises(WrongFile, match=r"broken\.xlsx"):
        read_case_workbook(b"PK\x03\x04", "broken.xlsx")


def test_fault_of_a_changed_case_is_told(project: bytes) -> None:
    read = read_case_workbook(edited(project, {("数据", "R:3.1.2"): 4}), "b.xlsx")
    assert [fault.name for fault in read.faults if fault.severity == "must_fix"] == ["given_without_reason"]
