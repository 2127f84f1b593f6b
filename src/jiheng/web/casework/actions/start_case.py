"""Start the case of a dossier that is older than cases."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.casework import flows
from jiheng.web.casework.models import Case
from jiheng.web.dossiers.models import Dossier, Stage


@action
def start_case(dossier: Dossier, *, on: datetime.date) -> Case:
    """The case of the stage the dossier stands at."""
    case = flows.open_case(dossier, Stage(dossier.stage), on)
    if case is None:
        raise Refused(_("卷宗已完成。"))
    summary = _("开始{flow}").format(flow=case.get_flow_display())
    chain.record(None, "start_case", dossier, summary, organisation=dossier.organisation, detail={"case": case.pk})
    return case
