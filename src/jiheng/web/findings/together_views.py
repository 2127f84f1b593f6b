"""The page on which several findings of a document are decided at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jiheng.web import errors, policy
from jiheng.web.acting import Refused
from jiheng.web.files.models import Document
from jiheng.web.findings.actions.decide_together import decide_together
from jiheng.web.findings.forms import DecisionForm
from jiheng.web.findings.models import Answer, Finding
from jiheng.web.findings.review import answers_of
from jiheng.web.policy import Permission
from jiheng.web.signed_in import person_of
from jiheng.web.versioned import Stale


@require_http_methods(["GET", "HEAD", "POST"])
def together_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide about the chosen findings; what is missing is asked for here, and nothing that was typed is lost."""
    person = person_of(request)
    documents = policy.documents(person).select_related("organisation", "dossier__organisation")
    document = get_object_or_404(documents, pk=pk)
    if request.method != "POST":
        return redirect(document)
    policy.require_for_document(person, Permission.ANSWER, document)
    chosen = _chosen(document, request.POST.getlist("finding"))
    form = DecisionForm({**request.POST.dict(), "seen": "0"}, answers=answers_of(person, document))
    if form.is_valid():
        told = form.cleaned_data
        try:
            decide_together(person, document, chosen, Answer(told["answer"]), reason=told["reason"], until=told.get("until"))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Stale as error:
            return errors.stale(request, error, document.get_absolute_url())
        else:
            messages.success(request, _("已记下处理意见，共 {count} 处。").format(count=len(chosen)))
            return redirect(document)
    return render(request, "findings/together.html", {"document": document, "chosen": chosen, "form": form})


def _chosen(document: Document, told: list[str]) -> list[tuple[Finding, int]]:
    """The findings by number and version seen, ``12:3``; others than those of the document are left out."""
    seen = {int(number): int(version) for number, _colon, version in (one.partition(":") for one in told) if _is_number(number, version)}
    findings = Finding.objects.filter(document=document, pk__in=seen).select_related("document__organisation", "document__dossier")
    return [(one, seen[one.pk]) for one in findings]


def _is_number(*words: str) -> bool:
    return all(word.isdecimal() and len(word) < 12 for word in words)
