"""Documents put together: the records of one subject and year from several documents, and what holds between them.

Of each document only its records with their places are kept, so that a run over many files stays small.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from jiheng.assessment.assessing import DocumentAssessment, Options, placed, standard_of
from jiheng.assessment.located import LocatedFinding, LocatedRelation, Location, locate, split_path
from jiheng.assessment.running import Said, run_dossier, speaking
from jiheng.assessment.waivers import apply
from jiheng.checks import Dossier, Entry
from jiheng.checks.between import plain
from jiheng.checks.stages import agencies, same_form
from jiheng.extraction import Extracted
from jiheng.model import DossierRecord, EvaluationReport, FinalAccounts, Finding, PaperRecord, Severity

#: A shorter name is taken for the end of a longer one from so many characters on (教育局 of 某县教育局).
_SHORT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierAssessment:
    """What is to be said between the documents of one subject and year."""

    subject: str
    fiscal_year: int | None
    documents: tuple[str, ...]
    findings: tuple[LocatedFinding, ...]
    relations: tuple[LocatedRelation, ...]
    notices: tuple[str, ...] = ()

    @property
    def open_findings(self) -> tuple[LocatedFinding, ...]:
        """Findings that are neither waived nor in the baseline."""
        return tuple(found for found in self.findings if found.state == "open")

    def documents_of(self, found: LocatedFinding) -> tuple[str, ...]:
        """The documents a finding names: those of its places, all of the dossier when it stands in one only."""
        files = tuple(dict.fromkeys(place.place.file for place in (found.location, *found.related) if place.place.file))
        return files if len(files) > 1 else self.documents


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Member:
    """A record with the document it is from and the names it goes by."""

    order: int
    document: str
    extracted: Extracted
    record: DossierRecord
    year: int | None
    agencies: tuple[str, ...]
    project: str


class Dossiers:
    """Collects the records of documents as they are assessed; at the end says what holds between them."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._members: list[_Member] = []
        self._said: set[str] = set()
        self._codes: set[tuple[str, str]] = set()
        self._checks = any(check.subject is Dossier for check in speaking(options.choice))

    def add(self, assessed: DocumentAssessment) -> None:
        """Keep the records of one document, and what was said of it already."""
        if not self._checks or not assessed.extraction.records:
            return
        self._said.update(text for found in assessed.findings for text in (found.fingerprint, found.finding.message))
        self._codes.update((assessed.path, found.finding.code) for found in assessed.findings)
        for extracted in assessed.extraction.records:
            record = extracted.record
            if isinstance(record, PaperRecord) or (isinstance(record, EvaluationReport) and record.kind == "process"):
                continue  # a paper about the work is no member of the set of documents it is about
            named = _agencies(record) or tuple(name for name in (plain(assessed.agency),) if name)
            self._members.append(
                _Member(
                    order=len(self._members),
                    document=assessed.path,
                    extracted=extracted,
                    record=record,
                    year=self._options.year or record.fiscal_year or assessed.fiscal_year,
                    agencies=named,
                    project="" if isinstance(record, FinalAccounts) else plain(record.project),
                )
            )

    def assess(self) -> tuple[DossierAssessment, ...]:
        """The dossiers of more than one document of which something is to be said; nothing is said twice."""
        found: list[DossierAssessment] = []
        seen: set[tuple[str, str, tuple[str, ...]]] = set()
        for subject, year, members in _groups(self._members):
            assessed = self._assess(subject, year, members)
            kept = [one for one in assessed.findings if _key(one) not in seen]
            seen.update(map(_key, kept))
            if kept or assessed.relations or assessed.notices:
                found.append(replace(assessed, findings=tuple(kept)))
        return tuple(found)

    def _assess(self, subject: str, year: int | None, members: Sequence[_Member]) -> DossierAssessment:
        kept, versions = _without_copies(members)
        ordered = [*kept, *versions]
        entries = tuple(Entry(number=number, record=one.record, document=one.document) for number, one in enumerate(ordered))
        dossier = Dossier(entries=entries[: len(kept)], versions=entries[len(kept) :])
        said = run_dossier(dossier, standard_of(self._options.standard, year), self._options.choice)
        files, records = [one.document for one in ordered], [one.extracted for one in ordered]
        spoken = Said(findings=[(None, _asking(finding, files)) for _, finding in said.findings])
        findings = [_filed(found, files) for found in placed(spoken, records)]
        fresh = [found for found in findings if not self._is_said(found, files)]
        return DossierAssessment(
            subject=subject,
            fiscal_year=year,
            documents=tuple(dict.fromkeys(one.document for one in members)),
            findings=apply(fresh, self._options.waivers, self._options.baseline, self._options.today),
            relations=tuple(
                LocatedRelation(
                    relation=relation, locations=tuple(_in_file(path, locate(path, records, None), files) for path in relation.paths)
                )
                for _, relation in said.relations
                if len(_touched(relation.paths, files)) > 1
            ),
            notices=tuple(f"检查 {code} 自身出错，已跳过；请把有关文件样式告知维护者。" for code in dict.fromkeys(said.failures)),
        )

    def _is_said(self, found: LocatedFinding, files: Sequence[str]) -> bool:
        """Whether one document alone says it; what stands in one document is said of it once for each check."""
        alone = len(_touched(found.finding.paths, files)) <= 1
        return bool({found.fingerprint, found.finding.message} & self._said) or (
            alone and any((file, found.finding.code) in self._codes for file in files)
        )


