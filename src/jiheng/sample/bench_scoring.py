"""Benchmarks of scoring whole tables: DuckDB by our rules against the formula written by hand, and against rule engines and data frames.

The peers get their rows in memory, ready to use; our time includes reading the Parquet file. Slow peers score fewer rows: what is
compared is processor time per row.
"""

from __future__ import annotations

import gc
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import duckdb

from jiheng.regulation import load_standard
from jiheng.sample.county import load_county
from jiheng.sample.county_forms import self_evaluation
from jiheng.sample.layouts import layout
from jiheng.scoring import execution_points, judge, scored_lines
from jiheng.scoring.columnar import measured, scoring_query
from jiheng.scoring.rules.kind import RuleKind, load_rule

ROWS: Final = 50_000_000
_ROUNDS: Final = 3
#: Rows that a peer scores, by how slow it is.
_PEER_ROWS: Final = {"openfisca": 1_000_000, "json-logic": 100_000, "pandas": 20_000}
_BANDS: Final = {"of": "completion", "bands": [{"at_least": "0.95", "share": "1"}, {"at_least": "0.8", "share": "0.7"}]}
_MIXED: Final = {"at_least": {}, "at_most": {}, "by_deviation": {}, "bands": _BANDS}
_AMOUNTS: Final = ("weight", "target", "actual")
_INPUTS: Final = {"weight": "weight", "target": "target", "actual": "actual", "rule": "kind"}

#: What somebody writes who knows that floats lose cents: whole numbers, half up, for one rule and for four.
_SCALED: Final = """SELECT *, CAST(weight * 100 AS BIGINT) AS w, CAST(target * 10000 AS BIGINT) AS t, CAST(actual * 10000 AS BIGINT) AS a
    FROM {relation}"""
_BY_HAND: Final = "CASE WHEN t <= 0 THEN NULL WHEN a >= t THEN w ELSE (2 * a * w + t) // (2 * t) END"
_MIXED_BY_HAND: Final = f"""CASE kind WHEN 'at_least' THEN {_BY_HAND}
    WHEN 'at_most' THEN CASE WHEN a <= t THEN w ELSE (2 * t * w + a) // (2 * a) END
    WHEN 'by_deviation' THEN CASE WHEN t <= 0 THEN NULL WHEN abs(a - t) >= t THEN 0 ELSE (2 * (t - abs(a - t)) * w + t) // (2 * t) END
    WHEN 'bands' THEN CASE WHEN t <= 0 THEN NULL WHEN a * 20 >= t * 19 THEN w WHEN a * 5 >= t * 4 THEN (w * 7 + 5) // 10 ELSE 0 END END"""
_IN_FLOATS: Final = "CAST(round(least(actual / target, 1) * weight, 2) * 100 AS BIGINT)"


@dataclass(frozen=True, slots=True, kw_only=True)
class InDatabase:
    """Seconds of the processor for all rows, by what was run; memory in MB after a tenth and after all; rows that floats got wrong."""

    rows: int
    seconds: Mapping[str, float]
    early_memory: float
    late_memory: float
    wrong_in_floats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPeer:
    """Seconds per row of a peer, over how many rows, and in how many it missed a cent; ``missing`` when it is not installed."""

    name: str
    rows: int
    seconds_per_row: float = 0.0
    wrong: int = 0
    missing: str = ""


@dataclass(slots=True, kw_only=True)
class ScoringBench:
    """All results about scoring."""

    database: InDatabase
    peers: list[RowPeer] = field(default_factory=list)
    trace_milliseconds: float = 0.0

    def ratio(self, ours: str, theirs: str) -> float:
        """Processor time of one query by another."""
        return self.database.seconds[ours] / self.database.seconds[theirs]


