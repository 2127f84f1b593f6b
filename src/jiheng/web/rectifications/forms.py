"""Forms of a notice and its items: as the issuer asks, as the agency answers, as the issuer judges."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jiheng.web.people.models import FiscalYear, Organisation
from jiheng.web.rectifications.models import Item, Origin, Progress, Verdict

_LONG: Final = {"rows": 3}


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more)


def _money(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, min_value=0, max_digits=18, decimal_places=6)


class NoticeForm(forms.Form):
    """A notice to be written."""

    issuer = forms.ModelChoiceField(label=_("下达单位"), queryset=Organisation.objects.none(), empty_label=None)
    title = forms.CharField(label=_("名称"), max_length=200)

    def __init__(self, *args: Any, issuers: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["issuer"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = issuers


class _ItemForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, item: Item | None, **kwargs: Any) -> None:
        names = [name for name in type(self).base_fields if name not in ("seen", "papers")]
        initial = {"seen": item.version, **{name: getattr(item, name) for name in names}} if item else {}
        super().__init__(*args, **{"initial": initial, **kwargs})


class AskForm(_ItemForm):
    """What is asked."""

    problem = forms.CharField(label=_("问题"), max_length=300)
    text = forms.CharField(label=_("具体情况"), required=False, max_length=4000, widget=forms.Textarea(_LONG))
    requirement = forms.CharField(label=_("整改要求"), max_length=4000, widget=forms.Textarea(_LONG))
    amount = _money(_("涉及金额（万元）"))
    due_on = _day(_("整改期限"), help_text=_("不填的，按整份通知的期限。"))
    responsible = forms.CharField(label=_("责任人"), required=False, max_length=60)


class SeveralFiles(forms.FileInput):
    """One box for any number of files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """All of them."""
        del data
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class Files(forms.Field):
    """Files as they came."""

    widget = SeveralFiles


class AnswerForm(_ItemForm):
    """What was done."""

    measure = forms.CharField(label=_("整改措施"), max_length=4000, widget=forms.Textarea(_LONG))
    progress = forms.ChoiceField(label=_("整改进度"), choices=[("", _("请选择")), *Progress.choices])
    finished_on = _day(_("完成日期"))
    recovered = _money(_("已追回或纠正（万元）"))
    reason = forms.CharField(label=_("未完成的原因"), required=False, max_length=2000, widget=forms.Textarea(_LONG))
    responsible = forms.CharField(label=_("责任人"), required=False, max_length=60)
    papers = Files(label=_("佐证材料"), required=False, help_text=_("可以一次选几个文件；已有的保留。"))


class JudgeForm(_ItemForm):
    """Whether it will do."""

    verdict = forms.ChoiceField(label=_("审核"), choices=Verdict.choices, widget=forms.RadioSelect)
    verdict_note = forms.CharField(label=_("审核意见"), required=False, max_length=500, widget=forms.Textarea(_LONG))


class Filters(forms.Form):
    """What the register can be asked for; everything is optional."""

    q = forms.CharField(label=_("单位、评价对象、问题或文号"), required=False, widget=forms.TextInput({"type": "search"}))
    year = forms.ModelChoiceField(label=_("年度"), required=False, queryset=FiscalYear.objects.all(), empty_label=_("全部"))
    origin = forms.ChoiceField(label=_("问题来源"), required=False, choices=[("", _("全部")), *Origin.choices])
    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[
            ("", _("全部")), ("open", _("未办结")), ("late", _("已逾期")), ("draft", _("编制中")), ("rectifying", _("整改中")),
            ("rectification_review", _("整改审核中")), ("escalated", _("已督办")), ("suspended", _("已暂缓拨付")), ("closed", _("已办结")),
        ],
    )  # fmt: skip

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
