"""``report``: packages written from a case, official forms written from what was read, and two versions compared."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console

from jiheng.cli.progress import progress
from jiheng.cli.reporting_disclosure import Sources, disclosure_paper
from jiheng.cli.reporting_format import ReportFormat, ReportKind
from jiheng.cli.scoring import sound_case
from jiheng.cli.stopping import not_writable, reason, stop
from jiheng.documents import Document, Unreadable, read_all
from jiheng.extraction import extract
from jiheng.model import AnyForm, MonitoringForm, ObjectiveForm, SelfEvaluationForm
from jiheng.regulation import BrokenStandard, FormLabels, Standard, UnknownStandard, load_labels, load_standard
from jiheng.reports.compare import PaperChange, compare_papers
from jiheng.reports.evaluation_report import project_report
from jiheng.reports.official_forms import write_forms
from jiheng.reports.render.paper import Layout, Paper
from jiheng.reports.render.regions import NoPackage, edited_regions
from jiheng.reports.render.typeset import fonts_used, typeset
from jiheng.reports.render.word import write_word
from jiheng.scoring.case import score_case
from jiheng.scoring.case_file import PlacedCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for."""

    paths: Sequence[Path]
    kind: ReportKind
    formats: Sequence[ReportFormat]
    folder: Path
    previous: Path | None
    standard: str
    last_year: Path | None = None
    forms: Sequence[Path] = ()
    agency: str = ""
    year: int | None = None


def run_report(request: Request, console: Console) -> int:
    """Write the files and say where they are; the exit code."""
    try:
        request.folder.mkdir(parents=True, exist_ok=True)
        if request.kind is ReportKind.FORMS:
            return _forms(request, console)
        if request.kind is ReportKind.DISCLOSURE:
            return _disclosure(request, console)
        for path in request.paths:
            _package(path, request, console)
    except OSError as error:
        stop(not_writable(Path(error.filename or request.folder), error))
    return 0


def _package(path: Path, request: Request, console: Console) -> None:
    """The package of one case, with the author's edits of an earlier version kept."""
    if ReportFormat.XLSX in request.formats:
        stop("评价报告写成 docx 或 pdf；评分表的 xlsx 用 jiheng score 案例 --format xlsx 写出。")
    edits = _edits(request)
    read = sound_case(path)
    _write(_paper(read, edits), Layout.of(read.standard), request, console, len(edits))


def _edits(request: Request) -> dict[str, tuple[str, ...]]:
    """The passages that an author rewrote in the earlier version, where one is given."""
    if request.previous is None:
        return {}
    try:
        return edited_regions(request.previous.read_bytes(), str(request.previous))
    except OSError as error:
        stop(f"读不出「{request.previous}」（{reason(error)}）。")
    except NoPackage as error:
        stop(str(error))


def _write(paper: Paper, layout: Layout, request: Request, console: Console, kept: int) -> None:
    """The paper in every format, and what there is to know about it."""
    name = _file_name(paper.title)
    with progress(len(request.formats), "写报告", console) as steps:
        set_paper = typeset(paper, layout)
        for one in request.formats:
            target = request.folder / f"{name}.{one}"
            target.write_bytes(set_paper.pdf if one is ReportFormat.PDF else write_word(paper, layout, set_paper.pages))
            steps.done(target.name)
            typer.echo(f"已写入：{target}")
    if ReportFormat.PDF in request.formats:
        typer.echo(f"PDF 实际使用的字体：{'、'.join(fonts_used(set_paper.pdf))}")
    if kept:
        typer.echo(f"保留了作者改写的 {kept} 段。")
    if gaps := paper.gaps():
        typer.echo(f"还有 {len(gaps)} 处待补充：{'；'.join(gaps)}")


def _disclosure(request: Request, console: Console) -> int:
    """The disclosure of final accounts from the nine tables."""
    if ReportFormat.XLSX in request.formats:
        stop("决算公开说明写成 docx 或 pdf；决算表的 xlsx 就是读入的文件。")
    if len(request.paths) != 1:
        stop("一次写一个部门的决算公开说明：请只给一个决算表文件，上年的用 --last-year 写明，自评表用 --forms。")
    labels, standard = _standard(request)
    edits = _edits(request)
    sources = Sources(tables=request.paths[0], last_year=request.last_year, forms=request.forms, agency=request.agency, year=request.year)
    _write(disclosure_paper(sources, labels, standard, edits), Layout.of(standard), request, console, len(edits))
    return 0


def _standard(request: Request) -> tuple[FormLabels, Standard]:
    """Labels and standard asked for."""
    try:
        return load_labels(request.standard), load_standard(request.standard)
    except (UnknownStandard, BrokenStandard) as error:
        stop(str(error))


def _paper(read: PlacedCase, edits: dict[str, tuple[str, ...]]) -> Paper:
    return project_report(read.case, read.frame, score_case(read.case, read.frame, read.standard), read.standard, edits)


def _file_name(title: str) -> str:
    return "".join(letter for letter in title if letter not in '\\/:*?"<>|')[:80] or "报告"


def _forms(request: Request, console: Console) -> int:
    """The official forms of every document, one file a document and format."""
    labels, standard = _standard(request)
    bad = False
    with progress(len(request.paths), "写表格", console) as steps:
        for read in read_all(request.paths):
            if isinstance(read, Unreadable):
                typer.echo(read.error, err=True)
                bad = True
                continue
            found = _forms_in(read, labels)
            steps.done(read.path)
            if not found:
                typer.echo(f"「{read.path}」中没有读到自评表、申报表或监控表。", err=True)
                continue
            for one in request.formats:
                target = request.folder / f"{_file_name(Path(read.path).stem)}-官方格式.{one}"
                target.write_bytes(write_forms(found, standard, one.value))
                typer.echo(f"已写入：{target}（{len(found)} 张表）")
    return 2 if bad else 0


def _forms_in(document: Document, labels: FormLabels) -> list[AnyForm]:
    records = [extracted.record for extracted in extract(document, labels).records]
    return [record for record in records if isinstance(record, SelfEvaluationForm | ObjectiveForm | MonitoringForm)]


def run_compare(before: Path, after: Path, console: Console, *, as_json: bool) -> int:
    """Say what changed between two versions of a case, in which places of the package; the exit code."""
    changes = compare_papers(*(_paper(sound_case(path), {}) for path in (before, after)))
    if as_json:
        typer.echo(json.dumps([change.model_dump() for change in changes], ensure_ascii=False, indent=2))
        return 0
    for change in changes:
        _tell(change, console)
    typer.echo(f"共 {len(changes)} 处不同。" if changes else "两个版本写出的报告没有不同。")
    return 0


def _tell(change: PaperChange, console: Console) -> None:
    console.print(change.place, style="bold", markup=False)
    if change.before is not None:
        console.print(f"  原：{change.before}", markup=False)
    if change.after is not None:
        console.print(f"  现：{change.after}", markup=False)
    else:
        console.print("  现：无", markup=False)
