"""Answers to counts: what a survey found, in numbers that agree with each other and with our own checks (EVR146).

A share is its count by those who answered, half up, and nothing else: shares that were nudged until they add up to 100 would no longer be
what their counts say. That they may add up to 99.99 or 100.01 is said beside the table.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Final

from jiheng.model import CaseQuestion, CaseSurvey, Exact, Figure, Record, Survey, SurveyQuestion
from jiheng.model.amounts import half_up
from jiheng.model.personal_data import masked
from jiheng.model.questionnaires import Answers, Question, QuestionKind, Questionnaire
from jiheng.scoring.case_inputs import satisfaction_terms

#: Shares are printed in per cent with so many places, as the report prints them.
PLACES: Final = 2
#: What is left of a survey when half of all would answer one way: the largest sample.
_HALF: Final = Decimal("0.5")


class Counted(Record):
    """An option with its count and its share in per cent; None where nobody answered."""

    label: str
    count: int
    share: Decimal | None


class Tally(Record):
    """One question counted: how many answered, each option, and of a scale the mean of its points."""

    question: Question
    answered: int
    options: tuple[Counted, ...]
    mean: Decimal | None = None


def share(count: int, of: int) -> Decimal | None:
    """The share in per cent as printed; None of nothing."""
    return half_up(Decimal(count) * 100 / of, PLACES) if of else None


def is_valid(questionnaire: Questionnaire, answers: Answers) -> bool:
    """Whether an answer counts: something but free text was answered, and all required questions that it was shown."""
    chosen = any(isinstance(given, list) for given in answers.values())
    wanted = [question for question in questionnaire.questions if question.is_required and question.is_shown(answers)]
    only_texts = all(question.kind is QuestionKind.TEXT for question in questionnaire.questions)
    return (chosen or (only_texts and bool(answers))) and all(question.id in answers for question in wanted)


def tally(question: Question, answers: Iterable[Answers]) -> Tally:
    """One question counted over all answers."""
    counts: Counter[int] = Counter()
    answered = 0
    for one in answers:
        given = one.get(question.id)
        if given is None:
            continue
        answered += 1
        if isinstance(given, list):
            counts.update(given)
    options = tuple(
        Counted(label=label, count=counts[number], share=share(counts[number], answered)) for number, label in enumerate(question.labels, 1)
    )
    points = sum((level.points * counts[number] for number, level in enumerate(question.levels, 1)), Decimal(0))
    mean = half_up(points / answered, PLACES) if question.levels and answered else None
    return Tally(question=question, answered=answered, options=options, mean=mean)


def comments(question: Question, answers: Iterable[Answers]) -> tuple[str, ...]:
    """What was written, with numbers of persons hidden, in the order of the characters: not in the order in which people answered."""
    written = (one.get(question.id) for one in answers)
    return tuple(sorted(masked(text) for text in written if isinstance(text, str)))


def case_question(question: Question, counted: Tally, formula: str) -> CaseQuestion:
    """The question as the report and the rule of the indicator take it."""
    satisfied = (
        {level.label: level.counts[formula] for level in question.levels if level.counts.get(formula)} if question.is_counted else {}
    )
    return CaseQuestion(
        text=question.text,
        answers={option.label: option.count for option in counted.options},
        satisfied=satisfied,
        respondents=counted.answered if question.kind is QuestionKind.MULTIPLE else None,
    )


class Fieldwork(Record):
    """What is known about a survey beside its answers."""

    id: str
    respondents: str = ""
    method: str = ""
    population: int | None = None
    issued: int | None = None
    started_on: datetime.date | None = None
    finished_on: datetime.date | None = None


class SurveyResult(Record):
    """A survey counted: its record, its questions, and its rates in per cent. ``hidden``: questions too few answered."""

    record: CaseSurvey
    tallies: tuple[Tally, ...]
    hidden: tuple[str, ...] = ()
    satisfaction: Decimal | None
    recovery_rate: Decimal | None
    valid_rate: Decimal | None


def count_survey(questionnaire: Questionnaire, answers: Sequence[Answers], fieldwork: Fieldwork, *, least: int = 0) -> SurveyResult:
    """The whole survey counted. Answers that do not count are returned but not valid, and stand in no table.

    A question that somebody, but fewer than ``least``, answered is hidden: it stands neither in a table nor in the record.
    """
    valid = [one for one in answers if is_valid(questionnaire, one)]
    counted = [tally(question, valid) for question in questionnaire.questions if question.kind is not QuestionKind.TEXT]
    tallies = tuple(one for one in counted if not 0 < one.answered < least)
    record = CaseSurvey(
        **dict(fieldwork),
        title=questionnaire.title,
        returned=len(answers),
        valid=len(valid),
        questions=tuple(case_question(one.question, one, questionnaire.formula) for one in tallies),
    )
    return SurveyResult(
        record=record,
        tallies=tallies,
        hidden=tuple(one.question.text for one in counted if 0 < one.answered < least),
        satisfaction=satisfaction(record),
        recovery_rate=share(len(answers), fieldwork.issued) if fieldwork.issued else None,
        valid_rate=share(len(valid), len(answers)),
    )


def satisfaction(record: CaseSurvey) -> Decimal | None:
    """The satisfaction in per cent as printed, over all questions that count; None when there is none."""
    terms = satisfaction_terms(record)
    return half_up(terms[0] * 100 / terms[1], PLACES) if terms is not None else None


def by_formula(questionnaire: Questionnaire, answers: Sequence[Answers], *, least: int = 0) -> dict[str, Decimal | None]:
    """The satisfaction by every formula the levels know: the chosen one is the result, the others show what it depends on."""
    names = {name for question in questionnaire.questions if question.is_counted for level in question.levels for name in level.counts}
    found = {}
    for name in sorted(names):
        other = questionnaire.model_copy(update={"formula": name})
        found[name] = count_survey(other, answers, Fieldwork(id=""), least=least).satisfaction
    return found


def as_printed(record: CaseSurvey) -> Survey:
    """The survey as a report prints it: what the checks of reports are asked about."""
    rate = satisfaction(record)
    questions = tuple(
        SurveyQuestion(
            question=one.text,
            returned=_whole(one.answered),
            answers={label: _whole(count) for label, count in one.answers.items()},
            rates={label: _percent(found) for label, count in one.answers.items() if (found := share(count, one.answered)) is not None},
        )
        for one in record.questions
        if one.respondents is None
    )
    return Survey(
        title=record.title,
        method=record.method or None,
        population=_known(record.population),
        issued=_known(record.issued),
        returned=_known(record.returned),
        valid=_known(record.valid),
        satisfaction=_percent(rate) if rate is not None else None,
        questions=questions,
    )


def _known(value: int | None) -> Figure | None:
    return None if value is None else _whole(value)


def _whole(value: int) -> Figure:
    return Figure(value=Decimal(value), decimals=0, raw=str(value))


def _percent(value: Decimal) -> Figure:
    return Figure(value=value, unit="%", decimals=PLACES, raw=f"{value}%")


def sample_size(population: int | None, *, quantile: Decimal, margin: Decimal) -> int:
    """How many answers a simple random sample needs: n₀ = z²·p(1−p)/e² at p = 0.5, corrected for a finite population n₀/(1+(n₀−1)/N).

    ``quantile`` is the two-sided quantile of the normal distribution, ``margin`` in percentage points.
    """
    error = margin / 100
    endless = quantile * quantile * _HALF * (1 - _HALF) / (error * error)
    wanted = endless if population is None else endless / (1 + (endless - 1) / population)
    whole = int(wanted.to_integral_value(rounding=ROUND_CEILING))
    return whole if population is None else min(whole, population)


class Cell(Record):
    """A cell of a cross table: its count and its share of the row; both None where it is hidden."""

    count: int | None
    share: Exact | None


class CrossTable(Record):
    """Two questions against each other: rows are groups. A hidden group is ``None`` in ``bases`` with all its cells hidden."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    bases: tuple[int | None, ...]
    cells: tuple[tuple[Cell, ...], ...]


