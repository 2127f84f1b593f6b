"""Put a stored record forward to publication from its own page: its official form as a file, the term running. One step."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.reports.official_forms import write_forms
from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.dossiers.models import Dossier, FormKind, RecordVersion
from jiheng.web.dossiers.records import read
from jiheng.web.filling.layout import standard_of
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission
from jiheng.web.portal.forwarding import MATERIALS, before_record, begun, give_file, may_replace
from jiheng.web.portal.models import Publication


@action
def put_forward_record(actor: Person, version: RecordVersion) -> Publication:
    """The publication of this version; an older version that is still being prepared gives way to it."""
    dossier = Dossier.objects.select_for_update().select_related("organisation").get(pk=version.dossier_id)
    policy.require(actor, Permission.FILL, dossier)
    label = FormKind(version.form).label
    if version.form not in MATERIALS:
        raise Refused(_("「{form}」不单独公开，请用「准备公开」。").format(form=label))
    newest = RecordVersion.objects.filter(dossier=dossier, form=version.form).order_by("-number").values_list("number", flat=True)[0]
    if version.number != newest:
        raise Refused(_("这张表已有第 {number} 版，请公开最新的一版。").format(number=newest))
    found = before_record(dossier, version.form)
    if not may_replace(found, version):
        assert found is not None
        raise Refused(_("「{title}」{state}，不能再列入公开。").format(title=found.title, state=found.state_label))
    title = _("{year}年{subject}{form}").format(year=dossier.fiscal_year_id, subject=dossier.subject, form=label)
    paper = write_forms([read(version)], standard_of(dossier), "pdf")
    if found is None:
        said = {"material": MATERIALS[version.form], "forms": [version.form], "record": version}
        found = begun(actor, dossier, title, timezone.localdate(version.stored_at), paper, **said)
    else:
        found.change(found.version, record=version)
        give_file(found, paper)
    detail = {"publication": found.pk, "form": version.form, "number": version.number}
    summary = _("把「{title}」第 {number} 版列入公开").format(title=title, number=version.number)
    chain.record(actor, "put_forward_record", dossier, summary, organisation=dossier.organisation, detail=detail)
    return found
