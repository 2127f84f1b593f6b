"""Projects and departments of one year side by side: sums of money, means of scores, ranks.

Scores are those the forms state; nothing is scored again. Equal scores share a rank, and who has no score has no rank.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from jiheng.model import EvaluationCase, Figure, FundsKind, FundsRow, Record, Scope, SelfEvaluationForm, amounts
from jiheng.regulation import Standard
from jiheng.scoring.case import CaseScore, grade_of

_FULL_MARKS = Decimal(100)


class Money(Record):
    """Budget and spending in 万元; None where the paper says nothing."""

    budget: Decimal | None = None
    executed: Decimal | None = None

    @property
    def is_known(self) -> bool:
        """Whether both are known, so that the pair may be added up."""
        return self.budget is not None and self.executed is not None

    @property
    def rate(self) -> Decimal | None:
        """Executed ÷ budget; None where the budget is zero or unknown."""
        return self.executed / self.budget if self.budget and self.executed is not None else None


class RankedProject(Record):
    """A project by its self-evaluation. ``rank`` None: it has no score."""

    name: str
    department: str = ""
    agency: str = ""
    money: Money = Money()
    score: Decimal | None = None
    grade: str = ""
    rank: int | None = None


class RankedDepartment(Record):
    """A department by the mean of its projects' scores. ``own_score`` is that of its whole expenditure."""

    name: str
    projects: int = 0
    money: Money = Money()
    average: Decimal | None = None
    own_score: Decimal | None = None
    rank: int | None = None


class RankedEvaluation(Record):
    """An evaluated subject. ``gap`` is by how much the evaluation differs from the self-evaluation."""

    name: str
    scope: Scope = Scope.PROJECT
    agency: str = ""
    evaluator: str = ""
    score: Decimal | None = None
    grade: str = ""
    own_score: Decimal | None = None
    rank: int | None = None

    @property
    def gap(self) -> Decimal | None:
        """Evaluation minus self-evaluation, in points."""
        return self.score - self.own_score if self.score is not None and self.own_score is not None else None


class Ranking(Record):
    """A year's results, each list in the order of its ranks."""

    projects: tuple[RankedProject, ...] = ()
    departments: tuple[RankedDepartment, ...] = ()
    evaluations: tuple[RankedEvaluation, ...] = ()
    money: Money = Money()
    average: Decimal | None = None
    evaluated_average: Decimal | None = None


def rank(forms: Iterable[SelfEvaluationForm], cases: Iterable[tuple[EvaluationCase, CaseScore]], standard: Standard) -> Ranking:
    """The results of all forms and cases. Bands are those of ``standard``; a grade the form states itself stands."""
    known = list(forms)
    projects = _placed([_project(form, standard) for form in known if form.scope is Scope.PROJECT])
    own = {_department_of(form): _score(form) for form in known if form.scope is Scope.DEPARTMENT}
    names = dict.fromkeys([project.department for project in projects] + list(own))
    departments = _placed_departments([_department(name, projects, own.get(name)) for name in names if name])
    evaluations = _placed_evaluations([_evaluation(case, score, projects, own) for case, score in cases])
    return Ranking(
        projects=projects,
        departments=departments,
        evaluations=evaluations,
        money=_added(project.money for project in projects),
        average=mean([project.score for project in projects]),
        evaluated_average=mean([one.score for one in evaluations]),
    )


def mean(scores: Sequence[Decimal | None]) -> Decimal | None:
    """The mean of those that are known; None when none is."""
    known = [score for score in scores if score is not None]
    return sum(known, Decimal(0)) / len(known) if known else None


def _project(form: SelfEvaluationForm, standard: Standard) -> RankedProject:
    score = _score(form)
    full = form.total_weight.value if form.total_weight is not None and form.total_weight.value else _FULL_MARKS
    return RankedProject(
        name=form.project or form.title,
        department=form.supervising_department or form.implementing_agency or "",
        agency=form.implementing_agency or "",
        money=_money(form),
        score=score,
        grade=form.grade or (grade_of(score, full, standard) if score is not None else ""),
    )


