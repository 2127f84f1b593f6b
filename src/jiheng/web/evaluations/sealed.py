"""Surveys of a case that were taken over from closed ones: their counts stand as they were sealed. The note names the seal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from jiheng.web.evaluations.models import Evaluation
from jiheng.web.surveys.models import SurveyResult

SURVEYS: Final = "surveys"
#: What somebody is told who would change one.
SEALED: Final = _("问卷 {key} 由在线调查转入，份数以封存的结果为准，不能改动。有错的，请在调查里另起新的一版，结束后撤下这一条再转入。")
_SEAL: Final = re.compile(r"sha256:([0-9a-f]{64})")


def seal_in(content: Mapping[str, Any]) -> str:
    """The digest an entry names; empty where it names none."""
    found = _SEAL.search(str(content.get("note", "")))
    return found[1] if found else ""


def sealed(evaluation: Evaluation) -> dict[str, str]:
    """By key of the entry the digest of the result it was taken from; the number of a survey changes when its dossier is restored."""
    results = set(SurveyResult.objects.filter(survey__dossier=evaluation.dossier_id).values_list("digest", flat=True))
    rows = evaluation.entries.filter(part=SURVEYS, withdrawn_at__isnull=True).values_list("key", "content")
    return {key: seal for key, content in rows if (seal := seal_in(content)) in results}
