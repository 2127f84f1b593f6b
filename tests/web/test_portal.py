"""Publication: checked, frozen, withdrawn; and a portal that shows what was published and nothing else."""

from __future__ import annotations

import csv
import datetime
import io
import json
import zipfile
from typing import Any

import pytest
from county_at_hand import PASSWORD, County, form
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document as Word
from PIL import Image, ImageDraw
from pypdfium2 import PdfDocument
from rows_portal import FORM, TABLE, head, prepared, published
from typesetting import typeset

from jiheng.documents import ocr
from jiheng.web import stored
from jiheng.web.acting import Refused
from jiheng.web.dossiers.actions.store_record import store_record
from jiheng.web.dossiers.models import Dossier
from jiheng.web.files.actions.hand_in import hand_in
from jiheng.web.files.models import Document
from jiheng.web.files.receiving import Received, receive_bytes
from jiheng.web.people.models import Role
from jiheng.web.portal.actions.mask_files import mask_files
from jiheng.web.portal.actions.prepare_publication import prepare_publication
from jiheng.web.portal.actions.take_publication_step import take_publication_step
from jiheng.web.portal.checking import check
from jiheng.web.portal.looking import DRAFTS, PUBLIC
from jiheng.web.portal.models import Gram, PicturesSeen, Publication, Published, PublishedFile
from jiheng.web.versioned import Stale

MOBILE, IDENTITY = "13800138000", "11010119900307475X"
WITHDRAWN = {"reason": "数据有误。", "withdrawal_notice": "因数据有误撤下，更正后重新公开。"}


def filed(county: County, subject: str = "水库维修养护") -> Dossier:
    """A dossier with its form, as it is now in the database."""
    return Dossier.objects.get(pk=county.filed(subject).pk)


def paper(county: County, dossier: Dossier, name: str, data: bytes) -> Document:
    """A file in the dossier."""
    received = receive_bytes(data, name)
    assert isinstance(received, Received)
    return hand_in(county["agency"], dossier, received).document


def word(text: str) -> bytes:
    document = Word()
    document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def step(county: County, publication: Publication, name: str, **said: Any) -> None:
    """A step by the one whose it is."""
    person = {"submit": county["agency"], "correct": county["agency"], "withdraw": head(county, Role.APPROVER)}.get(name) or head(county)
    take_publication_step(person, publication, name, seen=publication.version, said=said, confirmed=True)


def signed_in(county: County, name: str) -> Client:
    client = Client()
    client.force_login(county[name], backend="jiheng.web.people.accounts.Backend")
    return client


def page(name: str, *arguments: object) -> str:
    return Client().get(reverse(name, args=arguments)).content.decode()


def test_a_report_with_a_number_that_names_somebody_cannot_be_published(county: County) -> None:
    dossier = filed(county)
    document = paper(county, dossier, "报告.docx", word(f"联系人电话{MOBILE}，身份证{IDENTITY}。"))
    publication = prepared(county, dossier, documents=[document])
    with pytest.raises(Refused, match="还有 2 处个人信息，请遮盖"):
        step(county, publication, "submit")
    shown = signed_in(county, "agency").get(publication.get_absolute_url()).content.decode()
    assert "138****8000" in shown
    assert MOBILE not in shown
    assert mask_files(county["agency"], publication, seen=publication.version) == 2
    step(county, publication, "submit")
    step(county, publication, "publish", secrecy_check=True)
    file = PublishedFile.objects.get()
    copy, original = stored.fetch(PUBLIC, file.digest), publication.files.get(masked_by__isnull=False)
    assert Word(io.BytesIO(copy)).paragraphs[0].text == "联系人电话138****8000，身份证110*************5X。".replace(
        "*************", "*" * 13
    )
    assert stored.fetch(DRAFTS, original.digest) == document.versions.get().file.read()
    response = Client().get(reverse("portal_file", args=[file.published_id, 1]))
    assert (response.content, response["Content-Disposition"][:10]) == (copy, "attachment")


