"""Measures the checks of long documents on generated ones: disclosures with and without tables and forms, evaluation reports.

Each seeded error is planted once in each format; what is said besides it, and not of the clean document, is a false alarm.
"""

from __future__ import annotations

import os
import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from jiheng.assessment import Options, assess_extraction
from jiheng.assessment.running import Choice
from jiheng.checks import all_checks
from jiheng.documents import read
from jiheng.extraction import extract
from jiheng.model import Severity
from jiheng.regulation import load_labels
from jiheng.sample.accuracy_cases import FORMATS
from jiheng.sample.county_disclosures import disclosure, plan_of
from jiheng.sample.errors_long import LongKind, LongSeed, all_long_seeds
from jiheng.sample.layouts_long import LONG_STYLES, LongFormat, write_long
from jiheng.sample.layouts_long_paper import Paper

NATIVE: Final[tuple[LongFormat, ...]] = ("docx", "pdf", "html", "txt")
#: Checks that a workbook of tables alone can answer.
_OF_TABLES: Final = frozenset(
    (
        "FAC130",
        "FAC131",
        "FAC132",
        "FAC133",
        "FAC134",
        "FAC135",
        "FAC136",
        "FAC140",
        "FAC141",
        "FAC142",
        "FAC143",
        "FAC144",
        "FAC210",
        "FAC213",
        "PRC103",
    )
)
_YEAR: Final = 2024
#: How many papers are tried for one that has a place for the error.
_TRIES: Final = 90
_CLEAN: Final[dict[LongKind, int]] = {"disclosure": 36, "report": 24, "detailed": 12, "paper": 16, "folder": 9}


@dataclass(frozen=True, slots=True, kw_only=True)
class LongCase:
    """One generated document; ``code`` is empty for clean ones."""

    kind: LongKind
    format: LongFormat
    style: str
    paper: int
    code: str = ""
    seed: str = ""

    @property
    def name(self) -> str:
        """A name for its file."""
        return f"{self.code or 'clean'}-{self.seed}-{self.kind}-{self.paper}-{self.style}.{self.format}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LongResult:
    """What came of one document. ``alarms`` are (code, severity, message) that nothing seeded explains; ``tails`` are notes of rounding."""

    case: LongCase
    found: bool = False
    findings: int = 0
    alarms: tuple[tuple[str, str, str], ...] = ()
    notes: int = 0
    figures: int = 0
    checked: int = 0
    error: str = ""


@dataclass(slots=True, kw_only=True)
class LongReport:
    """All results; ``placeless`` are seeds for which no generated paper had a place."""

    results: list[LongResult] = field(default_factory=list)
    placeless: list[str] = field(default_factory=list)


@lru_cache(maxsize=64)
def paper_of(kind: LongKind, number: int) -> Paper:
    """A clean paper."""
    if kind == "disclosure":
        return disclosure(plan_of(number))
    if kind == "detailed":
        from jiheng.sample.county_reports_detailed import detailed_report

        return detailed_report(number)
    if kind == "paper":
        from jiheng.sample.county_papers import process_paper

        return process_paper(number)
    from jiheng.sample.county_reports import report, report_plan

    return report(report_plan(number))


def tables_only(paper: Paper) -> Paper | None:
    """The nine tables alone, as a workbook of them is exported."""
    names = tuple(f"T{number}" for number in range(1, 10))
    kept = [block for block in paper.blocks if block.name.startswith(("table:", "unit:", *names))]
    return Paper(blocks=tuple(kept)) if kept else None


def _as_written(paper: Paper, kind: LongFormat) -> Paper:
    """What the format holds of a paper."""
    return (tables_only(paper) or paper) if kind == "xlsx" else paper


def find_long_seed(code: str, name: str) -> LongSeed | None:
    """The seed of that code and name."""
    return next((one for one in all_long_seeds().get(code, ()) if one.name == name), None)


def planted(seed: LongSeed, number: int) -> Paper | None:
    """The paper of that number with the error, None where it has no place for it."""
    chance = random.Random(f"{seed.name}/{number}")
    clean = paper_of(seed.kind, number)
    faulty = seed.make(clean, chance)
    return faulty if faulty is not None and faulty.printed() != clean.printed() else None


