"""Put a paper into the index: the next number of its group, an entry of the evidence with the digest, the file behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.evaluations import entries
from jiheng.web.evaluations.models import Entry, Evaluation
from jiheng.web.fieldwork import law
from jiheng.web.fieldwork.models import WorkingPaper
from jiheng.web.fieldwork.numbering import next_number
from jiheng.web.fieldwork.recording import hold, kept, of_file, record
from jiheng.web.fieldwork.rights import require_writing
from jiheng.web.files.models import StoredFile
from jiheng.web.files.receiving import Received
from jiheng.web.people.models import Person

EVIDENCE = "evidence"


@action
def file_paper(actor: Person, evaluation: Evaluation, group: str, said: Mapping[str, Any], source: StoredFile | Received) -> Entry:
    """The entry of the evidence; its number is its key, so that scores and problems point at it by the number printed on it."""
    require_writing(actor, evaluation)
    if group not in law.groups(evaluation.standard):
        raise Refused(_("没有底稿分组「{group}」。").format(group=group))
    hold(evaluation)
    file = kept(actor, source) if isinstance(source, Received) else source
    given = Entry.objects.filter(evaluation=evaluation, part=EVIDENCE).values_list("key", "content")
    number = next_number(group, {name for key, content in given for name in (key, str(content.get("number", "")))})
    entry = entries.put(evaluation, EVIDENCE, number, {**said, **of_file(number, file)}, by=actor)
    WorkingPaper(evaluation=evaluation, number=number, file=file).save()
    told = _("登记底稿 {number}「{title}」").format(number=number, title=said.get("title", ""))
    record(actor, "file_paper", evaluation, told, number=number, digest=file.digest)
    return entry
