"""The ``jiheng`` command: arguments in, calls, text and exit codes out.

Exit codes: 0 nothing that must be fixed, 1 findings that must be fixed, 2 wrong usage or unreadable input (the other files are
still processed).
"""

from __future__ import annotations

import datetime
import logging
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Never

import typer
from rich.console import Console

from jiheng import __version__
from jiheng.assessment import BrokenWaivers, DocumentAssessment, Options, load_baseline, load_waivers
from jiheng.assessment.running import Choice
from jiheng.cli import pages, standards
from jiheng.cli.checking import assess_files, files_below
from jiheng.cli.output import CollectingOutput, JsonOutput, Output
from jiheng.cli.progress import progress
from jiheng.cli.text_output import TextOutput
from jiheng.documents import Limits, Unreadable
from jiheng.model import Severity
from jiheng.regulation import BrokenStandard, UnknownStandard, load_standard

app = typer.Typer(no_args_is_help=True, add_completion=False, help="绩衡：预算绩效资料的读取、复算、核对与批注。", rich_markup_mode=None, pretty_exceptions_enable=False)


class Format(StrEnum):
    """Output formats of ``check``."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    XLSX = "xlsx"
    SARIF = "sarif"


_DEFAULT_FILES = {Format.HTML: "核对结果.html", Format.XLSX: "核对底稿.xlsx"}


def _console() -> Console:
    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS", "120"))
    return Console(width=width, soft_wrap=not sys.stdout.isatty(), highlight=False)


def _stop(message: str) -> Never:
    typer.echo(message, err=True)
    raise typer.Exit(2)


Paths = Annotated[list[Path], typer.Argument(help="文件、文件夹或压缩包。", metavar="文件…", show_default=False)]
StandardName = Annotated[str, typer.Option("--standard", "-s", help="适用标准，见 jiheng standards。")]


@app.command()
def check(  # noqa: PLR0913 - each argument is an option of the command
    paths: Paths,
    format: Annotated[Format, typer.Option("--format", "-f", help="输出格式。")] = Format.TEXT,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="写入此文件（html、xlsx 默认写当前目录）。")] = None,
    annotate: Annotated[Path | None, typer.Option("--annotate", help="把带批注的副本写到此文件夹，原件不动。")] = None,
    standard: StandardName = "cn",
    year: Annotated[int | None, typer.Option(help="年度；默认从文件读出。")] = None,
    select: Annotated[list[str] | None, typer.Option(help="只用这些检查（编号、前缀或名称，可多次）。")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="不用这些检查。")] = None,
    preview: Annotated[bool, typer.Option("--preview", help="也用试用期的检查。")] = False,
    baseline: Annotated[Path | None, typer.Option(help="基线：先前 --format json 的输出，只报新问题。")] = None,
    waivers: Annotated[Path | None, typer.Option(help="豁免清单（YAML）。")] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="同时处理几个文件。")] = 1,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="同时显示依据。")] = False,
    max_seconds: Annotated[float, typer.Option(help="每个文件最多用几秒。")] = Limits().seconds,
    max_megabytes: Annotated[int, typer.Option(help="单个文件最大多少 MB。")] = Limits().file_bytes // 2**20,
) -> None:
    """核对文件：读出表格，复算每一个数，列出问题、算式和位置。"""
    options = _options(standard, year, Choice(select=tuple(select or ()), ignore=tuple(ignore or ()), preview=preview), baseline, waivers)
    limits = Limits(seconds=max_seconds, file_bytes=max_megabytes * 2**20)
    console = _console()
    stream = output.open("w", encoding="utf-8") if output and format is Format.JSON else sys.stdout
    sink = _sink(format, output, console, verbose, standard, stream)
    worst = _run(list(files_below(paths)), options, limits, jobs, sink, annotate, console)
    written = sink.finish()
    if stream is not sys.stdout:
        stream.close()
    target = written or (output if format is Format.JSON else None)
    if target:
        typer.echo(f"已写入：{target}", err=True)
    raise typer.Exit(worst)


def _options(standard: str, year: int | None, choice: Choice, baseline: Path | None, waivers: Path | None) -> Options:
    try:
        load_standard(standard)
        return Options(
            standard=standard,
            year=year,
            choice=choice,
            baseline=load_baseline(baseline) if baseline else frozenset(),
            waivers=load_waivers(waivers) if waivers else (),
            today=datetime.datetime.now(tz=datetime.timezone(datetime.timedelta(hours=8))).date(),
        )
    except (UnknownStandard, BrokenStandard, BrokenWaivers) as error:
        _stop(str(error))


def _sink(format: Format, output: Path | None, console: Console, verbose: bool, standard: str, stream: object) -> Output:
    if format is Format.TEXT:
        if output:
            return TextOutput(Console(file=output.open("w", encoding="utf-8"), width=120, soft_wrap=True, highlight=False), verbose=verbose)
        return TextOutput(console, verbose=verbose)
    if format is Format.JSON:
        return JsonOutput(stream, standard)  # type: ignore[arg-type]
    from jiheng.reports import render_html, render_sarif, render_workbook

    renderers = {Format.HTML: render_html, Format.XLSX: render_workbook, Format.SARIF: render_sarif}
    target = output or Path(_DEFAULT_FILES.get(format, "/dev/stdout"))
    return CollectingOutput(target, renderers[format])


def _run(
    paths: list[Path | Unreadable], options: Options, limits: Limits, jobs: int, sink: Output, annotate: Path | None, console: Console
) -> int:
    worst = 0
    with progress(len(paths), "核对") as step:
        for results in assess_files(paths, options, limits, jobs):
            for result in results.results:
                if isinstance(result, Unreadable):
                    sink.add_unreadable(result)
                    worst = 2
                    continue
                sink.add(result)
                if annotate:
                    _annotate(results.path, result, annotate, console)
                must_fix = any(found.finding.severity is Severity.MUST_FIX for found in result.open_findings)
                worst = max(worst, 1 if must_fix else 0)
            step(results.path.name)
    return worst


def _annotate(path: Path, assessed: DocumentAssessment, folder: Path, console: Console) -> None:
    from jiheng.reports import CannotAnnotate, annotate_copy

    try:
        written = annotate_copy(path, assessed, folder)
    except CannotAnnotate as error:
        typer.echo(f"未作批注：{error}", err=True)
    else:
        typer.echo(f"批注副本：{written}", err=True)


@app.command()
def extract(
    paths: Paths,
    format: Annotated[str, typer.Option("--format", "-f", help="json 或 xlsx。")] = "json",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="写入此文件。")] = None,
    standard: StandardName = "cn",
) -> None:
    """读出文件中的表格，作为数据写出。"""
    from jiheng.cli.extracting import extract_to

    if format not in ("json", "xlsx"):
        _stop(f"extract 不支持格式「{format}」，请用 json 或 xlsx。")
    try:
        bad = extract_to(paths, format, output, standard)
    except UnknownStandard as error:
        _stop(str(error))
    raise typer.Exit(2 if bad else 0)


@app.command()
def explain(word: Annotated[str, typer.Argument(help="检查编号或名称，例如 SEV101。", metavar="编号")]) -> None:
    """讲解一条检查：查什么、为什么、依据、示例、怎么改。"""
    found = pages.find(word)
    if found is None:
        near = pages.similar(word)
        hint = "；相近的有：" + "、".join(f"{check.code} {check.title}" for check in near[:8]) if near else "。用 jiheng checks 看全部"
        _stop(f"没有编号或名称为「{word}」的检查{hint}。")
    pages.show(found, _console())


@app.command()
def checks(
    prefix: Annotated[str, typer.Argument(help="编号前缀，例如 SEV。", metavar="[前缀]")] = "",
    write_docs: Annotated[Path | None, typer.Option(help="把全部说明页写到此文件夹。")] = None,
) -> None:
    """列出全部检查。"""
    if write_docs:
        typer.echo(f"写出 {len(pages.write_pages(write_docs))} 页到 {write_docs}")
        return
    pages.listing(_console(), prefix)


@app.command("standards")
def standards_command(
    action: Annotated[str, typer.Argument(help="list 或 show。", metavar="[list|show]")] = "list",
    name: Annotated[str, typer.Argument(help="标准名称。", metavar="[名称]")] = "cn",
    at: Annotated[datetime.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="适用日期。")] = None,
) -> None:
    """列出标准，或显示某个标准在某一天的规定。"""
    if action == "list":
        standards.listing(_console())
        return
    if action != "show":
        _stop(f"standards 没有「{action}」，请用 list 或 show。")
    try:
        standards.show(_console(), name, at.date() if at else None)
    except UnknownStandard as error:
        _stop(str(error))


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="写到哪个文件夹。", metavar="[文件夹]")] = Path("示例县"),
) -> None:
    """写出示例县的表格，核对，并说明批注副本、底稿和结果页在哪里。"""
    from jiheng.cli.demo import run_demo

    raise typer.Exit(run_demo(folder, _console()))


@app.command()
def accuracy(
    output: Annotated[Path, typer.Option("--output", "-o", help="写到此页。")] = Path("docs/accuracy.md"),
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1)] = 1,
) -> None:
    """在生成的语料上测量查全率、查准率和字段准确率，写出准确率页。"""
    from jiheng.cli.measuring import run_accuracy

    run_accuracy(output, jobs, _console())


@app.command()
def bench(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="写到此页。")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="小样本。")] = False,
) -> None:
    """与常用库并排计时，给出比值。"""
    from jiheng.cli.measuring import run_bench

    run_bench(output, quick, _console())


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="显示版本。")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="出错时显示内部细节。")] = False,
) -> None:
    logging.basicConfig(level=logging.DEBUG if debug else logging.CRITICAL, format="%(name)s: %(message)s")
    for noisy in ("pdfminer", "PIL", "fontTools"):
        logging.getLogger(noisy).setLevel(logging.ERROR if debug else logging.CRITICAL)
    if version:
        typer.echo(f"jiheng {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line."""
    app()


