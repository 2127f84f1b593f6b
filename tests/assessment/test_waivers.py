"""Waiver lists and baselines as files: what is wrong with them is told with place and remedy."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from jiheng.assessment import BrokenWaivers, load_baseline, load_waivers

GOOD = "- code: SEV201\n  label: 培训\n  reason: 已批复\n  approver: 某某\n  expires: 2026-12-31\n"


def test_a_list_of_waivers_is_read(tmp_path: Path) -> None:
    path = tmp_path / "豁免.yaml"
    path.write_text(GOOD + GOOD.replace("code: SEV201\n  label: 培训", "fingerprint: 0123456789abcdef"), "utf-8")
    first, second = load_waivers(path)
    assert (first.code, first.label, first.expires) == ("SEV201", "培训", datetime.date(2026, 12, 31))
    assert (second.code, second.fingerprint) == ("", "0123456789abcdef")


def test_an_empty_list_waives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "豁免.yaml"
    path.write_text("", "utf-8")
    assert load_waivers(path) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code: SEV201", "最外层：应是豁免条目的列表"),
        ("- SEV201", "第1条：应是「键: 值」"),
        (GOOD + GOOD.replace("  reason: 已批复\n", ""), "第2条：缺少 reason"),
        (GOOD.replace("code: SEV201\n  label: 培训\n  ", ""), "第1条：缺少 fingerprint 或 code"),
        (GOOD.replace("2026-12-31", "年底"), "第1条：expires 应写成 2025-12-31 的样子"),
        ("- [", "读不出"),
    ],
    ids=["mapping", "word", "reason", "code", "date", "yaml"],
)
def test_what_is_wrong_with_a_waiver_is_told(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "豁免.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(BrokenWaivers) as caught:
        load_waivers(path)
    assert str(caught.value).startswith(f"文件「{path}」")
    assert said in str(caught.value)


def test_a_list_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "豁免.yaml"
    path.write_bytes(GOOD.encode("gbk"))
    with pytest.raises(BrokenWaivers, match="UTF-8"):
        load_waivers(path)


def test_a_baseline_is_the_json_of_an_earlier_run(tmp_path: Path) -> None:
    path = tmp_path / "基线.json"
    path.write_text(json.dumps({"documents": [{"findings": [{"fingerprint": "a"}, {"fingerprint": "b"}]}]}), "utf-8")
    assert load_baseline(path) == {"a", "b"}


@pytest.mark.parametrize("text", ["", "[]", '{"documents": [{}]}', "不是 JSON"], ids=["empty", "list", "no_findings", "words"])
def test_what_is_no_baseline_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "基线.json"
    path.write_text(text, "utf-8")
    with pytest.raises(BrokenWaivers, match="请用 jiheng check"):
        load_baseline(path)
