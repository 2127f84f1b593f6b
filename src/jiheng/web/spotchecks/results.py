"""What became of a draw: own score, score of the recheck, how far they are apart and what the standard calls that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jiheng.assessment.assessing import standard_of
from jiheng.process import RecheckJudgement, recheck_judgement
from jiheng.reports.render.workbook import Column
from jiheng.web.downloads import Value
from jiheng.web.spotchecks.models import Draw


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One draw and its judgement, once there is a score of the recheck."""

    draw: Draw
    judgement: RecheckJudgement | None

    @property
    def difference(self) -> Decimal | None:
        """Recheck less own score."""
        return self.judgement.difference if self.judgement else None


def results(draws: QuerySet[Draw]) -> list[Result]:
    """The draws in their order."""
    rows = draws.select_related("case__dossier__organisation", "plan")
    return [Result(draw=draw, judgement=_judged(draw)) for draw in rows]


def _judged(draw: Draw) -> RecheckJudgement | None:
    recheck = draw.case.recheck_score
    if draw.self_score is None or recheck is None:
        return None
    return recheck_judgement(draw.self_score, recheck, standard_of(draw.case.standard or settings.STANDARD, draw.plan.fiscal_year_id))


_WIDTHS: Final = (8, 36, 24, 14, 14, 16, 12, 12, 12, 14, 40)


def columns() -> tuple[Column, ...]:
    """The heads of the table to take away."""
    titles = (
        _("序号"),
        _("评价对象"),
        _("单位"),
        _("项目代码"),
        _("预算数（万元）"),
        _("状态"),
        _("自评得分"),
        _("复核得分"),
        _("差值"),
        _("认定"),
        _("入选依据"),
    )
    return tuple(Column(title, width) for title, width in zip(titles, _WIDTHS, strict=True))


def table(found: Sequence[Result]) -> Iterator[tuple[Value, ...]]:
    """The rows of that table."""
    for one in found:
        draw, dossier = one.draw, one.draw.case.dossier
        yield (
            draw.rank,
            dossier.subject,
            dossier.organisation.name,
            dossier.code,
            dossier.adjusted_budget,
            draw.case.state_label,
            draw.self_score,
            draw.case.recheck_score,
            one.difference,
            one.judgement.name if one.judgement else "",
            draw.ground,
        )
