"""The sample county in the workspace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count
from papers import work_off

from jiheng.web.acting import Refused
from jiheng.web.assignments.models import Assignment
from jiheng.web.audit.chain import verify
from jiheng.web.casework.models import Case, Comment
from jiheng.web.demo.accounts import ACCOUNTS, PASSWORD
from jiheng.web.demo.loading import load
from jiheng.web.dossiers.models import Dossier, DossierKind, FormKind, RecordVersion, Stage
from jiheng.web.dossiers.records import is_sound
from jiheng.web.findings.models import Assessment
from jiheng.web.people.models import FiscalYear, Person, Role

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """One department of the county, all three years, loaded once: the tests here only look."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(departments=1)
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
