"""``report --kind county``: the sample county's whole year on paper: forms of every project and department, accounts, reports, summary."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from rich.console import Console
from rich.markup import escape

from jiheng.cli.progress import progress
from jiheng.cli.reporting_case import case_paper
from jiheng.cli.reporting_disclosure import Sources, accounts_paper
from jiheng.cli.reporting_format import ReportFormat
from jiheng.cli.reporting_paper import Request, file_name
from jiheng.cli.stopping import stop
from jiheng.cli.workers import end_workers, worker_pool
from jiheng.model import AnyForm, ComplaintLedger, Rectification, ReviewOpinions, SelfEvaluationForm
from jiheng.process.record_file import read_record
from jiheng.process.rectifying import rectification_of
from jiheng.regulation import UnknownStandard, load_labels, load_standard
from jiheng.reports.complaint_ledger import complaint_ledger, complaint_sheets
from jiheng.reports.findings_list import findings_of_case
from jiheng.reports.official_forms import write_forms
from jiheng.reports.rectification import rectification_notice, rectification_reply
from jiheng.reports.render.paper import Layout, Paper
from jiheng.reports.render.typeset import typeset
from jiheng.reports.render.word import write_word
from jiheng.reports.render.workbook import write_workbook
from jiheng.reports.review_opinions import review_opinions
from jiheng.reports.summary_report import ranking_sheets, summary_report
from jiheng.sample.cases import NAMES as CASES
from jiheng.sample.cases import case_text
from jiheng.sample.county import County, load_county
from jiheng.sample.county_forms import department_self_evaluation, monitoring, objective, self_evaluation
from jiheng.sample.county_tables import accounts_workbook
from jiheng.sample.papers import NAMES as RECORDS
from jiheng.sample.papers import paper_text
from jiheng.scoring.case import score_case
from jiheng.scoring.case_file import load_case
from jiheng.scoring.ranking import rank

#: Writing is all work of the processor: two processes halve it, and starting more takes longer than they save.
_PROCESSES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What one process writes in one go: official forms, a department's accounts, papers of a case, of the process, of the whole year."""

    kind: Literal["forms", "accounts", "case", "records", "summary"]
    folder: Path
    formats: tuple[str, ...]
    standard: str
    name: str = ""
    forms: tuple[AnyForm, ...] = ()
    number: int = 0
    place: str = ""
    year: int | None = None


def run_county(request: Request, console: Console) -> int:
    """Write everything below the folder asked for, with progress; the exit code."""
    began = time.monotonic()
    try:
        load_standard(request.standard)
    except UnknownStandard as error:
        stop(str(error))
    county = load_county()
    work = list(county_work(county, request.folder, [one.value for one in request.formats], request.standard))
    files = 0
    with progress(len(work), "写全年", console) as steps:
        for written in _written(work):
            files += len(written)
            steps.done(written[-1])
    console.print(
        f"示例县（虚构）{county.year}年度：{len(county.departments)} 个部门，{len(county.projects)} 个项目，写出 {files} 个文件，"
        f"用时 {time.monotonic() - began:.0f} 秒。"
    )
    console.print(f"已写入：{escape(str(request.folder))}", soft_wrap=True)
    return 0


def _written(work: Sequence[Work]) -> Iterator[list[str]]:
    """What each piece of work wrote, as it is finished."""
    with _pool() as pool:
        try:
            for done in as_completed([pool.submit(write_work, one) for one in work]):
                yield done.result()
        except BaseException:  # interrupted, or nowhere to write: the rest is of no use
            if isinstance(pool, ProcessPoolExecutor):
                end_workers(pool)
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _pool() -> Executor:
    return worker_pool(_PROCESSES)


def county_work(county: County, folder: Path, formats: Sequence[str], standard: str) -> Iterator[Work]:
    """All there is to write, the longest first."""
    common = Work(kind="forms", folder=folder, formats=tuple(formats), standard=standard)
    for name in CASES:
        yield replace(common, kind="case", folder=folder / "评价", name=name)
    every = [self_evaluation(project) for project in county.projects] + [department_self_evaluation(one) for one in county.departments]
    yield replace(common, kind="summary", folder=folder / "汇总", forms=tuple(every), place=county.name, year=county.year)
    yield replace(common, kind="records", folder=folder / "过程")
    for number, department in enumerate(county.departments):
        short = department.name.removeprefix(county.name)
        below = folder / f"{number + 1:02}{short}"
        whole = department_self_evaluation(department)
        appended = (whole, *(self_evaluation(project) for project in department.projects))
        yield replace(common, kind="accounts", folder=below / "决算", number=number, year=county.year, forms=appended)
        yield replace(common, kind="forms", folder=below, name=f"{short}部门整体支出绩效自评表", forms=(whole,))
        for project in department.projects:
            made = (objective(project), monitoring(project), self_evaluation(project))
            yield replace(common, kind="forms", folder=below / file_name(project.name), forms=made)


