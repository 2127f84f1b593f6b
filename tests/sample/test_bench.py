"""The benchmarks: arithmetic and page; the timing itself is for a machine at rest."""

from __future__ import annotations

import pytest

from jiheng.sample import bench
from jiheng.sample.bench import Bench, Peer, fitted_exponent, make_file, measure, render_markdown
from jiheng.sample.bench_documents import long_files
from jiheng.sample.bench_reports import ReportsBench


def test_doubling_the_forms_and_the_time_is_linear() -> None:
    assert fitted_exponent((100, 200, 400), (1.0, 2.0, 4.0)) == pytest.approx(1.0)
    assert fitted_exponent((100, 200, 400), (1.0, 4.0, 16.0)) == pytest.approx(2.0)
    assert fitted_exponent((100,), (1.0,)) == 1.0


def test_the_page_shows_ratios_and_says_what_is_missing() -> None:
    peers = [Peer(task="读取 Word", peer="甲", goal=0.5, ratio=0.31), Peer(task="读取 PDF", peer="乙", goal=1.3, missing="没有安装乙。")]
    page = render_markdown(Bench(peers=peers, forms=100, early_memory=100.0, late_memory=101.0, sizes=(10, 20), times=(1.0, 2.1)))
    assert "0.31 倍" in page
    assert "没有安装乙" in page
    assert "1.01 倍" in page


def test_a_file_of_many_forms_is_written() -> None:
    assert make_file("docx", 3).startswith(b"PK")


@pytest.mark.slow
@pytest.mark.benchmark
def test_the_quick_run_measures_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    # What has a test of its own is measured there.
    monkeypatch.setattr(bench, "measure_reports", lambda **_quick: ReportsBench(pages=1))
    monkeypatch.setattr(bench, "measure_scoring", lambda **_quick: None)
    monkeypatch.setattr(bench, "long_files", lambda folder, count: long_files(folder, min(count, 4)))
    steps: list[tuple[int, int]] = []
    found = measure(quick=True, advance=lambda done, whole: steps.append((done, whole)))
    assert steps[-1][0] == steps[-1][1]
    assert len(found.times) == len(found.sizes)
    assert len(found.peers) == 4
    assert found.reports is not None
    assert found.growth < 1.3
