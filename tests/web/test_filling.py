"""Filling in a form: typed cells become the record of the paper, drafts are kept and put together, versions stored."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from county_at_hand import YEAR, County, form
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiheng.documents import read as read_file
from jiheng.extraction import extract
from jiheng.model import AnyForm
from jiheng.regulation import load_labels
from jiheng.reports.official_forms import write_forms
from jiheng.sample.county import load_county
from jiheng.sample.county_forms import department_self_evaluation, monitoring, objective, self_evaluation
from jiheng.web.audit.models import AuditEntry
from jiheng.web.dossiers.actions.store_record import store_record
from jiheng.web.dossiers.models import Dossier, FormKind, Stage
from jiheng.web.dossiers.records import read
from jiheng.web.filling.actions.start_draft import start_draft
from jiheng.web.filling.checking import checked
from jiheng.web.filling.content import Content
from jiheng.web.filling.desk import Desk, desk_of
from jiheng.web.filling.filled import extra_of, filled
from jiheng.web.filling.layout import layout_of, standard_of
from jiheng.web.filling.models import Draft, DroppedPaper
from jiheng.web.filling.typed import typed
from jiheng.web.versioned import Stale

COUNTY = load_county(year=YEAR)
PROJECT = COUNTY.projects[0]
FORMS = {
    "self_evaluation": self_evaluation(PROJECT),
    "objective": objective(PROJECT),
    "monitoring": monitoring(PROJECT),
    "department": department_self_evaluation(COUNTY.departments[0]),
}
#: Twelve rows as a spreadsheet puts them on the clipboard: level 1 and 2 once a group, as merged cells come.
ROWS = "\r\n".join(
    "\t".join(line)
    for line in [
        ("产出指标", "数量指标", "维修渠道长度", "≥12公里", "12公里", "10", "10", ""),
        ("", "", "更换闸门数量", "≥8座", "6座", "10", "7.5", '"到货晚，\n已于次年一月装完"'),
        ("", "", "清淤土方量", "≥2000立方米", "2000立方米", "5", "5", ""),
        ("", "质量指标", "验收合格率", "≥95%", "100%", "10", "10", ""),
        ("", "", "设备完好率", "≥90%", "90%", "5", "5", ""),
        ("", "时效指标", "按期完工率", "=100%", "100%", "5", "5", ""),
        ("", "成本指标", "每公里维修成本", "≤3万元", "3万元", "5", "5", ""),
        ("效益指标", "经济效益指标", "新增灌溉面积", "≥100亩", "100亩", "10", "10", ""),
        ("", "社会效益指标", "受益人数", "≥500人", "500人", "10", "10", ""),
        ("", "生态效益指标", "下泄水质达标率", "≥95%", "96%", "5", "5", ""),
        ("", "可持续影响指标", "设施设计使用年限", "≥10年", "10年", "5", "5", ""),
        ("满意度指标", "服务对象满意度指标", "用水户满意度", "≥90%", "92%", "10", "10", ""),
    ]
)


def _layout_and_content(record: AnyForm) -> tuple[Any, Any]:
    kind = "department" if record.scope.value == "department" else "project"
    dossier = Dossier(fiscal_year_id=YEAR, kind=kind, subject=record.project or "")
    plain = layout_of(dossier, FormKind(record.type))
    layout = layout_of(dossier, FormKind(record.type), extra_of(record, plain), getattr(record, "cutoff_month", None))
    return layout, filled(record, layout)


def _client(county: County, name: str = "agency") -> Client:
    client = Client()
    client.force_login(county[name], backend="jiheng.web.people.accounts.Backend")
    return client


def _address(dossier: Dossier, name: str = "fill", *more: object, form: str = "self_evaluation_form") -> str:
    return reverse(name, args=[dossier.pk, form, *more])


def _desk(dossier: Dossier, kind: FormKind = FormKind.SELF_EVALUATION_FORM) -> Desk:
    return desk_of(Dossier.objects.select_related("organisation__parent", "fiscal_year").get(pk=dossier.pk), kind)


def _fields(dossier: Dossier, **cells: str) -> dict[str, str]:
    """A page's form as it is posted, with cells changed: ``indicators__r1__name``."""
    desk = _desk(dossier)
    posted = {"seen": str(desk.seen), "based_on": str(desk.based_on), "extra": ",".join(desk.content.extra)}
    posted["base"] = desk.content.model_dump_json()
    for block, rows in desk.content.blocks.items():
        for row in rows:
            known = desk.layout.block(block)
            for column in known.columns if known else ():
                posted[f"c.{block}.{row.id}.{column.name}"] = row.text(column.name)
    return posted | {"c." + name.replace("__", "."): text for name, text in cells.items()}


