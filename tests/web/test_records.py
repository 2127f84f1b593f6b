"""Organisations, dossiers and the versions of their records."""

from __future__ import annotations

from decimal import Decimal

import pytest
from county_at_hand import YEAR, County, form
from django.core.management import call_command
from django.db import IntegrityError

from jiheng.web.acting import Refused
from jiheng.web.dossiers.actions.open_dossier import open_dossier
from jiheng.web.dossiers.actions.store_record import store_record
from jiheng.web.dossiers.models import Dossier, DossierKind, Immutable, RecordVersion, State
from jiheng.web.dossiers.records import content_of, digest_of, is_sound, read
from jiheng.web.people.models import FiscalYear, Membership, Organisation, OrganisationKind, Role
from jiheng.web.versioned import Stale


def test_the_tables_are_those_of_the_models_and_the_settings_hold(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    call_command("check", fail_level="WARNING", verbosity=0)


def test_a_path_names_all_above(county: County) -> None:
    places = county.places
    assert places["water_station"].line == (places["finance"].pk, places["water"].pk, places["water_station"].pk)
    assert places["water_station"].depth == 2


def test_children_stand_below_their_parents_in_the_order_they_came(county: County) -> None:
    for number in range(12):
        Organisation.objects.create(kind=OrganisationKind.AGENCY, name=f"{number}", code=f"n{number}", parent=county.places["water"])
    names = list(Organisation.objects.filter(path__startswith=county.places["water"].path).values_list("name", flat=True))
    assert names == ["澄岚县水利局", "澄岚县水库运行中心", *map(str, range(12))]


def test_a_role_is_held_once_at_a_time(county: County) -> None:
    with pytest.raises(IntegrityError):
        Membership.objects.create(person=county["agency"], organisation=county.places["water_station"], role=Role.PREPARER)


def test_a_record_comes_back_as_it_was_stored(county: County) -> None:
    version = county.filed().records.get()
    assert read(RecordVersion.objects.get(pk=version.pk)) == form()
    assert is_sound(version)


def test_a_dossier_shows_the_figures_of_its_record(county: County) -> None:
    dossier = Dossier.objects.get(pk=county.filed().pk)
    total = form().funds[0]
    assert total.adjusted_budget is not None
    assert total.execution_rate is not None
    assert dossier.adjusted_budget == total.adjusted_budget.value
    assert dossier.execution_rate == total.execution_rate.value
    assert dossier.score == form().total_score.value  # type: ignore[union-attr]
    assert dossier.state is State.FILED


def test_money_in_yuan_is_kept_in_ten_thousand_yuan(county: County) -> None:
    dossier = county.dossier()
    rows = tuple(row.model_copy(update={"adjusted_budget": row.adjusted_budget.model_copy(update={"unit": "元"})}) for row in form().funds)  # type: ignore[union-attr]
    store_record(county["agency"], dossier, form(funds=rows), seen=dossier.version)
    assert dossier.adjusted_budget == rows[0].adjusted_budget.value / Decimal(10000)


def test_the_same_content_is_no_new_version(county: County) -> None:
    dossier = county.filed()
    with pytest.raises(Refused, match="与第 1 版相同"):
        store_record(county["agency"], dossier, form(), seen=dossier.version)


def test_a_correction_is_the_next_version_and_the_first_stays(county: County) -> None:
    dossier = county.filed()
    store_record(county["agency"], dossier, form(conclusion="改正"), seen=dossier.version, note="更正结论")
    assert list(dossier.records.values_list("number", "note")) == [(2, "更正结论"), (1, "")]


def test_who_saw_an_older_version_does_not_overwrite(county: County) -> None:
    dossier = county.dossier()
    seen = dossier.version
    store_record(county["agency"], Dossier.objects.get(pk=dossier.pk), form(), seen=seen)
    with pytest.raises(Stale, match="刚刚被别人改过"):
        store_record(county["agency"], dossier, form(conclusion="晚了"), seen=seen)
    assert dossier.records.count() == 1


def test_a_closed_year_takes_no_record_and_no_dossier(county: County) -> None:
    dossier = county.dossier()
    FiscalYear.objects.update(is_open=False)
    dossier.refresh_from_db()
    with pytest.raises(Refused, match="年度已关闭"):
        store_record(county["agency"], dossier, form(), seen=dossier.version)
    with pytest.raises(Refused, match="年度已关闭"):
        county.dossier("另一个项目")


def test_a_form_of_another_year_is_refused(county: County) -> None:
    dossier = county.dossier()
    with pytest.raises(Refused, match=f"表上的年度是 2019，卷宗是 {YEAR} 年度"):
        store_record(county["agency"], dossier, form(fiscal_year=2019), seen=dossier.version)


def test_a_subject_has_one_dossier_a_year(county: County) -> None:
    county.dossier()
    with pytest.raises(Refused, match="已有「水库维修养护」的卷宗"):
        open_dossier(
            county["agency"],
            county.places["water_station"],
            year=FiscalYear.objects.get(pk=YEAR),
            kind=DossierKind.PROJECT,
            subject="水库维修养护",
        )


def test_a_stored_version_refuses_every_change(county: County) -> None:
    version = county.filed().records.get()
    for deed in (version.save, version.delete, RecordVersion.objects.all().delete, lambda: RecordVersion.objects.update(note="x")):
        with pytest.raises(Immutable):
            deed()


def test_what_was_changed_past_us_shows(county: County) -> None:
    version = county.filed().records.get()
    version.content["conclusion"] = "好"
    assert not is_sound(version)


def test_the_digest_does_not_depend_on_the_order_of_fields() -> None:
    content = content_of(form())
    assert digest_of(content) == digest_of(dict(reversed(content.items())))
