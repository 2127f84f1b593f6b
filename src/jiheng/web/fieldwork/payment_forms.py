"""Forms of the samples of payments."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from jiheng.web.fieldwork.forms import lines, seen_version, words
from jiheng.web.fieldwork.models import Result, SampledPayment
from jiheng.web.fieldwork.sampling import Method


class ListForm(forms.Form):
    """A list of payments: a file, or what was copied from a spreadsheet."""

    name = words(_("名称"), help_text=_("如：2024 年项目支付序时账。"))
    unit = forms.ChoiceField(
        label=_("金额单位"), choices=[("元", _("元")), ("万元", _("万元"))], help_text=_("单元格里写着单位的，以单元格为准。")
    )
    file = forms.FileField(label=_("Excel 或 csv 文件"), required=False)
    pasted = lines(_("或从 Excel 复制后粘贴"), rows=8, most=2_000_000, help_text=_("连同列名一起复制。"))

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        told = super().clean() or self.cleaned_data
        if bool(told.get("file")) == bool(told.get("pasted", "").strip()):
            self.add_error("file", _gettext("请上传一个文件，或粘贴明细，二者选一。"))
        return told


class DrawForm(forms.Form):
    """How payments are drawn."""

    method = forms.ChoiceField(label=_("方法"), choices=Method.choices)
    size = forms.IntegerField(label=_("笔数"), min_value=1, max_value=500, initial=20)
    seed = words(_("随机种子"), most=40, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.initial.setdefault("seed", secrets.token_hex(4))


class CheckForm(forms.Form):
    """What was found of a payment."""

    result = forms.ChoiceField(label=_("结果"), choices=[(value, label) for value, label in Result.choices if value])
    amount_in_question = forms.DecimalField(label=_("问题金额（元）"), required=False, max_digits=20, decimal_places=2, min_value=0)
    found = lines(_("查明情况"), rows=3, most=2000)
    paper = words(_("底稿编号"), most=80, required=False)
    seen = seen_version()

    def __init__(self, data: Any = None, *, drawn: SampledPayment, papers: Iterable[str]) -> None:
        names_ = ("result", "amount_in_question", "found", "paper")
        super().__init__(data, initial={**{name: getattr(drawn, name) for name in names_}, "seen": drawn.version})
        self.drawn, self.papers = drawn, frozenset(papers)

    def clean(self) -> dict[str, Any]:
        """A problem says what and how much, no more than was paid; a working paper exists."""
        told = super().clean() or self.cleaned_data
        amount = told.get("amount_in_question")
        if told.get("result") == Result.PROBLEM and not told.get("found"):
            self.add_error("found", _gettext("有问题的须写明查明的情况。"))
        if amount and told.get("result") != Result.PROBLEM:
            self.add_error("amount_in_question", _gettext("只有「有问题」的写问题金额。"))
        elif amount and amount > abs(self.drawn.amount):
            self.add_error("amount_in_question", _gettext("问题金额大于这笔支付的金额。"))
        if told.get("paper") and told["paper"] not in self.papers:
            self.add_error("paper", _gettext("没有这个编号的底稿，请先登记。"))
        return told