# -- typed is read ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMS)
def test_what_is_typed_is_the_record_that_is_read_from_a_workbook(name: str) -> None:
    record = FORMS[name]
    layout, content = _layout_and_content(record)
    dossier = Dossier(fiscal_year_id=YEAR, kind=layout.kind)
    workbook = write_forms([record], standard_of(dossier), "xlsx")
    (printed,) = extract(read_file("form.xlsx", data=workbook), load_labels("cn")).records
    assert typed(content, layout, YEAR).record.model_dump() == printed.record.model_dump()


def test_blank_dash_and_zero_stay_three_things() -> None:
    layout, content = _layout_and_content(FORMS["self_evaluation"])
    for number, text in enumerate(("", "—", "0")):
        content = content.put(("indicators", f"r{number + 1}", "score"), text)
    rows = typed(content, layout, YEAR).record.indicators
    assert [(row.score.value if row.score else None, row.marks.get("score")) for row in rows[:3]] == [(None, None), (None, "—"), (0, None)]


def test_each_note_stands_at_its_cell_with_its_trace() -> None:
    layout, content = _layout_and_content(FORMS["self_evaluation"])
    content = content.put(("indicators", "r1", "score"), "1").put(("indicators", "r2", "weight"), "很多")
    found = checked(content, layout, typed(content, layout, YEAR), standard_of(Dossier(fiscal_year_id=YEAR)))
    score = found.of(("indicators", "r1", "score"))
    assert [note.kind for note in score] == ["score", "must_fix"]
    assert score[0].text.startswith("按规则 ")
    assert "得满分" in score[0].advice
    assert score[1].code == "SEV113"
    (unread,) = found.of(("indicators", "r2", "weight"))
    assert (unread.kind, unread.text) == ("unread", "「很多」不是数字。没有数据时留空，不适用时填「—」。")
    assert found.unread == 1


def test_a_blank_form_is_a_record_that_says_nothing() -> None:
    dossier = Dossier(fiscal_year_id=YEAR, kind="project", subject="某项目")
    layout = layout_of(dossier, FormKind.MONITORING_FORM)
    record = typed(Content(), layout, YEAR).record
    assert (record.type, record.indicators, record.fiscal_year) == ("monitoring_form", (), YEAR)


# -- the page -----------------------------------------------------------------------------------------------------------------


def test_a_form_is_filled_in_checked_and_stored_without_scripts(county: County) -> None:
    dossier = county.dossier()
    client = _client(county)
    page = client.get(_address(dossier)).content.decode()
    assert "澄岚县水库运行中心" in page
    assert AuditEntry.objects.filter(action="start_draft").count() == 0, "looking is no deed"
    posted = _fields(dossier, funds__r1__label="年度资金总额", funds__r1__adjusted_budget="100", funds__r1__executed="90")
    posted |= {"c.funds.r1.weight": "10", "c.funds.r1.score": "9", "clipboard.indicators": ROWS, "do": "paste:indicators:"}
    posted |= {"c.total.1.total_weight": "100", "c.total.1.total_score": "96.5"}
    assert client.post(_address(dossier), posted).status_code == 302
    page = client.post(_address(dossier), _fields(dossier) | {"do": "check"}, follow=True).content.decode()
    assert "必须改 0 条" in page
    assert "按规则 7.5" in page
    assert "10 × 90% = 9" in page
    stored = client.post(_address(dossier), _fields(dossier) | {"do": "store"}, follow=True)
    assert "保存为第 1 版" in stored.content.decode()
    dossier.refresh_from_db()
    answer = client.post(
        _address(dossier, "store_form"), {"seen": _desk(dossier).seen, "dossier_seen": dossier.version, "note": "初稿"}, follow=True
    )
    assert "已存为绩效自评表第 1 版" in answer.content.decode()
    record = read(dossier.records.get())
    assert [row.name for row in record.indicators][1] == "更换闸门数量"
    assert record.indicators[1].deviation_reason == "到货晚，\n已于次年一月装完"
    assert {row.category for row in record.indicators} == {"产出指标", "效益指标", "满意度指标"}
    dossier.refresh_from_db()
    assert (dossier.score, dossier.executed, dossier.awaits_record) == (Decimal("96.5"), 90, False)


