"""YAML files people write, with the line of every entry, so that an error can say where: frames, cases, golden cases.

Numbers must be quoted or whole: a float is refused by the records, and the error says on which line and what to write instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from jiheng.model import Record

_R = TypeVar("_R", bound=Record)

#: The field types of pydantic's errors in words of ours: what is wrong, and what to do.
_SAYINGS: Final[dict[str, tuple[str, str]]] = {
    "missing": ("缺少这一项", "请补写"),
    "extra_forbidden": ("没有这一项", "请核对写法，或删去"),
    "string_type": ("应是文字", "请加引号"),
    "int_type": ("应是整数", "请改写"),
    "int_parsing": ("应是整数", "请改写"),
    "int_from_float": ("应是整数", "请改写"),
    "bool_type": ("应是 true 或 false", "请改写"),
    "bool_parsing": ("应是 true 或 false", "请改写"),
    "tuple_type": ("应是列表", "请每项一行，以「- 」开头"),
    "list_type": ("应是列表", "请每项一行，以「- 」开头"),
    "dict_type": ("应是「键: 值」", "请改写"),
    "model_type": ("应是「键: 值」", "请改写"),
    "date_type": ("应是日期", "请写成 2024-06-30 的样子"),
    "date_parsing": ("应是日期", "请写成 2024-06-30 的样子"),
    "date_from_datetime_parsing": ("应是日期", "请写成 2024-06-30 的样子"),
}


class WrongFile(ValueError):
    """A file does not say what it must. The text names file, line, place and remedy."""

    def __init__(self, file: str, place: str, problem: str, *, line: int | None = None, remedy: str = "") -> None:
        where = f"{file} 第 {line} 行" if line else file
        entry = f"「{place}」" if place else ""
        super().__init__(f"{where}{entry}：{problem}{f'，{remedy}' if remedy else ''}。")
        self.file, self.place, self.problem, self.line, self.remedy = file, place, problem, line, remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedYaml:
    """What a YAML file says, as plain data, and on which line each entry stands. ``file`` is how people know it."""

    file: str
    content: Any
    lines: Mapping[str, int] = field(default_factory=dict)

    def line(self, place: str) -> int | None:
        """The line of an entry (``/indicators/3/weight``), or of the nearest entry around it."""
        while place and place not in self.lines:
            place = place.rpartition("/")[0]
        return self.lines.get(place)

    def wrong(self, place: str, problem: str, remedy: str = "") -> WrongFile:
        """The exception about an entry, to be raised."""
        return WrongFile(self.file, place.lstrip("/"), problem, line=self.line(place), remedy=remedy)

    def wrong_record(self, error: ValidationError, below: str = "") -> WrongFile:
        """The exception about the first thing pydantic found wrong in the entry at ``below``."""
        place, problem, remedy = spoken(error)
        return self.wrong(f"{below}{place}", problem, remedy)

    def mapping(self, name: str, page: str) -> dict[str, Any]:
        """The content of a file of keys whose numbers are exact. ``name`` is what the file holds, ``page`` where its shape is shown.

        Raises:
            WrongFile: it is something else, or a number would be a float.
        """
        if not isinstance(self.content, dict):
            raise self.wrong("", f"{name}文件的最外层应是「键: 值」", f"请对照 {page} 的样子改写")
        inexact = first_float(self.content)
        if inexact is not None:
            raise self.wrong(inexact[0], f"数字 {inexact[1]} 须加引号书写", f'例如 "{inexact[1]}"')
        return self.content

    def record(self, kind: type[_R], name: str, page: str) -> _R:
        """The content as a record; see :meth:`mapping`.

        Raises:
            WrongFile: an entry cannot be understood.
        """
        try:
            return kind.model_validate(self.mapping(name, page))
        except ValidationError as error:
            raise self.wrong_record(error) from error


def spoken(error: ValidationError) -> tuple[str, str, str]:
    """Place, problem and remedy of the first error, in Chinese.

    A union tells every variant's errors; the one that lies deepest is about the variant that was meant.
    """
    details = sorted(error.errors(include_url=False), key=lambda item: -len(item["loc"]))
    first = next((item for item in details if item["type"] == "value_error"), details[0])
    return _place(first), *_saying(first)


def _place(detail: ErrorDetails) -> str:
    # Validators add names of their own to the place (``function-before[…]``, names of records in a union); those are no keys.
    parts = [str(part) for part in detail["loc"] if not (isinstance(part, str) and ("[" in part or part[:1].isupper() or part == "str"))]
    return "".join(f"/{part}" for part in parts)


def _saying(detail: ErrorDetails) -> tuple[str, str]:
    kind = detail["type"]
    if kind == "value_error":
        cause = detail.get("ctx", {}).get("error")
        return str(cause).rstrip("。"), ""
    if kind in _SAYINGS:
        return _SAYINGS[kind]
    if kind in ("enum", "literal_error"):
        return f"不认识「{detail['input']}」", f"可以写：{detail.get('ctx', {}).get('expected', '')}"
    bounds = {"greater_than_equal": ("ge", "不小于"), "less_than_equal": ("le", "不大于"), "greater_than": ("gt", "大于")}
    if kind in bounds:
        key, words = bounds[kind]
        return f"「{detail['input']}」超出范围，应{words} {detail.get('ctx', {}).get(key)}", ""
    return f"「{detail['input']}」不合要求（{kind}）", "请核对写法"


def read_placed(text: str, file: str) -> PlacedYaml:
    """A YAML text with its places.

    Raises:
        WrongFile: it is no YAML, or says a key twice.
    """
    try:
        content = YAML(typ="rt", pure=True).load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise WrongFile(file, "", "YAML 读不通", line=mark.line + 1 if mark else None, remedy="请检查缩进、引号和重复的键") from error
    except (YAMLError, ValueError) as error:
        raise WrongFile(file, "", "YAML 读不通", remedy="请检查缩进、引号和重复的键") from error
    return PlacedYaml(file=file, content=_plain(content), lines=dict(_lines(content, "", 1)))


def _plain(node: Any) -> Any:
    if isinstance(node, CommentedMap):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        return [_plain(value) for value in node]
    if isinstance(node, bool) or node is None:
        return node
    for plain in (int, float, str):
        if isinstance(node, plain):
            return plain(node)
    return node


def _lines(node: Any, place: str, line: int) -> Iterator[tuple[str, int]]:
    yield place, line
    if isinstance(node, CommentedMap):
        for key, value in node.items():
            yield from _lines(value, f"{place}/{key}", node.lc.key(key)[0] + 1)
    elif isinstance(node, CommentedSeq):
        for index, value in enumerate(node):
            yield from _lines(value, f"{place}/{index}", node.lc.item(index)[0] + 1)


def first_float(content: Any, place: str = "") -> tuple[str, float] | None:
    """Where a float stands in plain data, with its value; None when there is none."""
    return next(all_floats(content, place), None)


def all_floats(content: Any, place: str = "") -> Iterator[tuple[str, float]]:
    """Every float in plain data with its place."""
    if isinstance(content, float):
        yield place, content
    entries = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for key, value in entries:
        yield from all_floats(value, f"{place}/{key}")


def floats_as_text(content: Any) -> Any:
    """Plain data with its floats as the texts they should have been."""
    if isinstance(content, float):
        return str(content)
    if isinstance(content, dict):
        return {key: floats_as_text(value) for key, value in content.items()}
    return [floats_as_text(value) for value in content] if isinstance(content, list) else content
