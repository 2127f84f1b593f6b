"""Surveys on the web: building, sealing, answering once and only once, closing, showing nothing that gives somebody away."""

from __future__ import annotations

import datetime
import json
import re
from decimal import Decimal
from typing import Any

import pytest
from asked import PLEASED, answered, closed, drafted, opened, sent
from county_at_hand import County
from django.core.exceptions import PermissionDenied
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from jiheng.model import CaseSurvey
from jiheng.scoring.surveys import satisfaction
from jiheng.web import policy
from jiheng.web.acting import Refused
from jiheng.web.assignments.actions.assign import assign
from jiheng.web.assignments.models import AssignmentRole
from jiheng.web.audit.models import AuditEntry
from jiheng.web.permanent import Unchangeable
from jiheng.web.surveys import answering
from jiheng.web.surveys.actions.close_survey import close_survey
from jiheng.web.surveys.actions.edit_survey import edit_survey
from jiheng.web.surveys.actions.issue_codes import issue_codes
from jiheng.web.surveys.actions.open_survey import open_survey
from jiheng.web.surveys.actions.plan_survey import plan_survey
from jiheng.web.surveys.actions.revise_survey import revise_survey
from jiheng.web.surveys.models import Access, AccessCode, Answer, Survey, SurveyState
from jiheng.web.surveys.receiving import Receipt, new_key, receive, seal
from jiheng.web.versioned import Stale


def _client(county: County, name: str) -> Client:
    client = Client()
    client.force_login(county[name], backend="jiheng.web.people.accounts.Backend")
    return client


def _key(page: str) -> str:
    return re.findall(r'name="key" value="([^"]+)"', page)[0]


def _fill(client: Client, survey: Survey, given: dict[str, Any] | None = None, key: str = "") -> Any:
    address = reverse("answer_survey", args=[survey.link])
    return client.post(address, sent(given or PLEASED, key or new_key()))


# ----------------------------------------------------------------------------------------------------------- building


def test_an_evaluator_builds_a_questionnaire_on_pages(county: County) -> None:
    dossier = county.filed()
    assign(county["approver"], dossier, county["evaluator"], role=AssignmentRole.EVALUATOR)
    client = _client(county, "evaluator")
    client.post(reverse("plan_survey", args=[dossier.pk]), {"title": "灌溉用水满意度调查", "template": ""})
    survey = Survey.objects.get()
    assert survey.organisation == county.places["consultants"]
    add = reverse("add_question", args=[survey.pk])
    for typed in (
        {"kind": "scale", "text": "您是否满意", "scale": "satisfaction_3", "is_required": "on", "is_counted": "on"},
        {"kind": "single", "text": "不满意的原因", "options": "水小\n 水晚 \n\n", "is_required": "on", "condition": ["q1:3"]},
        {"kind": "text", "text": "建议"},
    ):
        survey.refresh_from_db()
        assert client.post(add, {**typed, "seen": survey.version}).status_code == 302
    survey.refresh_from_db()
    first, second, third = survey.questionnaire.questions
    assert first.labels == ("满意", "基本满意", "不满意")
    assert second.options == ("水小", "水晚")
    assert second.condition is not None
    assert (second.condition.question, second.condition.options) == ("q1", (3,))
    assert not third.is_required
    page = client.get(survey.get_absolute_url()).content.decode()
    assert "第 1 题选「不满意」的，请回答" in page
    client.post(reverse("arrange_question", args=[survey.pk, "q2"]), {"deed": "up", "seen": survey.version})
    survey.refresh_from_db()
    assert [one.id for one in survey.questionnaire.questions] == ["q2", "q1", "q3"]
    assert "显示条件引用的题目不在它前面" in client.get(survey.get_absolute_url()).content.decode()
    client.post(reverse("arrange_question", args=[survey.pk, "q2"]), {"deed": "remove", "seen": survey.version})
    survey.refresh_from_db()
    assert [one.id for one in survey.questionnaire.questions] == ["q1", "q3"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": "single", "text": "用过吗", "options": "用过"}, "请写至少两个选项"),
        ({"kind": "single", "text": "用过吗", "options": "用过\n用过"}, "有相同的选项"),
        ({"kind": "text", "text": "建议", "is_counted": "on"}, "只有量表题可以计入满意度"),
        ({"kind": "text", "text": "建议", "condition": ["q1:1", "q2:1"]}, "显示条件只能引用一道题的选项"),
    ],
)
def test_a_question_that_cannot_be_is_not_stored(county: County, typed: dict[str, object], said: str) -> None:
    survey = drafted(county, county.filed())
    response = _client(county, "agency").post(reverse("add_question", args=[survey.pk]), {**typed, "seen": survey.version})
    assert response.status_code == 200
    assert said in response.content.decode()


