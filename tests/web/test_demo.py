"""The sample county in the workspace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from papers import work_off
from way_of_a_case import browser

from jiheng.web.acting import Refused
from jiheng.web.assignments.models import Assignment
from jiheng.web.audit.chain import verify
from jiheng.web.casework.models import Case, Comment
from jiheng.web.complaints.models import Complaint
from jiheng.web.demo.accounts import ACCOUNTS, PASSWORD
from jiheng.web.demo.loading import load
from jiheng.web.dossiers.models import Dossier, DossierKind, FormKind, RecordVersion, Stage
from jiheng.web.dossiers.records import is_sound
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.fieldwork.models import PaymentSample
from jiheng.web.findings.models import Assessment
from jiheng.web.people.models import FiscalYear, Person, Role
from jiheng.web.portal.models import Publication
from jiheng.web.rectifications.models import Rectification
from jiheng.web.results.models import ResultUse
from jiheng.web.reviews.models import Decision, ExpertSheet

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """One department of the county, all three years, loaded once: the tests here only look."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(departments=1, furnished=True)
        transaction.set_rollback(True)


def test_each_role_has_an_account_that_opens(loaded: int) -> None:
    assert {account.role for account in ACCOUNTS} == set(Role)
    assert [account.username for account in ACCOUNTS if not Person.objects.get(username=account.username).check_password(PASSWORD)] == []


def test_everybody_loaded_is_marked_as_a_demonstration(loaded: int) -> None:
    assert not Person.objects.filter(is_demo=False).exists()


def test_three_years_stand_at_three_stages(loaded: int) -> None:
    assert loaded == Dossier.objects.count()
    counted = (
        Dossier.objects.filter(kind=DossierKind.PROJECT)
        .values_list("fiscal_year", "stage")
        .annotate(Count("pk"))
        .order_by("fiscal_year", "stage")
    )
    assert [(year, stage) for year, stage, _count in counted] == [
        (2023, Stage.FINISHED),
        (2024, Stage.SELF_EVALUATION),
        (2025, Stage.MONITORING),
        (2025, Stage.OBJECTIVE),
    ]
    assert list(FiscalYear.objects.filter(is_open=True).values_list("year", flat=True)) == [2025, 2024]


def test_forms_are_there_as_records_and_some_are_still_owed(loaded: int) -> None:
    assert set(RecordVersion.objects.values_list("form", flat=True)) == set(FormKind.values)
    assert all(is_sound(version) for version in RecordVersion.objects.all())
    assert Dossier.objects.filter(fiscal_year=2025, awaits_record=True).exists()
    assert not Dossier.objects.filter(fiscal_year=2023, awaits_record=True).exists()


def test_cases_stand_everywhere_returned_and_unfinished(loaded: int) -> None:
    rows = Case.objects.filter(is_open=True, dossier__fiscal_year__is_open=True)
    assert set(rows.values_list("flow", "state")) >= {
        ("objective", "draft"),
        ("objective", "department_review"),
        ("objective", "business_review"),
        ("monitoring", "filling"),
        ("monitoring", "agency_review"),
        ("self_evaluation", "filling"),
        ("self_evaluation", "department_review"),
    }
    assert rows.filter(returned_on__isnull=False).exists()
    assert not Case.objects.filter(dossier__fiscal_year=2023, is_open=True).exists()
    assert Comment.objects.exists()


def test_good_and_bad_papers_wait_to_be_checked(loaded: int) -> None:
    with transaction.atomic():
        work_off()
        verdicts = list(Assessment.objects.order_by("pk").values_list("verdict", flat=True))
        transaction.set_rollback(True)
    assert verdicts == ["clean", "must_fix", "must_fix", "must_fix"]


def test_evaluator_and_expert_have_something_to_look_at(loaded: int) -> None:
    assert set(Assignment.objects.values_list("person__username", flat=True)) >= {"evaluator", "expert"}


def test_what_was_loaded_left_its_trace(loaded: int) -> None:
    verdict = verify()
    assert verdict.broken is None
    assert verdict.sound > RecordVersion.objects.count() + loaded


def test_a_workspace_that_holds_anything_is_not_loaded_into(loaded: int) -> None:
    with pytest.raises(Refused, match="已有资料"):
        load()


@pytest.mark.parametrize(("name", "asked"), [
    ("evaluations", {}), ("rectifications", {}), ("results", {"year": "2024"}), ("publications", {}), ("complaints", {}),
])  # fmt: skip
def test_every_list_shows_a_newcomer_something_to_open(loaded: int, settings: Any, name: str, asked: dict[str, str]) -> None:
    settings.DEMO = True  # elsewhere nobody of the demonstration may sign in
    response = browser(Person.objects.get(username="finance.rechecker")).get(reverse(name), asked)
    assert re.search(r'class="subject"><a href="/', response.content.decode())


def test_an_evaluation_is_over_and_another_is_in_the_field(loaded: int) -> None:
    done, under_way = Evaluation.objects.get(state="archived"), Evaluation.objects.get(state="fieldwork")
    version = done.reports.get()
    assert (version.score, version.grade) == (done.outcome.score, done.outcome.grade)
    assert done.opinions.get().decision == Decision.REJECTED
    assert ExpertSheet.objects.get(evaluation=done).sent_at
    assert ResultUse.objects.filter(dossier=done.dossier).exists()
    assert set(under_way.materials.values_list("state", flat=True)) == {"asked", "provided", "returned", "received"}
    assert PaymentSample.objects.get(source__evaluation=under_way).drawn.filter(result="problem").exists()


def test_the_public_sees_publications_and_gets_replies(loaded: int) -> None:
    today = timezone.localdate()
    assert sorted(Publication.objects.values_list("state", flat=True)) == ["disclosure_review", "published", "published"]
    assert len(re.findall(r'href="/public/dossiers/', Client().get(reverse("portal")).content.decode())) >= 2
    late, answered = Complaint.objects.get(due_on__lt=today), Complaint.objects.get(state="replied")
    assert (late.state, late.is_open) == ("registered", True)
    assert (answered.satisfaction, answered.anonymous, bool(answered.dossier)) == ("satisfied", True, True)
    assert Complaint.objects.count() == 3
    assert Rectification.objects.filter(state="escalated").exists()
