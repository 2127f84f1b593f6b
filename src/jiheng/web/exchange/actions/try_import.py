"""Try a list out: every problem by row and column, nothing stored but the list itself."""

from __future__ import annotations

import dataclasses
import hashlib

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.exchange.imports.reading import Plan, read_list
from jiheng.web.exchange.imports.steps import NEEDED, course
from jiheng.web.exchange.imports.trying import try_out
from jiheng.web.exchange.models import ImportBatch
from jiheng.web.people.models import Person


@action
def try_import(actor: Person, plan: Plan, *, data: bytes, name: str) -> ImportBatch:
    """The list with its problems.

    Raises:
        NotAList: the file cannot be read as such a list.
    """
    if not any(policy.holds(actor, permission) for permission in NEEDED[plan.key]):
        raise PermissionDenied
    listed = read_list(plan, data, name)
    made = course(actor, listed)
    problems = try_out(listed, made)
    batch = ImportBatch.objects.create(
        plan=plan.key,
        person=actor,
        file_name=name[:250],
        digest=hashlib.sha256(data).hexdigest(),
        data=data,
        lines=len(listed.lines),
        problems=[dataclasses.asdict(problem) for problem in problems],
        seen=made.seen,
    )
    summary = _("试算导入{title}「{name}」：{lines} 行，{problems} 处问题").format(
        title=plan.title, name=name[:100], lines=batch.lines, problems=len(problems)
    )
    chain.record(actor, "try_import", batch, summary, detail={"digest": batch.digest, "plan": plan.key})
    return batch
