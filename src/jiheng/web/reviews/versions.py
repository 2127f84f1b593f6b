"""Versions of a report asked for: the newest, those a person may see, what is settled of their findings, whether the case moved on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jiheng.reports.compare import PaperChange, compare_places
from jiheng.web.evaluations.assembling import assembled
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.files import storage
from jiheng.web.reviews.making import content_digest
from jiheng.web.reviews.models import FindingWaiver, ReportVersion
from jiheng.web.reviews.rounds import FINAL, FOR_OPINIONS, FOR_REVIEW, Made, final, reviewed, sent

#: The files of a version by what a download is called.
FILES = {"docx": "docx", "pdf": "pdf", "json": "case"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A finding of the checks on a version; ``waiver`` where somebody lets it stand."""

    content: dict[str, Any]
    waiver: FindingWaiver | None

    @property
    def bars(self) -> bool:
        """Whether it bars the report's way."""
        return self.content["severity"] == "must_fix" and self.waiver is None

    @property
    def address(self) -> str:
        """What the address of a waiver calls it."""
        return f"{self.content['fingerprint']}-{self.content['occurrence']}"


def latest(evaluation: Evaluation) -> ReportVersion | None:
    """The newest version."""
    return ReportVersion.objects.filter(evaluation=evaluation).order_by("-number").first()


def made(versions: Sequence[ReportVersion]) -> list[Made]:
    """The versions as the course needs to know them."""
    return [Made(number=one.number, taken=one.taken) for one in versions]


def sent_versions(evaluation: Evaluation) -> dict[int, tuple[str, ...]]:
    """The numbers of the versions that left the evaluators' hands, with the steps that sent them."""
    rows = ReportVersion.objects.filter(evaluation=evaluation).values_list("number", "taken")
    return sent(evaluation.way, [Made(number=number, taken=taken) for number, taken in rows])


def final_version(evaluation: Evaluation) -> int | None:
    """The number of the version the unit is asked to confirm, and may confirm on paper."""
    rows = ReportVersion.objects.filter(evaluation=evaluation).values_list("number", "taken")
    return final(evaluation.way, [Made(number=number, taken=taken) for number, taken in rows])


def purpose(transition: str) -> str:
    """What a version was sent for."""
    return {FOR_OPINIONS: _("征求意见稿"), FOR_REVIEW: _("会审稿"), FINAL: _("报送定稿")}[transition]


def findings(version: ReportVersion, waivers: Sequence[FindingWaiver] | None = None) -> list[Checked]:
    """What the checks say of a version, the gravest first. ``waivers``: those of its evaluation, where they are at hand already."""
    rows = FindingWaiver.objects.filter(evaluation=version.evaluation_id) if waivers is None else waivers
    known = {(one.fingerprint, one.occurrence): one for one in rows}
    found = [Checked(content=one, waiver=known.get((one["fingerprint"], one["occurrence"]))) for one in version.findings]
    order = ("must_fix", "question", "note")
    return sorted(found, key=lambda one: (one.waiver is not None, order.index(one.content["severity"])))


def is_current(version: ReportVersion, evaluation: Evaluation) -> bool:
    """Whether the case is still the one the version was made of."""
    return version.content_digest == content_digest(assembled(evaluation))


def texts_of(version: ReportVersion) -> Mapping[str, str]:
    """The texts of a version by place."""
    texts: Mapping[str, str] = json.loads(storage.fetch(version.texts))
    return texts


def compared(before: ReportVersion, after: ReportVersion) -> tuple[PaperChange, ...]:
    """What differs between two versions, place by place."""
    return compare_places(texts_of(before), texts_of(after))


def reviewed_version(evaluation: Evaluation) -> ReportVersion | None:
    """The version the last joint review was about."""
    versions = list(ReportVersion.objects.filter(evaluation=evaluation).order_by("number"))
    number = reviewed(evaluation.way, made(versions))
    return next((one for one in versions if one.number == number), None)
