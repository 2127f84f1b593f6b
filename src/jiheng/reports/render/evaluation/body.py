"""The body of a report: its sections in the order the standard gives, drafted passage by passage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jiheng.model import EvaluationCase
from jiheng.reports.render.drafting import Draft
from jiheng.reports.render.evaluation.money import money_blocks
from jiheng.reports.render.evaluation.numbering import Numbering
from jiheng.reports.render.evaluation.passages import analysis, group_region, problems, suggestions, team_blocks, verdict_facts
from jiheng.reports.render.evaluation.scores import summary_blocks
from jiheng.reports.render.evaluation.targets import target_blocks, task_blocks
from jiheng.reports.render.paper import Block, Heading, Region
from jiheng.scoring.case import CaseScore


def body(case: EvaluationCase, score: CaseScore, words: Mapping[str, Any], draft: Draft, numbering: Numbering) -> Iterator[Block]:
    """Headings, drafted regions, and the tables, charts and analyses behind them."""
    tables = words["tables"]
    makers: dict[str, Callable[[], Iterable[Block]]] = {
        "funds": lambda: money_blocks(case, tables["funds"], numbering),
        "tasks": lambda: task_blocks(case, tables["tasks"], numbering),
        "targets": lambda: target_blocks(score, tables["targets"], numbering),
        "team": lambda: team_blocks(case, tables, numbering),
        "summary": lambda: summary_blocks(score, tables["summary"], numbering),
        "analysis": lambda: analysis(score, draft, words),
        "problems": lambda: problems(case, score, draft),
        "suggestions": lambda: suggestions(case, draft),
    }
    # ``total`` is the money's in every passage but the verdict.
    told = verdict_facts(score)
    result = {key: told[key] for key in ("complete", "grade")}
    for number, section in enumerate(words["sections"]):
        yield Heading(text=section["text"], level=section["level"], anchor=f"s{number}")
        for name in section.get("regions", ()):
            yield Region(name=name, paragraphs=draft.paragraphs(name, **(told if name == "verdict" else result)))
        if "groups" in section:
            yield group_region(score, section["groups"], draft)
        for name in section.get("blocks", ()):
            yield from makers[name]()
