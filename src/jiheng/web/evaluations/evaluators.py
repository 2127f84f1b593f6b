"""Who can be asked to evaluate: agencies from outside, or the client itself; and which people of theirs can be on the team."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.people.models import Membership, Organisation, OrganisationKind, Role
from jiheng.web.policies import evaluating


def evaluators(clients: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Those who can be engaged by these clients; each client can evaluate itself."""
    outside = Organisation.objects.filter(kind=OrganisationKind.THIRD_PARTY_EVALUATOR, is_active=True)
    return (outside | Organisation.objects.filter(pk__in=clients.values("pk"))).order_by("name")


def require_evaluator(organisation: Organisation, client: Organisation) -> None:
    """Nothing if the organisation can evaluate for the client.

    Raises:
        Refused: it is neither an active agency from outside nor the client.
    """
    outside = organisation.kind == OrganisationKind.THIRD_PARTY_EVALUATOR
    if not (outside or organisation.pk == client.pk) or not organisation.is_active:
        raise Refused(_("「{organisation}」不是第三方机构，也不是委托方。").format(organisation=organisation))


def staff(evaluation: Evaluation) -> QuerySet[Membership]:
    """The people who can be taken into the team, experts aside."""
    rows = Membership.objects.filter(until__isnull=True, person__is_active=True, organisation__is_active=True)
    if evaluating.by_client(evaluation):
        return rows.filter(role__in=evaluating.OWN_STAFF, organisation=evaluation.client_id)
    return rows.filter(role=Role.EVALUATOR, organisation=evaluation.evaluator_id)
