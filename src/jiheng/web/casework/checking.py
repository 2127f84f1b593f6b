"""What the checks say of a stored form, as it stands among the other forms of its dossier. Never assumed: always run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from jiheng.assessment.assessing import standard_of
from jiheng.assessment.running import Choice, run
from jiheng.model import Finding, Severity
from jiheng.web.casework.models import Case
from jiheng.web.dossiers.models import Dossier, FormKind, RecordVersion
from jiheng.web.dossiers.records import read
from jiheng.web.findings import settling

#: The findings of a form that somebody who may settled, by key, and in words how. An app that keeps decisions adds its function here.
Settled = Callable[[Dossier, str], Mapping[str, str]]
SETTLED: Final[tuple[Settled, ...]] = (settling.settled,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found in a version; what people settled stands apart, with how."""

    version: RecordVersion
    findings: tuple[Finding, ...]
    settled: tuple[tuple[Finding, str], ...] = ()

    @property
    def must_fix(self) -> tuple[Finding, ...]:
        """What bars the way."""
        return tuple(one for one in self.findings if one.severity is Severity.MUST_FIX)

    @property
    def others(self) -> tuple[Finding, ...]:
        """What asks or hints."""
        return tuple(one for one in self.findings if one.severity is not Severity.MUST_FIX)

    @property
    def keyed(self) -> tuple[tuple[Finding, str], ...]:
        """What bars the way, with the key by which it is decided."""
        return tuple((one, settling.key_of(one)) for one in self.must_fix)


def latest(case: Case) -> RecordVersion | None:
    """The newest version of the form of a case."""
    return _latest(case.dossier, case.form)


def _latest(dossier: Dossier, form: str) -> RecordVersion | None:
    return RecordVersion.objects.filter(dossier=dossier, form=form).order_by("-number").first()


def check(case: Case) -> Checked | None:
    """The newest version of the form checked together with the newest of the forms before it; None where nothing was stored."""
    return check_form(case.dossier, case.form, case.standard)


def check_form(dossier: Dossier, form: str, standard: str = "") -> Checked | None:
    """The same of a form of a dossier, by the standard of its case."""
    version = _latest(dossier, form)
    if version is None:
        return None
    forms = FormKind.values[: FormKind.values.index(version.form)]
    before: dict[str, RecordVersion] = {}
    for one in RecordVersion.objects.filter(dossier=dossier, form__in=forms).order_by("number"):
        before[one.form] = one
    records = [read(one) for one in (*before.values(), version)]
    said = run(records, standard_of(standard or settings.STANDARD, dossier.fiscal_year_id), Choice())
    here = (None, len(records) - 1)
    words = {key: why for settled in SETTLED for key, why in settled(dossier, form).items()}
    keyed = [(finding, words.get(settling.key_of(finding))) for number, finding in said.findings if number in here]
    return Checked(
        version=version,
        findings=tuple(one for one, why in keyed if why is None),
        settled=tuple((one, why) for one, why in keyed if why is not None),
    )
