"""Commands that begin a workspace."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def test_outside_demo_mode_the_command_refuses(db: None) -> None:
    with pytest.raises(CommandError, match="只能在演示模式装入"):
        call_command("load_demo", stdout=StringIO())


def test_a_workspace_begins_with_its_authority_and_a_link(db: None) -> None:
    out = StringIO()
    call_command("found", "澄岚县财政局", stdout=out)
    assert "已建立「澄岚县财政局」" in out.getvalue()
    assert "/join/" in out.getvalue()
    with pytest.raises(CommandError, match="不能再次初始化"):
        call_command("found", "澄岚县财政局", stdout=out)
