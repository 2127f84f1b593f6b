"""Pages of what sets days for many cases at once: notices, and the approval of the budget."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jiheng.web import policy
from jiheng.web.acting import Refused
from jiheng.web.casework import flows
from jiheng.web.casework.actions.record_budget_approval import record_budget_approval
from jiheng.web.casework.actions.set_deadline import set_deadline
from jiheng.web.casework.forms import BudgetApprovalForm, NoticeForm
from jiheng.web.casework.models import BudgetApproval, FlowName, Notice
from jiheng.web.people.models import Organisation, OrganisationKind, Person
from jiheng.web.policy import Permission
from jiheng.web.signed_in import person_of

#: A notice goes to a whole bureau or department, or to all.
_GROUPS = (OrganisationKind.FINANCE_AUTHORITY, OrganisationKind.DEPARTMENT)
form_page = require_http_methods(["GET", "HEAD", "POST"])


def _places(person: Person, *kinds: OrganisationKind) -> QuerySet[Organisation]:
    return Organisation.objects.filter(is_active=True, pk__in=policy.organisations(person), kind__in=kinds)


@form_page
def deadlines(request: HttpRequest) -> HttpResponse:
    """What the standard says, what notices set, and room for a new notice for those who may."""
    person = person_of(request)
    may = policy.holds(person, Permission.DIRECT)
    form = NoticeForm(request.POST or None, places=_places(person, *_GROUPS)) if may else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid() and _noticed(person, form):
            messages.success(request, _("已规定，有关的待办已按新的日期计算。"))
            return redirect("deadlines")
    notices = Notice.objects.filter(organisation__in=policy.organisations(person)).select_related("organisation", "set_by")
    context = {"form": form, "notices": notices, "rules": [(name.label, flows.rules(name)) for name in FlowName]}
    return render(request, "casework/deadlines.html", context)


def _noticed(person: Person, form: NoticeForm) -> bool:
    told = form.cleaned_data
    flow, deadline = told["deadline"].split(".")
    try:
        set_deadline(
            person,
            told["place"],
            year=told["year"],
            flow=FlowName(flow),
            deadline=deadline,
            day=told["day"],
            reference=told["reference"],
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@form_page
def budget_approvals(request: HttpRequest) -> HttpResponse:
    """When the budgets of the years were approved, and room to record one for those who may."""
    person = person_of(request)
    may = policy.holds(person, Permission.DIRECT)
    form = BudgetApprovalForm(request.POST or None, places=_places(person, OrganisationKind.FINANCE_AUTHORITY)) if may else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid() and _recorded(request, person, form):
            return redirect("budget_approvals")
    above = {number for place in policy.organisations(person).only("path") for number in place.line}
    approvals = BudgetApproval.objects.filter(organisation__in=above).select_related("organisation", "recorded_by")
    rule = next((one for one in flows.rules(FlowName.OBJECTIVE, after=flows.BUDGET_APPROVED)), None)
    return render(request, "casework/budget_approvals.html", {"form": form, "approvals": approvals, "rule": rule})


def _recorded(request: HttpRequest, person: Person, form: BudgetApprovalForm) -> bool:
    told = form.cleaned_data
    try:
        made = record_budget_approval(person, told["place"], year=told["year"], day=told["day"], reference=told["reference"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("已登记，{count} 件在办的绩效目标按这一天计算批复期限。").format(count=made.count))
    return True
