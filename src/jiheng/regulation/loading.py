"""Reading ``standards/``: YAML with safe types, dated values, inheritance, and errors that name file and place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from jiheng.model import Citation
from jiheng.regulation.standard import Parameter, Standard

#: Folders and files of a jurisdiction that hold no parameters.
_NOT_PARAMETERS = {"standard.yaml", "documents.yaml", "formulas.yaml", "calendar.yaml", "flow_words.yaml"}
_EVIDENCE = {"confirmed", "secondary", "from_memory", "practice"}


class UnknownStandard(ValueError):
    """Nobody wrote this standard."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"没有名为「{name}」的标准。可用的标准：{'、'.join(known)}。")


class BrokenStandard(ValueError):
    """A standard's YAML does not say what it must; the text names file, key and remedy."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"标准文件 {file} 的「{key}」有误：{problem}")


def _root() -> Traversable:
    return files("jiheng") / "standards"


@cache
def standard_names() -> tuple[str, ...]:
    """The jurisdictions we know, parents first."""
    names = [entry.name for entry in _root().iterdir() if entry.is_dir() and (entry / "standard.yaml").is_file()]
    return tuple(sorted(names, key=lambda name: (name.count("-"), name)))


def read_yaml(file: Traversable) -> dict[str, Any]:
    """A YAML mapping; no duplicate keys, no YAML 1.1 surprises.

    Raises:
        BrokenStandard: it cannot be read as a mapping.
    """
    try:
        content = deepcopy(_parsed(file.read_text("utf-8")))
    except (YAMLError, ValueError) as error:
        raise BrokenStandard(str(file), "YAML", f"读不通，请检查缩进、引号与日期（{str(error).splitlines()[0]}）") from error
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise BrokenStandard(str(file), "YAML", "最外层应是「键: 值」。")
    return content


@lru_cache(maxsize=256)
def _parsed(text: str) -> Any:
    """Read once: the same files say what holds on each of many days."""
    return YAML(typ="safe", pure=True).load(text)


def lineage(name: str) -> tuple[str, ...]:
    """A standard with its ancestors, the highest first.

    Raises:
        UnknownStandard: there is no such standard.
    """
    chain: list[str] = []
    current: str | None = name
    while current:
        if current not in standard_names():
            raise UnknownStandard(current, standard_names())
        if current in chain:
            raise BrokenStandard(f"{current}/standard.yaml", "extends", "上级标准循环引用，请改正 extends。")
        chain.append(current)
        current = read_yaml(_root() / current / "standard.yaml").get("extends")
    return tuple(reversed(chain))


def documents_of(name: str) -> dict[str, dict[str, Any]]:
    """The documents that a standard cites, those of its ancestors included, by key.

    Raises:
        UnknownStandard: there is no such standard.
    """
    documents: dict[str, dict[str, Any]] = {}
    for jurisdiction in lineage(name):
        documents |= _documents(jurisdiction)
    return documents


def standard_folder(name: str) -> Traversable:
    """Where the files of a standard lie."""
    return _root() / name


def _documents(name: str) -> dict[str, dict[str, Any]]:
    file = _root() / name / "documents.yaml"
    return read_yaml(file) if file.is_file() else {}


def _parameter_files(name: str) -> Iterator[Traversable]:
    for entry in sorted((_root() / name).iterdir(), key=lambda item: item.name):
        if entry.is_file() and entry.name.endswith(".yaml") and entry.name not in _NOT_PARAMETERS:
            yield entry


def _typed(value: Any, file: str, key: str) -> Any:
    """Quoted numbers become Decimal; a float is refused, for 0.1 is not 0.1."""
    if isinstance(value, float):
        raise BrokenStandard(file, key, f'数字 {value} 须加引号书写，例如 "{value}"。')
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, str):
        if re.fullmatch(r"-?\d+(?:\.\d+)?", value):
            try:
                return Decimal(value)
            except InvalidOperation:  # pragma: no cover - the pattern admits only decimals
                return value
        return value
    if isinstance(value, list):
        return [_typed(item, file, key) for item in value]
    if isinstance(value, dict):
        return {str(k): _typed(v, file, key) for k, v in value.items()}
    raise BrokenStandard(file, key, f"不认识的值 {value!r}。")


def _day(text: object, file: str, key: str) -> datetime.date:
    try:
        return text if isinstance(text, datetime.date) else datetime.date.fromisoformat(str(text))
    except ValueError as error:
        raise BrokenStandard(file, key, f"施行日期「{text}」应写成 2020-01-01 的样子。") from error


def _parameters(name: str, at: datetime.date, documents: Mapping[str, Mapping[str, Any]]) -> Iterator[Parameter]:
    for file in _parameter_files(name):
        for key, entry in read_yaml(file).items():
            parameter = _resolve(f"{name}/{file.name}", str(key), entry, at, documents)
            if parameter is not None:
                yield Parameter(**{**_plain(parameter), "standard": name})


def _plain(parameter: Parameter) -> dict[str, Any]:
    return {slot: getattr(parameter, slot) for slot in Parameter.__slots__}


def _resolve(file: str, key: str, entry: Any, at: datetime.date, documents: Mapping[str, Mapping[str, Any]]) -> Parameter | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("values"), dict) or not entry.get("description"):
        raise BrokenStandard(file, key, "应有 description 和按施行日期排列的 values。")
    dated = sorted((_day(day, file, key), value) for day, value in entry["values"].items()) if entry["values"] else []
    current = [(day, value) for day, value in dated if day <= at]
    if not current:
        return None
    since, stated = current[-1]
    if not isinstance(stated, dict) or "value" not in stated or "cite" not in stated:
        raise BrokenStandard(file, f"{key}/{since}", "每个值须写明 value 和 cite。")
    return Parameter(
        name=key,
        value=_typed(stated["value"], file, key),
        citation=_citation(file, key, stated, documents),
        description=str(entry["description"]),
        unit=str(entry.get("unit", "")),
        since=since,
    )


def _citation(file: str, key: str, stated: Mapping[str, Any], documents: Mapping[str, Mapping[str, Any]]) -> Citation:
    document = documents.get(str(stated["cite"]))
    if document is None:
        raise BrokenStandard(file, key, f"引用的文件「{stated['cite']}」不在 documents.yaml 中。")
    evidence = str(stated.get("evidence") or document.get("evidence") or "from_memory")
    if evidence not in _EVIDENCE:
        raise BrokenStandard(file, key, f"evidence 只能是 {'、'.join(sorted(_EVIDENCE))}。")
    number = document.get("number")
    title = f"《{document['title']}》" if document.get("title") and evidence != "practice" else str(document.get("title") or "")
    return Citation(document=f"{title}（{number}）" if number else title, article=str(stated.get("article") or ""), evidence=evidence)


def cited(key: str, documents: Mapping[str, Mapping[str, Any]]) -> Citation | None:
    """What a short citation (``mof-2020-10#附件``) names; None when the document is not among those known."""
    document, _, article = key.partition("#")
    return _citation("", key, {"cite": document, "article": article}, documents) if document in documents else None


def citation_of(name: str, file: str, stated: Mapping[str, Any]) -> Citation:
    """The citation a mapping with ``cite`` (and ``article``, ``evidence``) names, among the documents of a standard and its ancestors.

    Raises:
        BrokenStandard: there is no such document.
    """
    documents: dict[str, dict[str, Any]] = {}
    for jurisdiction in lineage(name):
        documents |= _documents(jurisdiction)
    return _citation(file, "cite", stated, documents)


@cache
def load_standard(name: str = "cn", at: datetime.date | None = None) -> Standard:
    """The standard of ``name`` as it holds on ``at``.

    ``at`` None means the newest values; a dossier asks with the last day of its fiscal year.

    Raises:
        UnknownStandard, BrokenStandard: see there.
    """
    day = at or datetime.date.max
    chain = lineage(name)
    documents: dict[str, dict[str, Any]] = {}
    parameters: dict[str, Parameter] = {}
    lexicons: dict[str, tuple[str, ...]] = {}
    for jurisdiction in chain:
        documents |= _documents(jurisdiction)
        for parameter in _parameters(jurisdiction, day, documents):
            parameters[parameter.name] = parameter
        for key, words in _lexicons(jurisdiction):
            lexicons[key] = tuple(dict.fromkeys((*lexicons.get(key, ()), *words)))
    head = read_yaml(_root() / name / "standard.yaml")
    return Standard(name=name, title=str(head.get("title", name)), at=day, parameters=parameters, lexicons=lexicons)


def _lexicons(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    folder = _root() / name / "lexicon"
    if not folder.is_dir():
        return
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".yaml"):
            for key, words in read_yaml(file).items():
                if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
                    raise BrokenStandard(f"{name}/lexicon/{file.name}", str(key), "词表应是字符串的列表。")
                yield str(key), tuple(words)
