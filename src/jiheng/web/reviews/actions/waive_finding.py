"""Let a finding on the report stand, with the reason."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.people.models import Person
from jiheng.web.policies import reviewing
from jiheng.web.reviews.models import FindingWaiver, ReportVersion
from jiheng.web.reviews.versions import findings


@action
def waive_finding(actor: Person, version: ReportVersion, address: str, *, reason: str) -> FindingWaiver:
    """The waiver; it holds for the same finding in later versions."""
    evaluation = version.evaluation
    reviewing.require_waiving(actor, evaluation)
    found = next((one for one in findings(version) if one.address == address), None)
    if found is None or found.waiver is not None:
        raise Refused(_("这一版里没有这个问题，或已经处理过。"))
    waiver = FindingWaiver(
        evaluation=evaluation,
        fingerprint=found.content["fingerprint"],
        occurrence=found.content["occurrence"],
        message=found.content["message"],
        reason=reason,
        by=actor,
    )
    waiver.save()
    summary = _("{version}：豁免 {code}").format(version=version, code=found.content["code"])
    detail = {"evaluation": evaluation.pk, "number": version.number, "code": found.content["code"], "fingerprint": waiver.fingerprint}
    chain.record(actor, "waive_report_finding", evaluation, summary, organisation=evaluation.client, detail=detail)
    return waiver
