"""Measures accuracy on the generated corpus: write, read, extract, check; compare with what is known. One call, several processes.

Every finding that is missing is blamed: when the checks find the error in the known record itself, reading lost it on the way.
"""

from __future__ import annotations

import datetime
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from jiheng.assessment import Options, assess_extraction
from jiheng.assessment.running import Choice, run
from jiheng.checks import all_checks
from jiheng.documents import read
from jiheng.extraction import extract
from jiheng.model import AnyForm, MonitoringForm, ObjectiveForm, SelfEvaluationForm
from jiheng.regulation import Standard, load_labels, load_standard
from jiheng.sample.accuracy_cases import FORMATS, Case, Format, Forms, clean_cases, find_seed, records_of, seeded_cases, write_case
from jiheng.sample.accuracy_fields import Field, compare, plain
from jiheng.sample.accuracy_folders import folder_seeds
from jiheng.sample.errors import all_seeds
from jiheng.sample.errors_long import all_long_seeds

_YEAR = 2024
#: Clean files of each format and kind of form on the published page: every layout and every style, not every pair of them.
CLEAN_FILES = 30
#: Families of checks that speak of forms; those of reports and disclosures are measured on documents of their own.
FAMILIES = ("DOC", "OBJ", "MON", "SEV", "XCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of one case. ``alarms`` are (code, severity, message) of findings that nothing seeded explains."""

    case: Case
    forms: int = 1
    records: int
    fields: int
    wrong: tuple[Field, ...]
    found: bool = False
    found_in_record: bool = False
    alarms: tuple[tuple[str, str, str], ...] = ()
    alarms_of_reading: int = 0
    error: str = ""


@dataclass(slots=True, kw_only=True)
class Report:
    """All results, with the codes that no seed plants."""

    seed: int
    results: list[Result] = field(default_factory=list)
    not_seeded: tuple[tuple[str, str], ...] = ()

    def clean(self, kind: str | None = None, *, lossy: bool = False) -> list[Result]:
        """Results of clean forms, of one format; the lossy dumps apart."""
        return [one for one in self.results if not one.case.code and one.case.is_lossy == lossy and kind in (None, one.case.format)]

    def seeded(self, kind: str | None = None, code: str | None = None) -> list[Result]:
        """Results of seeded forms, of one format and code."""
        return [one for one in self.results if one.case.code and kind in (None, one.case.format) and code in (None, one.case.code)]


def recall(results: Sequence[Result]) -> float:
    """Share of seeded errors that were found."""
    return sum(one.found for one in results) / len(results) if results else 1.0


def precision(results: Sequence[Result]) -> float:
    """Found seeded errors by all that was said of the same files."""
    right = sum(one.found for one in results)
    said = right + sum(len(one.alarms) for one in results)
    return right / said if said else 1.0


def field_accuracy(results: Sequence[Result]) -> float:
    """Share of fields read as known."""
    fields = sum(one.fields for one in results)
    return 1 - sum(len(one.wrong) for one in results) / fields if fields else 1.0


def false_alarms(results: Sequence[Result]) -> float:
    """False alarms per fifty clean forms."""
    forms = sum(one.forms for one in results)
    return 50 * sum(len(one.alarms) for one in results) / forms if forms else 0.0


@cache
def _standard(year: int) -> Standard:
    return load_standard("cn", at=datetime.date(year, 12, 31))


@cache
def _previews() -> frozenset[str]:
    return frozenset(check.code for check in all_checks() if check.preview)


def _said_of(forms: Forms, choice: Choice) -> set[str]:
    findings = run(list(forms), _standard(forms[0].fiscal_year or _YEAR), choice).findings
    return {finding.code for _, finding in findings}


def _key(form: AnyForm) -> tuple[str, str]:
    is_project = form.project if not isinstance(form, SelfEvaluationForm) or form.scope != "department" else form.implementing_agency
    return form.type, plain(is_project)


def _compared(known: Forms, read_records: Sequence[AnyForm]) -> list[Field]:
    """Each known record against the record read that is of the same kind and project, else the next one of its kind."""
    left = list(read_records)
    fields: list[Field] = []
    for form in known:
        mine = next((one for one in left if _key(one) == _key(form)), None) or next((one for one in left if one.type == form.type), None)
        if mine is not None:
            left.remove(mine)
        fields.extend(compare(form, mine))
    return fields


def judge(case: Case, forms: Forms, data: bytes) -> Result:
    """Read one generated file and compare it with its records."""
    try:
        document = read(f"sample.{case.format}", data=data)
        extraction = extract(document, load_labels("cn"))
        choice = Choice(preview=case.code in _previews())
        assessment = assess_extraction(extraction, document, Options(year=forms[0].fiscal_year, choice=choice))
    except Exception as error:  # a crash of a reader is a result to report, not the end of the measurement
        fields = _compared(forms, ())
        return Result(case=case, records=0, fields=len(fields), wrong=tuple(fields), error=f"{type(error).__name__}: {error}")
    records = [one.record for one in extraction.records if isinstance(one.record, SelfEvaluationForm | ObjectiveForm | MonitoringForm)]
    fields = _compared(forms, records)
    planted = find_seed(case)
    expected = {case.code, *(planted.also if planted else ())} if case.code else set()
    said = [located.finding for located in assessment.findings]
    alarms = tuple((one.code, str(one.severity or "question"), one.message) for one in said if one.code not in expected | _previews())
    found = any(one.code == case.code for one in said)
    # What the checks say of the known records themselves tells whom to blame; it costs as much as the case and is asked when needed.
    of_records = _said_of(forms, choice) if alarms or (case.code and not found) else set()
    return Result(
        case=case,
        forms=len(forms),
        records=len(records),
        fields=len(fields),
        wrong=tuple(one for one in fields if not one.agrees),
        found=found,
        found_in_record=case.code in of_records,
        alarms=alarms,
        alarms_of_reading=sum(code not in of_records for code, _, _ in alarms),
    )


def _work(job: tuple[Case, int, str | None]) -> Result | None:
    case, seed, keep = job
    forms = records_of(case, seed)
    if forms is None:
        return None
    data = write_case(case, forms)
    result = judge(case, forms, data)
    is_short = result.wrong or result.alarms or (case.code and not result.found)
    if keep and is_short and not case.is_lossy:
        (Path(keep) / case.name).write_bytes(data)
    return result


def _results(jobs: Sequence[tuple[Case, int, str | None]], processes: int) -> Iterator[Result | None]:
    if processes <= 1:
        yield from map(_work, jobs)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(_work, jobs, chunksize=8)


def measure(
    out: Path | None = None,
    formats: Sequence[Format] = FORMATS,
    seed: int = 1,
    limit: int | None = CLEAN_FILES,
    *,
    jobs: int | None = None,
    codes: Sequence[str] | None = None,
    advance: Callable[[int, int], None] | None = None,
) -> Report:
    """Measure everything, or a part of it.

    ``out`` keeps the files that fell short; ``limit`` clean files of each format and kind of form, evenly over layouts and styles
    (None: every layout in every style, and two files for each seed); ``codes`` only these seeded errors; ``advance(done, all)`` is
    called as the work goes on.
    """
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    cases: list[Case] = list(clean_cases(formats, seed, limit))
    cases += seeded_cases(formats, seed, repeat=2 if limit is None else 1, codes=codes)
    work = [(case, seed, str(out) if out else None) for case in cases]
    report = Report(seed=seed, not_seeded=_not_seeded())
    for number, result in enumerate(_results(work, jobs or min(2, os.cpu_count() or 1)), 1):
        if result is not None:
            report.results.append(result)
        if advance is not None:
            advance(number, len(work))
    _forgive_the_clean(report)
    return report


def _forgive_the_clean(report: Report) -> None:
    """What is said of the clean form too is an alarm of the clean form, not of each error seeded into it."""
    known = {(one.case.subject, one.case.project, code) for one in report.results if not one.case.code for code, _, _ in one.alarms}
    for index, one in enumerate(report.results):
        if one.case.code:
            alarms = tuple(alarm for alarm in one.alarms if (one.case.subject, one.case.project, alarm[0]) not in known)
            report.results[index] = replace(one, alarms=alarms)


def _not_seeded() -> tuple[tuple[str, str], ...]:
    planted = {*all_seeds(), *all_long_seeds(), *(seed.code for seed in folder_seeds())}
    measured = tuple((check.code, check.title) for check in all_checks() if check.code.startswith(FAMILIES))
    return tuple((code, title) for code, title in measured if code not in planted)


def tally(results: Iterable[Result]) -> Counter[str]:
    """How often each code was a false alarm."""
    return Counter(code for one in results for code, _, _ in one.alarms)