def make_rows(path: Path, rows: int) -> None:
    """A Parquet file with indicator rows, half of them counts, half amounts of money; the same numbers every time."""
    made = f"""COPY (
        SELECT CAST(i // 12 AS INTEGER) AS form, CAST(i % 12 AS TINYINT) AS line,
            ['at_least', 'at_most', 'by_deviation', 'bands'][CAST(1 + h % 4 AS BIGINT)] AS kind,
            CAST(5 + h % 16 AS DECIMAL(5,2)) AS weight,
            CAST(CASE WHEN counted THEN 1 + t % 1000 ELSE (1 + t % 1000000000) / 10000.0 END AS DECIMAL(18,4)) AS target,
            CAST(CASE WHEN counted THEN a % 1200 ELSE (a % 1000000000) / 10000.0 END AS DECIMAL(18,4)) AS actual
        FROM (SELECT range AS i, hash(range) AS h, hash(range + 7) AS t, hash(range + 13) AS a, hash(range + 17) % 2 = 0 AS counted
            FROM range({rows}))
    ) TO '{path.as_posix()}' (FORMAT parquet)"""  # noqa: S608 - our own file and a number
    with _connected() as connection:
        connection.execute(made)


def _connected() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"memory_limit": "2GB", "threads": 2})
    connection.execute("SET enable_progress_bar = false")
    return connection


def mixed_rules() -> dict[str, RuleKind]:
    """The four rules of the table by the names its rows use."""
    return {kind: load_rule({"kind": kind, "parameters": parameters}) for kind, parameters in _MIXED.items()}


def queries(connection: duckdb.DuckDBPyConnection, relation: str) -> dict[str, str]:
    """What is run, by name: our queries and those written by hand, each giving ``cents``."""
    columns = measured(connection, relation, _INPUTS)
    scaled = _SCALED.format(relation=relation)
    return {
        "ours": scoring_query(relation, columns, load_rule({"kind": "at_least"})),
        "by_hand": f"SELECT {_BY_HAND} AS cents FROM ({scaled})",  # noqa: S608 - our own text
        "ours_mixed": scoring_query(relation, columns, mixed_rules()),
        "mixed_by_hand": f"SELECT {_MIXED_BY_HAND} AS cents FROM ({scaled})",  # noqa: S608 - our own text
        "in_floats": f"SELECT {_IN_FLOATS} AS cents FROM {relation}",  # noqa: S608 - our own text
    }


def score_table(path: Path, rows: int, rounds: int) -> InDatabase:
    """Time all queries in turn; meant for a process of its own, so that its peak of memory is that of scoring."""
    relation = f"read_parquet('{path.as_posix()}')"
    with _connected() as connection:

        def run(query: str) -> None:
            reasons = ", count(reason)" if "AS reason" in query else ""
            connection.execute(f"SELECT sum(cents){reasons} FROM ({query})").fetchone()  # noqa: S608 - our own text

        tenth = f"(SELECT * FROM {relation} WHERE form < {rows // 120})"  # noqa: S608 - our own file and a number
        run(queries(connection, tenth)["ours_mixed"])
        early = _peak_memory()
        texts = queries(connection, relation)
        run(texts["ours_mixed"])
        late = _peak_memory()
        taken: dict[str, list[float]] = {name: [] for name in texts}
        for _ in range(rounds):
            for name, query in texts.items():
                taken[name].append(_processor_time(lambda query=query: run(query)))  # type: ignore[misc]
        both = f"SELECT {_BY_HAND} AS exact, {_IN_FLOATS} AS floats FROM ({_SCALED.format(relation=relation)})"  # noqa: S608 - our own text
        wrong = connection.execute(f"SELECT count(*) FROM ({both}) WHERE exact <> floats").fetchone()  # noqa: S608 - our own text
    return InDatabase(
        rows=rows,
        seconds={name: statistics.median(times) for name, times in taken.items()},
        early_memory=early,
        late_memory=late,
        wrong_in_floats=int(wrong[0]) if wrong else 0,
    )


