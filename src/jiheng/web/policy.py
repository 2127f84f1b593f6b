"""Who may see and do what: the one place that is asked.

A role reaches the organisation it was given in and all below it. What a person cannot see does not exist for them (404); what they see but
must not do is forbidden (403). Administrators manage people and see no dossier; inspectors see all in their reach and change nothing.
Evaluators and experts see what was assigned to them, nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from jiheng.web.archives.models import Archive
from jiheng.web.assignments.models import Assignment, AssignmentRole
from jiheng.web.audit.models import AuditEntry
from jiheng.web.casework.models import Case
from jiheng.web.casework.sealing import open_forms
from jiheng.web.complaints.models import Complaint
from jiheng.web.dossiers.models import Dossier, FormKind
from jiheng.web.duties import GIVEN_DUTIES, duties_of
from jiheng.web.files.models import Document
from jiheng.web.jobs.models import Job
from jiheng.web.people.models import Membership, Organisation, OrganisationKind, Person, Role
from jiheng.web.portal.models import Publication
from jiheng.web.spotchecks.models import Plan
from jiheng.web.surveys.models import Survey, SurveyState


class Permission(StrEnum):
    """What can be asked for."""

    VIEW = "view"
    """See dossiers and their records."""
    FILL = "fill"
    """Open dossiers of one's own organisation and store records in them."""
    PLAN = "plan"
    """Open dossiers for the organisations below: lists of projects with their budgets."""
    ASSIGN = "assign"
    """Give dossiers to evaluators and experts."""
    DIRECT = "direct"
    """Set days by notice, plan spot checks."""
    MANAGE = "manage"
    """Organisations, memberships, invitations."""
    READ_AUDIT = "read_audit"
    """See who did what."""
    UPLOAD = "upload"
    """Hand in documents, and put those of an inbox into dossiers."""
    ANSWER = "answer"
    """Say of a finding that it will be put right, or why it is none."""
    DISMISS = "dismiss"
    """Say that a check was wrong."""
    SURVEY = "survey"
    """Build, open and close surveys on a dossier, for one's own organisation."""
    WAIVE = "waive"
    """Let a finding stand for a time, as the one who answers for it."""


