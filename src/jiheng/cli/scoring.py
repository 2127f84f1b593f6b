"""``score``: a case file scored and shown, changed entries tried out, points asked back for what they need."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console

from jiheng.cli.scoring_format import ScoreFormat
from jiheng.cli.scoring_text import show_needed, show_score
from jiheng.cli.stopping import not_writable, reason, stop
from jiheng.model import Severity
from jiheng.model.exact import exact
from jiheng.regulation import BrokenStandard, WrongFile
from jiheng.scoring.case import CaseScore, needed, score_case
from jiheng.scoring.case_changes import Difference, WrongChange, changed, differences
from jiheng.scoring.case_contract import score_contract
from jiheng.scoring.case_file import FaultyCase, PlacedCase, read_case, to_json, to_yaml
from jiheng.scoring.rules.kind import Needed

CLEAN, MUST_FIX = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for."""

    path: Path
    changes: Sequence[str]
    wanted: Sequence[str]
    format: ScoreFormat
    output: Path | None
    verbose: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A case as it was read and, with changes, as it would be."""

    read: PlacedCase
    before: CaseScore
    after: CaseScore
    differences: Sequence[Difference]
    needed: Sequence[Needed]


def run_score(request: Request, console: Console) -> int:
    """Score, print or write; the exit code: 1 when something must be fixed first, 2 when the file cannot be understood."""
    scored = _scored(sound_case(request.path), request)
    try:
        _write(scored, request, console)
    except OSError as error:
        stop(not_writable(request.output or Path("评分表.xlsx"), error))
    return CLEAN


def sound_case(path: Path) -> PlacedCase:
    """The case in a file when it can be scored; what must be fixed first is told, all of it, and ends the command.

    Raises:
        typer.Exit: something must be fixed.
    """
    read = read_case_file(path)
    serious = [fault for fault in read.faults if fault.severity is Severity.MUST_FIX]
    if serious:
        typer.echo(str(FaultyCase(read.placed, serious)), err=True)
        typer.echo(f"有 {len(serious)} 处必须改正后才能计分。", err=True)
        raise typer.Exit(MUST_FIX)
    return read


def read_case_file(path: Path) -> PlacedCase:
    """The case in a YAML, JSON or Excel file; what is wrong with the file stops the command with its reason."""
    try:
        data = path.read_bytes()
    except OSError as error:
        stop(f"读不出「{path}」（{reason(error)}）。")
    try:
        if data.startswith(b"PK"):
            from jiheng.assessment.case_workbook import read_case_workbook

            return read_case_workbook(data, str(path))
        return read_case(data.decode("utf-8-sig"), path.name)
    except UnicodeDecodeError:
        stop(f"「{path}」不是 UTF-8 编码的 YAML 或 JSON。请用编辑器另存为 UTF-8 编码。")
    except (WrongFile, BrokenStandard) as error:
        stop(str(error))


def _scored(read: PlacedCase, request: Request) -> Scored:
    before = score_case(read.case, read.frame, read.standard)
    try:
        case, frame = changed(read.case, read.frame, request.changes)
        after = score_case(case, frame, read.standard) if request.changes else before
        found = [_needed(read, word) for word in request.wanted]
    except WrongChange as error:
        stop(str(error))
    except ValueError as error:  # a rule that no longer fits its weight
        stop(f"改动后不能计分：{error}")
    return Scored(read=read, before=before, after=after, differences=differences(before, after), needed=found)


def _needed(read: PlacedCase, word: str) -> Needed:
    """What some points need: ``3.1.2=5``."""
    name, equals, value = word.strip("/").removeprefix("indicators/").partition("=")
    indicators = read.frame.indicators
    found = next((indicator for indicator in indicators if name in (indicator.id, indicator.name)), None)
    if found is None and name.isdecimal() and int(name) < len(indicators):
        found = indicators[int(name)]
    if found is None or not equals:
        stop(f"「{word}」应写成「指标=分数」，指标写编号、名称或序号，例如 3.1.2=4.5。")
    try:
        points = exact(value)
    except ValueError as error:
        stop(f"「{word}」：{error}。")
    need = needed(read.case, read.frame, found.id, points)
    return need or Needed(what="", text=f"「{found.name}」（分值 {found.weight}）得 {value} 分没有可以反推的条件")


def _write(scored: Scored, request: Request, console: Console) -> None:
    match request.format:
        case ScoreFormat.XLSX:
            from jiheng.reports.case_workbook import write_case_workbook

            target = request.output or Path("评分表.xlsx")
            case, frame = changed(scored.read.case, scored.read.frame, request.changes)
            write_case_workbook(case, frame, scored.after, target)
            typer.echo(f"已写入：{target}", err=True)
        case ScoreFormat.TEXT:
            if request.output is None:
                _show(scored, request, console)
                return
            with request.output.open("w", encoding="utf-8") as stream:
                _show(scored, request, Console(file=stream, width=120, highlight=False, emoji=False))
            typer.echo(f"已写入：{request.output}", err=True)
        case other:
            _put(_text(other, scored, request), request.output)


def _show(scored: Scored, request: Request, console: Console) -> None:
    show_score(scored.after, scored.read, scored.differences if request.changes else None, console, verbose=request.verbose)
    show_needed(scored.needed, console)


def _text(format: ScoreFormat, scored: Scored, request: Request) -> str:
    if format is ScoreFormat.JSON:
        content = score_contract(scored.after, scored.read, scored.differences, scored.needed)
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    case, _ = changed(scored.read.case, scored.read.frame, request.changes)
    return to_yaml(case) if format is ScoreFormat.YAML else to_json(case)


def _put(text: str, target: Path | None) -> None:
    if target is None:
        typer.echo(text, nl=False)
        return
    target.write_text(text, "utf-8")
    typer.echo(f"已写入：{target}", err=True)
