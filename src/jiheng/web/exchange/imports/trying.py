"""Running the steps of a list: tried out and taken back, or done as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused
from jiheng.web.exchange.imports.reading import Line, Listed, Problem
from jiheng.web.exchange.imports.steps import Course, Step
from jiheng.web.versioned import Stale

#: A longer list is worked on by a job; so many steps are tried in one go, between which others can write.
AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A step that was done, and what is shown of it once."""

    lines: tuple[Line, ...]
    shown: str


class _TakenBack(Exception):
    """Ends a trial."""


def try_out(listed: Listed, course: Course, tell: Callable[[int, int], None] = lambda _done, _of: None) -> list[Problem]:
    """The course's problems and what the actions themselves refuse of the other lines; nothing of the trial stays.

    ``tell`` hears how many steps of how many were tried, between two transactions.
    """
    known = {problem.row for problem in course.problems}
    steps = [step for step in course.steps if not any(line.number in known for line in step.lines)]
    refused: list[Problem] = []
    for start in range(0, len(steps), AT_ONCE):
        refused.extend(listed.problem(line, "", message) for line, message in _tried(steps[start : start + AT_ONCE]))
        tell(min(start + AT_ONCE, len(steps)), len(steps))
    return sorted((*course.problems, *refused), key=lambda problem: (problem.row, -1 if problem.column is None else problem.column))


def _tried(steps: Sequence[Step]) -> list[tuple[Line, str]]:
    """What is refused of these steps, each with its line; they are taken back, with what they rest on of earlier ones."""
    refused: list[tuple[Line, str]] = []
    try:
        with transaction.atomic():
            for step in _rested_on(steps):
                _refusal(step)
            refused.extend((step.lines[0], message) for step in steps if (message := _refusal(step)))
            raise _TakenBack
    except _TakenBack:
        return refused


def _rested_on(steps: Sequence[Step]) -> Iterator[Step]:
    """The earlier steps without which these cannot be done, in their order."""
    given = {step.number for step in steps}
    needed: dict[int, Step] = {}
    for step in steps:
        below = step.rests_on
        while below is not None and below.number not in given and below.number not in needed:
            needed[below.number] = below
            below = below.rests_on
    return (needed[number] for number in sorted(needed))


def _refusal(step: Step) -> str:
    try:
        with transaction.atomic():
            step.run()
    except (Refused, Stale) as refusal:
        return str(refusal)
    except (PermissionDenied, Http404):
        return _("您不能办理这一行。")
    except ObjectDoesNotExist:
        return ""  # it rests on a line with a problem of its own
    return ""


def do(steps: Iterable[Step]) -> list[Done]:
    """All of them; the caller's transaction is taken back when one fails.

    Raises:
        Refused: a step is not possible any more.
    """
    done = []
    for step in steps:
        try:
            done.append(Done(lines=step.lines, shown=step.run() or ""))
        except (Refused, Stale, PermissionDenied, Http404) as refusal:
            row = step.lines[0].number
            told = _("第 {row} 行：{reason}全部没有导入。").format(row=row, reason=str(refusal) or _("您不能办理这一行。"))
            raise Refused(told) from refusal
    return done
