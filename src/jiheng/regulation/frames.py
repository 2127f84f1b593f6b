"""Frames as data: ``standards/<name>/frames/<id>.yaml``, and the same shape inside case files.

A frame is refused when its weights do not make its full marks, when a number is a float, when an id stands twice, or when a source is not
named; the error says file, line, place and remedy. Whether a rule exists is asked by ``scoring``, which knows the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import ValidationError

from jiheng.model import Citation, Frame
from jiheng.regulation.loading import cited, documents_of, lineage, standard_folder
from jiheng.regulation.placed import PlacedYaml, WrongFile, first_float, read_placed


class UnknownFrame(ValueError):
    """No standard has this frame."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"没有名为「{name}」的指标体系。可用的有：{'、'.join(known)}。")


@cache
def frame_names(standard: str = "cn") -> tuple[str, ...]:
    """The frames of a standard and its ancestors.

    Raises:
        UnknownStandard: there is no such standard.
    """
    return tuple(sorted({name for jurisdiction in lineage(standard) for name in _own_names(jurisdiction)}))


def _own_names(jurisdiction: str) -> list[str]:
    folder = standard_folder(jurisdiction) / "frames"
    if not folder.is_dir():
        return []
    return [file.name.removesuffix(".yaml") for file in folder.iterdir() if file.name.endswith(".yaml")]


def frame_file(name: str, standard: str = "cn") -> PlacedYaml:
    """A frame's file with its places, from the lowest standard that has it.

    Raises:
        UnknownFrame, UnknownStandard, WrongFile: see there.
    """
    for jurisdiction in reversed(lineage(standard)):
        if name in _own_names(jurisdiction):
            file = standard_folder(jurisdiction) / "frames" / f"{name}.yaml"
            return read_placed(file.read_text("utf-8"), f"{jurisdiction}/frames/{name}.yaml")
    raise UnknownFrame(name, frame_names(standard))


@cache
def load_frame(name: str, standard: str = "cn") -> Frame:
    """A frame of a standard or its ancestors.

    Raises:
        UnknownFrame, UnknownStandard, WrongFile: see there.
    """
    placed = frame_file(name, standard)
    return read_frame(placed, defaults={"id": name, "standard": placed.file.partition("/")[0]}, documents=documents_of(standard))


def read_frame(
    placed: PlacedYaml,
    below: str = "",
    *,
    defaults: Mapping[str, Any] | None = None,
    documents: Mapping[str, Mapping[str, Any]] | None = None,
) -> Frame:
    """The frame that stands in a file at ``below``. ``documents`` are those a citation may name besides the frame's own ``citations``.

    Raises:
        WrongFile: it is no whole frame.
    """
    content = placed.content
    for part in below.split("/")[1:]:
        content = content[int(part) if isinstance(content, list) else part]
    if not isinstance(content, dict):
        raise placed.wrong(below, "指标体系应是「键: 值」", "至少写明 title、cite 和 indicators")
    inexact = first_float(content)
    if inexact is not None:
        raise placed.wrong(f"{below}{inexact[0]}", f"数字 {inexact[1]} 须加引号书写", f'例如 "{inexact[1]}"')
    try:
        frame = Frame.model_validate({**(defaults or {}), **content})
    except ValidationError as error:
        raise placed.wrong_record(error, below) from error
    frame = _with_citations(frame, placed, below, documents or {})
    _check_ids(frame, placed, below)
    _check_weights(frame, placed, below)
    return frame


def _with_citations(frame: Frame, placed: PlacedYaml, below: str, documents: Mapping[str, Mapping[str, Any]]) -> Frame:
    if not frame.cite:
        raise placed.wrong(below, "没有写明依据", "请补写 cite（documents.yaml 或 citations 中的一个键，可加 #条款）")
    named: list[tuple[str, str]] = [(f"{below}/cite", frame.cite)]
    if frame.weights_cite:
        named.append((f"{below}/weights_cite", frame.weights_cite))
    for index, indicator in enumerate(frame.indicators):
        place = f"{below}/indicators/{index}"
        if indicator.cite:
            named.append((f"{place}/cite", indicator.cite))
        if indicator.rule is not None and indicator.rule.cite:
            named.append((f"{place}/rule/cite", indicator.rule.cite))
    known: dict[str, Citation] = dict(frame.citations)
    for place, key in named:
        found = known.get(key) or known.get(key.partition("#")[0]) or cited(key, documents)
        if found is None:
            raise placed.wrong(place, f"引用的依据「{key}」没有列出", "请写入 citations，或改用标准 documents.yaml 中的键")
        known[key] = found
    return frame.model_copy(update={"citations": known})


def _check_ids(frame: Frame, placed: PlacedYaml, below: str) -> None:
    if not frame.indicators:
        raise placed.wrong(below, "没有指标", "请在 indicators 下写明各项指标")
    seen: dict[str, int] = {}
    for index, indicator in enumerate(frame.indicators):
        if indicator.id in seen:
            problem = f"指标编号 {indicator.id} 与第 {seen[indicator.id] + 1} 项重复"
            raise placed.wrong(f"{below}/indicators/{index}/id", problem, "请改用另一个编号")
        seen[indicator.id] = index


def _check_weights(frame: Frame, placed: PlacedYaml, below: str) -> None:
    total = frame.total_weight
    if total == frame.full_marks:
        return
    parts = "、".join(f"{name} {_plain(weight)}" for name, weight in frame.level1_weights.items())
    gap = frame.full_marks - total
    remedy = f"请{'增加' if gap > 0 else '减少'} {_plain(abs(gap))} 分（{parts}）"
    raise placed.wrong(f"{below}/indicators", f"权重合计 {_plain(total)} 分，应为 {_plain(frame.full_marks)} 分", remedy)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


__all__ = ["UnknownFrame", "WrongFile", "frame_file", "frame_names", "load_frame", "read_frame"]
