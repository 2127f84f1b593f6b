"""An evaluation of the tests' county, driven as far as a test needs it, by the people whose steps they are."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from county_at_hand import County

from jiheng.process import Fact
from jiheng.web.dossiers.models import Dossier
from jiheng.web.evaluations.actions.add_member import add_member
from jiheng.web.evaluations.actions.open_evaluation import open_evaluation
from jiheng.web.evaluations.actions.save_entry import save_entry
from jiheng.web.evaluations.actions.take_evaluation_step import take_evaluation_step
from jiheng.web.evaluations.models import Duty, Entry, Evaluation
from jiheng.web.people.models import Role

#: Those whom an evaluation needs besides the usual people of the tests: who, as what, where.
STAFF = {
    "leader": (Role.REVIEWER, "water_station"),
    "head": (Role.APPROVER, "water_station"),
    "treasurer": (Role.APPROVER, "finance"),
    "colleague": (Role.EVALUATOR, "consultants"),
    "rechecker": (Role.EVALUATOR, "consultants"),
}


@dataclass(slots=True)
class Evaluated:
    """An evaluation of the water station by 云岭衡正, for the finance authority. The people of the county by the names of the tests:

    ``finance`` (client.reviewer), ``treasurer`` (client.approver), ``evaluator`` (lead), ``colleague`` (evaluator), ``rechecker``,
    ``expert``; ``agency``, ``leader``, ``head`` (preparer, reviewer, approver of the agency); ``foreign``, ``inspector`` stand aside.
    """

    county: County
    subject: str = "水库维修养护"
    dossier: Dossier = field(init=False)
    number: int = field(init=False)

    def __post_init__(self) -> None:
        for name, (role, place) in STAFF.items():
            if name not in self.county.people:
                self.county.people[name] = self.county.person(name, role, place)
        self.dossier = self.county.dossier(self.subject)
        places = self.county.places
        made = open_evaluation(self.county["finance"], self.dossier, client=places["finance"], evaluator=places["consultants"])
        self.number = made.pk

    @property
    def evaluation(self) -> Evaluation:
        """The evaluation as it stands, fresh."""
        return Evaluation.objects.select_related("dossier__organisation", "client", "evaluator").get(pk=self.number)

    def team(self) -> None:
        """Lead evaluator, evaluator, rechecker and expert."""
        for name, duty in (
            ("evaluator", Duty.LEAD_EVALUATOR), ("colleague", Duty.EVALUATOR), ("rechecker", Duty.RECHECKER), ("expert", Duty.EXPERT),
        ):  # fmt: skip
            add_member(self.county["finance"], self.evaluation, self.county[name], duty)

    def does(self, who: str, action: str, *, on: datetime.date | None = None, **said: Fact) -> Evaluation:
        """Somebody takes a step, where it has a page of its own as the action of that page takes it."""
        now = self.evaluation
        return take_evaluation_step(self.county[who], now, action, seen=now.version, said=said, confirmed=True, on=on, on_own_page=True)

    def saves(self, who: str, part: str, key: str = "", *, seen: int | None = None, **content: Any) -> Entry:
        """Somebody writes an entry."""
        return save_entry(self.county[who], self.evaluation, part, key, content, seen=seen)

    def planning(self) -> None:
        """Engaged: the evaluators write their plan."""
        self.team()
        self.does("finance", "engage", evidence=["评价委托书"])
        self.saves("evaluator", "schedule", name="现场评价", started_on="2025-03-03", finished_on="2025-03-14")

    def fieldwork(self) -> None:
        """The plan was approved: the evaluators are in the field."""
        self.planning()
        self.does("evaluator", "submit")
        self.does("finance", "approve", comment="同意按方案实施。")

    def stands_at(self, state: str, *, stage: str) -> Evaluation:
        """The evaluation put into a state without the steps before it: for tests of what is done there."""
        now = self.evaluation
        course = now.way.model_copy(update={"state": state})
        flow = now.declared
        columns = Evaluation.columns_of(flow, course)
        assert columns["stage"] == stage
        return now.change(now.version, **columns)
