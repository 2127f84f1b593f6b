"""Forms of fieldwork. What a form says of an entry of the case it says as the record of its part takes it (``content``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from jiheng.model.case_annexes import CaseInterview, DataItem, WorkStage
from jiheng.web.fieldwork.models import Material, SiteVisit

_LONG: Final = 20_000
MOST_COUNT: Final = 2_000_000_000
#: So many empty lines a record of an interview offers for further questions.
_FURTHER: Final = 4


def words(label: Any, *, most: int = 200, required: bool = True, help_text: Any = "") -> forms.CharField:
    """A line of text."""
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text)


def lines(label: Any, *, rows: int = 4, required: bool = False, most: int = _LONG, help_text: Any = "") -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text, widget=forms.Textarea({"rows": rows}))


def day(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """A day."""
    return forms.DateField(label=label, required=required, help_text=help_text, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


def whole(label: Any, *, help_text: Any = "") -> forms.IntegerField:
    """A count; empty says nothing."""
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST_COUNT, help_text=help_text)


def seen_version() -> forms.IntegerField:
    """The version that was on the screen; none of what is new."""
    return forms.IntegerField(widget=forms.HiddenInput, required=False)


class ContentForm(forms.Form):
    """A form of an entry of the case: what it says as the record of the part takes it, without the key."""

    seen = seen_version()

    @property
    def content(self) -> dict[str, Any]:
        """The entry; only after validation."""
        raise NotImplementedError


class StageForm(ContentForm):
    """A stage of the work plan."""

    name = words(_("阶段"), most=60, help_text=_("如：前期准备、现场核查、分析评分、撰写报告。"))
    started_on = day(_("开始"))
    finished_on = day(_("结束"))
    work = lines(_("工作内容"), most=1000)
    field_order: Final = ("name", "started_on", "finished_on", "work")  # type: ignore[misc]  # the base declares a variable

    def __init__(self, data: Any = None, *, record: WorkStage | None = None, seen: int | None = None) -> None:
        super().__init__(data, initial={**(record.model_dump() if record else {}), "seen": seen})

    def clean(self) -> dict[str, Any]:
        """The end is not before the beginning."""
        told = super().clean() or self.cleaned_data
        first, last = told.get("started_on"), told.get("finished_on")
        if first and last and last < first:
            self.add_error("finished_on", _gettext("结束日期早于开始日期。"))
        return told

    @property
    def content(self) -> dict[str, Any]:
        """The entry."""
        return WorkStage(**{name: self.cleaned_data[name] for name in ("name", "started_on", "finished_on", "work")}).model_dump(
            mode="json"
        )


class MaterialForm(forms.Form):
    """A line of the list of materials."""

    what = words(_("资料名称"))
    why = words(_("用途"), most=300, required=False, help_text=_("让单位知道为什么要，便于准备。"))
    group = forms.ChoiceField(label=_("归入底稿分组"))
    due_on = day(_("提供期限"), help_text=_("不填则用发送时的统一期限。"))
    seen = seen_version()

    def __init__(self, data: Any = None, *, groups: Mapping[str, str], material: Material | None = None) -> None:
        initial = {name: getattr(material, name) for name in ("what", "why", "group", "due_on")} if material else {}
        super().__init__(data, initial={**initial, "seen": material.version if material else None})
        self.fields["group"] = group_field(groups)


def group_field(groups: Mapping[str, str]) -> forms.ChoiceField:
    """The groups of the index."""
    return forms.ChoiceField(label=_("底稿分组"), choices=[(code, f"{code} {title}") for code, title in groups.items()])


class SendForm(forms.Form):
    """Sending the list: until when."""

    due_on = day(_("提供期限"), required=True)


class AbsenceForm(forms.Form):
    """Why there is no such material."""

    reason = lines(_("没有这项资料的理由"), rows=3, required=True, most=400)
    seen = seen_version()


class JudgeForm(forms.Form):
    """What the evaluators say of what came."""

    deed = forms.ChoiceField(choices=[("receive", ""), ("return", "")])
    reason = forms.CharField(max_length=400, required=False)
    seen = forms.IntegerField()

    def clean(self) -> dict[str, Any]:
        """Who sends back says why."""
        told = super().clean() or self.cleaned_data
        if told.get("deed") == "return" and not told.get("reason", "").strip():
            self.add_error("reason", _gettext("退回须写明理由。"))
        return told


class DataRowForm(ContentForm):
    """A row of the data form as the evaluators define it."""

    name = words(_("数据名称"), most=80, help_text=_("写明时点和口径，如：2024 年末受益户数。"))
    provider = words(_("填报单位"), most=120, required=False)

    @property
    def content(self) -> dict[str, Any]:
        """The row, still empty."""
        return {"provider": self.cleaned_data["provider"]}


class DataFillForm(forms.Form):
    """What the unit says of a row: a figure or a text, and where it comes from."""

    value = words(_("数值"), most=60, required=False, help_text=_("连单位一起写，如：120.5万元。"))
    text = lines(_("文字"), rows=3, most=2000, help_text=_("不是数字的写在这里。"))
    source = words(_("资料来源"), most=200, help_text=_("哪份资料的哪一处。"))
    seen = seen_version()

    def __init__(self, data: Any = None, *, record: DataItem, seen: int) -> None:
        value = record.value.raw if record.value else ""
        super().__init__(data, initial={"value": value, "text": record.text, "source": record.source, "seen": seen})

    def clean(self) -> dict[str, Any]:
        """Something is said."""
        told = super().clean() or self.cleaned_data
        if not told.get("value") and not told.get("text"):
            self.add_error("value", _gettext("请填数值或文字；确实没有的，在文字里写明没有及原因。"))
        return told


def names(text: str) -> tuple[str, ...]:
    """Names in one line."""
    return tuple(one for one in re.split(r"[、，,；;\s]+", text.strip()) if one)


class InterviewForm(ContentForm):
    """The record of an interview: who, when, where, and its questions with their answers."""

    interviewee = words(_("被访谈人（职务）"), most=120)
    agency = words(_("单位"), most=120, required=False)
    held_on = day(_("访谈时间"), required=True)
    held_at = words(_("访谈地点"), required=False)
    interviewers = words(_("访谈人"), help_text=_("几个人用顿号分开。"))
    recorder = words(_("记录人"), most=60, required=False)
    signer = words(_("被访人签字"), most=60, required=False, help_text=_("签字确认后填写；签字的原件扫描后登记为底稿。"))
    evidence = words(_("当场取得的底稿编号"), required=False, help_text=_("几件用顿号分开，如 B4-1、B4-2。"))

    def __init__(self, data: Any = None, *, record: CaseInterview | None = None, seen: int | None = None) -> None:
        initial: dict[str, Any] = {"seen": seen}
        if record is not None:
            initial |= record.model_dump(include={"interviewee", "agency", "held_on", "held_at", "recorder", "signer"})
            initial |= {"interviewers": "、".join(record.interviewers), "evidence": "、".join(record.evidence)}
        super().__init__(data, initial=initial)
        known = record.answers if record else ()
        self.count = max(len(known) + _FURTHER, _rows(data))
        for number in range(self.count):
            self.fields[f"question_{number}"] = words(_("问题"), most=500, required=False)
            self.fields[f"answer_{number}"] = lines(_("回答"), rows=3)
            if number < len(known):
                self.initial[f"question_{number}"] = known[number].question
                self.initial[f"answer_{number}"] = known[number].answer

    @property
    def head(self) -> list[forms.BoundField]:
        """Who, when, where."""
        return [field for field in self.visible_fields() if not field.name.startswith(("question_", "answer_"))]

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each question with its answer."""
        return [(self[f"question_{number}"], self[f"answer_{number}"]) for number in range(self.count)]

    @property
    def content(self) -> dict[str, Any]:
        """The entry, without its key."""
        told = self.cleaned_data
        answers = [
            {"question": told[f"question_{number}"], "answer": told[f"answer_{number}"]}
            for number in range(self.count)
            if told[f"question_{number}"] or told[f"answer_{number}"]
        ]
        plain = {name: told[name] for name in ("interviewee", "agency", "held_at", "recorder", "signer")}
        return {
            **plain,
            "held_on": told["held_on"].isoformat(),
            "interviewers": names(told["interviewers"]),
            "evidence": names(told["evidence"]),
            "answers": answers,
        }


