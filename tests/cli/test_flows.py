"""``jiheng standards flows``: a reader sees states, actions, conditions, deadlines and sources."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from forms_at_hand import Jiheng

HOWTO = Path(__file__).resolve().parents[2] / "docs" / "howto" / "flows.md"


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "240")


def test_flows_are_listed_with_their_sources(jiheng: Jiheng) -> None:
    shown = jiheng("standards", "flows")
    assert shown.code == 0
    assert all(word in shown.out for word in ("objective", "信息公开", "一份整改通知", "已核原文"))


def test_one_flow_is_shown_whole(jiheng: Jiheng) -> None:
    shown = jiheng("standards", "flows", "evaluation").out
    assert "主评人" in shown
    assert "与「提交」不是同一人" in shown
    assert "已过征求意见期限" in shown
    assert "「发出征求意见稿」之日起 3 个工作日，也可由人规定" in shown
    assert "利益冲突回避" in shown


def test_a_place_and_a_day_may_be_asked_for(jiheng: Jiheng) -> None:
    assert "「预警」之日起 10 个工作日" in jiheng("standards", "flows", "monitoring", "--standard", "cn-sc").out
    assert "当年 8 月 31 日前" in jiheng("standards", "flows", "monitoring", "--standard", "cn-sc", "--at", "2024-12-31").out
    assert "monitoring" in jiheng("standards", "flows", "cn-sc").out


def test_flows_come_as_json_with_the_words_they_use(jiheng: Jiheng) -> None:
    (flow,) = json.loads(jiheng("standards", "flows", "complaint", "--json").out)
    assert flow["transitions"]["assign"]["from"] == ["accepted"]
    assert flow["deadlines"]["handling_due"]["extension"] == {"transition": "extend", "days": 30}
    assert flow["deadlines"]["handling_due"]["citation"]["evidence"] == "from_memory"
    assert flow["roles"]["public"] == "公众"
    assert "review_grade" not in flow["requirements"]
    assert len(json.loads(jiheng("standards", "flows", "--json").out)) == 7


def test_an_unknown_flow_is_told(jiheng: Jiheng) -> None:
    unknown = jiheng("standards", "flows", "nothing")
    assert (unknown.code, unknown.out) == (2, "")
    assert "没有名为「nothing」的流程。可用的有：objective" in unknown.err


def test_the_example_of_the_documentation_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", HOWTO.read_text("utf-8"), re.DOTALL)
    exec(compile(code, str(HOWTO), "exec"), {})
    assert capsys.readouterr().out == "单位审核中，等待单位审核人：审核通过、退回。自评表报送期限 2026-04-30，还有 8 个工作日。\n"