def test_who_is_late_overwrites_nothing(county: County) -> None:
    survey = drafted(county, county.filed())
    typed = {"kind": "text", "text": "建议", "seen": survey.version - 1}
    response = _client(county, "agency").post(reverse("add_question", args=[survey.pk]), typed)
    assert response.status_code == 409
    with pytest.raises(Stale):
        edit_survey(county["agency"], survey, seen=survey.version - 1, planned=5)


def test_settings_are_stored_and_the_sample_follows_the_population(county: County) -> None:
    survey = drafted(county, county.filed())
    client = _client(county, "agency")
    assert "<strong>292</strong>" in client.get(reverse("survey_settings", args=[survey.pk])).content.decode()
    typed = {
        "title": "改名", "introduction": "您好", "respondents": "群众", "method": "全数调查", "population": 40, "planned": 40, "formula": "share",
        "access": "codes", "opens_on": "2030-01-02", "closes_on": "2030-01-01", "seen": survey.version,
    }  # fmt: skip
    address = reverse("survey_settings", args=[survey.pk])
    assert "截止日期早于开始日期" in client.post(address, typed).content.decode()
    assert client.post(address, {**typed, "closes_on": "2030-02-01"}).status_code == 302
    survey.refresh_from_db()
    assert (survey.title, survey.questionnaire.formula, survey.method, survey.access) == ("改名", "share", "全数调查", "codes")


def test_what_cannot_be_asked_is_not_opened(county: County) -> None:
    survey = plan_survey(county["agency"], county.filed(), title="空的")
    with pytest.raises(Refused, match="问卷还没有题目。没有写调查对象。还没有生成填写码"):
        open_survey(county["agency"], survey, seen=survey.version)


def test_an_open_questionnaire_is_sealed_and_a_change_is_a_new_version(county: County) -> None:
    survey = opened(county, county.filed())
    questionnaire = survey.questionnaire.model_copy(update={"title": "改题"})
    with pytest.raises(Refused, match="问卷已经开放"):
        edit_survey(county["agency"], survey, seen=survey.version, questionnaire=questionnaire)
    with pytest.raises(Refused, match="问卷已经开放"):
        edit_survey(county["agency"], survey, seen=survey.version, access=Access.CODES)
    assert edit_survey(county["agency"], survey, seen=survey.version, planned=9).planned == 9
    with pytest.raises(Refused, match="调查结束后才能"):
        revise_survey(county["agency"], survey)
    close_survey(county["agency"], survey, seen=survey.version)
    later = revise_survey(county["agency"], survey)
    assert (later.number, later.state, later.follows, later.content) == (2, SurveyState.DRAFT, survey, survey.content)
    assert later.link != survey.link
    with pytest.raises(Refused, match="调查已结束"):
        edit_survey(county["agency"], survey, seen=survey.version, planned=5)


def test_who_began_a_survey_runs_it(county: County) -> None:
    dossier = county.filed()
    survey = opened(county, dossier)
    assign(county["approver"], dossier, county["evaluator"], role=AssignmentRole.EVALUATOR)
    assert _client(county, "evaluator").get(survey.get_absolute_url()).status_code == 200
    for stranger in ("evaluator", "approver", "finance"):
        with pytest.raises(PermissionDenied):
            close_survey(county[stranger], survey, seen=survey.version)
    assert not policy.surveys(county["foreign"]).exists()
    assert not policy.surveys(county["administrator"]).exists()


def test_an_expert_who_was_given_a_dossier_runs_no_survey(county: County) -> None:
    dossier = county.filed()
    assign(county["approver"], dossier, county["expert"], role=AssignmentRole.EXPERT)
    assert policy.surveys_for(county["expert"], dossier) is None


# ---------------------------------------------------------------------------------------------------------- answering


def test_an_answer_is_kept_whole_and_nobody_stands_in_it(county: County, client: Client) -> None:
    survey = opened(county, county.filed())
    before = AuditEntry.objects.count()
    page = client.get(reverse("answer_survey", args=[survey.link]))
    assert page.headers["Cache-Control"].count("no-store")
    response = _fill(client, survey, {**PLEASED, "q6": [1], "q8": "很好"}, _key(page.content.decode()))
    assert response.headers["Location"] == reverse("survey_thanks", args=[survey.link])
    answer = Answer.objects.get()
    assert answer.content == {**PLEASED, "q8": "很好"}, "a question that was not shown is not kept"
    assert {field.name for field in Answer._meta.get_fields()} == {"id", "survey", "key", "content", "received_on"}
    assert isinstance(answer.received_on, datetime.date)
    assert AuditEntry.objects.count() == before
    assert "sessionid" not in str(response.cookies)


