"""Dossiers that catch the eye: each rule a condition the database applies, and a sentence that says what it means and what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.expressions import CombinedExpression
from django.db.models.fields import DecimalField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiheng.model.amounts import text
from jiheng.regulation import Standard
from jiheng.web.dashboards.law import cited, standard_of
from jiheng.web.dossiers.models import Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: its name in addresses, its title, its condition under a standard, and what it says in words."""

    key: str
    title: str | Promise
    condition: Callable[[Standard], Q]
    words: Callable[[Standard], str]
    #: The parameters of the standard it uses: what is cited.
    parameters: tuple[str, ...] = ()

    def citations(self, standard: Standard) -> tuple[str, ...]:
        """What its numbers rest on, each once."""
        return tuple(dict.fromkeys(cited(standard.parameter(name).citation) for name in self.parameters))


def _times(name: str, by: Decimal) -> ExpressionWrapper[CombinedExpression]:
    return ExpressionWrapper(F(name) * by, output_field=DecimalField(max_digits=20, decimal_places=6))


def _collapsed(standard: Standard) -> Q:
    return Q(facts__initial_budget__gt=0, facts__adjusted_budget__lt=_times("facts__initial_budget", standard.number("budget_collapse")))


def _always_full(standard: Standard) -> Q:
    full = standard.number("full_points")
    found = Q(score__gte=full)
    for back in range(1, int(standard.number("full_score_years"))):
        before = Dossier.objects.filter(
            organisation=OuterRef("organisation"),
            kind=OuterRef("kind"),
            facts__lasting_subject=OuterRef("facts__lasting_subject"),
            fiscal_year_id=OuterRef("fiscal_year_id") - back,
            score__gte=full,
        )
        found &= Q(Exists(before))
    return found


def _copied(standard: Standard) -> Q:
    least, share = standard.number("equal_actuals_least"), standard.number("equal_actuals_share")
    return Q(facts__indicators__gte=int(least), facts__equal_actuals__gte=_times("facts__indicators", share))


def _percent(standard: Standard, name: str) -> str:
    return f"{text(standard.number(name) * 100, 0)}%"


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        key="budget_collapse",
        title=gettext_lazy("预算大幅压减"),
        condition=_collapsed,
        words=lambda law: _("自评表的全年预算数不足年初预算数的 {share}。").format(share=_percent(law, "budget_collapse")),
        parameters=("budget_collapse",),
    ),
    Rule(
        key="no_execution",
        title=gettext_lazy("全年没有执行"),
        condition=lambda _law: Q(executed=0, adjusted_budget__gt=0),
        words=lambda _law: _("有预算，全年执行数为 0。"),
    ),
    Rule(
        key="over_execution",
        title=gettext_lazy("执行数超过预算数"),
        condition=lambda _law: Q(executed__gt=F("adjusted_budget")),
        words=lambda _law: _("全年执行数大于全年预算数，执行率超过 100%。"),
    ),
    Rule(
        key="always_full_score",
        title=gettext_lazy("连年满分"),
        condition=_always_full,
        words=lambda law: _("同一单位的同一评价对象连续 {years} 年自评都得 {full} 分（名称中的年份不计）。").format(
            years=text(law.number("full_score_years"), 0), full=text(law.number("full_points"), 0)
        ),
        parameters=("full_score_years", "full_points"),
    ),
    Rule(
        key="equal_actuals",
        title=gettext_lazy("完成值照抄指标值"),
        condition=_copied,
        words=lambda law: _(
            "自评表有至少 {least} 个可比的定量指标，其中 {share} 以上的实际完成值与年度指标值完全相同（指标值写“＝”的不计）。"
        ).format(least=text(law.number("equal_actuals_least"), 0), share=_percent(law, "equal_actuals_share")),
        parameters=("equal_actuals_least", "equal_actuals_share"),
    ),
)


def rule_of(key: str) -> Rule | None:
    """The rule of that name."""
    return next((rule for rule in RULES if rule.key == key), None)


def condition(rule: Rule, year: int | None) -> Q:
    """The condition under the standard of the year."""
    return rule.condition(standard_of(year))
