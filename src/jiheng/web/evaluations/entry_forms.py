"""The form of an entry: a field for each field of its record, in the words of the papers; lists as lines, links as choices."""

from __future__ import annotations

import datetime
import types
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, Literal, Union, get_args, get_origin

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiheng.model import Actual, Figure, Record, Target
from jiheng.model.case_annexes import InterviewAnswer
from jiheng.web.casework.forms import Lines
from jiheng.web.evaluations.parts import Part

#: What fields are called; a part may call one differently.
LABELS: Final[dict[str, str | Promise]] = {
    "id": _("编号"), "name": _("名称"), "title": _("标题"), "text": _("内容"), "cause": _("原因"), "kind": _("类型"),
    "label": _("资金来源"), "indicators": _("有关指标"), "indicator": _("指标"), "evidence": _("佐证材料"),
    "problems": _("针对的问题"), "provider": _("提供单位"), "number": _("底稿编号"), "received_on": _("收到日期"),
    "path": _("存放位置"), "digest": _("摘要"), "note": _("备注"), "points": _("扣几分"), "reason": _("理由"),
    "respondents": _("调查对象"), "method": _("调查方式"), "population": _("总体"), "issued": _("发放"), "returned": _("收回"),
    "valid": _("有效"), "started_on": _("开始日期"), "finished_on": _("完成日期"), "agency": _("受访单位"),
    "interviewee": _("受访人及职务"), "held_on": _("日期"), "held_at": _("地点"), "answers": _("问答"), "interviewers": _("访谈人"),
    "recorder": _("记录人"), "signer": _("签字人"), "addressee": _("送达单位"), "sent_on": _("发出日期"),
    "days": _("答复期限（工作日）"), "answered_on": _("答复日期"), "view": _("答复意见"), "value": _("数值"), "source": _("数据来源"),
    "planned": _("计划"), "done": _("完成情况"), "work": _("工作内容"), "level": _("层级"), "initial_budget": _("年初预算数"),
    "adjusted_budget": _("全年预算数"), "executed": _("全年执行数"), "target": _("目标值"), "actual": _("实际完成值"),
    "numerator": _("分子"), "denominator": _("分母"), "values": _("公式数据"), "occurrences": _("发生次数"),
    "counts": _("各项发生次数"), "opinion": _("评定档次"), "opinion_share": _("档内得分比例"), "planned_on": _("计划完成时间"),
    "deduction_reason": _("扣分理由"), "score_given": _("评价人给分"), "reason_given": _("给分理由"), "survey": _("采用的问卷"),
    "parts": _("各分项的数据"),
}  # fmt: skip
_HELP: Final[dict[str, str | Promise]] = {
    "answers": _("每行一问：问题 | 回答。"),
    "points": _("写数字，如 0.5。"),
    "value": _("照抄原数，如 120 万元。"),
    "interviewers": _("每行一人。"),
    "score_given": _("不按规则计分、由评价人给分的才填，须写给分理由。"),
    "opinion_share": _("如 80%。"),
    "values": _("每行一项：名称 = 数值。"),
    "counts": _("每行一项：名称 = 次数。"),
    "parts": _("每行一项：分项.数据 = 值，如 数量.actual = 12。"),
}
_LONG: Final = ("text", "cause", "reason", "note", "view", "work", "planned", "done", "deduction_reason", "reason_given")
#: Fields that are choices among other entries: of which part.
LINKS: Final[dict[str, str]] = {"evidence": "evidence", "problems": "problems", "survey": "surveys"}
#: Filled by machines or elsewhere.
_LEFT_OUT: Final = ("marks", "questions", "expected_execution", "weight", "execution_rate", "score", "path", "digest")


