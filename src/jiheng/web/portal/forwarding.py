"""What can be put forward to publication from its own page: a record as it was stored, the report of an evaluation that has ended."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web import policy, stored
from jiheng.web.acting import Refused
from jiheng.web.dossiers.models import Dossier, FormKind, RecordVersion
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating
from jiheng.web.policy import Permission
from jiheng.web.portal.course import columns, started
from jiheng.web.portal.looking import DRAFTS
from jiheng.web.portal.models import Material, Publication, PublicationFile
from jiheng.web.reviews.models import ReportVersion
from jiheng.web.reviews.rounds import FINAL
from jiheng.web.reviews.versions import findings, sent_versions

#: What the forms are published as; a mid-year form is not published by itself.
MATERIALS: Final[dict[str, Material]] = {
    FormKind.OBJECTIVE_FORM: Material.OBJECTIVE,
    FormKind.SELF_EVALUATION_FORM: Material.SELF_EVALUATION,
}
#: Who puts a report forward; whose step comes next, the flow says.
FORWARDERS: Final = (evaluating.AGENCY_PREPARER, evaluating.CLIENT_REVIEWER, evaluating.CLIENT_APPROVER)
#: From the forming of the information: what is put forward has just come to be.
EVENT: Final = "created"
_CONFIRMED: Final = "confirm_final"
_AGAIN: Final = "not_disclosed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a page shows: the publication under way or done, and whether this person may put forward now."""

    publication: Publication | None
    may: bool


def of_record(person: Person, version: RecordVersion) -> Offer | None:
    """What the page of a record shows of its publication; None for a form that is not published by itself."""
    if version.form not in MATERIALS:
        return None
    found = before_record(version.dossier, version.form)
    if found is not None and not policy.publications(person).filter(pk=found.pk).exists():
        found = None
    fills = policy.may(person, Permission.FILL, version.dossier)
    return Offer(publication=found, may=fills and may_replace(found, version))


def may_replace(found: Publication | None, version: RecordVersion) -> bool:
    """Whether the version may be put forward: nothing is under way, or an older version that is still being prepared."""
    return found is None or (found.state == "preparing" and found.record_id != version.pk)


def before_record(dossier: Dossier, form: str) -> Publication | None:
    """The publication of the form that is under way or done."""
    return Publication.objects.filter(dossier=dossier, record__form=form).exclude(state=_AGAIN).first()


def before_report(evaluation: Evaluation) -> Publication | None:
    """The publication of the report that is under way or done."""
    return Publication.objects.filter(report__evaluation=evaluation).exclude(state=_AGAIN).first()


def final_version(evaluation: Evaluation) -> ReportVersion | None:
    """The report as it was confirmed; None before that."""
    if evaluation.stage != "archive":
        return None
    numbers = [number for number, purposes in sent_versions(evaluation).items() if FINAL in purposes]
    return ReportVersion.objects.filter(evaluation=evaluation, number__in=numbers).order_by("-number").first()


def confirmed_on(evaluation: Evaluation) -> datetime.date:
    """The day on which the report became final."""
    days = [event.on for event in evaluation.way.events if event.transition.startswith(_CONFIRMED)]
    return days[-1] if days else timezone.localdate()


def begun(actor: Person, dossier: Dossier, title: str, on: datetime.date, data: bytes, **said: Any) -> Publication:
    """A publication in preparation with its file. The term runs from that day. Part of an action."""
    course = started(dossier.fiscal_year_id, EVENT, min(on, timezone.localdate()))
    publication = Publication.objects.create(dossier=dossier, title=title[:200], prepared_by=actor, **said, **columns(course))
    give_file(publication, data)
    return publication


def give_file(publication: Publication, data: bytes) -> None:
    """Make this its only file. Part of an action."""
    publication.files.filter(masks__isnull=False).delete()
    publication.files.all().delete()
    PublicationFile.objects.create(
        publication=publication, number=1, name=f"{publication.title}.pdf", content="pdf", size=len(data), digest=stored.keep(DRAFTS, data)
    )


def report_score(version: ReportVersion) -> dict[str, Any]:
    """The report as a record that programs read: what it says of its indicators and scores, nothing of how they came about."""
    return {
        "type": Material.EVALUATION_REPORT.value,
        "title": version.title,
        "score": None if version.score is None else str(version.score),
        "grade": version.grade,
        "indicators": [
            {"id": one["id"], "name": one["name"], **{name: {"raw": one[name] or "", "value": one[name]} for name in ("weight", "score")}}
            for one in version.indicators
        ],
    }


def report_sheet(version: ReportVersion) -> dict[str, Any]:
    """The same as the page shows it."""
    heads = [[_("编号"), False], [_("指标"), False], [_("分值"), True], [_("得分"), True]]
    rows = [
        [[one["id"], False], [one["name"], False], [one["weight"] or "", True], [one["score"] or "", True]] for one in version.indicators
    ]
    score = "" if version.score is None else str(version.score)
    facts = [[_("得分"), score], [_("等级"), version.grade]]
    return {
        "title": version.title,
        "facts": [fact for fact in facts if fact[1]],
        "passages": [],
        "grids": [{"title": _("指标得分"), "heads": heads, "rows": rows}] if rows else [],
    }


def report_checked(version: ReportVersion) -> dict[str, Any]:
    """The check report of the report: what the checks said of this version, but for what somebody in charge let stand."""
    open_ones = [one.content for one in findings(version) if one.waiver is None and one.content["severity"] != "note"]
    grave = any(one["severity"] == "must_fix" for one in open_ones)
    kept = ("code", "severity", "message")
    return {
        "verdict": "must_fix" if grave else "question" if open_ones else "clean",
        "figures": version.figures,
        "checked": version.checked,
        "findings": [{"form": _("评价报告"), **{name: str(one[name]) for name in kept}} for one in open_ones],
    }


def require_final(evaluation: Evaluation) -> ReportVersion:
    """The final version.

    Raises:
        Refused: the report is not final, or is being published already.
    """
    version = final_version(evaluation)
    if version is None:
        raise Refused(_("报告定稿以后才能公开。"))
    if before_report(evaluation) is not None:
        raise Refused(_("这份报告已经在办理公开。"))
    return version