@pytest.mark.parametrize(
    ("deed", "names", "categories"),
    [
        ("delete:indicators:r1", "乙丙", ["产出指标", "效益指标"]),
        ("up:indicators:r2", "乙甲丙", ["产出指标", "产出指标", "效益指标"]),
        ("down:indicators:r2", "甲丙乙", ["产出指标", "效益指标", "产出指标"]),
        ("add:indicators:r1", "甲 乙丙", ["产出指标", "产出指标", "产出指标", "效益指标"]),
        ("up:indicators:r1", "甲乙丙", ["产出指标", "产出指标", "效益指标"]),
    ],
)
def test_a_row_keeps_its_group_when_rows_move(county: County, deed: str, names: str, categories: list[str]) -> None:
    dossier = county.dossier()
    cells = {"r1": ("产出指标", "甲"), "r2": ("", "乙"), "r3": ("效益指标", "丙")}
    posted = _fields(dossier)
    for row, (category, name) in cells.items():
        posted |= {f"c.indicators.{row}.category": category, f"c.indicators.{row}.name": name}
    _client(county).post(_address(dossier), posted | {"do": deed})
    rows = _desk(dossier).content.rows("indicators")
    assert "".join(row.text("name") or " " for row in rows) == names
    assert [row.text("category") or "产出指标" for row in rows if not row.is_blank] == categories


def test_an_optional_column_is_shown_when_asked_for(county: County) -> None:
    dossier = county.dossier()
    client = _client(county)
    client.post(_address(dossier), _fields(dossier) | {"do": "show:scoring_standard"})
    assert 'name="c.indicators.r1.scoring_standard"' in client.get(_address(dossier)).content.decode()


def test_every_form_of_a_project_opens_and_prints(county: County) -> None:
    dossier = county.filed()
    client = _client(county)
    for kind in FormKind:
        assert client.get(_address(dossier, form=kind.value)).status_code == 200
        printed = client.get(_address(dossier, "print_form", form=kind.value)).content.decode()
        assert 'class="paper' in printed
        for file_format, head in (("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF")):
            answer = client.get(_address(dossier, "download_form", file_format, form=kind.value))
            assert answer.content.startswith(head)
    assert client.get(_address(dossier, "download_form", "exe")).status_code == 404
    assert client.get(_address(dossier, form="no-such-form")).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_rows(county: County) -> None:
    few, many = county.dossier("少"), county.filed("多")
    client = _client(county)
    counts = []
    for dossier in (few, many):
        client.get(_address(dossier))
        with CaptureQueriesContext(connection) as queries:
            client.get(_address(dossier))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16


def test_the_panel_of_the_dossier_leads_to_the_forms_that_can_be_filled(county: County) -> None:
    dossier = county.dossier(stage=Stage.OBJECTIVE)
    page = _client(county).get(dossier.get_absolute_url()).content.decode()
    assert "填写绩效目标申报表" in page
    assert "填写绩效自评表" not in page, "its stage has not come"
    assert "填写绩效目标申报表" not in _client(county, "reviewer").get(dossier.get_absolute_url()).content.decode()


def test_a_sealed_form_is_shown_and_not_saved(county: County) -> None:
    dossier = county.dossier(stage=Stage.OBJECTIVE)
    client = _client(county)
    page = client.get(_address(dossier)).content.decode()
    assert "没有轮到绩效自评表" in page
    assert "readonly" in page
    answer = client.post(_address(dossier), _fields(dossier) | {"do": "save"}, follow=True)
    assert "没有轮到绩效自评表" in answer.content.decode()
    assert Draft.objects.count() == 0


