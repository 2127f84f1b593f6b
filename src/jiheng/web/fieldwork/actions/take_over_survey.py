"""Take the result of a closed survey into the case: its counts, as they were sealed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.evaluations import entries
from jiheng.web.evaluations.models import Entry, Evaluation
from jiheng.web.evaluations.sealed import SURVEYS, sealed
from jiheng.web.fieldwork.recording import record
from jiheng.web.fieldwork.rights import require_writing
from jiheng.web.people.models import Person
from jiheng.web.surveys.models import SurveyResult


@action
def take_over_survey(actor: Person, evaluation: Evaluation, result: SurveyResult) -> Entry:
    """The entry with the counts and the digest of the sealed result; shares and satisfaction follow from the counts."""
    require_writing(actor, evaluation)
    survey = result.survey
    if survey.dossier_id != evaluation.dossier_id:
        raise Refused(_("「{survey}」不是这份卷宗的调查。").format(survey=survey))
    if result.digest in sealed(evaluation).values():
        raise Refused(_("「{survey}」已经转入。").format(survey=survey))
    key = f"S{result.survey_id}"
    if entries.found(evaluation, SURVEYS, key) is not None:
        key = entries.next_key(evaluation, SURVEYS)  # a case that came out of an archive may use the number for another
    content = {name: value for name, value in result.content.items() if name != "id"}
    note = _("由{organisation}的在线调查转入，封存结果摘要 sha256:{digest}").format(organisation=survey.organisation, digest=result.digest)
    entry = entries.put(evaluation, SURVEYS, key, {**content, "note": note}, by=actor)
    told = _("转入调查「{survey}」，有效 {valid} 份").format(survey=survey, valid=content.get("valid", 0))
    record(actor, "take_over_survey", evaluation, told, survey=survey.pk, digest=result.digest)
    return entry
