"""The ``jiheng`` command: arguments in, calls, text and exit codes out.

Exit codes: 0 nothing that must be fixed, 1 findings that must be fixed, 2 wrong usage or unreadable input (the other files are
still processed).
"""

from __future__ import annotations

import datetime
import io
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Never

import typer
from rich.console import Console

from jiheng import __version__
from jiheng.cli.archive_commands import add_archive_commands
from jiheng.cli.output import Format
from jiheng.cli.reporting_format import KINDS_HELP, ChartShape, ReportFormat, ReportKind
from jiheng.cli.scoring_format import ScoreFormat
from jiheng.cli.standards_action import StandardsAction
from jiheng.cli.stopping import INTERRUPTED, interruption, output_closed, stop, unexpected
from jiheng.cli.usage import HELP_NAMES, Command, Group, is_usage_error, usage_message
from jiheng.documents import Limits

app = typer.Typer(
    cls=Group,
    add_completion=False,
    help="绩衡：读取预算绩效资料，复算每一个数，核对前后是否一致，把问题批注在原件副本上。",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=HELP_NAMES,
)


def console() -> Console:
    """The terminal, or the pipe behind standard output."""
    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS", "120"))
    return Console(width=width, highlight=False, emoji=False)


Paths = Annotated[list[Path], typer.Argument(help="文件、文件夹或压缩包，可以有多个。", metavar="文件…", show_default=False)]
StandardName = Annotated[str, typer.Option("--standard", "-s", metavar="名称", help="适用标准，用 jiheng standards 查看有哪些。")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, metavar="个数", help="同时处理几个文件。")]


@app.command(cls=Command)
def check(
    paths: Paths,
    format: Annotated[Format, typer.Option("--format", "-f", metavar="格式", help="text、json、html、xlsx 或 sarif。")] = Format.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="文件", help="写入此文件；html、xlsx 默认写在当前文件夹。")
    ] = None,
    annotate: Annotated[Path | None, typer.Option("--annotate", metavar="文件夹", help="把带批注的副本写到此文件夹，原件不动。")] = None,
    standard: StandardName = "cn",
    year: Annotated[int | None, typer.Option(min=1995, max=2100, metavar="年度", help="年度；不写时从文件读出。")] = None,
    select: Annotated[list[str] | None, typer.Option(metavar="编号", help="只用这些检查：编号、编号开头或名称，逗号分隔或多次写。")] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="编号", help="不用这些检查，写法同上。")] = None,
    preview: Annotated[bool, typer.Option("--preview", help="也用试用期的检查。")] = False,
    baseline: Annotated[Path | None, typer.Option(metavar="文件", help="基线：先前 --format json 的输出，其中已有的问题不再报。")] = None,
    waivers: Annotated[Path | None, typer.Option(metavar="文件", help="豁免清单（YAML）。")] = None,
    jobs: Jobs = 1,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="提示也详细显示，并显示相关位置和依据。")] = False,
    max_seconds: Annotated[float, typer.Option(min=0, metavar="秒", help="读一个文件最多用几秒。")] = Limits().seconds,
    max_megabytes: Annotated[int, typer.Option(min=1, metavar="MB", help="一个文件最大多少 MB。")] = Limits().file_bytes // 2**20,
) -> None:
    """核对文件：读出表格，复算每一个数，列出问题、算式和位置。"""
    from jiheng.cli.check_command import Request, options, run_check

    limits = Limits(seconds=max_seconds, file_bytes=max_megabytes * 2**20)
    chosen = options(standard, year, (select or [], ignore or [], preview), baseline, waivers)
    request = Request(
        paths=paths, format=format, output=output, annotate=annotate, options=chosen, limits=limits, jobs=jobs, verbose=verbose
    )
    raise typer.Exit(run_check(request, console()))


@app.command(cls=Command)
def extract(
    paths: Paths,
    format: Annotated[str, typer.Option("--format", "-f", metavar="json|xlsx", help="输出格式。")] = "json",
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="文件", help="写入此文件；xlsx 默认写在当前文件夹。")] = None,
    standard: StandardName = "cn",
) -> None:
    """读出文件中的表格，作为数据写出。"""
    from jiheng.cli.extracting import run_extract

    if format not in ("json", "xlsx"):
        stop(f"extract 不支持格式「{format}」，请用 json 或 xlsx。")
    raise typer.Exit(run_extract(paths, format, output, standard, console()))


