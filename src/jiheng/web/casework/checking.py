"""What the checks say of a stored form, as it stands among the other forms of its dossier. Never assumed: always run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from jiheng.assessment.assessing import standard_of
from jiheng.assessment.running import Choice, run
from jiheng.model import Finding, Severity
from jiheng.web.casework.models import Case
from jiheng.web.dossiers.models import FormKind, RecordVersion
from jiheng.web.dossiers.records import read

#: Says whether a finding on a dossier was settled (waived by somebody who may). An app that keeps decisions adds its function here.
Settled = Callable[[int, Finding], bool]
SETTLED: Final[tuple[Settled, ...]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found in a version; what others settled is not among it."""

    version: RecordVersion
    findings: tuple[Finding, ...]

    @property
    def must_fix(self) -> tuple[Finding, ...]:
        """What bars the way."""
        return tuple(one for one in self.findings if one.severity is Severity.MUST_FIX)

    @property
    def others(self) -> tuple[Finding, ...]:
        """What asks or hints."""
        return tuple(one for one in self.findings if one.severity is not Severity.MUST_FIX)


def latest(case: Case) -> RecordVersion | None:
    """The newest version of the form of a case."""
    return RecordVersion.objects.filter(dossier=case.dossier_id, form=case.form).order_by("-number").first()


def check(case: Case) -> Checked | None:
    """The newest version of the form checked together with the newest of the forms before it; None where nothing was stored."""
    version = latest(case)
    if version is None:
        return None
    forms = FormKind.values[: FormKind.values.index(version.form)]
    before: dict[str, RecordVersion] = {}
    for one in RecordVersion.objects.filter(dossier=case.dossier_id, form__in=forms).order_by("number"):
        before[one.form] = one
    records = [read(one) for one in (*before.values(), version)]
    said = run(records, standard_of(case.standard, case.dossier.fiscal_year_id), Choice())
    here = (None, len(records) - 1)
    findings = (finding for number, finding in said.findings if number in here)
    return Checked(
        version=version,
        findings=tuple(one for one in findings if not any(settled(case.dossier_id, one) for settled in SETTLED)),
    )