class EntryForm(forms.Form):
    """An entry of a part, with the version that was on the screen. ``choices``: what its links may point to, by field."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        part: Part,
        content: Mapping[str, Any] | None = None,
        choices: Mapping[str, Sequence[tuple[str, str]]],
        only: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        record = part.record.model_validate(content) if content else None
        asked = [name for name in part.record.model_fields if name != part.key_field and name not in _LEFT_OUT]
        self.asked = tuple(name for name in asked if not only or name in only)
        known = {name: shown(getattr(record, name)) for name in self.asked} if record else {}
        kwargs["initial"] = {**known, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.kept = dict(content or {})
        for name in self.asked:
            self.fields[name] = _field(name, part.record, choices)

    @property
    def content(self) -> dict[str, Any]:
        """What was typed, over what the form does not show; what was left empty is left out."""
        typed = {name: self.cleaned_data[name] for name in self.asked}
        rest = {name: value for name, value in self.kept.items() if name not in typed}
        return rest | {name: _told(name, value) for name, value in typed.items() if value not in (None, "", [], {})}


def _field(
    name: str, record: type[Record], choices: Mapping[str, Sequence[tuple[str, str]]]
) -> forms.Field:  # long: one line a kind of field
    info = record.model_fields[name]
    kind = _plain(info.annotation)
    told: dict[str, Any] = {"label": LABELS.get(name, name), "required": info.is_required(), "help_text": _HELP.get(name, "")}
    if name in choices:
        several = get_origin(kind) is tuple
        if several:
            return forms.MultipleChoiceField(choices=choices[name], widget=forms.CheckboxSelectMultiple, **told)
        return forms.ChoiceField(choices=[("", _("—")), *choices[name]], **told)
    if get_origin(kind) is Literal:
        return forms.ChoiceField(choices=[(one, _KINDS.get(one, one)) for one in get_args(kind)], **told)
    if isinstance(kind, type) and issubclass(kind, datetime.date):
        return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **told)
    if kind is int:
        return forms.IntegerField(min_value=0, **told)
    if get_origin(kind) in (tuple, dict):
        return Lines(widget=forms.Textarea({"rows": 4}), max_length=8000, **told)
    if isinstance(kind, type) and hasattr(kind, "choices"):
        return forms.ChoiceField(choices=kind.choices, **told)
    if isinstance(kind, type) and issubclass(kind, str) and hasattr(kind, "__members__"):
        return forms.ChoiceField(choices=[(one.value, one.value) for one in kind], **told)  # type: ignore[attr-defined]
    return forms.CharField(max_length=8000, widget=forms.Textarea({"rows": 4}) if name in _LONG else forms.TextInput(), **told)


_KINDS: Final[dict[str, str | Promise]] = {"report": _("报告确认单"), "data": _("资料数据确认单")}


def _plain(annotation: Any) -> Any:
    """The type without None and without what validates it."""
    if get_origin(annotation) in (Union, types.UnionType):
        return _plain(next(one for one in get_args(annotation) if one is not type(None)))
    return annotation


def _told(name: str, value: Any) -> Any:
    """What was typed as the record reads it."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if name == "answers":
        pairs = (line.replace("｜", "|").partition("|") for line in value)
        return [{"question": question.strip(), "answer": answer.strip()} for question, _bar, answer in pairs]
    if name in ("values", "counts"):
        return {key: int(said) if name == "counts" and said.isdecimal() else said for key, said in map(_pair, value)}
    if name == "parts":
        parts: dict[str, dict[str, Any]] = {}
        for key, said in map(_pair, value):
            place, _dot, field = key.rpartition(".")
            parts.setdefault(place, {})[field] = said
        return parts
    return value


def _pair(line: str) -> tuple[str, str]:
    key, _sign, said = line.replace("＝", "=").partition("=")
    return key.strip(), said.strip()


def shown(value: Any) -> Any:
    """A value of a record as the form shows it: figures and targets as printed, lists as lines or choices."""
    if isinstance(value, Figure | Target | Actual):
        return value.raw
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple) and value and isinstance(value[0], InterviewAnswer):
        return "\n".join(f"{one.question} | {one.answer}" for one in value)
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, dict):
        return "\n".join(f"{key} = {_inner(one)}" for key, one in _flat(value))
    return value


def _flat(value: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The entries of a mapping; of one of records, each field that says something."""
    found: list[tuple[str, Any]] = []
    for key, one in value.items():
        if isinstance(one, Record) and not isinstance(one, Figure):
            found += [(f"{key}.{name}", getattr(one, name)) for name in one.model_fields_set]
        else:
            found.append((key, one))
    return found


def _inner(value: Any) -> str:
    return str(shown(value))


def summary(part: Part, key: str, content: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """The entry in words: label and text of each field that says something."""
    record = part.read(key, content)
    found = []
    for name in part.record.model_fields:
        value = shown(getattr(record, name))
        if name != part.key_field and name in record.model_fields_set and value not in (None, "", [], ""):
            text = "；".join(value) if isinstance(value, list) and all(isinstance(one, str) for one in value) else str(value)
            if name not in _LEFT_OUT:
                found.append((LABELS.get(name, name), text))
    return found
