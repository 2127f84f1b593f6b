"""Take one step of the flow of disclosure. Publishing freezes a copy, withdrawing closes it, in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.process import Attempt, apply
from jiheng.process.acting import Applied, Fact
from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.people.models import Person
from jiheng.web.portal.checking import Checked, check
from jiheng.web.portal.course import calendar_of, columns, flow_of
from jiheng.web.portal.models import PicturesSeen, Publication
from jiheng.web.portal.snapshot import close, freeze


@action
def take_publication_step(
    actor: Person, publication: Publication, name: str, *, seen: int, said: Mapping[str, Any], confirmed: bool = False
) -> Publication:
    """The publication after the step; ``confirmed``: the person proved once more who they are."""
    dossier = publication.dossier
    course = publication.way
    flow = flow_of(course.standard, course.at)
    found = check(publication) if name in ("submit", "publish") else None
    facts = {**_known(found), **said, "second_factor": confirmed or None}
    attempt = Attempt(action=name, roles=policy.duties(actor, dossier), on=timezone.localdate(), by=str(actor.pk), facts=facts)
    done = apply(flow, course, attempt, calendar_of(course.standard))
    if not isinstance(done, Applied):
        if done.kind == "not_yours":
            raise PermissionDenied
        raise Refused(done.text)
    if found is not None and found.secrecy:
        told = "、".join(dict.fromkeys(f"{one.where}「{one.shown}」" for one in found.secrecy))
        raise Refused(_("有密级或内部标志，不能公开：{told}。").format(told=told))
    if name == "publish" and found is not None and found.unseen:
        _keep_seen(actor, publication, found, said)
    publication.change(seen, **columns(done.course))
    if name == "publish":
        freeze(publication)
    if name == "withdraw":
        close(publication, str(said["withdrawal_notice"]))
    label = done.transition.label
    summary = _("公开「{title}」：{label}").format(title=publication.title, label=label)
    detail = {"publication": publication.pk, "action": name, "state": publication.state}
    chain.record(actor, "take_publication_step", dossier, summary, organisation=dossier.organisation, detail=detail)
    return publication


def _keep_seen(actor: Person, publication: Publication, found: Checked, said: Mapping[str, Any]) -> None:
    """Who looked at the pictures the check could not read; nobody publishes them unseen."""
    if not said.get("pictures_check"):
        told = "、".join(f"「{one.file.name}」" for one in found.unseen)
        raise Refused(_("{files}里有图片没有检查，请打开文件逐张看过，确认以后再公开。").format(files=told))
    files = [{"name": one.file.name, "digest": one.file.digest, "where": list(one.where)} for one in found.unseen]
    PicturesSeen.objects.create(publication=publication, person=actor, files=files)


def _known(found: Checked | None) -> dict[str, Fact]:
    """What the check tells the flow; nothing where it was not asked."""
    if found is None:
        return {}
    return {"clean_check": found.must_fix, "personal_data_check": found.personal_count}
