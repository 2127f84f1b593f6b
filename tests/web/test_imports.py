"""Lists brought in: every problem by row and column, nothing before it is confirmed, all or nothing then; and what is taken out again."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from county_at_hand import YEAR, County, form
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jiheng.model import ObjectiveForm
from jiheng.web.acting import Refused
from jiheng.web.audit.chain import verify
from jiheng.web.audit.models import AuditEntry
from jiheng.web.dossiers.actions.store_record import store_record
from jiheng.web.dossiers.models import Dossier, RecordVersion, Stage
from jiheng.web.exchange import import_views
from jiheng.web.exchange.actions import try_import as trial
from jiheng.web.exchange.actions.confirm_import import confirm_import
from jiheng.web.exchange.actions.try_import import try_import
from jiheng.web.exchange.imports import trying
from jiheng.web.exchange.imports.reading import NotAList, plans, read_list
from jiheng.web.exchange.models import ImportBatch
from jiheng.web.jobs.models import Job, JobState
from jiheng.web.jobs.running import run
from jiheng.web.people.models import Invitation, Membership, Organisation, Role


def csv_of(*rows: str, encoding: str = "utf-8-sig") -> bytes:
    return "\r\n".join(rows).encode(encoding)


def xlsx_of(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def tried(county: County, who: str, plan: str, data: bytes, name: str = "清单.csv") -> ImportBatch:
    return try_import(county[who], plans()[plan], data=data, name=name)


def told(batch: ImportBatch) -> list[tuple[int, str, str]]:
    return [(one["row"], one["label"], one["message"]) for one in batch.problems]


PROJECTS = "年度,单位代码,项目名称,项目代码,类型,预算数（万元）"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
def test_a_list_of_projects_becomes_dossiers_with_their_budgets(county: County, encoding: str) -> None:
    data = csv_of(
        PROJECTS,
        f"{YEAR},water_station,渠道清淤工程,P1,项目支出,1 234.50".replace("1 234.50", '"1,234.50"'),
        f"{YEAR}年,water_station,整体,,部门整体支出,",
        encoding=encoding,
    )
    batch = tried(county, "agency", "dossiers", data)
    assert told(batch) == []
    assert Dossier.objects.count() == 0
    confirm_import(county["agency"], batch, digest=batch.digest)
    assert list(Dossier.objects.order_by("pk").values_list("subject", "code", "kind", "adjusted_budget")) == [
        ("渠道清淤工程", "P1", "project", Decimal("1234.5")),
        ("整体", "", "department", None),
    ]
    assert [entry.action for entry in AuditEntry.objects.order_by("sequence")] == [
        "try_import",
        "open_dossier",
        "open_dossier",
        "confirm_import",
    ]
    assert verify().broken is None


def test_every_problem_is_told_at_once_by_row_and_column_and_nothing_is_stored(county: County) -> None:
    county.dossier("已有的项目")
    before = (Dossier.objects.count(), Organisation.objects.count())
    data = csv_of(
        PROJECTS,
        f"{YEAR},water_station,好的项目,,,10",
        f"1999,nowhere,坏的项目,{'9' * 41},别的,十万",
        f"{YEAR},school,别人的项目,,,-1",
        f",water_station,{'长' * 201},,,",
        f"{YEAR},water_station,好的项目,,,",
        f"{YEAR},water_station,已有的项目,,,1",
        f"{YEAR - 1},water_station,去年的项目,,,1",
    )
    batch = tried(county, "agency", "dossiers", data)
    amount = "应为以万元为单位、不小于 0 的数字，最多六位小数。"
    assert told(batch) == [
        (3, "年度", "没有这个年度。"),
        (3, "单位代码", "没有这个代码的单位，或您不能为它新建卷宗。"),
        (3, "项目代码", "有 41 个字，最多 40 个。"),
        (3, "类型", "只能写：项目支出、部门整体支出。"),
        (3, "预算数（万元）", amount),
        (4, "单位代码", "没有这个代码的单位，或您不能为它新建卷宗。"),
        (4, "预算数（万元）", amount),
        (5, "年度", "没有填写。"),
        (5, "项目名称", "有 201 个字，最多 200 个。"),
        (6, "项目名称", "与第 2 行重复。"),
        (7, "", f"{YEAR} 年度已有「已有的项目」的卷宗。"),
        (8, "", f"{YEAR - 1} 年度已关闭，不能新建卷宗。"),
    ]
    assert (Dossier.objects.count(), Organisation.objects.count()) == before
    with pytest.raises(Refused, match="还有问题"):
        confirm_import(county["agency"], batch, digest=batch.digest)


def test_a_department_plans_for_its_agencies_and_only_for_them(county: County) -> None:
    data = csv_of(PROJECTS, f"{YEAR},water_station,渠道清淤,,,", f"{YEAR},school,校舍,,,")
    assert [row[:2] for row in told(tried(county, "approver", "dossiers", data))] == [(3, "单位代码")]
    for who in ("reviewer", "finance", "inspector", "expert"):
        with pytest.raises(PermissionDenied):
            tried(county, who, "dossiers", data)
    planner = county.person("planner", Role.PREPARER, "finance")
    batch = try_import(planner, plans()["dossiers"], data=data, name="a.csv")
    confirm_import(planner, batch, digest=batch.digest)
    assert Dossier.objects.count() == 2


def test_organisations_and_people_come_from_excel_with_other_heads(county: County) -> None:
    administrator = county["administrator"]
    data = xlsx_of(
        ["单位花名册"],
        [],
        ["*名称", "单位编码", "上级代码", "单位类型"],
        ["县节水办", "js", "water", None],
        ["节水一站", "js1", "js", "预算单位"],
    )
    batch = tried(county, "administrator", "organisations", data, "单位.xlsx")
    assert told(batch) == []
    confirm_import(administrator, batch, digest=batch.digest)
    station = Organisation.objects.get(code="js1")
    assert station.path.startswith(Organisation.objects.get(code="js").path)
    people = xlsx_of(["姓名", "单位代码", "角色"], ["甲某", "js1", "经办人"], ["乙某", "js1", "审核人"])
    batch = tried(county, "administrator", "people", people, "人员.xlsx")
    assert Invitation.objects.count() == 0
    done = confirm_import(administrator, batch, digest=batch.digest)
    assert {Invitation.digest_of(one.shown) for one in done} == set(Invitation.objects.values_list("digest", flat=True))
    assert done[0].shown not in str(list(ImportBatch.objects.values("problems", "seen"))) + str(
        list(AuditEntry.objects.values("detail", "summary"))
    )


def test_problems_of_organisations_and_people_are_told(county: County) -> None:
    rows = (
        "单位名称,单位代码,类型,上级单位代码",
        "甲,school,预算单位,water",
        "乙,y,公司,water",
        "丙,z,预算单位,later",
        "丁,later,主管部门,water_station",
        "戊,later,,water",
    )
    assert told(tried(county, "administrator", "organisations", csv_of(*rows))) == [
        (2, "单位代码", "已被别的单位使用。"),
        (3, "类型", "只能写：财政部门、主管部门、预算单位、第三方机构。"),
        (4, "上级单位代码", "没有这个代码的上级单位：它不归您管理，或排在本行后面。"),
        (5, "", "「澄岚县水库运行中心」下面只能设预算单位。"),
        (6, "单位代码", "与第 5 行重复。"),
    ]
    rows = ("姓名,单位代码,角色", "甲,nowhere,经办人", "乙,school,国王", "丙,school,专家", "丁,school,经办人", "丁,school,经办人")
    assert [row[:2] for row in told(tried(county, "administrator", "people", csv_of(*rows)))] == [
        (2, "单位代码"),
        (3, "角色"),
        (4, "角色"),
        (6, "姓名"),
    ]


INDICATORS = "年度,项目代码,项目名称,一级指标,二级指标,三级指标,年度指标值,分值"


def test_indicators_become_the_next_version_of_the_objective_form(county: County) -> None:
    dossier = county.dossier(stage=Stage.OBJECTIVE)
    store_record(county["agency"], dossier, ObjectiveForm(project="水库维修养护", expected_objective="保安全"), seen=dossier.version)
    rows = (
        f"{YEAR},,水库维修养护,产出指标,数量指标,维修座数,≥12座,20",
        f"{YEAR},,水库维修养护,满意度指标,服务对象满意度指标,群众满意度,≥95%,10分",
    )
    batch = tried(county, "agency", "indicators", csv_of(INDICATORS, *rows))
    assert told(batch) == []
    assert RecordVersion.objects.count() == 1
    confirm_import(county["agency"], batch, digest=batch.digest)
    content = RecordVersion.objects.get(number=2).content
    assert content["expected_objective"] == "保安全"
    assert [(row["name"], row["category_key"], row["target"]["direction"], row["weight"]["value"]) for row in content["indicators"]] == [
        ("维修座数", "output", "at_least", "20"),
        ("群众满意度", "satisfaction", "at_least", "10"),
    ]
    wrong = (
        f"{YEAR},,没有的,产出指标,数量指标,甲,≥1,",
        f"{YEAR},,,产出指标,数量指标,甲,≥1,",
        f"{YEAR},,水库维修养护,乱写,数量指标,甲,-,很多",
    )
    assert [row[:2] for row in told(tried(county, "agency", "indicators", csv_of(INDICATORS, *wrong)))] == [
        (2, "项目名称"), (3, ""), (4, "一级指标"), (4, "年度指标值"), (4, "分值"),
    ]  # fmt: skip


def test_what_changed_since_the_dry_run_is_not_overwritten_and_nothing_is_half_done(county: County) -> None:
    first, second = county.dossier("甲", stage=Stage.OBJECTIVE), county.dossier("乙", stage=Stage.OBJECTIVE)
    rows = [f"{YEAR},,{name},产出指标,数量指标,座数,≥12座,20" for name in ("甲", "乙")]
    batch = tried(county, "agency", "indicators", csv_of(INDICATORS, *rows))
    store_record(county["agency"], second, ObjectiveForm(project="乙"), seen=second.version)
    with pytest.raises(Refused, match=r"第 3 行：.*全部没有导入"):
        confirm_import(county["agency"], batch, digest=batch.digest)
    assert not RecordVersion.objects.filter(dossier=first).exists()
    batch.refresh_from_db()
    assert batch.done_at is None
    assert verify().broken is None


def test_only_the_file_that_was_tried_is_done_and_only_once(county: County) -> None:
    batch = tried(county, "agency", "dossiers", csv_of(PROJECTS, f"{YEAR},water_station,渠道清淤,,,"))
    with pytest.raises(Refused, match="不是同一个"):
        confirm_import(county["agency"], batch, digest="0" * 64)
    confirm_import(county["agency"], batch, digest=batch.digest)
    with pytest.raises(Refused, match="已经导入过"):
        confirm_import(county["agency"], batch, digest=batch.digest)
    assert Dossier.objects.count() == 1
    later = tried(county, "agency", "dossiers", csv_of(PROJECTS, f"{YEAR},water_station,另一个,,,"))
    Membership.objects.filter(person=county["agency"]).update(role=Role.REVIEWER)
    county["agency"].__dict__.pop("_held", None)
    with pytest.raises(Refused, match="情况有了变化"):
        confirm_import(county["agency"], later, digest=later.digest)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.csv", "上传 Excel"),
        (b"%PDF-1.7", "a.pdf", "上传 Excel"),
        (csv_of("甲,乙", "1,2"), "a.csv", "没有找到列名"),
        (csv_of("年度,项目名称", "2024,甲"), "a.csv", "缺少列：单位代码"),
        (csv_of(PROJECTS), "a.csv", "没有内容"),
        (csv_of(PROJECTS, *(f"2024,a,{number},,," for number in range(6))), "a.csv", "一次最多 5 行"),
    ],
)
def test_a_file_that_is_no_such_list_says_why(data: bytes, name: str, words: str, settings: Any) -> None:
    settings.IMPORT_ROWS = 5
    with pytest.raises(NotAList, match=words):
        read_list(plans()["dossiers"], data, name)


def test_labels_of_a_list_are_told_apart() -> None:
    for plan in plans().values():
        words = [word for column in plan.columns for word in {column.label, *column.also}]
        assert len(words) == len(set(words)), plan.key


def test_the_pages_lead_from_the_template_to_the_confirmation(county: County, client: Client) -> None:
    client.force_login(county["agency"], backend="jiheng.web.people.accounts.Backend")
    template = openpyxl.load_workbook(io.BytesIO(client.get(reverse("import_template", args=["dossiers"])).content))
    sheet = template.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert heads == [column.label for column in plans()["dossiers"].columns]
    sheet.append([YEAR, "water_station", "渠道清淤", "P1", "其他", 12.5])
    stream = io.BytesIO()
    template.save(stream)
    page = client.post(reverse("imports"), {"plan": "dossiers", "file": SimpleUploadedFile("项目.xlsx", stream.getvalue())}, follow=True)
    assert "只能写：项目支出、部门整体支出。" in page.content.decode()
    batch = ImportBatch.objects.get()
    marked = openpyxl.load_workbook(io.BytesIO(client.get(reverse("import_problems", args=[batch.pk])).content)).active
    assert (marked["E2"].value, marked["E2"].comment.text) == ("其他", "只能写：项目支出、部门整体支出。")
    sheet["E2"] = "项目支出"
    stream = io.BytesIO()
    template.save(stream)
    page = client.post(reverse("imports"), {"plan": "dossiers", "file": SimpleUploadedFile("项目.xlsx", stream.getvalue())}, follow=True)
    batch = page.context["batch"]
    page = client.post(reverse("confirm_import", args=[batch.pk]), {"digest": batch.digest}, follow=True)
    assert "已导入 1 行" in page.content.decode()
    assert Dossier.objects.get().adjusted_budget == Decimal("12.5")
    page = client.post(reverse("imports"), {"plan": "dossiers", "file": SimpleUploadedFile("a.txt", b"nothing")})
    assert "没有找到列名" in page.content.decode()


def test_links_of_invited_people_are_shown_once(county: County, client: Client) -> None:
    client.force_login(county["administrator"], backend="jiheng.web.people.accounts.Backend")
    upload = SimpleUploadedFile("a.csv", csv_of("姓名,单位代码,角色", "甲某,school,经办人"))
    batch = client.post(reverse("imports"), {"plan": "people", "file": upload}, follow=True).context["batch"]
    page = client.post(reverse("confirm_import", args=[batch.pk]), {"digest": batch.digest})
    assert page.headers["Cache-Control"] == "no-store"
    link = page.context["links"][0][1]
    assert link in page.content.decode()
    assert Client().get(link).status_code == 200
    assert link not in client.get(reverse("import", args=[batch.pk])).content.decode()


def test_the_list_of_dossiers_is_taken_out_with_its_filters(county: County, client: Client) -> None:
    client.force_login(county["agency"], backend="jiheng.web.people.accounts.Backend")
    dossier = county.filed()
    store_record(county["agency"], dossier, form(expected_objective="第二版"), seen=dossier.version)
    county.dossier("@SUM(A1)")
    rows = list(csv.reader(io.StringIO(client.get(reverse("export_dossiers", args=["csv"])).content.decode("utf-8-sig"))))
    assert {row[3] for row in rows[1:]} == {"水库维修养护", "'@SUM(A1)"}
    filtered = json.loads(client.get(reverse("export_dossiers", args=["json"]) + "?q=维修").content)
    assert [one["评价对象"] for one in filtered] == ["水库维修养护"]
    records = json.loads(client.get(reverse("export_records", args=["json"])).content)
    assert [(one["number"], one["content"]["expected_objective"]) for one in records] == [(2, "第二版")]
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("export_records", args=["xlsx"])).content)).active
    assert book.max_row == 1 + len(records[0]["content"]["indicators"])
    first = records[0]["content"]["indicators"][0]
    assert [book.cell(2, column).value for column in (10, 11)] == [first["name"], first["target"]["raw"]]
    client.force_login(county["foreign"], backend="jiheng.web.people.accounts.Backend")
    assert json.loads(client.get(reverse("export_records", args=["json"])).content) == []
    assert (
        client.get(reverse("export_records", args=["exe"])).status_code
        == client.get(reverse("export_dossiers", args=["exe"])).status_code
        == 404
    )


@pytest.fixture
def one_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every list of more than one line is long."""
    for module in (trial, trying, import_views):
        monkeypatch.setattr(module, "AT_ONCE", 1)