@app.command(cls=Command)
def explain(word: Annotated[str, typer.Argument(help="检查编号或名称，例如 SEV101。", metavar="编号")]) -> None:
    """讲解一条检查：查什么、为什么、依据、示例、怎么改。"""
    from jiheng.cli import pages

    found = pages.find(word)
    if not found:
        near = pages.similar(word)
        hint = "；相近的有：" + "、".join(f"{check.code} {check.title}" for check in near[:8]) if near else "。用 jiheng checks 看全部"
        stop(f"没有编号或名称为「{word}」的检查{hint}。")
    for check in found:
        pages.show(check, console())


@app.command(cls=Command)
def checks(
    prefix: Annotated[str, typer.Argument(help="编号开头，例如 SEV。", metavar="[编号]", show_default=False)] = "",
) -> None:
    """列出全部检查。"""
    from jiheng.cli import pages

    if not pages.listing(console(), prefix):
        stop(f"没有编号以「{prefix}」开头的检查。用 jiheng checks 看全部。")


@app.command("standards", cls=Command)
def standards_command(
    action: Annotated[
        StandardsAction,
        typer.Argument(
            help="list 列出标准，show 显示一个标准，frames 列出指标体系，frame 显示一套，formulas 公式目录，rules 评分规则，flows 流程。",
            metavar="[list|show|frames|frame|formulas|rules|flows]",
            show_default=False,
        ),
    ] = StandardsAction.LIST,
    name: Annotated[
        str,
        typer.Argument(
            help="标准名称，例如 cn-xj；frame 后面写指标体系的名称，flows 后面写流程的名称。", metavar="[名称]", show_default=False
        ),
    ] = "",
    at: Annotated[
        datetime.datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="日期", help="适用日期，例如 2024-12-31；默认最新。")
    ] = None,
    standard: StandardName = "cn",
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出一个标准：参数、依据、指标体系、公式；或 flows 的流程。")] = False,
) -> None:
    """列出标准，或显示某个标准在某一天的规定及其依据、指标体系、公式、评分规则和流程。"""
    from jiheng.cli import standards

    try:
        standards.run(console(), action, name, standard, at.date() if at else None, as_json=as_json)
    except standards.WRONG as error:
        stop(str(error))


@app.command(cls=Command)
def score(
    case: Annotated[Path, typer.Argument(help="案例文件：YAML、JSON，或 score 写出的 xlsx。", metavar="案例", show_default=False)],
    what_if: Annotated[
        list[str] | None, typer.Option("--what-if", metavar="路径=值", help="假设改动一处，可多次写，例如 /indicators/7/actual=120。")
    ] = None,
    reach: Annotated[list[str] | None, typer.Option("--reach", metavar="指标=分", help="反推要得这些分需要什么，例如 3.1.2=4.5。")] = None,
    format: Annotated[
        ScoreFormat, typer.Option("--format", "-f", metavar="格式", help="text、json、xlsx；yaml 或 case 把案例本身写成 YAML 或 JSON。")
    ] = ScoreFormat.TEXT,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="文件", help="写入此文件；xlsx 默认写在当前文件夹。")] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="也显示评分标准、计算步骤、佐证和提示。")] = False,
) -> None:
    """给评价案例计分：评分表、每项的计算过程、合计、等级和所缺的数据。"""
    from jiheng.cli.scoring import Request, run_score

    request = Request(path=case, changes=what_if or [], wanted=reach or [], format=format, output=output, verbose=verbose)
    raise typer.Exit(run_score(request, console()))


@app.command(cls=Command)
def frame(
    source: Annotated[
        str, typer.Argument(help="标准中的一套（如 project-2020），或指标体系、案例文件。", metavar="指标体系", show_default=False)
    ],
    remove: Annotated[list[str] | None, typer.Option("--remove", metavar="编号", help="去掉一项，可多次写。")] = None,
    add: Annotated[
        list[str] | None,
        typer.Option("--add", metavar="编号=名称:分值", help="从指标库加一项，编号的开头定它归在哪一组，例如 3.1.9=培训合格率:5。"),
    ] = None,
    weight: Annotated[list[str] | None, typer.Option("--weight", metavar="编号=分值", help="改一项的分值，可多次写。")] = None,
    rescale: Annotated[bool, typer.Option("--rescale", help="没有指定分值的各项按比例调整，使合计仍为满分。")] = False,
    title: Annotated[str, typer.Option("--title", metavar="标题", help="新的标题。", show_default=False)] = "",
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="文件", help="写入此文件（yaml 或 json）；不写时印出。")] = None,
    standard: StandardName = "cn",
) -> None:
    """复制一套指标体系，增删指标、调整分值，写成文件并检查。"""
    from jiheng.cli.framing import Request, run_frame

    edits = {"remove": remove or [], "add": add or [], "weights": weight or []}
    raise typer.Exit(run_frame(Request(source=source, rescale=rescale, title=title, standard=standard, output=output, **edits), console()))


