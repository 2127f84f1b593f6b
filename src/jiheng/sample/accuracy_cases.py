"""The cases of the measurement: which form in which format, layout and style, clean or with one seeded error. Deterministic."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, TypeAlias, cast

from jiheng.model import SelfEvaluationForm
from jiheng.sample.county import County, load_county
from jiheng.sample.county_forms import department_self_evaluation, self_evaluation
from jiheng.sample.errors import Seed, all_seeds
from jiheng.sample.grids import Grid
from jiheng.sample.layouts import LAYOUTS, Layout, layout
from jiheng.sample.layouts_docx import DOCX_STYLES, DocxStyle, write_docx
from jiheng.sample.layouts_grid import self_evaluation_grid
from jiheng.sample.layouts_html import HTML_STYLES, HtmlStyle, write_html
from jiheng.sample.layouts_pdf import PDF_STYLES, PdfStyle, write_pdf
from jiheng.sample.layouts_shown import shown
from jiheng.sample.layouts_text import ENCODINGS, LOSSY, TEXT_STYLES, TextStyle, write_text
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One generated file. ``code`` is empty for a clean form; ``project`` is a number, departments count on after the projects."""

    number: int
    format: Format
    layout: str
    style: str
    encoding: str = "utf-8"
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
        return f"{self.number:05}-{self.code or 'clean'}-{self.layout}-{self.style}-{self.encoding}-{self.project}.{self.format}"


@cache
def _county(seed: int) -> County:
    return load_county(seed)


def clean_form(number: int, where: Layout, seed: int = 1) -> SelfEvaluationForm:
    """The clean record of a project or department, before the layout."""
    county = _county(seed)
    if number < len(county.projects):
        return self_evaluation(county.projects[number], where.funds)
    return department_self_evaluation(county.departments[number - len(county.projects)])


def chance_of(case: Case, seed: int) -> random.Random:
    """The generator of chance of one case."""
    return random.Random(f"{seed}/{case.seed}/{case.project}/{case.number}")


def find_seed(case: Case) -> Seed | None:
    """The seed that a case plants."""
    return next((one for one in all_seeds().get(case.code, ()) if one.name == case.seed), None)


def record_of(case: Case, seed: int = 1) -> SelfEvaluationForm | None:
    """The record as the file prints it: the truth; None when the form has no place for the error."""
    where = layout(case.layout)
    form: SelfEvaluationForm | None = clean_form(case.project, where, seed)
    planted = find_seed(case)
    if planted is not None and form is not None:
        form = planted.make(form, chance_of(case, seed))
    return shown(form, where) if form is not None else None


def write_case(case: Case, form: SelfEvaluationForm) -> bytes:
    """The file of a case."""
    return write_grids([self_evaluation_grid(form, layout(case.layout))], case.format, case.style, case.encoding)


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
    names = [one.name for one in LAYOUTS]
    styles = STYLES[kind]
    ordered = [(names[(turn + shift) % len(names)], style) for shift in range(len(names)) for turn, style in enumerate(styles)]
    return list(dict.fromkeys(ordered))


def _encoding(kind: Format, number: int) -> str:
    return ENCODINGS[number % len(ENCODINGS)] if kind in ("txt", "html") else "utf-8"


def clean_cases(formats: Sequence[Format], seed: int, limit: int | None = None) -> Iterator[Case]:
    """Clean forms: every layout in every style of every format, projects and departments in turn."""
    forms = len(_county(seed).projects) + len(_county(seed).departments)
    for kind in formats:
        for number, (name, style) in enumerate(_pairs(kind)[:limit]):
            encoding = _encoding(kind, number)
            yield Case(number=number, format=kind, layout=name, style=style, encoding=encoding, project=(number * 7) % forms)


def seeded_cases(formats: Sequence[Format], seed: int, repeat: int = 3, codes: Sequence[str] | None = None) -> Iterator[Case]:
    """For each seed and format ``repeat`` files, each in another layout, style and project that has a place for the error."""
    number = 10_000
    projects = len(_county(seed).projects)
    for kind in formats:
        pairs = [pair for pair in _pairs(kind) if not (kind == "txt" and pair[1] in LOSSY)]
        turn = 0
        for code, planted in all_seeds().items():
            if codes is not None and code not in codes:
                continue
            for one in planted:
                made = 0
                for attempt in range(projects * 2):
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
                        project=(number * 13 + attempt) % projects,
                        code=code,
                        seed=one.name,
                    )
                    if one.layouts is not None and not one.layouts(layout(name)):
                        continue
                    if record_of(case, seed) is not None:
                        made += 1
                        yield case