def cross(row: Question, column: Question, answers: Iterable[Answers], *, least_group: int, least_cell: int) -> CrossTable:
    """The answers to ``column`` by groups of ``row``, what is too small to be shown hidden, and so much more that it cannot be computed."""
    pairs: Counter[tuple[int, int]] = Counter()
    bases: Counter[int] = Counter()
    for one in answers:
        groups, chosen = one.get(row.id), one.get(column.id)
        if not isinstance(groups, list) or not isinstance(chosen, list):
            continue
        for group in groups:
            bases[group] += 1
            pairs.update((group, option) for option in chosen)
    heads, options = range(1, len(row.labels) + 1), range(1, len(column.labels) + 1)
    grid = [[pairs[group, option] for option in options] for group in heads]
    hidden_rows = _hidden_groups([bases[group] for group in heads], least_group)
    hidden = _hidden_cells(grid, hidden_rows, least_cell)
    cells = tuple(
        tuple(
            Cell(count=None, share=None) if (i, j) in hidden else Cell(count=count, share=share(count, bases[i + 1]))
            for j, count in enumerate(counts)
        )
        for i, counts in enumerate(grid)
    )
    shown = tuple(None if i in hidden_rows else bases[i + 1] for i in range(len(grid)))
    return CrossTable(rows=row.labels, columns=column.labels, bases=shown, cells=cells)


def _hidden_groups(bases: Sequence[int], least: int) -> set[int]:
    """Groups too small to be shown; a single one takes the next smallest along, or the total would give it away."""
    hidden = {i for i, base in enumerate(bases) if 0 < base < least}
    others = [(base, i) for i, base in enumerate(bases) if base >= least]
    if len(hidden) == 1 and others:
        hidden.add(min(others)[1])
    return hidden


def _hidden_cells(grid: Sequence[Sequence[int]], rows: set[int], least: int) -> set[tuple[int, int]]:
    """Cells to hide: those of hidden groups, the small ones, and in each line with a single hidden cell one more, until none is single."""
    places = [(i, j) for i, line in enumerate(grid) for j in range(len(line))]
    hidden = {(i, j) for i, j in places if i in rows or 0 < grid[i][j] < least}
    lines = [[place for place in places if place[axis] == at] for axis in (0, 1) for at in {place[axis] for place in places}]
    changed = True
    while changed:
        changed = False
        for line in lines:
            kept = [place for place in line if place not in hidden]
            if len(line) - len(kept) == 1 and kept:
                hidden.add(min(kept, key=lambda place: (not grid[place[0]][place[1]], grid[place[0]][place[1]], place)))
                changed = True
    return hidden