@app.command(cls=Command)
# long: its options, each with its help
def report(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="案例文件；--kind forms、disclosure、findings、summary 时是含有表格的文件；notice 等是过程记录；county 不写；"
            "「diff 旧案例 新案例」比较两个版本。",
            metavar="案例...",
            show_default=False,
        ),
    ] = None,
    kind: Annotated[ReportKind, typer.Option("--kind", "-k", metavar="种类", help=KINDS_HELP)] = ReportKind.PACKAGE,
    format: Annotated[
        list[ReportFormat] | None, typer.Option("--format", "-f", metavar="格式", help="docx、pdf、xlsx，可多次写。默认 docx。")
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="文件夹", help="写到此文件夹。")] = Path("报告"),
    previous: Annotated[
        Path | None, typer.Option("--previous", metavar="文件", help="上一版 docx：其中由人改写的段落保留下来。", show_default=False)
    ] = None,
    last_year: Annotated[
        Path | None, typer.Option("--last-year", metavar="文件", help="决算公开：上年的决算表，写出比上年的增减。", show_default=False)
    ] = None,
    forms: Annotated[
        list[Path] | None, typer.Option("--forms", metavar="文件", help="决算公开：附在后面的自评表，可多次写。", show_default=False)
    ] = None,
    agency: Annotated[str, typer.Option("--agency", metavar="名称", help="决算公开：部门名称，表上没有写明时用；汇总：地区名称。")] = "",
    year: Annotated[int | None, typer.Option("--year", metavar="年度", help="年度：决算公开时表上没有写明用；汇总哪一年。")] = None,
    chart: Annotated[
        ChartShape | None, typer.Option("--chart", metavar="图形", help="评价报告的得分图：bars 条形图，radar 雷达图。", show_default=False)
    ] = None,
    standard: StandardName = "cn",
    as_json: Annotated[bool, typer.Option("--json", help="比较的结果写成 JSON。")] = False,
) -> None:
    """写出成套文件：评价报告、官方表格、决算公开说明；或比较案例的两个版本。"""
    from jiheng.cli.reporting import run_compare, run_report
    from jiheng.cli.reporting_paper import Request

    if not paths and kind is not ReportKind.COUNTY:
        stop("缺少参数「案例...」。\n用法见：jiheng report --help")
    paths = paths or []
    if paths[:1] == [Path("diff")]:
        if len(paths) != 3:
            stop("请写成：jiheng report diff 旧案例 新案例。")
        raise typer.Exit(run_compare(paths[1], paths[2], console(), as_json=as_json))
    formats = list(dict.fromkeys(format or [ReportFormat.DOCX]))
    request = Request(
        paths=paths,
        kind=kind,
        formats=formats,
        folder=out,
        previous=previous,
        standard=standard,
        last_year=last_year,
        forms=forms or (),
        agency=agency,
        year=year,
        chart=chart,
    )
    raise typer.Exit(run_report(request, console()))


@app.command(cls=Command)
def indicators(
    query: Annotated[str, typer.Argument(help="指标名称中的字词，例如 满意度；不写列出全部。", metavar="[字词]", show_default=False)] = "",
    sector: Annotated[
        str, typer.Option(metavar="行业", help="只看这个行业和共性指标，例如 science_and_technology；common 只看共性指标。")
    ] = "",
    standard: StandardName = "cn",
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="也显示公式、证据来源和说明。")] = False,
) -> None:
    """在指标库中查指标：类别、计量单位、方向、指标值写法、证据来源。"""
    from jiheng.cli.scoring_library import run_indicators

    raise typer.Exit(run_indicators(query, sector, standard, console(), verbose=verbose))


