"""One step from the page of a record or an evaluation to publication."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiheng.web import policy
from jiheng.web.acting import Refused
from jiheng.web.dossiers.models import RecordVersion
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.policies import evaluating
from jiheng.web.portal.actions.put_forward_record import put_forward_record
from jiheng.web.portal.actions.put_forward_report import put_forward_report
from jiheng.web.portal.models import Publication
from jiheng.web.signed_in import person_of


@require_POST
def publish_record(request: HttpRequest, pk: int, form: str, number: int) -> HttpResponse:
    """Put this version of a form forward."""
    person = person_of(request)
    rows = RecordVersion.objects.select_related("dossier__organisation").filter(dossier__in=policy.dossiers(person))
    version = get_object_or_404(rows, dossier_id=pk, form=form, number=number)
    return _done(request, lambda: put_forward_record(person, version), version)


@require_POST
def publish_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the final report of an evaluation forward."""
    person = person_of(request)
    evaluation = get_object_or_404(evaluating.evaluations(person).select_related("dossier__organisation"), pk=pk)
    return _done(request, lambda: put_forward_report(person, evaluation), evaluation)


def _done(request: HttpRequest, act: Callable[[], Publication], back: RecordVersion | Evaluation) -> HttpResponse:
    try:
        publication = act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    messages.success(request, _("已列入公开，期限已起算。请看公开前检查，再提交公开审查。"))
    return redirect(publication)
