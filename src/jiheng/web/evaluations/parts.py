"""The parts of an evaluation case that are kept entry by entry, and what an entry of each is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from jiheng.model import Record
from jiheng.model.case_annexes import CaseInterview, CaseSlip, DataItem, KeyTask, WorkStage
from jiheng.model.cases import CaseFunds, CaseSurvey, Deduction, Evidence, IndicatorInput, Problem, Suggestion
from jiheng.model.exact import TypedFigure


class NamedFigure(Record):
    """A figure that formulas use; its name is the key of the entry."""

    value: TypedFigure


class OwnText(Record):
    """A text: of a section of the report, or of a document the evaluation rests on."""

    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the case. ``key_field`` is the field that holds the key of an entry; empty: entries are numbered, or named by their key."""

    name: str
    label: str | Promise
    record: type[Record]
    key_field: str = ""
    prefix: str = ""

    def read(self, key: str, content: Mapping[str, Any]) -> Record:
        """The entry as a record.

        Raises:
            WrongEntry: it is none.
        """
        try:
            return self.record.model_validate({**content, **({self.key_field: key} if self.key_field else {})})
        except ValidationError as error:
            raise WrongEntry(error) from error

    def plain(self, key: str, content: Mapping[str, Any]) -> dict[str, Any]:
        """The entry as it is stored: validated, whole, without what is the default.

        Raises:
            WrongEntry: it is none.
        """
        return self.read(key, content).model_dump(mode="json", exclude_defaults=True)


class WrongEntry(ValueError):
    """What was to be kept is no entry of its part; ``errors`` by the path of the field."""

    def __init__(self, error: ValidationError) -> None:
        self.errors = {"/".join(str(word) for word in one["loc"]): one["msg"].removeprefix("Value error, ") for one in error.errors()}
        super().__init__("；".join(f"{place}：{text}" if place else text for place, text in self.errors.items()))


PARTS: Final[dict[str, Part]] = {
    part.name: part
    for part in (
        Part(name="inputs", label=_("评分数据"), record=IndicatorInput, key_field="indicator"),
        Part(name="deductions", label=_("另扣分"), record=Deduction, prefix="K"),
        Part(name="evidence", label=_("佐证材料"), record=Evidence, key_field="id", prefix="E"),
        Part(name="problems", label=_("问题"), record=Problem, key_field="id", prefix="P"),
        Part(name="suggestions", label=_("建议"), record=Suggestion, key_field="id", prefix="S"),
        Part(name="surveys", label=_("问卷"), record=CaseSurvey, key_field="id", prefix="Q"),
        Part(name="interviews", label=_("访谈"), record=CaseInterview, key_field="id", prefix="I"),
        Part(name="slips", label=_("确认单"), record=CaseSlip, key_field="id", prefix="C"),
        Part(name="data_form", label=_("基础数据"), record=DataItem, key_field="name"),
        Part(name="tasks", label=_("重点任务"), record=KeyTask, key_field="name"),
        Part(name="funds", label=_("资金"), record=CaseFunds, prefix="F"),
        Part(name="schedule", label=_("工作日程"), record=WorkStage, prefix="T"),
        Part(name="evaluation_basis", label=_("评价依据"), record=OwnText, prefix="G"),
        Part(name="values", label=_("公式数据"), record=NamedFigure),
        Part(name="texts", label=_("报告文字"), record=OwnText),
    )
}
PART_LABELS: Final = [(part.name, part.label) for part in PARTS.values()]
