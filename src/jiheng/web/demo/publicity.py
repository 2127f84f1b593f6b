"""What the public of the sample county sees and says: published self-evaluations, complaints new, answered and late."""

from __future__ import annotations

import datetime
from typing import Any, Final

from django.db.models import Exists, OuterRef

from jiheng.web.casework import flows
from jiheng.web.casework.models import Case, FlowName
from jiheng.web.complaints.actions.advance import advance
from jiheng.web.complaints.actions.hand_in import hand_in
from jiheng.web.complaints.actions.link_dossier import link_dossier
from jiheng.web.complaints.models import Category, Channel, Complaint, Satisfaction
from jiheng.web.demo.accounts import AGENCY, DEPARTMENT
from jiheng.web.demo.people import Loader
from jiheng.web.dossiers.models import Dossier, DossierKind, FormKind, RecordVersion
from jiheng.web.people.models import Membership, Role
from jiheng.web.portal.actions.prepare_publication import prepare_publication
from jiheng.web.portal.actions.take_publication_step import take_publication_step

_FORM: Final = FormKind.SELF_EVALUATION_FORM
#: How far each publication comes, the first two to the public.
_COURSES: Final = (("submit", "publish"), ("submit", "publish"), ("submit",))
#: How long ago the late complaint came: far beyond the term of acceptance.
_LATE: Final = 40
_SAID: Final[dict[str, Any]] = {"anonymous": True, "category": Category.WRONG_DATA}
_REPLY: Final = {
    "established_facts": "查阅验收单并到现场查看：护坡已在十二月底前修完，自评表所填数量属实，完工照片没有随表公开。",
    "measure": "要求单位补充公开完工照片。",
    "reply": "您反映的护坡已经完工，自评表数据属实。我们已要求单位补充公开完工照片，感谢监督。",
}


def publish(loader: Loader, year: int) -> None:
    """Self-evaluations of different agencies: two published, one still with the reviewer."""
    changed = RecordVersion.objects.filter(dossier=OuterRef("dossier"), form=_FORM, number__gt=1)
    rows = Case.objects.filter(
        ~Exists(changed),
        flow=FlowName.SELF_EVALUATION,
        dossier__fiscal_year=year,
        dossier__kind=DossierKind.PROJECT,
        dossier__awaits_record=False,
    )
    places = set[int]()
    courses = iter(_COURSES)
    for case in rows.select_related("dossier__organisation", "dossier__fiscal_year").order_by("is_open", "pk"):
        if case.dossier.organisation_id in places:
            continue
        places.add(case.dossier.organisation_id)
        course = next(courses, None)
        if course is None:
            return
        _published(loader, case.dossier, course)


def _published(loader: Loader, dossier: Dossier, course: tuple[str, ...]) -> None:
    place = dossier.organisation
    publication = prepare_publication(
        loader.preparer(place),
        dossier,
        title=f"{dossier.fiscal_year_id}年度{dossier.subject}绩效自评",
        forms=[_FORM],
        documents=[],
        event="created",
        on=flows.today() - datetime.timedelta(days=7),
    )
    for name in course:
        person = loader.preparer(place) if name == "submit" else loader.person(place, Role.REVIEWER)
        said = {"secrecy_check": True} if name == "publish" else {}
        take_publication_step(person, publication, name, seen=publication.version, said=said, confirmed=True)


def complain(loader: Loader, year: int) -> None:
    """Three complaints about an agency whose department has an account to try: anonymous and new, answered, not accepted in time."""
    rows = Dossier.objects.filter(fiscal_year=year, kind=DossierKind.PROJECT, organisation__parent__name=DEPARTMENT)
    dossier = rows.exclude(organisation__name=AGENCY).select_related("organisation__parent").order_by("pk").first()
    if dossier is None:
        return
    about = {"about": dossier.organisation, "project": dossier.subject}
    _answered(loader, dossier, about)
    text = "项目公示栏写已经完工，村里的设施上个月才开始修。请核实完工时间。"
    hand_in(None, loader.finance, {**_SAID, **about, "summary": text})
    named = {**about, "channel": Channel.TELEPHONE, "category": Category.LATE_DISCLOSURE, "complainant": "某居民", "contact": "来电"}
    text = "上一年度的自评表在网上找不到，打电话问也没有答复。希望按期公开。"
    hand_in(loader.finance_person, loader.finance, {**named, "summary": text}, on=flows.today() - datetime.timedelta(days=_LATE))


def _answered(loader: Loader, dossier: Dossier, about: dict[str, Any]) -> None:
    text = "自评表写护坡全部修完，北侧还有一段没有修。请查明并公开。"
    finance, place = loader.finance_person, dossier.organisation
    complaint, _code = hand_in(None, loader.finance, {**_SAID, **about, "summary": text}, on=flows.today() - datetime.timedelta(days=9))
    handler = loader.person(place.parent or place, Role.REVIEWER)
    steps: tuple[tuple[Any, str, dict[str, Any]], ...] = (
        (finance, "accept_complaint", {}),
        (finance, "assign", {"candidate": Membership.objects.get(person=handler, role=Role.REVIEWER)}),
        (handler, "reply", _REPLY),
        (finance, "approve", {"comment": "同意。", "reply": _REPLY["reply"], "reply_way": "网上公布"}),
        (None, "rate_reply", {"satisfaction": Satisfaction.SATISFIED.value}),
    )
    for person, name, said in steps:
        _advanced(person, complaint, name, said)
    link_dossier(finance, complaint, dossier, seen=complaint.version)


def _advanced(person: Any, complaint: Complaint, name: str, said: dict[str, Any]) -> None:
    advance(person, complaint, name, seen=complaint.version, said=said)
