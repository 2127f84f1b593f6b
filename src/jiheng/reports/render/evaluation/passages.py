"""Passages that reports on an evaluation share: score analysis by level, problems, suggestions, the team and its calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from jiheng.model import EvaluationCase
from jiheng.reports.render.drafting import Draft, chinese_date
from jiheng.reports.render.evaluation.numbering import Numbering
from jiheng.reports.render.evaluation.scores import outside_levels
from jiheng.reports.render.paper import Block, Heading, Region
from jiheng.reports.render.tables import plain_table
from jiheng.scoring.case import CaseLine, CaseScore

_NUMBERS: Final = "一二三四五六七八九十"


def verdict_facts(score: CaseScore) -> dict[str, Any]:
    """The total, its grade and what is still open, for the sentences that state the result."""
    return {
        "complete": score.is_complete and score.grade is not None,
        "total": score.total,
        "grade": score.grade,
        "missing": [line.indicator.name for line in score.missing],
        "outside": score.outside if outside_levels(score) else None,
    }


def analysis(score: CaseScore, draft: Draft, words: Mapping[str, Any]) -> Iterator[Block]:
    """Level by level: what it earned, then each indicator with its trace and what it lost."""
    inside = [line for line in score.lines if not line.indicator.outside]
    for place, (name, group) in enumerate(groupby(inside, lambda line: line.indicator.level1)):
        level = next(one for one in score.levels if one.name == name)
        yield Heading(text=words["labels"]["level"].format(n=numeral(place + 1), name=name), level=2, anchor=f"level-{place}")
        facts = {"name": level.name, "weight": level.weight, "score": level.score, "rate": level.rate}
        yield Region(name=f"level/{name}", paragraphs=draft.paragraphs("level", **facts))
        for line in group:
            yield Region(name=f"indicator/{line.indicator.id}", paragraphs=indicator_said(line, draft))


def numeral(number: int) -> str:
    """A Chinese numeral for headings, up to 99."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_NUMBERS[tens - 1]}十"
    return head + (_NUMBERS[ones - 1] if ones else "")


def indicator_said(line: CaseLine, draft: Draft) -> tuple[str, ...]:
    """What is said of one indicator."""
    return draft.paragraphs(
        "indicator",
        name=line.indicator.name,
        weight=line.weight,
        score=line.score,
        lost=line.lost,
        missing=line.missing,
        reason=line.reason,
        trace=line.trace.sentence if line.trace else "",
    )


def group_region(score: CaseScore, group: Mapping[str, Any], draft: Draft) -> Region:
    """What the indicators of some groups of level 2 say of one side of the management."""
    lines = [line for line in score.lines if line.indicator.level2 in group["level2"] and not line.indicator.outside]
    return Region(name=f"group/{group['name']}", paragraphs=draft.paragraphs("group", name=group["name"], lines=lines))


def problems(case: EvaluationCase, score: CaseScore, draft: Draft) -> Iterator[Block]:
    """Each problem under its own heading, with its cause and the indicators it cost points."""
    if not case.problems:
        yield Region(name="problems", paragraphs=draft.paragraphs("no_problems"))
    for number, problem in enumerate(case.problems, 1):
        yield Heading(text=f"{number}. {problem.title}", level=3, anchor=f"problem-{number}", contents=False)
        names = [line.indicator.name for key in problem.indicators if (line := score.line(key)) is not None]
        said = draft.paragraphs("problem", title=problem.title, text=problem.text, cause=problem.cause, indicators=names)
        yield Region(name=f"problem/{problem.id}", paragraphs=said)


def suggestions(case: EvaluationCase, draft: Draft) -> Iterator[Block]:
    """Each suggestion under its own heading, with the problems it answers."""
    if not case.suggestions:
        yield Region(name="suggestions", paragraphs=draft.paragraphs("no_suggestions"))
    titles = {problem.id: f"{number}. {problem.title}" for number, problem in enumerate(case.problems, 1)}
    for number, suggestion in enumerate(case.suggestions, 1):
        yield Heading(text=f"{number}. {suggestion.title}", level=3, anchor=f"suggestion-{number}", contents=False)
        answered = [titles[key] for key in suggestion.problems if key in titles]
        said = draft.paragraphs("suggestion", title=suggestion.title, text=suggestion.text, answered=answered)
        yield Region(name=f"suggestion/{suggestion.id}", paragraphs=said)


def team_blocks(case: EvaluationCase, words: Mapping[str, Any], numbering: Numbering) -> Iterator[Block]:
    """The table of the team and the calendar of its work."""
    team = case.engagement.team
    if team:
        rows = [[one.name, one.role or "—", one.title or one.qualification or "—", one.task or "—"] for one in team]
        of = words["team"]
        yield plain_table(of["columns"], rows, of["widths"], title=of["title"].format(n=numbering.table()), left=(3,), whole=True)
    schedule = case.engagement.schedule
    if schedule:
        of = words["schedule"]
        rows = [[one.name, _span(one.started_on, one.finished_on), one.work or "—"] for one in schedule]
        yield plain_table(of["columns"], rows, of["widths"], title=of["title"].format(n=numbering.table()), left=(2,), whole=True)


def _span(start: datetime.date | None, end: datetime.date | None) -> str:
    """From day to day, the year said once."""
    if start is None or end is None or start == end:
        day = start or end
        return chinese_date(day) if day is not None else "—"
    last = chinese_date(end) if end.year != start.year else f"{end.month}月{end.day}日"
    return f"{chinese_date(start)}至{last}"
