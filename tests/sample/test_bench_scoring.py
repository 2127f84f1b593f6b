"""The benchmarks of scoring: what is timed gives the same cents, and the page says what was found."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import duckdb
import pytest

from jiheng.sample import bench_scoring
from jiheng.sample.bench_scoring import InDatabase, RowPeer, ScoringBench, make_rows, queries, score_table, section, trace_milliseconds


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rows") / "rows.parquet"
    make_rows(path, 24_000)
    return path


@pytest.mark.parametrize(("ours", "theirs"), [("ours", "by_hand"), ("ours_mixed", "mixed_by_hand")])
def test_what_is_timed_against_each_other_gives_the_same_cents(table: Path, ours: str, theirs: str) -> None:
    with duckdb.connect() as connection:
        texts = queries(connection, f"read_parquet('{table.as_posix()}')")
        cents = [[row[0] for row in connection.execute(f"SELECT cents FROM ({texts[name]})").fetchall()] for name in (ours, theirs)]
    assert len(cents[0]) == 24_000
    assert cents[0] == cents[1]


def test_every_query_is_timed_and_the_cents_of_floats_are_counted(table: Path) -> None:
    found = score_table(table, 24_000, 1)
    assert set(found.seconds) == {"ours", "by_hand", "ours_mixed", "mixed_by_hand", "in_floats"}
    assert found.late_memory >= found.early_memory > 0


@pytest.mark.parametrize("name", ["openfisca", "json-logic", "pandas"])
def test_a_peer_that_is_installed_scores_the_same_rows(table: Path, name: str) -> None:
    peer = bench_scoring._PEERS[name](table, 2000)
    if peer.missing:
        pytest.skip(peer.missing)
    assert peer.rows == 2000
    assert peer.wrong < 20  # floats miss a cent now and then; more would mean another rule


@pytest.mark.parametrize("name", ["openfisca", "json-logic", "pandas"])
def test_a_peer_that_is_not_installed_is_named_with_the_remedy(table: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    genuine = builtins.__import__

    def refuse(module: str, *rest: Any) -> Any:
        if module.split(".", maxsplit=1)[0] in ("openfisca_core", "datalogic_py", "pandas"):
            raise ImportError(module)
        return genuine(module, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    assert "uv sync --group bench" in bench_scoring._PEERS[name](table, 10).missing


def test_the_trace_of_a_form_is_timed() -> None:
    assert trace_milliseconds() > 0


def test_the_page_shows_ratios_cents_and_what_is_missing() -> None:
    seconds = {"ours": 2.0, "by_hand": 1.6, "ours_mixed": 3.0, "mixed_by_hand": 2.0, "in_floats": 4.0}
    database = InDatabase(rows=1_000_000, seconds=seconds, early_memory=100.0, late_memory=110.0, wrong_in_floats=126)
    peers = [RowPeer(name="甲", rows=1000, seconds_per_row=0.00002, wrong=3), RowPeer(name="乙", rows=0, missing="没有安装乙。")]
    page = "\n".join(section(ScoringBench(database=database, peers=peers, trace_milliseconds=1.234)))
    for words in (
        "100 万行",
        "1.25 倍",
        "1.50 倍",
        "0.50 倍",
        "126 行差一分",
        "1.10 倍",
        "1.2 毫秒",
        "| 甲 | 1000 | 10.0 | 3 |",
        "没有安装乙",
    ):
        assert words in page


@pytest.mark.slow
@pytest.mark.benchmark
def test_the_quick_run_measures_scoring_in_processes_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_scoring, "ROWS", 2_000_000)
    bench = bench_scoring.measure_scoring(quick=True)
    assert bench.database.rows == 20_000
    assert len(bench.peers) == 3
