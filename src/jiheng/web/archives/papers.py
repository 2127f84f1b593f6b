"""Papers in a package for readers without this program, and of what is kept elsewhere than in the dossier."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.regulation import load_standard
from jiheng.reports.archive import ArchiveItem
from jiheng.reports.official_forms import write_forms
from jiheng.reports.render.undated import undated
from jiheng.reports.render.workbook import Column
from jiheng.web import stored
from jiheng.web.archives.naming import part
from jiheng.web.casework.models import Comment, Step
from jiheng.web.complaints.models import Complaint
from jiheng.web.dossiers.models import Dossier, RecordVersion
from jiheng.web.dossiers.records import read
from jiheng.web.downloads import as_csv
from jiheng.web.portal.looking import DRAFTS
from jiheng.web.portal.models import Publication, Published
from jiheng.web.spotchecks.models import Draw

_WAY: Final = (
    Column(_("时间"), 18), Column(_("办理人"), 12), Column(_("身份"), 18), Column(_("事项"), 24), Column(_("由"), 14), Column(_("到"), 14),
    Column(_("内容"), 60),
)  # fmt: skip


def form_papers(dossier: Dossier) -> Iterator[ArchiveItem]:
    """The latest version of each form in its official layout."""
    latest: dict[str, RecordVersion] = {}
    for version in RecordVersion.objects.filter(dossier=dossier).order_by("form", "number"):
        latest[version.form] = version
    for version in latest.values():
        day = timezone.localdate(version.stored_at)
        title = f"{version.get_form_display()}（第 {version.number} 版）"
        data = undated(write_forms([read(version)], load_standard(settings.STANDARD, day), "docx"))
        yield ArchiveItem(path=f"填报表/{title}.docx", title=title, source=data, maker=str(dossier.organisation), date=day)


def way_papers(dossier: Dossier) -> Iterator[ArchiveItem]:
    """Every step and every word said, in order, to be read with any program for tables."""
    steps = Step.objects.filter(case__dossier=dossier).select_related("actor", "case")
    comments = Comment.objects.filter(dossier=dossier).select_related("author")
    lines = [(step.at, _step(step)) for step in steps]
    lines += [(comment.at, [str(comment.author), "", _("讨论"), "", "", comment.text]) for comment in comments]
    if lines:
        rows = [[f"{timezone.localtime(at):%Y-%m-%d %H:%M}", *cells] for at, cells in sorted(lines, key=lambda line: line[0])]
        day = timezone.localdate(max(at for at, _cells in lines))
        yield ArchiveItem(path="办理记录.csv", title="办理记录和讨论", source=as_csv(_WAY, rows), date=day)


def _step(step: Step) -> list[str]:
    said = "；".join(f"{label}：{text}" if label else text for label, text in step.told)
    what = f"{step.case.get_flow_display()} {step.label}"
    return [str(step.actor or _("系统")), step.role_label, what, step.came_from, step.led_to, said]


def spot_check_papers(dossier: Dossier) -> Iterator[ArchiveItem]:
    """How the dossier was drawn, and what the recheck said."""
    for draw in Draw.objects.filter(case__dossier=dossier).select_related("plan__organisation", "case"):
        plan, day = draw.plan, timezone.localdate(draw.plan.made_at)
        said = {
            "plan": str(plan),
            "made_at": plan.made_at.isoformat(timespec="seconds"),
            "method": plan.get_method_display(),
            "seed": plan.seed,
            "population": plan.population,
            "rank": draw.rank,
            "ground": draw.ground,
            "self_score": _text(draw.self_score),
            "recheck_score": _text(draw.case.recheck_score),
        }
        title = f"{day:%Y%m%d}{plan.get_method_display()}第 {draw.rank} 位"
        yield _plain(f"抽查复核/{part(title)}.json", f"抽查复核：{title}", said, maker=str(plan.organisation), day=day)


def complaint_papers(dossier: Dossier) -> Iterator[ArchiveItem]:
    """That there were complaints, by number; their files are kept with the ledger, apart."""
    for complaint in Complaint.objects.filter(dossier=dossier).select_related("owner"):
        said = {
            "number": complaint.number,
            "received_on": str(complaint.received_on),
            "category": complaint.get_category_display(),
            "state": complaint.state_label,
            "accepted": complaint.accepted,
            "replied_on": _text(complaint.replied_on),
        }
        title = f"投诉 {complaint.number}"
        yield _plain(f"投诉/{part(complaint.number)}.json", title, said, maker=str(complaint.owner), day=complaint.received_on)


def publication_papers(dossier: Dossier) -> Iterator[ArchiveItem]:
    """What was prepared for the public, with its files, and what was shown of it."""
    for number, publication in enumerate(Publication.objects.filter(dossier=dossier).select_related("prepared_by").order_by("pk"), 1):
        day = timezone.localdate(publication.prepared_at)
        folder = f"公开/{day:%Y%m%d}-{number} {part(publication.title)}"
        shown = Published.objects.filter(source=publication).order_by("pk")
        said = {
            "title": publication.title,
            "forms": publication.forms,
            "state": publication.state_label,
            "prepared_by": str(publication.prepared_by),
            "steps": [
                {name: str(event[name]) for name in ("name", "on", "state", "reason") if name in event}
                for event in publication.course.get("events", ())
            ],
            "published": [
                {
                    "published_at": one.published_at.isoformat(timespec="seconds"),
                    "withdrawn_at": _text(one.withdrawn_at),
                    "digest": one.digest,
                }
                for one in shown
            ],
        }
        yield _plain(f"{folder}/公开登记.json", f"公开登记：{publication.title}", said, maker=str(dossier.organisation), day=day)
        for file in publication.files.all():
            name = f"{file.number:02} {part(file.name)}"
            yield ArchiveItem(path=f"{folder}/{name}", title=file.name, source=stored.fetch(DRAFTS, file.digest), date=day)


def _plain(path: str, title: str, said: dict[str, Any], *, maker: str, day: datetime.date) -> ArchiveItem:
    data = json.dumps(said, ensure_ascii=False, indent=1).encode()
    return ArchiveItem(path=path, title=title, source=data, maker=maker, date=day)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