def test_a_page_sent_twice_is_one_answer(county: County, client: Client) -> None:
    survey = opened(county, county.filed())
    key = new_key()
    locations = {_fill(client, survey, key=key).headers["Location"] for _ in range(3)}
    locations |= {_fill(Client(), survey, key=key).headers["Location"]}
    assert locations == {reverse("survey_thanks", args=[survey.link])}
    survey.refresh_from_db()
    assert (survey.received, Answer.objects.count()) == (1, 1)


def test_what_is_missing_is_told_and_what_was_typed_stays(county: County, client: Client) -> None:
    survey = opened(county, county.filed())
    key = new_key()
    response = _fill(client, survey, {"q1": [5], "q8": "等太久"}, key)
    page = response.content.decode()
    assert response.status_code == 422
    assert "第 2 题" in page
    assert "第 6 题" in page, "the question that q1 brings along"
    assert "等太久" in page
    assert _key(page) == key
    assert re.search(r'name="q1" value="5" checked', page)
    assert not Answer.objects.exists()


def test_a_code_is_good_for_one_answer(county: County, client: Client) -> None:
    survey = opened(county, county.filed(), access=Access.CODES)
    entry = reverse("answer_survey", args=[survey.link])
    assert "填写码" in client.get(entry).content.decode()
    assert "没有这个填写码" in client.post(entry, {"code": "ABCDE-23456"}).content.decode()
    code = AccessCode.objects.first()
    assert code is not None
    address = client.post(entry, {"code": f" {str(code).lower()} "}).headers["Location"]
    assert address == reverse("answer_survey", args=[code.code])
    key = new_key()
    assert client.post(address, sent(PLEASED, key)).status_code == 302
    assert client.post(address, sent(PLEASED, key)).headers["Location"] == reverse("survey_thanks", args=[code.code]), "a retry is thanked"
    assert "已经用过" in client.post(address, sent(PLEASED, new_key())).content.decode()
    assert "已经用过" in client.get(address).content.decode()
    assert Answer.objects.count() == 1
    assert [field.name for field in AccessCode._meta.fields] == ["id", "survey", "code", "is_used"], "not when, and for which answer"


def test_a_link_of_codes_alone_takes_no_answer(county: County, client: Client) -> None:
    survey = opened(county, county.filed(), access=Access.CODES)
    assert "没有这个填写码" in _fill(client, survey).content.decode()
    assert not Answer.objects.exists()


def test_one_browser_answers_once_unless_many_share_it(county: County, client: Client) -> None:
    survey = opened(county, county.filed())
    _fill(client, survey)
    assert "您已经填过了" in client.get(reverse("answer_survey", args=[survey.link])).content.decode()
    assert "您已经填过了" in _fill(client, survey).content.decode()
    shared = opened(county, county.dossier("另一个"), once_a_browser=False)
    for _ in range(3):
        _fill(client, shared)
    shared.refresh_from_db()
    assert (Answer.objects.filter(survey=survey).count(), shared.received) == (1, 3)


def test_what_is_full_takes_no_more(county: County, client: Client) -> None:
    survey = opened(county, county.filed(), most=2)
    answered(survey, PLEASED, PLEASED)
    assert receive(survey, PLEASED, key=new_key()) is Receipt.ENDED
    survey.refresh_from_db()
    assert (survey.received, Answer.objects.count()) == (2, 2)
    assert "份数已经收满" in _fill(client, survey).content.decode()


def test_before_and_after_its_days_a_survey_takes_nothing(county: County, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "_MOMENT", -1)
    today = timezone.localdate()
    survey = opened(county, county.filed(), opens_on=today + datetime.timedelta(1))
    assert "还没有开始" in _fill(client, survey).content.decode()
    Survey.objects.update(opens_on=None, closes_on=today - datetime.timedelta(1))
    assert "调查已经结束" in _fill(client, survey).content.decode()
    survey.refresh_from_db()
    assert survey.is_due
    assert not Answer.objects.exists()


