from __future__ import annotations

import pytest

from jiheng.model.personal_data import masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("电话139-0000-0000。", "电话139-****-**00。"),
        ("身份证 11010119900307475X", "身份证 110*************5X"),
        ("全角１３９１２３４５６９９", "全角１３９******９９"),  # noqa: RUF001 - digits as a Chinese keyboard types them
        ("写信到 some.body@example.com", "写信到 *********@***********"),
        ("办公室0998-1234567", "办公室099*-*****67"),
        ("2024-11-21 等了 120 天，补助 3000 元", "2024-11-21 等了 120 天，补助 3000 元"),
    ],
)
def test_numbers_of_persons_are_hidden_and_others_stay(text: str, shown: str) -> None:
    assert masked(text) == shown