# -- saving and putting together ------------------------------------------------------------------------------------------------


def _send(client: Client, dossier: Dossier, desk: Desk, address: str = "save_draft", **cells: str) -> Any:
    content = desk.content
    for name, text in cells.items():
        block, row, column = name.split("__")
        content = content.put((block, row, column), text)
    body = {"content": content.model_dump(mode="json"), "seen": desk.seen, "based_on": desk.based_on}
    return client.post(_address(dossier, address), json.dumps(body), content_type="application/json")


def test_typing_is_saved_and_begun_once(county: County) -> None:
    dossier = county.dossier()
    client = _client(county)
    for number, text in enumerate(("甲", "甲乙"), 1):
        answer = _send(client, dossier, _desk(dossier), indicators__r1__name=text)
        assert answer.json() | {"at": ""} == {"state": "saved", "seen": number, "based_on": 0, "at": ""}
    again = _send(client, dossier, _desk(dossier))
    assert again.json()["seen"] == 2, "nothing changed, nothing is saved"
    assert _desk(dossier).content.text(("indicators", "r1", "name")) == "甲乙"
    assert AuditEntry.objects.filter(action="start_draft").count() == 1


def test_two_who_begin_at_once_make_one_draft(county: County) -> None:
    dossier = county.dossier()
    desk = _desk(dossier)
    start_draft(county["agency"], dossier, desk.form, desk.content, based_on=0)
    with pytest.raises(Stale):
        start_draft(county["agency"], dossier, desk.form, desk.content, based_on=0)
    assert Draft.objects.count() == 1
    assert AuditEntry.objects.filter(action="start_draft").count() == 1


def test_who_saves_late_is_told_and_loses_nothing(county: County) -> None:
    dossier = county.dossier()
    other = county.person("second", county["agency"].memberships.get().role, "water_station")
    seen_by_both = _desk(dossier)
    first, second = _client(county), Client()
    second.force_login(other, backend="jiheng.web.people.accounts.Backend")
    before = _fields(dossier)
    _send(first, dossier, seen_by_both, indicators__r1__name="甲说", indicators__r2__name="只有甲写")
    late = _send(second, dossier, seen_by_both, indicators__r1__name="乙说")
    assert (late.status_code, late.json()["state"]) == (409, "stale")
    page = second.post(_address(dossier), before | {"c.indicators.r1.name": "乙说", "c.indicators.r3.name": "只有乙写", "do": "merge"})
    assert page.status_code == 409
    shown = page.content.decode()
    for words in ("甲说", "乙说", "只有甲写", "两边都改了的 1 处"):
        assert words in shown
    context = page.context
    posted = {"mine": context["mine"], "base": context["base"], "seen": context["seen"], "with_version": 0}
    stale = second.post(_address(dossier, "merge_form"), posted | {"seen": 99})
    assert stale.status_code == 409, "shown again when the other went on meanwhile"
    done = second.post(_address(dossier, "merge_form"), posted | {"k.indicators.r1.name": "theirs"})
    assert done.headers["Location"].endswith("?merged=1")
    content = _desk(dossier).content
    assert [content.text(("indicators", row, "name")) for row in ("r1", "r2", "r3")] == ["甲说", "只有甲写", "只有乙写"]


def test_a_newer_version_is_put_together_with_the_draft_before_storing(county: County) -> None:
    dossier = county.filed()
    client = _client(county)
    known = _desk(dossier)
    _send(client, dossier, known, indicators__r1__deviation_reason="草稿里的说明")
    dossier.refresh_from_db()
    changed = form(expected_objective="别处存的目标")
    store_record(county["agency"], dossier, changed, seen=dossier.version)
    assert "有人已存了第 2 版" in client.get(_address(dossier)).content.decode()
    page = client.get(_address(dossier, "store_form"))
    assert page.status_code == 409
    assert page.context["conflicts"] == []
    posted = {key: page.context[key] for key in ("mine", "base", "seen", "with_version")}
    client.post(_address(dossier, "merge_form"), posted)
    desk = _desk(dossier)
    assert (desk.based_on, desk.has_newer) == (2, False)
    assert desk.content.text(("objectives", "1", "expected_objective")) == "别处存的目标"
    assert desk.content.text(("indicators", "r1", "deviation_reason")) == "草稿里的说明"


