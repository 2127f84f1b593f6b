"""The cases of the measurement: which forms in which format, layout and style, clean or with one seeded error. Deterministic."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, TypeAlias, cast

from jiheng.model import AnyForm, MonitoringForm, ObjectiveForm, SelfEvaluationForm
from jiheng.sample.county import County, load_county
from jiheng.sample.county_declared import department_objective
from jiheng.sample.county_forms import FundsStyle, department_self_evaluation, monitoring, objective, self_evaluation
from jiheng.sample.county_framed import framed
from jiheng.sample.errors import SINGLE, Seed, Subject, all_seeds
from jiheng.sample.grids import Grid
from jiheng.sample.layouts import LAYOUTS, Layout, layout
from jiheng.sample.layouts_declared import monitoring_grid, objective_grid
from jiheng.sample.layouts_docx import DOCX_STYLES, DocxStyle, write_docx
from jiheng.sample.layouts_grid import self_evaluation_grid
from jiheng.sample.layouts_html import HTML_STYLES, HtmlStyle, write_html
from jiheng.sample.layouts_pdf import PDF_STYLES, PdfStyle, write_pdf
from jiheng.sample.layouts_shown import shown
from jiheng.sample.layouts_text import BLANKLESS, ENCODINGS, LOSSY, TEXT_STYLES, TextStyle, write_text
from jiheng.sample.layouts_xlsx import XLSX_STYLES, XlsxStyle, write_xlsx

Format: TypeAlias = Literal["docx", "xlsx", "pdf", "html", "txt"]
FORMATS: Final[tuple[Format, ...]] = ("docx", "xlsx", "pdf", "html", "txt")
STYLES: Final[dict[Format, tuple[str, ...]]] = {
    "docx": DOCX_STYLES,
    "xlsx": XLSX_STYLES,
    "pdf": PDF_STYLES,
    "html": HTML_STYLES,
    "txt": TEXT_STYLES,
}
Forms: TypeAlias = tuple[AnyForm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One generated file. ``code`` is empty for clean forms; ``project`` counts projects, then departments."""

    number: int
    format: Format
    layout: str
    style: str
    encoding: str = "utf-8"
    subject: Subject = "form"
    project: int
    code: str = ""
    seed: str = ""

    @property
    def is_lossy(self) -> bool:
        """Whether the dump loses what stood where, so that nothing is promised."""
        return self.format == "txt" and self.style in LOSSY

    @property
    def name(self) -> str:
        """A name for the file, with everything needed to make it again."""
        what = self.code or "clean"
        return f"{self.number:05}-{what}-{self.subject}-{self.layout}-{self.style}-{self.encoding}-{self.project}.{self.format}"


@cache
def _county(seed: int) -> County:
    return load_county(seed)


def subjects(subject: Subject, seed: int = 1) -> int:
    """How many different clean files of a subject there are."""
    county = _county(seed)
    if subject == "form":
        return len(county.projects) + len(county.departments)
    return len(county.departments if subject in ("department", "declaration") else county.projects)


def clean_forms(subject: Subject, number: int, where: Layout, seed: int = 1) -> Forms:
    """The clean records of one file, before the layout."""
    return _clean_forms(subject, number, where.funds, where.is_framed, seed)


@cache
def _clean_forms(subject: Subject, number: int, funds: FundsStyle, is_framed: bool, seed: int) -> Forms:
    forms = _usual_forms(subject, number, funds, seed)
    framing = is_framed and subject == "form"
    return tuple(framed(form) if framing and isinstance(form, SelfEvaluationForm) else form for form in forms)


def _usual_forms(subject: Subject, number: int, funds: FundsStyle, seed: int) -> Forms:
    county = _county(seed)
    if subject == "department":
        department = county.departments[number]
        return (department_self_evaluation(department), *(self_evaluation(project, funds) for project in department.projects))
    if subject == "declaration":
        return (department_objective(county.departments[number]),)
    if number >= len(county.projects):
        return (department_self_evaluation(county.departments[number - len(county.projects)]),)
    project = county.projects[number]
    made: dict[Subject, Forms] = {
        "form": (self_evaluation(project, funds),),
        "objective": (objective(project),),
        "monitoring": (monitoring(project),),
    }
    return made.get(subject) or (*made["objective"], *made["monitoring"], *made["form"])


def find_seed(case: Case) -> Seed | None:
    """The seed that a case plants."""
    return next((one for one in all_seeds().get(case.code, ()) if one.name == case.seed), None)


def records_of(case: Case, seed: int = 1) -> Forms | None:
    """The records as the file prints them: the truth; None when the forms have no place for the error."""
    where = layout(case.layout)
    forms = _planted(case, where, seed)
    return tuple(shown(form, where) for form in forms) if forms is not None else None


