"""Benchmarks of long and scanned documents: a report of forty pages beside markitdown and pdfplumber, a scanned page beside bare OCR.

The memory of many documents is measured in ``bench``.
"""

from __future__ import annotations

import gc
import io
import itertools
import statistics
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jiheng.assessment import Options, assess
from jiheng.documents import ocr, read
from jiheng.sample.accuracy_cases import Case, records_of, write_case
from jiheng.sample.county_disclosures import disclosure, plan_of
from jiheng.sample.county_reports import report, report_plan
from jiheng.sample.layouts_long import LongFormat, write_long
from jiheng.sample.layouts_long_paper import Paper
from jiheng.sample.scans import Scanner, scan

PAGES: Final = 40
#: A generated report has five to nine pages.
_REPORTS: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A task measured beside the library a user would reach for; ``ratio`` is None when the library is not installed."""

    task: str
    peer: str
    goal: float
    ratio: float | None = None
    missing: str = ""


def timed(work: Callable[[], object]) -> float:
    """Processor time, so that other work on the machine does not count."""
    gc.collect()
    begin = time.process_time()
    work()
    return time.process_time() - begin


def ratio(ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> float:
    """Median of ours by median of theirs, the rounds taken in turn so that load hits both alike; a single round without warming up."""
    if rounds > 1:
        ours(), theirs()
    pairs = [(timed(ours), timed(theirs)) for _ in range(rounds)]
    return statistics.median(one for one, _ in pairs) / statistics.median(other for _, other in pairs)


def checked(path: Path) -> object:
    """Read and check one file."""
    return assess(read(path), Options(year=2024))


def against_markitdown(path: Path, task: str, goal: float, rounds: int) -> Peer:
    """A Word file read and checked, by markitdown's conversion of it."""
    peer = "markitdown 转换同一文件"
    try:
        with redirect_stderr(io.StringIO()), redirect_stdout(io.StringIO()):
            from markitdown import MarkItDown
    except ImportError:
        return Peer(task=task, peer=peer, goal=goal, missing="没有安装 markitdown；用 ./run bench 运行即会装好。")
    converter = MarkItDown(enable_plugins=False)
    return Peer(task=task, peer=peer, goal=goal, ratio=ratio(lambda: checked(path), lambda: converter.convert(str(path)), rounds))


def against_pdfplumber(path: Path, task: str, goal: float, rounds: int) -> Peer:
    """A PDF read and checked, by pdfplumber's extraction of its tables."""
    peer = "pdfplumber 提取同一文件的表格"
    try:
        import pdfplumber
    except ImportError:
        return Peer(task=task, peer=peer, goal=goal, missing="没有安装 pdfplumber；用 ./run bench 运行即会装好。")

    def tables() -> object:
        with pdfplumber.open(path) as pdf:
            return [page.extract_tables() for page in pdf.pages]

    return Peer(task=task, peer=peer, goal=goal, ratio=ratio(lambda: checked(path), tables, rounds))


def against_bare_ocr(folder: Path, rounds: int) -> Peer:
    """A scanned page read and checked, by the recogniser alone on the same picture."""
    task, peer = "读取并核对一页扫描的自评表", "RapidOCR 识别同一页"
    if not ocr.is_available():
        return Peer(task=task, peer=peer, goal=1.3, missing="没有安装文字识别组件；用 ./run bench 运行即会装好。")
    import pypdfium2

    case = Case(number=0, format="pdf", layout="central", style="ruled", project=0)
    forms = records_of(case)
    path = folder / "scan.pdf"
    path.write_bytes(scan(write_case(case, forms or ()), Scanner(name="bench", dpi=200, tilt=0.8, noise=4)))
    document = pypdfium2.PdfDocument(path)
    picture = document[0].render(scale=ocr.DPI / 72).to_numpy()[:, :, :3].copy()
    document.close()
    bare = ocr.bare_engine()
    return Peer(task=task, peer=peer, goal=1.3, ratio=ratio(lambda: checked(path), lambda: bare(picture), rounds))


def long_paper() -> Paper:
    """Reports one after the other: forty pages."""
    return Paper(blocks=tuple(block for number in range(_REPORTS) for block in report(report_plan(number)).blocks))


def long_files(folder: Path, count: int) -> list[Path]:
    """``count`` reports and disclosures as Word files and PDFs; ten different ones, copied."""
    papers = [paper for number in range(5) for paper in (report(report_plan(number)), disclosure(plan_of(number)))]
    kinds: tuple[tuple[LongFormat, str], ...] = (("docx", "styled"), ("docx", "styled"), ("pdf", "portrait"))
    made = [(kind, write_long(paper, kind, style)) for paper, (kind, style) in zip(papers, itertools.cycle(kinds))]
    paths = [folder / f"long{number:05}.{made[number % len(made)][0]}" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(made[number % len(made)][1])
    return paths


def measure_documents(folder: Path, rounds: int, *, quick: bool = False) -> list[Peer]:
    """The three comparisons; ``quick`` with one report instead of forty pages, and without the recogniser."""
    paper = report(report_plan(0)) if quick else long_paper()
    paths = {kind: folder / f"long.{kind}" for kind in ("docx", "pdf")}
    paths["docx"].write_bytes(write_long(paper, "docx", "styled"))
    paths["pdf"].write_bytes(write_long(paper, "pdf", "portrait"))
    pages = read(paths["pdf"]).pages
    peers = [
        against_markitdown(paths["docx"], f"读取并核对 {pages} 页的评价报告（Word）", 1.0, rounds),
        against_pdfplumber(paths["pdf"], f"读取并核对 {pages} 页的评价报告（PDF）", 1.5, rounds),
    ]
    return peers if quick else [*peers, against_bare_ocr(folder, rounds)]
