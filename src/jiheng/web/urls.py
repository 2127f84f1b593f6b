"""Every address of the workspace. The table in tests/web/test_policy_table.py names each of them."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

from jiheng.web import errors
from jiheng.web.archives import urls as archives
from jiheng.web.assignments import views as assignments
from jiheng.web.audit import views as audit
from jiheng.web.casework import urls as casework
from jiheng.web.complaints import urls as complaints
from jiheng.web.dashboards import urls as dashboards
from jiheng.web.dossiers import views as dossiers
from jiheng.web.evaluations import urls as evaluations
from jiheng.web.exchange import urls as exchange
from jiheng.web.fieldwork import urls as fieldwork
from jiheng.web.files import urls as files
from jiheng.web.filling import urls as filling
from jiheng.web.findings import urls as findings
from jiheng.web.health import health
from jiheng.web.home import views as home
from jiheng.web.jobs import urls as jobs
from jiheng.web.people import views as people
from jiheng.web.people import year_views as years
from jiheng.web.portal import urls as portal
from jiheng.web.rectifications import urls as rectifications
from jiheng.web.results import urls as results
from jiheng.web.reviews import urls as reviews
from jiheng.web.spotchecks import urls as spotchecks
from jiheng.web.surveys import urls as surveys

urlpatterns = [
    path("", home.home, name="home"),
    path("health/", health, name="health"),
    path("dossiers/", dossiers.dossier_list, name="dossiers"),
    path("dossiers/open/", dossiers.open_page, name="open_dossier"),
    path("dossiers/<int:pk>/", dossiers.dossier_page, name="dossier"),
    path("dossiers/<int:pk>/records/<slug:form>/<int:number>/", dossiers.record_page, name="record"),
    path("dossiers/<int:pk>/assign/", assignments.assign_page, name="assign"),
    path("assignments/<int:pk>/withdraw/", assignments.withdraw, name="withdraw_assignment"),
    path("declarations/", assignments.declarations, name="declarations"),
    path("organisations/", people.organisation_list, name="organisations"),
    path("organisations/<int:pk>/", people.organisation_page, name="organisation"),
    path("organisations/<int:pk>/add/", people.add_page, name="add_organisation"),
    path("organisations/<int:pk>/edit/", people.edit_page, name="edit_organisation"),
    path("organisations/<int:pk>/invite/", people.invite_page, name="invite"),
    path("organisations/<int:pk>/grant/", people.grant_page, name="grant_role"),
    path("years/", years.years_page, name="years"),
    path("years/<int:year>/close/", years.close_page, name="close_year"),
    path("memberships/<int:pk>/end/", people.end, name="end_membership"),
    path("memberships/<int:pk>/unlock/", people.unlock_person, name="unlock"),
    path("memberships/<int:pk>/reset/", people.reset_link, name="offer_reset"),
    path("invitations/<int:pk>/withdraw/", people.withdraw, name="withdraw_invitation"),
    path("join/<str:token>/", people.accept_page, name="accept_invitation"),
    path("audit/", audit.audit_page, name="audit"),
    *casework.urlpatterns,
    *filling.urlpatterns,
    *files.urlpatterns,
    *jobs.urlpatterns,
    *findings.urlpatterns,
    *spotchecks.urlpatterns,
    *surveys.urlpatterns,
    *evaluations.urlpatterns,
    *reviews.urlpatterns,
    *dashboards.urlpatterns,
    *exchange.urlpatterns,
    *complaints.urlpatterns,
    *portal.urlpatterns,
    *fieldwork.urlpatterns,
    *rectifications.urlpatterns,
    *results.urlpatterns,
    *archives.urlpatterns,
    # allauth's own views under our addresses; what it brings for registration and mail has no address here.
    path("account/sign-in/", account.login, name="account_login"),
    path("account/sign-out/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/second-factor/", second_factor.index, name="mfa_index"),
    path("account/second-factor/code/", second_factor.authenticate, name="mfa_authenticate"),
    path("account/second-factor/confirm/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("account/second-factor/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/second-factor/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/recovery-codes/generate/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/recovery-codes/download/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
