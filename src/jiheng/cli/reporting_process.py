"""``report`` for the papers of the process: notice, reply, complaints ledger, review opinions, findings list, summary with ranking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import typer
from rich.console import Console

from jiheng.assessment import DocumentAssessment, Dossiers, Options
from jiheng.cli.checking import assess_files
from jiheng.cli.files import tasks_below
from jiheng.cli.progress import progress
from jiheng.cli.reporting_format import ReportKind
from jiheng.cli.reporting_paper import Request, edits_of, law_of, write_paper
from jiheng.cli.scoring import sound_case
from jiheng.cli.stopping import reason, stop
from jiheng.documents import Limits, Unreadable, read_all
from jiheng.extraction import extract
from jiheng.model import ComplaintLedger, EvaluationCase, Rectification, ReviewOpinions, SelfEvaluationForm
from jiheng.process.record_file import FaultyRecord, PlacedRecord, read_record
from jiheng.process.rectifying import rectification_of
from jiheng.regulation import BrokenStandard, Standard, WrongFile, read_placed
from jiheng.reports.complaint_ledger import complaint_ledger, complaint_sheets
from jiheng.reports.findings_list import findings_of_case, findings_of_documents
from jiheng.reports.rectification import rectification_notice, rectification_reply
from jiheng.reports.render.form_workbook import write_form_workbook
from jiheng.reports.render.paper import Layout, Paper
from jiheng.reports.render.workbook import write_workbook
from jiheng.reports.review_opinions import review_opinions
from jiheng.reports.summary_report import ranking_sheets, summary_report
from jiheng.scoring.case import CaseScore, score_case
from jiheng.scoring.case_file import kind_of_file
from jiheng.scoring.ranking import rank

R = TypeVar("R", Rectification, ComplaintLedger, ReviewOpinions)
_TYPED = (".yaml", ".yml", ".json")


def run_process(request: Request, console: Console) -> int:
    """Write the papers asked for; the exit code."""
    if request.kind is ReportKind.FINDINGS:
        return _findings(request, console)
    if request.kind is ReportKind.SUMMARY:
        return _summary(request, console)
    for path in request.paths:
        if request.kind is ReportKind.COMPLAINTS:
            _ledger(path, request, console)
        else:
            _letter(path, request, console)
    return 0


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        stop(f"读不出「{path}」（{reason(error)}）。")
    except UnicodeDecodeError:
        stop(f"「{path}」不是 UTF-8 编码的 YAML 或 JSON。请用编辑器另存为 UTF-8 编码。")


def _record(path: Path, kind: type[R]) -> PlacedRecord[R]:
    """The record in a file; what must be fixed first ends the command, what is unsaid is told."""
    try:
        read = read_record(_text(path), path.name, kind)
    except (WrongFile, BrokenStandard) as error:
        stop(str(error))
    except FaultyRecord as error:
        typer.echo(str(error), err=True)
        typer.echo("以上各处必须改正后才能写出。", err=True)
        raise typer.Exit(1) from error
    for fault in read.faults:
        typer.echo(f"请核实：{read.placed.wrong(fault.place, fault.problem, fault.remedy)}", err=True)
    return read


def _is_case(path: Path) -> bool:
    """Whether a typed file is an evaluation case; a workbook of scores is one by its place in the call, not here."""
    if path.suffix.lower() not in _TYPED:
        return False
    try:
        return kind_of_file(read_placed(_text(path), path.name).content) == "evaluation_case"
    except WrongFile as error:
        stop(str(error))


def _case(path: Path) -> tuple[EvaluationCase, CaseScore, Standard]:
    read = sound_case(path)
    return read.case, score_case(read.case, read.frame, read.standard), read.standard


def _letter(path: Path, request: Request, console: Console) -> None:
    """A notice, a reply or opinions; a notice also straight from an evaluation case."""
    edits = edits_of(request)
    if request.kind is ReportKind.OPINIONS:
        opinions = _record(path, ReviewOpinions)
        paper, standard = review_opinions(opinions.record, opinions.standard, edits), opinions.standard
    elif request.kind is ReportKind.NOTICE and _is_case(path):
        case, score, standard = _case(path)
        paper = rectification_notice(rectification_of(case, score), standard, edits)
    else:
        read = _record(path, Rectification)
        make = rectification_notice if request.kind is ReportKind.NOTICE else rectification_reply
        paper, standard = make(read.record, read.standard, edits), read.standard
    write_paper(paper, Layout.of(standard), request, console, len(edits))


def _ledger(path: Path, request: Request, console: Console) -> None:
    read = _record(path, ComplaintLedger)
    sheets = complaint_sheets(read.record, read.standard)
    paper = complaint_ledger(read.record, read.standard)
    write_paper(paper, Layout.of(read.standard), request, console, 0, lambda target: write_workbook(target, sheets))


def _findings(request: Request, console: Console) -> int:
    """A list for each case, and one for all other documents."""
    cases = [path for path in request.paths if path.is_file() and _is_case(path)]
    for path in cases:
        case, score, standard = _case(path)
        _write_list(findings_of_case(case, score, standard), standard, request, console)
    others = [path for path in request.paths if path not in cases]
    if not others:
        return 0
    _, standard = law_of(request)
    assessed, unreadable = _assessed(others, request, console)
    dossiers = Dossiers(Options(standard=request.standard))
    for document in assessed:
        dossiers.add(document)
    _write_list(findings_of_documents(assessed, unreadable, standard, dossiers.assess()), standard, request, console)
    return 2 if unreadable else 0


def _assessed(paths: list[Path], request: Request, console: Console) -> tuple[list[DocumentAssessment], list[Unreadable]]:
    tasks = list(tasks_below(paths, None))
    assessed: list[DocumentAssessment] = []
    unreadable: list[Unreadable] = []
    with progress(len(tasks), "核对", console) as steps:
        for results in assess_files(tasks, Options(standard=request.standard, year=request.year), Limits(), 1):
            for result in results.results:
                if isinstance(result, Unreadable):
                    typer.echo(result.error, err=True)
                    unreadable.append(result)
                else:
                    assessed.append(result)
            steps.done(results.path.name)
    return assessed, unreadable


def _write_list(paper: Paper, standard: Standard, request: Request, console: Console) -> None:
    names = ["问题清单", *("待补充事项" for _ in paper.sections[1:])]
    write_paper(paper, Layout.of(standard), request, console, 0, lambda target: target.write_bytes(write_form_workbook(paper, names)))


def _summary(request: Request, console: Console) -> int:
    """The results of all cases and self-evaluation forms below the paths, ranked."""
    labels, standard = law_of(request)
    cases: list[tuple[EvaluationCase, CaseScore]] = []
    documents: list[Path] = []
    bad = False
    for task in tasks_below(request.paths, None):
        if isinstance(task, Unreadable):
            typer.echo(task.error, err=True)
            bad = True
        elif _is_case(task.path):
            cases.append(_case(task.path)[:2])
        else:
            documents.append(task.path)
    forms: list[tuple[str, SelfEvaluationForm]] = []
    with progress(len(documents), "读表", console) as steps:
        for read in read_all(documents):
            if isinstance(read, Unreadable):
                typer.echo(read.error, err=True)
                bad = True
                continue
            records = [extracted.record for extracted in extract(read, labels).records]
            forms += [(read.path, record) for record in records if isinstance(record, SelfEvaluationForm)]
            steps.done(read.path)
    years = Counter([form.fiscal_year for _, form in forms if form.fiscal_year] + [case.subject.fiscal_year for case, _ in cases])
    year = request.year or (years.most_common(1)[0][0] if years else None)
    ranking = rank(_chosen(forms, year), [pair for pair in cases if pair[0].subject.fiscal_year == year], standard)
    edits = edits_of(request)
    paper = summary_report(ranking, year, request.agency, standard, edits)
    write_paper(
        paper,
        Layout.of(standard),
        request,
        console,
        len(edits),
        lambda target: write_workbook(target, ranking_sheets(ranking, standard)),
    )
    return 2 if bad else 0


def _chosen(forms: list[tuple[str, SelfEvaluationForm]], year: int | None) -> Iterator[SelfEvaluationForm]:
    """The forms of the year, each subject once; what is left out is told."""
    seen: set[tuple[str, ...]] = set()
    for path, form in forms:
        key = (form.scope, form.project or "", form.supervising_department or "", form.implementing_agency or "")
        if form.fiscal_year is not None and year is not None and form.fiscal_year != year:
            typer.echo(f"「{path}」中的表属于{form.fiscal_year}年度，没有计入{year}年度。", err=True)
        elif key in seen:
            typer.echo(f"「{path}」中的「{form.project or form.implementing_agency}」前面已有一份，没有重复计入。", err=True)
        else:
            seen.add(key)
            yield form
