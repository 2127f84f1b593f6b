"""Checks of numbers meet any form without an error of ours: blank, zero, dashes, huge, mixed units, any year and standard."""

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiheng.checks import Dossier, all_checks, visits
from jiheng.regulation import load_standard, standard_names
from jiheng.testing import dossier

NUMBERS = [check for check in all_checks() if check.code[3] == "1"]
AMOUNT = st.sampled_from(["", "—", "0", "0.00", "5.00", "0.71", "30", "1000000", "-3", "9999999999.99", "0.001", "无", None])
SCORE = st.sampled_from(["", "/", "0", "10", "9.8", "4.65", "100", "-1", "3.333", None])
RATE = st.sampled_from(["", "—", "14.20%", "0.98", "98", "0", "1", "105%", "3‰", None])
VALUE = st.one_of(
    st.sampled_from(["", "≥50家", "=2.85万元", "≤6小时", "≥3:1", "100%", "0", "1周1次", "30-50人"]),
    st.sampled_from(["2023年12月底前", "有效提升", "完全达到预期", "约300人", "1%", "部分达成", None]),
)
NAME = st.sampled_from(["", "培训场次", "培训场次完成率", "项目总成本", "资金支付率", "群众满意度(%)", "投诉率", "辐射带动村数量"])
CATEGORY = st.sampled_from(["产出指标", "效益指标", "满意度指标", "成本指标", "管理效率", None])
SUBCATEGORY = st.sampled_from(["数量指标", "质量指标", "时效指标", "经济成本指标", "社会效益指标", None])


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


CELLS = ("initial_budget", "adjusted_budget", "executed", "expected_execution", "execution_rate", "weight", "score")
FUNDS = st.builds(
    lambda label, kind, level, *cells: _plain(
        {
            "label": label,
            "kind": kind,
            "level": level,
            **dict(zip(CELLS, cells, strict=True)),
        }
    ),
    st.sampled_from(["年度资金总额", "当年财政拨款", "其他资金", "基本支出"]),
    st.sampled_from(["total", "current_appropriation", "other_funds", "upper_level", "basic_expenditure", "project_expenditure"]),
    st.integers(0, 2),
    AMOUNT,
    AMOUNT,
    AMOUNT,
    AMOUNT,
    RATE,
    SCORE,
    SCORE,
)
INDICATOR = st.builds(
    lambda *cells: _plain(dict(zip(("category", "subcategory", "name", "target", "actual", "weight", "score"), cells, strict=True))),
    CATEGORY,
    SUBCATEGORY,
    NAME,
    VALUE,
    VALUE,
    SCORE,
    SCORE,
)


@st.composite
def forms(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["self_evaluation_form", "objective_form", "monitoring_form"]))
    record: dict[str, Any] = {
        "type": kind,
        "scope": draw(st.sampled_from(["project", "department"])),
        "project": draw(st.sampled_from(["甲", "中央人才计划", "乙（上年结转资金）", ""])),
        "implementing_agency": draw(st.sampled_from(["某市科技信息中心", "某市科技信息服务中心", ""])),
        "fiscal_year": 2024,
        "funds": draw(st.lists(FUNDS, max_size=5)),
        "indicators": draw(st.lists(INDICATOR, max_size=6)),
        "expected_objective": draw(st.sampled_from(["项目总投资90万元，培训3场。", "", "提高水平"])),
    }
    if kind == "self_evaluation_form":
        grade = draw(st.sampled_from(["优", "良", "甲", None]))
        record |= _plain({"total_score": draw(SCORE), "total_weight": draw(SCORE), "grade": grade})
    if kind == "monitoring_form":
        record["cutoff_month"] = draw(st.sampled_from([0, 7, 12, None]))
    if kind == "objective_form":
        record |= {"period_funds": draw(st.lists(FUNDS, max_size=3)), "tasks": draw(st.lists(FUNDS, max_size=3)), "ends_on": "2020年"}
    return record


def _run(records: Dossier, standard: str, year: int) -> None:
    law = load_standard(standard, datetime.date(year, 12, 31))
    for check in NUMBERS:
        subjects = [records] if check.subject is Dossier else [one for entry in records.entries for one in visits(entry.record)]
        for subject in subjects:
            if isinstance(subject, check.subject):
                for said in check.function(subject, law):
                    assert all(path.startswith(("/", "#")) for path in said.paths), (check.code, said.paths)


@settings(max_examples=150, deadline=None)
@given(st.lists(forms(), min_size=1, max_size=3))
def test_any_forms_pass_through_every_check_of_numbers(records: list[dict[str, Any]]) -> None:
    _run(dossier([*records]), "cn", 2024)


@pytest.mark.parametrize("standard", standard_names())
@pytest.mark.parametrize("year", [2016, 2020, 2026])
def test_every_number_of_law_exists_in_every_standard_and_year(standard: str, year: int) -> None:
    funds = [dict(zip(("label", *CELLS), ("年度资金总额", "9.00", "5.00", "0.71", "5.00", "14.20%", "10", "0"), strict=True))]
    names = ("category", "subcategory", "name", "target", "actual", "weight", "score")
    rows = [
        dict(zip(names, ("产出指标", "数量指标", "培训场次", "≥3场", "2场", "50", "40"), strict=True)),
        dict(zip(names, ("效益指标", "社会效益指标", "意识", "提高", "部分达成", "40", "40"), strict=True)),
    ]
    record = {"funds": funds, "indicators": rows, "total_score": "80", "grade": "优"}
    objective = {"type": "objective_form", "funds": funds, "indicators": rows}
    monitoring = {"type": "monitoring_form", "funds": funds, "indicators": rows, "cutoff_month": 7}
    _run(dossier([record, {**record, "scope": "department"}, objective, monitoring]), standard, year)
