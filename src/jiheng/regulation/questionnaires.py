"""The library of questionnaires: scales of satisfaction, formulas, and drafts to begin from, with their evidence marks.

Files: ``standards/<name>/questionnaires/scales.yaml`` and ``library.yaml``. A lower standard adds to the higher one's or puts its own in
their place.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from jiheng.model import Citation, Record
from jiheng.model.questionnaires import Condition, Level, Question, QuestionKind, Questionnaire, questionnaire_faults
from jiheng.regulation.loading import BrokenStandard, citation_of, lineage, read_yaml, standard_folder

_FOLDER: Final = "questionnaires"
Made = TypeVar("Made", bound=Record)


class Scale(Record):
    """Levels that a question of satisfaction offers."""

    id: str
    title: str
    levels: tuple[Level, ...]
    citation: Citation


class SatisfactionFormula(Record):
    """A way to make one number out of the levels; ``formula`` is its entry in the catalogue of formulas."""

    id: str
    title: str
    formula: str
    explanation: str
    citation: Citation


class Template(Record):
    """A draft of the library, and whom it is meant for."""

    id: str
    respondents: str
    questionnaire: Questionnaire
    citation: Citation


class QuestionnaireLibrary(Record):
    """What a standard offers for surveys."""

    scales: dict[str, Scale]
    formulas: dict[str, SatisfactionFormula]
    templates: dict[str, Template]


@cache
def load_questionnaires(name: str = "cn") -> QuestionnaireLibrary:
    """The library of a standard with its ancestors' entries.

    Raises:
        UnknownStandard, BrokenStandard: see there.
    """
    scales: dict[str, Scale] = {}
    formulas: dict[str, SatisfactionFormula] = {}
    templates: dict[str, Template] = {}
    for jurisdiction in lineage(name):
        folder = standard_folder(jurisdiction) / _FOLDER
        if (folder / "scales.yaml").is_file():
            place, content = f"{jurisdiction}/{_FOLDER}/scales.yaml", read_yaml(folder / "scales.yaml")
            citation = citation_of(jurisdiction, place, content)
            for key, entry in content.get("scales", {}).items():
                scales[key] = _made(Scale, place, key, {**entry, "id": key, "citation": citation})
            for key, entry in content.get("formulas", {}).items():
                formulas[key] = _made(SatisfactionFormula, place, key, {**entry, "id": key, "citation": citation})
        if (folder / "library.yaml").is_file():
            place, content = f"{jurisdiction}/{_FOLDER}/library.yaml", dict(read_yaml(folder / "library.yaml"))
            citation = citation_of(jurisdiction, place, content.pop("_about", {}))
            for key, entry in content.items():
                templates[key] = _template(place, key, entry, citation, scales, next(iter(formulas), ""))
    return QuestionnaireLibrary(scales=scales, formulas=formulas, templates=templates)


def _made(kind: type[Made], place: str, key: str, entry: dict[str, Any]) -> Made:
    try:
        return kind.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        raise BrokenStandard(place, f"{key}/{'/'.join(map(str, first['loc']))}", f"写法不对（{first['msg']}）。") from error


def _template(place: str, key: str, entry: Any, citation: Citation, scales: dict[str, Scale], formula: str) -> Template:
    questions = tuple(_question(place, key, number, one, scales) for number, one in enumerate(entry["questions"], 1))
    questionnaire = Questionnaire(title=entry["title"], introduction=entry["introduction"], formula=formula, questions=questions)
    for fault in questionnaire_faults(questionnaire):
        raise BrokenStandard(place, key, fault.text)
    return Template(id=key, respondents=entry["respondents"], questionnaire=questionnaire, citation=citation)


def _question(place: str, key: str, number: int, entry: dict[str, Any], scales: dict[str, Scale]) -> Question:
    scale = scales.get(entry.get("scale", ""))
    if scale is None and "scale" in entry:
        raise BrokenStandard(place, f"{key}/questions/{number}", f"没有量表「{entry['scale']}」，可用：{'、'.join(scales)}。")
    when = entry.get("when")
    return Question(
        id=f"q{number}",
        kind=QuestionKind.SCALE if scale else QuestionKind(entry["kind"]),
        text=entry["text"],
        options=tuple(entry.get("options", ())),
        scale=scale.id if scale else "",
        levels=scale.levels if scale else (),
        is_required=entry.get("required", True),
        is_counted=entry.get("counted", False),
        condition=Condition(question=f"q{when['question']}", options=tuple(when["options"])) if when else None,
    )