def test_a_pdf_is_masked_in_one_click_and_its_original_stays(county: County) -> None:
    dossier = filed(county)
    data = typeset(f"联系人电话 {MOBILE}，闸门完好。", width=300, height=120)
    document = paper(county, dossier, "报告.pdf", data)
    publication = prepared(county, dossier, documents=[document])
    with pytest.raises(Refused, match="还有 1 处个人信息，请遮盖"):
        step(county, publication, "submit")
    assert mask_files(county["agency"], publication, seen=publication.version) == 1
    shown = signed_in(county, "agency").get(publication.get_absolute_url()).content.decode()
    assert "第 1 页已改成图片，号码涂黑" in shown
    step(county, publication, "submit")
    step(county, publication, "publish", secrecy_check=True)
    file = PublishedFile.objects.get()
    copy = Client().get(reverse("portal_file", args=[file.published_id, 1])).content
    assert (file.name, copy[:5]) == ("报告（已遮盖）.pdf", b"%PDF-")
    with PdfDocument(copy) as shown_copy:
        said = "".join(shown_copy[0].get_textpage().get_text_bounded().split())
    assert MOBILE not in said
    assert "闸门完好" in said
    assert "闸门完好" in Client().get(reverse("portal_search"), {"q": "闸门完好"}).content.decode()
    assert stored.fetch(DRAFTS, publication.files.get(masked_by__isnull=False).digest) == data


def test_a_form_with_a_number_that_names_somebody_cannot_be_published(county: County) -> None:
    dossier = filed(county)
    store_record(county["agency"], dossier, form(expected_objective=f"完成维修，联系电话{MOBILE}。"), seen=dossier.version)
    publication = prepared(county, dossier)
    with pytest.raises(Refused, match="还有 1 处个人信息"):
        step(county, publication, "submit")
    with pytest.raises(Refused, match="没有可以遮盖的"):
        mask_files(county["agency"], publication, seen=publication.version)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [("图.png", b"\x89PNG\r\n\x1a\n" + bytes(60), "还没有检查个人信息"), ("坏.pdf", b"%PDF-1.7\nnothing", "还没有检查个人信息")],
)
def test_what_cannot_be_looked_through_is_not_published(county: County, name: str, data: bytes, reason: str) -> None:
    dossier = filed(county)
    publication = prepared(county, dossier, documents=[paper(county, dossier, name, data)])
    with pytest.raises(Refused, match=reason):
        step(county, publication, "submit")
    assert [one.where for one in check(publication).unread] == [name]


