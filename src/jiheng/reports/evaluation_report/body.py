"""The body of the report: its sections in the order the standard gives, drafted passage by passage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any

from jiheng.model import EvaluationCase
from jiheng.reports.evaluation_report.tables import funds_table
from jiheng.reports.render.drafting import Draft, percent, points, points_with_decimals
from jiheng.reports.render.paper import Block, Heading, Region
from jiheng.reports.render.tables import plain_table
from jiheng.scoring.case import CaseLine, CaseScore

_NUMBERS = "一二三四五六七八九十"


def body(case: EvaluationCase, score: CaseScore, words: Mapping[str, Any], draft: Draft) -> Iterator[Block]:
    """Headings, drafted regions and the tables between them."""
    for number, section in enumerate(words["sections"]):
        yield Heading(text=section["text"], level=section["level"], anchor=f"s{number}")
        for name in section.get("regions", ()):
            more = verdict_facts(score) if name == "verdict" else {}
            yield Region(name=name, paragraphs=draft.paragraphs(name, **more))
            if name == "funds" and case.funds:
                yield funds_table(case, words["tables"]["funds"])
        if section.get("table") == "summary":
            yield _summary(score, words["tables"]["summary"], 2 if case.funds else 1)
        if section.get("analysis"):
            yield from _analysis(score, draft)
        if section.get("problems"):
            yield from _problems(case, score, draft)
        if section.get("suggestions"):
            yield from _suggestions(case, draft)


def verdict_facts(score: CaseScore) -> dict[str, Any]:
    """The total, its grade and what is still open, for the sentences that state the result."""
    return {
        "complete": score.is_complete and score.grade is not None,
        "total": score.total,
        "grade": score.grade,
        "missing": [line.indicator.name for line in score.missing],
        "outside": score.outside if any(line.indicator.outside for line in score.lines) else None,
    }


def _summary(score: CaseScore, words: Mapping[str, Any], number: int) -> Block:
    """Scores by level 1 with their rates."""
    rows = [[level.name, points(level.weight), points_with_decimals(level.score), percent(level.rate)] for level in score.levels]
    for name in dict.fromkeys(line.indicator.level1 for line in score.lines if line.indicator.outside):
        earned = sum((line.score for line in score.lines if line.indicator.level1 == name and line.score is not None), Decimal(0))
        rows.append([name, "—", points_with_decimals(earned), "—"])
    weight = sum((level.weight for level in score.levels), Decimal(0))
    rows.append([words["total"], points(weight), points_with_decimals(score.total), percent(score.total / weight if weight else None)])
    return plain_table(words["columns"], rows, ["2", "1", "1", "1"], title=words["title"].format(n=number), unit=words["unit"])


def _analysis(score: CaseScore, draft: Draft) -> Iterator[Block]:
    """Level by level: what it earned, then each indicator with its trace and what it lost."""
    for place, (name, group) in enumerate(groupby((line for line in score.lines if not line.indicator.outside), _level1)):
        level = next(one for one in score.levels if one.name == name)
        yield Heading(text=f"（{_NUMBERS[place]}）{name}情况", level=2, anchor=f"level-{place}")
        yield Region(name=f"level/{name}", paragraphs=draft.paragraphs("level", **_plain(level)))
        for line in group:
            yield Region(name=f"indicator/{line.indicator.id}", paragraphs=_said(line, draft))


def _level1(line: CaseLine) -> str:
    return line.indicator.level1


def _plain(record: Any) -> dict[str, Any]:
    return {"name": record.name, "weight": record.weight, "score": record.score, "rate": record.rate}


def _said(line: CaseLine, draft: Draft) -> tuple[str, ...]:
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


def _problems(case: EvaluationCase, score: CaseScore, draft: Draft) -> Iterator[Block]:
    if not case.problems:
        yield Region(name="problems", paragraphs=draft.paragraphs("no_problems"))
    for number, problem in enumerate(case.problems, 1):
        yield Heading(text=f"{number}. {problem.title}", level=3, anchor=f"problem-{number}", contents=False)
        names = [line.indicator.name for key in problem.indicators if (line := score.line(key)) is not None]
        said = draft.paragraphs("problem", title=problem.title, text=problem.text, cause=problem.cause, indicators=names)
        yield Region(name=f"problem/{problem.id}", paragraphs=said)


def _suggestions(case: EvaluationCase, draft: Draft) -> Iterator[Block]:
    if not case.suggestions:
        yield Region(name="suggestions", paragraphs=draft.paragraphs("no_suggestions"))
    for number, suggestion in enumerate(case.suggestions, 1):
        yield Heading(text=f"{number}. {suggestion.title}", level=3, anchor=f"suggestion-{number}", contents=False)
        yield Region(
            name=f"suggestion/{suggestion.id}", paragraphs=draft.paragraphs("suggestion", title=suggestion.title, text=suggestion.text)
        )
