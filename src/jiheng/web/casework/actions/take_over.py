"""Note a flow that was gone through elsewhere, before the workspace was in use."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.casework import flows
from jiheng.web.casework.models import FLOW_OF, Case
from jiheng.web.dossiers.models import FORM_OF, Dossier, FormKind, RecordVersion, Stage
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission


@action
def take_over(actor: Person, dossier: Dossier, stage: Stage, state: str) -> Case:
    """The case as it ended; nothing is invented: it has no steps, and says so by its entry. One that has steps here is refused."""
    policy.require(actor, Permission.DIRECT, dossier)
    course = flows.started(dossier, FLOW_OF[stage], flows.today(), state=state)
    flow = flows.flow_of(course)
    if not flow.of(state).end:
        raise Refused(_("只能登记已经办结的流程。"))
    case = flows.open_case(dossier, stage, flows.today(), state=state)
    if case is None or case.steps.exists():
        raise Refused(_("这个流程已在系统中办理，不能登记为此前已办。"))
    version = RecordVersion.objects.filter(dossier=dossier, form=FORM_OF[stage]).order_by("-number").first()
    case.change(case.version, **flows.columns(flow, course), submitted=version)
    follows = flows.stage_after(case)
    order = list(Stage.values)
    if follows is not None and order.index(follows) > order.index(dossier.stage):
        flows.open_case(dossier, follows, flows.today())
        awaited = FORM_OF.get(follows)
        dossier.change(dossier.version, stage=follows, awaits_record=awaited is not None and not _stored(dossier, awaited))
    summary = _("登记此前已办：{flow}（{state}）").format(flow=case.get_flow_display(), state=case.state_label)
    chain.record(actor, "take_over", dossier, summary, organisation=dossier.organisation, detail={"case": case.pk, "state": state})
    return case


def _stored(dossier: Dossier, form: FormKind) -> bool:
    return RecordVersion.objects.filter(dossier=dossier, form=form).exists()
