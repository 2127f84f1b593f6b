"""Correct a working paper: what the index says of it, or the file behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from jiheng.web.acting import action
from jiheng.web.evaluations import entries
from jiheng.web.evaluations.models import Entry
from jiheng.web.fieldwork.models import WorkingPaper
from jiheng.web.fieldwork.recording import kept, of_file, record
from jiheng.web.fieldwork.rights import require_writing
from jiheng.web.files.receiving import Received
from jiheng.web.people.models import Person

EVIDENCE = "evidence"


@action
def correct_paper(actor: Person, entry: Entry, said: Mapping[str, Any], source: Received | None, *, seen: int) -> Entry:
    """The entry as corrected, with another file behind it if one came; the earlier file is kept."""
    evaluation = entry.evaluation
    require_writing(actor, evaluation)
    content = {key: known for key, known in entry.content.items() if key != "id"} | dict(said)
    if source is not None:
        file = kept(actor, source)
        content |= of_file(entry.key, file)
        WorkingPaper(evaluation=evaluation, number=entry.key, file=file).save()
    saved = entries.put(evaluation, EVIDENCE, entry.key, content, by=actor, seen=seen)
    told = _("更正底稿 {number}").format(number=entry.key)
    record(actor, "correct_paper", evaluation, told, number=entry.key, digest=saved.content.get("digest", ""), version=saved.version)
    return saved