def _agencies(record: DossierRecord) -> tuple[str, ...]:
    if isinstance(record, FinalAccounts):
        return tuple(name for name in (plain(record.agency),) if name)
    return agencies(record)


def _groups(members: Sequence[_Member]) -> Iterator[tuple[str, int | None, list[_Member]]]:
    """Subjects with their year and records: agencies with their projects first, then projects whose agencies differ or are unknown.

    Only groups of more than one document; none that lies within another.
    """
    by_agency, by_project = defaultdict(list), defaultdict(list)
    longer = _longer_names({name for member in members for name in member.agencies})
    for member in members:
        for name in dict.fromkeys(longer.get(name, name) for name in member.agencies):
            by_agency[name].append(member)
        if member.project:
            by_project[member.project].append(member)
    taken: list[set[_Member]] = []
    for named in (by_agency, by_project):
        found = [(subject, year, group) for subject, several in named.items() for year, group in _by_year(several)]
        for subject, year, group in sorted(found, key=lambda one: -len(one[2])):
            if len({member.document for member in group}) > 1 and not any(set(group) <= other for other in taken):
                taken.append(set(group))
                yield subject, year, group


def _longer_names(names: Iterable[str]) -> dict[str, str]:
    """Short names of agencies and the one longer name that ends so."""
    known = sorted(names)
    longer: dict[str, str] = {}
    for name in known:
        ends = [other for other in known if other != name and other.endswith(name)] if len(name) >= _SHORT else []
        if len(ends) == 1:
            longer[name] = ends[0]
    return longer


def _by_year(members: Sequence[_Member]) -> Iterator[tuple[int | None, list[_Member]]]:
    """Records by year; undated ones belong to the year of the others when there is only one."""
    years = list(dict.fromkeys(member.year for member in members if member.year))
    if len(years) <= 1:
        yield (years[0] if years else None), list(members)
        return
    for year in [*years, None]:
        yield year, [member for member in members if member.year == year]


def _without_copies(members: Sequence[_Member]) -> tuple[list[_Member], list[_Member]]:
    """The records, each form and disclosure once (from the fullest document), and the further copies from other documents."""
    sizes: Counter[str] = Counter()
    for member in members:
        sizes[member.document] += _fullness(member.record)
    kept: list[_Member] = []
    copies: list[_Member] = []
    # Whole documents go before fuller records: records mixed from copies would seem to speak across documents.
    for member in sorted(members, key=lambda one: (-sizes[one.document], one.order)):
        twin = any(other.document != member.document and _is_copy(other.record, member.record) for other in kept)
        (copies if twin else kept).append(member)
    return sorted(kept, key=lambda one: one.order), sorted(copies, key=lambda one: one.order)


def _fullness(record: DossierRecord) -> int:
    if isinstance(record, FinalAccounts):
        return len(record.facts) + len(record.tables)
    if isinstance(record, EvaluationReport):
        return len(record.facts) + len(record.score_tables)
    return len(record.funds) + len(record.indicators)


def _is_copy(one: DossierRecord, other: DossierRecord) -> bool:
    if isinstance(one, FinalAccounts):
        return isinstance(other, FinalAccounts) and bool(plain(one.agency)) and plain(one.agency) == plain(other.agency)
    if isinstance(one, EvaluationReport):
        return (
            isinstance(other, EvaluationReport)
            and one.kind == other.kind
            and bool(one.project)
            and plain(one.project) == plain(other.project)
        )
    return not isinstance(other, FinalAccounts | EvaluationReport) and same_form(one, other)


def _touched(paths: Sequence[str], files: Sequence[str]) -> set[str]:
    numbers = (split_path(path)[0] for path in paths)
    return {files[number] for number in numbers if number is not None}


def _asking(finding: Finding, files: Sequence[str]) -> Finding:
    """A finding that rests on which files are there asks: nobody says that the files are complete."""
    if len(_touched(finding.paths, files)) > 1 or finding.severity is not Severity.MUST_FIX:
        return finding
    message = f"{finding.message.rstrip('。')}（各表在不同的文件里，请核实材料是否齐全）。"
    return finding.model_copy(update={"severity": Severity.QUESTION, "message": message})


def _filed(found: LocatedFinding, files: Sequence[str]) -> LocatedFinding:
    """The finding with the file of each of its places."""
    if not found.finding.paths:
        return found
    places = [_in_file(path, place, files) for path, place in zip(found.finding.paths, (found.location, *found.related), strict=True)]
    return replace(found, location=places[0], related=tuple(places[1:]))


def _in_file(path: str, location: Location, files: Sequence[str]) -> Location:
    number = split_path(path)[0]
    return replace(location, place=replace(location.place, file=files[number])) if number is not None else location


def _key(found: LocatedFinding) -> tuple[str, str, tuple[str, ...]]:
    files = tuple(place.place.file for place in (found.location, *found.related))
    return found.finding.code, found.finding.message, files
