"""The sample county's files as a finance bureau would have them on its disk: folders by department, all formats, some with errors."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jiheng.model import AnyForm, SelfEvaluationForm
from jiheng.sample.accuracy_cases import Format, grid_of, write_grids
from jiheng.sample.county import County, Department, load_county
from jiheng.sample.county_forms import department_self_evaluation, monitoring, objective, self_evaluation
from jiheng.sample.errors import all_seeds
from jiheng.sample.layouts import Layout, layout
from jiheng.sample.layouts_shown import shown

#: How each department keeps its forms: layout, format and style of the single forms.
_HABITS: Final[tuple[tuple[str, Format, str], ...]] = (
    ("central", "docx", "plain"),
    ("central_equals", "docx", "split_runs"),
    ("western", "xlsx", "numbers"),
    ("southwestern", "docx", "plain"),
    ("central", "pdf", "ruled"),
    ("southern", "xlsx", "text"),
    ("northern", "docx", "tracked"),
    ("central_yuan", "html", "word"),
    ("eastern", "docx", "content_controls"),
    ("central", "pdf", "repeated"),
    ("western_blank", "xlsx", "numbers"),
    ("central", "txt", "tab"),
)
#: The errors hidden in the county, as they come in real life: one form in four has one.
_CODES: Final = (
    "SEV101",
    "SEV103",
    "SEV113",
    "SEV201",
    "SEV204",
    "OBJ201",
    "SEV106",
    "OBJ222",
    "SEV301",
    "SEV202",
    "SEV112",
    "SEV133",
    "SEV105",
    "SEV206",
    "SEV116",
)


@dataclass(slots=True)
class _Errors:
    """Plants the next error of the list that a form has a place for."""

    codes: list[str]
    chance: random.Random

    def into(self, form: SelfEvaluationForm, where: Layout) -> SelfEvaluationForm:
        for code in self.codes:
            for seed in all_seeds().get(code, ()):
                fits = seed.subject == "form" and (seed.layouts is None or seed.layouts(where))
                made = seed.make(form, self.chance) if fits else None
                if isinstance(made, SelfEvaluationForm):
                    self.codes.remove(code)
                    return made
        return form


def _write(path: Path, forms: Sequence[AnyForm], where: Layout, kind: Format, style: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(write_grids([grid_of(shown(form, where), where) for form in forms], kind, style, encoding))
    return path


def _department(folder: Path, department: Department, number: int, errors: _Errors) -> list[Path]:
    name, kind, style = _HABITS[number % len(_HABITS)]
    where = layout(name)
    encoding = "gb18030" if kind == "txt" else "utf-8"
    year = department.year
    written = []
    forms: list[SelfEvaluationForm] = []
    for index, project in enumerate(department.projects):
        form = self_evaluation(project, where.funds)
        forms.append(errors.into(form, where) if (number + index) % 4 == 1 else form)
    whole = department_self_evaluation(department)
    short = department.name.removeprefix("澄岚县")
    if number % 4 == 0:
        # Some departments hand in one file with all their forms, as they disclose it.
        title = f"{short}{year}年度部门整体支出和项目支出绩效自评表.{kind}"
        written.append(_write(folder / title, [whole, *forms], where, kind, style, encoding))
    else:
        written.append(_write(folder / f"部门整体支出绩效自评表.{kind}", [whole], where, kind, style, encoding))
        own = folder / "项目自评"
        written += [_write(own / f"{form.project}绩效自评表.{kind}", [form], where, kind, style, encoding) for form in forms]
    central = layout("central")
    for project in department.projects[:2]:
        written.append(_write(folder / "目标申报" / f"{project.name}绩效目标申报表.xlsx", [objective(project)], central, "xlsx", "numbers"))
        written.append(_write(folder / "运行监控" / f"{project.name}1-7月运行监控表.docx", [monitoring(project)], central, "docx", "plain"))
    return written


def write_county(out: Path, seed: int = 1, year: int = 2024) -> list[Path]:
    """Write the county's forms below ``out`` and give the paths; the same seed writes the same files.

    About one self-evaluation form in four has one seeded error; nothing in the files says which.
    """
    county: County = load_county(seed, year)
    errors = _Errors(codes=list(_CODES), chance=random.Random(f"demo/{seed}"))
    written: list[Path] = []
    for number, department in enumerate(county.departments):
        folder = out / f"{county.name}{year}年度绩效自评" / f"{number + 1:02}{department.name.removeprefix(county.name)}"
        written.extend(_department(folder, department, number, errors))
    return written
