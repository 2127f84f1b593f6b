"""Pages of tokens: which programs act for an organisation."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from jiheng.web import policy
from jiheng.web.acting import Refused
from jiheng.web.exchange.actions.create_token import create_token
from jiheng.web.exchange.actions.revoke_token import revoke_token
from jiheng.web.exchange.models import ApiToken
from jiheng.web.policy import Permission
from jiheng.web.signed_in import person_of

_LONGEST = 366


class TokenForm(forms.Form):
    """A new token."""

    name = forms.CharField(label=gettext_lazy("名称"), max_length=50, help_text=gettext_lazy("用它的程序，如「预算一体化系统」。"))
    writes = forms.BooleanField(
        label=gettext_lazy("可以填报"), required=False, help_text=gettext_lazy("除读取外，还可以新建本单位的卷宗、保存本单位的表。")
    )
    days = forms.IntegerField(label=gettext_lazy("有效天数"), min_value=1, max_value=_LONGEST, initial=180)


@require_http_methods(["GET", "HEAD", "POST"])
def tokens_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The tokens of an organisation; a new one is shown once."""
    person = person_of(request)
    organisation = get_object_or_404(policy.organisations(person), pk=pk)
    policy.require(person, Permission.MANAGE, organisation)
    form = TokenForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        _token, secret = create_token(person, organisation, name=cleaned["name"], writes=cleaned["writes"], days=cleaned["days"])
        form = TokenForm()
    context = {
        "organisation": organisation,
        "tokens": ApiToken.objects.filter(organisation=organisation).select_related("created_by"),
        "form": form,
        "secret": secret,
        "now": timezone.now(),
    }
    response = render(request, "exchange/tokens.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def revoke_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a token."""
    person = person_of(request)
    visible = policy.organisations(person)
    token = get_object_or_404(ApiToken.objects.select_related("organisation"), pk=pk, organisation__in=visible)
    try:
        revoke_token(person, token)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("令牌已停用。"))
    return redirect("tokens", token.organisation_id)
