"""What if: a case with some entries changed, scored beside the original, and what that changes line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from pydantic import ValidationError

from jiheng.model import EvaluationCase, Frame, FrameIndicator, IndicatorInput, Record, amounts
from jiheng.regulation import WrongFile, read_placed
from jiheng.regulation.placed import spoken
from jiheng.scoring.case import CaseScore, LevelSum
from jiheng.scoring.rules.operand import points_text

_SHAPE: Final = "/indicators/7/actual=120"


class WrongChange(ValueError):
    """A change that cannot be made. The text says why and how it is written."""

    def __init__(self, change: str, problem: str, remedy: str = "") -> None:
        super().__init__(f"「{change}」：{problem}{f'，{remedy}' if remedy else ''}。")


class Difference(Record):
    """One line that is no longer the same; ``before`` and ``after`` as people read them, ``trace`` why it is so now."""

    name: str
    before: str
    after: str
    gain: Decimal | None = None
    trace: str = ""


def changed(case: EvaluationCase, frame: Frame, changes: Sequence[str]) -> tuple[EvaluationCase, Frame]:
    """The case and its frame with every change made (``/indicators/7/actual=120``; an indicator by its place from 0 or by its id).

    Fields of an indicator's inputs go to the case, fields of the frame (``weight``, ``target``) to the frame; any other path names an
    entry of the case (``/values/实际支出资金=100万元``, ``/surveys/0/returned=90``). An empty value takes the entry away.

    Raises:
        WrongChange: there is no such entry, or the value does not fit it.
    """
    content = {**case.model_dump(mode="json"), "frame": frame.model_dump(mode="json")}
    for change in changes:
        path, equals, value = change.partition("=")
        if not equals or not path.startswith("/"):
            raise WrongChange(change, "应写成「路径=值」", f"例如 {_SHAPE}")
        _set(content, _parts(path, content, change), _value(value.strip(), change), change)
        try:
            made = EvaluationCase.model_validate(content)
        except ValidationError as error:
            _, problem, remedy = spoken(error)
            raise WrongChange(change, problem, remedy) from error
    made = EvaluationCase.model_validate(content)
    scored_by = made.frame if isinstance(made.frame, Frame) else frame
    return made.model_copy(update={"frame": case.frame if scored_by == frame else scored_by}), scored_by


def _parts(path: str, content: dict[str, Any], change: str) -> list[str]:
    parts = path.strip("/").split("/")
    if parts[0] != "indicators":
        return parts
    indicators = content["frame"]["indicators"]
    word = parts[1] if len(parts) > 1 else ""
    number = next((index for index, item in enumerate(indicators) if word in (item["id"], item["name"])), None)
    if number is None and word.isdecimal() and int(word) < len(indicators):
        number = int(word)
    if number is None or len(parts) < 3:
        known = "、".join(f"{index} {item['id']} {item['name']}" for index, item in enumerate(indicators[:6]))
        raise WrongChange(change, f"没有指标「{word}」或没有写明改哪一项", f"指标可写序号（从 0 数起）或编号：{known} ……")
    field = parts[2]
    if field in IndicatorInput.model_fields:
        return ["inputs", str(_input(content["inputs"], indicators[number]["id"])), *parts[2:]]
    if field in FrameIndicator.model_fields:
        return ["frame", "indicators", str(number), *parts[2:]]
    fields = "、".join(name for name in IndicatorInput.model_fields if name != "indicator")
    raise WrongChange(change, f"指标没有「{field}」这一项", f"可写：{fields}，以及 weight、rule 等")


def _input(inputs: list[dict[str, Any]], indicator: str) -> int:
    """The number of the indicator's inputs; an empty entry is added when it has none."""
    for number, given in enumerate(inputs):
        if given["indicator"] == indicator:
            return number
    inputs.append({"indicator": indicator})
    return len(inputs) - 1


def _value(text: str, change: str) -> Any:
    """The value as a case file would have it; a plain number stays text, so that it stays exact."""
    if not text:
        return None
    if text[0] not in "[{":
        return {"true": True, "false": False}.get(text, text)
    quoted = re.sub(r"(?<![\w\"'.])-?\d+\.\d+(?![\w\"'.])", lambda match: f'"{match[0]}"', text)
    try:
        return read_placed(quoted, change).content
    except WrongFile as error:
        raise WrongChange(change, "列表写得不对", "例如 /indicators/1/failed=[1, 3]") from error


def _set(content: dict[str, Any], parts: Sequence[str], value: Any, change: str) -> None:
    target: Any = content
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        if isinstance(target, list):
            if not part.isdecimal() or int(part) >= len(target):
                raise WrongChange(change, f"「/{'/'.join(parts[:number])}」没有第 {part} 项", f"共 {len(target)} 项，从 0 数起")
            if last:
                target[int(part)] = value
            target = target[int(part)]
        elif isinstance(target, dict):
            if last and value is None and part in target:
                del target[part]
            elif last:
                target[part] = value
            else:
                target = target.setdefault(part, {}) if target.get(part) is not None else _emptied(target, part)
        else:
            raise WrongChange(change, f"「/{'/'.join(parts[:number])}」下面没有「{part}」", f"例如 {_SHAPE}")


def _emptied(target: dict[str, Any], part: str) -> dict[str, Any]:
    made: dict[str, Any] = {}
    target[part] = made
    return made


def differences(before: CaseScore, after: CaseScore) -> list[Difference]:
    """What is no longer the same: indicators, then sums of level 1, then bonus and penalty, total and grade."""
    return [*_lines(before, after), *_sums(before, after)]


def _lines(before: CaseScore, after: CaseScore) -> Iterator[Difference]:
    old = {line.indicator.id: line for line in before.lines}
    for line in after.lines:
        was = old.get(line.indicator.id)
        if was is not None and (was.score, was.weight) == (line.score, line.weight):
            continue
        weights = was is not None and was.weight != line.weight
        yield Difference(
            name=f"{line.indicator.id} {line.indicator.name}",
            before=_score(was.score if was else None, was.weight if was and weights else None),
            after=_score(line.score, line.weight if weights else None),
            gain=line.score - was.score if was and was.score is not None and line.score is not None else None,
            trace=line.trace.sentence if line.trace is not None else line.missing,
        )


def _score(score: Decimal | None, weight: Decimal | None) -> str:
    said = points_text(score) if score is not None else "不能计分"
    return said if weight is None else f"{said}（分值 {amounts.text(weight, None)}）"


def _sums(before: CaseScore, after: CaseScore) -> Iterator[Difference]:
    old: dict[str, LevelSum] = {level.name: level for level in before.levels}
    for level in after.levels:
        was = old.get(level.name)
        if was is None or was.score != level.score:
            yield _sum(level.name, was.score if was else Decimal(0), level.score)
    if before.outside != after.outside:
        yield _sum("加减分", before.outside, after.outside)
    if before.total != after.total:
        yield _sum("总分", before.total, after.total)
    if before.grade != after.grade:
        yield Difference(name="等级", before=before.grade or "未定", after=after.grade or "未定")


def _sum(name: str, before: Decimal, after: Decimal) -> Difference:
    return Difference(name=name, before=points_text(before), after=points_text(after), gain=after - before)
