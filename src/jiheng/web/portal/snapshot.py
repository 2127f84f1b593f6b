"""Freezing what is published, and closing it again. Part of an action."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from jiheng.model import FundsKind
from jiheng.web import stored
from jiheng.web.dossiers.models import RecordVersion
from jiheng.web.dossiers.records import amount, digest_of, read, stated
from jiheng.web.dossiers.sheet import Grid, sheet
from jiheng.web.files import storage
from jiheng.web.people.models import Organisation, OrganisationKind
from jiheng.web.portal import forwarding
from jiheng.web.portal.checking import chosen_files, chosen_records, report
from jiheng.web.portal.looking import DRAFTS, PUBLIC, texts_of
from jiheng.web.portal.models import Edition, Publication, Published, PublishedFile, rate
from jiheng.web.portal.searching import index, searchable
from jiheng.web.reviews.making import read_frozen
from jiheng.web.reviews.models import ReportVersion


def freeze(publication: Publication) -> Published:
    """A copy of everything chosen, as it is now, with its check report and its index."""
    dossier = publication.dossier
    records, files = chosen_records(publication), chosen_files(publication)
    department = _department(dossier.organisation)
    sheets = [_plain(version) for version in records]
    contents = [version.content for version in records]
    if publication.report is not None:
        sheets.append(forwarding.report_sheet(publication.report))
        contents.append(forwarding.report_score(publication.report))
    texts = [text for file in files for text in texts_of(file)]
    said = [publication.title, dossier.subject, dossier.code, str(dossier.organisation), department.name, *_words(sheets), *texts]
    content = {"records": contents, "files": [file.digest for file in files]}
    published = Published.objects.create(
        source=publication,
        title=publication.title,
        fiscal_year=dossier.fiscal_year_id,
        kind=dossier.kind,
        kind_label=dossier.get_kind_display(),
        material=publication.get_material_display() if publication.material else "",
        subject=dossier.subject,
        code=dossier.code,
        organisation=str(dossier.organisation),
        department=department.name,
        department_code=department.code,
        **_figures(records, publication.report),
        sheets=sheets,
        records=content["records"],
        report=forwarding.report_checked(publication.report) if publication.report else report(records, dossier.fiscal_year_id),
        search_text=searchable(said),
        digest=digest_of(content),
    )
    for number, file in enumerate(files, start=1):
        digest = stored.keep(PUBLIC, stored.fetch(DRAFTS, file.digest))
        PublishedFile.objects.create(
            published=published, number=number, name=file.name, content=file.content, size=file.size, digest=digest
        )
    index(published)
    Edition.advance()
    return published


def close(publication: Publication, notice: str) -> None:
    """What was published of this is no longer shown; its notice is."""
    shown = Published.objects.filter(source=publication, withdrawn_at__isnull=True)
    for published in shown:
        published.grams.all().delete()
    shown.update(withdrawn_at=timezone.now(), withdrawal_notice=notice)
    Edition.advance()


def _department(organisation: Organisation) -> Organisation:
    """The department an organisation belongs to; itself where there is none above it."""
    above = Organisation.objects.filter(pk__in=organisation.line, kind=OrganisationKind.DEPARTMENT).order_by("path").first()
    return above or organisation


def _figures(records: list[RecordVersion], report_version: ReportVersion | None) -> dict[str, Any]:
    """The figures of the dossier that the published forms or report state, none from forms that are not published."""
    found: dict[str, Any] = {"adjusted_budget": None, "executed": None, "score": None}
    for version in records:
        figures = stated(read(version))
        found |= {name: value for name in found if (value := getattr(figures, name)) is not None}
    if report_version is not None:
        found |= {**_report_money(report_version), "score": report_version.score}
    return {**found, "execution_rate": rate(found["executed"], found["adjusted_budget"])}


def _report_money(version: ReportVersion) -> dict[str, Any]:
    """The sums of the table of money that the report prints, in 万元."""
    case = read_frozen(storage.fetch(version.case).decode()).case
    total = next((row for row in case.funds if row.kind is FundsKind.TOTAL), None)
    if total is None:
        return {}
    return {name: amount(getattr(total, name), case.money_unit) for name in ("adjusted_budget", "executed")}


def _plain(version: RecordVersion) -> dict[str, Any]:
    """A form as the page shows it, as plain data."""
    shown = sheet(version)
    return {
        "title": shown.title,
        "facts": [list(fact) for fact in shown.facts],
        "passages": [list(passage) for passage in shown.passages],
        "grids": [_grid(grid) for grid in shown.grids],
    }


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "title": grid.title,
        "heads": [[cell.text, cell.is_figure] for cell in grid.heads],
        "rows": [[[cell.text, cell.is_figure] for cell in row] for row in grid.rows],
    }


def _words(sheets: list[dict[str, Any]]) -> list[str]:
    found: list[str] = []
    for one in sheets:
        found += [text for _label, text in (*one["facts"], *one["passages"])]
        found += [cell[0] for grid in one["grids"] for row in grid["rows"] for cell in row]
    return found
