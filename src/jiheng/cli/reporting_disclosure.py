"""``report --kind disclosure``: the disclosure of final accounts, from the nine tables of this and last year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import typer

from jiheng.cli.stopping import stop
from jiheng.documents import Document, Unreadable, read_all
from jiheng.extraction import extract
from jiheng.extraction.accounts_captions import captioned_agency, captioned_year
from jiheng.model import FinalAccounts, SelfEvaluationForm
from jiheng.regulation import FormLabels, Standard
from jiheng.reports.disclosure import disclosure_report
from jiheng.reports.render.paper import Paper

#: Fewer tables than these are no set of final accounts.
_LEAST_TABLES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The files a disclosure is drafted from, and what they may not say of themselves."""

    tables: Path
    last_year: Path | None = None
    forms: Sequence[Path] = ()
    agency: str = ""
    year: int | None = None


def disclosure_paper(sources: Sources, labels: FormLabels, standard: Standard, edits: dict[str, tuple[str, ...]]) -> Paper:
    """The draft from the files; says why when a file does not hold what it should."""
    return accounts_paper(sources, _forms(sources.forms, labels), labels, standard, edits)


def accounts_paper(
    sources: Sources,
    forms: Sequence[SelfEvaluationForm],
    labels: FormLabels,
    standard: Standard,
    edits: Mapping[str, tuple[str, ...]] | None = None,
) -> Paper:
    """The draft from the tables of the files, with forms at hand behind it."""
    accounts = _accounts(sources.tables, labels)
    given = {"agency": sources.agency or accounts.agency, "fiscal_year": sources.year or accounts.fiscal_year}
    accounts = accounts.model_copy(update=given)
    prior = None
    if sources.last_year is not None:
        prior = _accounts(sources.last_year, labels)
        if prior.fiscal_year is not None and accounts.fiscal_year is not None and prior.fiscal_year != accounts.fiscal_year - 1:
            stop(
                f"「{sources.last_year}」是 {prior.fiscal_year} 年度的决算表，不是 {accounts.fiscal_year} 年度的上一年。"
                "请换成上年的决算表，或用 --year 写明本年年度。"
            )
    for missing, option in ((accounts.agency, "--agency 部门名称"), (accounts.fiscal_year, "--year 年度")):
        if missing is None:
            typer.echo(f"「{sources.tables}」没有写明{option.split()[1]}，说明中留作待补充；可用 {option} 写明。", err=True)
    return disclosure_report(accounts, standard, prior=prior, forms=forms, edits=edits)


def _read(path: Path) -> list[Document]:
    """The documents of a file or folder; stops at the first that cannot be read."""
    found = []
    for read in read_all([path]):
        if isinstance(read, Unreadable):
            stop(str(read.error))
        found.append(read)
    return found


def _accounts(path: Path, labels: FormLabels) -> FinalAccounts:
    """The accounts of a file, its captions telling whose and of which year they are."""
    found = next((pair for document in _read(path) for pair in _in(document, labels)), None)
    if found is None:
        stop(f"「{path}」中没有读到部门决算报表（收入支出决算总表等）。请用决算软件导出的公开表（xlsx），每张表带表名。")
    document, record = found
    named = {"agency": record.agency or captioned_agency(document), "fiscal_year": record.fiscal_year or captioned_year(document)}
    return record.model_copy(update=named)


def _in(document: Document, labels: FormLabels) -> Iterator[tuple[Document, FinalAccounts]]:
    """The accounts in a document that hold the tables."""
    for extracted in extract(document, labels).records:
        if isinstance(extracted.record, FinalAccounts) and len(extracted.record.tables) >= _LEAST_TABLES:
            yield document, extracted.record


def _forms(paths: Sequence[Path], labels: FormLabels) -> list[SelfEvaluationForm]:
    """The self-evaluation forms of all files, in their order."""
    found: list[SelfEvaluationForm] = []
    for path in paths:
        before = len(found)
        for document in _read(path):
            records = (extracted.record for extracted in extract(document, labels).records)
            found += [record for record in records if isinstance(record, SelfEvaluationForm)]
        if len(found) == before:
            stop(f"「{path}」中没有读到绩效自评表。")
    return found
