"""What the pages of this app share: the evaluation that was asked for, the file that came, proofs of who one is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jiheng.web.casework import identity
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.files.receiving import NotReceived, Received, receive
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating, reviewing


def evaluation_of(person: Person, pk: int) -> tuple[Evaluation, frozenset[str]]:
    """The evaluation and the person's duties; 404 for one they cannot see."""
    visible = evaluating.evaluations(person).select_related("dossier__organisation", "dossier__fiscal_year", "client", "evaluator")
    evaluation = get_object_or_404(visible, pk=pk)
    return evaluation, evaluating.duties(person, evaluation)


def frame_of(person: Person, evaluation: Evaluation, held: frozenset[str], here: str) -> dict[str, Any]:
    """What stands above every page of this app: the way back, and the pages beside it that the person may open."""
    workings = reviewing.sees_joint_review(person, evaluation, held)
    pages = [("report", _("报告")), ("opinions", _("意见与答复"))]
    if workings:
        pages.append(("joint_review", _("会审")))
    if "expert" not in held and (workings or held & reviewing.AGENCY):
        pages.append(("slips", _("确认单")))
    return {"evaluation": evaluation, "pages": pages, "here": here}


def posted_file(request: HttpRequest, form: forms.Form, name: str = "file") -> Received | None:
    """The file that came with the form, looked at; what is wrong with it stands at the field."""
    upload = request.FILES.get(name)
    if upload is None:
        return None
    found = list(receive(upload, upload.name or "", upload.size or 0))
    if len(found) != 1:
        form.add_error(name, _("请选择一个文件，不要用压缩包。"))
        return None
    if isinstance(found[0], NotReceived):
        form.add_error(name, found[0].reason)
        return None
    return found[0]


def proved(request: HttpRequest, person: Person, form: forms.Form) -> bool:
    """Whether who acts proved who they are."""
    if identity.proves(request, person, form.cleaned_data["proof"]):
        return True
    form.add_error("proof", _("不正确，没有办理。请再试一次。"))
    return False


def typed(form: forms.Form) -> list[tuple[str, str]]:
    """What somebody wrote that could not be saved, for the page that says so."""
    shown = ((field.label, form.cleaned_data.get(field.name)) for field in form.visible_fields() if field.name not in ("proof", "file"))
    return [(str(label), str(value)) for label, value in shown if value not in (None, "")]


def number_in(request: HttpRequest, name: str, usual: int) -> int:
    """A number of the address line; the usual one where there is none."""
    asked = request.GET.get(name, "")
    if asked and not (asked.isdecimal() and len(asked) < 9):
        raise Http404
    return int(asked) if asked else usual
