"""Pages of organisations and people. A view reads, or calls one action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiheng.web import errors, policy
from jiheng.web.acting import Refused
from jiheng.web.people.actions.accept_invitation import accept_invitation
from jiheng.web.people.actions.add_organisation import add_organisation
from jiheng.web.people.actions.edit_organisation import edit_organisation
from jiheng.web.people.actions.end_membership import end_membership
from jiheng.web.people.actions.grant_role import grant_role
from jiheng.web.people.actions.invite import invite
from jiheng.web.people.actions.offer_reset import offer_reset
from jiheng.web.people.actions.unlock import unlock
from jiheng.web.people.actions.withdraw_invitation import withdraw_invitation
from jiheng.web.people.forms import AcceptForm, AddOrganisationForm, EditOrganisationForm, GrantForm, InviteForm
from jiheng.web.people.models import Invitation, Membership, Organisation, OrganisationKind
from jiheng.web.policy import Permission
from jiheng.web.signed_in import person_of
from jiheng.web.versioned import Stale

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    """The tree as far as the person sees it."""
    return render(request, "people/organisations.html", {"organisations": policy.organisations(person_of(request))})


@require_safe
def organisation_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation with its people."""
    person = person_of(request)
    organisation = _organisation(request, pk)
    manages = policy.may(person, Permission.MANAGE, organisation)
    context = {
        "organisation": organisation,
        "above": Organisation.objects.filter(pk__in=organisation.line[:-1]),
        "memberships": organisation.memberships.select_related("person").order_by("until", "role", "pk"),
        "invitations": organisation.invitations.filter(accepted_at__isnull=True, withdrawn_at__isnull=True) if manages else (),
        "manages": manages,
        "now": timezone.now(),
    }
    return render(request, "people/organisation.html", context)


@form_page
def add_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A new organisation below this one."""
    parent = _managed(request, pk)
    form = AddOrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            added = add_organisation(
                person_of(request), parent=parent, kind=OrganisationKind(cleaned["kind"]), name=cleaned["name"], code=cleaned["code"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已新增「{name}」。").format(name=added))
            return redirect(added)
    return _form(request, form, _("在「{parent}」下新增单位").format(parent=parent), _("新增"), parent)


@form_page
def edit_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an organisation; whoever is late is told so and loses nothing they typed."""
    organisation = _managed(request, pk)
    shown = {"name": organisation.name, "code": organisation.code, "is_active": organisation.is_active, "seen": organisation.version}
    form = EditOrganisationForm(request.POST or None, initial=shown, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        try:
            edit_organisation(person_of(request), organisation, **form.cleaned_data)
        except Stale as error:
            return errors.stale(request, error, reverse("edit_organisation", args=[pk]))
        messages.success(request, _("已保存。"))
        return redirect(organisation)
    return _form(request, form, _("修改「{name}」").format(name=organisation), _("保存"), organisation)


@form_page
def invite_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite somebody; the link is shown once."""
    organisation = _managed(request, pk)
    form = InviteForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        invitation, token = invite(person_of(request), organisation, name=form.cleaned_data["name"], role=form.chosen)
        return _link(request, invitation, token)
    return _form(request, form, _("邀请人员加入「{name}」").format(name=organisation), _("生成链接"), organisation)


@form_page
def grant_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One more role for somebody who has an account."""
    organisation = _managed(request, pk)
    form = GrantForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        person, role = form.chosen
        try:
            grant_role(person_of(request), organisation, person, role=role)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已给 {name} 增加角色：{role}。").format(name=person, role=role.label))
            return redirect(organisation)
    return _form(request, form, _("在「{name}」增加角色").format(name=organisation), _("增加"), organisation)


@require_POST
def reset_link(request: HttpRequest, pk: int) -> HttpResponse:
    """A link for a new password, shown once."""
    membership = _membership(request, pk)
    try:
        invitation, token = offer_reset(person_of(request), membership)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(membership.organisation)
    return _link(request, invitation, token)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a role."""
    membership = _membership(request, pk)
    return _do(request, lambda: end_membership(person_of(request), membership), _("角色已停用。"), membership.organisation)


@require_POST
def unlock_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a locked account."""
    membership = _membership(request, pk)
    return _do(request, lambda: unlock(person_of(request), membership), _("已解除锁定。"), membership.organisation)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a link back."""
    visible = policy.organisations(person_of(request))
    invitation = get_object_or_404(Invitation.objects.select_related("organisation"), pk=pk, organisation__in=visible)
    return _do(request, lambda: withdraw_invitation(person_of(request), invitation), _("链接已撤回。"), invitation.organisation)


@login_not_required
@never_cache
@sensitive_post_parameters()
@form_page
def accept_page(request: HttpRequest, token: str) -> HttpResponse:
    """Use an invitation. A link that opens nothing any more looks like one that never did."""
    invitation = Invitation.objects.select_related("organisation", "person").filter(digest=Invitation.digest_of(token)).first()
    if invitation is None or not invitation.is_open(timezone.now()):
        return render(request, "people/closed_link.html", status=404)
    form = AcceptForm(request.POST or None, person=invitation.person, name=invitation.name)
    if request.method == "POST" and form.is_valid():
        person = accept_invitation(invitation, username=form.cleaned_data.get("username", ""), password=form.cleaned_data["password"])
        messages.success(request, _("{name}，密码已设好，请登录。").format(name=person))
        return redirect("account_login")
    return render(request, "people/accept.html", {"invitation": invitation, "form": form})


def _organisation(request: HttpRequest, pk: int) -> Organisation:
    return get_object_or_404(policy.organisations(person_of(request)), pk=pk)


def _managed(request: HttpRequest, pk: int) -> Organisation:
    organisation = _organisation(request, pk)
    policy.require(person_of(request), Permission.MANAGE, organisation)
    return organisation


def _membership(request: HttpRequest, pk: int) -> Membership:
    visible = policy.organisations(person_of(request))
    return get_object_or_404(Membership.objects.select_related("person", "organisation"), pk=pk, organisation__in=visible)


def _do(request: HttpRequest, deed: Callable[[], Any], done: str, back: Organisation) -> HttpResponse:
    try:
        deed()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(back)


def _link(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    link = request.build_absolute_uri(reverse("accept_invitation", args=[token]))
    response = render(request, "people/link.html", {"invitation": invitation, "link": link})
    response["Cache-Control"] = "no-store"
    return response


def _form(request: HttpRequest, form: Any, title: str, button: str, back: Organisation) -> HttpResponse:
    return render(request, "form_page.html", {"form": form, "title": title, "button": button, "back": back.get_absolute_url()})
