"""Whether a form may be changed now: what was handed in is sealed until it comes back."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web.casework.models import Case
from jiheng.web.dossiers.models import FORM_OF, Dossier, FormKind, Stage


def why_sealed(dossier: Dossier, form: FormKind) -> str:
    """Why a new version of the form cannot be stored now; empty when it can.

    A form without a case is sealed when its stage has not come yet; papers of stages before the first case may be added.
    """
    flow = next(stage for stage, one in FORM_OF.items() if one == form)
    case = Case.objects.filter(dossier=dossier, flow=flow).first()
    if case is None:
        order = list(Stage.values)
        if order.index(flow) <= order.index(dossier.stage):
            return ""
        return _("卷宗还在「{stage}」阶段，没有轮到{form}。").format(stage=dossier.get_stage_display(), form=form.label)
    if case.is_filling:
        return ""
    held = _("（第 {number} 版）").format(number=case.submitted.number) if case.submitted else ""
    return _("{form}{held}现在是「{state}」，不能修改。需要修改时请先撤回，或由审核方退回。").format(
        form=form.label, held=held, state=case.state_label
    )
