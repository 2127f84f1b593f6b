"""Measures the checks between files: a folder with a disclosure and the workbook of its forms, a report and its form, the forms of one
project, one form twice. Each file is written, read and checked by itself, then the folder as one dossier.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Final, TypeAlias

from jiheng.assessment import Dossiers, Options, assess_extraction
from jiheng.checks import all_checks
from jiheng.documents import read
from jiheng.extraction import extract
from jiheng.model import AnyForm, SelfEvaluationForm, Severity
from jiheng.regulation import load_labels
from jiheng.sample.accuracy_cases import FORMATS, STYLES, Format, clean_forms, grid_of, write_grids
from jiheng.sample.county_disclosures import disclosure, plan_of
from jiheng.sample.county_evaluations import evaluation_of
from jiheng.sample.county_forms import self_evaluation
from jiheng.sample.county_reports_detailed import detailed_report
from jiheng.sample.errors import all_seeds, amount, executed_anew
from jiheng.sample.errors_long import all_long_seeds
from jiheng.sample.grids import Grid
from jiheng.sample.layouts import LAYOUTS, Layout
from jiheng.sample.layouts_long import LONG_STYLES, LongFormat, write_long
from jiheng.sample.layouts_long_forms import attached
from jiheng.sample.layouts_long_paper import Paper
from jiheng.sample.layouts_shown import shown

#: What a file holds: a document, or forms.
Content: TypeAlias = "Paper | tuple[Grid, ...]"
Folder: TypeAlias = tuple[Content, ...]
_PROSE: Final[tuple[LongFormat, ...]] = ("docx", "html", "pdf", "txt")
_TRIES: Final = 90
#: An execution that nobody asks about.
_UNREMARKED: Final = Decimal("0.91")


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderSeed:
    """An error between files: the folder of a number with it, None where that number has no place; ``formats`` are those of the forms."""

    code: str
    name: str
    make: Callable[[int], Folder | None]
    also: frozenset[str] = frozenset()
    formats: tuple[Format, ...] = FORMATS


def _grids(forms: Sequence[AnyForm], where: Layout) -> tuple[Grid, ...]:
    return tuple(grid_of(shown(form, where), where) for form in forms)


def _split(paper: Paper) -> Folder:
    """A disclosure without its forms, and these as a file of their own."""
    first = next((number for number, block in enumerate(paper.blocks) if block.name.startswith("form:")), len(paper.blocks)) - 1
    forms = attached(paper).values()
    return (Paper(blocks=paper.blocks[:first]), tuple(grid for form in forms for grid in _grids((form.record,), form.layout)))


def _where(number: int) -> Layout:
    """A layout that every format can show."""
    able = [one for one in LAYOUTS if not one.has_two_header_rows]
    return able[number % len(able)]


def _spent_less(form: SelfEvaluationForm) -> SelfEvaluationForm | None:
    """The form with a fiftieth less spent, all else made to fit; None when so little would then be spent that it must be explained."""
    total = form.funds[0]
    rate = amount(total, "executed") / amount(total, "adjusted_budget") * 49 / 50
    return executed_anew(form, rate) if rate > _UNREMARKED else None


def report_with_form(number: int, *, faulty: bool = True) -> Folder | None:
    """A report and the self-evaluation of its project, which spent less."""
    paper = detailed_report(number)
    where = _where(number)
    form = self_evaluation(evaluation_of(paper.number).project, where.funds)
    told = _spent_less(form) if faulty else form
    return (paper, _grids((told,), where)) if told is not None else None


def form_in_two_files(number: int, *, faulty: bool = True) -> Folder | None:
    """One project's form twice; the second spent less."""
    where = _where(number)
    (form,) = clean_forms("form", number % 60, where)
    assert isinstance(form, SelfEvaluationForm)
    told = _spent_less(form) if faulty else form
    return (_grids((form,), where), _grids((told,), where)) if told is not None else None


def _between_stages(code: str, index: int, number: int) -> Folder | None:
    """The forms of one project's year in three files, with an error of :mod:`jiheng.sample.errors_files` and its like."""
    seed = all_seeds()[code][index]
    where = _where(number)
    if seed.layouts is not None and not seed.layouts(where):
        return None
    made = seed.make(clean_forms("project", number % 60, where), random.Random(f"folder/{seed.name}/{number}"))
    return tuple(_grids((form,), where) for form in made) if made is not None else None


