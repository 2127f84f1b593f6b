"""``demo``: the sample county's forms written, checked and annotated, and where everything lies."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from jiheng.assessment import DocumentAssessment, Dossiers, Options
from jiheng.cli.checking import assess_files
from jiheng.cli.files import tasks_below
from jiheng.cli.progress import progress
from jiheng.cli.stopping import not_writable, stop
from jiheng.cli.wording import SEVERITIES, VERDICTS, percent
from jiheng.documents import Limits, Unreadable
from jiheng.model import Severity

FORMS, COPIES = Path("报送材料"), Path("批注副本")
#: So many of the files with most to fix are named.
_LISTED = 8
PAGE, PAPER = Path("核对结果.html"), Path("核对底稿.xlsx")
CASES = Path("评价案例")


def run_demo(folder: Path, jobs: int, console: Console) -> int:
    """Write and check the county's forms below ``folder``; the exit code."""
    from jiheng.sample.demo import write_county

    began = time.monotonic()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        console.print(f"写出示例县的表格（地名、单位、数字全是虚构的）到「{escape(str(folder / FORMS))}」……", soft_wrap=True)
        written = list(write_county(folder / FORMS))
        assessed, unreadable = _assess(folder, jobs, console)
        _report(assessed, unreadable, folder)
        case = _cases(folder / CASES)
    except OSError as error:
        stop(
            not_writable(Path(error.filename or folder), error).replace(
                "请用 --output 换一个位置", "请换一个文件夹，例如 jiheng demo 另一个文件夹"
            )
        )
    _summary(assessed, unreadable, len(written), console)
    example = next((document.path for document in assessed if _proofs(document) and document.path.endswith("docx")), str(folder / FORMS))
    _where(folder, (example, str(case)), time.monotonic() - began, console)
    return 2 if unreadable else 0


def _assess(folder: Path, jobs: int, console: Console) -> tuple[list[DocumentAssessment], list[Unreadable]]:
    tasks = list(tasks_below([folder / FORMS], folder / COPIES))
    assessed: list[DocumentAssessment] = []
    unreadable: list[Unreadable] = []
    with progress(len(tasks), "核对", console) as steps:
        for results in assess_files(tasks, Options(), Limits(), jobs):
            for result in results.results:
                if isinstance(result, Unreadable):
                    unreadable.append(result)
                else:
                    assessed.append(result)
            steps.done(results.path.name)
    return assessed, unreadable


def _report(assessed: list[DocumentAssessment], unreadable: list[Unreadable], folder: Path) -> None:
    from jiheng.reports import render_html, render_workbook

    dossiers = Dossiers(Options())
    for document in assessed:
        dossiers.add(document)
    between = dossiers.assess()
    render_html(assessed, unreadable, folder / PAGE, between)
    render_workbook(assessed, unreadable, folder / PAPER, between)


def _cases(folder: Path) -> Path:
    """Write the sample cases, each with its scoring workbook; the first of them."""
    from jiheng.reports.case_workbook import write_case_workbook
    from jiheng.sample.cases import NAMES, case_text
    from jiheng.scoring.case import score_case
    from jiheng.scoring.case_file import load_case

    folder.mkdir(parents=True, exist_ok=True)
    for name, file in NAMES.items():
        (folder / file).write_text(case_text(name), "utf-8")
        read = load_case(case_text(name), file)
        score = score_case(read.case, read.frame, read.standard)
        write_case_workbook(read.case, read.frame, score, (folder / file).with_suffix(".xlsx"))
    return folder / NAMES["project"]


def _summary(assessed: list[DocumentAssessment], unreadable: list[Unreadable], written: int, console: Console) -> None:
    severities = Counter(found.finding.severity for document in assessed for found in document.open_findings)
    verdicts: Counter[str] = Counter(document.verdict for document in assessed)
    figures = sum(document.coverage.figures for document in assessed)
    checked = sum(document.coverage.checked for document in assessed)
    forms = sum(len(document.extraction.records) for document in assessed)
    console.print(
        f"\n[bold]写出 {written} 个文件，读出 {forms} 张表，{figures} 个数字中核对了 {checked} 个（{percent(checked, figures)}）。[/bold]"
    )
    console.print("问题：" + "，".join(f"{name} {severities[severity]} 处" for severity, name in SEVERITIES.items()))
    for verdict, words in VERDICTS.items():
        if verdicts[verdict]:
            console.print(f"  {words}：{verdicts[verdict]} 个文件")
    _worst(assessed, console)
    for bad in unreadable:
        console.print(f"  [red]读不出[/red] {escape(bad.error)}", soft_wrap=True)


def _proofs(document: DocumentAssessment) -> int:
    return sum(found.finding.severity is Severity.MUST_FIX for found in document.open_findings)


def _worst(assessed: list[DocumentAssessment], console: Console) -> None:
    """The files with most to fix."""
    listed = sorted((document for document in assessed if _proofs(document)), key=_proofs, reverse=True)
    if listed:
        console.print("必须改的在：")
    for document in listed[:_LISTED]:
        console.print(f"  {_proofs(document)} 处  {escape(document.path)}", soft_wrap=True)
    if len(listed) > _LISTED:
        console.print(f"  ……另有 {len(listed) - _LISTED} 个文件")


def _where(folder: Path, examples: tuple[str, str], seconds: float, console: Console) -> None:
    rows = (
        ("报送材料", folder / FORMS, "各种格式、各种版式的自评表，有的干净，有的埋了错"),
        ("批注副本", folder / COPIES, "问题批注在出错的那个格子里，用 Word、Excel、PDF 阅读器打开"),
        ("核对底稿", folder / PAPER, "全部问题和每一条复算关系"),
        ("结果网页", folder / PAGE, "用浏览器打开，可打印"),
        ("评价案例", folder / CASES, "一个项目、一个部门：案例文件和带公式的评分表"),
    )
    console.print()
    for title, path, words in rows:
        console.print(f"[bold]{title}[/bold]  {escape(str(path.resolve()))}", soft_wrap=True)
        console.print(f"          [dim]{words}[/dim]", soft_wrap=True)
    program = "./run" if Path("run").is_file() else "jiheng"
    console.print(f"\n用时 {seconds:.0f} 秒。接着试试：")
    console.print(f"  {program} check {escape(examples[0])}", soft_wrap=True)
    console.print(f"  {program} score {escape(examples[1])}", soft_wrap=True)
    console.print(f"  {program} check 自己的文件.docx --annotate 批注", soft_wrap=True)