def test_pictures_nobody_read_are_looked_at_by_who_publishes(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    document = Word()
    document.add_paragraph("现场照片如下。").add_run().add_picture(io.BytesIO(photograph()))
    target = io.BytesIO()
    document.save(target)
    dossier = filed(county)
    publication = prepared(county, dossier, documents=[paper(county, dossier, "报告.docx", target.getvalue())])
    assert ["image1.png" in one.where for one in check(publication).unseen] == [True]
    step(county, publication, "submit")
    assert "有图片没有检查" in signed_in(county, "agency").get(publication.get_absolute_url()).content.decode()
    with pytest.raises(Refused, match=r"「报告\.docx」里有图片没有检查"):
        step(county, publication, "publish", secrecy_check=True)
    reader = Client()
    reader.force_login(head(county), backend="jiheng.web.people.accounts.Backend")
    address = reverse("publication_step", args=[publication.pk, "publish"])
    assert "没有检查的图片已逐张看过" in reader.get(address).content.decode()
    file = reader.get(reverse("publication_file", args=[publication.pk, 1]))
    assert file.content == target.getvalue()
    step(county, publication, "publish", secrecy_check=True, pictures_check=True)
    seen = PicturesSeen.objects.get()
    assert (seen.person, seen.files[0]["digest"]) == (head(county), publication.files.get().digest)
    assert f"逐张看过：{seen}" in reader.get(publication.get_absolute_url()).content.decode()


def photograph(text: str = "") -> bytes:
    """A picture, with large letters on it where they are asked for."""
    image = Image.new("RGB", (640, 160), "white")
    ImageDraw.Draw(image).text((20, 50), text, fill="black", font_size=60)
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def test_a_mark_of_secrecy_bars_the_way(county: County) -> None:
    dossier = filed(county)
    publication = prepared(county, dossier, documents=[paper(county, dossier, "报告.docx", word("机密★10年"))])
    with pytest.raises(Refused, match=r"有密级或内部标志，不能公开：报告\.docx「机密★」"):
        step(county, publication, "submit")


def test_who_submits_does_not_publish_and_secrecy_is_reviewed(county: County) -> None:
    publication = prepared(county, filed(county))
    with pytest.raises(PermissionDenied):
        take_publication_step(county["reviewer"], publication, "submit", seen=publication.version, said={})
    step(county, publication, "submit")
    with pytest.raises(PermissionDenied):
        take_publication_step(
            county["agency"], publication, "publish", seen=publication.version, said={"secrecy_check": True}, confirmed=True
        )
    with pytest.raises(Refused, match="还没有通过保密审查"):
        step(county, publication, "publish")
    with pytest.raises(Refused, match="请再次验证身份"):
        take_publication_step(head(county), publication, "publish", seen=publication.version, said={"secrecy_check": True})
    with pytest.raises(Stale):
        take_publication_step(head(county), publication, "publish", seen=1, said={"secrecy_check": True}, confirmed=True)
    assert Published.objects.count() == 0


def test_the_term_of_publication_comes_from_the_event(county: County) -> None:
    dossier = filed(county)
    accounts = prepared(county, dossier, event="department_accounts_approved", on=datetime.date(2025, 9, 1))
    assert accounts.due_on == datetime.date(2025, 9, 21)
    other = prepared(county, dossier, on=datetime.date(2025, 3, 3))
    assert other.due_on == datetime.date(2025, 3, 31)
    with pytest.raises(Refused, match="至少选择"):
        prepared(county, dossier, forms=[])
    with pytest.raises(Refused, match="不能晚于今天"):
        prepared(county, dossier, on=datetime.date(2999, 1, 1))
    strange = paper(county, filed(county, "另一个"), "a.txt", b"abc")
    with pytest.raises(Refused, match="不在这份卷宗里"):
        prepare_publication(
            county["agency"], dossier, title="x", forms=[], documents=[strange], event="created", on=datetime.date(2025, 3, 3)
        )


def test_what_was_published_is_frozen(county: County) -> None:
    dossier = filed(county)
    shown = published(county, dossier)
    before = page("portal_dossier", shown.pk)
    dossier.refresh_from_db()
    store_record(county["agency"], dossier, form(expected_objective="后来改了的目标"), seen=dossier.version)
    county.places["water"].change(county.places["water"].version, name="改了名的局")
    assert page("portal_dossier", shown.pk) == before
    assert "后来改了的目标" not in page("portal_data_file", "dossiers.json")


def test_what_was_withdrawn_is_gone_everywhere_but_for_its_notice(county: County) -> None:
    dossier = filed(county)
    document = paper(county, dossier, "说明.txt", "泄洪闸门检修情况".encode())
    shown = published(county, dossier, title="要撤下的自评表", documents=[document])
    assert "要撤下的自评表" in page("portal")
    assert "要撤下的自评表" in Client().get(reverse("portal_search"), {"q": "泄洪闸门"}).content.decode()
    step(county, shown.source, "withdraw", **WITHDRAWN)
    gone = Client().get(shown.get_absolute_url())
    assert gone.status_code == 410
    assert WITHDRAWN["withdrawal_notice"] in gone.content.decode()
    assert WITHDRAWN["reason"] not in gone.content.decode()
    assert Client().get(reverse("portal_file", args=[shown.pk, 1])).status_code == 410
    assert Client().get(reverse("portal_department", args=["water"])).status_code == 404
    assert [name for name, said in _everything("泄洪闸门").items() if "要撤下的自评表" in said] == []
    assert Gram.objects.count() == 0
    step(county, shown.source, "correct", change_log="更正了数据。")
    assert shown.source.state == "preparing"


def _everything(word: str) -> dict[str, str]:
    """All that anybody can fetch from the portal without knowing a number."""
    found = {name: Client().get(reverse(name)).content.decode() for name in ("portal", "portal_feed", "portal_data", "robots")}
    found["search"] = Client().get(reverse("portal_search"), {"q": word}).content.decode().replace(f'value="{word}"', "")
    for name in ("dossiers.csv", "indicators.csv", "departments.csv", "dossiers.json", "datapackage.json"):
        found[name] = page("portal_data_file", name)
    with zipfile.ZipFile(io.BytesIO(Client().get(reverse("portal_data_file", args=["package.zip"])).content)) as archive:
        found |= {f"zip {name}": archive.read(name).decode() for name in archive.namelist()}
    return found


def test_nothing_that_is_not_published_leaks(county: County) -> None:
    open_one, secret = filed(county), filed(county, "没有公开的工程")
    store_record(county["agency"], secret, form(project="没有公开的工程", expected_objective="没有公开的目标"), seen=secret.version)
    shown = published(county, open_one)
    prepared(county, secret, title="没有公开的标题", documents=[paper(county, secret, "没有公开的文件.txt", "没有公开的正文".encode())])
    in_review = prepared(county, open_one, title="没有公开的审查件")
    step(county, in_review, "submit")
    found = _everything("没有公开")
    found |= {"dossier": page("portal_dossier", shown.pk), "department": page("portal_department", "water")}
    assert [name for name, said in found.items() if "没有公开" in said] == []
    assert Client().get(reverse("portal_dossier", args=[shown.pk + 1])).status_code == 404
    assert Client().get(reverse("portal_file", args=[shown.pk, 1])).status_code == 404
    assert Client().get(reverse("portal_department", args=["education"])).status_code == 404
    assert Client().get(reverse("portal_data_file", args=["secret"])).status_code == 404


def test_a_visitor_reaches_nothing_but_public_pages() -> None:
    rows = [line.split() for line in TABLE.strip().splitlines()]
    assert {row[1] for row in rows if row[2] == "200"} == {row[1] for row in rows if row[1].startswith("portal") or row[1] == "robots"} - {
        "portal_file"
    }


def test_the_portal_asks_nobody_who_they_are(county: County) -> None:
    shown = published(county, filed(county))
    for address in (reverse("portal"), shown.get_absolute_url()):
        assert signed_in(county, "agency").get(address).content == Client().get(address).content


def test_a_page_is_drawn_once_an_edition(county: County) -> None:
    shown = published(county, filed(county))
    address = reverse("portal_department", args=["water"])
    first = Client().get(address)
    with CaptureQueriesContext(connection) as queries:
        again = Client().get(address)
    assert again.content == first.content
    assert len(queries) == 1, "only the number of the edition is asked for"
    kept = Client().get(address, headers={"if-none-match": first["ETag"]})
    assert (kept.status_code, kept.content) == (304, b"")
    assert Client().get(address, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    assert first["Cache-Control"] == "public, no-cache"
    published(county, filed(county, "灌区改造"), title="后来公开的")
    assert "后来公开的" in Client().get(address, headers={"if-none-match": first["ETag"]}).content.decode()
    step(county, shown.source, "withdraw", **WITHDRAWN)
    assert shown.title not in Client().get(address).content.decode()


def test_a_department_page_asks_no_more_for_more_dossiers(county: County) -> None:
    counts = []
    for names in (["甲"], ["乙", "丙"]):
        for name in names:
            published(county, filed(county, name), title=name)
        with CaptureQueriesContext(connection) as queries:
            assert names[-1] in page("portal_department", "water")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_search_finds_whole_words_in_chinese(county: County) -> None:
    for name, text in (("甲", "泄洪闸门检修两次检修，型号XP-7"), ("乙", "启闭机检修；洪水与排泄")):
        dossier = filed(county, name)
        published(county, dossier, title=name, forms=[], documents=[paper(county, dossier, f"{name}.txt", text.encode())])
    wide = "\uff38\uff30-7"
    expected = {"泄洪闸": ["甲"], "泄洪 检修": ["甲"], wide: ["甲"], "检修": ["甲", "乙"], "洪泄": [], "": [], "\u3000": [], "乙": ["乙"]}
    for asked, found in expected.items():
        said = Client().get(reverse("portal_search"), {"q": asked}).content.decode()
        assert [name for name in ("甲", "乙") if f'/">{name}</a>' in said] == found
        if found == ["甲", "乙"]:
            assert said.index('/">甲</a>') < said.index('/">乙</a>'), "what says it more often comes first"


def test_open_data_can_be_read_by_a_program(county: County) -> None:
    shown = published(county, filed(county))
    rows = list(csv.DictReader(io.StringIO(page("portal_data_file", "dossiers.csv"))))
    assert [(row["id"], row["department_code"], row["digest"]) for row in rows] == [(str(shown.pk), "water", shown.digest)]
    described = json.loads(page("portal_data_file", "dossiers.json"))
    assert described[0]["records"] == shown.records
    package = json.loads(page("portal_data_file", "datapackage.json"))
    for resource in package["resources"]:
        heads = next(csv.reader(io.StringIO(page("portal_data_file", resource["path"]))))
        assert heads == [field["name"] for field in resource["schema"]["fields"]]
    indicators = list(csv.DictReader(io.StringIO(page("portal_data_file", "indicators.csv"))))
    assert len(indicators) == len(shown.records[0]["indicators"])
    assert float(indicators[0]["weight"]) > 0


def test_the_check_report_is_published_with_the_form(county: County) -> None:
    shown = published(county, filed(county))
    said = page("portal_dossier", shown.pk)
    assert "核对报告" in said
    assert shown.report["figures"] >= shown.report["checked"] > 0


def test_publishing_is_driven_from_pages(county: County) -> None:
    dossier = filed(county)
    document = paper(county, dossier, "报告.docx", word(f"电话{MOBILE}"))
    client = signed_in(county, "agency")
    said = {"title": "年度自评", "tables": [FORM], "documents": [document.pk], "event": "created", "on": "2025-03-03"}
    response = client.post(reverse("prepare_publication", args=[dossier.pk]), said, follow=True)
    publication = Publication.objects.get()
    assert "有个人信息，不能公开" in response.content.decode()
    response = client.post(reverse("mask_files", args=[publication.pk]), {"seen": publication.version}, follow=True)
    assert "遮盖 1 处" in response.content.decode()
    assert client.post(reverse("mask_files", args=[publication.pk]), {"seen": "1"}).status_code == 302
    publication.refresh_from_db()
    client.post(reverse("publication_step", args=[publication.pk, "submit"]), {"seen": publication.version})
    publication.refresh_from_db()
    reviewer = Client()
    reviewer.force_login(head(county), backend="jiheng.web.people.accounts.Backend")
    address = reverse("publication_step", args=[publication.pk, "publish"])
    wrong = reviewer.post(address, {"seen": publication.version, "secrecy_check": "on", "proof": "falsch"})
    assert "不正确，没有办理" in wrong.content.decode()
    reviewer.post(address, {"seen": publication.version, "secrecy_check": "on", "proof": PASSWORD})
    assert "年度自评" in page("portal")
    assert reviewer.get(reverse("publication_step", args=[publication.pk, "nothing"])).status_code == 404
    assert "年度自评" in client.get(reverse("publications")).content.decode()
