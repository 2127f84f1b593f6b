"""Reading ``standards/<name>/flows/*.yaml``: laid over each other along the inheritance, resolved for a day, refused with file and line.

A lower standard's file states only what differs: mappings are merged key by key, a ``null`` takes an entry away, and the dated
``values`` of a deadline replace those above as a whole. ``days_of`` names a parameter of the standard that holds the number, so that
no number of law stands twice. ``flow_words.yaml`` beside the folder lists the roles, actions and requirements.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from jiheng.model import Citation
from jiheng.process.flow import Flow, Words
from jiheng.process.validation import problems
from jiheng.regulation import PlacedYaml, Standard, WrongFile, documents_of, lineage, load_standard, read_placed
from jiheng.regulation.loading import cited, standard_folder
from jiheng.regulation.placed import spoken
from jiheng.regulation.standard import Parameter

Kind = TypeVar("Kind", bound=BaseModel)


class UnknownFlow(ValueError):
    """No standard declares this flow."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"没有名为「{name}」的流程。可用的有：{'、'.join(known)}。")


@dataclass(frozen=True, slots=True)
class Layers:
    """The same file in a standard and in those above it, the highest first, and what they say together."""

    files: Sequence[PlacedYaml]
    content: dict[str, Any]

    def wrong(self, place: str, problem: str, remedy: str = "") -> WrongFile:
        """The exception about an entry, in the lowest file that states it."""
        asked = place
        while asked:
            for file in reversed(self.files):
                if asked in file.lines:
                    return file.wrong(place, problem, remedy)
            asked = asked.rpartition("/")[0]
        return self.files[-1].wrong(place, problem, remedy)


def layered(files: Sequence[PlacedYaml]) -> Layers:
    """Files laid over each other, the highest first.

    Raises:
        WrongFile: one of them is no mapping.
    """
    content: dict[str, Any] = {}
    for file in files:
        if not isinstance(file.content, dict):
            raise file.wrong("", "最外层应是「键: 值」", "请改写")
        content = _over(content, file.content)
    return Layers(files, content)


