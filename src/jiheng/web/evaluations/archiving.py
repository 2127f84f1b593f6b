"""What the file of an evaluation still lacks before it can be archived."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from jiheng.web.evaluations.models import Evaluation
from jiheng.web.reviews.models import Minutes, ReportVersion


def missing_papers(evaluation: Evaluation) -> tuple[str, ...]:
    """The papers that are not there, by name."""
    return tuple(_missing(evaluation))


def _missing(evaluation: Evaluation) -> Iterator[str]:
    steps = list(evaluation.steps.all())
    parts = set(evaluation.entries.filter(withdrawn_at__isnull=True).values_list("part", flat=True))
    if not any(one.action == "engage" and one.said.get("evidence") for one in steps):
        yield _("评价委托书")
    if "schedule" not in parts and not any(one.said.get("work_plan") for one in steps):
        yield _("工作方案")
    if "evidence" not in parts:
        yield _("工作底稿和佐证材料")
    if not ReportVersion.objects.filter(evaluation=evaluation).exists():
        yield _("评价报告")
    if not Minutes.objects.filter(evaluation=evaluation).exists():
        yield _("会审记录")
    if not any(one.action == "confirm" or (one.action == "confirm_final" and one.said.get("reason")) for one in steps):
        yield _("单位的确认，或者逾期未确认的说明")
