"""What the views of evaluations share: the evaluation somebody asks for, and who they are in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from jiheng.web.evaluations.models import Evaluation
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating
from jiheng.web.signed_in import person_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Somebody looks at an evaluation; ``duties`` are theirs in it."""

    person: Person
    evaluation: Evaluation
    duties: frozenset[str]

    @property
    def sees_workings(self) -> bool:
        """Whether scores, problems and working papers are shown to them."""
        return evaluating.sees_workings(self.person, self.evaluation, self.duties)

    def may_write(self) -> bool:
        """Whether they may change the case now."""
        return evaluating.may_write(self.duties, self.evaluation)


def visit(request: HttpRequest, pk: int) -> Visit:
    """The visit; 404 for an evaluation that is not theirs to see."""
    person = person_of(request)
    rows = evaluating.evaluations(person).select_related("dossier__organisation", "dossier__fiscal_year", "client", "evaluator")
    evaluation = get_object_or_404(rows, pk=pk)
    return Visit(person=person, evaluation=evaluation, duties=evaluating.duties(person, evaluation))


def visit_workings(request: HttpRequest, pk: int) -> Visit:
    """The same for a page that shows workings: 403 for those from whom they are kept."""
    found = visit(request, pk)
    evaluating.require_workings(found.person, found.evaluation)
    return found
