"""Which cases a spot check takes: at random from a seed, by amount, by risk. The same cases and the same seed give the same draw."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from jiheng.model.amounts import text
from jiheng.web import policy
from jiheng.web.casework.models import Case, FlowName
from jiheng.web.findings.models import Finding
from jiheng.web.people.models import Organisation, Person
from jiheng.web.spotchecks.models import Method

#: Where a self-evaluation waits for the decision whether it is looked at again.
WAITING: Final = "received"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """A case that would be drawn, and why it stands where it stands."""

    case: Case
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What a plan would draw from how many. ``digest`` names exactly this draw."""

    picked: tuple[Picked, ...]
    population: int

    @property
    def digest(self) -> str:
        """The same for the same cases at the same version in the same order."""
        told = ";".join(f"{one.case.pk}:{one.case.version}" for one in self.picked)
        return hashlib.sha256(f"{self.population}|{told}".encode()).hexdigest()


def sample(person: Person, organisation: Organisation, year: int, method: Method, size: int, seed: str) -> Sample:
    """The draw from all self-evaluations received below an organisation."""
    cases = list(
        policy.cases(person)
        .filter(
            flow=FlowName.SELF_EVALUATION,
            state=WAITING,
            dossier__fiscal_year=year,
            dossier__organisation__path__startswith=organisation.path,
        )
        .annotate(returns=Count("steps", filter=Q(steps__action="send_back")))
        .select_related("dossier__organisation", "dossier__fiscal_year")
        .order_by("pk")
    )
    ranked = _RANKS[method](cases, seed)
    return Sample(picked=tuple(ranked[:size]), population=len(cases))


def _random(cases: Sequence[Case], seed: str) -> list[Picked]:
    """In the order of the digests of seed and number: anybody can count it again."""
    numbered = sorted((hashlib.sha256(f"{seed}:{case.pk}".encode()).hexdigest(), case) for case in cases) if cases else []
    return [
        Picked(case=case, ground=_("随机，种子 {seed}，摘要 {digest}").format(seed=seed, digest=digest[:8])) for digest, case in numbered
    ]


def _amount(cases: Sequence[Case], _seed: str) -> list[Picked]:
    ordered = sorted(cases, key=lambda case: (-(case.dossier.adjusted_budget or Decimal(-1)), case.pk))
    return [Picked(case=case, ground=_("预算 {amount} 万元").format(amount=_told(case.dossier.adjusted_budget))) for case in ordered]


def _risk(cases: Sequence[Case], _seed: str) -> list[Picked]:
    """By the sum of the places a case has under each measure; no measure weighs more than another, and no threshold is needed."""
    unsettled = _unsettled(cases)
    columns = [measure(cases) for measure in _MEASURES]
    columns.append([Decimal(unsettled.get(case.dossier_id, 0)) for case in cases])
    places = [sum(_place(column, column[row]) for column in columns) for row in range(len(cases))]
    order = sorted(range(len(cases)), key=lambda row: (places[row], cases[row].pk))
    return [Picked(case=cases[row], ground=_ground(cases[row], unsettled.get(cases[row].dossier_id, 0))) for row in order]


def _place(column: Sequence[Decimal], value: Decimal) -> int:
    return sum(other > value for other in column)


def _returns(cases: Sequence[Case]) -> list[Decimal]:
    return [Decimal(getattr(case, "returns", 0)) for case in cases]


def _off_execution(cases: Sequence[Case]) -> list[Decimal]:
    rates = (case.dossier.execution_rate for case in cases)
    return [abs(100 - rate) if rate is not None else Decimal(100) for rate in rates]


def _score_over_execution(cases: Sequence[Case]) -> list[Decimal]:
    pairs = ((case.dossier.score, case.dossier.execution_rate) for case in cases)
    return [score - min(rate, Decimal(100)) if score is not None and rate is not None else Decimal(0) for score, rate in pairs]


_MEASURES: Final[tuple[Callable[[Sequence[Case]], list[Decimal]], ...]] = (_returns, _off_execution, _score_over_execution)


def _unsettled(cases: Sequence[Case]) -> Mapping[int, int]:
    """By dossier: findings of its papers that nobody has settled."""
    rows = Finding.objects.unsettled().filter(document__dossier__in=[case.dossier_id for case in cases]).order_by()
    return dict(rows.values_list("document__dossier").annotate(count=Count("pk")))


def _ground(case: Case, unsettled: int) -> str:
    dossier = case.dossier
    told = _("执行率 {rate}%，自评 {score} 分，退回 {count} 次").format(
        rate=_told(dossier.execution_rate), score=_told(dossier.score), count=getattr(case, "returns", 0)
    )
    return _("{told}，问题 {unsettled} 个").format(told=told, unsettled=unsettled) if unsettled else told


def _told(value: Decimal | None) -> str:
    return "—" if value is None else text(value, 2)


_RANKS: Final[dict[Method, Callable[[Sequence[Case], str], list[Picked]]]] = {
    Method.RANDOM: _random,
    Method.AMOUNT: _amount,
    Method.RISK: _risk,
}
