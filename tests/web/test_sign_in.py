"""Signing in: password, second factor, lock-out, limits of a session, invitation by link. All of it without JavaScript."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from county_at_hand import PASSWORD, County
from django.test import Client, override_settings
from django.urls import reverse

from jiheng.web.audit.models import AuditEntry
from jiheng.web.demo.accounts import ACCOUNTS
from jiheng.web.people.events import SEEN, SIGNED_IN
from jiheng.web.people.models import Membership, Person, Role


def _sign_in(client: Client, username: str, password: str = PASSWORD) -> str:
    """Where signing in leads, or the status when it leads nowhere."""
    response = client.post(reverse("account_login"), {"login": username, "password": password})
    return response.headers.get("Location", str(response.status_code))


def _code(secret: str) -> str:
    """What an authenticator shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_a_right_password_opens_the_first_page(county: County, client: Client) -> None:
    assert _sign_in(client, "agency") == "/"
    assert "我要办" in client.get("/").content.decode()
    assert AuditEntry.objects.filter(action="sign_in", actor=county["agency"]).count() == 1


def test_the_page_asked_for_comes_after_signing_in(county: County, client: Client) -> None:
    assert client.get("/dossiers/").headers["Location"] == "/account/sign-in/?next=/dossiers/"
    response = client.post("/account/sign-in/?next=/dossiers/", {"login": "agency", "password": PASSWORD})
    assert response.headers["Location"] == "/dossiers/"


def test_another_site_is_no_page_to_go_on_to(county: County, client: Client) -> None:
    response = client.post("/account/sign-in/", {"login": "agency", "password": PASSWORD, "next": "https://example.com/"})
    assert response.headers["Location"] == "/"


def test_a_wrong_password_and_an_unknown_name_read_alike(county: County, client: Client) -> None:
    texts = []
    for name in ("agency", "nobody.there"):
        page = client.post(reverse("account_login"), {"login": name, "password": "falsch"}).content.decode()
        texts.append(re.findall(r'class="errorlist[^"]*".*?</ul>', page, re.S))
    assert texts[0] == texts[1]
    assert "不正确" in texts[0][0]


