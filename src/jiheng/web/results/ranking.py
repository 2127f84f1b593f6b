"""The ranking of a year for the summary report, from the latest self-evaluation forms and the results of evaluations."""

from __future__ import annotations

from django.conf import settings
from django.db.models import OuterRef, Subquery

from jiheng.assessment.assessing import standard_of
from jiheng.model import SelfEvaluationForm
from jiheng.scoring.ranking import Ranking, rank
from jiheng.web.dossiers.models import FormKind, RecordVersion
from jiheng.web.dossiers.records import read
from jiheng.web.evaluations.assembling import assembled, scored
from jiheng.web.people.models import Person
from jiheng.web.policies import using
from jiheng.web.results.models import Outcome


def ranking(person: Person, year: int) -> Ranking:
    """Projects and departments by self-evaluation, evaluations by their own score, within the person's reach."""
    seen = using.dossiers(person).filter(fiscal_year=year)
    kind = FormKind.SELF_EVALUATION_FORM
    newest = RecordVersion.objects.filter(dossier=OuterRef("dossier"), form=kind).order_by("-number").values("pk")[:1]
    versions = RecordVersion.objects.filter(dossier__in=seen, form=kind, pk=Subquery(newest)).order_by("dossier__organisation__path", "pk")
    forms = [record for record in map(read, versions.iterator(chunk_size=200)) if isinstance(record, SelfEvaluationForm)]
    cases = []
    for outcome in Outcome.objects.filter(dossier__in=seen).select_related(
        "evaluation__dossier__organisation", "evaluation__client", "evaluation__evaluator"
    ):
        case = assembled(outcome.evaluation)
        cases.append((case, scored(outcome.evaluation, case)[1]))
    return rank(forms, cases, standard_of(settings.STANDARD, year))
