"""A scoring rule as data, and what one is given to score: the file says which kind with which numbers, ``scoring/rules/`` how it counts."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from jiheng.model.exact import Exact, TypedActual, TypedFigure, TypedTarget, exact_tree
from jiheng.model.record import Record


class RuleSpec(Record):
    """A rule kind with its parameters: numbers as text or whole, words, truth, nothing, lists and mappings. ``cite``: its source."""

    kind: str
    parameters: Annotated[dict[str, Any], BeforeValidator(exact_tree)] = {}
    cite: str | None = None


class FailedPoint(Record):
    """An evaluation point not fulfilled. ``point`` counts from 1; ``lost`` is how much of the point's share is lost (None: all)."""

    point: int = Field(ge=1)
    lost: Exact | None = Field(default=None, ge=0, le=1)
    reason: str | None = None


def _failed(value: object) -> object:
    return {"point": value} if isinstance(value, int) and not isinstance(value, bool) else value


class RuleInputs(Record):
    """What is known about one indicator: just what its rule needs is filled in.

    ``failed`` None: nobody looked yet; ``()``: all evaluation points are fulfilled. ``values`` are named figures of a formula,
    ``counts`` how often each item of a bonus or penalty group occurred, ``parts`` the inputs of the parts of a composed rule by name.
    ``opinion`` is the level chosen (``good``, ``较好``), ``opinion_share`` where within the level's range, as a share of the weight.
    """

    target: TypedTarget | None = None
    actual: TypedActual | None = None
    numerator: TypedFigure | None = None
    denominator: TypedFigure | None = None
    values: dict[str, TypedFigure] = {}
    failed: tuple[Annotated[FailedPoint, BeforeValidator(_failed)], ...] | None = None
    occurrences: int | None = Field(default=None, ge=0)
    counts: dict[str, Annotated[int, Field(ge=0)]] | None = None
    opinion: str | None = None
    opinion_share: Exact | None = Field(default=None, ge=0, le=1)
    planned_on: datetime.date | None = None
    finished_on: datetime.date | None = None
    parts: dict[str, RuleInputs] = {}
