"""``accuracy`` and ``bench``: what was measured, as pages of the documentation."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.console import Console

from jiheng.cli.progress import progress
from jiheng.cli.stopping import not_writable, stop


def run_accuracy(output: Path, jobs: int, keep: Path | None, console: Console) -> int:
    """Measure on the generated corpus and write the page; the exit code."""
    from jiheng.sample.accuracy import measure
    from jiheng.sample.accuracy_long import measure_long
    from jiheng.sample.accuracy_long_page import sections
    from jiheng.sample.accuracy_page import render_markdown
    from jiheng.sample.accuracy_scans import sections as scanned

    with progress(2, "测量", console) as steps:
        report = measure(keep, jobs=jobs, advance=steps.at)
    with progress(2, "测量长文档", console) as steps:
        long = measure_long(keep, jobs=jobs, advance=steps.at)
    with progress(2, "测量扫描件", console) as steps:
        scans = scanned(advance=steps.at)
    _save(render_markdown(report, [*sections(long), *scans]), output)
    return 0


def run_bench(output: Path | None, quick: bool, console: Console) -> int:
    """Measure speed beside the usual libraries; print the page or write it; the exit code."""
    from jiheng.sample.bench import measure, render_markdown

    with progress(2, "计时", console) as steps:
        report = measure(quick=quick, advance=steps.at)
    page = render_markdown(report)
    if output:
        _save(page, output)
    else:
        console.print(page, markup=False, soft_wrap=True)
    return 0


def _save(page: str, output: Path) -> None:
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(page, "utf-8")
    except OSError as error:
        stop(not_writable(output, error))
    typer.echo(f"已写入：{output}", err=True)
