"""What follows from the course of an evaluation: which round it is in, and which version of the report each step sent on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from jiheng.process import Course

#: The steps by which a version leaves the evaluators' hands, by the transition of the flow.
FOR_OPINIONS: Final = "request_opinions"
FOR_REVIEW: Final = "answer_opinions"
FINAL: Final = "submit_final"
SENDING: Final = (FOR_OPINIONS, FOR_REVIEW, FINAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A version as far as it matters here: its number, and how many steps had been taken when it was made."""

    number: int
    taken: int


def round_of(course: Course) -> int:
    """How often a draft was sent out for opinions."""
    return sum(event.transition == FOR_OPINIONS for event in course.events)


def sent(course: Course, versions: Iterable[Made]) -> dict[int, tuple[str, ...]]:
    """By number, the steps that sent a version: each sends the newest that had been made before it."""
    ordered = sorted(versions, key=lambda one: one.number)
    found: dict[int, tuple[str, ...]] = {}
    for position, event in enumerate(course.events):
        if event.transition not in SENDING:
            continue
        newest = _newest(ordered, position)
        if newest is not None:
            found[newest.number] = (*found.get(newest.number, ()), event.transition)
    return found


def reviewed(course: Course, versions: Iterable[Made]) -> int | None:
    """The number of the version that the last joint review was about; None before there was one."""
    ordered = sorted(versions, key=lambda one: one.number)
    positions = [place for place, event in enumerate(course.events) if event.transition == FOR_REVIEW]
    newest = _newest(ordered, positions[-1]) if positions else None
    return newest.number if newest else None


def final(course: Course, versions: Iterable[Made]) -> int | None:
    """The number of the version the unit is asked to confirm; None where none was sent, or where it came back and went out again as it was.

    What was sealed before it came back does not confirm it.
    """
    found = {number: steps.count(FINAL) for number, steps in sent(course, versions).items() if FINAL in steps}
    newest = max(found, default=None)
    return newest if newest is not None and found[newest] == 1 else None


def _newest(ordered: Sequence[Made], position: int) -> Made | None:
    return next((one for one in reversed(ordered) if one.taken <= position), None)
