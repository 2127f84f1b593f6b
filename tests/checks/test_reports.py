"""Checks of evaluation reports: printed rules are read or left alone, a clean report stays silent, nothing breaks, numbers stay masked."""

import json
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiheng.checks import all_checks, visits
from jiheng.model import EvaluationReport, Finding, Severity
from jiheng.regulation import load_standard
from jiheng.scoring.printed import read_rule
from jiheng.testing.reports import report

CASE = Path(__file__).parents[3] / "shared" / "cases" / "002.docx"
CHECKS = [check for check in all_checks() if re.match(r"EVR|DOC1[23]", check.code)]
CLEAN: dict[str, Any] = {
    "project": "农村厕所奖补资金项目",
    "agency": "青禾县农业农村局",
    "fiscal_year": 2024,
    "cover": {"主评人": "张某"},
    "verdicts": [
        {"section": "摘要", "part": "abstract", "score": "91.5", "grade": "优", "text": "自评得分98分，评价得分91.5分，等级为优。"},
        {"section": "结论", "score": "91.5", "grade": "优", "levels": [{"name": "决策", "score": "20"}, {"name": "产出", "score": "71.5"}]},
    ],
    "lines": [
        {
            "level1": "决策",
            "level1_weight": "20",
            "level2": "立项",
            "level3": "立项规范性",
            "weight": "20",
            "score": "20",
            "score_rate": "100%",
            "scoring_rule": "1.程序合规得8分；2.材料齐全得12分。",
            "course": "程序合规，得8分；材料齐全，得12分。",
        },
        {
            "level1": "产出",
            "level1_weight": "80",
            "level2": "数量",
            "level3": "改造户数（户）",
            "weight": "80",
            "score": "71.5",
            "score_rate": "89.38%",
            "benchmark": "≥800户",
            "scoring_rule": "实际完成值大于等于目标值，得满分；实际完成值小于目标值，得分=实际完成值/目标值*分值。",
            "course": "经核查，实际完成715户，扣8.5分，得71.5分。",
        },
        {"level": 0, "weight": "100", "score": "91.5", "score_rate": "91.5%"},
    ],
    "problems": [{"title": "改造户数未完成", "text": "实际完成改造715户，未达到800户，主要原因是冬季无法施工。"}],
    "suggestions": [{"title": "抓紧完成改造户数", "text": "尽早完成剩余改造。"}],
    "paragraphs": ["全年预算100万元，到位100万元，实际支出95万元，预算执行率95%。", "编制15人，在职14人。"],
}


def _said(record: EvaluationReport) -> list[Finding]:
    standard = load_standard("cn")
    found = []
    for subject in visits(record):
        for check in CHECKS:
            if isinstance(subject, check.subject):
                found += [said for said in check.function(subject, standard) if isinstance(said, Finding)]
    return found


def test_a_clean_report_stays_silent() -> None:
    assert [finding.message for finding in _said(report(CLEAN))] == []


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("①甲；②乙。以上两项各占50%的权重分。", Fraction(1)),
        ("①甲；②乙；③丙。①占40%的权重分，②至③分别占30%的权重分。", Fraction(1)),
        ("①甲；②乙；③丙。若①不符合，则此指标不得分；②③分别占1/2的权重分。", Fraction(1)),
        ("①甲；②乙；③丙。①占40%的权重分。", None),
        ("由专家打分。", None),
    ],
)
def test_shares_are_read_whole_or_not_at_all(text: str, total: Fraction | None) -> None:
    rule = read_rule(text)
    assert rule is not None
    assert rule.share_sum == total


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("≥95%，得10分；小于95%且大于等于80%，得8分；小于80%，不得分。", Decimal(10)),
        ("1.制度健全得1分；2.执行到位得1分。", None),
        ("每发现一处扣0.5分，扣完为止，得2分。", None),
        ("制度健全，得2分；执行到位，得3分。", None),
    ],
)
def test_only_bands_of_one_value_have_a_maximum(text: str, most: Decimal | None) -> None:
    rule = read_rule(text)
    assert rule is not None
    assert rule.maximum == most


