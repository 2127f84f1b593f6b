"""The long work of this app: reading a scan that was dropped on a form."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _

from jiheng.web.acting import Refused
from jiheng.web.dossiers.models import FormKind
from jiheng.web.filling.desk import desk_of
from jiheng.web.filling.dropping import reading
from jiheng.web.filling.models import READ_DROPPED, DroppedPaper
from jiheng.web.jobs.kinds import Finish, Impossible, Run, kind

#: Recognising takes seconds a page.
_SECONDS: Final = 900.0


@kind(READ_DROPPED)
def read_dropped(job: Run) -> Finish:
    """Recognise and read; kept with the paper at the end, for a person to confirm value by value."""
    papers = DroppedPaper.objects.select_related("dossier__organisation__parent", "dossier__fiscal_year", "file")
    paper = papers.get(pk=job.arguments["paper"])
    job.report(_("正在识别和读取"), 10)
    try:
        found = reading(paper.file.short_name, paper.file.read(), desk_of(paper.dossier, FormKind(paper.form)), seconds=_SECONDS)
    except Refused as refusal:
        raise Impossible(str(refusal)) from refusal
    job.report(_("正在保存结果"), 90)

    def finish() -> dict[str, Any]:
        DroppedPaper.objects.filter(pk=paper.pk).update(reading=found)
        return {"paper": paper.pk}

    return finish