def _over(higher: Mapping[str, Any], lower: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(higher)
    for key, value in lower.items():
        before = merged.get(key)
        if value is None:
            merged.pop(key, None)
        elif isinstance(before, dict) and isinstance(value, dict) and key != "values":
            merged[key] = _over(before, value)
        else:
            merged[key] = value
    return merged


@cache
def flow_names(standard: str = "cn") -> tuple[str, ...]:
    """The flows of a standard and its ancestors, in the order of a year's work where the standard says so.

    Raises:
        UnknownStandard: there is no such standard.
    """
    found: dict[str, int] = {}
    for jurisdiction in lineage(standard):
        folder = standard_folder(jurisdiction) / "flows"
        for file in folder.iterdir() if folder.is_dir() else ():
            if file.name.endswith(".yaml"):
                name = file.name.removesuffix(".yaml")
                content = _placed(jurisdiction, f"flows/{file.name}").content
                order = content.get("order") if isinstance(content, dict) else None
                found[name] = order if isinstance(order, int) else found.get(name, 100)
    return tuple(sorted(found, key=lambda name: (found[name], name)))


@cache
def load_flow(name: str, standard: str = "cn", at: datetime.date | None = None) -> Flow:
    """A flow as it holds on a day; None means the newest.

    Raises:
        UnknownStandard, UnknownFlow, WrongFile: see there.
    """
    files = _files(standard, f"flows/{name}.yaml")
    if not files:
        raise UnknownFlow(name, flow_names(standard))
    return read_flow(files, name=name, words=load_words(standard), law=load_standard(standard, at), documents=documents_of(standard))


@cache
def load_words(standard: str = "cn") -> Words:
    """The roles, actions and requirements that flows of a standard may name.

    Raises:
        UnknownStandard, WrongFile: see there.
    """
    return read_words(_files(standard, "flow_words.yaml"))


@cache
def _files(standard: str, path: str) -> tuple[PlacedYaml, ...]:
    found = [jurisdiction for jurisdiction in lineage(standard) if standard_folder(jurisdiction).joinpath(path).is_file()]
    return tuple(_placed(jurisdiction, path) for jurisdiction in found)


@cache
def _placed(jurisdiction: str, path: str) -> PlacedYaml:
    return read_placed(standard_folder(jurisdiction).joinpath(path).read_text("utf-8"), f"{jurisdiction}/{path}")


def read_words(files: Sequence[PlacedYaml]) -> Words:
    """The words that files declare together, the highest first.

    Raises:
        WrongFile: an entry is not whole.
    """
    layers = layered(files)
    content = {group: _named(layers, f"/{group}", entries) for group, entries in layers.content.items()}
    return _validated(Words, content, layers)


def read_flow(files: Sequence[PlacedYaml], *, name: str, words: Words, law: Standard, documents: Mapping[str, Mapping[str, Any]]) -> Flow:
    """The flow that files declare together, the highest first, on the day of the ``law``; ``documents`` are those it may cite.

    Raises:
        WrongFile: it is no whole flow. The text names file, line, entry and remedy.
    """
    layers = layered(files)
    content = {key: value for key, value in layers.content.items() if key != "order"}
    for group in ("states", "transitions", "deadlines"):
        content[group] = _named(layers, f"/{group}", content.get(group, {}))
    for key, entry in content["transitions"].items():
        entry.setdefault("action", key)
        known = words.actions.get(str(entry["action"]))
        entry.setdefault("label", known.label if known else str(entry["action"]))
    content["deadlines"] = _on_the_day(layers, content["deadlines"], law)
    flow = _validated(Flow, {**content, "id": name, "standard": law.name, "words": words.model_dump()}, layers)
    for place, problem, remedy in problems(flow):
        raise layers.wrong(place, problem, remedy)
    return _cited(flow, layers, documents)


def _named(layers: Layers, place: str, entries: Any) -> dict[str, dict[str, Any]]:
    """Entries that carry their key as ``id``."""
    if not isinstance(entries, dict):
        raise layers.wrong(place, "应是「名称: 内容」", "请改写")
    for key, entry in entries.items():
        if not isinstance(entry, dict):
            raise layers.wrong(f"{place}/{key}", "应是「键: 值」", "请改写")
    return {key: {"id": key, **entry} for key, entry in entries.items()}


def _on_the_day(layers: Layers, deadlines: Mapping[str, dict[str, Any]], law: Standard) -> dict[str, dict[str, Any]]:
    """Deadlines with the value that holds on the day; those not yet or no longer in force are left out."""
    current: dict[str, dict[str, Any]] = {}
    for key, entry in deadlines.items():
        place = f"/deadlines/{key}/values"
        values = entry.get("values")
        if not isinstance(values, dict) or not values:
            raise layers.wrong(place, "期限须按施行日期写明 values", "例如 2020-01-01: {after: submit, days: 10, cite: practice}")
        dated = sorted((_day(layers, f"{place}/{text}", text), text) for text in values)
        begun = [(since, text) for since, text in dated if since <= law.at]
        if not begun or values[begun[-1][1]] is None:
            continue
        since, text = begun[-1]
        if not isinstance(values[text], dict):
            raise layers.wrong(f"{place}/{text}", "应是「键: 值」", "例如 {after: submit, days: 10, cite: practice}；废止写 null")
        value = _with_numbers(layers, f"{place}/{text}", values[text], law)
        current[key] = {**{name: part for name, part in entry.items() if name != "values"}, **value, "since": since}
    return current


def _with_numbers(layers: Layers, place: str, value: Mapping[str, Any], law: Standard) -> dict[str, Any]:
    """A deadline's value with the numbers its ``days_of`` name, and their source where it names none of its own."""
    plain = dict(value)
    if "days_of" in plain:
        parameter = _parameter(layers, f"{place}/days_of", plain.pop("days_of"), law)
        plain["days"] = int(parameter.value)
        if "cite" not in plain:
            plain |= {"cite": "", "citation": parameter.citation}
    more = plain.get("extension")
    if isinstance(more, dict) and "days_of" in more:
        number = _parameter(layers, f"{place}/extension/days_of", more["days_of"], law).value
        plain["extension"] = {**{key: part for key, part in more.items() if key != "days_of"}, "days": int(number)}
    return plain


def _parameter(layers: Layers, place: str, name: object, law: Standard) -> Parameter:
    found = law.parameters.get(str(name))
    if found is None or not isinstance(found.value, Decimal) or found.value % 1:
        raise layers.wrong(
            place, f"标准 {law.name} 此时没有参数「{name}」，或它不是整数", "请改用标准中以日计的参数，或直接写 days 和 cite"
        )
    return found


def _day(layers: Layers, place: str, text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise layers.wrong(place, f"施行日期「{text}」不是日期", "请写成 2020-01-01 的样子") from None


def _validated(kind: type[Kind], content: Mapping[str, Any], layers: Layers) -> Kind:
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        raise layers.wrong(*spoken(error)) from error


def _cited(flow: Flow, layers: Layers, documents: Mapping[str, Mapping[str, Any]]) -> Flow:
    """The flow with its citations looked up."""

    def source(place: str, cite: str, article: str, evidence: str | None) -> Citation:
        found = cited(f"{cite}#{article}", documents)
        if found is None:
            raise layers.wrong(f"{place}/cite", f"引用的文件「{cite}」不在 documents.yaml 中", "请补写该文件")
        return found.model_copy(update={"evidence": evidence}) if evidence else found

    deadlines = {
        key: entry.model_copy(
            update={
                "citation": entry.citation or source(f"/deadlines/{key}/values/{entry.since}", entry.cite, entry.article, entry.evidence)
            }
        )
        for key, entry in flow.deadlines.items()
    }
    transitions = {
        key: entry.model_copy(update={"citation": source(f"/transitions/{key}", entry.cite, entry.article, entry.evidence)})
        if entry.cite
        else entry
        for key, entry in flow.transitions.items()
    }
    own = source("", flow.cite, flow.article, None)
    return flow.model_copy(update={"deadlines": deadlines, "transitions": transitions, "citation": own})