def write_work(work: Work) -> list[str]:
    """Write one piece of work; the names of the files written."""
    work.folder.mkdir(parents=True, exist_ok=True)
    made = {"forms": _forms, "accounts": _accounts, "case": _case, "records": _records, "summary": _summary}[work.kind](work)
    return list(made)


def _forms(work: Work) -> Iterator[str]:
    """Each form as a file of its own, named by its title."""
    standard = load_standard(work.standard)
    for form in work.forms:
        for one in work.formats:
            name = f"{file_name(work.name or form.title)}.{one}"
            (work.folder / name).write_bytes(write_forms([form], standard, one))  # type: ignore[arg-type]  # a format of the command line
            yield name


def _accounts(work: Work) -> Iterator[str]:
    """The nine tables of this year and of the last, as they are exported, and the disclosure drafted from them."""
    assert work.year is not None, "the county's year is known"
    tables = []
    for year in (work.year, work.year - 1):
        path = work.folder / f"{year}年决算表.xlsx"
        path.write_bytes(accounts_workbook(work.number, last_year=year < work.year, with_tails=False))
        tables.append(path)
        yield path.name
    labels, law = load_labels(work.standard), load_standard(work.standard)
    forms = [form for form in work.forms if isinstance(form, SelfEvaluationForm)]
    yield from _write(accounts_paper(Sources(tables=tables[0], last_year=tables[1]), forms, labels, law), work)


def _write(paper: Paper, work: Work) -> Iterator[str]:
    """A paper as Word and PDF, as asked for; where neither is asked for, as Word."""
    layout = Layout.of(load_standard(work.standard))
    wanted = [one for one in work.formats if one != ReportFormat.XLSX] or [ReportFormat.DOCX.value]
    made = typeset(paper, layout)
    for one in wanted:
        name = f"{file_name(paper.title)}.{one}"
        (work.folder / name).write_bytes(made.pdf if one == ReportFormat.PDF else write_word(paper, layout, made.pages))
        yield name


def _case(work: Work) -> Iterator[str]:
    """The evaluation report of a case, its list of problems and the notice they lead to."""
    read = load_case(case_text(work.name), CASES[work.name])
    score = score_case(read.case, read.frame, read.standard)
    yield from _write(case_paper(read, {}), work)
    yield from _write(findings_of_case(read.case, score, read.standard), work)
    yield from _write(rectification_notice(rectification_of(read.case, score), read.standard), work)


def _records(work: Work) -> Iterator[str]:
    """The papers of the sample records, and the records as people type them."""
    law = load_standard(work.standard)
    rectification = read_record(paper_text("rectification"), RECORDS["rectification"], Rectification).record
    ledger = read_record(paper_text("complaint_ledger"), RECORDS["complaint_ledger"], ComplaintLedger).record
    opinions = read_record(paper_text("review_opinions"), RECORDS["review_opinions"], ReviewOpinions).record
    for paper in (
        rectification_notice(rectification, law),
        rectification_reply(rectification, law),
        complaint_ledger(ledger, law),
        review_opinions(opinions, law),
    ):
        yield from _write(paper, work)
    write_workbook(work.folder / "绩效投诉台账.xlsx", complaint_sheets(ledger, law))
    yield "绩效投诉台账.xlsx"
    for key, name in RECORDS.items():
        (work.folder / name).write_text(paper_text(key), "utf-8")
        yield name


def _summary(work: Work) -> Iterator[str]:
    """The summary report with its rankings, and the rankings as a workbook."""
    law = load_standard(work.standard)
    cases = []
    for name, file in CASES.items():
        read = load_case(case_text(name), file)
        cases.append((read.case, score_case(read.case, read.frame, read.standard)))
    forms = [form for form in work.forms if isinstance(form, SelfEvaluationForm)]
    ranking = rank(forms, cases, law)
    yield from _write(summary_report(ranking, work.year, work.place, law), work)
    write_workbook(work.folder / "绩效评价结果排名.xlsx", ranking_sheets(ranking, law))
    yield "绩效评价结果排名.xlsx"