def _planted(case: Case, where: Layout, seed: int) -> Forms | None:
    forms = clean_forms(case.subject, case.project, where, seed)
    planted = find_seed(case)
    if planted is None:
        return forms
    chance = random.Random(f"{seed}/{case.seed}/{case.project}/{case.number}")
    single = case.subject in SINGLE
    made: Any = planted.make(forms[0] if single else forms, chance)
    return (made,) if single and made is not None else made


def grid_of(form: AnyForm, where: Layout) -> Grid:
    """The grid of a shown form of any kind."""
    if isinstance(form, ObjectiveForm):
        return objective_grid(form, where)
    return monitoring_grid(form, where) if isinstance(form, MonitoringForm) else self_evaluation_grid(form, where)


def write_case(case: Case, forms: Forms) -> bytes:
    """The file of a case."""
    return write_grids([grid_of(form, layout(case.layout)) for form in forms], case.format, case.style, case.encoding)


def write_grids(grids: Sequence[Grid], kind: Format, style: str, encoding: str = "utf-8") -> bytes:
    """Grids in any format."""
    if kind == "docx":
        return write_docx(grids, cast("DocxStyle", style))
    if kind == "xlsx":
        return write_xlsx(grids, cast("XlsxStyle", style))
    if kind == "pdf":
        return write_pdf(grids, cast("PdfStyle", style))
    if kind == "html":
        return write_html(grids, cast("HtmlStyle", style), encoding)
    return write_text(grids, cast("TextStyle", style), encoding)


def _pairs(kind: Format) -> list[tuple[str, str]]:
    """Every layout with every style, ordered so that any run of neighbours differs in both."""
    # A text dump does not show which labels of a second header row stand under which of the first.
    names = [one.name for one in LAYOUTS if kind != "txt" or not one.has_two_header_rows]
    styles = STYLES[kind]
    ordered = [(names[(turn + shift) % len(names)], style) for shift in range(len(names)) for turn, style in enumerate(styles)]
    return list(dict.fromkeys(ordered))


def _encoding(kind: Format, number: int) -> str:
    return ENCODINGS[number % len(ENCODINGS)] if kind in ("txt", "html") else "utf-8"


#: Share of the layout and style pairs that a subject is measured with: single self-evaluation forms with all of them.
_SHARE: Final[dict[Subject, int]] = {"form": 1, "objective": 3, "monitoring": 3, "declaration": 12, "department": 4, "project": 6}


def _spread(pairs: Sequence[tuple[str, str]], limit: int | None) -> Sequence[tuple[str, str]]:
    """At most ``limit`` pairs, evenly over all of them, so that few files still show many layouts."""
    if limit is None or limit >= len(pairs):
        return pairs
    return [pairs[number * len(pairs) // limit] for number in range(limit)]


def clean_cases(formats: Sequence[Format], seed: int, limit: int | None = None) -> Iterator[Case]:
    """Clean files: every layout in every style of every format, all projects and departments in turn, and the other subjects."""
    for kind in formats:
        pairs = _pairs(kind)
        for subject, share in _SHARE.items():
            # Several forms run together in one dump have no reader to please: they are measured one by one.
            fit = [pair for pair in pairs if subject == "form" or not (kind == "txt" and pair[1] in LOSSY)]
            chosen = _spread(fit[::share], limit)
            for number, (name, style) in enumerate(chosen):
                encoding = _encoding(kind, number)
                project = (number * 7) % subjects(subject, seed)
                yield Case(number=number, format=kind, layout=name, style=style, encoding=encoding, subject=subject, project=project)


def seeded_cases(formats: Sequence[Format], seed: int, repeat: int = 2, codes: Sequence[str] | None = None) -> Iterator[Case]:
    """For each seed and format ``repeat`` files, each in another layout, style and project that has a place for the error."""
    number = 10_000
    for kind in formats:
        every = [pair for pair in _pairs(kind) if not (kind == "txt" and pair[1] in LOSSY)]
        turn = 0
        for planted in (one for code, found in all_seeds().items() if codes is None or code in codes for one in found):
            made = 0
            lost = planted.lost_in | (BLANKLESS if planted.needs_blanks else frozenset())
            pairs = [pair for pair in every if not (kind == "txt" and pair[1] in lost)]
            for attempt in range(120):
                if made == repeat:
                    break
                name, style = pairs[turn % len(pairs)]
                turn += 1
                number += 1
                case = Case(
                    number=number,
                    format=kind,
                    layout=name,
                    style=style,
                    encoding=_encoding(kind, turn),
                    subject=planted.subject,
                    project=(number * 13 + attempt) % subjects(planted.subject, seed),
                    code=planted.code,
                    seed=planted.name,
                )
                where = layout(name)
                if (planted.layouts is None or planted.layouts(where)) and _planted(case, where, seed) is not None:
                    made += 1
                    yield case
