"""Numbers that name a person: found, hidden without moving anything, and not confused with others."""

from __future__ import annotations

import pytest

from jiheng.checks.personal_data import masked, personal_data, secrecy_marks


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("联系电话13800138000.", ["mobile"]),
        ("电话：138-0013-8000，+86 13800138001", ["mobile", "mobile"]),
        ("全角\uff11\uff13\uff18\uff10\uff10\uff11\uff13\uff18\uff10\uff10\uff10", ["mobile"]),
        ("订单202313800013800199，金额13800138000.55元", []),
        ("座机0998-1234567，已打码138****8000", []),
        ("身份证11010119900307475X", ["identity_number"]),
        ("合同编号110101199003070071", []),
        ("卡号4000000000000002", ["bank_card"]),
        ("编号4000000000000002", []),
        ("6222021234567890128", ["bank_card"]),
        ("卡号6222021234567890123", []),
    ],
)
def test_what_names_a_person_is_found(text: str, kinds: list[str]) -> None:
    assert [one.kind for one in personal_data(text)] == kinds


def test_masking_moves_nothing_and_leaves_nothing() -> None:
    text = "甲13800138000乙11010119900307475X丙6222021234567890128丁"
    hidden = masked(text)
    assert hidden == "甲138****8000乙110*************5X丙6222***********0128丁"
    assert len(hidden) == len(text)
    assert list(personal_data(hidden)) == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("机密★20年", ["机密★"]),
        (" 秘密 ", ["秘密"]),
        ("内部资料，注意保存", ["内部资料，注意保存"]),
        ("加强保守国家秘密的教育", []),
        ("内部资料管理办法", []),
    ],
)
def test_a_mark_of_secrecy_is_no_word_about_secrets(text: str, marks: list[str]) -> None:
    assert list(secrecy_marks(text)) == marks
