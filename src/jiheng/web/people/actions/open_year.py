"""Open a fiscal year for filling: a new one, or one that was closed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.people.models import FiscalYear, Person


@action
def open_year(actor: Person, year: int) -> FiscalYear:
    """The open year."""
    policy.require_years(actor)
    known, is_new = FiscalYear.objects.get_or_create(year=year)
    if not is_new and not FiscalYear.objects.filter(pk=year, is_open=False).update(is_open=True):
        raise Refused(_("{year} 年度已经开放。").format(year=year))
    known.is_open = True
    summary = _("开放 {year} 年度").format(year=year) if is_new else _("重新开放 {year} 年度").format(year=year)
    chain.record(actor, "open_year", known, summary, organisation=policy.authority(actor))
    return known
