"""The records of a flow: states, transitions, deadlines, and the words they are written with. They state and decide nothing."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from jiheng.model import Citation, Record


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_several)]
"""Names; one alone may be written without a list."""

Counted = Literal["calendar_days", "working_days"]
COUNTED: Mapping[str, str] = {"calendar_days": "日", "working_days": "个工作日"}


class Role(Record):
    """Who may act: a duty (``preparer``) in an organisation (``agency``). Whether it is this case's organisation is asked elsewhere.

    ``substitutes``: the roles of whom the first that somebody holds acts where nobody holds this one. ``apart_from``: a role that nobody
    holds together with this one: where one person alone has both, nobody holds this one.
    """

    id: str
    label: str = Field(min_length=1)
    organisation: str
    duty: str = ""
    substitutes: Names = ()
    apart_from: str = ""


class Action(Record):
    """What can be done, and how the button is called where a transition does not say otherwise."""

    id: str
    label: str = Field(min_length=1)


class Requirement(Record):
    """What must be known before a transition. ``test`` looks at the fact of the same name.

    ``text`` some words; ``none`` a count that must be 0; ``confirmed`` yes; ``listed`` at least one; ``number`` a number; ``date`` a day
    not yet gone. ``refusal`` is told when it fails (``{count}`` is the number found), ``unknown`` when nobody has looked.
    """

    id: str
    label: str = Field(min_length=1)
    test: Literal["text", "none", "confirmed", "listed", "number", "date"]
    refusal: str = Field(min_length=1)
    unknown: str = ""


class Words(Record):
    """What flows of a standard may name."""

    roles: dict[str, Role] = {}
    actions: dict[str, Action] = {}
    requirements: dict[str, Requirement] = {}

    @model_validator(mode="after")
    def _substitutes_are_roles(self) -> Self:
        for role in self.roles.values():
            for what, names in (("代行人", role.substitutes), ("不相容角色", (role.apart_from,) if role.apart_from else ())):
                for name in names:
                    if name not in self.roles or name == role.id:
                        raise ValueError(f"角色「{role.id}」的{what}「{name}」不是列出的另一个角色")
        return self


class State(Record):
    """Where a case may stand. ``waits_for`` are the roles that must act; an ``end`` waits for nobody, but may be left again."""

    id: str
    label: str = Field(min_length=1)
    meaning: str = ""
    waits_for: Names = ()
    stage: str = ""
    end: bool = False


class Transition(Record):
    """An action that leads on. Several may have the same action; from one state they lead to one place for one role.

    ``other_than``: not by the person who last did these. ``preceded_by``: only after these were done since the case came here.
    ``overdue``: only when this deadline has passed. ``sets``: the deadline whose day may be given with it.
    """

    id: str
    action: str
    label: str
    sources: Names = Field(alias="from", min_length=1)
    target: str = Field(alias="to")
    roles: Names
    requires: Names = ()
    other_than: Names = ()
    preceded_by: Names = ()
    overdue: str = ""
    sets: str = ""
    note: str = ""
    cite: str = ""
    article: str = ""
    evidence: Literal["confirmed", "secondary", "from_memory", "practice"] | None = None
    citation: Citation | None = None


class Extension(Record):
    """Days more, once a transition was taken."""

    transition: str
    days: int = Field(gt=0)


class Deadline(Record):
    """By when a case must have left ``states``, as it holds on one day.

    Either ``days`` counted from the day ``after`` the latest of some transitions or outside events, or ``on`` a day (``08-31``) of the
    fiscal year (``year`` 1: of the next), or set by people (``settable``). ``rolls``: a last day off moves to the next working day.
    """

    id: str
    label: str = Field(min_length=1)
    states: Names = Field(min_length=1)
    after: Names = ()
    days: int | None = Field(default=None, ge=0)
    counted: Counted = "calendar_days"
    on: str = ""
    year: int = Field(default=0, ge=-1, le=5)
    rolls: bool = False
    extension: Extension | None = None
    settable: bool = False
    remind_before: tuple[int, ...] = ()
    remind_after: tuple[int, ...] = ()
    escalate_to: Names = ()
    note: str = ""
    since: datetime.date
    cite: str
    article: str = ""
    evidence: Literal["confirmed", "secondary", "from_memory", "practice"] | None = None
    citation: Citation | None = None

    @model_validator(mode="after")
    def _one_way_to_count(self) -> Self:
        if self.on and (self.after or self.days is not None):
            raise ValueError("期限只能用一种算法：on（固定日期），或 after 加 days")
        if bool(self.after) != (self.days is not None):
            raise ValueError("after 和 days 须同时写明")
        if not self.on and not self.after and not self.settable:
            raise ValueError("期限没有算法：请写 on，或 after 加 days，或写 settable: true 由通知规定")
        if self.on and not _is_day(self.on):
            raise ValueError(f"固定日期「{self.on}」应写成 08-31 的样子")
        if self.extension is not None and not self.after:
            raise ValueError("只有自某一步起算的期限（after 加 days）才能延长")
        return self

    @property
    def rule(self) -> str:
        """How the day is found, in words."""
        if self.on:
            month, day = self.on.split("-")
            years = {-1: "上年", 0: "当年", 1: "次年"}
            return f"{years.get(self.year, f'第 {self.year + 1} 年')} {int(month)} 月 {int(day)} 日前"
        if self.after:
            more = f"，可延长 {self.extension.days} {COUNTED[self.counted]}" if self.extension else ""
            return f"{self.days} {COUNTED[self.counted]}{more}"
        return "由通知规定"


def _is_day(text: str) -> bool:
    if not re.fullmatch(r"\d\d-\d\d", text):
        return False
    try:
        datetime.date.fromisoformat(f"2001-{text}")  # no leap year: a day that exists in every year
    except ValueError:
        return False
    return True


class Flow(Record):
    """How one kind of case goes, as a standard declares it on a day. ``subject`` says what one case is, ``events`` happen outside of it."""

    id: str
    title: str = Field(min_length=1)
    subject: str = Field(min_length=1)
    standard: str
    start: str
    stages: dict[str, str] = {}
    events: dict[str, str] = {}
    states: dict[str, State] = Field(min_length=1)
    transitions: dict[str, Transition] = Field(min_length=1)
    deadlines: dict[str, Deadline] = {}
    words: Words
    cite: str
    article: str = ""
    note: str = ""
    citation: Citation | None = None

    @property
    def ends(self) -> tuple[str, ...]:
        """The states in which nobody has to act."""
        return tuple(state.id for state in self.states.values() if state.end)

    def of(self, state: str) -> State:
        """The state of that name.

        Raises:
            UnknownState: the flow has none.
        """
        try:
            return self.states[state]
        except KeyError:
            raise UnknownState(self, state) from None

    def leaving(self, state: str) -> tuple[Transition, ...]:
        """The transitions out of a state, those that stay in it included."""
        return tuple(transition for transition in self.transitions.values() if state in transition.sources)

    def called(self, event: str) -> str:
        """An action or an outside event in words; where transitions call an action differently, what the action is called at large."""
        if event in self.events:
            return self.events[event]
        labels = {transition.label for transition in self.transitions.values() if transition.action == event}
        if len(labels) == 1:
            return labels.pop()
        known = self.words.actions.get(event)
        return known.label if known is not None else event

    def people(self, roles: tuple[str, ...]) -> str:
        """Roles in words."""
        return "、".join(self.words.roles[role].label for role in roles)


class UnknownState(ValueError):
    """A case stands where its flow has no state."""

    def __init__(self, flow: Flow, state: str) -> None:
        super().__init__(f"流程「{flow.title}」（{flow.id}）没有状态「{state}」。可用的有：{'、'.join(flow.states)}。")
