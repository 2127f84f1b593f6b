"""Steps that are taken on a page of their own: there one writes what is sent with them. The page of steps leads there and takes none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiheng.process import Transition, allowed
from jiheng.web.evaluations.models import Evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """Where a step is taken: the name of the address, and what the page is called."""

    address: str
    title: str | Promise


_OPINIONS: Final = OwnPage(address="opinions", title=_("意见与答复"))
_JOINT_REVIEW: Final = OwnPage(address="joint_review", title=_("会审"))
_MATERIALS: Final = OwnPage(address="materials", title=_("资料清单"))
#: By transition of the flow.
OWN_PAGES: Final[dict[str, OwnPage]] = {
    "give_opinion": _OPINIONS,
    "give_review_opinion": _JOINT_REVIEW,
    "request_materials": _MATERIALS,
    "provide_materials": _MATERIALS,
    "provide_more": _MATERIALS,
}


def own_page(evaluation: Evaluation, action: str, roles: frozenset[str]) -> tuple[Transition, OwnPage] | None:
    """The step somebody with these roles would take here, with its page, if it has one."""
    for transition in allowed(evaluation.declared, evaluation.state, roles):
        if transition.action == action and transition.id in OWN_PAGES:
            return transition, OWN_PAGES[transition.id]
    return None


def told(transition: Transition, page: OwnPage) -> Any:
    """Where the step is taken, in words."""
    return _("「{label}」在「{page}」里办理。").format(label=transition.label, page=page.title)
