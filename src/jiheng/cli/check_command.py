"""``check`` as a whole: from the request to results, copies and exit code."""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import typer
from rich.console import Console

from jiheng.assessment import BrokenWaivers, DocumentAssessment, DossierAssessment, Dossiers, Options, load_baseline, load_waivers
from jiheng.assessment.running import Choice
from jiheng.checks import all_checks
from jiheng.cli.checking import FileResults, assess_files
from jiheng.cli.copies import Copy, told
from jiheng.cli.files import Task, tasks_below
from jiheng.cli.output import DEFAULT_FILES, Format, JsonOutput, Output, collecting
from jiheng.cli.progress import progress
from jiheng.cli.stopping import not_writable, stop
from jiheng.cli.text_output import TextOutput
from jiheng.documents import Limits, Unreadable
from jiheng.model import Severity
from jiheng.regulation import BrokenStandard, UnknownStandard, load_standard

_CHINA = datetime.timezone(datetime.timedelta(hours=8))
CLEAN, MUST_FIX, UNREADABLE = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for."""

    paths: Sequence[Path]
    format: Format
    output: Path | None
    annotate: Path | None
    options: Options
    limits: Limits
    jobs: int
    verbose: bool

    @property
    def target(self) -> Path | None:
        """The file the result is written to; None for standard output."""
        return self.output or DEFAULT_FILES.get(self.format)


def options(
    standard: str, year: int | None, choice: tuple[Sequence[str], Sequence[str], bool], baseline: Path | None, waivers: Path | None
) -> Options:
    """The options of an assessment; what does not exist ends the run with a sentence."""
    select, ignore, preview = choice
    try:
        load_standard(standard)
        return Options(
            standard=standard,
            year=year,
            choice=Choice(select=_codes(select), ignore=_codes(ignore), preview=preview),
            baseline=load_baseline(baseline) if baseline else frozenset(),
            waivers=load_waivers(waivers) if waivers else (),
            today=datetime.datetime.now(tz=_CHINA).date(),
        )
    except (UnknownStandard, BrokenStandard, BrokenWaivers) as error:
        stop(str(error))


def _codes(words: Sequence[str]) -> tuple[str, ...]:
    """Codes, prefixes and names, in any case and separated by commas; each must name some check."""
    wanted = [word for text in words for word in re.split(r"[\s,，、;；]+", text) if word]
    found: list[str] = []
    for word in wanted:
        if any(check.name == word for check in all_checks()):
            found.append(word)
        elif any(check.code.startswith(word.upper()) for check in all_checks()):
            found.append(word.upper())
        else:
            stop(f"没有编号以「{word}」开头或名称为「{word}」的检查。用 jiheng checks 看全部。")
    return tuple(found)


def run_check(request: Request, console: Console) -> int:
    """Assess, print or write, annotate; the exit code."""
    own = [request.target] if request.target else []
    tasks = list(tasks_below(request.paths, request.annotate, own))
    copies: list[Copy] = []
    try:
        with _sink(request, console) as (sink, printing):
            worst = _assess(tasks, request, sink, copies, printing)
            written = sink.finish() or request.output
    except OSError as error:
        if request.target and error.filename in (str(request.target), str(request.target.parent)):
            stop(not_writable(request.target, error))
        raise
    said = list(told(copies, request.annotate)) if request.annotate else []
    for line in [*said, *([f"已写入：{written}"] if written else [])]:
        typer.echo(line, err=True)
    return UNREADABLE if any(copy.failed for copy in copies) else worst


def _assess(tasks: Sequence[Task | Unreadable], request: Request, sink: Output, copies: list[Copy], printing: Console | None) -> int:
    worst = CLEAN
    dossiers = Dossiers(request.options)
    with progress(len(tasks), "核对", printing) as steps:
        for results in assess_files(tasks, request.options, request.limits, request.jobs):
            worst = max(worst, _add(results, sink, dossiers))
            copies.extend(results.copies)
            steps.done(results.path.name)
    between = dossiers.assess()
    sink.add_dossiers(between)
    return max(worst, MUST_FIX if any(map(_has_proof, between)) else CLEAN)


def _add(results: FileResults, sink: Output, dossiers: Dossiers) -> int:
    worst = CLEAN
    for result in results.results:
        if isinstance(result, Unreadable):
            sink.add_unreadable(result)
            worst = UNREADABLE
        else:
            sink.add(result)
            dossiers.add(result)
            worst = max(worst, MUST_FIX if _has_proof(result) else CLEAN)
    return worst


def _has_proof(assessed: DocumentAssessment | DossierAssessment) -> bool:
    return any(found.finding.severity is Severity.MUST_FIX for found in assessed.open_findings)


@contextmanager
def _sink(request: Request, console: Console) -> Iterator[tuple[Output, Console | None]]:
    """The output, and the console it prints to, if it does."""
    with ExitStack() as stack:
        stream: TextIO = sys.stdout
        if request.target:
            request.target.parent.mkdir(parents=True, exist_ok=True)
            if request.format in (Format.TEXT, Format.JSON, Format.SARIF):
                stream = stack.enter_context(request.target.open("w", encoding="utf-8"))
            else:
                request.target.open("ab").close()  # better told now than after an hour
        match request.format:
            case Format.TEXT:
                printing = Console(file=stream, width=120, highlight=False, emoji=False) if request.output else console
                yield TextOutput(printing, verbose=request.verbose), None if request.output else printing
            case Format.JSON:
                yield JsonOutput(stream, request.options.standard), None
            case other:
                yield collecting(other, request.target, stream), None
