"""Papers for tests of the workspace: handed in, in a dossier or in an inbox; clean and with a seeded error; checked."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

from county_at_hand import County, form

from jiheng.model import SelfEvaluationForm
from jiheng.sample.accuracy_cases import Format, grid_of, write_grids
from jiheng.sample.errors import all_seeds
from jiheng.sample.layouts import LAYOUTS
from jiheng.web.dossiers.models import Dossier
from jiheng.web.files.actions.add_version import add_version
from jiheng.web.files.actions.hand_in import hand_in
from jiheng.web.files.models import Document, DocumentVersion
from jiheng.web.files.receiving import Received, receive_bytes
from jiheng.web.jobs.models import Job, JobState
from jiheng.web.jobs.running import run
from jiheng.web.people.models import Organisation, Person


def sheet_of_paper(text: str = "水库维修养护项目说明。") -> bytes:
    """A text file."""
    return text.encode()


def received(data: bytes | None = None, name: str = "说明.txt") -> Received:
    """A file that was looked at and kept."""
    found = receive_bytes(sheet_of_paper() if data is None else data, name)
    assert isinstance(found, Received), found
    return found


def handed_in(
    county: County, place: Dossier | Organisation, data: bytes | None = None, name: str = "说明.txt", *, by: Person | None = None
) -> DocumentVersion:
    """A document at the place."""
    return hand_in(by or county["agency"], place, received(data, name))


@cache
def _paper(kind: Format, code: str) -> bytes:
    record: Any = form()
    if code:
        record = all_seeds()[code][0].make(record, random.Random(1))
    assert isinstance(record, SelfEvaluationForm)
    return write_grids([grid_of(record, LAYOUTS[0])], kind, "")


def clean(kind: Format) -> bytes:
    """A self-evaluation form in which everything agrees."""
    return _paper(kind, "")


def seeded(kind: Format, code: str = "SEV101") -> bytes:
    """The same form with one error."""
    return _paper(kind, code)


def seeded_twice(kind: Format) -> bytes:
    """The same form with two errors."""
    record: Any = form()
    for code in ("SEV101", "SEV106"):
        record = all_seeds()[code][0].make(record, random.Random(1))
    return write_grids([grid_of(record, LAYOUTS[0])], kind, "")


def with_less_executed() -> SelfEvaluationForm:
    """The same form stating one less of everything executed: it agrees neither with itself nor with the others."""
    rows = [row.model_copy(update={"executed": _less(row.executed)}) for row in form().funds]
    return form().model_copy(update={"funds": tuple(rows)})


def _less(figure: Any) -> Any:
    return figure and figure.model_copy(update={"value": figure.value - 1, "raw": str(figure.value - 1)})


def work_off() -> None:
    """Do all long work that waits."""
    for job in Job.objects.filter(state=JobState.WAITING).order_by("pk"):
        run(job.pk)


def checked(county: County, place: Dossier | Organisation, data: bytes, name: str) -> DocumentVersion:
    """A document that was handed in and checked."""
    version = handed_in(county, place, data, name)
    work_off()
    return version


def corrected(county: County, document: Document, data: bytes, name: str) -> DocumentVersion:
    """Its next version, checked."""
    version = add_version(county["agency"], document, received(data, name))
    work_off()
    return version
