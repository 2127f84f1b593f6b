"""What is copied from an objective was approved; without a record of that, who copies it confirms it."""

from __future__ import annotations

from county_at_hand import County
from django.urls import reverse
from way_of_a_case import Way, browser

from jiheng.model import ObjectiveForm
from jiheng.web.dossiers.actions.store_record import store_record
from jiheng.web.dossiers.models import Dossier, FormKind, Stage
from jiheng.web.dossiers.records import read
from jiheng.web.filling.copying import sources_for, why_held_back


def test_an_objective_is_copied_once_it_is_approved(county: County) -> None:
    way = Way(county, Stage.OBJECTIVE)
    way.to_finance()
    assert sources_for(county["agency"], way.dossier, FormKind.MONITORING_FORM) == []
    assert why_held_back(way.dossier, FormKind.MONITORING_FORM) == "绩效目标现在是「业务科室审核中」，还没有批复，不能带入。"
    page = browser(county["agency"]).get(reverse("fill", args=[way.dossier.pk, "monitoring_form"])).content.decode()
    assert "copy/" not in page
    way.does("business", "review", comment="同意")
    way.does("finance", "approve", review_grade="优")
    (source,) = sources_for(county["agency"], way.dossier, FormKind.MONITORING_FORM)
    assert source.words == "绩效目标申报表（第 1 版，已批复）"
    assert (source.doubt, why_held_back(way.dossier, FormKind.MONITORING_FORM)) == ("", "")


def test_while_an_adjustment_is_on_its_way_the_approved_version_holds(county: County) -> None:
    way = Way(county, Stage.OBJECTIVE)
    way.to_finance()
    way.does("business", "review", comment="同意")
    way.does("finance", "approve", review_grade="优")
    way.does("agency", "adjust", reason="任务增加")
    record = read(way.dossier.records.get())
    assert isinstance(record, ObjectiveForm)
    way.fill(record.model_copy(update={"period_objective": "调整后的目标"}))
    way.does("agency", "submit", reason="任务增加")
    assert way.case.submitted is not None
    assert way.case.submitted.number == 2
    (source,) = sources_for(county["agency"], way.dossier, FormKind.SELF_EVALUATION_FORM)
    assert source.version.number == 1


def test_an_objective_without_a_record_of_its_approval_is_confirmed_by_who_copies_it(county: County) -> None:
    way = Way(county, Stage.OBJECTIVE)
    way.fill()
    later = county.dossier("晚开的卷宗")
    store_record(county["agency"], later, read(way.dossier.records.get()), seen=later.version)
    (source,) = sources_for(county["agency"], later, FormKind.SELF_EVALUATION_FORM)
    assert "没有批复记录" in source.words
    address = reverse("copy_form", args=[later.pk, "self_evaluation_form", source.version.pk])
    client = browser(county["agency"])
    page = client.get(address).content.decode()
    assert "不能在事后补填或改动" in page
    refused = client.post(address, {"seen": "0", "all": "1"})
    assert "请先对照批复文件核对" in refused.content.decode()
    assert not Dossier.objects.get(pk=later.pk).drafts.exists()
    taken = client.post(address, {"seen": "0", "all": "1", "confirmed": "1"}, follow=True)
    assert "请核对后保存为版本" in taken.content.decode()
