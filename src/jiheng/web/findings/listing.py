"""The table of documents: filters from the address, one page, a fixed number of queries; and the panel on a dossier's page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiheng.web import policy
from jiheng.web.dossiers.around import may_have
from jiheng.web.dossiers.models import Dossier
from jiheng.web.dossiers.panel import Panel
from jiheng.web.files.models import Document, DocumentVersion
from jiheng.web.findings.between import summary_of
from jiheng.web.findings.grouping import with_year
from jiheng.web.findings.models import Assessment, Finding, FindingState, Severity, Verdict
from jiheng.web.people.models import Organisation, Person
from jiheng.web.policy import Permission

PAGE: Final = 50
_ALL: Final = ("", gettext_lazy("全部"))


class Filters(forms.Form):
    """What can be asked for; everything is optional."""

    q = forms.CharField(label=gettext_lazy("名称、项目或单位"), required=False, widget=forms.TextInput({"type": "search"}))
    organisation = forms.ChoiceField(label=gettext_lazy("单位"), required=False)
    verdict = forms.ChoiceField(label=gettext_lazy("结论"), required=False, choices=[_ALL, *Verdict.choices])
    code = forms.CharField(label=gettext_lazy("检查编号"), required=False, max_length=8)
    state = forms.ChoiceField(label=gettext_lazy("问题状态"), required=False, choices=[_ALL, *FindingState.choices])
    place = forms.ChoiceField(
        label=gettext_lazy("归卷"),
        required=False,
        choices=[_ALL, ("inbox", gettext_lazy("未归卷")), ("dossier", gettext_lazy("已归卷"))],
    )

    def __init__(self, data: QueryDict, organisations: list[Organisation]) -> None:
        super().__init__(data)
        choices = [_ALL, *((str(one.pk), f"{'　' * one.depth}{one.name}") for one in organisations)]
        self.fields["organisation"] = forms.ChoiceField(label=_("单位"), required=False, choices=choices)
        if len(organisations) < 2:
            del self.fields["organisation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A document with what is said of its newest version and what still asks for work."""

    document: Document
    assessment: Assessment | None
    must_fix: int
    questions: int

    @property
    def guess(self) -> str:
        """What it seems to be about, as it was read."""
        if self.assessment is None:
            return ""
        return with_year(self.assessment.fiscal_year, self.assessment.subject or self.assessment.agency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of the table, the filters as the form shows them, and the address without the page number."""

    page: Page[Document]
    rows: list[Row]
    filters: Filters
    address: str
    full_address: str

    @property
    def busy(self) -> bool:
        """Whether a document on the page still waits for its check."""
        return any(row.assessment is None for row in self.rows)


def listing(person: Person, asked: QueryDict) -> Listing:
    """The page that was asked for."""
    organisations = list(policy.organisations(person))
    filters = Filters(asked, organisations)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    found = _filtered(policy.documents(person), wanted, organisations)
    page = Paginator(found.select_related("organisation", "dossier").order_by("-pk"), PAGE).get_page(asked.get("page"))
    bare = asked.copy()
    bare.pop("page", None)
    return Listing(page=page, rows=rows_of(page), filters=filters, address=bare.urlencode(), full_address=asked.urlencode())


def rows_of(documents: Iterable[Document]) -> list[Row]:
    """The rows of these documents: two queries, however many there are."""
    listed = list(documents)
    newest = DocumentVersion.objects.filter(document__in=listed, number=F("document__latest")).select_related("assessment")
    assessments = {one.document_id: getattr(one, "assessment", None) for one in newest}
    unsettled = Finding.objects.unsettled().filter(document__in=listed).values_list("document", "severity")
    counts = Counter(unsettled)
    return [
        Row(
            document=one,
            assessment=assessments.get(one.pk),
            must_fix=counts[one.pk, Severity.MUST_FIX.value],
            questions=counts[one.pk, Severity.QUESTION.value],
        )
        for one in listed
    ]


def _filtered(found: QuerySet[Document], wanted: dict[str, Any], organisations: list[Organisation]) -> QuerySet[Document]:
    newest = Assessment.objects.filter(version__document=OuterRef("pk"), version__number=OuterRef("latest"))
    if words := wanted.get("q"):
        read = newest.filter(Q(subject__icontains=words) | Q(agency__icontains=words))
        found = found.filter(Q(name__icontains=words) | Q(dossier__subject__icontains=words) | Exists(read))
    if wanted.get("organisation"):
        path = next(one.path for one in organisations if str(one.pk) == wanted["organisation"])
        found = found.filter(organisation__path__startswith=path)
    if wanted.get("verdict"):
        found = found.filter(Exists(newest.filter(verdict=wanted["verdict"])))
    if wanted.get("code") or wanted.get("state"):
        findings = Finding.objects.filter(document=OuterRef("pk"), code__startswith=wanted.get("code", "").upper())
        found = found.filter(Exists(findings.filter(state=wanted["state"]) if wanted.get("state") else findings))
    if wanted.get("place"):
        found = found.filter(dossier__isnull=wanted["place"] == "inbox")
    return found


def documents_panel(person: Person, dossier: Dossier) -> Panel | None:
    """The documents of a dossier with what still asks for work."""
    rows = rows_of(Document.objects.filter(dossier=dossier)) if may_have(dossier, Document) else []
    return Panel(
        template="findings/panel.html",
        context={
            "dossier": dossier,
            "rows": rows,
            "between": summary_of(dossier),
            "uploads": policy.may(person, Permission.UPLOAD, dossier),
        },
    )