#: What everybody does who reads the papers of others.
_REVIEWING: Final = (Permission.UPLOAD, Permission.ANSWER, Permission.DISMISS, Permission.SURVEY)
GRANTS: Final[dict[str, frozenset[Permission]]] = {
    Role.PREPARER: frozenset({Permission.VIEW, Permission.FILL, Permission.PLAN, Permission.UPLOAD, Permission.ANSWER, Permission.SURVEY}),
    Role.REVIEWER: frozenset({Permission.VIEW, *_REVIEWING}),
    Role.RECHECKER: frozenset({Permission.DIRECT, Permission.VIEW, *_REVIEWING}),
    Role.APPROVER: frozenset({Permission.VIEW, Permission.PLAN, Permission.ASSIGN, Permission.WAIVE, *_REVIEWING}),
    Role.EVALUATOR: frozenset(),
    Role.EXPERT: frozenset(),
    Role.INSPECTOR: frozenset({Permission.VIEW, Permission.READ_AUDIT}),
    Role.ADMINISTRATOR: frozenset({Permission.MANAGE, Permission.READ_AUDIT}),
    "program.reads": frozenset({Permission.VIEW}),
    "program.writes": frozenset({Permission.FILL, Permission.UPLOAD, Permission.ANSWER}),
}
#: What an assignment to a dossier lets a person from outside do with it.
_FROM_OUTSIDE: Final = (Permission.VIEW, Permission.UPLOAD)
#: Only finance authorities and departments give work to people from outside, and plan for those below.
_ASSIGNING: Final = (OrganisationKind.FINANCE_AUTHORITY, OrganisationKind.DEPARTMENT)
_FROM_ABOVE: Final = (Permission.ASSIGN, Permission.PLAN)
#: Roles that need a second factor wherever they are held; in a finance authority every role does.
_PRIVILEGED: Final = (Role.ADMINISTRATOR, Role.APPROVER, Role.INSPECTOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A role in force and where it was given."""

    role: str
    organisation: int
    kind: str
    path: str

    def grants(self, permission: Permission) -> bool:
        """Whether the role carries the permission here."""
        return permission in GRANTS[self.role] and (permission not in _FROM_ABOVE or self.kind in _ASSIGNING)

    def reaches(self, permission: Permission, organisation: Organisation) -> bool:
        """Whether the permission holds at the organisation: filling in only at one's own, everything else below it too."""
        if not self.grants(permission):
            return False
        own = self.role in (Role.PREPARER, "program.writes")
        only_here = permission is Permission.FILL or (own and permission not in (Permission.VIEW, Permission.PLAN))
        return self.organisation == organisation.pk if only_here else organisation.path.startswith(self.path)


def held(person: Person) -> tuple[Held, ...]:
    """The roles in force; asked of the database once a request."""
    known: tuple[Held, ...] | None = person.__dict__.get("_held")
    if known is None:
        rows = Membership.objects.filter(person=person, until__isnull=True, organisation__is_active=True).select_related("organisation")
        known = tuple(
            Held(role=row.role, organisation=row.organisation_id, kind=row.organisation.kind, path=row.organisation.path) for row in rows
        )
        person.__dict__["_held"] = known
    return known


def act_for(program: Person, organisation: Organisation, *, writes: bool) -> None:
    """From now on the program has the rights of its token at the organisation, and no others."""
    reads = Held(role="program.reads", organisation=organisation.pk, kind=organisation.kind, path=organisation.path)
    program.__dict__["_held"] = (reads, replace(reads, role="program.writes")) if writes else (reads,)


def forget(person: Person) -> None:
    """Roles changed: ask again."""
    person.__dict__.pop("_held", None)
    person.__dict__.pop("_reach", None)


def holds(person: Person, permission: Permission) -> bool:
    """Whether the person has the permission anywhere: what a menu asks."""
    return any(one.grants(permission) for one in held(person))


def may(person: Person, permission: Permission, subject: Organisation | Dossier) -> bool:
    """Whether the person may do this to the subject."""
    organisation = subject.organisation if isinstance(subject, Dossier) else subject
    if any(one.reaches(permission, organisation) for one in held(person)):
        return True
    return isinstance(subject, Dossier) and permission in _FROM_OUTSIDE and _is_assigned(person, subject)


def surveys_for(person: Person, dossier: Dossier) -> int | None:
    """The organisation for which the person may run surveys on the dossier: one's own, or that of an evaluator it was given to."""
    own = next((one.organisation for one in held(person) if one.reaches(Permission.SURVEY, dossier.organisation)), None)
    if own is None and _is_assigned(person, dossier, AssignmentRole.EVALUATOR):
        own = next((one.organisation for one in held(person) if one.role == Role.EVALUATOR), None)
    return own


def surveys(person: Person) -> QuerySet[Survey]:
    """The surveys a person can see: those of visible dossiers, drafts only by those for whose organisation they are drawn up."""
    own = [one.organisation for one in held(person)]
    return Survey.objects.filter(~Q(state=SurveyState.DRAFT) | Q(organisation__in=own), sees(person, "dossier__"))


def runs_survey(person: Person, survey: Survey) -> bool:
    """Whether the survey is the person's to change, open and close: who began it, runs it."""
    return surveys_for(person, survey.dossier) == survey.organisation_id


def require_survey(person: Person, survey: Survey) -> None:
    """Nothing if the person runs the survey; 404 for one they cannot see, else 403."""
    if runs_survey(person, survey):
        return
    if not surveys(person).filter(pk=survey.pk).exists():
        raise Http404
    raise PermissionDenied


def can_open(person: Person, organisation: Organisation) -> bool:
    """Whether the person may open dossiers there: one's own, and, from a department or finance authority, of all below."""
    return may(person, Permission.FILL, organisation) or may(person, Permission.PLAN, organisation)


def forms_to_fill(person: Person, dossier: Dossier) -> tuple[FormKind, ...]:
    """The forms the person may store a new version of now: theirs to fill, the year is open, and they are not handed in."""
    return open_forms(dossier) if may(person, Permission.FILL, dossier) and dossier.fiscal_year.is_open else ()


def duties(person: Person, dossier: Dossier) -> frozenset[str]:
    """As what the person may act on the dossier, in the words of the flows."""
    found = {
        duty
        for one in held(person)
        for duty, place in duties_of(one.role, one.kind, one.organisation, one.path)
        if place.reaches(dossier.organisation)
    }
    given = Assignment.objects.filter(dossier=dossier, person=person, withdrawn_at__isnull=True).values_list("role", flat=True)
    return frozenset(found | {GIVEN_DUTIES[role] for role in given})


def cases(person: Person) -> QuerySet[Case]:
    """The cases of the dossiers a person can see."""
    return Case.objects.filter(sees(person, "dossier__"))


def plans(person: Person) -> QuerySet[Plan]:
    """The plans of spot checks in a person's reach."""
    return Plan.objects.filter(_below(person, (Permission.VIEW,), "organisation__path"))


def manages(actor: Person, person: Person) -> bool:
    """Whether the actor manages every organisation in which the person holds a role: only then is the account in their hands."""
    places = Organisation.objects.filter(memberships__person=person, memberships__until__isnull=True)
    return all(may(actor, Permission.MANAGE, place) for place in places)


def require(person: Person, permission: Permission, subject: Organisation | Dossier) -> None:
    """Nothing if the person may; 404 for what they cannot even see, else 403."""
    if may(person, permission, subject):
        return
    visible = dossiers(person) if isinstance(subject, Dossier) else organisations(person)
    if not visible.filter(pk=subject.pk).exists():
        raise Http404
    raise PermissionDenied


def manages_years(person: Person) -> bool:
    """Whether the person opens and closes fiscal years: an administrator of a finance authority with none above it."""
    return authority(person) is not None


def authority(person: Person) -> Organisation | None:
    """The finance authority at the head of the tree which the person administers, if any."""
    heads = [one.organisation for one in held(person) if one.grants(Permission.MANAGE) and one.kind == OrganisationKind.FINANCE_AUTHORITY]
    return Organisation.objects.filter(pk__in=heads, parent__isnull=True).first()


def require_years(person: Person) -> None:
    """Nothing if the person opens and closes fiscal years, else 403."""
    if not manages_years(person):
        raise PermissionDenied


def sees(person: Person, dossier: str = "") -> Q:
    """Which dossiers a person can see, as a condition on rows that lead to one by this path (``"dossier__"``; empty: the dossier itself).

    By number on both sides: an index serves each, where one comparison of texts would read every row.
    """
    assigned = Assignment.objects.filter(person=person, withdrawn_at__isnull=True)
    below = Organisation.objects.filter(_below(person, (Permission.VIEW,), "path"))
    return Q(**{f"{dossier}organisation__in": below}) | Q(**{f"{dossier}pk__in": assigned.values("dossier")})


def dossiers(person: Person) -> QuerySet[Dossier]:
    """The dossiers a person can see."""
    return Dossier.objects.filter(sees(person))


def documents(person: Person) -> QuerySet[Document]:
    """The documents a person can see: those of visible dossiers, and those in the inboxes of organisations in reach."""
    below = Organisation.objects.filter(_below(person, (Permission.VIEW,), "path"))
    return Document.objects.filter(sees(person, "dossier__") | Q(dossier=None, organisation__in=below))


def jobs(person: Person) -> QuerySet[Job]:
    """The long work a person can see, stop and ask for again: their own."""
    return Job.objects.filter(requested_by=person)


def handles(person: Person, permission: Permission, document: Document) -> bool:
    """Whether the person may do this to the document: the dossier it is in decides, else the inbox."""
    return may(person, permission, document.dossier or document.organisation)


def require_for_document(person: Person, permission: Permission, document: Document) -> None:
    """Nothing if the person may; 404 for a document they cannot see, else 403."""
    if handles(person, permission, document):
        return
    if not documents(person).filter(pk=document.pk).exists():
        raise Http404
    raise PermissionDenied


def organisations(person: Person) -> QuerySet[Organisation]:
    """The organisations a person can see: those in reach, and those they belong to."""
    own = Q(pk__in=[one.organisation for one in held(person)])
    return Organisation.objects.filter(_below(person, (Permission.VIEW, Permission.MANAGE), "path") | own)


def audit_entries(person: Person) -> QuerySet[AuditEntry]:
    """The audit entries a person can read."""
    return AuditEntry.objects.filter(_below(person, (Permission.READ_AUDIT,), "organisation__path"))


#: As what a person acts on complaints, in the words of the flow: by role, at the finance authority that keeps the ledger.
_COMPLAINT_DUTIES: Final[dict[str, str]] = {
    Role.RECHECKER: "finance_authority.performance_office",
    Role.APPROVER: "finance_authority.approver",
}
#: Who reads the ledger of a finance authority.
_LEDGER_ROLES: Final = (*_COMPLAINT_DUTIES, Role.INSPECTOR)
#: Who can be told to look into a complaint, by kind of organisation.
HANDLERS: Final[dict[str, str]] = {
    OrganisationKind.DEPARTMENT: "department.reviewer",
    OrganisationKind.FINANCE_AUTHORITY: "finance_authority.business_office",
}


def ledgers(person: Person) -> tuple[int, ...]:
    """The finance authorities whose ledger of complaints the person reads."""
    return tuple({one.organisation for one in held(person) if one.kind == OrganisationKind.FINANCE_AUTHORITY and one.role in _LEDGER_ROLES})


def registers_complaints(person: Person) -> tuple[int, ...]:
    """The finance authorities for which the person writes complaints into the ledger."""
    kind = OrganisationKind.FINANCE_AUTHORITY
    return tuple({one.organisation for one in held(person) if one.kind == kind and one.role == Role.RECHECKER})


def has_complaints(person: Person) -> bool:
    """Whether the person has to do with complaints at all: what a menu asks."""
    return bool(ledgers(person)) or any(one.role == Role.REVIEWER and one.kind in HANDLERS for one in held(person))


def complaints(person: Person) -> QuerySet[Complaint]:
    """The complaints a person can see: those of their ledger, and those they were told to look into."""
    handled = Q(handler=person, handling__in=[one.organisation for one in held(person) if one.role == Role.REVIEWER])
    return Complaint.objects.filter(Q(owner__in=ledgers(person)) | handled)


def complaints_waiting_for(person: Person) -> QuerySet[Complaint]:
    """The open complaints of which the next step is this person's."""
    handled = reduce(or_, (Q(waits_for__contains=f" {duty} ") for duty in HANDLERS.values())) & Q(handler=person)
    kept = Q(owner__in=registers_complaints(person), waits_for__contains=f" {_COMPLAINT_DUTIES[Role.RECHECKER]} ")
    return complaints(person).filter(kept | handled, is_open=True)


def complaints_brought_before(person: Person) -> QuerySet[Complaint]:
    """The open complaints that are late and were brought before this person, who answers for the ledger."""
    kind, duty = OrganisationKind.FINANCE_AUTHORITY, _COMPLAINT_DUTIES[Role.APPROVER]
    owners = {one.organisation for one in held(person) if one.kind == kind and one.role == Role.APPROVER}
    return Complaint.objects.filter(owner__in=owners, escalated_to__contains=f" {duty} ", is_open=True)


def complaint_duties(person: Person, complaint: Complaint) -> frozenset[str]:
    """As what the person may act on the complaint, in the words of the flow."""
    found = {
        _COMPLAINT_DUTIES[one.role] for one in held(person) if one.organisation == complaint.owner_id and one.role in _COMPLAINT_DUTIES
    }
    if complaint.handler_id == person.pk:
        found |= {HANDLERS[one.kind] for one in held(person) if one.role == Role.REVIEWER and one.organisation == complaint.handling_id}
    return frozenset(found)


def sees_complainant(person: Person, complaint: Complaint) -> bool:
    """Whether the person may see who complained: who keeps the ledger; who looks into it only where no secrecy was asked for."""
    duties = complaint_duties(person, complaint)
    if _COMPLAINT_DUTIES[Role.RECHECKER] in duties:
        return True
    return not complaint.confidential and bool(duties & set(HANDLERS.values()))


def publications(person: Person) -> QuerySet[Publication]:
    """What is being published of the dossiers in a person's reach; who was merely given a dossier does not see it."""
    return Publication.objects.filter(_below(person, (Permission.VIEW,), "dossier__organisation__path"))


def archives(person: Person) -> QuerySet[Archive]:
    """The packages of dossiers a person can have: who directs the work of all below makes them and hands them over."""
    return Archive.objects.filter(_below(person, (Permission.DIRECT,), "dossier__organisation__path"))


def needs_second_factor(person: Person) -> bool:
    """Whether the person may work only with a second factor."""
    if settings.SECOND_FACTOR == "privileged":
        return any(one.role in _PRIVILEGED or one.kind == OrganisationKind.FINANCE_AUTHORITY for one in held(person))
    return bool(settings.SECOND_FACTOR == "all")


def _is_assigned(person: Person, dossier: Dossier, *roles: AssignmentRole) -> bool:
    given = Assignment.objects.filter(dossier=dossier, person=person, withdrawn_at__isnull=True)
    return (given.filter(role__in=roles) if roles else given).exists()


def _below(person: Person, permissions: tuple[Permission, ...], field: str) -> Q:
    paths = {one.path for one in held(person) if any(one.grants(permission) for permission in permissions)}
    return reduce(or_, (Q(**{f"{field}__startswith": path}) for path in sorted(paths)), Q(pk__in=()))
