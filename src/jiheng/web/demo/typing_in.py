"""A case of the sample county typed into an evaluation, entry by entry, through the same action people use."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from jiheng.model import EvaluationCase, Frame
from jiheng.sample.cases import NAMES, case_text
from jiheng.scoring.case_file import load_case
from jiheng.web.evaluations.actions.save_entry import save_entry
from jiheng.web.evaluations.actions.set_frame import set_frame
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.evaluations.parts import PARTS, Part
from jiheng.web.people.models import Person

#: What the author of the sample case left to be written.
_PRACTICES = "按季通报培训和服务进度。"


def sample_case() -> EvaluationCase:
    """The sample case of a project, with a text where it has a gap."""
    case = load_case(case_text("project"), NAMES["project"]).case
    return case.model_copy(update={"texts": {**case.texts, "practices": _PRACTICES}})


def type_in(person: Person, evaluation: Evaluation, case: EvaluationCase) -> None:
    """The case as entries of the evaluation, while its plan is written. Who, when and about what the workspace knows itself."""
    if isinstance(case.frame, Frame):
        set_frame(person, evaluation, case.frame, seen=evaluation.version, told="采用项目的指标体系")
    plain = json.loads(case.model_dump_json(exclude_defaults=True))
    plain["schedule"] = plain["engagement"].get("schedule", [])
    for part in PARTS.values():
        for key, content in _entries(part, plain.get(part.name, [])):
            save_entry(person, evaluation, part.name, key, content)


def _entries(part: Part, content: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each entry with its key, empty where it is numbered."""
    if isinstance(content, dict):
        name = next(iter(part.record.model_fields))
        yield from ((key, {name: value}) for key, value in content.items())
        return
    for one in content:
        if isinstance(one, dict):
            yield str(one.get(part.key_field, "")), {name: value for name, value in one.items() if name != part.key_field}
        else:
            yield "", {"text": one}
