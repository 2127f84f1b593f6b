"""One project, one file: everything in a package that verifies offline, and back from it into an empty installation, the same."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from county_at_hand import County, build
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.test import override_settings
from django.urls import reverse
from papers import work_off
from rows_fieldwork import PICTURE
from way_of_a_case import browser
from whole_dossier import whole_dossier

from jiheng.reports.archive import verify_archive
from jiheng.web.acting import Refused
from jiheng.web.archives import rows
from jiheng.web.archives.actions.restore_dossier import restore_dossier
from jiheng.web.archives.making import package
from jiheng.web.archives.models import Archive, CarriedPaper, Restoration
from jiheng.web.archives.sources import KEPT
from jiheng.web.audit.models import AuditEntry
from jiheng.web.casework.models import Case
from jiheng.web.complaints.models import Complaint
from jiheng.web.dashboards.models import Facts
from jiheng.web.dossiers.models import Dossier
from jiheng.web.dossiers.records import is_sound
from jiheng.web.evaluations.models import Entry
from jiheng.web.fieldwork.models import Material, PaymentList, SampledPayment, SiteVisit, WorkingPaper
from jiheng.web.fieldwork.payments import digest_of
from jiheng.web.files import storage
from jiheng.web.files.models import StoredFile
from jiheng.web.filling.models import Draft, DroppedPaper
from jiheng.web.findings.models import DossierCheck, Finding, Rendition
from jiheng.web.people.models import FiscalYear, Organisation, Person
from jiheng.web.portal.models import Publication
from jiheng.web.rectifications.models import Evidence
from jiheng.web.reviews.models import ReportVersion
from jiheng.web.spotchecks.models import Draw
from jiheng.web.surveys.models import AccessCode, Survey

DAY = datetime.date(2025, 6, 30)
#: No records: drafts and what follows from records. Not the dossier's own: spot checks, complaints and publications give papers. Secret: codes.
LEFT_OUT = {
    Draft,
    DroppedPaper,
    Facts,
    Rendition,
    DossierCheck,
    Draw,
    Complaint,
    Publication,
    AccessCode,
    Archive,
    Restoration,
    CarriedPaper,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """The package of a dossier, and what must not stand in it; the installation it came from is gone."""

    path: Path
    secrets: tuple[str, ...]
    complaint: str


@pytest.fixture(scope="module")
def packed(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Packed:
    """Made once: nothing of the old installation, no row and no file, is there in the tests."""
    folder = tmp_path_factory.mktemp("old")
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(DATA=folder / "data"):
        county = build()
        dossier = whole_dossier(county)
        path = written(dossier, folder / "dossier.zip")
        secrets = (*Survey.objects.values_list("link", flat=True), dossier.complaints.get().summary)
        told = Packed(path=path, secrets=secrets, complaint=dossier.complaints.get().number)
        transaction.set_rollback(True)
    return told


@pytest.fixture
def elsewhere(packed: Packed, db: None, tmp_path: Path) -> Iterator[Path]:
    """The package in an empty installation."""
    with override_settings(DATA=tmp_path / "elsewhere"):
        yield packed.path


def written(dossier: Dossier, target: Path) -> Path:
    with package(dossier, DAY) as (path, _verified, _retention):
        shutil.copy(path, target)
    return target


def members(path: Path) -> dict[str, str]:
    manifest = verify_archive(path).manifest
    assert manifest is not None
    return {item.path: item.sha256 for item in manifest.items}


def table(path: Path, name: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(zipfile.ZipFile(path).read(f"数据/{name}.json"))
    return found


def test_a_restored_dossier_gives_the_same_package(elsewhere: Path, tmp_path: Path) -> None:
    before = verify_archive(elsewhere)
    out = StringIO()
    call_command("restore_dossier", str(elsewhere), stdout=out)
    dossier = Dossier.objects.get()
    again = written(dossier, tmp_path / "again.zip")
    assert members(again) == members(elsewhere)
    assert verify_archive(again).digest == before.digest
    assert f"sha256:{before.digest}" in out.getvalue()


def test_what_comes_back_is_the_dossier_with_its_history(elsewhere: Path) -> None:
    dossier = restore_dossier(elsewhere).dossier
    assert str(dossier.organisation.parent) == "澄岚县水利局"
    assert not FiscalYear.objects.get().is_open
    assert all(is_sound(version) for version in dossier.records.all())
    finding = Finding.objects.get()
    assert (finding.said, finding.decisions.get().reason) == ("已改正", "口径不同")
    assert dossier.decisions.get().reason == "按调整后预算"
    [first, second] = dossier.documents.get().versions.order_by("number")
    assert first.file.read() != second.file.read()
    case = Case.objects.get(state="received")
    assert case.way.events[-1].by == str(case.steps.last().actor_id)  # type: ignore[union-attr]
    assert dossier.comments.get().text == "已按意见修改。"
    assert Survey.objects.count() == 2
    assert storage.fetch(ReportVersion.objects.get().docx) == b"report docx"
    assert Evidence.objects.get().file.read() == "付款凭证".encode()
    assert AuditEntry.objects.get().action == "restore_dossier"


def test_fieldwork_comes_back_with_its_files_where_people_look_for_them(elsewhere: Path) -> None:
    restore_dossier(elsewhere)
    slot = Material.objects.get(state="provided")
    assert [one.file.read().decode() for one in slot.files.all()] == ["采购合同", "补充协议"]
    assert [photo.caption for photo in SiteVisit.objects.get().photos.all()] == ["闸门锈蚀", ""]
    papers = {paper.number: paper.file.read() for paper in WorkingPaper.objects.all()}
    assert papers == {"B2-1": "合同正文".encode(), "B4-1": PICTURE, "B2-2": "采购合同".encode()}
    checked = SampledPayment.objects.get(result="sound")
    source = checked.sample.source
    assert (checked.found, source.digest) == ("与合同一致", digest_of(source.payments))
    assert PaymentList.objects.filter(file__isnull=True).count() == 1
    parts = set(Entry.objects.filter(evaluation=slot.evaluation).values_list("part", flat=True))
    assert parts == {"schedule", "evidence", "interviews", "data_form", "surveys"}
    folder = "资料/现场评价/01 "
    found = sorted(name.split("/", 3)[3] for name in members(elsewhere) if name.startswith(folder))
    assert found == [
        "工作底稿/B2-1 0001 合同.txt",
        "工作底稿/B2-2 0003 合同.txt",
        "工作底稿/B4-1 0002 泵站.png",
        "支付明细/01 序时账.csv",
        "现场查看/01 一号泵站/0002 泵站.png",
        "资料清单/001 采购合同/0002 合同.txt",
    ]


def test_people_come_back_as_names_that_cannot_sign_in(elsewhere: Path) -> None:
    restore_dossier(elsewhere)
    people = Person.objects.all()
    assert {person.name for person in people} >= {"agency（测试）", "reviewer（测试）", "evaluator（测试）"}
    assert not any(person.is_active or person.has_usable_password() or person.memberships.exists() for person in people)


def test_the_package_verifies_with_the_tools_of_the_system(packed: Packed, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed.path) as archive:
        archive.extractall(tmp_path / "out")
    done = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=tmp_path / "out", check=False, capture_output=True)
    assert done.returncode == 0, done.stderr


def test_one_flipped_bit_is_named_and_nothing_is_restored(elsewhere: Path, tmp_path: Path) -> None:
    [path] = [name for name in members(elsewhere) if name.endswith("自评表（改）.docx")]
    with zipfile.ZipFile(elsewhere) as archive, zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
        for name in archive.namelist():
            data = bytearray(archive.read(name))
            data[0] ^= name == path
            bad.writestr(name, bytes(data))
    [fault] = verify_archive(tmp_path / "bad.zip").faults
    assert (fault.path, "内容被改动" in fault.reason) == (path, True)
    with pytest.raises(CommandError, match=r"自评表（改）\.docx：内容被改动"):
        call_command("restore_dossier", str(tmp_path / "bad.zip"))
    assert not Organisation.objects.exists()


def test_a_dossier_that_is_here_is_not_overwritten(elsewhere: Path) -> None:
    dossier = restore_dossier(elsewhere).dossier
    with pytest.raises(Refused, match="恢复不覆盖已有的卷宗"):
        restore_dossier(elsewhere)
    assert Dossier.objects.get() == dossier
    assert Restoration.objects.get().dossier == dossier


def test_what_is_no_package_of_a_dossier_is_refused(elsewhere: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.zip").write_bytes(b"no zip")
    with pytest.raises(CommandError, match="不是归档包"):
        call_command("restore_dossier", str(tmp_path / "letter.zip"))
    with pytest.raises(CommandError, match="找不到"):
        call_command("restore_dossier", str(tmp_path / "nothing.zip"))


def test_nothing_that_gives_somebody_away_is_in_the_package(packed: Packed) -> None:
    texts = {name: zipfile.ZipFile(packed.path).read(name) for name in members(packed.path)}
    for secret in packed.secrets:
        assert not any(secret.encode() in data for data in texts.values()), secret
    assert len(table(packed.path, "surveys.answer")) == 7, "of the survey with one answer there is the count alone"
    assert {survey["received"] for survey in table(packed.path, "surveys.survey")} == {1, 7}
    [paper] = [json.loads(data) for name, data in texts.items() if name.startswith("投诉/")]
    assert paper["number"] == packed.complaint


def test_rows_point_only_to_what_is_kept_before_them() -> None:
    before: set[type[models.Model]] = {Person, Organisation, FiscalYear}
    for kept in KEPT:
        before.add(kept.model)
        targets = {column.related_model for column in rows.columns_of(kept) if column.is_relation}
        assert targets <= before, kept.name
        assert not kept.model._meta.many_to_many


def test_whatever_belongs_to_a_dossier_is_kept_or_named_as_left_out() -> None:
    kept = {one.model for one in KEPT}
    roots = kept - {StoredFile}
    for model in apps.get_models():
        belongs = any(column.is_relation and column.related_model in roots for column in model._meta.concrete_fields)
        assert not belongs or model in kept or model in LEFT_OUT, f"{model._meta.label} goes into no archive"


def test_the_performance_office_archives_in_the_background_and_fetches_it(county: County) -> None:
    dossier = county.filed()
    client = browser(county["finance"])
    address = reverse("archives", args=[dossier.pk])
    assert client.post(address)["Location"].startswith("/jobs/")
    work_off()
    archive = Archive.objects.get()
    page = client.get(address).content.decode()
    assert archive.digest in page
    answer = client.get(archive.get_absolute_url())
    data = b"".join(answer)
    answer.close()
    assert len(data) == archive.size
    assert archive.name in page or "10年" in page
    assert "归档" in client.get(dossier.get_absolute_url()).content.decode()
    assert AuditEntry.objects.filter(action="keep_archive").exists()