@pytest.mark.usefixtures("one_at_once")
def test_a_long_list_is_tried_out_and_brought_in_by_workers(county: County, client: Client) -> None:
    client.force_login(county["administrator"], backend="jiheng.web.people.accounts.Backend")
    rows = ("单位名称,单位代码,类型,上级单位代码", "县节水办,js,,water", "节水一站,js1,,js", "节水二站,js2,,js1")
    upload = SimpleUploadedFile("单位.csv", csv_of(*rows))
    job = client.post(reverse("imports"), {"plan": "organisations", "file": upload}, follow=True).context["job"]
    batch = ImportBatch.objects.get()
    address, confirm = reverse("import", args=[batch.pk]), reverse("confirm_import", args=[batch.pk])
    assert (job.title, job.state, batch.tried_at) == ("试算导入单位「单位.csv」：3 行", JobState.WAITING, None)
    assert "还没有试算完" in client.post(confirm, {"digest": batch.digest}, follow=True).content.decode()
    run(job.pk)
    assert not Organisation.objects.filter(code="js").exists()
    assert "试算通过" in client.get(address).content.decode()
    job = client.post(confirm, {"digest": batch.digest}, follow=True).context["job"]
    assert client.post(confirm, {"digest": batch.digest}).headers["Location"] == job.get_absolute_url()
    run(job.pk)
    assert "已导入" in client.get(address).content.decode()
    assert Organisation.objects.get(code="js2").parent == Organisation.objects.get(code="js1")
    assert "已经导入过" in client.post(confirm, {"digest": batch.digest}, follow=True).content.decode()
    assert verify().broken is None