def test_five_wrong_passwords_lock_the_name_and_an_administrator_opens_it(county: County, client: Client) -> None:
    answers = [client.post(reverse("account_login"), {"login": "agency", "password": "falsch"}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert "暂停登录 30 分钟" in answers[-1].content.decode()
    assert _sign_in(client, "agency") == "429"
    assert AuditEntry.objects.filter(action="lock_out", actor=county["agency"]).exists()
    administrator = Client()
    administrator.force_login(county["administrator"], backend="jiheng.web.people.accounts.Backend")
    administrator.post(reverse("unlock", args=[county["agency"].memberships.get().pk]))
    from django.core.cache import cache

    cache.clear()  # allauth's own counter runs out by itself
    assert _sign_in(client, "agency") == "/"


def test_capitals_are_no_way_around_the_lock(county: County, client: Client) -> None:
    for name in ("agency", "Agency", "AGENCY", "aGency", "agencY"):
        _sign_in(client, name, "falsch")
    assert _sign_in(client, "agency") == "429"


def test_a_locked_name_locks_nobody_else(county: County, client: Client) -> None:
    for _ in range(5):
        _sign_in(client, "agency", "falsch")
    assert _sign_in(client, "reviewer") == "/"


@override_settings(SECOND_FACTOR="privileged")
def test_a_privileged_person_gets_no_further_without_a_second_factor(county: County, client: Client) -> None:
    _sign_in(client, "administrator")
    for page in ("/", "/organisations/", "/audit/"):
        assert client.get(page).headers["Location"] == reverse("mfa_activate_totp")
    other = Client()
    _sign_in(other, "agency")
    assert other.get("/").status_code == 200


@override_settings(SECOND_FACTOR="privileged")
def test_who_becomes_privileged_is_asked_at_once(county: County, client: Client) -> None:
    _sign_in(client, "agency")
    assert client.get("/").status_code == 200
    Membership.objects.create(person=county["agency"], organisation=county.places["finance"], role=Role.APPROVER)
    assert client.get("/").headers["Location"] == reverse("mfa_activate_totp")


@override_settings(SECOND_FACTOR="privileged")
def test_with_a_second_factor_the_password_alone_opens_nothing(
    county: County, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    _sign_in(client, "finance")
    activate = reverse("mfa_activate_totp")
    page = client.get(activate)
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(activate, {"code": _code(secret)}).headers["Location"] == reverse("mfa_view_recovery_codes")
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert client.get("/").status_code == 200

    second = Client()
    assert _sign_in(second, "finance") == reverse("mfa_authenticate")
    assert second.get("/").status_code == 302
    assert second.post(reverse("mfa_authenticate"), {"code": "nicht."}).status_code == 200
    assert second.post(reverse("mfa_authenticate"), {"code": codes[0]}).headers["Location"] == "/"
    assert second.get("/").status_code == 200
    third = Client()
    _sign_in(third, "finance")
    assert third.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 200, "a recovery code works once"
    assert AuditEntry.objects.filter(action="add_second_factor", actor=county["finance"]).exists()


def test_who_signed_in_long_ago_confirms_the_password_before_touching_the_second_factor(county: County, client: Client) -> None:
    _sign_in(client, "agency")
    session = client.session
    session[SIGNED_IN] = time.time() - 301
    session.save()
    for page in ("mfa_activate_totp", "mfa_generate_recovery_codes"):
        assert client.get(reverse(page)).headers["Location"].startswith(reverse("account_reauthenticate"))
    confirm = reverse("account_reauthenticate") + "?next=" + reverse("mfa_activate_totp")
    assert client.post(confirm, {"password": "falsch"}).status_code == 200
    assert client.post(confirm, {"password": PASSWORD}).headers["Location"] == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_after_half_an_hour_without_a_request_the_session_ends(county: County, client: Client) -> None:
    _sign_in(client, "agency")
    session = client.session
    session[SEEN] = time.time() - 31 * 60
    session.save()
    assert client.get("/dossiers/").headers["Location"] == "/account/sign-in/?next=/dossiers/"
    assert "登录已超时" in client.get("/account/sign-in/").content.decode()


def test_after_twelve_hours_the_session_ends_however_busy(county: County, client: Client) -> None:
    _sign_in(client, "agency")
    session = client.session
    session[SIGNED_IN] = time.time() - 12 * 3600 - 1
    session.save()
    assert client.get("/").status_code == 302


def test_a_session_in_use_goes_on(county: County, client: Client) -> None:
    _sign_in(client, "agency")
    session = client.session
    session[SEEN] = long_ago = time.time() - 15 * 60
    session.save()
    assert client.get("/").status_code == 200
    assert client.session[SEEN] > long_ago


def test_the_accounts_of_the_sample_county_show_and_open_in_demo_mode_only(county: County, client: Client, settings: Any) -> None:
    Person.objects.create_user("demo.person", PASSWORD, name="演示", is_demo=True)
    assert ACCOUNTS[0].username not in client.get("/account/sign-in/").content.decode()
    assert _sign_in(client, "demo.person") == "/account/inactive/"
    assert client.get("/").status_code == 302
    settings.DEMO = True
    page = client.get("/account/sign-in/").content.decode()
    assert [account.username for account in ACCOUNTS if account.username not in page] == []
    assert _sign_in(client, "demo.person") == "/"


def test_somebody_invited_sets_a_password_and_signs_in(county: County, client: Client) -> None:
    administrator = Client()
    administrator.force_login(county["administrator"], backend="jiheng.web.people.accounts.Backend")
    page = administrator.post(reverse("invite", args=[county.places["water"].pk]), {"name": "新人", "role": "reviewer"})
    assert page.headers["Cache-Control"] == "no-store"
    link = re.findall(r"http://testserver(/join/[^<\s]+)", page.content.decode())[0]
    assert "新人 · 澄岚县水利局 · 审核人" in client.get(link).content.decode()
    wrong = client.post(link, {"username": "Somebody", "password": "kurz", "again": "kurz2"}).content.decode()
    assert "至少" in wrong
    assert "两次输入的密码不一致" in wrong
    assert client.post(link, {"username": "somebody", "password": PASSWORD, "again": PASSWORD}).headers["Location"] == "/account/sign-in/"
    assert _sign_in(client, "somebody") == "/"
    assert client.get(link).status_code == 404


def test_a_name_in_use_is_told(county: County, client: Client) -> None:
    administrator = Client()
    administrator.force_login(county["administrator"], backend="jiheng.web.people.accounts.Backend")
    page = administrator.post(reverse("invite", args=[county.places["water"].pk]), {"name": "新人", "role": "reviewer"})
    link = re.findall(r"http://testserver(/join/[^<\s]+)", page.content.decode())[0]
    assert "登录名 agency 已有人使用" in client.post(link, {"username": "agency", "password": PASSWORD, "again": PASSWORD}).content.decode()


@pytest.mark.parametrize(
    ("password", "complaint"),
    [
        ("Kurz-1", "至少"),
        ("nurbuchstabenhier", "至少三类"),
        ("Password-1", ""),
        ("agency.Name1", "登录名"),
        ("密码很长很长很长很长", "至少三类"),
    ],
)
def test_poor_passwords_are_refused_with_the_remedy(password: str, complaint: str) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    person = Person(username="agency.name", name="某人")
    if not complaint:
        validate_password(password, person)
        return
    with pytest.raises(ValidationError, match=complaint):
        validate_password(password, person)


def test_a_form_without_its_token_changes_nothing(county: County) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("account_login"), {"login": "agency", "password": PASSWORD})
    assert response.status_code == 403
    assert "页面已过期" in response.content.decode()