def test_a_draft_is_thrown_away_only_as_it_was_seen(county: County) -> None:
    dossier = county.dossier()
    client = _client(county)
    _send(client, dossier, _desk(dossier), indicators__r1__name="甲")
    client.post(_address(dossier, "discard_draft"), {"seen": 7})
    assert Draft.objects.count() == 1
    client.post(_address(dossier, "discard_draft"), {"seen": 1})
    assert Draft.objects.count() == 0
    assert AuditEntry.objects.filter(action="discard_draft").count() == 1


def test_the_live_check_answers_by_cell_and_keeps_nothing(county: County) -> None:
    dossier = county.filed()
    answer = _send(_client(county), dossier, _desk(dossier), "check_form", indicators__r1__score="1").json()
    notes = answer["cells"]["c.indicators.r1.score"]
    assert {note["kind"] for note in notes} == {"score", "must_fix"}
    assert answer["summary"].startswith("必须改 ")
    assert Draft.objects.count() == 0


def test_a_closed_year_takes_nothing(county: County) -> None:
    dossier = county.dossier()
    dossier.fiscal_year.is_open = False
    dossier.fiscal_year.save()
    answer = _send(_client(county), dossier, _desk(dossier))
    assert answer.json() == {"state": "refused", "text": "2024 年度已关闭，不能再填报。"}


# -- offers -------------------------------------------------------------------------------------------------------------------


def _file(record: AnyForm, file_format: Any) -> SimpleUploadedFile:
    data = write_forms([record], standard_of(Dossier(fiscal_year_id=YEAR)), file_format)
    return SimpleUploadedFile(f"自评表.{file_format}", data)


@pytest.mark.parametrize("file_format", ["docx", "xlsx", "pdf"])
def test_a_dropped_form_fills_in_what_is_taken_over(county: County, file_format: str) -> None:
    dossier = county.dossier()
    client = _client(county)
    page = client.post(_address(dossier, "drop_paper"), {"paper": _file(form(), file_format)}, follow=True)
    shown = page.content.decode()
    first = form().indicators[0]
    assert first.name in shown
    assert "新增" in shown
    paper = DroppedPaper.objects.get()
    places = paper.reading["places"]
    if file_format == "pdf":
        assert "/crops/" in shown
        number = next(at for at, place in enumerate(places.values()) if "box" in place)
        crop = client.get(_address(dossier, "paper_crop", paper.pk, number))
        assert crop.content.startswith(b"\x89PNG")
    if file_format == "xlsx":
        assert "工作表「" in places["indicators.r1.name"]["words"]
    seen = _desk(dossier).seen
    client.post(_address(dossier, "dropped_paper", paper.pk), {"seen": seen, "take.indicators.r1.name": "1"})
    assert [row.cells for row in _desk(dossier).content.rows("indicators")] == [{"name": first.name}]
    client.post(_address(dossier, "dropped_paper", paper.pk), {"seen": _desk(dossier).seen, "all": "1"})
    desk = _desk(dossier)
    assert [row.name for row in desk.typed(desk.content).record.indicators] == [row.name for row in form().indicators]
    answer = client.get(_address(dossier, "paper_file", paper.pk))
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("", b"", "请先选择文件"),
        ("包.zip", b"PK\x05\x06" + b"\0" * 18, "没有收下"),
        ("说明.txt", "没有表".encode(), "没有在「说明.txt」里找到绩效自评表"),
        ("大.docx", b"x" * (20 * 2**20 + 1), "超过填表用文件 20 MB 的上限"),
    ],
    ids=["none", "archive", "no-form", "large"],
)
def test_a_file_that_helps_nothing_is_refused_with_a_reason(county: County, name: str, data: bytes, words: str) -> None:
    dossier = county.dossier()
    files = {"paper": SimpleUploadedFile(name, data)} if name else {}
    page = _client(county).post(_address(dossier, "drop_paper"), files, follow=True).content.decode()
    assert words in page
    assert DroppedPaper.objects.count() == 0