@pytest.mark.usefixtures("one_at_once")
def test_a_long_list_tells_every_problem_and_what_changed_meanwhile(county: County, client: Client) -> None:
    client.force_login(county["agency"], backend="jiheng.web.people.accounts.Backend")
    county.dossier("已有的项目")
    good, bad = (f"{YEAR},water_station,{name},,," for name in ("渠道清淤", "已有的项目"))
    batch = tried(county, "agency", "dossiers", csv_of(PROJECTS, good, bad, good))
    run(Job.objects.get().pk)
    batch.refresh_from_db()
    assert told(batch) == [(3, "", f"{YEAR} 年度已有「已有的项目」的卷宗。"), (4, "项目名称", "与第 2 行重复。")]
    batch = tried(county, "agency", "dossiers", csv_of(PROJECTS, good, good.replace("清淤", "衬砌")))
    run(Job.objects.first().pk)  # type: ignore[union-attr]  # the latest
    batch.refresh_from_db()
    client.post(reverse("confirm_import", args=[batch.pk]), {"digest": batch.digest})
    county.dossier("渠道衬砌")
    run(Job.objects.first().pk)  # type: ignore[union-attr]
    page = client.get(reverse("import", args=[batch.pk])).content.decode()
    assert "第 3 行：" in page
    assert "全部没有导入" in page
    assert not Dossier.objects.filter(subject="渠道清淤").exists()
