"""The check before anything is published: personal data, marks of secrecy, what the checks say. Run at every step, never remembered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from jiheng.assessment.assessing import standard_of
from jiheng.assessment.coverage import measure
from jiheng.assessment.running import Choice, Said, run
from jiheng.checks.personal_data import personal_data, secrecy_marks
from jiheng.model import Severity
from jiheng.web.dossiers.models import RecordVersion
from jiheng.web.dossiers.records import read as read_record
from jiheng.web.portal.looking import FileTexts, Unreadable, said_in
from jiheng.web.portal.models import Publication, PublicationFile

_KINDS: Final = {"mobile": lazy("手机号"), "identity_number": lazy("居民身份证号"), "bank_card": lazy("银行卡号")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Something that must not be published: where, what, and as far as it may be shown."""

    where: str
    what: str
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """A file with pictures that could not be read, and where in it they are: somebody has to look."""

    file: PublicationFile
    where: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the check found. ``unread``: files nobody could look through, with the reason; ``unseen``: those with pictures nobody read."""

    personal: tuple[Trace, ...]
    secrecy: tuple[Trace, ...]
    unread: tuple[Trace, ...]
    must_fix: int
    questions: int
    unseen: tuple[Unseen, ...] = ()

    @property
    def personal_count(self) -> int | None:
        """For the flow: how many there are; None while something could not be looked through."""
        return None if self.unread and not self.personal else len(self.personal)


def chosen_records(publication: Publication) -> list[RecordVersion]:
    """The version that was put forward, else the newest of each form that is to be published, in the order of the year."""
    if publication.record is not None:
        return [publication.record]
    found: dict[str, RecordVersion] = {}
    for version in RecordVersion.objects.filter(dossier=publication.dossier_id, form__in=publication.forms).order_by("number"):
        found[version.form] = version
    return [found[form] for form in publication.forms if form in found]


def chosen_files(publication: Publication) -> list[PublicationFile]:
    """The files that would be published: a masked copy in place of its original."""
    return list(publication.files.filter(masked_by__isnull=True))


def check(publication: Publication) -> Checked:
    """Everything that would be published, looked through."""
    records, files = chosen_records(publication), chosen_files(publication)
    personal: list[Trace] = []
    secrecy: list[Trace] = []
    unread: list[Trace] = []
    unseen: list[Unseen] = []
    for version in records:
        _look(version.get_form_display(), _strings(version.content), personal, secrecy)
    for file in files:
        try:
            said = said_in(file)
        except Unreadable as error:
            unread.append(Trace(where=file.name, what=_("不能检查"), shown=str(error)))
        else:
            _look_through(file.name, said, personal, secrecy)
            if said.unseen:
                unseen.append(Unseen(file=file, where=said.unseen))
    _look(_("标题"), [publication.title, publication.dossier.subject], personal, secrecy)
    told = findings(records, publication.dossier.fiscal_year_id)
    grave = [finding for _number, finding in told.findings]
    return Checked(
        personal=tuple(personal),
        secrecy=tuple(secrecy),
        unread=tuple(unread),
        must_fix=sum(1 for one in grave if one.severity is Severity.MUST_FIX),
        questions=sum(1 for one in grave if one.severity is Severity.QUESTION),
        unseen=tuple(unseen),
    )


def findings(records: list[RecordVersion], year: int) -> Said:
    """What the checks say of the records, as one dossier."""
    return run([read_record(one) for one in records], standard_of(settings.STANDARD, year), Choice())


def report(records: list[RecordVersion], year: int) -> dict[str, Any]:
    """The check report that is published with the records: verdict, coverage, findings in words."""
    said = findings(records, year)
    forms = [read_record(one) for one in records]
    covered = measure(forms, said.relations, 0) if forms else None
    several = [
        {
            "form": records[number].get_form_display() if number is not None else "",
            "code": str(finding.code),
            "severity": str(finding.severity),
            "message": finding.message,
        }
        for number, finding in said.findings
        if finding.severity is not Severity.NOTE
    ]
    grave = any(one["severity"] == Severity.MUST_FIX for one in several)
    return {
        "verdict": "none" if not records else "must_fix" if grave else "question" if several else "clean",
        "figures": covered.figures if covered else 0,
        "checked": covered.checked if covered else 0,
        "findings": several,
    }


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _look(where: str, texts: Any, personal: list[Trace], secrecy: list[Trace]) -> None:
    for text in texts:
        personal += [Trace(where=where, what=str(_KINDS[found.kind]), shown=found.masked) for found in personal_data(text)]
        secrecy += [Trace(where=where, what=_("密级标志"), shown=mark) for mark in secrecy_marks(text)]


def _look_through(where: str, said: FileTexts, personal: list[Trace], secrecy: list[Trace]) -> None:
    """The traces in a file; what it says twice, shown and hidden, is told once."""
    found: list[Trace] = []
    marks: list[Trace] = []
    _look(where, said.read, found, marks)
    again: list[Trace] = []
    marks_again: list[Trace] = []
    _look(where, said.drawn, again, [])  # a line may be cut so that a mark stands alone where none does
    _look(where, said.besides, again, marks_again)
    personal += [*found, *(one for one in dict.fromkeys(again) if one not in found)]
    secrecy += [*marks, *(one for one in dict.fromkeys(marks_again) if one not in marks)]
    pictured: list[Trace] = []
    _look(_("{file}的图片").format(file=where), said.pictured, pictured, secrecy)
    personal += dict.fromkeys(pictured)
    if said.has_attachments:
        personal.append(Trace(where=where, what=_("夹带的文件"), shown=_("内容查不出来，遮盖时去掉")))
