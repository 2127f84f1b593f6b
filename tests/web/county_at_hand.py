"""A county of two departments for tests of the workspace: one person for each role, one dossier."""

from __future__ import annotations

from dataclasses import dataclass, field

from jiheng.model import SelfEvaluationForm
from jiheng.sample.county import load_county
from jiheng.sample.county_forms import self_evaluation
from jiheng.web.dossiers.actions.open_dossier import open_dossier
from jiheng.web.dossiers.actions.store_record import store_record
from jiheng.web.dossiers.models import Dossier, DossierKind, Stage
from jiheng.web.people.models import FiscalYear, Membership, Organisation, OrganisationKind, Person, Role

PASSWORD = "Korrekt-Pferd-9"
YEAR = 2024
#: What a role is called in the tests, where it is held.
HELD = {
    "agency": (Role.PREPARER, "water_station"),
    "foreign": (Role.PREPARER, "school"),
    "reviewer": (Role.REVIEWER, "water"),
    "approver": (Role.APPROVER, "water"),
    "finance": (Role.RECHECKER, "finance"),
    "evaluator": (Role.EVALUATOR, "consultants"),
    "expert": (Role.EXPERT, "finance"),
    "inspector": (Role.INSPECTOR, "finance"),
    "administrator": (Role.ADMINISTRATOR, "finance"),
}


def form(**changes: object) -> SelfEvaluationForm:
    """A self-evaluation form of the sample county."""
    return self_evaluation(load_county(year=YEAR).projects[0]).model_copy(update=changes)


@dataclass(slots=True)
class County:
    """Places and people by the names of the tests."""

    places: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    def person(self, username: str, role: Role | None = None, place: str = "") -> Person:
        """A new person, with a role if one is given."""
        person = Person.objects.create_user(username, PASSWORD, name=f"{username}（测试）")
        if role:
            Membership.objects.create(person=person, organisation=self.places[place], role=role)
        return person

    def dossier(self, subject: str = "水库维修养护", *, stage: Stage = Stage.SELF_EVALUATION) -> Dossier:
        """A dossier of the water station, still without a form."""
        year = FiscalYear.objects.get(pk=YEAR)
        return open_dossier(self["agency"], self.places["water_station"], year=year, kind=DossierKind.PROJECT, subject=subject, stage=stage)

    def filed(self, subject: str = "水库维修养护") -> Dossier:
        """A dossier with its form."""
        dossier = self.dossier(subject)
        store_record(self["agency"], dossier, form(), seen=dossier.version)
        return dossier


def build() -> County:
    """The county, stored."""
    county = County()
    plan = (
        ("finance", OrganisationKind.FINANCE_AUTHORITY, "澄岚县财政局", None),
        ("water", OrganisationKind.DEPARTMENT, "澄岚县水利局", "finance"),
        ("water_station", OrganisationKind.AGENCY, "澄岚县水库运行中心", "water"),
        ("education", OrganisationKind.DEPARTMENT, "澄岚县教育局", "finance"),
        ("school", OrganisationKind.AGENCY, "澄岚县第一中学", "education"),
        ("consultants", OrganisationKind.THIRD_PARTY_EVALUATOR, "云岭衡正咨询公司", None),
    )
    for name, kind, title, above in plan:
        county.places[name] = Organisation.objects.create(kind=kind, name=title, code=name, parent=county.places.get(above or ""))
    for name, (role, place) in HELD.items():
        county.people[name] = county.person(name, role, place)
    FiscalYear.objects.create(year=YEAR)
    FiscalYear.objects.create(year=YEAR - 1, is_open=False)
    return county
