"""Long and scanned documents beside their peers: what is compared, and what is said where a peer is missing. No time is asserted."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest

from jiheng.documents import ocr, read
from jiheng.sample import bench_documents
from jiheng.sample.bench_documents import PAGES, against_bare_ocr, against_markitdown, against_pdfplumber, long_paper
from jiheng.sample.layouts_long import write_long


@pytest.fixture
def without_peers(monkeypatch: pytest.MonkeyPatch) -> None:
    given = builtins.__import__

    def only_ours(name: str, *args: Any, **more: Any) -> Any:
        if name.partition(".")[0] in {"markitdown", "pdfplumber"}:
            raise ImportError(name)
        return given(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", only_ours)
    monkeypatch.setattr(ocr, "is_available", lambda: False)


def test_a_missing_peer_is_named(without_peers: None, tmp_path: Path) -> None:
    peers = [
        against_markitdown(tmp_path / "a.docx", "读取", 1.0, 1),
        against_pdfplumber(tmp_path / "a.pdf", "读取", 1.5, 1),
        against_bare_ocr(tmp_path, 1),
    ]
    assert all(peer.ratio is None and "没有安装" in peer.missing for peer in peers)


def test_the_long_report_has_forty_pages() -> None:
    assert (read("a.pdf", data=write_long(long_paper(), "pdf", "portrait")).pages or 0) >= PAGES


@pytest.mark.ocr
@pytest.mark.slow
@pytest.mark.filterwarnings("default")
@pytest.mark.skipif(not ocr.is_available(), reason="the extra ocr is not installed")
def test_a_scanned_page_is_compared_with_the_bare_recogniser(tmp_path: Path) -> None:
    peer = bench_documents.against_bare_ocr(tmp_path, 1)
    assert peer.ratio is not None
    assert peer.ratio > 0