def test_the_objective_is_copied_without_results(county: County) -> None:
    dossier = county.dossier()
    store_record(county["agency"], dossier, FORMS["objective"], seen=dossier.version)
    client = _client(county)
    version = dossier.records.get()
    page = client.get(_address(dossier, "copy_form", version.pk)).content.decode()
    assert "绩效目标申报表（第 1 版，没有批复记录）" in page
    client.post(_address(dossier, "copy_form", version.pk), {"seen": 0, "all": "1", "confirmed": "1"})
    record = _desk(dossier).typed(_desk(dossier).content).record
    known = FORMS["objective"]
    assert [(row.name, row.target and row.target.raw) for row in record.indicators] == [
        (row.name, row.target and row.target.raw) for row in known.indicators
    ]
    assert all(row.actual is None and row.score is None for row in record.indicators)


def test_an_offer_that_is_late_is_shown_again_with_its_ticks(county: County) -> None:
    dossier = county.dossier()
    client = _client(county)
    client.post(_address(dossier, "drop_paper"), {"paper": _file(form(), "xlsx")})
    paper = DroppedPaper.objects.get()
    _send(client, dossier, _desk(dossier), objectives__1__expected_objective="刚写的目标")
    answer = client.post(_address(dossier, "dropped_paper", paper.pk), {"seen": 0, "take.objectives.1.expected_objective": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "您的勾选还在" in page
    assert "刚写的目标" in page
    assert page.count(" checked") == 1
    assert _desk(dossier).content.text(("objectives", "1", "expected_objective")) == "刚写的目标"


@pytest.mark.parametrize("name", ["monitoring", "objective"])
def test_every_kind_of_form_can_be_dropped(county: County, name: str) -> None:
    dossier = county.dossier()
    record = FORMS[name]
    client = _client(county)
    file = _file(record, "docx")
    (printed,) = extract(read_file("form.docx", data=file.read()), load_labels("cn")).records
    file.seek(0)
    client.post(_address(dossier, "drop_paper", form=record.type), {"paper": file})
    paper = DroppedPaper.objects.get()
    client.post(_address(dossier, "dropped_paper", paper.pk, form=record.type), {"seen": 0, "all": "1"})
    desk = _desk(dossier, FormKind(record.type))
    assert desk.typed(desk.content).record.indicators == printed.record.indicators  # type: ignore[union-attr]


def test_last_years_form_is_copied_without_its_results(county: County) -> None:
    dossier = county.dossier()
    before = Dossier.objects.get(pk=county.dossier("同一项目").pk)
    Dossier.objects.filter(pk=before.pk).update(fiscal_year=YEAR - 1, subject=dossier.subject)
    before.refresh_from_db()
    before.fiscal_year.is_open = True
    before.fiscal_year.save()
    store_record(county["agency"], before, form(fiscal_year=YEAR - 1), seen=before.version)
    client = _client(county)
    assert "2023 年度绩效自评表（第 1 版）" in client.get(_address(dossier)).content.decode()
    client.post(_address(dossier, "copy_form", before.records.get().pk), {"seen": 0, "all": "1"})
    desk = _desk(dossier)
    record = desk.typed(desk.content).record
    assert [row.name for row in record.indicators] == [row.name for row in form().indicators]
    assert all(row.actual is None and row.score is None for row in record.indicators)
    assert all(row.adjusted_budget is None for row in record.funds)
    assert record.fiscal_year == YEAR


def test_library_indicators_become_rows(county: County) -> None:
    dossier = county.dossier()
    client = _client(county)
    found = client.get(_address(dossier, "library"), {"q": "满意度", "category": "satisfaction"})
    name = found.context["entries"][0].indicator.name
    client.post(_address(dossier, "library"), {"seen": 0, "indicator": [name, "没有的指标"]})
    (row,) = _desk(dossier).content.rows("indicators")
    assert (row.text("name"), row.text("category")) == (name, "满意度指标")


def test_the_files_are_in_the_official_layout(county: County) -> None:
    dossier = county.filed()
    answer = _client(county).get(_address(dossier, "download_form", "docx"))
    (item,) = extract(read_file("form.docx", data=answer.content), load_labels("cn")).records
    assert [row.name for row in item.record.indicators] == [row.name for row in form().indicators]  # type: ignore[union-attr]
