"""Put the final report of an evaluation forward to publication from its own page: the version as confirmed, the term running. One step."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.dossiers.models import Dossier
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.files import storage
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating
from jiheng.web.portal.forwarding import FORWARDERS, begun, confirmed_on, require_final
from jiheng.web.portal.models import Material, Publication


@action
def put_forward_report(actor: Person, evaluation: Evaluation) -> Publication:
    """The publication of the report as it was confirmed."""
    evaluating.require_evaluation(actor, evaluation, *FORWARDERS)
    dossier = Dossier.objects.select_for_update().select_related("organisation").get(pk=evaluation.dossier_id)
    version = require_final(evaluation)
    said = {"material": Material.EVALUATION_REPORT, "report": version}
    title = _("{year}年{title}").format(year=dossier.fiscal_year_id, title=version.title)
    publication = begun(actor, dossier, title, confirmed_on(evaluation), storage.fetch(version.pdf), **said)
    summary = _("把评价报告「{title}」第 {number} 版列入公开").format(title=version.title, number=version.number)
    detail = {"publication": publication.pk, "evaluation": evaluation.pk, "number": version.number}
    chain.record(actor, "put_forward_report", dossier, summary, organisation=dossier.organisation, detail=detail)
    return publication
