"""What every kind of ``report`` shares: the request, the author's edits of an earlier version, writing a paper in its formats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console

from jiheng.cli.progress import progress
from jiheng.cli.reporting_format import ChartShape, ReportFormat, ReportKind
from jiheng.cli.stopping import reason, stop
from jiheng.regulation import BrokenStandard, FormLabels, Standard, UnknownStandard, load_labels, load_standard
from jiheng.reports.render.form_workbook import write_tables_workbook
from jiheng.reports.render.paper import Layout, Paper
from jiheng.reports.render.regions import NoPackage, edited_regions, marked_regions, regions_of
from jiheng.reports.render.typeset import fonts_used, typeset
from jiheng.reports.render.word import write_word


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
    chart: ChartShape | None = None


def edits_of(request: Request) -> dict[str, tuple[str, ...]]:
    """The passages that an author rewrote in the earlier version, where one is given."""
    if request.previous is None:
        return {}
    try:
        return edited_regions(request.previous.read_bytes(), str(request.previous))
    except OSError as error:
        stop(f"读不出「{request.previous}」（{reason(error)}）。")
    except NoPackage as error:
        stop(str(error))


def write_paper(
    paper: Paper, layout: Layout, request: Request, console: Console, kept: int, workbook: Callable[[Path], object] | None = None
) -> None:
    """The paper in every format, and what there is to know about it. ``workbook`` writes the xlsx, else its tables do."""
    name = file_name(paper.title)
    with progress(len(request.formats), "写报告", console) as steps:
        set_paper = typeset(paper, layout) if set(request.formats) != {ReportFormat.XLSX} else None
        for one in request.formats:
            target = request.folder / f"{name}.{one}"
            if set_paper is None or one is ReportFormat.XLSX:
                workbook(target) if workbook else target.write_bytes(write_tables_workbook(paper))
            else:
                target.write_bytes(set_paper.pdf if one is ReportFormat.PDF else write_word(paper, layout, set_paper.pages))
            steps.done(target.name)
            typer.echo(f"已写入：{target}")
    if set_paper is not None and ReportFormat.PDF in request.formats:
        typer.echo(f"PDF 实际使用的字体：{'、'.join(fonts_used(set_paper.pdf))}")
    if kept:
        typer.echo(f"保留了作者改写的 {kept} 段。")
    if unmarked := _unmarked(paper, request.previous):
        typer.echo(f"上一版里没有这 {len(unmarked)} 段（新增的，或者标记被别的程序去掉了），已按数据起草：{'、'.join(unmarked)}")
    if gaps := paper.gaps():
        typer.echo(f"还有 {len(gaps)} 处待补充：{'；'.join(gaps)}")


def _unmarked(paper: Paper, previous: Path | None) -> list[str]:
    """The passages of the paper that the earlier version does not have as such: what was written there is not kept."""
    if previous is None:
        return []
    marked = marked_regions(previous.read_bytes(), str(previous))
    return [name for name in regions_of(paper) if name not in marked]


def law_of(request: Request) -> tuple[FormLabels, Standard]:
    """Labels and standard asked for."""
    try:
        return load_labels(request.standard), load_standard(request.standard)
    except (UnknownStandard, BrokenStandard) as error:
        stop(str(error))


def file_name(title: str) -> str:
    """A title as the name of a file."""
    return "".join(letter for letter in title if letter not in '\\/:*?"<>|')[:80] or "报告"
