"""Benchmarks as ratios within one run: Word against markitdown, PDF against pdfplumber, memory and growth over many forms."""

from __future__ import annotations

import gc
import itertools
import logging
import math
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from jiheng.assessment import Options, assess
from jiheng.documents import Document, read_all
from jiheng.model import AnyForm
from jiheng.sample.accuracy_cases import Format, grid_of, write_grids
from jiheng.sample.bench_documents import Peer, against_markitdown, against_pdfplumber, long_files, measure_documents
from jiheng.sample.bench_reports import ReportsBench, measure_reports
from jiheng.sample.bench_reports import section as reports_section
from jiheng.sample.bench_scoring import ScoringBench, measure_scoring, section
from jiheng.sample.county import load_county
from jiheng.sample.county_forms import self_evaluation
from jiheng.sample.layouts import layout
from jiheng.sample.layouts_shown import shown

FORMS_IN_FILE: Final = 20
_SIZES: Final = (100, 200, 400, 800)
_ROUNDS: Final = 5


@dataclass(slots=True, kw_only=True)
class Bench:
    """All results: the comparisons, the memory after a tenth and after all forms, the same of long documents, the time of each size."""

    peers: list[Peer] = field(default_factory=list)
    forms: int = 0
    early_memory: float = 0.0
    late_memory: float = 0.0
    documents: int = 0
    documents_growth: float = 1.0
    sizes: tuple[int, ...] = ()
    times: tuple[float, ...] = ()
    reports: ReportsBench | None = None
    scoring: ScoringBench | None = None

    @property
    def growth(self) -> float:
        """Memory after all forms by memory after a tenth of them."""
        return self.late_memory / self.early_memory if self.early_memory else 1.0

    @property
    def exponent(self) -> float:
        """The fitted power of time over the number of forms: 1 is linear."""
        return fitted_exponent(self.sizes, self.times)


def fitted_exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    """The slope of log time over log size, by least squares."""
    if len(sizes) < 2:
        return 1.0
    xs, ys = [math.log(size) for size in sizes], [math.log(taken) for taken in times]
    return statistics.linear_regression(xs, ys).slope


def _county_forms(count: int) -> list[AnyForm]:
    projects = load_county().projects
    where = layout("central")
    return [shown(self_evaluation(projects[number % len(projects)], where.funds), where) for number in range(count)]


def make_file(kind: Format, count: int = FORMS_IN_FILE) -> bytes:
    """One file with so many forms in the central layout."""
    where = layout("central")
    style = {"docx": "plain", "pdf": "ruled"}.get(kind, "numbers")
    return write_grids([grid_of(form, where) for form in _county_forms(count)], kind, style)


def _memory() -> float:
    """Resident memory of this process in MB; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return 0.0
    return pages * resource.getpagesize() / 1e6


def _files(folder: Path, count: int) -> list[Path]:
    """``count`` files with one form each; fifty different ones, copied."""
    where = layout("central")
    kinds: tuple[tuple[Format, str], ...] = (("docx", "plain"), ("xlsx", "numbers"))
    made = []
    for number, form in enumerate(_county_forms(50)):
        kind, style = kinds[number % 2]
        made.append((kind, write_grids([grid_of(form, where)], kind, style)))
    paths = []
    for number in range(count):
        kind, data = made[number % len(made)]
        path = folder / f"{number:05}.{kind}"
        path.write_bytes(data)
        paths.append(path)
    return paths


def _run(paths: Sequence[Path]) -> Iterator[int]:
    """Check file after file, as one run does; gives the count so far."""
    for number, item in enumerate(read_all(paths), 1):
        if isinstance(item, Document):
            assess(item, Options(year=2024))
        yield number


def measure(*, quick: bool = False, advance: Callable[[int, int], None] | None = None) -> Bench:
    """Measure everything; ``quick`` with few forms and one round. ``advance(done, all)`` is called as the work goes on."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    rounds, forms = (1, 20) if quick else (_ROUNDS, 1000)
    sizes = (5, 10, 20) if quick else _SIZES
    in_file = 3 if quick else FORMS_IN_FILE
    bench = Bench(forms=forms, sizes=sizes)
    steps = itertools.count(1)

    def done() -> None:
        if advance is not None:
            advance(next(steps), 6)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Memory first: the peers would leave a heap behind in which growth does not show.
        _run_on(_files(folder, forms), bench)
        bench.documents = forms // 2
        bench.documents_growth = _growth(long_files(folder, bench.documents))
        done()
        task = f"读取并核对含 {in_file} 张自评表的"
        bench.peers.append(against_markitdown(_file(folder, "docx", in_file), f"{task} Word 文件", 0.5, rounds))
        done()
        bench.peers.append(against_pdfplumber(_file(folder, "pdf", in_file), f"{task} PDF", 1.3, rounds))
        done()
        bench.peers += measure_documents(folder, rounds, quick=quick)
        done()
    bench.reports = measure_reports(quick=quick)
    done()
    bench.scoring = measure_scoring(quick=quick)
    done()
    return bench


