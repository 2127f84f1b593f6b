"""Pages of assignments: give, take back, declare an interest."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jiheng.web import policy
from jiheng.web.acting import Refused
from jiheng.web.assignments.actions.assign import assign
from jiheng.web.assignments.actions.declare_interest import declare_interest
from jiheng.web.assignments.actions.withdraw_assignment import withdraw_assignment
from jiheng.web.assignments.forms import AssignForm, DeclareForm
from jiheng.web.assignments.models import Assignment
from jiheng.web.people.models import Organisation, OrganisationKind
from jiheng.web.policies import evaluating
from jiheng.web.policy import Permission
from jiheng.web.signed_in import person_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def assign_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a dossier to somebody; a conflict of interest is named and nothing happens."""
    person = person_of(request)
    dossier = get_object_or_404(policy.dossiers(person).select_related("organisation"), pk=pk)
    policy.require(person, Permission.ASSIGN, dossier)
    form = AssignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen, role = form.chosen
        try:
            assign(person, dossier, chosen, role=role)
        except Refused as refusal:
            form.add_error("candidate", str(refusal))
        else:
            messages.success(request, _("已指派 {name}。").format(name=chosen))
            return redirect(dossier)
    title = _("为「{subject}」指派人员").format(subject=dossier.subject)
    return render(request, "form_page.html", {"form": form, "title": title, "button": _("指派"), "back": dossier.get_absolute_url()})


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a dossier back."""
    visible = policy.dossiers(person_of(request))
    assignment = get_object_or_404(Assignment.objects.select_related("dossier__organisation", "person"), pk=pk, dossier__in=visible)
    try:
        withdraw_assignment(person_of(request), assignment)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("指派已撤回。"))
    return redirect(assignment.dossier)


@form_page
def declarations(request: HttpRequest) -> HttpResponse:
    """What somebody who can be put on a team declared, and a new declaration."""
    person = person_of(request)
    if not evaluating.may_judge(person):
        raise PermissionDenied
    kinds = (OrganisationKind.DEPARTMENT, OrganisationKind.AGENCY)
    form = DeclareForm(request.POST or None, organisations=Organisation.objects.filter(kind__in=kinds, is_active=True))
    if request.method == "POST" and form.is_valid():
        declare_interest(person, form.cleaned_data["organisation"])
        messages.success(request, _("已登记。与该单位有关的卷宗不会再指派给您。"))
        return redirect("declarations")
    declared = person.declared_interests.select_related("organisation").order_by("-declared_at")
    return render(request, "assignments/declarations.html", {"form": form, "declared": declared})
