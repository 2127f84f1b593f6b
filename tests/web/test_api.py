"""The interface for programs: what each token gets, that answers are what the description says, and that nothing is lost or guessed."""

from __future__ import annotations

import datetime
import io
import json
from dataclasses import dataclass
from typing import Any

import jsonschema
import pytest
from county_at_hand import YEAR, County, form
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jiheng.web.audit.models import AuditEntry
from jiheng.web.dossiers.models import Dossier
from jiheng.web.exchange.actions.create_token import create_token
from jiheng.web.exchange.actions.revoke_token import revoke_token
from jiheng.web.exchange.api.description import document
from jiheng.web.exchange.models import ApiToken
from jiheng.web.files.actions.hand_in import hand_in
from jiheng.web.files.receiving import Received, receive
from jiheng.web.findings.models import Finding
from jiheng.web.people.models import Membership, Person

# "own" writes for the dossier's organisation, "reader" reads there, "department" writes for the department above, "foreign" for another's
# agency, "bureau" reads for the finance authority; "expired", "revoked" and "closed" (its organisation is not active) belonged to "own".
TOKENS = ("none", "wrong", "own", "reader", "department", "bureau", "foreign", "expired", "revoked", "closed")
TABLE = """
                                                      none wrong own reader department bureau foreign expired revoked closed
get  /api/organisations                                401  401  200  200      200      200    200     401     401    401
get  /api/dossiers                                     401  401  200  200      200      200    200     401     401    401
post /api/dossiers                                     401  401  201  403      201      403    201     401     401    401
get  /api/dossiers/{number}                            401  401  200  200      200      200    404     401     401    401
get  /api/dossiers/{number}/records                    401  401  200  200      200      200    404     401     401    401
post /api/dossiers/{number}/records                    401  401  201  403      403      403    404     401     401    401
get  /api/dossiers/{number}/records/{form}/{version}   401  401  200  200      200      200    404     401     401    401
get  /api/findings                                     401  401  200  200      200      200    200     401     401    401
get  /api/files                                        401  401  200  200      200      200    200     401     401    401
get  /api/files/{number}/versions/{version}            401  401  200  200      200      200    404     401     401    401
post /api/dossiers/{number}/files                      401  401  201  403      403      403    404     401     401    401
get  /api/findings/{number}                            401  401  200  200      200      200    404     401     401    401
post /api/findings/{number}/decisions                  401  401  201  403      403      403    404     401     401    401
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()[1:]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Programs:
    """The county, its dossier, its document, and a token of each kind."""

    county: County
    dossier: Dossier
    document: int
    finding: int
    secrets: dict[str, str]

    def ask(self, who: str, method: str, path: str, body: object = None, **headers: str) -> Any:
        """The answer to a program."""
        if who != "none":
            headers["Authorization"] = f"Bearer {self.secrets[who]}"
        call = getattr(Client(), method)
        if method == "get":
            return call(path, headers=headers)
        if isinstance(body, io.BytesIO):
            return call(path, {"file": body}, headers=headers)
        return call(path, json.dumps(body), content_type="application/json", headers=headers)


@pytest.fixture
def programs(county: County, settings: Any, tmp_path: Any) -> Programs:
    settings.DATA = tmp_path
    administrator = county["administrator"]
    dossier = county.filed()
    received = next(receive(io.BytesIO("报告".encode()), "报告.txt", 6))
    assert isinstance(received, Received)
    version = hand_in(county["agency"], dossier, received)
    places = {"department": "water", "bureau": "finance", "foreign": "school", "closed": "consultants"}
    secrets = {"wrong": "jiheng_nothing"}
    for name in TOKENS[2:]:
        place = county.places[places.get(name, "water_station")]
        token, secrets[name] = create_token(
            administrator if name != "closed" else _over(county), place, name=name, writes=name not in ("reader", "bureau"), days=9
        )
        if name == "expired":
            ApiToken.objects.filter(pk=token.pk).update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
        if name == "revoked":
            revoke_token(administrator, token)
    county.places["consultants"].is_active = False
    county.places["consultants"].save()
    said = {"severity": "must_fix", "message": "甲", "first_number": 1, "last_number": 1}
    finding = Finding.objects.create(document=version.document, fingerprint="f", code="SEV100", **said)
    return Programs(county=county, dossier=dossier, document=version.document_id, finding=finding.pk, secrets=secrets)


def _over(county: County) -> Person:
    """An administrator of the consultants."""
    return county.person("over", "administrator", "consultants")  # type: ignore[arg-type]


def content(**changes: object) -> dict[str, Any]:
    return form(**changes).model_dump(mode="json", exclude_none=True)


def address(programs: Programs, path: str) -> str:
    numbers = {"files": programs.document, "findings": programs.finding}
    number = numbers.get(path.split("/")[2], programs.dossier.pk)
    return path.format(number=number, form="self_evaluation_form", version=1)


def named(name: str, data: bytes = "报告".encode()) -> io.BytesIO:
    file = io.BytesIO(data)
    file.name = name
    return file


def body_of(method: str, path: str) -> object:
    if method == "post" and path == "/api/dossiers":
        return {"fiscal_year": YEAR, "subject": "新的项目", "code": "P1"}
    if method == "post" and path.endswith("/files"):
        return named("新报告.txt")
    if method == "post" and path.endswith("/decisions"):
        return {"answer": "explain", "reason": "按批复调整", "seen": 1}
    return content(expected_objective="改过的目标") if method == "post" else None


def test_the_table_names_every_operation_and_every_token() -> None:
    assert {(row[0], row[1]) for row in ROWS} == {(method, path) for path, methods in document()["paths"].items() for method in methods}
    assert tuple(TABLE.split("\n")[1].split()) == TOKENS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[1]}")
def test_each_token_gets_what_the_table_says_in_the_shape_of_the_description(row: list[str], programs: Programs) -> None:
    method, path, *expected = row
    found = []
    for who in TOKENS:
        seen = Dossier.objects.get(pk=programs.dossier.pk).version
        answer = programs.ask(who, method, address(programs, path), body_of(method, path), **{"If-Match": f'"{seen}"'})
        found.append(str(answer.status_code))
        as_described(method, path, answer)
    assert dict(zip(TOKENS, found, strict=True)) == dict(zip(TOKENS, expected, strict=True))


def as_described(method: str, path: str, answer: Any) -> None:
    """The status is documented, and so are content type and shape."""
    described = document()["paths"][path][method]["responses"]
    response = next(one for status, one in described.items() if str(status) == str(answer.status_code))
    kind = answer.headers["Content-Type"].partition(";")[0]
    shape = response["content"][kind]["schema"]
    if "json" in kind:
        jsonschema.Draft202012Validator({**shape, "components": document()["components"]}).validate(answer.json())
    else:
        assert b"".join(answer.streaming_content) == "报告".encode()
        answer.close()


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("get", "/api/dossiers?page=0", None, {}, 422),
        ("get", "/api/dossiers?size=1000", None, {}, 422),
        ("get", "/api/dossiers?kind=nonsense", None, {}, 422),
        ("get", "/api/dossiers?fiscal_year=abc", None, {}, 422),
        ("get", "/api/organisations?kind=x", None, {}, 422),
        ("get", "/api/dossiers/999999", None, {}, 404),
        ("get", "/api/dossiers/{number}/records/objective_form/7", None, {}, 404),
        ("get", "/api/dossiers/{number}/records/other_form/1", None, {}, 422),
        ("post", "/api/dossiers", {}, {}, 422),
        ("post", "/api/dossiers", {"fiscal_year": YEAR, "subject": "", "more": 1}, {}, 422),
        ("post", "/api/dossiers", {"fiscal_year": 1900, "subject": "甲"}, {}, 409),
        ("post", "/api/dossiers", {"fiscal_year": YEAR - 1, "subject": "甲"}, {}, 409),
        ("post", "/api/dossiers", {"fiscal_year": YEAR, "subject": "水库维修养护"}, {}, 409),
        ("post", "/api/dossiers/{number}/records", content(), {}, 428),
        ("post", "/api/dossiers/{number}/records", content(), {"If-Match": '"77"'}, 412),
        ("post", "/api/dossiers/{number}/records", content(), {"If-Match": "*"}, 412),
        ("post", "/api/dossiers/{number}/records?seen=77", content(expected_objective="另一个"), {}, 409),
        ("post", "/api/dossiers/{number}/records?seen=2", {"type": "self_evaluation_form", "funds": [{"label": 1, "more": 2}]}, {}, 422),
        ("post", "/api/dossiers/{number}/records?seen=2", {"type": "else"}, {}, 422),
        ("post", "/api/dossiers/{number}/records?seen=2", [], {}, 422),
        ("post", "/api/dossiers/{number}/records?seen=2", content(fiscal_year=1999), {}, 409),
        ("get", "/api/files/999999/versions/1", None, {}, 404),
    ],
)
def test_what_is_wrong_is_told_as_described_and_stores_nothing(
    programs: Programs, method: str, path: str, body: object, headers: dict[str, str], status: int
) -> None:
    before = AuditEntry.objects.count()
    answer = programs.ask("own", method, path.replace("{number}", str(programs.dossier.pk)), body, **headers)
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    said = answer.json()
    assert said["status"] == status
    assert all("\u4e00" <= letter <= "\u9fff" for letter in said["title"])
    assert status != 422 or said["errors"]
    assert AuditEntry.objects.count() == before
    plain = (
        path.partition("?")[0]
        .replace("999999", "{number}")
        .replace("objective_form/7", "{form}/{version}")
        .replace("other_form/1", "{form}/{version}")
    )
    as_described(method, plain.replace("versions/1", "versions/{version}"), answer)


def test_problems_name_the_field_and_what_to_change(programs: Programs) -> None:
    wrong = {"type": "self_evaluation_form", "total_score": {"value": 95.5}, "projekt": "x"}
    answer = programs.ask("own", "post", f"/api/dossiers/{programs.dossier.pk}/records?seen=2", wrong)
    told = {one["path"]: one["message"] for one in answer.json()["errors"]}
    assert told["/self_evaluation_form/total_score/value"] == '应为数字，请写成文字形式，如 "12.50"。'
    assert told["/self_evaluation_form/projekt"] == "没有这一项，请删去或改正名称。"


def test_a_stored_version_is_read_back_and_says_which_program_stored_it(programs: Programs) -> None:
    path = f"/api/dossiers/{programs.dossier.pk}"
    tag = programs.ask("own", "get", path).headers["ETag"]
    given = content(expected_objective="新目标")
    stored = programs.ask("own", "post", f"{path}/records?note=按批复调整", given, **{"If-Match": tag})
    assert stored.status_code == 201
    assert stored.json()["content"] == given
    assert (stored.json()["number"], stored.json()["note"], stored.json()["stored_by"]) == (2, "按批复调整", "接口：own")
    assert programs.ask("own", "get", path).headers["ETag"] == stored.headers["ETag"] != tag
    again = programs.ask("own", "post", f"{path}/records", content(expected_objective="又一个"), **{"If-Match": tag})
    assert again.status_code == 412
    entry = AuditEntry.objects.order_by("-sequence").first()
    assert (entry.action, entry.actor_name) == ("store_record", "接口：own")


def test_lists_are_paged_and_filtered(programs: Programs) -> None:
    county = programs.county
    for number in range(3):
        county.dossier(f"灌区改造 {number}")
    first = programs.ask("bureau", "get", "/api/dossiers?size=2").json()
    second = programs.ask("bureau", "get", "/api/dossiers?size=2&page=2").json()
    assert (first["count"], first["pages"]) == (4, 2)
    assert {one["subject"] for one in first["items"] + second["items"]} == {"水库维修养护", *(f"灌区改造 {number}" for number in range(3))}
    assert programs.ask("bureau", "get", "/api/dossiers?size=2&page=9").json()["items"] == []

    def count(query: str, who: str = "bureau") -> int:
        return int(programs.ask(who, "get", f"/api/dossiers?{query}").json()["count"])

    assert [count("q=灌区"), count("organisation_code=water"), count("organisation_code=school"), count("organisation_code=no")] == [
        3,
        4,
        0,
        0,
    ]
    assert [count(f"fiscal_year={YEAR}"), count(f"fiscal_year={YEAR - 1}"), count("stage=self_evaluation"), count("kind=department")] == [
        4,
        0,
        4,
        0,
    ]
    assert count("updated_since=2999-01-01T00:00:00Z") == 0
    assert count("", "foreign") == 0
    assert [one["code"] for one in programs.ask("bureau", "get", "/api/organisations?kind=agency").json()["items"]] == [
        "water_station",
        "school",
    ]
    assert [one["code"] for one in programs.ask("own", "get", "/api/organisations").json()["items"]] == ["water_station"]
    listed = programs.ask("own", "get", f"/api/files?dossier={programs.dossier.pk}").json()["items"]
    assert [one["versions"][0]["name"] for one in listed] == ["报告.txt"]


def test_findings_of_visible_documents_are_listed(programs: Programs) -> None:
    for number, severity in [(1, "note")]:
        Finding.objects.create(
            document_id=programs.document,
            fingerprint=f"f{number}",
            code=f"SEV10{number}",
            severity=severity,
            message="甲",
            first_number=1,
            last_number=1,
        )
    listed = programs.ask("own", "get", "/api/findings").json()
    assert [(one["code"], one["severity"], one["state"], one["dossier"]) for one in listed["items"]] == [
        ("SEV100", "must_fix", "open", programs.dossier.pk),
        ("SEV101", "note", "open", programs.dossier.pk),
    ]
    as_described("get", "/api/findings", programs.ask("own", "get", "/api/findings"))
    for query, count in (
        ("code=SEV101", 1),
        ("severity=question", 0),
        ("state=open", 2),
        (f"dossier={programs.dossier.pk}", 2),
        ("file=0", 0),
    ):
        assert programs.ask("own", "get", f"/api/findings?{query}").json()["count"] == count
    assert programs.ask("foreign", "get", "/api/findings").json()["count"] == 0


def test_a_program_hands_in_a_file_and_answers_what_the_check_found(programs: Programs) -> None:
    files = f"/api/dossiers/{programs.dossier.pk}/files"
    came = programs.ask("own", "post", files, named("报告.txt", "改过的报告".encode())).json()
    assert [(one["file"], one["number"], one["reason"]) for one in came] == [(programs.document, 2, "")]
    assert "空的" in programs.ask("own", "post", files, named("空.txt", b" "[:0])).json()["errors"][0]["message"]
    finding = f"/api/findings/{programs.finding}"
    decisions = f"{finding}/decisions"
    assert programs.ask("own", "post", decisions, {"answer": "waive", "reason": "x", "seen": 1}).status_code == 403
    assert "理由" in programs.ask("own", "post", decisions, {"answer": "explain", "seen": 1}).json()["detail"]
    told = programs.ask("own", "post", decisions, {"answer": "explain", "reason": "按批复调整", "seen": 1}).json()
    assert (told["state"], told["version"], told["decisions"][0]["reason"]) == ("explained", 2, "按批复调整")
    assert programs.ask("own", "post", decisions, {"answer": "accept", "seen": 1}).status_code == 409
    assert programs.ask("reader", "get", finding).json() == told


def test_the_number_of_queries_does_not_grow_with_the_rows(programs: Programs) -> None:
    def count(path: str) -> int:
        programs.ask("bureau", "get", path)
        with CaptureQueriesContext(connection) as queries:
            assert programs.ask("bureau", "get", path).status_code == 200
        return len(queries)

    paths = ("/api/dossiers", "/api/files", f"/api/dossiers/{programs.dossier.pk}/records", "/api/organisations")
    before = [count(path) for path in paths]
    for number in range(4):
        programs.county.dossier(f"又一个 {number}")
        hand_in(programs.county["agency"], programs.dossier, next(receive(io.BytesIO(b"%d" % number), f"{number}.txt", 1)))  # type: ignore[arg-type]
    programs.ask("own", "post", f"/api/dossiers/{programs.dossier.pk}/records?seen=2", content(expected_objective="改"))
    assert [count(path) for path in paths] == before
    assert max(before) <= 6


def test_a_token_asks_so_often_a_minute(programs: Programs, settings: Any) -> None:
    settings.API_REQUESTS = 2
    cache.clear()
    answers = [programs.ask("own", "get", "/api/dossiers") for _ in range(4)]
    assert answers[-1].status_code == 429  # a minute may end between them, but not twice
    assert 0 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert programs.ask("foreign", "get", "/api/dossiers").status_code == 200


def test_cookies_open_nothing_and_tokens_open_no_page(programs: Programs, client: Client) -> None:
    client.force_login(programs.county["administrator"], backend="jiheng.web.people.accounts.Backend")
    answer = client.get("/api/dossiers")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    page = Client().get("/dossiers/", headers={"Authorization": f"Bearer {programs.secrets['own']}"})
    assert page.status_code == 302


def test_a_token_is_shown_once_and_its_program_is_nobody_who_signs_in(county: County, client: Client) -> None:
    client.force_login(county["administrator"], backend="jiheng.web.people.accounts.Backend")
    station = county.places["water_station"]
    page = client.post(f"/organisations/{station.pk}/tokens/", {"name": "预算系统", "writes": "on", "days": "30"})
    secret = page.context["secret"]
    assert secret in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    token = ApiToken.objects.get()
    assert secret not in str(ApiToken.objects.values().get())
    assert secret not in client.get(f"/organisations/{station.pk}/tokens/").content.decode()
    assert not token.person.is_active
    assert not token.person.has_usable_password()
    assert not Membership.objects.filter(person=token.person).exists()
    assert [entry.action for entry in AuditEntry.objects.order_by("-sequence")[:1]] == ["create_token"]
    used = Client().get("/api/dossiers", headers={"Authorization": f"Bearer {secret}"})
    assert used.status_code == 200
    token.refresh_from_db()
    assert token.last_used_at is not None
    client.post(f"/tokens/{token.pk}/revoke/")
    assert Client().get("/api/dossiers", headers={"Authorization": f"Bearer {secret}"}).status_code == 401
    assert "已经停用" in client.post(f"/tokens/{token.pk}/revoke/", follow=True).content.decode()
    assert client.post(f"/organisations/{station.pk}/tokens/", {"name": "x", "days": "5000"}).context["secret"] == ""


def test_the_description_comes_from_here_alone(county: County, client: Client) -> None:
    described = client.get("/api/openapi.json")
    assert described.json()["openapi"].startswith("3.")
    assert "SelfEvaluationForm" in described.json()["components"]["schemas"]
    client.force_login(county["agency"], backend="jiheng.web.people.accounts.Backend")
    page = client.get("/api/").content.decode()
    assert all(path in page for path in document()["paths"])
    assert "//" not in page.replace("http://testserver", "").replace("</", "").split("<body>")[0].replace("<!doctype html>", "")
    assert settings.SESSION_COOKIE_NAME not in page
