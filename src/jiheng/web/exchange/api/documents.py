"""Operations on documents and their findings that change something: hand in a file, decide about a finding."""

from __future__ import annotations

import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Field, File, Schema, Status, UploadedFile

from jiheng.web import policy
from jiheng.web.exchange.api.access import program_of
from jiheng.web.exchange.api.operations import ONE, WRITE, api
from jiheng.web.exchange.api.problems import FieldProblem, problem
from jiheng.web.exchange.api.shapes import FindingOut
from jiheng.web.files.actions.hand_in import hand_in
from jiheng.web.files.models import DocumentVersion
from jiheng.web.files.receiving import NotReceived, receive
from jiheng.web.findings.actions.decide import decide
from jiheng.web.findings.models import Answer, Decision, Finding
from jiheng.web.policy import Permission

__all__ = ["api"]


class UploadOut(Schema):
    """A file that came in: as which version of which document; ``reason`` where a file of the archive was turned away."""

    name: str
    file: int | None = None
    number: int | None = None
    digest: str = ""
    reason: str = ""

    @classmethod
    def of(cls, version: DocumentVersion) -> UploadOut:
        """As it goes out."""
        return cls(name=version.document.name, file=version.document_id, number=version.number, digest=version.file.digest)


class DecisionOut(Schema):
    """What somebody said of the finding."""

    answer: Literal["accept", "explain", "waive", "dismiss"]
    reason: str
    until: datetime.date | None
    number: int
    decided_by: str
    decided_at: datetime.datetime

    @classmethod
    def of(cls, row: Decision) -> DecisionOut:
        """As it goes out."""
        same: dict[str, Any] = {name: getattr(row, name) for name in ("answer", "reason", "until", "number", "decided_at")}
        return cls(decided_by=str(row.decided_by), **same)


class FindingWhole(FindingOut):
    """A finding with its version, to be named when it is decided about, and all decisions, the newest first."""

    version: int
    decisions: list[DecisionOut]

    @classmethod
    def of(cls, row: Finding) -> FindingWhole:
        """As it goes out."""
        decisions = [DecisionOut.of(one) for one in row.decisions.select_related("decided_by")]
        return cls(**FindingOut.of(row).model_dump(), version=row.version, decisions=decisions)


class DecisionIn(Schema, extra="forbid"):
    """What is decided: accept (to be put right) or explain, with the version of the finding it is about."""

    answer: Literal["accept", "explain", "waive", "dismiss"]
    seen: int = Field(description="问题的版本（version）；已被别人处理时不保存（409）")
    reason: str = Field("", max_length=500)
    until: datetime.date | None = None


@api.post("/dossiers/{int:number}/files", response={201: list[UploadOut], **WRITE}, url_name="api_upload", summary="上传文件到卷宗")
def upload(request: HttpRequest, number: int, file: File[UploadedFile]) -> Any:
    """本单位卷宗的一份文件或一个压缩包；同名的文件存成新的一版，随后在后台核对。"""
    program = program_of(request)
    dossier = get_object_or_404(policy.dossiers(program).select_related("organisation"), pk=number)
    policy.require(program, Permission.UPLOAD, dossier)
    outcomes = []
    for received in receive(file, file.name or "", file.size or 0):
        if isinstance(received, NotReceived):
            outcomes.append(UploadOut(name=received.name, reason=received.reason))
        else:
            outcomes.append(UploadOut.of(hand_in(program, dossier, received)))
    if not any(one.file for one in outcomes):
        errors = [FieldProblem(path=f"/file/{one.name}", message=one.reason) for one in outcomes]
        return problem(422, _("内容不符合要求"), _("没有收下文件，原因见 errors。"), errors)
    return Status(201, outcomes)


def _finding(request: HttpRequest, number: int) -> Finding:
    seen = Finding.objects.filter(document__in=policy.documents(program_of(request)))
    return get_object_or_404(seen.select_related("document__organisation", "document__dossier__organisation"), pk=number)


@api.get("/findings/{int:number}", response={200: FindingWhole, **ONE}, url_name="api_finding", summary="一个问题")
def show_finding(request: HttpRequest, number: int) -> Any:
    """一个问题、它的版本和各次处理意见。"""
    return FindingWhole.of(_finding(request, number))


@api.post("/findings/{int:number}/decisions", response={201: FindingWhole, **WRITE}, url_name="api_decide", summary="处理一个问题")
def decide_finding(request: HttpRequest, number: int, given: DecisionIn) -> Any:
    """本单位的程序可以承认（accept）或说明（explain）；豁免和误报只能由人在页面上办（403）。"""
    finding = _finding(request, number)
    decide(program_of(request), finding, Answer(given.answer), seen=given.seen, reason=given.reason, until=given.until)
    return Status(201, FindingWhole.of(finding))
