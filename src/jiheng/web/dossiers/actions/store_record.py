"""Store a form in a dossier as its next version."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.model import AnyForm
from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.casework.models import FLOW_OF, Case
from jiheng.web.casework.sealing import why_sealed
from jiheng.web.dossiers.models import FORM_OF, Dossier, FormKind, RecordVersion
from jiheng.web.dossiers.records import content_of, digest_of, stated
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission


@action
def store_record(actor: Person, dossier: Dossier, record: AnyForm, *, seen: int, note: str = "") -> RecordVersion:
    """The stored version; ``seen`` is the version of the dossier the person had before their eyes."""
    policy.require(actor, Permission.FILL, dossier)
    if not dossier.fiscal_year.is_open:
        raise Refused(_("{year} 年度已关闭，不能再填报。").format(year=dossier.fiscal_year))
    if record.fiscal_year not in (None, dossier.fiscal_year_id):
        raise Refused(_("表上的年度是 {found}，卷宗是 {year} 年度。").format(found=record.fiscal_year, year=dossier.fiscal_year))
    form = FormKind(record.type)
    if sealed := why_sealed(dossier, form):
        raise Refused(sealed)
    latest = dossier.records.filter(form=form).order_by("-number").first()
    content = content_of(record)
    digest = digest_of(content)
    if latest is not None and latest.digest == digest:
        raise Refused(_("内容与第 {number} 版相同，没有保存新的版本。").format(number=latest.number))
    figures = stated(record)
    known = {name: value for name in ("adjusted_budget", "executed", "score") if (value := getattr(figures, name)) is not None}
    awaits = dossier.awaits_record and FORM_OF.get(dossier.stage) != form
    dossier.change(seen, **known, awaits_record=awaits)
    version = RecordVersion(
        dossier=dossier, form=form, number=latest.number + 1 if latest else 1, content=content, digest=digest, note=note, stored_by=actor
    )
    version.save()
    _touch(dossier, form)
    summary = _("保存{form}第 {number} 版").format(form=form.label, number=version.number)
    detail = {"form": form.value, "number": version.number, "digest": digest}
    chain.record(actor, "store_record", dossier, summary, organisation=dossier.organisation, detail=detail)
    return version


def _touch(dossier: Dossier, form: FormKind) -> None:
    """The case moves with its form: who looked at the version before cannot hand in this one unseen."""
    stage = next(stage for stage, one in FORM_OF.items() if one == form)
    for case in Case.objects.filter(dossier=dossier, flow=FLOW_OF[stage]):
        case.change(case.version)
