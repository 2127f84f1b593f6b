"""Do what a list says: all of it or nothing, and only the list that was tried out."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.exchange.imports.reading import plans, read_list
from jiheng.web.exchange.imports.steps import course
from jiheng.web.exchange.imports.trying import Done, do
from jiheng.web.exchange.models import ImportBatch
from jiheng.web.people.models import Person


@action
def confirm_import(actor: Person, batch: ImportBatch, *, digest: str) -> list[Done]:
    """What was done, with what is shown once. Each step asks the policy itself."""
    may_confirm(batch, digest)
    if not ImportBatch.objects.filter(pk=batch.pk, done_at__isnull=True).update(done_at=timezone.now()):
        raise Refused(_("这份清单已经导入过。"))
    plan = plans()[batch.plan]
    listed = read_list(plan, bytes(batch.data), batch.file_name)
    made = course(actor, listed, {int(number): version for number, version in batch.seen.items()})
    if made.problems:
        raise Refused(_("试算以后情况有了变化，请重新上传试算。"))
    done = do(made.steps)
    summary = _("导入{title}「{name}」：{lines} 行").format(title=plan.title, name=batch.file_name[:100], lines=batch.lines)
    chain.record(actor, "confirm_import", batch, summary, detail={"digest": digest, "plan": plan.key, "lines": batch.lines})
    return done


def may_confirm(batch: ImportBatch, digest: str) -> None:
    """Whether this list was tried out without a problem.

    Raises:
        Refused: it was not.
    """
    if batch.digest != digest:
        raise Refused(_("确认的文件与试算的不是同一个，请重新上传。"))
    if batch.tried_at is None:
        raise Refused(_("这份清单还没有试算完。"))
    if batch.problems:
        raise Refused(_("清单还有问题，请改正后重新上传。"))
    if batch.done_at is not None:
        raise Refused(_("这份清单已经导入过。"))
