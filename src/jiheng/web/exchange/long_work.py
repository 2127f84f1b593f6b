"""The long work of this app: trying out a long list, and doing what it says."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from jiheng.web.acting import Refused
from jiheng.web.exchange.actions.confirm_import import confirm_import
from jiheng.web.exchange.actions.keep_trial import keep_trial
from jiheng.web.exchange.imports.reading import plans, read_list
from jiheng.web.exchange.imports.steps import course
from jiheng.web.exchange.imports.trying import try_out
from jiheng.web.exchange.models import DO_IMPORT, TRY_IMPORT, ImportBatch
from jiheng.web.jobs.kinds import Finish, Impossible, Run, kind


@kind(TRY_IMPORT)
def try_long_list(job: Run) -> Finish:
    """Every problem of the list, by row; what is tried is taken back piece by piece, so that others can work meanwhile."""
    batch = _batch(job)
    listed = read_list(plans()[batch.plan], bytes(batch.data), batch.file_name)
    job.report(_("正在逐行核对"), 1)
    made = course(batch.person, listed)

    def tell(done: int, of: int) -> None:
        job.report(_("已试算 {done} 项，共 {of} 项").format(done=done, of=of), 5 + 90 * done // of)

    problems = try_out(listed, made, tell)
    return lambda: {"problems": len(keep_trial(batch.person, batch, problems, made.seen).problems)}


@kind(DO_IMPORT)
def do_long_list(job: Run) -> Finish:
    """All of the list or nothing: one transaction, the one that marks the job as done."""
    batch = _batch(job)
    job.report(_("正在导入 {lines} 行，全部成功才存入").format(lines=batch.lines), 10)

    def finish() -> dict[str, Any]:
        try:
            confirm_import(batch.person, batch, digest=batch.digest)
        except Refused as refusal:
            raise Impossible(str(refusal)) from refusal
        return {"lines": batch.lines}

    return finish


def _batch(job: Run) -> ImportBatch:
    return ImportBatch.objects.select_related("person").get(pk=job.arguments["batch"])