@app.command(cls=Command)
def demo(
    folder: Annotated[Path, typer.Argument(help="写到哪个文件夹。", metavar="[文件夹]")] = Path("示例县"),
    jobs: Jobs = 2,
) -> None:
    """写出示例县的表格，核对，并说明批注副本、底稿和结果页在哪里。"""
    from jiheng.cli.demo import run_demo

    raise typer.Exit(run_demo(folder, jobs, console()))


add_archive_commands(app, console)


@app.command(cls=Command)
def serve(
    port: Annotated[int, typer.Option("--port", "-p", min=1, max=65535, metavar="端口", help="端口。")] = 8000,
    host: Annotated[str, typer.Option(metavar="地址", help="监听的地址；0.0.0.0 让别的机器也能访问。")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=1, metavar="个数", help="进程数。")] = 2,
    demo: Annotated[bool, typer.Option("--demo", help="演示：装入示例县，登录页列出各角色的账号。数据另放。")] = False,
    no_worker: Annotated[bool, typer.Option("--no-worker", help="不在旁边启动后台处理；另用 jiheng worker。")] = False,
) -> None:
    """打开网页工作区。"""
    from jiheng.cli.serving import run_serve

    raise typer.Exit(run_serve(host, port, workers, console(), demo=demo, worker=not no_worker))


@app.command(cls=Command)
def worker(
    once: Annotated[bool, typer.Option("--once", help="做完现有的任务就结束。")] = False,
    beside: Annotated[bool, typer.Option("--beside", hidden=True)] = False,
) -> None:
    """在后台处理网页工作区的任务：核对资料、生成文件。可以在几台机器上各开几个。"""
    from jiheng.cli.serving import run_worker

    raise typer.Exit(run_worker(once=once, beside=beside))


@app.command(cls=Command, context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def manage(
    arguments: Annotated[
        list[str] | None,
        typer.Argument(help="管理命令及其参数，例如 found、verify_audit；不写列出全部。", metavar="[命令]", show_default=False),
    ] = None,
) -> None:
    """管理网页工作区：建库、核对审计记录等。"""
    from jiheng.cli.serving import run_manage

    raise typer.Exit(run_manage(arguments or []))


@app.command(cls=Command)
def accuracy(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="文件", help="写到此页。")] = Path("docs/accuracy.md"),
    jobs: Jobs = 2,
    keep: Annotated[Path | None, typer.Option("--keep", metavar="文件夹", help="把没有读对或查错的文件留在此文件夹。")] = None,
) -> None:
    """在生成的语料上测量查全率、查准率和字段准确率，写出准确度页。"""
    from jiheng.cli.measuring import run_accuracy

    raise typer.Exit(run_accuracy(output, jobs, keep, console()))


@app.command(cls=Command)
def bench(
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="文件", help="写到此页。")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="小样本。")] = False,
) -> None:
    """与常用库并排计时，给出比值。"""
    from jiheng.cli.measuring import run_bench

    raise typer.Exit(run_bench(output, quick, console()))


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="显示版本。")] = False,
    _debug: Annotated[bool, typer.Option("--debug", help="出错时显示内部细节；写在哪里都可以。")] = False,
) -> None:
    if version:
        typer.echo(f"jiheng {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _prepare(*, debug: bool) -> None:
    logging.basicConfig(level=logging.DEBUG if debug else logging.CRITICAL, format="%(name)s: %(message)s")
    for noisy in ("pdfminer", "PIL", "fontTools", "markdown_it"):
        logging.getLogger(noisy).setLevel(logging.ERROR if debug else logging.CRITICAL)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8" and not stream.isatty():
            stream.reconfigure(encoding="utf-8")  # what goes into files and pipes is UTF-8 on every system


def run(arguments: Sequence[str]) -> int:
    """Run the command line; the exit code. Nothing escapes but what the system itself stops."""
    debug = "--debug" in arguments
    _prepare(debug=debug)
    try:
        result: Any = app(args=[word for word in arguments if word != "--debug"], prog_name="jiheng", standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # typer and rich turn the one into the other
        return output_closed()
    except (KeyboardInterrupt, typer.Abort):
        result = INTERRUPTED
    except Exception as error:
        if is_usage_error(error):
            typer.echo(usage_message(error), err=True)
            return 2
        return unexpected(error, debug=debug)
    if result == INTERRUPTED or interruption.is_wished:
        result = INTERRUPTED
        typer.echo("已中断。", err=True)
    return result if isinstance(result, int) else 0


def main() -> Never:
    """Run the command line of this process."""
    interruption.listen()
    sys.exit(run(sys.argv[1:]))
