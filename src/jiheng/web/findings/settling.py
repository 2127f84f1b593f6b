"""What people decided about findings in the stored forms of a dossier, and what of their decisions on its documents holds there too."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import F

from jiheng.model import Finding as Found
from jiheng.web.dossiers.models import Dossier, DossierKind, FormKind
from jiheng.web.findings.models import DossierDecision, FindingState, Sighting

#: The "form" of findings between the papers of a dossier.
BETWEEN: Final = "between"
_RECORD: Final = re.compile(r"^#\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a decision is about: a finding of a form, or between papers; ``label`` is what the form is called."""

    form: str
    label: str
    key: str
    code: str
    message: str


def about(found: Found, form: FormKind) -> About:
    """A finding of a form, to be decided about."""
    return About(form=form.value, label=str(form.label), key=key_of(found), code=found.code, message=found.message)


def key_of(found: Found) -> str:
    """What a finding of a record is known by."""
    return _key(found.code, found.paths, found.stated, found.expected, found.message)


def _key(code: str, paths: Any, stated: str, expected: str, message: str) -> str:
    """The check, the field and all that is said: where one differs it is another finding. Which record of a file it was, does not count."""
    place = _RECORD.sub("", paths[0]) if paths else ""
    plain = "\x1f".join(re.sub(r"\s+", "", part) for part in (code, place, stated, expected, message))
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def decisions(dossier: Dossier, form: str) -> dict[str, DossierDecision]:
    """The latest decision about each finding of a form."""
    return {one.key: one for one in DossierDecision.objects.filter(dossier=dossier, form=form).select_related("decided_by").order_by("pk")}


def settled(dossier: Dossier, form: str) -> Mapping[str, str]:
    """The findings that bar no way, by key, and in words why: decided here, or in a document of the dossier. Two queries."""
    here = decisions(dossier, form)
    words = {key: _words(one.said, one.reason) for key, one in here.items() if one.settles}
    return {**{key: said for key, said in _carried(dossier).items() if key not in here}, **words}


def _carried(dossier: Dossier) -> dict[str, str]:
    """Findings waived or dismissed in the newest version of a document on the same subject; check, place and words must agree."""
    sightings = Sighting.objects.filter(
        version__document__dossier=dossier,
        version__number=F("version__document__latest"),
        finding__state__in=(FindingState.WAIVED, FindingState.FALSE_ALARM),
    ).select_related("finding", "version__assessment", "version__document")
    found: dict[str, str] = {}
    for one in sightings:
        content, finding = one.content, one.finding
        if not finding.has_run_out and _is_about(one.version.assessment, dossier):
            key = _key(content["code"], content["paths"], content["stated"], content["expected"], content["message"])
            found[key] = _words(finding.said, one.version.document.name)
    return found


def _is_about(assessment: Any, dossier: Dossier) -> bool:
    """Whether a document is about the subject of the dossier and nothing else."""
    if dossier.kind == DossierKind.PROJECT:
        return bool(assessment.subject == dossier.subject)
    return not assessment.subject and bool(assessment.agency == dossier.organisation.name)


def _words(said: str, why: str) -> str:
    return f"{said}：{why}" if why else said
