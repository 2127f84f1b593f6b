"""How a form's indicators are made up: which classes it has, what they weigh, whether we see all of it.

Not a check: helpers for the checks of weights and classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from jiheng.model import Form, Indicator, IndicatorCategory, IndicatorSubcategory, SelfEvaluationForm
from jiheng.regulation import Standard

COSTS = (
    IndicatorSubcategory.COST,
    IndicatorSubcategory.ECONOMIC_COST,
    IndicatorSubcategory.SOCIAL_COST,
    IndicatorSubcategory.ECOLOGICAL_COST,
)
CATEGORY_NAMES: dict[IndicatorCategory, str] = {
    IndicatorCategory.OUTPUT: "产出",
    IndicatorCategory.COST: "成本",
    IndicatorCategory.BENEFIT: "效益",
    IndicatorCategory.SATISFACTION: "满意度",
}
SUBCATEGORY_NAMES: dict[str, str] = {
    "quantity": "数量指标",
    "quality": "质量指标",
    "timeliness": "时效指标",
    "cost": "成本指标",
    "economic": "经济效益指标",
    "social": "社会效益指标",
    "ecological": "生态效益指标",
    "sustainability": "可持续影响指标",
}


def is_cost(indicator: Indicator) -> bool:
    """Whether it stands among the cost indicators."""
    return indicator.category_key is IndicatorCategory.COST or indicator.subcategory_key in COSTS


def is_satisfaction(indicator: Indicator) -> bool:
    """Whether it measures satisfaction, by its class or its name."""
    by_class = indicator.category_key is IndicatorCategory.SATISFACTION or indicator.subcategory_key is IndicatorSubcategory.SATISFACTION
    return by_class or "满意" in indicator.name


def weights_by_category(indicators: Sequence[Indicator]) -> dict[IndicatorCategory, Decimal] | None:
    """The weight of each of the four usual level-1 classes; None when a weight is absent or another class occurs."""
    sums = dict.fromkeys(CATEGORY_NAMES, Decimal(0))
    for indicator in indicators:
        if indicator.weight is None or indicator.category_key not in sums:
            return None
        sums[indicator.category_key] += indicator.weight.value
    return sums


def is_complete(form: Form, standard: Standard) -> bool:
    """Whether all indicators of the form were read: their weights make 90 or 100. A cut form proves no absence."""
    weights = [indicator.weight.value for indicator in form.indicators if indicator.weight is not None]
    total = sum(weights, Decimal(0))
    if isinstance(form, SelfEvaluationForm):
        return bool(weights) and total in (standard.number("indicator_points"), standard.number("full_points"))
    return bool(form.indicators)


def profiles(sums: dict[IndicatorCategory, Decimal], standard: Standard) -> list[dict[IndicatorCategory, Decimal]]:
    """The weights the standard wants for a form with these classes; without satisfaction its points go to the benefit."""
    name = "category_weights_with_cost" if sums[IndicatorCategory.COST] else "category_weights_without_cost"
    usual = dict.fromkeys(CATEGORY_NAMES, Decimal(0)) | {IndicatorCategory(k): v for k, v in standard.parameter(name).value.items()}
    if sums[IndicatorCategory.SATISFACTION]:
        return [usual]
    moved = usual | {
        IndicatorCategory.BENEFIT: usual[IndicatorCategory.BENEFIT] + usual[IndicatorCategory.SATISFACTION],
        IndicatorCategory.SATISFACTION: Decimal(0),
    }
    others = [
        dict.fromkeys(CATEGORY_NAMES, Decimal(0)) | {IndicatorCategory(k): v for k, v in profile.items()}
        for profile in standard.parameter("category_weights_elsewhere").value
    ]
    return [moved, *others]
