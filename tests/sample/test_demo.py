"""The county's files for the demonstration."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiheng.documents import Document, read_all
from jiheng.sample import write_county


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_county(tmp_path_factory.mktemp("county"))


def test_all_formats_and_departments_are_there(written: list[Path]) -> None:
    assert {path.suffix for path in written} == {".docx", ".xlsx", ".pdf", ".html", ".txt"}
    folders = {path.relative_to(written[0].parents[1]).parts[0] for path in written}
    assert len(folders) == 12
    assert all(path.stat().st_size for path in written)


def test_every_file_can_be_read(written: list[Path]) -> None:
    assert all(isinstance(item, Document) for item in read_all(written[:20]))


def test_nothing_in_the_names_tells_which_file_is_faulty(written: list[Path]) -> None:
    assert not any(word in path.name for path in written for word in ("错", "SEV", "OBJ"))
