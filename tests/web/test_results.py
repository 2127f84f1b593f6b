"""Use of results: what a grade proposes, next year's plan against it, who used it how; ranks and the summary report."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal

import openpyxl
import pytest
from county_at_hand import YEAR, County
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from evaluation_at_hand import Evaluated
from rows_rectifications import issued
from rows_results import final
from way_of_a_case import browser

from jiheng.web.acting import Refused
from jiheng.web.audit.models import AuditEntry
from jiheng.web.dossiers.actions.open_dossier import open_dossier
from jiheng.web.dossiers.models import Dossier, DossierKind
from jiheng.web.evaluations.assembling import scored as case_scored
from jiheng.web.people.models import FiscalYear
from jiheng.web.rectifications.models import Rectification
from jiheng.web.results.actions.record_use import record_use
from jiheng.web.results.actions.take_over_outcome import take_over_outcome
from jiheng.web.results.models import Outcome, ResultUse
from jiheng.web.results.proposing import Result, result_of, results, scored, with_all

DAY = datetime.date(2025, 10, 1)


def told(county: County, subject: str, score: str, budget: str = "100") -> Dossier:
    """A dossier with a score and a budget."""
    dossier = county.dossier(subject)
    Dossier.objects.filter(pk=dossier.pk).update(score=Decimal(score), adjusted_budget=Decimal(budget))
    return Dossier.objects.select_related("organisation").get(pk=dossier.pk)


def planned(county: County, subject: str, budget: str) -> Dossier:
    """The same subject in the next year, with its budget."""
    year, _new = FiscalYear.objects.get_or_create(year=YEAR + 1)
    place = county.places["water_station"]
    return open_dossier(county["agency"], place, year=year, kind=DossierKind.PROJECT, subject=subject, budget=Decimal(budget))


def found(county: County, dossier: Dossier, who: str = "finance") -> Result:
    result = result_of(county[who], dossier)
    assert result is not None
    return result


def test_the_proposal_follows_the_grade_and_next_year_is_held_against_it(county: County) -> None:
    good, poor = told(county, f"{YEAR}年水库维修养护", "92"), told(county, "渠道清淤", "55")
    planned(county, f"{YEAR + 1}年水库维修养护", "120")
    planned(county, "渠道清淤", "110")
    assert (found(county, good).grade, found(county, good).warning) == ("优", "")
    result = found(county, poor)
    assert result.proposal is not None
    assert (result.place, result.grade, result.proposal.direction) == (2, "差", "cut")
    assert "拟安排 110" in result.warning


def test_what_was_not_put_right_counts(county: County) -> None:
    dossier = told(county, "水库维修养护", "92")
    row = issued(county, dossier)
    assert found(county, dossier).rectified
    Rectification.objects.filter(pk=row.pk).update(state="escalated")
    result = found(county, dossier)
    assert not result.rectified
    assert result.proposal is not None
    assert "没有按要求整改" in result.proposal.text


def test_a_use_is_written_down_by_those_above(county: County) -> None:
    dossier = told(county, "渠道清淤", "55")
    use = record_use(
        county["finance"], dossier, found(county, dossier), way="budget", text="抗旱急需，按原数安排。", amount=Decimal(110), decided_on=DAY
    )
    assert "高于" in use.proposal
    assert AuditEntry.objects.filter(action="record_use").count() == 1
    with pytest.raises(PermissionDenied):
        record_use(county["agency"], dossier, found(county, dossier, "agency"), way="other", text="自用", decided_on=DAY)
    page = browser(county["agency"]).get(reverse("result", args=[dossier.pk])).content.decode()
    assert "抗旱急需" in page
    assert "登记应用" not in page


def test_a_dossier_without_a_score_has_no_result(county: County) -> None:
    dossier = county.dossier()
    assert result_of(county["finance"], dossier) is None
    with pytest.raises(Refused, match="还没有得分"):
        record_use(county["finance"], dossier, None, way="other", text="无", decided_on=DAY)


def test_the_result_of_an_evaluation_is_taken_over_once_it_is_final(county: County) -> None:
    dossier = told(county, "水库维修养护", "98")
    evaluation = final(county, dossier, "confirming")
    with pytest.raises(Refused, match="还没有定稿"):
        take_over_outcome(county["finance"], evaluation)
    Outcome(dossier=dossier, evaluation=evaluation, score=Decimal(71), grade="中", taken_by=county["finance"]).save()
    result = found(county, Dossier.objects.get(pk=dossier.pk))
    assert (result.source, result.score, result.grade) == ("评价", Decimal(71), "中")


def test_the_score_of_an_evaluation_becomes_the_result_and_next_years_proposal(county: County) -> None:
    evaluated = Evaluated(county)
    dossier = evaluated.dossier  # nobody handed in a self-evaluation
    Dossier.objects.filter(pk=dossier.pk).update(adjusted_budget=Decimal(100))
    planned(county, "水库维修养护", "110")
    evaluated.team()
    evaluated.stands_at("analysis", stage="analysis")
    frame, _score = case_scored(evaluated.evaluation)
    for indicator in frame.indicators:
        lost = Decimal("1.25") if indicator.weight > 2 else Decimal(0)
        evaluated.saves("colleague", "inputs", indicator.id, score_given=f"{indicator.weight - lost}", reason_given="查证属实")
    evaluated.stands_at("archiving", stage="archive")
    total = case_scored(evaluated.evaluation)[1].total
    client = browser(county["finance"])
    address = reverse("result", args=[dossier.pk])
    assert address in client.get(dossier.get_absolute_url()).content.decode()
    assert "采用评价结果" in client.get(address).content.decode()
    page = client.post(reverse("take_over_outcome", args=[evaluated.number]), follow=True).content.decode()
    outcome = Outcome.objects.get(dossier=dossier)
    assert (outcome.score, outcome.grade, outcome.evaluation_id) == (total, "中", evaluated.number)
    result = found(county, Dossier.objects.select_related("organisation").get(pk=dossier.pk))
    assert (result.source, result.score, result.grade, result.place) == ("评价", total, "中", 1)
    assert result.proposal is not None and result.proposal.text in page
    assert result.warning and result.warning in page
    assert "采用评价结果" not in page
    with pytest.raises(Refused, match="已经采用"):
        take_over_outcome(county["finance"], evaluated.evaluation)
    listed = client.get(reverse("results")).content.decode()
    assert f"{total}" in listed and reverse("result", args=[dossier.pk]) in listed
    used = record_use(county["finance"], dossier, result, way="budget", text="按建议安排。", amount=Decimal(110), decided_on=DAY)
    assert (used.score, used.grade) == (total, "中")
    assert client.get(reverse("results_report", args=["docx"])).content[:2] == b"PK"


def test_pages_and_tables_say_the_same_in_as_many_queries(county: County) -> None:
    client = browser(county["finance"])

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("results")).status_code == 200
        return len(queries)

    told(county, "渠道清淤", "55")
    client.get(reverse("results"))
    one = asked()
    told(county, "水库维修养护", "92")
    planned(county, "水库维修养护", "90")
    assert asked() == one
    rows = results(list(with_all(scored(county["finance"], YEAR))))
    assert [(row.place, row.dossier.subject) for row in rows] == [(1, "水库维修养护"), (2, "渠道清淤")]
    table = openpyxl.load_workbook(io.BytesIO(client.get(reverse("results_file", args=["xlsx"])).content)).active
    assert [line[3] for line in table.iter_rows(min_row=2, values_only=True)] == ["水库维修养护", "渠道清淤"]
    assert client.get(reverse("results_report", args=["docx"])).content[:2] == b"PK"
    assert not ResultUse.objects.exists()
