"""The county's forms in another frame of indicators: decision and management before output and benefit, as some places ask.

Weights of outputs and effects are four fifths of the usual; decision and management have the eighteen points left of ninety.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from jiheng.model import Indicator, IndicatorCategory, SelfEvaluationForm, read_actual, read_target
from jiheng.model.amounts import half_up, text
from jiheng.sample.county_forms import figure
from jiheng.sample.county_values import points

_SHARE: Final = Decimal("0.8")
_ROWS: Final = (
    ("决策", IndicatorCategory.DECISION, "项目立项", "立项依据充分性", "充分", 5),
    ("决策", IndicatorCategory.DECISION, "资金投入", "预算编制科学性", "科学", 4),
    ("管理", IndicatorCategory.MANAGEMENT, "组织实施", "管理制度健全性", "健全", 5),
    ("管理", IndicatorCategory.MANAGEMENT, "组织实施", "制度执行有效性", "有效", 4),
)


def _printed(value: Decimal) -> str:
    return text(value, None if value == value.to_integral_value() else 2)


def _row(category: str, key: IndicatorCategory, subcategory: str, name: str, word: str, weight: int) -> Indicator:
    return Indicator(
        category=category,
        category_key=key,
        subcategory=subcategory,
        name=name,
        target=read_target(word),
        actual=read_actual(word),
        weight=figure(str(weight)),
        score=figure(str(weight)),
        deviation_reason="",
        basis="项目实施方案",
        scoring_standard="符合要求得满分，每发现一处问题扣一分。",
    )


def _scaled(row: Indicator) -> Indicator:
    assert row.weight is not None
    assert row.target is not None
    assert row.actual is not None
    weight = half_up(row.weight.value * _SHARE)
    score = points(row.target, row.actual, weight)
    return row.model_copy(update={"weight": figure(_printed(weight)), "score": figure(_printed(score))})


def framed(form: SelfEvaluationForm) -> SelfEvaluationForm:
    """The form with rows of decision and management, all scores by rule."""
    rows = (*(_row(*row) for row in _ROWS), *(_scaled(row) for row in form.indicators))
    scores = [row.score for row in form.funds] + [row.score for row in rows]
    total = sum((score.value for score in scores if score is not None), Decimal(0))
    return form.model_copy(update={"indicators": rows, "total_score": figure(_printed(total))})
