"""Papers made of a version under review: in the background, once, with what people decided."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from county_at_hand import County
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from papers import checked, clean, corrected, seeded, sheet_of_paper, work_off

from jiheng.model import Decision as OpinionDecision
from jiheng.web.files.models import DocumentVersion
from jiheng.web.findings.actions.decide import decide
from jiheng.web.findings.models import Answer, Finding
from jiheng.web.findings.papers import opinions_of
from jiheng.web.jobs.models import Job


@pytest.fixture
def version(county: County) -> DocumentVersion:
    """A form with one finding, in a dossier."""
    return checked(county, county.dossier(), seeded("docx"), "自评表.docx")


@pytest.fixture
def client(county: County) -> Client:
    client = Client()
    client.force_login(county["reviewer"], backend="jiheng.web.people.accounts.Backend")
    return client


def ask(client: Client, version: DocumentVersion, kind: str) -> Any:
    return client.post(reverse("make_paper", args=[version.document_id, version.number, kind]))


def made(client: Client, version: DocumentVersion, kind: str) -> tuple[bytes, HttpResponse]:
    assert ask(client, version, kind)["Location"] == Job.objects.first().get_absolute_url()  # type: ignore[union-attr]
    work_off()
    answer = client.get(ask(client, version, kind)["Location"])
    data = b"".join(answer)
    answer.close()
    return data, answer


def test_the_original_comes_back_with_comments(client: Client, version: DocumentVersion) -> None:
    data, answer = made(client, version, "annotated")
    comments = zipfile.ZipFile(io.BytesIO(data)).read("word/comments.xml").decode()
    assert "SEV101" in comments
    assert "attachment" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_working_paper_holds_what_was_decided(client: Client, version: DocumentVersion, county: County) -> None:
    finding = Finding.objects.get()
    decide(county["agency"], finding, Answer.EXPLAIN, seen=finding.version, reason="口径不同")
    data, _answer = made(client, version, "working_paper")
    cells = {str(cell) for row in openpyxl.load_workbook(io.BytesIO(data))["问题"].iter_rows(values_only=True) for cell in row}
    assert any("已说明：口径不同" in cell for cell in cells)


def test_the_letter_of_opinions_is_a_word_file(client: Client, version: DocumentVersion) -> None:
    data, _answer = made(client, version, "opinions")
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()


def test_the_opinions_are_the_findings_with_their_answers(version: DocumentVersion, county: County) -> None:
    [opinion] = opinions_of(version).opinions
    assert (opinion.decision, opinion.quote) == (None, "96.26%")
    finding = Finding.objects.get()
    decide(county["agency"], finding, Answer.EXPLAIN, seen=finding.version, reason="口径不同")
    [opinion] = opinions_of(version).opinions
    assert (opinion.decision, opinion.reason) == (OpinionDecision.REJECTED, "口径不同")
    corrected(county, version.document, clean("docx"), "自评表.docx")
    [opinion] = opinions_of(version).opinions
    assert (opinion.decision, opinion.change) == (OpinionDecision.ACCEPTED, "已在后一版中改正。")


def test_a_false_alarm_is_no_opinion(version: DocumentVersion, county: County) -> None:
    finding = Finding.objects.get()
    decide(county["reviewer"], finding, Answer.DISMISS, seen=finding.version, reason="读错了列")
    assert opinions_of(version).opinions == ()


def test_a_file_that_takes_no_comments_says_so(client: Client, county: County) -> None:
    version = checked(county, county.dossier(), sheet_of_paper(), "说明.txt")
    ask(client, version, "annotated")
    work_off()
    job = Job.objects.first()
    assert job is not None
    assert (job.state, "文本文件不能写入批注" in job.error) == ("failed", True)


def test_there_is_no_other_paper(client: Client, version: DocumentVersion) -> None:
    assert ask(client, version, "novel").status_code == 404
    assert client.get(reverse("download_paper", args=[version.document_id, 1, "opinions"])).status_code == 404
