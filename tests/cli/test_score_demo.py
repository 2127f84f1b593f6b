"""The sample county's cases as the demonstration leaves them: they score, their workbooks come back the same."""

from __future__ import annotations

from pathlib import Path

from forms_at_hand import Jiheng

from jiheng.cli.demo import _cases
from jiheng.sample.cases import NAMES


def test_demonstration_leaves_cases_with_their_workbooks(jiheng: Jiheng, tmp_path: Path) -> None:
    first = _cases(tmp_path / "评价案例")
    assert first.name == NAMES["project"]
    for name, total in (("project", "94.34"), ("department", "93.49")):
        file = tmp_path / "评价案例" / NAMES[name]
        assert f"总分 {total} / 100" in jiheng("score", str(file)).out
        assert f"总分 {total} / 100" in jiheng("score", str(file.with_suffix(".xlsx"))).out
    assert jiheng("check", str(tmp_path / "评价案例"), "--format", "json").code == 0
