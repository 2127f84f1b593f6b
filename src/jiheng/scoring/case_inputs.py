"""What the rule of an indicator is given: the evaluator's inputs, the frame's target, a survey's result, the figures of the data form."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Final

from jiheng.model import Actual, CaseSurvey, EvaluationCase, Figure, FrameIndicator, IndicatorInput, RuleInputs, RuleSpec
from jiheng.regulation import load_formulas
from jiheng.scoring.formulas import Ratio, compute
from jiheng.scoring.rules.kind import RuleKind, load_rule, rule_kinds

PERCENT: Final = "%"


def rule_of(indicator: FrameIndicator, place: str = "") -> RuleKind | None:
    """The rule of an indicator, ready to score; a check list without points of its own has the indicator's.

    Raises:
        WrongRule: nobody knows the kind, or its parameters are wrong.
    """
    spec = indicator.rule
    if spec is None:
        return None
    if indicator.points and _lists_points(spec):
        points = [point.model_dump(mode="json", exclude_none=True) for point in indicator.points]
        spec = spec.model_copy(update={"parameters": {**spec.parameters, "points": points}})
    return load_rule(spec, place)


def _lists_points(spec: RuleSpec) -> bool:
    kind = rule_kinds().get(spec.kind)
    return kind is not None and "points" in kind.model_fields and "points" not in spec.parameters


def as_percentage(actual: Actual) -> Actual:
    """An actual value in percent when it must be: 95 of an indicator counted in %; 1 and 0.95 stay the shares that they look like."""
    figure = actual.figure
    if figure is None or figure.unit or figure.value <= 1:
        return actual
    return actual.model_copy(update={"figure": figure.model_copy(update={"unit": PERCENT})})


class CaseData:
    """The data of one case, by indicator; made once and asked for each."""

    def __init__(self, case: EvaluationCase) -> None:
        self._case = case

    @cached_property
    def inputs(self) -> dict[str, IndicatorInput]:
        """The inputs by indicator; of two for one indicator the first."""
        found: dict[str, IndicatorInput] = {}
        for given in self._case.inputs:
            found.setdefault(given.indicator, given)
        return found

    @cached_property
    def surveys(self) -> dict[str, CaseSurvey]:
        """The surveys by id."""
        return {survey.id: survey for survey in self._case.surveys}

    def given(self, indicator: FrameIndicator) -> RuleInputs:
        """What is known about an indicator, ready for its rule."""
        own = self.inputs.get(indicator.id)
        fields = {name: getattr(own, name) for name in RuleInputs.model_fields} if own is not None else {}
        found = RuleInputs.model_construct(**fields) if fields else RuleInputs()
        changes: dict[str, object] = {}
        target = found.target if found.target is not None else indicator.target
        if target is not None and target.figure is not None and target.direction is None and indicator.direction is not None:
            target = target.model_copy(update={"direction": indicator.direction})
        if target is not found.target:
            changes["target"] = target
        if found.actual is not None and indicator.unit == PERCENT:
            changes["actual"] = as_percentage(found.actual)
        if found.actual is None and found.numerator is None and found.denominator is None:
            changes |= self._survey(own) or self._formula(indicator)
        return found.model_copy(update=changes) if changes else found

    def _survey(self, own: IndicatorInput | None) -> dict[str, object]:
        survey = self.surveys.get(own.survey) if own is not None and own.survey else None
        terms = satisfaction_terms(survey) if survey is not None else None
        return {} if terms is None else {"numerator": _exact(terms[0]), "denominator": _exact(terms[1])}

    def ratio(self, indicator: FrameIndicator) -> Ratio | None:
        """The ratio of the indicator's formula from the named figures of the indicator and the case; None when it has no formula."""
        known = load_formulas(self._case.standard).get(indicator.formula or "")
        own = self.inputs.get(indicator.id)
        return compute(known, {**self._case.values, **(own.values if own is not None else {})}) if known is not None else None

    def _formula(self, indicator: FrameIndicator) -> dict[str, object]:
        ratio = self.ratio(indicator)
        return {} if ratio is None or ratio.value is None else {"numerator": ratio.numerator, "denominator": ratio.denominator}


def satisfaction_terms(survey: CaseSurvey) -> tuple[Decimal, Decimal] | None:
    """Weighted satisfied answers and all answers, over the questions that ask for satisfaction; None when there are none."""
    asked = [question for question in survey.questions if question.satisfied and question.answered]
    if not asked:
        return None
    satisfied = sum(
        (question.answers.get(answer, 0) * weight for question in asked for answer, weight in question.satisfied.items()), Decimal(0)
    )
    return satisfied, Decimal(sum(question.answered for question in asked))


def _exact(value: Decimal) -> Figure:
    plain = value.normalize()
    decimals = max(-int(plain.as_tuple().exponent), 0)
    return Figure(value=value, decimals=decimals, raw=f"{plain:f}", exact=True)
