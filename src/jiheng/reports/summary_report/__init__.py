"""The year's results of a county or department (汇总报告): totals, grades, departments ranked, projects ranked, evaluations ranked.

Everything is read off the :class:`Ranking`; what only people know (problems, advice) is a gap until the author writes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from jiheng.model import Scope, amounts
from jiheng.regulation import Standard
from jiheng.regulation.papers import load_paper
from jiheng.reports.render.closing import with_gaps
from jiheng.reports.render.drafting import Draft, fill, percent
from jiheng.reports.render.paper import Block, Heading, Paper, Paragraph, Section, Table, gap
from jiheng.reports.render.regions import keep_edits
from jiheng.reports.render.tables import plain_table
from jiheng.reports.render.workbook import Column, Sheet
from jiheng.scoring.ranking import Money, RankedDepartment, RankedEvaluation, RankedProject, Ranking, mean

__all__ = ["ranking_sheets", "summary_report"]


def summary_report(
    ranking: Ranking, year: int | None, place: str, standard: Standard, edits: Mapping[str, tuple[str, ...]] | None = None
) -> Paper:
    """The report with its rankings as landscape annexes. ``place`` and ``year`` stand in the title."""
    words = load_paper(standard.name, "summary_report").words
    facts = _facts(ranking, year, place, standard)
    draft = Draft(words["sentences"], facts)
    titles = {name: fill(text, facts) for name, text in words["titles"].items()}
    sections = (Section(blocks=tuple(_body(ranking, words, titles, draft, facts))), *_annexes(ranking, words, titles))
    paper = Paper(title=titles["report"].replace("\n", ""), sections=sections, author=place)
    return with_gaps(keep_edits(paper, dict(edits or {})), titles["gaps"])


def ranking_sheets(ranking: Ranking, standard: Standard) -> list[Sheet]:
    """The rankings as worksheets to filter and calculate with."""
    words = load_paper(standard.name, "summary_report").words
    rows: dict[str, list[list[object]]] = {
        "departments": [[*_numbers(_department(one, words["labels"]))] for one in ranking.departments],
        "self_evaluated": [[*_numbers(_project(one, words["labels"]))] for one in ranking.projects],
        "evaluated": [[*_numbers(_evaluation(one, words["labels"]))] for one in ranking.evaluations],
    }
    sheets = []
    for name, title in (("departments", "部门排名"), ("self_evaluated", "项目自评排名"), ("evaluated", "评价排名")):
        of = words["tables"][name]
        columns = [Column(text, 10 + int(Decimal(width) * 5)) for text, width in zip(of["columns"], of["widths"], strict=True)]
        sheets.append(Sheet(title, columns, rows[name]))
    return sheets


def _numbers(cells: list[str]) -> Iterator[object]:
    """Cells as a worksheet calculates with them: plain numbers become numbers, the rest stays text."""
    for cell in cells:
        number = cell.replace(",", "")
        plain = number.removeprefix("-").replace(".", "", 1)
        yield Decimal(number) if plain.isdecimal() and plain.isascii() else cell


def _facts(ranking: Ranking, year: int | None, place: str, standard: Standard) -> dict[str, Any]:
    scores = [project.score for project in ranking.projects if project.score is not None]
    best = [department.name for department in ranking.departments if department.rank == 1]
    own = [department.own_score for department in ranking.departments if department.own_score is not None]
    return {
        "year": year if year is not None else gap("年度"),
        "place": place,
        "count": len(ranking.projects),
        "departments": len([one for one in ranking.departments if one.projects]),
        "budget": ranking.money.budget,
        "executed": ranking.money.executed,
        "rate": ranking.money.rate,
        "scored": len(scores),
        "average": ranking.average,
        "highest": max(scores, default=None),
        "lowest": min(scores, default=None),
        "evaluated": len([one for one in ranking.evaluations if one.score is not None]),
        "evaluated_average": ranking.evaluated_average,
        "unscored": [project.name for project in ranking.projects if project.score is None],
        "unpaid": [project.name for project in ranking.projects if not project.money.is_known],
        "grades": _grades(ranking, standard),
        "best": best,
        "own_scored": len(own),
        "own_average": mean(own),
    }


def _grades(ranking: Ranking, standard: Standard) -> list[dict[str, Any]]:
    """How many projects have each grade, the best grade first; grades of other names behind those of the standard."""
    counts = Counter(project.grade for project in ranking.projects if project.grade)
    order = [name for name in standard.parameter("evaluation_grades").value if name in counts]
    return [{"name": name, "count": counts[name]} for name in dict.fromkeys([*order, *counts])]


def _body(ranking: Ranking, words: Mapping[str, Any], titles: Mapping[str, str], draft: Draft, facts: Mapping[str, Any]) -> Iterator[Block]:
    yield Paragraph(text=titles["report"], style="title")
    yield Heading(text=titles["overall"], anchor="overall")
    yield from draft.regions("overall", "without_score", "without_money")
    if facts["grades"]:
        yield Heading(text=titles["grades"], anchor="grades")
        yield from draft.regions("grades")
        yield _grade_table(facts["grades"], words["tables"]["grades"])
    yield Heading(text=titles["departments"], anchor="departments")
    yield from draft.regions("departments")
    if ranking.departments:
        yield _department_table(ranking, words)
    for name in ("problems", "suggestions"):
        yield Heading(text=titles[name], anchor=name)
        yield from draft.regions(name)


def _grade_table(grades: list[dict[str, Any]], of: Mapping[str, Any]) -> Table:
    whole = sum(one["count"] for one in grades)
    rows = [[one["name"], str(one["count"]), percent(Decimal(one["count"]) / whole)] for one in grades]
    rows.append([of["total"], str(whole), percent(Decimal(1))])
    return plain_table(of["columns"], rows, of["widths"], title=of["title"])


def _department_table(ranking: Ranking, words: Mapping[str, Any]) -> Table:
    of, labels = words["tables"]["departments"], words["labels"]
    rows = [_department(one, labels) for one in ranking.departments]
    blank = labels["blank"]
    rows.append([blank, of["total"], str(len(ranking.projects)), *_money(ranking.money, labels), _points(ranking.average, labels), blank])
    return plain_table(of["columns"], rows, of["widths"], title=of["title"], unit=of["unit"], left=(1,))


def _annexes(ranking: Ranking, words: Mapping[str, Any], titles: Mapping[str, str]) -> Iterator[Section]:
    made: tuple[tuple[str, list[list[str]]], ...] = (
        ("self_evaluated", [_project(one, words["labels"]) for one in ranking.projects]),
        ("evaluated", [_evaluation(one, words["labels"]) for one in ranking.evaluations]),
    )
    for name, rows in made:
        if rows:
            of = words["tables"][name]
            table = plain_table(of["columns"], rows, of["widths"], unit=of["unit"], left=of["left"])
            yield Section(blocks=(Heading(text=titles[name], anchor=name), table), landscape=True)


def _rank(place: int | None, labels: Mapping[str, Any]) -> str:
    return str(place) if place is not None else str(labels["unranked"])


def _points(value: Decimal | None, labels: Mapping[str, Any]) -> str:
    return amounts.text(value) if value is not None else str(labels["blank"])


def _money(money: Money, labels: Mapping[str, Any]) -> list[str]:
    rate = percent(money.rate) if money.rate is not None else str(labels["blank"])
    return [*(amounts.text(one, grouped=True) if one is not None else labels["blank"] for one in (money.budget, money.executed)), rate]


def _department(one: RankedDepartment, labels: Mapping[str, Any]) -> list[str]:
    scores = [_points(one.average, labels), _points(one.own_score, labels)]
    return [_rank(one.rank, labels), one.name, str(one.projects), *_money(one.money, labels), *scores]


def _project(one: RankedProject, labels: Mapping[str, Any]) -> list[str]:
    names = [one.name, one.department or labels["blank"], one.agency or labels["blank"]]
    return [_rank(one.rank, labels), *names, *_money(one.money, labels), _points(one.score, labels), one.grade or labels["blank"]]


def _evaluation(one: RankedEvaluation, labels: Mapping[str, Any]) -> list[str]:
    ending = f"（{labels['department']}）" if one.scope is Scope.DEPARTMENT and labels["department"] not in one.name else ""
    names = [one.name + ending, one.agency or labels["blank"], one.evaluator or labels["blank"]]
    scores = [_points(one.own_score, labels), _points(one.gap, labels)]
    return [_rank(one.rank, labels), *names, _points(one.score, labels), one.grade or labels["blank"], *scores]
