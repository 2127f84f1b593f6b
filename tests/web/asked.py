"""Surveys for tests of the workspace: a draft, an open one, answers, a closed one."""

from __future__ import annotations

from county_at_hand import County

from jiheng.model.questionnaires import Answers
from jiheng.web.dossiers.models import Dossier
from jiheng.web.surveys.actions.close_survey import close_survey
from jiheng.web.surveys.actions.edit_survey import edit_survey
from jiheng.web.surveys.actions.issue_codes import issue_codes
from jiheng.web.surveys.actions.open_survey import open_survey
from jiheng.web.surveys.actions.plan_survey import plan_survey
from jiheng.web.surveys.models import Access, Survey
from jiheng.web.surveys.receiving import Receipt, new_key, receive

#: Everybody answers so: satisfied with all of the first four questions of the draft.
PLEASED: Answers = {"q1": [1], "q2": [1], "q3": [2], "q4": [1], "q5": [1, 2], "q7": [2]}


def drafted(county: County, dossier: Dossier, *, access: Access = Access.LINK, **values: object) -> Survey:
    """A draft of the agency, from the library."""
    survey = plan_survey(county["agency"], dossier, title="受益群众满意度调查", template="beneficiaries")
    if access == Access.CODES:
        issue_codes(county["agency"], survey, number=3)
    return edit_survey(county["agency"], survey, seen=survey.version, access=access, population=1200, **values)


def opened(county: County, dossier: Dossier, *, access: Access = Access.LINK, **values: object) -> Survey:
    """An open survey of the agency."""
    survey = drafted(county, dossier, access=access, **values)
    return open_survey(county["agency"], survey, seen=survey.version)


def answered(survey: Survey, *given: Answers) -> None:
    """Answers, each from its own page."""
    for one in given:
        assert receive(survey, one, key=new_key()) is Receipt.KEPT


def closed(county: County, dossier: Dossier, *given: Answers, issued: int | None = None) -> Survey:
    """A closed survey of the agency with these answers, or with seven."""
    survey = opened(county, dossier)
    answered(survey, *(given or [PLEASED] * 6 + [{**PLEASED, "q1": [5], "q6": [2], "q8": "电话 13900000000，太慢"}]))
    survey.refresh_from_db()
    return close_survey(county["agency"], survey, seen=survey.version, issued=issued)


def sent(given: Answers, key: str) -> dict[str, object]:
    """The answers as a form sends them."""
    return {"key": key, **{name: value if isinstance(value, str) else [str(one) for one in value] for name, value in given.items()}}
