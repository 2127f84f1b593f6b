"""What the standard says of fieldwork: groups of working papers, the list of materials to ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jiheng.regulation import load_standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One line of the list of materials: what is asked for, why, and the group its papers go to."""

    group: str
    what: str
    why: str


def groups(standard: str) -> Mapping[str, str]:
    """The groups of the index of working papers, by code: B4."""
    found: dict[str, str] = load_standard(standard).parameter("working_paper_groups").value
    return found


def wanted(standard: str, scope: str) -> tuple[Wanted, ...]:
    """The list of materials for a project or a department; of anything else, that for projects."""
    lists: dict[str, list[dict[str, str]]] = load_standard(standard).parameter("material_list").value
    return tuple(Wanted(**one) for one in lists.get(scope, lists["project"]))
