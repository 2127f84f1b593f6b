"""People and forms to drive cases with, for the tests of flows."""

from __future__ import annotations

from dataclasses import dataclass, field

from county_at_hand import PASSWORD, YEAR, County, form
from django.test import Client

from jiheng.model import AnyForm
from jiheng.process import Fact
from jiheng.sample.county import load_county
from jiheng.sample.county_forms import monitoring, objective
from jiheng.web.casework.actions.take_step import take_step
from jiheng.web.casework.models import Case
from jiheng.web.dossiers.actions.store_record import store_record
from jiheng.web.dossiers.models import Dossier, Stage
from jiheng.web.people.models import Person, Role

FORMS = {Stage.OBJECTIVE: objective, Stage.MONITORING: monitoring}


def staff(county: County) -> None:
    """Those whom the flows need besides the usual people of the tests."""
    county.people["leader"] = county.person("leader", Role.REVIEWER, "water_station")
    county.people["business"] = county.person("business", Role.REVIEWER, "finance")
    county.people["treasurer"] = county.person("treasurer", Role.APPROVER, "finance")


def paper(stage: Stage) -> AnyForm:
    """A form without faults for the stage."""
    return FORMS[stage](load_county(year=YEAR).projects[0]) if stage in FORMS else form()


def browser(person: Person) -> Client:
    """Somebody signed in."""
    client = Client()
    client.force_login(person, backend="jiheng.web.people.accounts.Backend")
    return client


@dataclass(slots=True)
class Way:
    """A dossier of the water station on its way; ``does`` takes one step after the other."""

    county: County
    stage: Stage
    dossier: Dossier = field(init=False)

    def __post_init__(self) -> None:
        if "leader" not in self.county.people:
            staff(self.county)
        self.dossier = self.county.dossier(stage=self.stage)

    @property
    def case(self) -> Case:
        """The case of the stage it began with, fresh."""
        return Case.objects.select_related("dossier__organisation", "dossier__fiscal_year").get(dossier=self.dossier, flow=self.stage)

    def fill(self, record: AnyForm | None = None) -> None:
        """Store the form of the stage."""
        dossier = Dossier.objects.get(pk=self.dossier.pk)
        store_record(self.county["agency"], dossier, record or paper(self.stage), seen=dossier.version)

    def does(self, who: str, action: str, **said: Fact) -> Case:
        """Somebody takes a step."""
        case = self.case
        return take_step(self.county[who], case, action, seen=case.version, said=said, confirmed=True)

    def to_finance(self) -> None:
        """Filled, handed in, passed by agency and department."""
        self.fill()
        self.does("agency", "submit")
        self.does("leader", "review")
        self.does("reviewer", "review", comment="同意")


__all__ = ["PASSWORD", "Way", "browser", "paper", "staff"]
