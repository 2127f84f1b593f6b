"""Cases and frames as files: YAML as people type it, JSON as it is stored. JSON is read as the YAML it is, so that every error has a line.

What cannot be understood raises with file, line and remedy; what is understood and wrong is told as faults, all of them at once.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeAlias

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from jiheng.model import Actual, EvaluationCase, Figure, Frame, Record, Severity, Target, read_actual, read_figure, read_target
from jiheng.regulation import PlacedYaml, Standard, UnknownFrame, UnknownStandard, WrongFile, load_frame, load_standard, read_placed
from jiheng.regulation.loading import cited, documents_of
from jiheng.regulation.placed import all_floats, floats_as_text
from jiheng.scoring.case import law_day
from jiheng.scoring.case_faults import case_faults
from jiheng.scoring.faults import Fault, said
from jiheng.scoring.frame_faults import frame_faults
from jiheng.scoring.frame_rules import UnknownProfile, with_profile

FileKind: TypeAlias = Literal["evaluation_case", "frame"]
_PAGE: Final = "docs/howto/cases.md"


class FaultyCase(ValueError):
    """A case that cannot be scored as it stands; every reason with its line."""

    def __init__(self, placed: PlacedYaml, faults: Sequence[Fault]) -> None:
        super().__init__(said(placed, faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCase:
    """A case with the frame it is scored by, the law, the places of its entries, and what is wrong with it."""

    case: EvaluationCase
    frame: Frame
    standard: Standard
    placed: PlacedYaml
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedFrame:
    """A frame with the places of its entries, and what is wrong with it."""

    frame: Frame
    standard: Standard
    placed: PlacedYaml
    faults: tuple[Fault, ...]


def kind_of_file(content: object) -> FileKind | None:
    """What the content of a file is, by its keys; None when it is neither case nor frame."""
    if not isinstance(content, dict):
        return None
    if content.get("type") == "evaluation_case" or {"subject", "frame"} <= content.keys():
        return "evaluation_case"
    indicators = content.get("indicators")
    listed = isinstance(indicators, list) and bool(indicators) and isinstance(indicators[0], dict) and "level1" in indicators[0]
    return "frame" if listed and content.get("type", "frame") == "frame" else None


def read_case(text: str, file: str) -> PlacedCase:
    """The case in a file, with its faults; scored only when none of them must be fixed first (:func:`load_case`).

    Raises:
        WrongFile: it is no case, or an entry cannot be understood.
    """
    return case_of(read_placed(text, file))


def case_of(placed: PlacedYaml) -> PlacedCase:
    """The case that a file says, with its faults.

    Raises:
        WrongFile: it is no case, or an entry cannot be understood.
    """
    quoted, inexact = _quoted(placed, "CAS115")
    try:
        case = quoted.record(EvaluationCase, "案例", _PAGE)
    except WrongFile:
        placed.mapping("案例", _PAGE)  # a number that is no text comes first: it may be what the record stumbled over
        raise
    try:
        frame, standard = frame_for(case)
    except UnknownStandard as error:
        raise placed.wrong("/standard", str(error).rstrip("。"), "请改正 standard") from error
    except UnknownFrame as error:
        raise placed.wrong("/frame", str(error).rstrip("。"), "请改正，或把指标体系整个写在 frame 之下") from error
    except UnknownProfile as error:
        raise placed.wrong("/frame/profile", str(error).rstrip("。"), "请改正 profile") from error
    if isinstance(case.frame, Frame):
        case = case.model_copy(update={"frame": frame})
    faults = (*inexact, *case_faults(case, frame, standard))
    return PlacedCase(case=case, frame=frame, standard=standard, placed=placed, faults=faults)


def frame_for(case: EvaluationCase) -> tuple[Frame, Standard]:
    """The frame a case is scored by, with its sources and every rule it needs, and the law of its day.

    Raises:
        UnknownStandard, UnknownFrame, UnknownProfile: the case names what is not there.
    """
    standard = load_standard(case.standard, law_day(case))
    frame = _resolved(case.frame, case.standard) if isinstance(case.frame, Frame) else load_frame(case.frame, case.standard)
    return with_profile(frame, standard), standard


def _quoted(placed: PlacedYaml, code: str) -> tuple[PlacedYaml, list[Fault]]:
    """The file with its floats read as the texts they should have been, so that all else can be told too; a fault for each."""
    faults = [
        Fault(
            code=code,
            name="inexact_number",
            severity=Severity.MUST_FIX,
            place=place,
            problem=f"数字 {value} 须加引号书写",
            remedy=f'例如 "{value}"',
            stated=str(value),
        )
        for place, value in all_floats(placed.content)
    ]
    return (replace(placed, content=floats_as_text(placed.content)) if faults else placed), faults


def load_case(text: str, file: str) -> PlacedCase:
    """A case that can be scored.

    Raises:
        WrongFile: an entry cannot be understood.
        FaultyCase: something must be fixed first.
    """
    found = read_case(text, file)
    serious = [fault for fault in found.faults if fault.severity is Severity.MUST_FIX]
    if serious:
        raise FaultyCase(found.placed, serious)
    return found


def read_frame_file(text: str, file: str, standard: str = "cn") -> PlacedFrame:
    """The frame in a file, with its faults; nothing is refused that can be told as one.

    Raises:
        WrongFile: it is no frame, or an entry cannot be understood.
        UnknownStandard: there is no such standard.
    """
    return frame_of(read_placed(text, file), standard)


def frame_of(placed: PlacedYaml, standard: str = "cn") -> PlacedFrame:
    """The frame that a file says, with its faults.

    Raises:
        WrongFile: it is no frame, or an entry cannot be understood.
        UnknownStandard: there is no such standard.
    """
    quoted, inexact = _quoted(placed, "FRM114")
    content = {key: value for key, value in quoted.mapping("指标体系", _PAGE).items() if key != "type"}
    try:
        frame = Frame.model_validate({"id": "frame", **content})
    except ValidationError as error:
        placed.mapping("指标体系", _PAGE)  # as for a case
        raise placed.wrong_record(error) from error
    law = load_standard(standard)
    try:
        frame = with_profile(_resolved(frame, standard), law)
    except UnknownProfile as error:
        raise placed.wrong("/profile", str(error).rstrip("。"), "请改正 profile") from error
    return PlacedFrame(frame=frame, standard=law, placed=placed, faults=(*inexact, *frame_faults(frame, law)))


def _resolved(frame: Frame, standard: str) -> Frame:
    """The frame with those of its citations that the standard knows; what nobody knows is left out and told as a fault."""
    documents = documents_of(standard)
    keys = {frame.cite, frame.weights_cite}
    for indicator in frame.indicators:
        keys |= {indicator.cite, indicator.rule.cite if indicator.rule is not None else None}
    known = dict(frame.citations)
    for key in sorted(filter(None, keys)):
        found = known.get(key) or known.get(key.partition("#")[0]) or cited(key, documents)
        if found is not None:
            known[key] = found
    return frame.model_copy(update={"citations": known})


def to_json(record: Record) -> str:
    """A case or frame as it is stored: whole, figures as strings."""
    return json.dumps(record.model_dump(mode="json", exclude_defaults=True) | _type_of(record), ensure_ascii=False, indent=1) + "\n"


def to_yaml(record: Record) -> str:
    """A case or frame as people type it: printed values as printed, numbers in quotes, nothing that is the default."""
    yaml = YAML(typ="rt", pure=True)
    yaml.default_flow_style = False
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(_typed(_type_of(record) | _plain(record)), stream)
    return stream.getvalue()


def _type_of(record: Record) -> dict[str, Any]:
    kind = getattr(record, "type", None)
    return {"type": kind} if isinstance(kind, str) else {}


def _plain(value: object) -> Any:
    """A record as people would type it: targets, actual values and figures as printed."""
    if isinstance(value, Target | Actual | Figure) and value.raw:
        return _printed(value)
    if isinstance(value, Record):
        fields = type(value).model_fields
        pairs = ((name, getattr(value, name), fields[name]) for name in fields)
        return {
            name: _plain(item) for name, item, field in pairs if field.is_required() or item != field.get_default(call_default_factory=True)
        }
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _printed(value: Target | Actual | Figure) -> object:
    """The raw text when reading it gives the same value again, else the whole record."""
    if isinstance(value, Figure) and value.exact and not value.unit and value.raw.isdecimal():
        return int(value.raw)  # a count: whole numbers without quotes are taken at their word
    if isinstance(value, Figure):
        again: object = read_figure(value.raw, exact=value.exact)
    else:
        again = read_target(value.raw) if isinstance(value, Target) else read_actual(value.raw)
    return value.raw if again == value else value.model_dump(mode="json", exclude_defaults=True)


def _typed(value: Any) -> Any:
    """Scalars as YAML shall write them: numbers that must stay exact, and texts that look like something else, in double quotes."""
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    if value is None or isinstance(value, bool | int):
        return value
    text = value.isoformat() if hasattr(value, "isoformat") else str(getattr(value, "value", value))
    return DoubleQuotedScalarString(text) if _must_quote(text) else text


def _must_quote(text: str) -> bool:
    return not text or text[0] in "0123456789+-.<>=≥≤~!&*?|%@`#{}[]," or text.lower() in ("yes", "no", "true", "false", "null", "on", "off")
