"""Forms for those who publish."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiheng.web.dossiers.models import Dossier, FormKind
from jiheng.web.files.models import Document
from jiheng.web.portal.course import events


class PrepareForm(forms.Form):
    """What of a dossier is to be published, and since when it has to be."""

    title = forms.CharField(label=_("标题"), max_length=200, help_text=_("公众看到的标题。"))
    tables = forms.MultipleChoiceField(label=_("表"), required=False, widget=forms.CheckboxSelectMultiple)
    documents = forms.ModelMultipleChoiceField(
        label=_("文件"), required=False, queryset=Document.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    event = forms.ChoiceField(label=_("公开期限从何时起算"))
    on = forms.DateField(label=_("日期"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(FormKind.choices)
        there = list(dossier.records.order_by("form").values_list("form", flat=True).distinct())
        for name, options in (("tables", [(form, labels[form]) for form in labels if form in there]), ("event", list(events()))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = options
        files = self.fields["documents"]
        assert isinstance(files, forms.ModelMultipleChoiceField)
        files.queryset = Document.objects.filter(dossier=dossier)


def secrecy_field() -> forms.BooleanField:
    """What the one who publishes declares beside what the flow asks in words."""
    return forms.BooleanField(
        label=_("已审查，不含国家秘密、工作秘密和不宜公开的内容"), error_messages={"required": _("还没有通过保密审查。")}
    )


def pictures_field() -> forms.BooleanField:
    """What the one who publishes declares where files hold pictures that could not be read."""
    return forms.BooleanField(
        label=_("没有检查的图片已逐张看过，没有个人信息和不宜公开的内容"),
        help_text=_("确认连同姓名、时间和文件的摘要一起留存。"),
        error_messages={"required": _("图片还没有人看过。")},
    )
