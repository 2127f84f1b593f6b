"""Forms of the builder: plan, settings, one question, codes, closing."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from jiheng.model.questionnaires import MOST_OPTIONS, Condition, Question, QuestionKind, Questionnaire
from jiheng.web.surveys import law
from jiheng.web.surveys.actions.issue_codes import MOST as MOST_CODES
from jiheng.web.surveys.models import Access, Method, Survey
from jiheng.web.surveys.paging import Choice

KINDS: Final = (
    (QuestionKind.SCALE.value, _("量表题（满意度）")),
    (QuestionKind.SINGLE.value, _("单选题")),
    (QuestionKind.MULTIPLE.value, _("多选题")),
    (QuestionKind.TEXT.value, _("填写题")),
)

_SETTINGS: Final = (
    "title", "introduction", "respondents", "method", "population", "planned", "formula", "access", "most", "once_a_browser",
    "opens_on", "closes_on", "seen",
)  # fmt: skip


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), help_text=help_text)


def _whole(label: Any, help_text: Any = "", least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=least, max_value=2_000_000_000, help_text=help_text)


class PlanForm(forms.Form):
    """A new survey."""

    title = forms.CharField(label=_("问卷名称"), max_length=100, help_text=_("印在报告附件里，如「受益群众满意度调查」。"))
    template = forms.ChoiceField(
        label=_("从问卷库开始"), required=False, help_text=_("题目可以再改。问卷库是通行做法，没有国家规定的样式。")
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        templates = law.library().templates.values()
        choices = [("", _gettext("空白问卷")), *((one.id, one.questionnaire.title) for one in templates)]
        self.fields["template"] = forms.ChoiceField(
            label=_("从问卷库开始"), required=False, choices=choices, help_text=self.fields["template"].help_text
        )


class OpenSettingsForm(forms.Form):
    """What can still be changed while answers come in."""

    population = _whole(_("总体人数"), _("可以被调查的人一共有多少；不知道的留空。"))
    planned = _whole(_("计划收回份数"))
    closes_on = _day(_("截止日期"), _("这一天过后不再收答卷。"))
    seen = forms.IntegerField(widget=forms.HiddenInput)


class SettingsForm(OpenSettingsForm):
    """Everything but the questions of a draft."""

    title = forms.CharField(label=_("问卷名称"), max_length=100)
    introduction = forms.CharField(label=_("开头的话"), required=False, max_length=500, widget=forms.Textarea({"rows": 3}))
    respondents = forms.CharField(label=_("调查对象"), max_length=100)
    method = forms.ChoiceField(label=_("调查方式"), choices=Method.choices)
    formula = forms.ChoiceField(label=_("满意度算法"), help_text=_("开放之前选定，开放之后不能改。"))
    access = forms.ChoiceField(
        label=_("填写方式"), choices=Access.choices, help_text=_("一人一码：每个填写码只能用一次。公开链接：拿到链接的人都能填。")
    )
    most = _whole(_("最多收多少份"), _("收满自动停收；不限的留空。"))
    once_a_browser = forms.BooleanField(
        label=_("一个浏览器只能填一次"), required=False, help_text=_("仅用于公开链接。现场多人共用一台设备时取消。")
    )
    opens_on = _day(_("开始日期"), _("留空的，开放后即可填写。"))

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        formulas = law.library().formulas.values()
        said = "".join(f"{one.title}：{one.explanation}" for one in formulas)
        field = forms.ChoiceField(
            label=_("满意度算法"),
            choices=[(one.id, one.title) for one in formulas],
            help_text=_gettext("开放之后不能改。{explained}都是通行做法，没有国家规定。").format(explained=said),
        )
        self.fields["formula"] = field
        self.order_fields(_SETTINGS)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("opens_on"), cleaned.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _gettext("截止日期早于开始日期。"))
        return cleaned


class QuestionForm(forms.Form):
    """One question. Options stand one a line; the condition names answers to one earlier question."""

    kind = forms.ChoiceField(label=_("题型"), choices=KINDS)
    text = forms.CharField(label=_("题目"), max_length=300, widget=forms.Textarea({"rows": 2}))
    scale = forms.ChoiceField(label=_("量表"), required=False, help_text=_("量表题用。各档的分数和折算见问卷标准。"))
    options = forms.CharField(
        label=_("选项"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("单选题、多选题用。一行一个选项。"),
    )
    is_required = forms.BooleanField(label=_("必答"), required=False)
    is_counted = forms.BooleanField(label=_("计入满意度"), required=False, help_text=_("只有量表题可以计入。"))
    condition = forms.MultipleChoiceField(label=_("显示条件"), required=False, widget=forms.CheckboxSelectMultiple)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, questionnaire: Questionnaire, question: Question | None, seen: int) -> None:
        super().__init__(data, initial={"seen": seen, **_shown(question)})
        self._question = question
        self._questionnaire = questionnaire
        scales = law.library().scales.values()
        shown = [(one.id, f"{one.title}：{'、'.join(level.label for level in one.levels)}") for one in scales]
        self.fields["scale"] = forms.ChoiceField(label=_("量表"), required=False, choices=shown, help_text=self.fields["scale"].help_text)
        self.fields["condition"] = forms.MultipleChoiceField(
            label=_("显示条件"), required=False, widget=forms.CheckboxSelectMultiple, choices=self._conditions()
        )

    def _conditions(self) -> list[tuple[str, list[tuple[str, str]]]]:
        groups = []
        for number, one in enumerate(self._questionnaire.questions, 1):
            if self._question is not None and one.id == self._question.id:
                break
            if one.labels:
                groups.append(
                    (
                        _gettext("第 {number} 题「{text}」选了").format(number=number, text=one.text),
                        [(f"{one.id}:{place}", label) for place, label in enumerate(one.labels, 1)],
                    )
                )
        return groups

    @property
    def condition_groups(self) -> list[tuple[str, list[Choice]]]:
        """The earlier questions with their options, those that are chosen marked."""
        chosen = self["condition"].value() or []
        return [
            (legend, [Choice(value=value, label=label, is_chosen=value in chosen) for value, label in options])
            for legend, options in self._conditions()
        ]

    def clean_options(self) -> str:
        """The options without empty lines, each once."""
        lines = [line.strip() for line in self.cleaned_data["options"].splitlines() if line.strip()]
        if len(set(lines)) < len(lines):
            raise forms.ValidationError(_gettext("有相同的选项。"))
        if len(lines) > MOST_OPTIONS:
            raise forms.ValidationError(_gettext("选项不能多于 {most} 个。").format(most=MOST_OPTIONS))
        return "\n".join(lines)

    def clean_condition(self) -> list[str]:
        """Answers to one question."""
        chosen: list[str] = self.cleaned_data["condition"]
        if len({one.partition(":")[0] for one in chosen}) > 1:
            raise forms.ValidationError(_gettext("显示条件只能引用一道题的选项。"))
        return chosen

    def clean(self) -> dict[str, Any]:
        """Options where options are chosen from; only scales count."""
        cleaned: dict[str, Any] = super().clean() or {}
        kind = cleaned.get("kind")
        if (
            kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE)
            and len(cleaned.get("options", "").split("\n")) < 2
            and "options" in cleaned
        ):
            self.add_error("options", _gettext("请写至少两个选项，一行一个。"))
        if cleaned.get("is_counted") and kind != QuestionKind.SCALE:
            self.add_error("is_counted", _gettext("只有量表题可以计入满意度。"))
        return cleaned

    def question(self, identifier: str) -> Question:
        """The question as typed."""
        cleaned = self.cleaned_data
        kind = QuestionKind(cleaned["kind"])
        scale = law.library().scales[cleaned["scale"]] if kind is QuestionKind.SCALE else None
        chosen = cleaned["condition"]
        condition = (
            Condition(question=chosen[0].partition(":")[0], options=tuple(int(one.partition(":")[2]) for one in chosen)) if chosen else None
        )
        return Question(
            id=identifier,
            kind=kind,
            text=" ".join(cleaned["text"].split()),
            options=tuple(cleaned["options"].split("\n")) if kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE) else (),
            scale=scale.id if scale else "",
            levels=scale.levels if scale else (),
            is_required=cleaned["is_required"],
            is_counted=cleaned["is_counted"],
            condition=condition,
        )


def _shown(question: Question | None) -> dict[str, Any]:
    if question is None:
        return {"is_required": True}
    condition = question.condition
    return {
        "kind": question.kind.value,
        "text": question.text,
        "scale": question.scale,
        "options": "\n".join(question.options),
        "is_required": question.is_required,
        "is_counted": question.is_counted,
        "condition": [f"{condition.question}:{option}" for option in condition.options] if condition else [],
    }


class CodesForm(forms.Form):
    """How many codes more."""

    number = forms.IntegerField(label=_("再生成多少个"), min_value=1, max_value=MOST_CODES)


class CloseForm(forms.Form):
    """Closing: with a public link nobody but the organiser knows how many were asked."""

    issued = _whole(_("发放份数"), _("发出了多少份链接或问卷；不知道的留空，报告里会提示补充。"))
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, survey: Survey) -> None:
        super().__init__(data, initial={"seen": survey.version, "issued": survey.planned})
        if survey.access == Access.CODES:
            del self.fields["issued"]
