"""Close a fiscal year: its dossiers stay readable and take nothing new."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.people.models import FiscalYear, Person


@action
def close_year(actor: Person, year: FiscalYear) -> FiscalYear:
    """The closed year."""
    policy.require_years(actor)
    if not FiscalYear.objects.filter(pk=year.pk, is_open=True).update(is_open=False):
        raise Refused(_("{year} 年度已经关闭。").format(year=year))
    year.is_open = False
    chain.record(actor, "close_year", year, _("关闭 {year} 年度").format(year=year), organisation=policy.authority(actor))
    return year
