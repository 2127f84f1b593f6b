"""A scan dropped on a form is read by a worker: the page waits with its progress, what was read is confirmed as ever."""

from __future__ import annotations

import io

import pytest
from county_at_hand import YEAR, County, form
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from way_of_a_case import browser

from jiheng.reports.official_forms import write_forms
from jiheng.web.acting import Refused
from jiheng.web.dossiers.models import Dossier, FormKind
from jiheng.web.filling import long_work
from jiheng.web.filling.desk import Desk, desk_of
from jiheng.web.filling.dropping import reading
from jiheng.web.filling.layout import standard_of
from jiheng.web.filling.models import DroppedPaper
from jiheng.web.jobs.actions.cancel_job import cancel_job
from jiheng.web.jobs.actions.retry_job import retry_job
from jiheng.web.jobs.models import Job, JobState
from jiheng.web.jobs.running import run

FORM = "self_evaluation_form"


def picture(file_format: str) -> SimpleUploadedFile:
    """A page without characters, as a scanner writes it."""
    out = io.BytesIO()
    Image.new("RGB", (200, 280), "white").save(out, file_format)
    return SimpleUploadedFile(f"扫描件.{file_format.lower()}", out.getvalue())


def dropped(county: County, dossier: Dossier, file_format: str = "PNG") -> DroppedPaper:
    """The scan after somebody dropped it."""
    client = browser(county["agency"])
    answer = client.post(reverse("drop_paper", args=[dossier.pk, FORM]), {"paper": picture(file_format)}, follow=True)
    assert "读取「扫描件" in answer.content.decode()
    return DroppedPaper.objects.get()


@pytest.mark.parametrize("file_format", ["PNG", "PDF"])
def test_a_scan_is_read_by_a_worker_and_confirmed_as_ever(county: County, monkeypatch: pytest.MonkeyPatch, file_format: str) -> None:
    dossier = county.dossier()
    paper = dropped(county, dossier, file_format)
    job = Job.objects.get()
    assert (paper.reading, job.state, paper.job) == ({}, JobState.WAITING, job)
    address = reverse("dropped_paper", args=[dossier.pk, FORM, paper.pk])
    client = browser(county["agency"])
    assert client.get(address).headers["Location"] == job.get_absolute_url()
    data = write_forms([form()], standard_of(Dossier(fiscal_year_id=YEAR)), "docx")
    found = reading("自评表.docx", data, desk_of(dossier, FormKind.SELF_EVALUATION_FORM))
    monkeypatch.setattr(long_work, "reading", lambda name, scan, desk, seconds: found)
    run(job.pk)
    assert "查看结果" in client.get(job.get_absolute_url()).content.decode()
    assert form().indicators[0].name in client.get(address).content.decode()
    client.post(address, {"seen": 0, "all": "1"})
    assert len(desk_of(dossier, FormKind.SELF_EVALUATION_FORM).content.rows("indicators")) == len(form().indicators)


def test_a_scan_that_says_nothing_says_so_and_can_be_stopped_and_tried_again(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = dropped(county, county.dossier())
    job = Job.objects.get()
    cancel_job(county["agency"], job)
    run(job.pk)
    assert Job.objects.get().state == JobState.CANCELLED
    retry_job(county["agency"], job)

    def refuse(name: str, scan: bytes, desk: Desk, *, seconds: float) -> None:
        raise Refused("没有找到绩效自评表。")

    monkeypatch.setattr(long_work, "reading", refuse)
    run(job.pk)
    job = Job.objects.get()
    assert (job.state, job.error) == (JobState.FAILED, "没有找到绩效自评表。")
    paper.refresh_from_db()
    assert paper.reading == {}
