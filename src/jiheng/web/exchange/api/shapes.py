"""What goes over the wire: small, flat, named as in the glossary. Amounts are 万元, decimals are text."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, Literal

from ninja import Field, Schema

from jiheng.web.dossiers.models import Dossier, RecordVersion
from jiheng.web.files.models import Document, DocumentVersion
from jiheng.web.findings.models import Finding
from jiheng.web.people.models import Organisation

Kind = Literal["project", "department"]
StageName = Literal["objective", "monitoring", "self_evaluation", "finished"]
FormName = Literal["objective_form", "monitoring_form", "self_evaluation_form"]


class OrganisationOut(Schema):
    """An organisation in the tree."""

    id: int
    name: str
    code: str
    kind: Literal["finance_authority", "department", "agency", "third_party_evaluator"]
    parent: int | None
    is_active: bool

    @classmethod
    def of(cls, row: Organisation) -> OrganisationOut:
        """As it goes out."""
        return cls(id=row.pk, name=row.name, code=row.code, kind=row.kind, parent=row.parent_id, is_active=row.is_active)  # type: ignore[arg-type]  # one of the choices


class DossierOut(Schema):
    """A dossier; ``version`` is what If-Match names."""

    id: int
    version: int
    fiscal_year: int
    organisation: int
    organisation_code: str
    organisation_name: str
    kind: Kind
    subject: str
    code: str
    stage: StageName
    state: Literal["awaited", "filed", "finished"]
    adjusted_budget: Decimal | None
    executed: Decimal | None
    score: Decimal | None
    updated_at: datetime.datetime

    @classmethod
    def of(cls, row: Dossier) -> DossierOut:
        """As it goes out."""
        place = row.organisation
        names = ("version", "kind", "subject", "code", "stage", "adjusted_budget", "executed", "score", "updated_at")
        same: dict[str, Any] = {"state": row.state.value, **{name: getattr(row, name) for name in names}}
        return cls(
            id=row.pk,
            fiscal_year=row.fiscal_year_id,
            organisation=place.pk,
            organisation_code=place.code,
            organisation_name=place.name,
            **same,
        )


class DossierIn(Schema):
    """A new dossier of the token's own organisation."""

    model_config = {"extra": "forbid"}
    fiscal_year: int
    kind: Kind = "project"
    subject: str = Field(min_length=1, max_length=200)
    code: str = Field("", max_length=40)


class RecordHead(Schema):
    """One version of one form, without its content."""

    form: FormName
    number: int
    digest: str
    note: str
    stored_by: str
    stored_at: datetime.datetime

    @classmethod
    def of(cls, row: RecordVersion) -> RecordHead:
        """As it goes out."""
        return cls(**_head(row))


class RecordOut(RecordHead):
    """One version of one form with its content, a record of the type that ``form`` names."""

    content: dict[str, Any]

    @classmethod
    def of(cls, row: RecordVersion) -> RecordOut:
        """As it goes out."""
        return cls(**_head(row), content=row.content)


def _head(row: RecordVersion) -> dict[str, Any]:
    names = ("form", "number", "digest", "note", "stored_at")
    return {**{name: getattr(row, name) for name in names}, "stored_by": str(row.stored_by)}


class FileVersionOut(Schema):
    """One file of a document."""

    number: int
    name: str
    size: int
    type: str
    digest: str
    uploaded_at: datetime.datetime

    @classmethod
    def of(cls, row: DocumentVersion) -> FileVersionOut:
        """As it goes out."""
        names = ("name", "size", "type", "digest", "uploaded_at")
        same: dict[str, Any] = {name: getattr(row.file, name) for name in names}
        return cls(number=row.number, **same)


class FileOut(Schema):
    """A document of a dossier, or of an organisation's inbox, with its versions (the newest first)."""

    id: int
    name: str
    organisation: int
    dossier: int | None
    versions: list[FileVersionOut]

    @classmethod
    def of(cls, row: Document) -> FileOut:
        """As it goes out; the versions were fetched before."""
        versions = [FileVersionOut.of(one) for one in row.versions.all()]
        return cls(id=row.pk, name=row.name, organisation=row.organisation_id, dossier=row.dossier_id, versions=versions)


class FindingOut(Schema):
    """A finding of a document through all its versions; ``first_number`` and ``last_number`` are versions."""

    id: int
    code: str
    severity: Literal["must_fix", "question", "note"]
    state: Literal["open", "explained", "fixed", "waived", "false_alarm"]
    message: str
    place: str
    file: int
    dossier: int | None
    first_number: int
    last_number: int
    waived_until: datetime.date | None

    @classmethod
    def of(cls, row: Finding) -> FindingOut:
        """As it goes out."""
        names = ("code", "severity", "state", "message", "place", "first_number", "last_number", "waived_until")
        same: dict[str, Any] = {name: getattr(row, name) for name in names}
        return cls(id=row.pk, file=row.document_id, dossier=row.document.dossier_id, **same)


class Page(Schema):
    """Which page of how many."""

    count: int
    page: int
    pages: int


class OrganisationPage(Page):
    """A page of organisations."""

    items: list[OrganisationOut]


class DossierPage(Page):
    """A page of dossiers."""

    items: list[DossierOut]


class FilePage(Page):
    """A page of documents."""

    items: list[FileOut]


class FindingPage(Page):
    """A page of findings."""

    items: list[FindingOut]


class PageIn(Schema):
    """Which page is wanted."""

    page: int = Field(1, ge=1)
    size: int = Field(50, ge=1, le=200)


class OrganisationFilters(PageIn):
    """Which organisations are wanted."""

    q: str = Field("", description="名称或代码中的字")
    kind: Literal["", "finance_authority", "department", "agency", "third_party_evaluator"] = ""


class DossierFilters(PageIn):
    """Which dossiers are wanted."""

    q: str = Field("", description="名称中的字，或代码的开头")
    fiscal_year: int | None = None
    organisation_code: str = Field("", description="单位及其所属单位")
    kind: Literal["", "project", "department"] = ""
    stage: Literal["", "objective", "monitoring", "self_evaluation", "finished"] = ""
    updated_since: datetime.datetime | None = Field(None, description="此后更新过的")


class FileFilters(PageIn):
    """Which documents are wanted."""

    dossier: int | None = None


class FindingFilters(PageIn):
    """Which findings are wanted."""

    dossier: int | None = None
    file: int | None = None
    code: str = Field("", max_length=8)
    severity: Literal["", "must_fix", "question", "note"] = ""
    state: Literal["", "open", "explained", "fixed", "waived", "false_alarm"] = ""
