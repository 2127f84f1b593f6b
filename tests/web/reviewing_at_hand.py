"""An evaluation with a report: the sample case typed into it, versions made or put there, driven to where a test needs it."""

from __future__ import annotations

import json
from functools import cache

from evaluation_at_hand import Evaluated

from jiheng.model import EvaluationCase
from jiheng.sample.cases import case_text
from jiheng.scoring.case_file import load_case, to_json
from jiheng.web.evaluations.assembling import assembled
from jiheng.web.evaluations.models import Entry, Evaluation
from jiheng.web.evaluations.parts import PARTS
from jiheng.web.files import storage
from jiheng.web.reviews.actions.answer_opinion import answer_opinion
from jiheng.web.reviews.actions.give_opinion import give_opinion
from jiheng.web.reviews.actions.send_opinions import send_opinions
from jiheng.web.reviews.making import content_digest
from jiheng.web.reviews.models import Decision, ReportVersion

INDICATORS = [
    {"id": "1.1.1", "name": "立项依据充分性", "weight": "4", "score": "4"},
    {"id": "2.1.1", "name": "预算执行率", "weight": "10", "score": "8.5"},
]
TEXTS = {
    "标题「一、基本情况」": "一、基本情况",
    "「一、基本情况」段落 background": "水库维修养护由运行中心实施。",
    "「一、基本情况」表1 / 金额": "120.00",
    "标题「二、结论」": "二、结论",
    "「二、结论」段落 verdict": "得分为88.50分，等级为良。",
}


@cache
def sample() -> EvaluationCase:
    """The sample case of a project, with a text where it has a gap."""
    case = load_case(case_text("project"), "案例.yaml").case
    return case.model_copy(update={"texts": {**case.texts, "practices": "按季通报培训和服务进度。"}})


@cache
def _frozen() -> bytes:
    return to_json(sample()).encode()


def typed_in(evaluated: Evaluated) -> None:
    """The sample case as the entries of the evaluation."""
    case = sample()
    plain = json.loads(case.model_dump_json(exclude_defaults=True))
    Evaluation.objects.filter(pk=evaluated.number).update(frame=plain["frame"])
    rows = []
    for part in PARTS.values():
        content = plain["engagement"].get("schedule", []) if part.name == "schedule" else plain.get(part.name, [])
        rows += [_entry(evaluated.number, part.name, part.key_field, place, one) for place, one in enumerate(_listed(content), 1)]
    Entry.objects.bulk_create(rows)


def _listed(content: object) -> list[tuple[str, object]]:
    if isinstance(content, dict):
        return list(content.items())
    assert isinstance(content, list)
    return [("", one) for one in content]


def _entry(evaluation: int, part: str, key_field: str, place: int, one: tuple[str, object]) -> Entry:
    key, value = one
    if part == "texts":
        content: dict[str, object] = {"text": value}
    elif part == "values":
        content = {"value": value}
    elif part == "evaluation_basis":
        content = {"text": value}
    else:
        assert isinstance(value, dict)
        content = {name: item for name, item in value.items() if name != key_field}
        key = str(value.get(key_field) or place)
    return Entry(evaluation_id=evaluation, part=part, key=key or str(place), position=place, content=content)


def version_of(evaluated: Evaluated, *, findings: list[dict[str, object]] | None = None, **changes: object) -> ReportVersion:
    """A version put there without being made: for all that does not read its papers."""
    now = evaluated.evaluation
    number = ReportVersion.objects.filter(evaluation=now).count() + 1
    texts = {**TEXTS, **changes.pop("texts", {})}  # type: ignore[dict-item]
    empty = storage.keep(b"paper")
    values: dict[str, object] = {
        "kind": "project_report",
        "title": "水库维修养护项目绩效评价报告",
        "state": now.state,
        "taken": len(now.way.events),
        "content_digest": content_digest(assembled(now)),
        "score": "88.50",
        "grade": "良",
        "case": storage.keep(_frozen()),
        "texts": storage.keep(json.dumps(texts, ensure_ascii=False).encode()),
        "docx": empty,
        "pdf": empty,
        "headings": ["一、基本情况", "二、结论"],
        "indicators": INDICATORS,
        "findings": findings or [],
        "made_by": evaluated.county["evaluator"],
        **changes,
    }
    version = ReportVersion(evaluation=now, number=number, **values)
    version.save()
    return version


def finding(severity: str = "must_fix", **changes: object) -> dict[str, object]:
    """What the checks say of a version."""
    plain = {"code": "EVR105", "message": "各级得分加不到总分。", "advice": "请重算。", "trace": "", "citations": []}
    return {"severity": severity, "place": "二、结论", "quote": "", "fingerprint": "ab12", "occurrence": 0, **plain, **changes}


def drafting(evaluated: Evaluated) -> None:
    """Fieldwork and scoring lie behind; the report is written."""
    evaluated.team()
    evaluated.stands_at("drafting", stage="report")


def sent_for_opinions(evaluated: Evaluated, *, findings: list[dict[str, object]] | None = None) -> ReportVersion:
    """A version that was sent to bureau and unit."""
    drafting(evaluated)
    version = version_of(evaluated, findings=findings)
    evaluated.does("colleague", "submit")
    evaluated.does("rechecker", "request_opinions")
    return version


def at_joint_review(evaluated: Evaluated, *, opinion: str = "", findings: list[dict[str, object]] | None = None) -> ReportVersion:
    """The version the experts sit over; an opinion of the unit was rejected where one is told."""
    version = sent_for_opinions(evaluated, findings=findings)
    county = evaluated.county
    given = give_opinion(county["leader"], evaluated.evaluation, text=opinion) if opinion else None
    send_opinions(county["leader"], evaluated.evaluation, seen=evaluated.evaluation.version)
    evaluated.does("evaluator", "close_opinions")
    if given is not None:
        given.refresh_from_db()
        answer_opinion(county["evaluator"], given, Decision.REJECTED, seen=given.version, reason="数据无误。", change="")
    evaluated.does("evaluator", "answer_opinions")
    return version
