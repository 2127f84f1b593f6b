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
        if _has_come(dossier, flow):
            return ""
        return _("卷宗还在「{stage}」阶段，没有轮到{form}。").format(stage=dossier.get_stage_display(), form=form.label)
    if case.is_filling:
        return ""
    held = _("（第 {number} 版）").format(number=case.submitted.number) if case.submitted else ""
    return _("{form}{held}现在是「{state}」，不能修改。需要修改时请先撤回，或由审核方退回。").format(
        form=form.label, held=held, state=case.state_label
    )


def open_forms(dossier: Dossier) -> tuple[FormKind, ...]:
    """The forms that are not sealed. One query."""
    filling = dict(Case.objects.filter(dossier=dossier).values_list("flow", "is_filling"))
    return tuple(form for flow, form in FORM_OF.items() if filling.get(flow, _has_come(dossier, flow)))


def _has_come(dossier: Dossier, flow: str) -> bool:
    order = list(Stage.values)
    return order.index(flow) <= order.index(dossier.stage)
