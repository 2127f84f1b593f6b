"""Hand in the report as an author edited it: its passages go into the next version."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.reports.render.regions import NoPackage
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.files import storage
from jiheng.web.files.models import FileType, StoredFile
from jiheng.web.files.receiving import Received
from jiheng.web.jobs.models import Job
from jiheng.web.people.models import Person
from jiheng.web.policies import reviewing
from jiheng.web.reviews.actions.ask_for_report import queued
from jiheng.web.reviews.edits import Collision, ignored, merge, read_back
from jiheng.web.reviews.models import PackageKind, ReportVersion
from jiheng.web.reviews.versions import latest


class Colliding(Exception):
    """Two authors rewrote the same passages differently."""

    def __init__(self, newest: ReportVersion, collisions: tuple[Collision, ...]) -> None:
        self.newest = newest
        self.collisions = collisions
        super().__init__(_("有 {count} 段别人也改了，而且改得不同。").format(count=len(collisions)))


@action
def return_report(actor: Person, evaluation: Evaluation, received: Received, *, began_with: int) -> Job:
    """The job that makes the next version. ``began_with``: the version the author edited.

    Raises:
        Refused: it is no report of this evaluation, or nothing was changed.
        Colliding: somebody else rewrote the same passages since.
    """
    reviewing.require_making(actor, evaluation)
    base, newest = ReportVersion.objects.filter(evaluation=evaluation, number=began_with).first(), latest(evaluation)
    if base is None or newest is None:
        raise Refused(_("还没有生成过报告，请先生成，再在下载的 Word 文件上修改。"))
    if received.type != FileType.DOCX:
        raise Refused(_("「{name}」不是 Word 文件（docx）。请用 Word 或 WPS 另存为 docx 后再传。").format(name=received.name))
    data = storage.fetch(received.digest)
    try:
        back = read_back(data, received.name)
    except NoPackage as error:
        raise Refused(str(error)) from error
    if not back.marks.items() & base.drafts.items():
        raise Refused(
            _("「{name}」里没有第 {number} 版的段落标记：不是在那一版上改的，或者标记被去掉了。请下载该版，在其中修改后上传。").format(
                name=received.name, number=began_with
            )
        )
    merged = merge(base.passages, newest.passages, back.passages, back.marks)
    if merged.collisions:
        raise Colliding(newest, merged.collisions)
    if merged.passages == newest.passages:
        raise Refused(_("没有发现改写的段落，没有生成新的一版。表格、得分和标题由案例生成，请在案例中修改。"))
    file = StoredFile(digest=received.digest, size=received.size, name=received.name, type=received.type, uploaded_by=actor)
    file.save()
    summary = _("{evaluation}：收到在第 {number} 版上修改的报告").format(evaluation=evaluation, number=began_with)
    detail = {"evaluation": evaluation.pk, "number": began_with, "digest": received.digest}
    chain.record(actor, "return_report", evaluation, summary, organisation=evaluation.client, detail=detail)
    more = {
        "passages": {name: list(lines) for name, lines in merged.passages.items()},
        "ignored": ignored(storage.fetch(base.docx), back, received.name),
        "upload": file.pk,
    }
    return queued(actor, evaluation, PackageKind(newest.kind), more)
