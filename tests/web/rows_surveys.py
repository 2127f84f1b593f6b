"""The rows of surveys in the table of policy: address by role, and where each leads."""

from __future__ import annotations

from asked import PLEASED, closed, drafted, opened, sent
from county_at_hand import County

from jiheng.web.dossiers.models import Dossier
from jiheng.web.surveys.models import Access
from jiheng.web.surveys.receiving import new_key

#: Columns as in test_policy_table. All surveys are the agency's: who began a survey runs it, the others look on.
TABLE = """
GET  plan_survey                    302    200    404     200      200     200      200     404      403        404
POST plan_survey                    302    302    404     302      302     302      302     404      403        404
GET  survey                         302    200    404     404      404     404      404     404      404        404
GET  survey_settings                302    200    404     404      404     404      404     404      404        404
POST survey_settings                302    302    404     404      404     404      404     404      404        404
GET  add_question                   302    200    404     404      404     404      404     404      404        404
POST add_question                   302    302    404     404      404     404      404     404      404        404
GET  question                       302    200    404     404      404     404      404     404      404        404
POST question                       302    302    404     404      404     404      404     404      404        404
POST arrange_question               302    302    404     404      404     404      404     404      404        404
GET  survey_preview                 302    200    404     404      404     404      404     404      404        404
POST open_survey                    302    302    404     404      404     404      404     404      404        404
GET  close_survey                   302    200    404     403      403     403      403     404      403        404
POST close_survey                   302    302    404     403      403     403      403     404      403        404
GET  survey_sheet                   302    200    404     403      403     403      403     404      403        404
GET  survey_codes                   302    200    404     403      403     403      403     404      403        404
POST survey_codes                   302    302    404     403      403     403      403     404      403        404
POST revise_survey                  302    302    404     403      403     403      403     404      403        404
GET  survey_analysis                302    200    404     200      200     200      200     404      200        404
GET  survey_download                302    200    404     200      200     200      200     404      200        404
GET  survey_record                  302    200    404     200      200     200      200     404      200        404
GET  answer_survey                  200    200    200     200      200     200      200     200      200        200
POST answer_survey                  302    302    302     302      302     302      302     302      302        302
GET  survey_thanks                  200    200    200     200      200     200      200     200      200        200
"""


def addresses(county: County, dossier: Dossier) -> dict[str, tuple[list[object], dict[str, object]]]:
    """For each name the arguments of its address and what is posted there."""
    draft, by_link, by_code = drafted(county, dossier), opened(county, dossier), opened(county, dossier, access=Access.CODES)
    done = closed(county, dossier)
    typed = {"kind": "single", "text": "用过吗", "options": "用过\n没有", "seen": draft.version}
    settings = {
        "title": "改名",
        "respondents": "群众",
        "method": "抽样调查",
        "formula": "weighted",
        "access": "link",
        "seen": draft.version,
    }
    return {
        "plan_survey": ([dossier.pk], {"title": "又一次调查", "template": ""}),
        "survey": ([draft.pk], {}),
        "survey_settings": ([draft.pk], settings),
        "add_question": ([draft.pk], typed),
        "question": ([draft.pk, "q5"], typed),
        "arrange_question": ([draft.pk, "q5"], {"deed": "up", "seen": draft.version}),
        "survey_preview": ([draft.pk], {}),
        "open_survey": ([draft.pk], {"seen": draft.version}),
        "close_survey": ([by_link.pk], {"seen": by_link.version, "issued": ""}),
        "survey_sheet": ([by_link.pk], {}),
        "survey_codes": ([by_code.pk], {"number": 2}),
        "revise_survey": ([done.pk], {}),
        "survey_analysis": ([done.pk], {}),
        "survey_download": ([done.pk, "xlsx"], {}),
        "survey_record": ([done.pk], {}),
        "answer_survey": ([by_link.link], sent(PLEASED, new_key())),
        "survey_thanks": ([by_link.link], {}),
    }
