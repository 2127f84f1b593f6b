"""Records of the process as files: a rectification, a complaints ledger, the opinions of a review, in YAML or JSON, with their faults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeAlias, TypeVar

from jiheng.checks.record_faults import record_faults
from jiheng.model import ComplaintLedger, Record, Rectification, ReviewOpinions, Severity
from jiheng.regulation import PlacedYaml, Standard, UnknownStandard, load_standard, read_placed
from jiheng.scoring.faults import Fault, said

ProcessRecord: TypeAlias = Rectification | ComplaintLedger | ReviewOpinions
R = TypeVar("R", bound=ProcessRecord)
_PAGE: Final = "docs/howto/reports.md"
_NAMES: Final[Mapping[type[Record], str]] = {
    Rectification: "整改",
    ComplaintLedger: "投诉台账",
    ReviewOpinions: "审核意见",
}
#: The list that only a record of the kind has.
_LISTS: Final[Mapping[str, type[ProcessRecord]]] = {"complaints": ComplaintLedger, "opinions": ReviewOpinions, "items": Rectification}


class FaultyRecord(ValueError):
    """A record that cannot be printed as it stands; every reason with its line."""

    def __init__(self, placed: PlacedYaml, faults: Sequence[Fault]) -> None:
        super().__init__(said(placed, faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRecord(Generic[R]):
    """A record with its standard, the places of its entries, and what is to be asked about it."""

    record: R
    standard: Standard
    placed: PlacedYaml
    faults: tuple[Fault, ...]


def read_record(text: str, file: str, kind: type[R]) -> PlacedRecord[R]:
    """The record of the kind expected in a file.

    Raises:
        WrongFile: it is another file, or an entry cannot be understood.
        FaultyRecord: something must be fixed first.
    """
    read = place_record(read_placed(text, file), kind)
    serious = [fault for fault in read.faults if fault.severity is Severity.MUST_FIX]
    if serious:
        raise FaultyRecord(read.placed, serious)
    return read


def kind_of_record(content: object) -> type[ProcessRecord] | None:
    """What the content of a file is, by its type or by the list that only it has; None when it is no record of the process."""
    if not isinstance(content, dict):
        return None
    stated = content.get("type")
    if stated is not None:
        return next((kind for kind in _LISTS.values() if kind.model_fields["type"].default == stated), None)
    found = [kind for key, kind in _LISTS.items() if isinstance(content.get(key), list)]
    known = {"subject", "fiscal_year"} & content.keys()
    return found[0] if len(found) == 1 and known else None


def place_record(placed: PlacedYaml, kind: type[R]) -> PlacedRecord[R]:
    """The record of the kind expected with all its faults, also those that must be fixed.

    Raises:
        WrongFile: it is another file, or an entry cannot be understood.
    """
    name, wanted = _NAMES[kind], kind.model_fields["type"].default
    stated = placed.mapping(name, _PAGE).get("type", wanted)
    if stated != wanted:
        raise placed.wrong("/type", f"这里要的是{name}文件（type: {wanted}），而写的是「{stated}」", "请换一个文件，或改 --kind")
    record = placed.record(kind, name, _PAGE)
    try:
        standard = load_standard(record.standard)
    except UnknownStandard as error:
        raise placed.wrong("/standard", str(error).rstrip("。"), "请改正 standard") from error
    return PlacedRecord(record=record, standard=standard, placed=placed, faults=tuple(record_faults(record, standard)))
