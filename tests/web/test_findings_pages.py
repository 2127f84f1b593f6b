"""Documents shown as they look: pages made once for the same bytes, findings boxed on them, the text where there are none."""

from __future__ import annotations

from typing import Any

import pytest
from county_at_hand import County
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from papers import checked, seeded, work_off

from jiheng.documents import Limits, Table, read
from jiheng.documents.errors import ConversionFailed, OfficeMissing
from jiheng.reports.annotate.renditions import Line, Rendition
from jiheng.web.files.models import DocumentVersion
from jiheng.web.findings import long_work, pages
from jiheng.web.findings.models import Rendition as Kept
from jiheng.web.findings.pages import Drawn, boxes_of
from jiheng.web.findings.review import Review, review
from jiheng.web.jobs.models import Job, JobState


def client_of(county: County, name: str) -> Client:
    client = Client()
    client.force_login(county[name], backend="jiheng.web.people.accounts.Backend")
    return client


@pytest.fixture
def version(county: County) -> DocumentVersion:
    return checked(county, county.dossier(), seeded("docx"), "自评表.docx")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A rendering without LibreOffice: the pages of a PDF, each cell at a place of its own. What was rendered, by name."""
    asked: list[str] = []

    def render(data: bytes, path: str, _limits: Limits) -> Rendition:
        asked.append(path)
        document = read(path, data=data)
        places = {
            (number, cell.row, cell.column): (
                Line(1, (cell.column * 50.0, cell.row * 20.0, cell.column * 50.0 + 40, cell.row * 20.0 + 15)),
            )
            for number, block in enumerate(document.blocks)
            if isinstance(block, Table)
            for cell in block.cells
        }
        return Rendition(seeded("pdf"), ((595.0, 842.0),), places)

    monkeypatch.setattr(long_work, "render", render)
    monkeypatch.setattr(pages, "is_available", lambda: True)
    return asked


def shown(version: DocumentVersion, **options: Any) -> Review:
    found = review(version.document, version.number, **options)
    assert found is not None
    return found


def test_pages_are_made_on_request_and_findings_stand_on_them(county: County, version: DocumentVersion, made: list[str]) -> None:
    assert shown(version).paging.state is Drawn.WANTED
    assert shown(version).as_text
    client = client_of(county, "agency")
    address = reverse("draw_pages", args=[version.document_id, version.number])
    assert client.post(address).status_code == 302
    assert shown(version).paging.state is Drawn.ASKED
    assert "正在生成页面图" in client.get(version.get_absolute_url()).content.decode()
    work_off()
    found = shown(version)
    assert (found.paging.state, len(found.pages), found.as_text) == (Drawn.SHOWN, 1, False)
    assert {mark.number for mark in found.pages[0].marks} == {item.number for item in found.items if item.is_boxed}
    assert found.items
    assert found.items[0].is_boxed
    image = client.get(reverse("page_image", args=[version.document_id, version.number, 1]))
    assert image["Content-Type"] == "image/png"
    text = client.get(f"{version.get_absolute_url()}?view=text").content.decode()
    assert 'class="reading"' in text
    assert shown(version, as_text=True).pages == []


def test_the_same_bytes_are_set_once(county: County, version: DocumentVersion, made: list[str]) -> None:
    other = checked(county, county.dossier("road"), seeded("docx"), "另一份.docx")
    client = client_of(county, "finance")
    for one in (version, other, version):
        client.post(reverse("draw_pages", args=[one.document_id, one.number]))
    work_off()
    assert (len(made), Kept.objects.count()) == (1, 1)
    assert shown(other).paging.state is Drawn.SHOWN


def test_what_cannot_be_set_says_why(county: County, version: DocumentVersion, made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(county, "agency")
    address = reverse("draw_pages", args=[version.document_id, version.number])

    def missing(_data: bytes, path: str, _limits: Limits) -> Rendition:
        raise OfficeMissing(path, " Word 文档", "请另存为 PDF。")

    monkeypatch.setattr(long_work, "render", missing)
    client.post(address)
    work_off()
    assert shown(version).paging.state is Drawn.FAILED
    assert Job.objects.filter(kind="draw_pages", state=JobState.FAILED).exists()

    def failing(_data: bytes, path: str, _limits: Limits) -> Rendition:
        raise ConversionFailed(path, " Word 文档", "请另存为 PDF。")

    monkeypatch.setattr(long_work, "render", failing)
    client.post(address)
    work_off()
    assert shown(version).paging.state is Drawn.IMPOSSIBLE
    assert "不能按页面显示" in client.get(version.get_absolute_url()).content.decode()


def test_without_libreoffice_the_text_is_shown_and_said_so(
    county: County, version: DocumentVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "is_available", lambda: False)
    answer = client_of(county, "agency").get(version.get_absolute_url()).content.decode()
    assert "没有 LibreOffice" in answer
    assert 'class="reading"' in answer


def test_the_page_asks_a_fixed_number_of_times(county: County, version: DocumentVersion, made: list[str]) -> None:
    client = client_of(county, "agency")
    client.post(reverse("draw_pages", args=[version.document_id, version.number]))
    work_off()
    with CaptureQueriesContext(connection) as pages_shown:
        client.get(version.get_absolute_url())
    with CaptureQueriesContext(connection) as text_shown:
        client.get(f"{version.get_absolute_url()}?view=text")
    assert len(pages_shown) == len(text_shown)


LINES = [[1, 0.0, 0.0, 100.0, 10.0, "年初预算一百万元，"], [2, 0.0, 0.0, 60.0, 10.0, "执行八十万元"]]


@pytest.mark.parametrize(
    ("cell", "quote", "expected"),
    [
        ([0, None, None], "", [[1, 0.0, 0.0, 100.0, 10.0], [2, 0.0, 0.0, 60.0, 10.0]]),
        ([0, None, None], "执行八十", [[2, 0.0, 0.0, 40.0, 10.0]]),
        ([1, 0, 1], "", [[1, 50.0, 0.0, 90.0, 10.0]]),
        ([1, 0, 2], "", [[1, 50.0, 0.0, 90.0, 10.0]]),
        ([1, 0, None], "", [[1, 0.0, 0.0, 90.0, 10.0]]),
        ([1, None, None], "", [[1, 0.0, 0.0, 90.0, 10.0]]),
        ([2, 0, 0], "", []),
        ([None, None, None], "", []),
    ],
)
def test_a_place_leads_to_its_boxes(cell: list[int | None], quote: str, expected: list[list[float]]) -> None:
    places: Any = {
        (0, None, None): LINES,
        (1, 0, 0): [[1, 0.0, 0.0, 40.0, 10.0, ""]],
        (1, 0, 1): [[1, 50.0, 0.0, 90.0, 10.0, ""]],
    }
    assert boxes_of({"location": {"quote": quote}, "cells": [cell]}, places) == expected
