"""Try a list out: every problem by row and column, nothing stored but the list itself. A long one is tried out by a worker."""

from __future__ import annotations

import hashlib

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.exchange.actions.keep_trial import keep_trial
from jiheng.web.exchange.imports.reading import Plan, read_list
from jiheng.web.exchange.imports.steps import NEEDED, course
from jiheng.web.exchange.imports.trying import AT_ONCE, try_out
from jiheng.web.exchange.models import TRY_IMPORT, ImportBatch
from jiheng.web.jobs.queue import request
from jiheng.web.people.models import Person


@action
def try_import(actor: Person, plan: Plan, *, data: bytes, name: str) -> ImportBatch:
    """The list with its problems; of a long one the job that finds them (:attr:`ImportBatch.job`).

    Raises:
        NotAList: the file cannot be read as such a list.
    """
    if not any(policy.holds(actor, permission) for permission in NEEDED[plan.key]):
        raise PermissionDenied
    listed = read_list(plan, data, name)
    batch = ImportBatch.objects.create(
        plan=plan.key,
        person=actor,
        file_name=name[:250],
        digest=hashlib.sha256(data).hexdigest(),
        data=data,
        lines=len(listed.lines),
    )
    if batch.lines <= AT_ONCE:
        made = course(actor, listed)
        return keep_trial(actor, batch, try_out(listed, made), made.seen)
    words = _("试算导入{title}「{name}」：{lines} 行").format(title=plan.title, name=name[:100], lines=batch.lines)
    address = reverse("import", args=[batch.pk])
    request(TRY_IMPORT, {"batch": batch.pk}, key=batch.job_key(TRY_IMPORT), title=words, by=actor, address=address)
    chain.record(actor, "hand_in_import", batch, words, detail={"digest": batch.digest, "plan": plan.key})
    return batch