def test_a_draft_and_a_wrong_link_look_alike(county: County, client: Client) -> None:
    survey = drafted(county, county.filed(), access=Access.CODES)
    code = AccessCode.objects.filter(survey=survey).first()
    assert code is not None
    pages = [client.get(reverse("answer_survey", args=[one])) for one in (survey.link, code.code, "nothing")]
    assert [page.status_code for page in pages] == [404] * 3
    assert len({page.content for page in pages}) == 1
    assert client.get(reverse("survey_thanks", args=["nothing"])).status_code == 404


def test_who_answers_while_it_is_closed_is_turned_away(county: County) -> None:
    survey = opened(county, county.filed())
    stale = Survey.objects.get(pk=survey.pk)
    close_survey(county["agency"], survey, seen=survey.version)
    assert receive(stale, PLEASED, key=new_key()) is Receipt.ENDED
    assert not Answer.objects.exists()


@override_settings(SURVEY_ANSWERS_A_MINUTE=2)
def test_a_machine_is_slowed_down_and_loses_nothing(county: County, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from jiheng.web.surveys import limits

    monkeypatch.setattr(limits, "_limiter", limits.Limiter())
    monkeypatch.setattr(limits.time, "monotonic", lambda: 30.0)
    survey = opened(county, county.filed(), once_a_browser=False)
    statuses = [_fill(client, survey, {**PLEASED, "q8": "请保留"}) for _ in range(3)]
    assert [one.status_code for one in statuses] == [302, 302, 429]
    assert "请保留" in statuses[2].content.decode()
    monkeypatch.setattr(limits.time, "monotonic", lambda: 61.0)
    assert _fill(client, survey).status_code == 302


@override_settings(PROXIES=1)
def test_behind_a_proxy_the_address_is_what_the_proxy_saw(rf: Any) -> None:
    from jiheng.web.surveys.limits import address_of

    assert address_of(rf.get("/", HTTP_X_FORWARDED_FOR="6.6.6.6, 10.0.0.7", REMOTE_ADDR="127.0.0.1")) == "10.0.0.7"
    with override_settings(PROXIES=0):
        assert address_of(rf.get("/", HTTP_X_FORWARDED_FOR="6.6.6.6", REMOTE_ADDR="127.0.0.1")) == "127.0.0.1"


def test_an_answer_is_never_changed_or_removed(county: County) -> None:
    survey = opened(county, county.filed())
    answered(survey, PLEASED)
    answer = Answer.objects.get()
    for deed in (answer.save, answer.delete, Answer.objects.all().delete):
        with pytest.raises(Unchangeable):
            deed()


def test_answering_asks_the_database_little(
    county: County, client: Client, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "_MOMENT", 3600)
    survey = opened(county, county.filed(), once_a_browser=False)
    _fill(client, survey)
    with django_assert_num_queries(4):  # two marks of the transaction, the answer, the counter: the survey was looked up a moment ago
        _fill(client, survey)


# ------------------------------------------------------------------------------------------------------------ results


def test_nothing_is_shown_while_it_is_open(county: County) -> None:
    survey = opened(county, county.filed())
    answered(survey, *[PLEASED] * 9)
    client = _client(county, "agency")
    assert client.get(reverse("survey_analysis", args=[survey.pk])).status_code == 404
    page = client.get(survey.get_absolute_url()).content.decode()
    assert "已收 9 份" in page
    assert "%" not in re.sub(r"置信 \d+%", "", page.partition("<h2>进度")[2].partition("<h2>题目")[0])


def test_too_few_answers_are_never_shown(county: County) -> None:
    survey = closed(county, county.filed(), *[PLEASED] * 4)
    client = _client(county, "agency")
    page = client.get(reverse("survey_analysis", args=[survey.pk])).content.decode()
    assert "不显示结果" in page
    assert "很满意" not in page
    assert client.get(reverse("survey_download", args=[survey.pk, "csv"])).status_code == 404
    assert client.get(reverse("survey_record", args=[survey.pk])).status_code == 404


def test_the_result_is_the_record_a_report_reads(county: County) -> None:
    survey = closed(county, county.filed(), issued=10)
    response = _client(county, "inspector").get(reverse("survey_record", args=[survey.pk]))
    record = CaseSurvey.model_validate_json(response.content)
    assert (record.issued, record.returned, record.valid, record.population) == (10, 7, 7, 1200)
    assert record.questions[0].answers == {"很满意": 6, "比较满意": 0, "一般": 0, "不太满意": 0, "不满意": 1}
    assert record.questions[4].respondents == 7
    assert satisfaction(record) == Decimal("91.43")  # (6 + 7 + 0.8×7 + 7) ÷ 28
    page = _client(county, "inspector").get(reverse("survey_analysis", args=[survey.pk])).content.decode()
    assert "91.43%" in page
    assert "70.00%" in page, "the recovery rate"


def test_texts_are_shown_without_numbers_of_persons(county: County) -> None:
    survey = closed(county, county.filed())
    client = _client(county, "agency")
    for address in (reverse("survey_analysis", args=[survey.pk]), reverse("survey_download", args=[survey.pk, "csv"])):
        page = client.get(address).content.decode()
        assert "电话 139******00，太慢" in page
        assert "13900000000" not in page


def test_small_groups_are_starred_in_cross_tables(county: County) -> None:
    survey = closed(county, county.filed(), *[{**PLEASED, "q7": [1]}] * 6, {**PLEASED, "q7": [2]})
    page = _client(county, "agency").get(reverse("survey_analysis", args=[survey.pk]), {"rows": "q7", "columns": "q1"}).content.decode()
    table = page.partition("您的年龄 × ")[2].partition("</table>")[0]
    assert table.count("*") >= 10
    assert (
        "请选两道不同的题"
        in _client(county, "agency").get(reverse("survey_analysis", args=[survey.pk]), {"rows": "q1", "columns": "q1"}).content.decode()
    )


def test_tables_are_given_as_files(county: County) -> None:
    survey = closed(county, county.filed())
    client = _client(county, "agency")
    rows = client.get(reverse("survey_download", args=[survey.pk, "csv"])).content.decode("utf-8-sig").splitlines()
    assert rows[0] == "题目,选项,人数,占比（%）,回答人数"
    assert rows[1].endswith(",很满意,6,85.71,7")
    assert client.get(reverse("survey_download", args=[survey.pk, "xlsx"])).content.startswith(b"PK")
    assert client.get(reverse("survey_download", args=[survey.pk, "pdf"])).status_code == 404


def test_closing_seals_all_answers_in_the_audit_chain(county: County) -> None:
    survey = closed(county, county.filed())
    rows = list(Answer.objects.filter(survey=survey).values_list("key", "content"))
    entry = AuditEntry.objects.get(action="close_survey")
    assert entry.detail["seal"] == survey.seal == seal(rows)
    key, content = rows[0]
    assert seal([(key, {**content, "q1": [5]}), *rows[1:]]) != survey.seal
    assert "13900000000" not in json.dumps(list(AuditEntry.objects.values_list("summary", "detail")), ensure_ascii=False)


def test_more_answers_than_were_issued_cannot_be(county: County) -> None:
    survey = opened(county, county.filed())
    answered(survey, PLEASED, PLEASED)
    survey.refresh_from_db()
    with pytest.raises(Refused, match="发放份数 1 少于已收的 2 份"):
        close_survey(county["agency"], survey, seen=survey.version, issued=1)


def test_with_codes_as_many_were_issued_as_there_are_codes(county: County) -> None:
    survey = opened(county, county.filed(), access=Access.CODES)
    issue_codes(county["agency"], survey, number=2)
    survey.refresh_from_db()
    assert close_survey(county["agency"], survey, seen=survey.version).issued == 5
    with pytest.raises(Refused, match="调查已结束"):
        issue_codes(county["agency"], survey, number=1)


def test_codes_are_printed_and_the_poster_carries_the_link(county: County) -> None:
    survey = opened(county, county.filed(), access=Access.CODES)
    client = _client(county, "agency")
    slips = client.get(reverse("survey_codes", args=[survey.pk])).content.decode()
    assert all(str(code) in slips for code in AccessCode.objects.all())
    poster = client.get(reverse("survey_sheet", args=[survey.pk])).content.decode()
    assert f"http://testserver/s/{survey.link}/" in poster
    assert "data:image/svg+xml;base64," in poster


def test_the_dossier_shows_its_surveys(county: County) -> None:
    dossier = county.filed()
    survey = opened(county, dossier)
    page = _client(county, "reviewer").get(dossier.get_absolute_url()).content.decode()
    assert survey.title in page
    draft = drafted(county, dossier)
    assert draft.get_absolute_url() not in _client(county, "reviewer").get(dossier.get_absolute_url()).content.decode()
    assert draft.get_absolute_url() in _client(county, "agency").get(dossier.get_absolute_url()).content.decode()


def test_the_page_of_a_survey_asks_no_more_for_more_answers(county: County, django_assert_max_num_queries: Any) -> None:
    survey = opened(county, county.filed())
    client = _client(county, "agency")
    client.get(survey.get_absolute_url())
    answered(survey, *[PLEASED] * 12)
    with django_assert_max_num_queries(16):
        client.get(survey.get_absolute_url())