def cases(formats: Sequence[LongFormat] = NATIVE, limit: int | None = None, codes: Sequence[str] | None = None) -> Iterator[LongCase]:
    """Clean papers and one document of each seed in each format; ``limit`` clean papers of each kind."""
    seeds = [one for found in all_long_seeds().values() for one in found if codes is None or one.code in codes]
    for kind in sorted({one.kind for one in seeds}):
        for number in range(limit if limit is not None else _CLEAN[kind]):
            chosen = formats[number % len(formats)]
            yield LongCase(kind=kind, format=chosen, style=_style(chosen, number // len(formats)), paper=number)
    if codes is None and formats == NATIVE:
        for number in [one for one in range(40) if tables_only(paper_of("disclosure", one)) is not None][:limit]:
            yield LongCase(kind="disclosure", format="xlsx", style=_style("xlsx", number), paper=number)
    for seed in seeds:
        places = _places(seed, len(formats))
        for index, number in enumerate(places):
            chosen = formats[index % len(formats)]
            style = _style(chosen, number)
            yield LongCase(kind=seed.kind, format=chosen, style=style, paper=number, code=seed.code, seed=seed.name)
        if places and seed.code in _OF_TABLES and formats == NATIVE:
            yield LongCase(kind=seed.kind, format="xlsx", style=_style("xlsx", places[0]), paper=places[0], code=seed.code, seed=seed.name)

    if formats == NATIVE:
        yield from _folder_cases(limit, codes)


def _style(kind: LongFormat, number: int) -> str:
    return LONG_STYLES[kind][number % len(LONG_STYLES[kind])]


def _places(seed: LongSeed, wanted: int) -> list[int]:
    """Papers that have a place for the error, the first found again where there are too few."""
    start = zlib.crc32(seed.name.encode()) % 997
    found: list[int] = []
    for number in range(start, start + _TRIES):
        if planted(seed, number) is not None:
            found.append(number)
        if len(found) == wanted:
            return found
    return [found[index % len(found)] for index in range(wanted)] if found else []


def judge_long(case: LongCase) -> tuple[LongResult, bytes]:
    """Write, read and check one document, or the files of one folder."""
    if case.kind == "folder":
        return _judge_folder(case), b""
    seed = find_long_seed(case.code, case.seed)
    paper = paper_of(case.kind, case.paper) if seed is None else planted(seed, case.paper)
    assert paper is not None
    data = write_long(_as_written(paper, case.format), case.format, case.style)
    try:
        said, figures, checked = _said(data, case)
    except Exception as error:  # a crash of a reader is a result to report, not the end of the measurement
        return LongResult(case=case, error=f"{type(error).__name__}: {error}"), data
    if seed is None:
        alarms = tuple(one for one in said if one[1] != str(Severity.NOTE))
        notes = len(said) - len(alarms)
        return LongResult(case=case, alarms=alarms, notes=notes, figures=figures, checked=checked), data
    expected = {seed.code, *seed.same}
    left = [one for one in said if one[0] not in expected | seed.also]
    own = [one for one in said if one[0] in expected]
    if left or own:
        original = _as_written(paper_of(case.kind, case.paper), case.format)
        clean, _, _ = _said(write_long(original, case.format, case.style), case)
        left = [one for one in left if one not in clean and one[0] not in _codes_of(clean)]
        own = [one for one in own if one not in clean]
    result = LongResult(case=case, found=bool(own), findings=len(own), alarms=tuple(left), figures=figures, checked=checked)
    return result, data


def _judge_folder(case: LongCase) -> LongResult:
    from jiheng.sample.accuracy_folders import folder_of, said_of, written

    folder, seed = folder_of(case.seed, case.paper)
    assert folder is not None
    try:
        said = said_of(written(folder, case.format, case.paper))
    except Exception as error:  # a crash of a reader is a result to report, not the end of the measurement
        return LongResult(case=case, error=f"{type(error).__name__}: {error}")
    own = [one for one in said if one[0] == case.code]
    left = [one for one in said if one[0] != case.code and one[0] not in (seed.also if seed else ())]
    return LongResult(case=case, found=bool(own), findings=len(own), alarms=tuple(left))


def _folder_cases(limit: int | None, codes: Sequence[str] | None) -> Iterator[LongCase]:
    """Clean folders, then each error between files."""
    from jiheng.sample.accuracy_folders import folder_cases

    planted_in_folders = [(seed, form, number) for seed, form, number in folder_cases() if codes is None or seed.code in codes]
    for number in range((limit if limit is not None else _CLEAN["folder"]) if planted_in_folders else 0):
        yield LongCase(kind="folder", format=FORMATS[number % len(FORMATS)], style="", paper=number)
    for seed, form, number in planted_in_folders:
        yield LongCase(kind="folder", format=form, style="", paper=number, code=seed.code, seed=seed.name)


def _codes_of(said: Sequence[tuple[str, str, str]]) -> set[str]:
    return {code for code, _, _ in said}


def _said(data: bytes, case: LongCase) -> tuple[list[tuple[str, str, str]], int, int]:
    document = read(f"sample.{case.format}", data=data)
    extraction = extract(document, load_labels("cn"))
    previews = {check.code for check in all_checks() if check.preview}
    assessment = assess_extraction(extraction, document, Options(year=_YEAR, choice=Choice(preview=case.code in previews)))
    findings = [located.finding for located in assessment.findings]
    said = [(one.code, str(one.severity or "question"), one.message) for one in findings if one.code not in previews - {case.code}]
    return said, assessment.coverage.figures, assessment.coverage.checked


def _work(job: tuple[LongCase, str | None]) -> LongResult:
    case, keep = job
    result, data = judge_long(case)
    if keep and (result.alarms or result.error or (case.code and not result.found)):
        (Path(keep) / case.name).write_bytes(data)
    return result


def measure_long(
    out: Path | None = None,
    formats: Sequence[LongFormat] = NATIVE,
    limit: int | None = None,
    *,
    jobs: int | None = None,
    codes: Sequence[str] | None = None,
    advance: Callable[[int, int], None] | None = None,
) -> LongReport:
    """Measure all long documents, or a part; the arguments are those of :func:`jiheng.sample.accuracy.measure`."""
    work = [(case, str(out) if out else None) for case in cases(formats, limit, codes)]
    report = LongReport()
    reached = {case.seed for case, _ in work}
    for code, found in all_long_seeds().items():
        report.placeless += [code for one in found if one.name not in reached and (codes is None or code in codes)]
    processes = jobs or min(2, os.cpu_count() or 1)
    if processes <= 1:
        results: Iterator[LongResult] = map(_work, work)
        report.results += _counted(results, len(work), advance)
        return report
    with ProcessPoolExecutor(processes) as pool:
        report.results += _counted(pool.map(_work, work, chunksize=4), len(work), advance)
    return report


def _counted(results: Iterator[LongResult], total: int, advance: Callable[[int, int], None] | None) -> Iterator[LongResult]:
    for number, result in enumerate(results, 1):
        if advance is not None:
            advance(number, total)
        yield result