def _score(form: SelfEvaluationForm) -> Decimal | None:
    return form.total_score.value if form.total_score is not None else None


def _department_of(form: SelfEvaluationForm) -> str:
    return form.implementing_agency or form.supervising_department or ""


def _money(form: SelfEvaluationForm) -> Money:
    """The total row of the form; without one nothing is added up in its place."""
    row = next((row for row in form.funds if row.kind is FundsKind.TOTAL), None)
    return Money() if row is None else Money(budget=_amount(_planned(row), form), executed=_amount(row.executed, form))


def _planned(row: FundsRow) -> Figure | None:
    return row.adjusted_budget if row.adjusted_budget is not None else row.initial_budget


def _amount(figure: Figure | None, form: SelfEvaluationForm) -> Decimal | None:
    if figure is None:
        return None
    unit = figure.unit or form.money_unit or amounts.TEN_THOUSAND_YUAN
    return figure.value * amounts.factor(unit, amounts.TEN_THOUSAND_YUAN) if amounts.is_money(unit) else None


def _added(parts: Iterable[Money]) -> Money:
    """The sum of those of which both amounts are known; nothing when there are none."""
    known = [part for part in parts if part.is_known]
    if not known:
        return Money()
    return Money(
        budget=sum((part.budget for part in known if part.budget is not None), Decimal(0)),
        executed=sum((part.executed for part in known if part.executed is not None), Decimal(0)),
    )


def _department(name: str, projects: Sequence[RankedProject], own: Decimal | None) -> RankedDepartment:
    of = [project for project in projects if project.department == name]
    return RankedDepartment(
        name=name,
        projects=len(of),
        money=_added(project.money for project in of),
        average=mean([project.score for project in of]),
        own_score=own,
    )


def _evaluation(
    case: EvaluationCase, score: CaseScore, projects: Sequence[RankedProject], own: dict[str, Decimal | None]
) -> RankedEvaluation:
    subject = case.subject
    if subject.scope is Scope.DEPARTMENT:
        stated = next((own[name] for name in (subject.agency, subject.name) if name in own), None)
    else:
        plain = subject.name.removesuffix("项目")
        stated = next((project.score for project in projects if project.name.removesuffix("项目") == plain), None)
    return RankedEvaluation(
        name=subject.name,
        scope=subject.scope,
        agency=subject.agency,
        evaluator=case.engagement.evaluator,
        score=score.total if score.is_complete else None,
        grade=score.grade or "",
        own_score=stated,
    )


def _ranks(scores: Sequence[Decimal | None]) -> list[int | None]:
    """Ranks from the best: equal scores share one, and the next one counts them all. Compared as printed, with two decimals."""
    printed = [amounts.half_up(score) if score is not None else None for score in scores]
    return [None if mine is None else 1 + sum(other is not None and other > mine for other in printed) for mine in printed]


def _order(place: int | None, name: str) -> tuple[bool, int, str]:
    return place is None, place or 0, name


def _placed(projects: Sequence[RankedProject]) -> tuple[RankedProject, ...]:
    placed = [one.model_copy(update={"rank": at}) for one, at in zip(projects, _ranks([one.score for one in projects]), strict=True)]
    return tuple(sorted(placed, key=lambda one: _order(one.rank, one.name)))


def _placed_departments(departments: Sequence[RankedDepartment]) -> tuple[RankedDepartment, ...]:
    ranks = _ranks([one.average for one in departments])
    placed = [one.model_copy(update={"rank": at}) for one, at in zip(departments, ranks, strict=True)]
    return tuple(sorted(placed, key=lambda one: _order(one.rank, one.name)))


def _placed_evaluations(evaluations: Sequence[RankedEvaluation]) -> tuple[RankedEvaluation, ...]:
    ranks = _ranks([one.score for one in evaluations])
    placed = [one.model_copy(update={"rank": at}) for one, at in zip(evaluations, ranks, strict=True)]
    return tuple(sorted(placed, key=lambda one: _order(one.rank, one.name)))