def _beside_forms(code: str, index: int, number: int) -> Folder | None:
    """A disclosure and the file of its forms, with an error of :mod:`jiheng.sample.errors_disclosures_forms` and its like."""
    seed = all_long_seeds()[code][index]
    plan = plan_of(number)
    if not plan.with_forms:
        return None
    clean = disclosure(plan)
    made = seed.make(clean, random.Random(f"folder/{seed.name}/{number}"))
    return _split(made) if made is not None and made.printed() != clean.printed() else None


@cache
def folder_seeds() -> tuple[FolderSeed, ...]:
    """Every error between files."""
    found = [
        FolderSeed(code="XCK306", name="form_spent_less", make=report_with_form),
        FolderSeed(code="XCK307", name="same_form_spent_less", make=form_in_two_files),
    ]
    for code, planted in all_seeds().items():
        for index, one in enumerate(planted):
            if one.subject == "project":
                make = _numbered(_between_stages, code, index)
                found.append(FolderSeed(code=code, name=f"{one.name}_in_files", make=make, also=one.also, formats=("xlsx",)))
    for code, told in all_long_seeds().items():
        for index, each in enumerate(told):
            if code.startswith("XCK2"):
                make = _numbered(_beside_forms, code, index)
                also = each.also | each.same
                found.append(FolderSeed(code=code, name=f"{each.name}_beside", make=make, also=also, formats=("xlsx",)))
    return tuple(found)


def _numbered(make: Callable[[str, int, int], Folder | None], code: str, index: int) -> Callable[[int], Folder | None]:
    return lambda number: make(code, index, number)


def clean_folder(number: int) -> Folder:
    """A folder without an error: the kinds take turns."""
    kind = number % 3
    if kind == 0:
        made = form_in_two_files(number, faulty=False)
    elif kind == 1:
        made = report_with_form(number, faulty=False)
    else:
        made = _split(disclosure(plan_of(next(one for one in range(number, number + _TRIES) if plan_of(one).with_forms))))
    assert made is not None
    return made


def folder_of(seed: str, number: int) -> tuple[Folder | None, FolderSeed | None]:
    """The folder of a number with an error, without one for no seed."""
    found = next((one for one in folder_seeds() if one.name == seed), None)
    return (found.make(number) if found is not None else clean_folder(number)), found


def folder_cases() -> Iterator[tuple[FolderSeed, Format, int]]:
    """Each error with forms in each of its formats, each in another folder that has a place for it."""
    for seed in folder_seeds():
        start = sum(map(ord, seed.name)) % 50
        able = (number for number in range(start, start + _TRIES) if seed.make(number) is not None)
        places = list(islice(able, len(seed.formats)))
        yield from ((seed, form, places[at % len(places)]) for at, form in enumerate(seed.formats) if places)


def _style(form: Format, number: int) -> str:
    # One file of forms has no reader to please when rows lose their cells or blanks: those styles are measured one form at a time.
    styles = [one for one in STYLES[form] if form != "txt" or one in ("tab", "pipe", "markdown")]
    return styles[number % len(styles)]


def written(folder: Folder, form: Format, number: int) -> list[tuple[str, bytes]]:
    """The files of a folder: documents in a format of the number's, forms in ``form``; of several files of forms every other in another."""
    files = []
    for at, content in enumerate(folder):
        if isinstance(content, Paper):
            prose = _PROSE[number % len(_PROSE)]
            files.append((f"公开-{at}.{prose}", write_long(content, prose, LONG_STYLES[prose][number % len(LONG_STYLES[prose])])))
        else:
            own = form if at == len(folder) - 1 else FORMATS[(number + at) % len(FORMATS)]
            files.append((f"表-{at}.{own}", write_grids(content, own, _style(own, number))))
    return files


def said_of(files: Sequence[tuple[str, bytes]]) -> list[tuple[str, str, str]]:
    """What is said of each file and of the folder: code, severity, message; previews and rounding apart."""
    options = Options(year=2024)
    together = Dossiers(options)
    findings = []
    for name, data in files:
        document = read(name, data=data)
        assessed = assess_extraction(extract(document, load_labels("cn")), document, options)
        findings += [located.finding for located in assessed.findings]
        together.add(assessed)
    findings += [located.finding for dossier in together.assess() for located in dossier.findings]
    previews = {check.code for check in all_checks() if check.preview}
    told = [(one.code, str(one.severity or "question"), one.message) for one in findings if one.code not in previews]
    return [one for one in told if one[1] != str(Severity.NOTE)]