def _file(folder: Path, kind: Format, count: int) -> Path:
    path = folder / f"forms.{kind}"
    path.write_bytes(make_file(kind, count))
    return path


def _run_on(paths: Sequence[Path], bench: Bench) -> None:
    """One run over all files: memory after a tenth and at the end, processor time at each size."""
    for _ in _run(paths[:20]):
        pass  # what is loaded once, labels and standards, belongs to no size
    gc.collect()
    begin = time.process_time()
    times = []
    for number in _run(paths):
        if number in bench.sizes:
            times.append(time.process_time() - begin)
        if number == max(len(paths) // 10, 1):
            gc.collect()
            bench.early_memory = _memory()
    gc.collect()
    bench.late_memory, bench.times = _memory(), tuple(times)


def _growth(paths: Sequence[Path]) -> float:
    """Memory after all files by memory after a tenth of them, in one run."""
    early = 0.0
    for number in _run(paths):
        if number == max(len(paths) // 10, 1):
            gc.collect()
            early = _memory()
    gc.collect()
    return _memory() / early if early else 1.0


def render_markdown(bench: Bench) -> str:
    """The page of the documentation: ratios only, no seconds."""
    lines = [
        "# 速度",
        "",
        "这一页由命令生成：",
        "",
        "```console",
        "$ ./run bench --output docs/benchmarks.md",
        "```",
        "",
        "在同一次运行中与通常会用的库并排计时，轮流进行，按处理器时间取中位数，只写比值。绩衡一栏包括读取、抽取和全部核对，对方只做转换或提取。",
        "",
        "| 任务 | 与谁比 | 比值 | 目标 |",
        "| --- | --- | --- | --- |",
    ]
    for peer in bench.peers:
        ratio = f"{peer.ratio:.2f} 倍" if peer.ratio is not None else peer.missing
        lines.append(f"| {peer.task} | {peer.peer} | {ratio} | 不超过 {peer.goal:.1f} 倍 |")
    lines += [
        f"| 一次运行核对 {bench.forms} 张表 | 内存：全部核完 ÷ 核完十分之一 | {bench.growth:.2f} 倍 | 不变 |",
        f"| 一次运行核对 {bench.documents} 份长文档 | 内存：全部核完 ÷ 核完十分之一 | {bench.documents_growth:.2f} 倍 | 不变 |",
        f"| 表数从 {bench.sizes[0]} 增到 {bench.sizes[-1]} | 处理器时间随表数增长的幂 | {bench.exponent:.2f} | 1（成正比） |",
        "",
        "处理器时间与表数（同一次运行）：",
        "",
        "| 表数 | 时间（以第一行为 1） |",
        "| --- | --- |",
    ]
    lines += [f"| {size} | {taken / bench.times[0]:.2f} |" for size, taken in zip(bench.sizes, bench.times, strict=True)]
    lines += ["", *reports_section(bench.reports)] if bench.reports else [""]
    lines += section(bench.scoring) if bench.scoring else []
    versions = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    return "\n".join([*lines, f"测量环境：{versions}；读取与核对为单进程，批量计分为两个线程；机器与别的工作共用，比值的误差约一成。", ""])
