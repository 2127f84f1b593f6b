"""Forms of questionnaires on paper: the questions, and the counts of their answers."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from jiheng.model.cases import CaseQuestion, CaseSurvey
from jiheng.web.fieldwork.forms import MOST_COUNT, ContentForm, day, lines, whole, words
from jiheng.web.fieldwork.paper_surveys import NotQuestions, faults, read_questions, written


class PaperSurveyForm(ContentForm):
    """A survey on paper: who was asked, and the questions."""

    title = words(_("名称"), most=100)
    respondents = words(_("调查对象"), most=100)
    method = words(_("调查方式"), most=40, help_text=_("如：现场抽样调查。"))
    population = whole(_("总体人数"))
    issued = whole(_("发放份数"))
    returned = whole(_("收回份数"))
    valid = whole(_("有效份数"))
    started_on = day(_("开始日期"))
    finished_on = day(_("结束日期"))
    questions = lines(
        _("题目"),
        rows=14,
        required=True,
        help_text=_(
            "一行问题，下面每行一个选项，题与题之间空一行。"
            "选项后空一格写计入满意度的权重（如「满意 0.8」），不写不计入；多选题在问题后写「（多选）」。"
        ),
    )
    _plain: Final = ("title", "respondents", "method", "population", "issued", "returned", "valid", "started_on", "finished_on")

    def __init__(self, data: Any = None, *, record: CaseSurvey | None = None, seen: int | None = None) -> None:
        self.survey = record
        initial: dict[str, Any] = {"seen": seen}
        if record is not None:
            initial |= {name: getattr(record, name) for name in self._plain} | {"questions": written(record.questions)}
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        """The questions can be read and the counts fit together."""
        told = super().clean() or self.cleaned_data
        if self.errors:
            return told
        try:
            self.read = read_questions(told["questions"], self.survey.questions if self.survey else ())
        except NotQuestions as error:
            self.add_error("questions", str(error))
        else:
            for fault in faults(CaseSurvey(id="", **{name: told[name] for name in self._plain})):
                self.add_error(None, fault)
        return told

    @property
    def content(self) -> dict[str, Any]:
        """The entry, without its key."""
        told = self.cleaned_data
        record = CaseSurvey(id="", **{name: told[name] for name in self._plain}, questions=self.read)
        return record.model_dump(mode="json", exclude={"id"}, exclude_none=True)


class CountsForm(ContentForm):
    """How often each answer was given."""

    def __init__(self, data: Any = None, *, record: CaseSurvey, seen: int | None) -> None:
        super().__init__(data, initial={"seen": seen})
        self.survey = record
        for number, question in enumerate(record.questions):
            if question.respondents is not None:
                self.fields[f"respondents_{number}"] = whole(_("回答人数"))
                self.initial[f"respondents_{number}"] = question.respondents
            for place, (label, count) in enumerate(question.answers.items()):
                self.fields[f"count_{number}_{place}"] = forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST_COUNT)
                self.initial[f"count_{number}_{place}"] = count

    @property
    def groups(self) -> list[tuple[CaseQuestion, list[forms.BoundField]]]:
        """For each question its fields."""
        return [
            (
                question,
                [self[name] for name in self.fields if name.endswith(f"respondents_{number}") or name.startswith(f"count_{number}_")],
            )
            for number, question in enumerate(self.survey.questions)
        ]

    def clean(self) -> dict[str, Any]:
        """The counts fit together."""
        told = super().clean() or self.cleaned_data
        if not self.errors:
            for fault in faults(self.counted):
                self.add_error(None, fault)
        return told

    @property
    def counted(self) -> CaseSurvey:
        """The survey with the counts typed."""
        told = self.cleaned_data
        questions = []
        for number, question in enumerate(self.survey.questions):
            counts = {label: told[f"count_{number}_{place}"] or 0 for place, label in enumerate(question.answers)}
            respondents = None if question.respondents is None else told[f"respondents_{number}"] or 0
            questions.append(question.model_copy(update={"answers": counts, "respondents": respondents}))
        return self.survey.model_copy(update={"questions": tuple(questions)})

    @property
    def content(self) -> dict[str, Any]:
        """The entry, without its key."""
        return self.counted.model_dump(mode="json", exclude={"id"}, exclude_none=True)