WORDS = st.sampled_from(
    [
        "",
        "①甲；②乙。以上两项各占50%的权重分",
        "得3分",
        "≥5",
        "≤90%",
        "扣2分，得1分。",
        "2023年12月",
        "=/=%",
        "①②③",
        "13800138000",
        "不扣分",
        "1/0",
        None,
    ]
)
POINTS = st.sampled_from(["", "0", "5", "-1", "3.33", "100%", "—", None])
ROW = st.fixed_dictionaries(
    {
        "level": st.integers(0, 3),
        "level1": st.sampled_from([None, "决策（20分）", "加分项", "产出"]),
        "level2": st.sampled_from([None, "产出时效"]),
        "level3": st.sampled_from([None, "", "资金到位率（%）", "满意度"]),
        **dict.fromkeys(("weight", "score", "score_rate", "lost", "level1_weight"), POINTS),
        **dict.fromkeys(("benchmark", "evaluation_points", "scoring_rule", "course", "deduction_reason"), WORDS),
    }
)


@given(st.lists(ROW, max_size=4), st.sampled_from(["annex", "summary", "group", "frame"]), WORDS, POINTS)
@settings(max_examples=25, deadline=None)
def test_any_report_is_checked_without_an_error_of_ours(
    rows: list[dict[str, Any]], kind: str, words: str | None, points: str | None
) -> None:
    text = words or ""
    record = report(
        {
            "score_tables": [{"kind": kind, "lines": rows}, {"kind": "annex", "lines": rows}],
            "paragraphs": [text],
            "problems": [{"title": text}],
            "suggestions": [{"title": text}],
            "verdicts": [{"score": points, "grade": text}],
            "surveys": [
                {
                    "issued": points,
                    "returned": points,
                    "satisfaction": points,
                    "method": "抽样调查",
                    "questions": [{"question": text, "rate": points}],
                }
            ],
            "score_statements": [
                {"subject": text, "target": words, "actual": words, **dict.fromkeys(("completion", "weight", "score"), points)}
            ],
            "payments": [{"amount": points, "standard": points, "date": "2023年11月", "is_total": bool(text)}],
            "data_form": {"联系电话": text, "填报时间": text},
            "interviews": [{"text": text, "signers": {"评价组长": text}}],
            "team": [{"name": text, "role": "组长"}],
        }
    )
    _said(record)


def test_personal_numbers_are_never_repeated() -> None:
    secret = ["13800138000", "11010119900307475X", "6222021234567890128"]
    record = report({"paragraphs": [f"电话{secret[0]}，身份证{secret[1]}，卡号{secret[2]}。"], "data_form": {"联系电话": secret[0]}})
    said = _said(record)
    assert {"DOC120", "DOC121", "DOC122"} <= {check.code for check in CHECKS}
    assert len([finding for finding in said if finding.citations]) == 4
    told = json.dumps([finding.model_dump(mode="json") for finding in said], ensure_ascii=False)
    assert not any(number in told for number in secret)


@pytest.mark.skipif(not CASE.exists(), reason="the shared cases are not here")
def test_the_real_package_shows_what_its_experts_found() -> None:
    from jiheng.documents import read
    from jiheng.extraction.extraction import extract
    from jiheng.regulation.labels import load_labels

    records = [item.record for item in extract(read(CASE), load_labels("cn")).records if isinstance(item.record, EvaluationReport)]
    said = _said(records[0])
    messages = "\n".join(finding.message for finding in said)
    for told in ("各档最高 3 分", "130%", "合计 3 分", "属反向", "附表实际 18 个", "至多扣 1 分", "前后矛盾", "在职 14 人", "30/35"):
        assert told in messages
    assert sum(finding.severity is Severity.MUST_FIX for finding in said) < 25
