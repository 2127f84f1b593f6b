from __future__ import annotations

from pathlib import Path

import pytest
from forms_at_hand import Jiheng, word


@pytest.fixture
def jiheng(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Jiheng:
    """The command line, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Jiheng(capsys)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A Word file with one form and one error."""
    return word(tmp_path / "自评表.docx")
