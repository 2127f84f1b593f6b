"""Keep what trying a list out has found."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.exchange.imports.reading import Problem, plans
from jiheng.web.exchange.models import ImportBatch
from jiheng.web.people.models import Person


@action
def keep_trial(actor: Person, batch: ImportBatch, problems: Sequence[Problem], seen: Mapping[int, int]) -> ImportBatch:
    """The list with its problems, and the versions of the dossiers at the dry run."""
    batch.problems = [dataclasses.asdict(problem) for problem in problems]
    batch.seen = dict(seen)
    batch.tried_at = timezone.now()
    batch.save(update_fields=["problems", "seen", "tried_at"])
    plan = plans()[batch.plan]
    summary = _("试算导入{title}「{name}」：{lines} 行，{problems} 处问题").format(
        title=plan.title, name=batch.file_name[:100], lines=batch.lines, problems=len(problems)
    )
    chain.record(actor, "try_import", batch, summary, detail={"digest": batch.digest, "plan": plan.key})
    return batch
