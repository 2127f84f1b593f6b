"""What a step requires: what people say with it, and what the workspace knows itself. What nobody knows stays unknown and bars the way."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from jiheng.process import Fact, Transition, Words
from jiheng.web.assignments.conflicts import conflicts
from jiheng.web.assignments.models import AssignmentRole
from jiheng.web.casework.checking import Checked, check
from jiheng.web.casework.models import Case
from jiheng.web.coursed import FACTOR, spoken
from jiheng.web.people.models import Person

CLEAN: Final = "clean_check"
CONFLICT: Final = "no_conflict"


def gathered(
    actor: Person, case: Case, transitions: tuple[Transition, ...], words: Words, said: Mapping[str, Fact], *, confirmed: bool
) -> tuple[dict[str, Fact], Checked | None]:
    """The facts for an attempt: of what was said only what may be said, the rest looked up here and now."""
    required = {name for transition in transitions for name in transition.requires}
    asked = {one.id for transition in transitions for one in spoken(transition, words)}
    facts: dict[str, Fact] = {name: fact for name, fact in said.items() if name in asked}
    checked: Checked | None = None
    if CLEAN in required:
        checked = check(case)
        facts[CLEAN] = len(checked.must_fix) if checked is not None else None
    if CONFLICT in required:
        facts[CONFLICT] = len(conflicts(actor, case.dossier, AssignmentRole.EVALUATOR))
    if FACTOR in required:
        facts[FACTOR] = confirmed
    return facts, checked


def kept(facts: Mapping[str, Fact]) -> dict[str, Any]:
    """The facts as they are kept with the step; that a person proved who they are is a yes, nothing more."""
    plain: dict[str, Any] = {}
    for name, fact in facts.items():
        if fact is None or fact == "":
            continue
        if isinstance(fact, bool | int | str):
            plain[name] = fact
        else:
            plain[name] = str(fact) if isinstance(fact, Decimal) or not isinstance(fact, list | tuple | set | frozenset) else list(fact)
    return plain
