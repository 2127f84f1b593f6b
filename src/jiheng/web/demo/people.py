"""Places and people of the sample county while it is loaded."""

from __future__ import annotations

from dataclasses import dataclass, field

from jiheng.web.people.models import Membership, Organisation, OrganisationKind, Person, Role


@dataclass(slots=True)
class Loader:
    """What is known while loading: places by name, people by place and role."""

    finance: Organisation
    places: dict[str, Organisation] = field(default_factory=dict)
    people: dict[tuple[int, Role], Person] = field(default_factory=dict)

    def place(self, name: str, kind: OrganisationKind, parent: Organisation | None) -> Organisation:
        """The organisation of that name, made when it is new."""
        if name not in self.places:
            self.places[name] = Organisation.objects.create(kind=kind, name=name, code=f"5399{len(self.places) + 1:03}", parent=parent)
        return self.places[name]

    def person(self, organisation: Organisation, role: Role) -> Person:
        """Who has the role there: the account to try, or somebody made for it."""
        key = (organisation.pk, role)
        if key not in self.people:
            name = f"{organisation.name.removeprefix('澄岚县')}{role.label}"
            person = Person(username=f"{role.value}.{organisation.code}", name=name, is_demo=True)
            person.set_unusable_password()
            person.save()
            Membership.objects.create(person=person, organisation=organisation, role=role)
            self.people[key] = person
        return self.people[key]

    def preparer(self, organisation: Organisation) -> Person:
        """Who fills in forms there."""
        return self.person(organisation, Role.PREPARER)

    @property
    def finance_person(self) -> Person:
        """The performance office of the finance authority."""
        return self.person(self.finance, Role.RECHECKER)
