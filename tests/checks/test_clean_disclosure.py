"""A disclosure of an invented county whose figures all agree: nothing must be fixed, nothing asked; and seeded errors are seen."""

from pathlib import Path

import pytest

from jiheng.assessment import assess
from jiheng.documents import read
from jiheng.model import Finding, Severity

SAMPLE = Path(__file__).parent / "samples" / "clean_disclosure.txt"
ERRORS = {
    "FAC101": ("占90.91%", "占91.90%"),
    "FAC102": ("其他用车3辆", "其他用车2辆"),
    "FAC105": ("增长9.09%", "增长8.33%"),
    "FAC110": ("完成预算的76.00%", "完成预算的67.00%"),
    "FAC113": ("支出总计1,200.00", "支出总计1,210.00"),
    "FAC117": ("内设机构4个", "内设机构5个"),
    "FAC118": ("40批次，320人次", "0批次，0人次"),
    "FAC201": ("行政单位医疗（项）", "行政单位医院（项）"),
}


def findings(text: str) -> list[Finding]:
    return [found.finding for found in assess(read("公开.txt", data=text.encode())).findings]


def test_a_disclosure_that_agrees_is_left_alone() -> None:
    assert [found.message for found in findings(SAMPLE.read_text("utf-8")) if found.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("code", ERRORS)
def test_a_seeded_error_is_seen(code: str) -> None:
    right, wrong = ERRORS[code]
    text = SAMPLE.read_text("utf-8")
    assert right in text
    assert code in [found.code for found in findings(text.replace(right, wrong, 1))]
