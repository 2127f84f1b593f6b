"""Pages for those who publish: the list, prepare, one publication with its check, its steps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiheng.process import Transition, allowed, due_dates
from jiheng.web import policy, stored
from jiheng.web.acting import Refused
from jiheng.web.casework import identity
from jiheng.web.casework.forms import StepForm
from jiheng.web.errors import stale
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission
from jiheng.web.portal.actions.mask_files import mask_files
from jiheng.web.portal.actions.prepare_publication import prepare_publication
from jiheng.web.portal.actions.take_publication_step import take_publication_step
from jiheng.web.portal.checking import check, chosen_files, chosen_records
from jiheng.web.portal.course import calendar_of, flow_of
from jiheng.web.portal.forms import PrepareForm, pictures_field, secrecy_field
from jiheng.web.portal.looking import DRAFTS
from jiheng.web.portal.models import Publication, Published
from jiheng.web.signed_in import person_of
from jiheng.web.versioned import Stale

form_page = require_http_methods(["GET", "HEAD", "POST"])
_PAGE = 50


@require_safe
def publications(request: HttpRequest) -> HttpResponse:
    """What is being published and what was, of the dossiers one sees."""
    person = person_of(request)
    rows = policy.publications(person).select_related("dossier__organisation")
    return render(request, "portal/publications.html", {"page": Paginator(rows, _PAGE).get_page(request.GET.get("page"))})


@form_page
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what of a dossier is to be published."""
    person = person_of(request)
    dossier = get_object_or_404(policy.dossiers(person).select_related("organisation"), pk=pk)
    policy.require(person, Permission.FILL, dossier)
    form = PrepareForm(
        request.POST or None,
        dossier=dossier,
        initial={
            "title": f"{dossier.fiscal_year_id}年{dossier.subject}",
            "event": "created",
            "on": timezone.localdate(),
            "documents": [one for one in request.GET.getlist("document") if one.isdecimal()],
        },
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            publication = prepare_publication(
                person,
                dossier,
                title=said["title"],
                forms=said["tables"],
                documents=list(said["documents"]),
                event=said["event"],
                on=said["on"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(publication)
    title = _("公开「{subject}」").format(subject=dossier.subject)
    return render(request, "form_page.html", {"form": form, "title": title, "button": _("准备公开"), "back": dossier.get_absolute_url()})


def _publication(person: Person, pk: int) -> Publication:
    return get_object_or_404(policy.publications(person).select_related("dossier__organisation"), pk=pk)


def _choices(person: Person, publication: Publication) -> tuple[Transition, ...]:
    course = publication.way
    return allowed(flow_of(course.standard, course.at), publication.state, policy.duties(person, publication.dossier))


@require_safe
def publication_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One publication: what it holds, what the check finds, what can be done."""
    person = person_of(request)
    publication = _publication(person, pk)
    course = publication.way
    flow, calendar = flow_of(course.standard, course.at), calendar_of(course.standard)
    today = timezone.localdate()
    preparing = publication.state in ("preparing", "disclosure_review")
    context = {
        "publication": publication,
        "dues": [due.said(today, calendar) for due in due_dates(flow, course, calendar)],
        "events": [(event.on, event.label(flow), event.reason) for event in course.events],
        "choices": _choices(person, publication),
        "records": chosen_records(publication),
        "files": chosen_files(publication),
        "originals": publication.files.filter(masked_by__isnull=False).select_related("masked_by"),
        "checked": check(publication) if preparing else None,
        "seen_pictures": publication.pictures_seen.select_related("person"),
        "masks": publication.state == "preparing" and "agency.preparer" in policy.duties(person, publication.dossier),
        "published": Published.objects.filter(source=publication, withdrawn_at__isnull=True).first(),
    }
    return render(request, "portal/publication.html", context)


@require_safe
def publication_file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A file that is to be published, or the original of a masked copy: who answers for it has to see it."""
    publication = _publication(person_of(request), pk)
    file = get_object_or_404(publication.files, number=number)
    response = HttpResponse(stored.fetch(DRAFTS, file.digest), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name) or "attachment"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def mask(request: HttpRequest, pk: int) -> HttpResponse:
    """Masked copies of all files in one click."""
    person = person_of(request)
    publication = _publication(person, pk)
    seen = request.POST.get("seen", "")
    try:
        count = mask_files(person, publication, seen=int(seen) if seen.isdecimal() else 0)
    except Refused as refusal:
        messages.error(request, str(refusal))
    except Stale as error:
        return stale(request, error, publication.get_absolute_url())
    else:
        messages.success(request, _("已生成遮盖后的副本，遮盖 {count} 处；原件没有改动，不会公开。").format(count=count))
    return redirect(publication)


@sensitive_post_parameters("proof")
@form_page
def publication_step(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """The form of one step, and the step."""
    person = person_of(request)
    publication = _publication(person, pk)
    flow = flow_of(publication.way.standard, publication.way.at)
    transition = next((one for one in _choices(person, publication) if one.action == action), None)
    if transition is None:
        if action not in {one.action for one in flow.transitions.values()}:
            raise Http404
        raise PermissionDenied
    posted = request.POST if request.method == "POST" else None
    form = StepForm(
        posted, transition=transition, words=flow.words, asks_for_code=identity.asks_for_code(person), initial={"seen": publication.version}
    )
    if "secrecy_check" in transition.requires:
        form.fields["secrecy_check"] = secrecy_field()
        if check(publication).unseen:
            form.fields["pictures_check"] = pictures_field()
    if posted is not None and form.is_valid() and _proved(request, person, form):
        said: dict[str, Any] = {**form.said, **{name: form.cleaned_data.get(name) for name in ("secrecy_check", "pictures_check")}}
        try:
            take_publication_step(
                person, publication, action, seen=form.cleaned_data["seen"], said=said, confirmed="proof" in form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Stale as error:
            return stale(request, error, publication.get_absolute_url())
        else:
            messages.success(request, _("已办理：{label}。").format(label=transition.label))
            return redirect(publication)
    context = {"form": form, "title": f"{publication.title} · {transition.label}", "button": transition.label}
    return render(request, "form_page.html", {**context, "back": publication.get_absolute_url()})


def _proved(request: HttpRequest, person: Person, form: StepForm) -> bool:
    """Whether who acts proved who they are, where the step asks for it."""
    if "proof" not in form.fields or identity.proves(request, person, form.cleaned_data["proof"]):
        return True
    form.add_error("proof", _("不正确，没有办理。请再试一次。"))
    return False
