"""Pages of long work: the list of one's own, one job, cancel, retry."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiheng.web import policy
from jiheng.web.acting import Refused
from jiheng.web.jobs.actions.cancel_job import cancel_job
from jiheng.web.jobs.actions.retry_job import retry_job
from jiheng.web.jobs.models import Job
from jiheng.web.people.models import Person
from jiheng.web.signed_in import person_of

PAGE = 50


@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """What the person asked for, the latest first."""
    page = Paginator(policy.jobs(person_of(request)), PAGE).get_page(request.GET.get("page"))
    return render(request, "jobs/list.html", {"page": page, "unfinished": any(job.is_unfinished for job in page)})


@require_safe
def job_page(request: HttpRequest, pk: int) -> HttpResponse:
    """How far one job is; looks again by itself while it is not finished."""
    return render(request, "jobs/job.html", {"job": get_object_or_404(policy.jobs(person_of(request)), pk=pk)})


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a job."""
    return _act(request, pk, cancel_job, _("已取消，或将在当前一步做完后取消。"))


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a job once more."""
    return _act(request, pk, retry_job, _("已重新排队。"))


def _act(request: HttpRequest, pk: int, act: Callable[[Person, Job], Job], done: str) -> HttpResponse:
    person = person_of(request)
    job = get_object_or_404(policy.jobs(person), pk=pk)
    try:
        act(person, job)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(job)
