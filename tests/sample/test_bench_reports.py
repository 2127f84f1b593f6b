"""The benchmarks of writing: what is written, what the peers write, and what is said where one is missing. No time is asserted."""

from __future__ import annotations

import builtins
import io
import sys
from typing import Any

import docx
import pikepdf
import pytest

from jiheng.regulation import load_standard
from jiheng.reports.render.paper import Heading, Layout, Paper, Paragraph, Section, texts
from jiheng.reports.render.tables import plain_table
from jiheng.reports.render.typeset import write_pdf
from jiheng.sample import bench_reports
from jiheng.sample.bench_documents import PAGES, Peer
from jiheng.sample.bench_reports import (
    ReportsBench,
    against_docxtpl,
    against_libreoffice,
    against_weasyprint,
    long_package,
    measure_reports,
    page_of,
    section,
    varied,
    word_template,
)

SMALL = Paper(
    title="小报告",
    sections=(
        Section(
            blocks=(
                Heading(text="一、概况 & 范围"),
                Paragraph(text="预算<120万元>。"),
                plain_table(["项目", "金额"], [["镕喆", "1.00"]], ["1", "1"]),
            )
        ),
    ),
)


@pytest.fixture
def without_peers(monkeypatch: pytest.MonkeyPatch) -> None:
    given = builtins.__import__

    def only_ours(name: str, *args: Any, **more: Any) -> Any:
        if name.partition(".")[0] in {"docxtpl", "weasyprint"}:
            raise ImportError(name)
        return given(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", only_ours)
    monkeypatch.setattr(bench_reports.shutil, "which", lambda name: None)


def nothing() -> None:
    return None


def test_a_missing_peer_is_named(without_peers: None) -> None:
    peers = [against_docxtpl(SMALL, nothing, 1), against_weasyprint(SMALL, nothing, 1), against_libreoffice(b"", nothing, 1)]
    assert all(peer.ratio is None for peer in peers)
    assert [peer.missing for peer in peers] == [
        "没有安装 docxtpl；用 ./run bench 运行即会装好。",
        "没有安装 WeasyPrint；用 ./run bench 运行即会装好。",
        "本机没有 LibreOffice。",
    ]


def test_weasyprint_without_its_system_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    given = builtins.__import__

    def no_library(name: str, *args: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'pango'")
        return given(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", no_library)
    assert "pango" in against_weasyprint(SMALL, nothing, 1).missing


def test_a_conversion_that_makes_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_reports.shutil, "which", lambda name: sys.executable)
    assert against_libreoffice(b"", nothing, 1).missing == "LibreOffice 没有转换成功。"


def test_the_package_has_forty_pages_and_each_writing_of_it_differs() -> None:
    paper = long_package()
    with pikepdf.open(io.BytesIO(write_pdf(varied(paper, 7), Layout.of(load_standard("cn"))))) as document:
        assert len(document.pages) >= PAGES
    assert all(text.endswith("7") for text in texts(varied(SMALL, 7)) if text)


def test_the_page_for_weasyprint_has_every_text_and_no_markup_of_a_text() -> None:
    page = page_of(SMALL)
    assert "<h1>一、概况 &amp; 范围</h1><p>预算&lt;120万元&gt;。</p>" in page
    assert "<tr><td>镕喆</td><td>1.00</td></tr>" in page


def test_the_template_for_docxtpl_loops_over_blocks_rows_and_cells() -> None:
    document = docx.Document(io.BytesIO(word_template()))
    said = " ".join(paragraph.text for paragraph in document.paragraphs)
    assert said.count("{%p for") == said.count("{%p endfor") == 1
    assert document.tables[0].cell(1, 1).text == "{{ cell }}"


def test_a_peer_that_is_there_is_compared() -> None:
    pytest.importorskip("docxtpl")
    peer = against_docxtpl(SMALL, lambda: sum(range(10_000)), 1)
    assert peer.ratio is not None
    assert peer.ratio > 0


def test_the_section_shows_seconds_ratios_and_what_is_missing() -> None:
    peers = [Peer(task="写", peer="甲", goal=2.0, ratio=1.25), Peer(task="写", peer="乙", goal=0.5, missing="没有乙。")]
    said = "\n".join(section(ReportsBench(pages=41, seconds={"docx": 0.125, "pdf": 0.25}, peers=peers)))
    assert "41 页" in said
    assert "0.12 秒 | 不超过 1.0 秒" in said or "0.13 秒 | 不超过 1.0 秒" in said
    assert "| 写 | 甲 | 1.25 倍 | 不超过 2.0 倍 |" in said
    assert "| 写 | 乙 | 没有乙。 | 不超过 0.5 倍 |" in said


def test_everything_is_measured_once_in_a_quick_run(without_peers: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_reports, "long_package", lambda pages: SMALL)
    bench = measure_reports(quick=True)
    assert bench.pages == 1
    assert set(bench.seconds) == {"docx", "pdf"}
    assert len(bench.peers) == 3


def test_the_time_of_a_conversion_is_that_of_its_own_process(monkeypatch: pytest.MonkeyPatch) -> None:
    maker = "import pathlib, sys; pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1], 'report.pdf').write_bytes(b'made')"
    monkeypatch.setattr(bench_reports.shutil, "which", lambda name: sys.executable)
    genuine = bench_reports.subprocess.run
    monkeypatch.setattr(
        bench_reports.subprocess, "run", lambda command, **more: genuine([command[0], "-S", "-c", maker, *command[1:]], **more)
    )
    peer = against_libreoffice(b"", lambda: sum(range(100_000)), 1)
    assert peer.missing == ""
    assert peer.ratio is not None
    assert peer.ratio > 0
