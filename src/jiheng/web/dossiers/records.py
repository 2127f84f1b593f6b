"""Between a record and what the database keeps of it: canonical JSON, digest, the figures that are asked for."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from jiheng.model import AnyForm, Figure, FundsKind, FundsRow
from jiheng.model.amounts import TEN_THOUSAND_YUAN, factor, half_up, is_money
from jiheng.web.dossiers.models import RecordVersion

_FORMS: TypeAdapter[AnyForm] = TypeAdapter(AnyForm)


def content_of(record: AnyForm) -> dict[str, Any]:
    """The record as plain JSON; what the paper does not say is left out, defaults are written down: they may change."""
    content: dict[str, Any] = record.model_dump(mode="json", exclude_none=True)
    return content


def digest_of(content: dict[str, Any]) -> str:
    """The seal of a content, the same for the same content."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def read(version: RecordVersion) -> AnyForm:
    """The record of a stored version."""
    return _FORMS.validate_python(version.content, strict=False)


def is_sound(version: RecordVersion) -> bool:
    """Whether the content is still the one that was sealed."""
    return digest_of(version.content) == version.digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The figures of a record that are asked for: amounts in 万元, the score in points."""

    adjusted_budget: Decimal | None
    executed: Decimal | None
    score: Decimal | None


def stated(record: AnyForm) -> Stated:
    """What the record says of money and score. A declaration and a mid-year form know the budget of the year's beginning only."""
    total: FundsRow | None = next((row for row in record.funds if row.kind is FundsKind.TOTAL), None)
    budget = (total.adjusted_budget or total.initial_budget) if total else None
    return Stated(
        adjusted_budget=amount(budget, record.money_unit),
        executed=amount(total.executed, record.money_unit) if total and record.type == "self_evaluation_form" else None,
        score=half_up(record.total_score.value) if record.type == "self_evaluation_form" and record.total_score else None,
    )


def amount(figure: Figure | None, unit: str) -> Decimal | None:
    """The amount in 万元; None where no unit of money is printed."""
    printed = (figure.unit or unit) if figure else ""
    return figure.value * factor(printed, TEN_THOUSAND_YUAN) if figure and is_money(printed) else None
