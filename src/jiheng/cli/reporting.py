"""``report``: packages written from a case, official forms written from what was read, and two versions compared."""

from __future__ import annotations

import json
from pathlib import Path

import typer
from rich.console import Console

from jiheng.cli.progress import progress
from jiheng.cli.reporting_case import case_paper
from jiheng.cli.reporting_disclosure import Sources, disclosure_paper
from jiheng.cli.reporting_format import ReportKind
from jiheng.cli.reporting_paper import Request, edits_of, file_name, law_of, write_paper
from jiheng.cli.scoring import sound_case
from jiheng.cli.stopping import not_writable, stop
from jiheng.documents import Document, Unreadable, read_all
from jiheng.extraction import extract
from jiheng.model import AnyForm, MonitoringForm, ObjectiveForm, SelfEvaluationForm
from jiheng.regulation import FormLabels
from jiheng.reports.case_workbook import write_case_workbook
from jiheng.reports.compare import PaperChange, changed_sentences, compare_papers
from jiheng.reports.official_forms import write_forms
from jiheng.reports.render.paper import Layout
from jiheng.scoring.case import score_case

_PROCESS = {
    ReportKind.NOTICE,
    ReportKind.REPLY,
    ReportKind.COMPLAINTS,
    ReportKind.OPINIONS,
    ReportKind.FINDINGS,
    ReportKind.SUMMARY,
}


def run_report(request: Request, console: Console) -> int:
    """Write the files and say where they are; the exit code."""
    try:
        request.folder.mkdir(parents=True, exist_ok=True)
        if request.kind is ReportKind.FORMS:
            return _forms(request, console)
        if request.kind is ReportKind.DISCLOSURE:
            return _disclosure(request, console)
        if request.kind is ReportKind.COUNTY:
            from jiheng.cli.reporting_county import run_county

            return run_county(request, console)
        if request.kind in _PROCESS:
            from jiheng.cli.reporting_process import run_process

            return run_process(request, console)
        for path in request.paths:
            _package(path, request, console)
    except BrokenPipeError:  # nobody reads what we say: no fault of the folder
        raise
    except OSError as error:
        stop(not_writable(Path(error.filename or request.folder), error))
    return 0


def _package(path: Path, request: Request, console: Console) -> None:
    """The package of one case, with the author's edits of an earlier version kept."""
    edits = edits_of(request)
    read = sound_case(path)

    def workbook(target: Path) -> None:
        """The scoring annex with its sums as formulas, and the numbers they stand on."""
        write_case_workbook(read.case, read.frame, score_case(read.case, read.frame, read.standard), target)

    paper = case_paper(read, edits, request.kind, request.chart)
    write_paper(paper, Layout.of(read.standard), request, console, len(edits), workbook)


def _disclosure(request: Request, console: Console) -> int:
    """The disclosure of final accounts from the nine tables."""
    if len(request.paths) != 1:
        stop("一次写一个部门的决算公开说明：请只给一个决算表文件，上年的用 --last-year 写明，自评表用 --forms。")
    labels, standard = law_of(request)
    edits = edits_of(request)
    sources = Sources(tables=request.paths[0], last_year=request.last_year, forms=request.forms, agency=request.agency, year=request.year)
    write_paper(disclosure_paper(sources, labels, standard, edits), Layout.of(standard), request, console, len(edits))
    return 0


def _forms(request: Request, console: Console) -> int:
    """The official forms of every document, one file a document and format."""
    labels, standard = law_of(request)
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
                target = request.folder / f"{file_name(Path(read.path).stem)}-官方格式.{one}"
                target.write_bytes(write_forms(found, standard, one.value))
                typer.echo(f"已写入：{target}（{len(found)} 张表）")
    return 2 if bad else 0


def _forms_in(document: Document, labels: FormLabels) -> list[AnyForm]:
    records = [extracted.record for extracted in extract(document, labels).records]
    return [record for record in records if isinstance(record, SelfEvaluationForm | ObjectiveForm | MonitoringForm)]


def run_compare(before: Path, after: Path, console: Console, *, as_json: bool) -> int:
    """Say what changed between two versions of a case, in which places of the package; the exit code."""
    changes = compare_papers(*(case_paper(sound_case(path), {}) for path in (before, after)))
    if as_json:
        typer.echo(json.dumps([change.model_dump() for change in changes], ensure_ascii=False, indent=2))
        return 0
    for change in changes:
        _tell(change, console)
    typer.echo(f"共 {len(changes)} 处不同。" if changes else "两个版本写出的报告没有不同。")
    return 0


def _tell(change: PaperChange, console: Console) -> None:
    before, after = change.before, change.after
    if before is not None and after is not None:
        before, after = changed_sentences(before, after)
    console.print(change.place, style="bold", markup=False)
    for label, text in (("原", before), ("现", after)):
        console.print(f"  {label}：{'无' if text is None else text}", markup=False, soft_wrap=True)
