"""Confirm a long list: a worker does what it says."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.exchange.actions.confirm_import import may_confirm
from jiheng.web.exchange.imports.reading import plans
from jiheng.web.exchange.models import DO_IMPORT, ImportBatch
from jiheng.web.jobs.models import Job
from jiheng.web.jobs.queue import request
from jiheng.web.people.models import Person


@action
def ask_for_import(actor: Person, batch: ImportBatch, *, digest: str) -> Job:
    """The job; asked for twice it is the same one."""
    may_confirm(batch, digest)
    title = plans()[batch.plan].title
    words = _("导入{title}「{name}」：{lines} 行").format(title=title, name=batch.file_name[:100], lines=batch.lines)
    address = reverse("import", args=[batch.pk])
    job = request(DO_IMPORT, {"batch": batch.pk}, key=batch.job_key(DO_IMPORT), title=words, by=actor, address=address)
    chain.record(actor, "ask_for_import", batch, _("确认{words}").format(words=words), detail={"digest": digest})
    return job
