"""``frame``: a frame copied from a standard or a file, indicators taken out, added from the library and re-weighted, then looked over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

import typer
from rich.console import Console
from rich.markup import escape

from jiheng.cli.stopping import not_writable, reason, stop
from jiheng.cli.wording import SEVERITIES
from jiheng.model import Frame, Severity
from jiheng.model.exact import exact
from jiheng.regulation import (
    BrokenStandard,
    UnknownFrame,
    UnknownStandard,
    WrongFile,
    frame_names,
    load_frame,
    load_library,
    load_standard,
    read_placed,
)
from jiheng.scoring.case_file import case_of, frame_of, kind_of_file, to_json, to_yaml
from jiheng.scoring.frame_editing import (
    WrongEdit,
    copied,
    reweighted,
    with_library_indicator,
    with_weights,
    without_indicator,
)
from jiheng.scoring.frame_faults import frame_faults

CLEAN, MUST_FIX = 0, 1
_FILES: Final = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for."""

    source: str
    remove: Sequence[str]
    add: Sequence[str]
    weights: Sequence[str]
    rescale: bool
    title: str
    standard: str
    output: Path | None


def run_frame(request: Request, console: Console) -> int:
    """Edit, write, look over; the exit code: 1 when the frame cannot be scored by as it stands."""
    try:
        frame, told = _edited(_source(request), request)
        faults = frame_faults(frame, load_standard(request.standard))
    except (WrongEdit, WrongFile, UnknownFrame, UnknownStandard, BrokenStandard) as error:
        stop(str(error))
    if request.output is None:
        typer.echo(to_yaml(frame), nl=False)
    else:
        try:
            request.output.write_text(to_json(frame) if request.output.suffix.lower() == ".json" else to_yaml(frame), "utf-8")
        except OSError as error:
            stop(not_writable(request.output, error))
        _show(frame, told, request.output, console)
    for fault in faults:
        where = fault.place.lstrip("/")
        words = f"{SEVERITIES[fault.severity]} {fault.code} {where}：{fault.problem}。{fault.remedy}。"
        typer.echo(words, err=True)
    return MUST_FIX if any(fault.severity is Severity.MUST_FIX for fault in faults) else CLEAN


def _source(request: Request) -> Frame:
    """The frame named: one of the standard's, or that of a frame or case file."""
    path = Path(request.source)
    if path.suffix.lower() not in _FILES and not path.is_file():
        return load_frame(request.source, request.standard)
    try:
        placed = read_placed(path.read_text("utf-8-sig"), path.name)
    except OSError as error:
        stop(f"读不出「{path}」（{reason(error)}）。标准中的指标体系：{'、'.join(frame_names(request.standard))}。")
    except UnicodeDecodeError:
        stop(f"「{path}」不是 UTF-8 编码的 YAML 或 JSON。请用编辑器另存为 UTF-8 编码。")
    kind = kind_of_file(placed.content)
    if kind is None:
        stop(f"「{path}」既不是指标体系，也不是评价案例。")
    return case_of(placed).frame if kind == "evaluation_case" else frame_of(placed, request.standard).frame


def _edited(frame: Frame, request: Request) -> tuple[Frame, str]:
    """The frame with what was asked done in order: take out, add, re-weight; and what re-weighting did."""
    if request.title or frame.standard:
        title = request.title or f"{frame.title}（修改）"
        frame = copied(frame, "frame", title).model_copy(update={"standard": "", "since": None})
    for word in request.remove:
        frame = without_indicator(frame, word)
    for word in request.add:
        key, entry = _parted(word, "3.1.9=培训合格率:5")
        name, _, points = entry.partition(":")
        weight = _points(points, word) if points else Decimal(0)
        frame = with_library_indicator(frame, key, name.strip(), weight, load_library(request.standard))
    weights = {key: _points(value, word) for word in request.weights for key, value in (_parted(word, "3.1.1=12"),)}
    if not request.rescale:
        return with_weights(frame, weights), ""
    done = reweighted(frame, weights)
    return done.frame, done.text


def _parted(word: str, example: str) -> tuple[str, str]:
    key, equals, value = (part.strip() for part in word.replace("：", ":").partition("="))
    if not key or not equals or not value:
        stop(f"「{word}」应写成 {example} 的样子。")
    return key, value


def _points(value: str, word: str) -> Decimal:
    try:
        return exact(value.strip())
    except ValueError as error:
        stop(f"「{word}」：{error}。")


def _show(frame: Frame, told: str, target: Path, console: Console) -> None:
    levels = " + ".join(f"{name} {weight.normalize():f}" for name, weight in frame.level1_weights.items())
    total = f"{frame.total_weight.normalize():f}"
    console.print(f"{escape(frame.title)}：{len(frame.indicators)} 项指标，{escape(levels)} = {total} 分。", soft_wrap=True)
    if told:
        console.print(escape(told), soft_wrap=True)
    console.print(f"已写入：{target}", soft_wrap=True)