def _peak_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _processor_time(work: Callable[[], object]) -> float:
    gc.collect()
    begin = time.process_time()
    work()
    return time.process_time() - begin


def measure_scoring(*, quick: bool = False) -> ScoringBench:
    """Measure everything; ``quick`` with a hundredth of the rows and one round."""
    rows, rounds = (ROWS // 100, 1) if quick else (ROWS, _ROUNDS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        # A process each: writing would leave a peak of memory behind in which scoring does not show.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
            pool.submit(make_rows, path, rows).result()
            database = pool.submit(score_table, path, rows, rounds).result()
        share = 100 if quick else 1
        peers = [peer(path, _PEER_ROWS[name] // share) for name, peer in _PEERS.items()]
    return ScoringBench(database=database, peers=peers, trace_milliseconds=trace_milliseconds())


def trace_milliseconds() -> float:
    """Scoring one form with every trace written out: the median over the forms of the sample county."""
    standard, where = load_standard("cn"), layout("central")
    forms = [self_evaluation(project, where.funds) for project in load_county().projects[:20]]

    def score(index: int) -> None:
        form = forms[index]
        points = [execution_points(form.funds[line], form, standard) for line in scored_lines(form)]
        judged = [judge(indicator, standard) for indicator in form.indicators]
        _ = [found.trace.tree() for found in points if found] + [found.points.trace.tree() for found in judged if found]

    score(0)
    return 1000 * statistics.median(_processor_time(lambda index=index: score(index)) for index in range(len(forms)))  # type: ignore[misc]


def _sample(path: Path, rows: int) -> tuple[dict[str, Any], Any]:
    """The first rows as arrays of floats, and their exact cents."""
    relation = f"(SELECT * FROM read_parquet('{path.as_posix()}') LIMIT {rows})"  # noqa: S608 - our own file and a number
    with _connected() as connection:
        query = scoring_query(relation, measured(connection, relation, _INPUTS), load_rule({"kind": "at_least"}), keep=_AMOUNTS)
        found = connection.execute(query).fetchnumpy()
    return {name: found[name] for name in _AMOUNTS}, found["cents"]


def _against_openfisca(path: Path, rows: int) -> RowPeer:
    try:
        import numpy
        from openfisca_core import entities, periods, simulations, taxbenefitsystems, variables
    except ImportError:
        return _not_installed("OpenFisca-core")
    row = entities.build_entity(key="indicator", plural="indicators", label="indicator", is_person=True)
    system = taxbenefitsystems.TaxBenefitSystem([row])

    def formula(indicator: Any, period: Any) -> Any:
        share = numpy.minimum(indicator("actual", period) / indicator("target", period), 1)
        return numpy.floor(share * indicator("weight", period) * 100 + 0.5) / 100

    common = {"value_type": float, "entity": row, "definition_period": periods.DateUnit.YEAR}
    for name in _AMOUNTS:
        system.add_variable(type(name, (variables.Variable,), dict(common)))
    system.add_variable(type("score", (variables.Variable,), {**common, "formula": formula}))
    inputs, exact = _sample(path, rows)
    scores = None

    def run() -> None:
        nonlocal scores
        simulation = simulations.SimulationBuilder().build_default_simulation(system, count=rows)
        for name, values in inputs.items():
            simulation.set_input(name, "2024", values)
        scores = simulation.calculate("score", "2024")

    taken = _processor_time(run)
    wrong = int((numpy.rint(numpy.asarray(scores, dtype=float) * 100) != exact).sum())
    return RowPeer(name="OpenFisca-core（整列向量计算）", rows=rows, seconds_per_row=taken / rows, wrong=wrong)


def _against_json_logic(path: Path, rows: int) -> RowPeer:
    try:
        from datalogic_py import Engine
    except ImportError:
        return _not_installed("datalogic-py")
    weight, target, actual = ({"var": name} for name in _AMOUNTS)
    rule = Engine().compile({"if": [{">=": [actual, target]}, weight, {"/": [{"*": [weight, actual]}, target]}]})
    inputs, exact = _sample(path, rows)
    data = [dict(zip(inputs, values, strict=True)) for values in zip(*(column.tolist() for column in inputs.values()), strict=True)]
    scores: list[Any] = []
    taken = _processor_time(lambda: scores.extend(round(rule.evaluate(row), 2) for row in data))
    return RowPeer(
        name="JsonLogic（datalogic-py，编译后的规则逐行求值）", rows=rows, seconds_per_row=taken / rows, wrong=_wrong(scores, exact)
    )


def _against_pandas(path: Path, rows: int) -> RowPeer:
    try:
        import pandas
    except ImportError:
        return _not_installed("pandas")
    inputs, exact = _sample(path, rows)
    frame = pandas.DataFrame(inputs)

    def score(row: Any) -> float:
        return float(row.weight if row.actual >= row.target else round(row.weight * row.actual / row.target, 2))

    scores: list[Any] = []
    taken = _processor_time(lambda: scores.extend(frame.apply(score, axis=1)))
    return RowPeer(name="pandas（逐行 apply）", rows=rows, seconds_per_row=taken / rows, wrong=_wrong(scores, exact))


def _wrong(scores: list[Any], exact: Any) -> int:
    return sum(round(score * 100) != cents for score, cents in zip(scores, exact.tolist(), strict=True))


def _not_installed(name: str) -> RowPeer:
    return RowPeer(name=name, rows=0, missing=f"没有安装 {name}；运行 uv sync --group bench 后再比。")


_PEERS: Final[dict[str, Callable[[Path, int], RowPeer]]] = {
    "openfisca": _against_openfisca,
    "json-logic": _against_json_logic,
    "pandas": _against_pandas,
}


def section(bench: ScoringBench) -> list[str]:
    """The lines of the page about scoring."""
    database = bench.database
    a_row = database.seconds["ours"] / database.rows
    growth = database.late_memory / database.early_memory if database.early_memory else 1.0
    rows = f"{database.rows // 10_000} 万行"

    def against(task: str, peer: str, ours: str, theirs: str) -> str:
        return f"| {task} | {peer} | {bench.ratio(ours, theirs):.2f} 倍 | 不超过 2.0 倍 |"

    lines = [
        "## 批量计分",
        "",
        f"{rows}指标数据存为一个 Parquet 文件，由 DuckDB 按绩衡的评分规则逐行计分到分，不能计分的行写明原因；时间包括读取文件。",
        "",
        "| 任务 | 与谁比 | 比值 | 目标 |",
        "| --- | --- | --- | --- |",
        against(f"{rows}按同一规则计分", "手写的定点公式", "ours", "by_hand"),
        against(f"{rows}各按自己的规则（四种）计分", "手写的四分支定点公式", "ours_mixed", "mixed_by_hand"),
        against(f"{rows}按同一规则计分", f"用浮点数相除（有 {database.wrong_in_floats} 行差一分）", "ours", "in_floats"),
        f"| {rows}各按自己的规则计分 | 内存峰值：全部 ÷ 十分之一 | {growth:.2f} 倍 | 不变 |",
        f"| 一张自评表逐项计分并写出计算过程 | — | {bench.trace_milliseconds:.1f} 毫秒 | 不超过 5 毫秒 |",
        "",
        "与规则引擎、数据框比每行的处理器时间。对方的数据已在内存里，只计求值；慢的少算一些行：",
        "",
        "| 库 | 行数 | 每行时间（绩衡为 1） | 差一分的行 |",
        "| --- | --- | --- | --- |",
    ]
    for peer in bench.peers:
        told = f"{peer.rows} | {peer.seconds_per_row / a_row:.1f} | {peer.wrong}" if not peer.missing else f"— | {peer.missing} | —"
        lines.append(f"| {peer.name} | {told} |")
    return [*lines, ""]
