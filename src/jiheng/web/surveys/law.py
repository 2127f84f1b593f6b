"""What the standard says of surveys. The national one: a county's own differs in nothing here so far."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from jiheng.regulation import load_standard
from jiheng.regulation.questionnaires import QuestionnaireLibrary, load_questionnaires
from jiheng.scoring.surveys import sample_size

STANDARD: Final = "cn"


def library() -> QuestionnaireLibrary:
    """Scales, formulas and drafts."""
    return load_questionnaires(STANDARD)


def least_shown() -> int:
    """So many answers must be there before anything is shown."""
    return int(load_standard(STANDARD).number("survey_least_shown"))


def least_cell() -> int:
    """A cell of a cross table with fewer is hidden."""
    return int(load_standard(STANDARD).number("survey_least_cell"))


def advice(population: int | None) -> tuple[int, int, int]:
    """The sample that the usual confidence and margin ask for, with both of them in per cent."""
    standard = load_standard(STANDARD)
    confidence, margin = standard.number("survey_confidence_usual"), standard.number("survey_margin_usual")
    quantiles: dict[str, Decimal] = standard.parameter("survey_confidence").value
    wanted = sample_size(population, quantile=quantiles[str(confidence)], margin=margin)
    return wanted, int(confidence), int(margin)