def _rows(data: Any) -> int:
    """How many questions were sent; a page never sends more than a hundred."""
    numbers = [int(name.removeprefix("question_")) for name in data or () if re.fullmatch(r"question_\d{1,2}", name)]
    return max(numbers, default=-1) + 1


class VisitForm(forms.Form):
    """Notes of a visit."""

    place = words(_("地点"))
    visited_on = day(_("日期"), required=True)
    visitors = words(_("查看人员"), required=False)
    present = words(_("在场人员"), required=False, help_text=_("被评价单位陪同人员的职务。"))
    seen_there = lines(_("查看情况"), rows=8, help_text=_("看了什么、量了什么、与资料是否相符。"))
    seen = seen_version()

    def __init__(self, data: Any = None, *, visit: SiteVisit | None = None) -> None:
        initial = {name: getattr(visit, name) for name in ("place", "visited_on", "visitors", "present", "seen_there")} if visit else {}
        super().__init__(data, initial={**initial, "seen": visit.version if visit else None})


class PaperForm(forms.Form):
    """A working paper: where it stands in the index, what it is, from whom."""

    title = words(_("材料名称"))
    kind = words(_("类别"), most=40, required=False, help_text=_("如：文件、凭证、台账、照片、访谈、问卷。"))
    provider = words(_("提供单位"), most=120, required=False)
    received_on = day(_("取得日期"))
    note = words(_("备注"), required=False)
    seen = seen_version()

    def __init__(self, data: Any = None, *, groups: Mapping[str, str], initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields = {"group": group_field(groups), **self.fields}
