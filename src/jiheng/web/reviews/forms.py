"""Forms of reports, opinions, joint reviews and slips."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as told
from django.utils.translation import gettext_lazy as _

from jiheng.model import amounts
from jiheng.web.reviews.judging import scored_indicators
from jiheng.web.reviews.models import Decision, Opinion, PackageKind, ReportVersion, Side, SlipKind

_DAY = {"type": "date"}


class ReportForm(forms.Form):
    """What the case is to be written as; nothing to choose where there is one way."""

    kind = forms.ChoiceField(label=_("种类"))

    def __init__(self, *args: Any, kinds: tuple[PackageKind, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind.value, kind.label) for kind in kinds]
        widget = forms.Select if len(kinds) > 1 else forms.HiddenInput
        self.fields["kind"] = forms.ChoiceField(label=_("种类"), choices=choices, initial=kinds[0], widget=widget)


class ReturnForm(forms.Form):
    """The edited report."""

    began_with = forms.IntegerField(widget=forms.HiddenInput)
    file = forms.FileField(label=_("修改后的 Word 文件"))


class WaiveForm(forms.Form):
    """Why a finding is let stand."""

    reason = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea({"rows": 2}))


class OpinionForm(forms.Form):
    """One opinion, about a paragraph or an indicator."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    place = forms.ChoiceField(label=_("段落（按标题）"), required=False)
    indicator = forms.ChoiceField(label=_("或者指标"), required=False)
    quote = forms.CharField(label=_("原文"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2}))
    text = forms.CharField(label=_("意见"), max_length=4000, widget=forms.Textarea({"rows": 4}))
    evidence = forms.CharField(
        label=_("依据或佐证材料"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("每行一件：文件名称、文号或页码。"),
    )

    def __init__(self, *args: Any, report: ReportVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        headings = list(dict.fromkeys(report.headings))
        whole = [("", told("整份报告"))]
        self.fields["place"] = forms.ChoiceField(
            label=_("段落（按标题）"), required=False, choices=[*whole, *((one, one) for one in headings)]
        )
        indicators = [(one["id"], _named(one)) for one in report.indicators]
        self.fields["indicator"] = forms.ChoiceField(label=_("或者指标"), required=False, choices=[("", "—"), *indicators])

    @property
    def said(self) -> dict[str, str]:
        """The opinion."""
        return {name: self.cleaned_data[name] for name in ("place", "indicator", "quote", "text", "evidence")}

    @staticmethod
    def of(opinion: Opinion) -> dict[str, Any]:
        """What the form shows of an opinion that is there already."""
        return {
            "seen": opinion.version,
            **{name: getattr(opinion, name) for name in ("place", "indicator", "quote", "text", "evidence")},
        }


def _named(indicator: dict[str, Any]) -> str:
    score = indicator["score"] if indicator["score"] is not None else "—"
    return told("{id} {name}（{score}/{weight}）").format(
        id=indicator["id"], name=indicator["name"], score=score, weight=indicator["weight"]
    )


class SendForm(forms.Form):
    """Send the opinions of one's side."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(label=_("总的意见"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))


class AnswerForm(forms.Form):
    """What becomes of an opinion."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(label=_("是否采纳"), choices=Decision.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("理由"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("部分采纳、不采纳的必须写明。"),
    )
    change = forms.CharField(
        label=_("修改情况"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("采纳、部分采纳的必须写明改了哪一处、怎样改。得分的变化按案例自动列出。"),
    )


class SheetForm(forms.Form):
    """An expert's own scores: one line an indicator, empty where they do not judge."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, report: ReportVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        for number, one in enumerate(scored_indicators(report)):
            label = told("{name} 打分").format(name=one["name"])
            self.fields[f"score-{number}"] = forms.DecimalField(
                label=label, required=False, min_value=0, max_value=Decimal(one["weight"]), decimal_places=2, localize=False
            )
            reason = told("{name} 理由").format(name=one["name"])
            self.fields[f"reason-{number}"] = forms.CharField(label=reason, required=False, max_length=400)

    @property
    def rows(self) -> list[tuple[dict[str, Any], Any, Any]]:
        """For the table: the indicator, and its two fields."""
        return [(one, self[f"score-{number}"], self[f"reason-{number}"]) for number, one in enumerate(scored_indicators(self.report))]

    @property
    def said(self) -> dict[str, tuple[Decimal, str]]:
        """The scores given, by indicator."""
        found = {}
        for number, one in enumerate(scored_indicators(self.report)):
            score = self.cleaned_data.get(f"score-{number}")
            if score is not None:
                found[one["id"]] = (score, self.cleaned_data.get(f"reason-{number}", ""))
        return found

    @staticmethod
    def of(report: ReportVersion, scores: dict[str, dict[str, str]], version: int) -> dict[str, Any]:
        """What the form shows of a sheet that is there already."""
        shown: dict[str, Any] = {"seen": version}
        for number, one in enumerate(scored_indicators(report)):
            given = scores.get(one["id"])
            if given:
                shown |= {f"score-{number}": amounts.text(Decimal(given["score"]), None), f"reason-{number}": given["reason"]}
        return shown


class MinutesForm(forms.Form):
    """The record of a joint review."""

    held_on = forms.DateField(label=_("会审日期"), widget=forms.DateInput(_DAY, format="%Y-%m-%d"))
    held_at = forms.CharField(label=_("地点"), max_length=120, required=False)
    present = forms.CharField(
        label=_("参加人员"), max_length=2000, widget=forms.Textarea({"rows": 3}), help_text=_("每行一人：姓名、单位、职务。")
    )
    text = forms.CharField(label=_("会审记录"), max_length=20000, required=False, widget=forms.Textarea({"rows": 8}))
    file = forms.FileField(label=_("或者上传会审记录的文件"), required=False)


class SlipForm(forms.Form):
    """A slip to be sent."""

    kind = forms.ChoiceField(label=_("种类"), choices=SlipKind.choices)
    side = forms.ChoiceField(label=_("发给"), choices=[(side.value, side.label) for side in (Side.AGENCY, Side.CLIENT)])
    days = forms.IntegerField(label=_("反馈期限（工作日）"), min_value=1, max_value=60, required=False)


class SignForm(forms.Form):
    """Confirm online."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    view = forms.CharField(label=_("反馈意见"), max_length=2000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, asks_for_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _("身份验证器上的六位数") if asks_for_code else _("再次输入登录密码")
        widget = forms.TextInput if asks_for_code else forms.PasswordInput
        complete = "one-time-code" if asks_for_code else "current-password"
        self.fields["proof"] = forms.CharField(label=label, widget=widget({"autocomplete": complete}))


class ScanForm(forms.Form):
    """The scan of a sealed slip."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    file = forms.FileField(label=_("盖章确认单的扫描件"), help_text=_("PDF、OFD 或图片。"))
    on = forms.DateField(label=_("盖章日期"), widget=forms.DateInput(_DAY, format="%Y-%m-%d"))
    signer = forms.CharField(label=_("签字人"), max_length=60)
    view = forms.CharField(label=_("反馈意见"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2}))
