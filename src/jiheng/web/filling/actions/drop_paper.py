"""Drop a file on a form: it is kept with what was read out of it; nothing of it is taken over yet."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.files.actions.keep_file import keep_file
from jiheng.web.files.receiving import Received
from jiheng.web.filling.desk import Desk
from jiheng.web.filling.models import READ_DROPPED, DroppedPaper
from jiheng.web.jobs.queue import request
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission


@action
def drop_paper(actor: Person, desk: Desk, received: Received, reading: dict[str, Any] | None) -> DroppedPaper:
    """The kept file and its reading; without one a job is asked for that reads it (:attr:`DroppedPaper.job`)."""
    policy.require(actor, Permission.FILL, desk.dossier)
    file = keep_file(actor, desk.dossier, received)
    paper = DroppedPaper.objects.create(dossier=desk.dossier, form=desk.form, file=file, reading=reading or {})
    if reading is None:
        title = _("读取「{name}」，填写{form}").format(name=file.short_name, form=desk.form.label)
        address = reverse("dropped_paper", args=[desk.dossier.pk, desk.form.value, paper.pk])
        request(READ_DROPPED, {"paper": paper.pk}, key=paper.job_key, title=title, by=actor, address=address)
    summary = _("用「{name}」填写{form}").format(name=file.short_name, form=desk.form.label)
    detail = {"form": desk.form.value, "file": file.pk, "digest": file.digest}
    chain.record(actor, "drop_paper", desk.dossier, summary, organisation=desk.dossier.organisation, detail=detail)
    return paper
