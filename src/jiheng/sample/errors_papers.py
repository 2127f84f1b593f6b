"""Seeded errors of papers of the process: words against the list, and a ranking against itself."""

from __future__ import annotations

import random

from jiheng.sample.errors_long import plants, plus, times
from jiheng.sample.layouts_long_paper import Paper


@plants("PRC101", "EVR171", kind="paper")
def problems_miscounted(paper: Paper, chance: random.Random) -> Paper | None:
    """The reply counts one problem more than it lists, of all or of those done."""
    piece = paper.one("count/(?:all|done)", chance)
    return paper.changed(piece, plus(piece, "1")) if piece else None


@plants("PRC101", kind="paper")
def projects_miscounted(paper: Paper, chance: random.Random) -> Paper | None:
    """The ranking counts two projects less than it lists."""
    piece = paper.one("count/projects", chance)
    return paper.changed(piece, plus(piece, "-2")) if piece else None


@plants("PRC102", kind="paper")
def amounts_do_not_add_up(paper: Paper, chance: random.Random) -> Paper | None:
    """The money of the problems in words is not that of the list."""
    piece = paper.one("sum/(?:all|back)", chance)
    return paper.changed(piece, times(piece, "1.1")) if piece else None


@plants("PRC102", kind="paper")
def mean_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The mean of the scores is not that of the ranking."""
    piece = paper.one("mean|highest", chance)
    return paper.changed(piece, plus(piece, "-1.15")) if piece else None


@plants("PRC103", kind="paper")
def rate_of_project_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A project's execution rate is not its spending by its budget."""
    piece = paper.one(r"project/\d+/rate", chance)
    return paper.changed(piece, plus(piece, "-4.4")) if piece else None


@plants("PRC103", kind="paper")
def rank_off(paper: Paper, chance: random.Random) -> Paper | None:
    """Two departments stand in each other's rank."""
    first, second = (paper.value(f"department/{at}/rank") for at in (0, 1))
    if not first or first == second:
        return None
    return paper.retold("department/0/rank", second).retold("department/1/rank", first)


@plants("PRC103", kind="paper")
def projects_of_department_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A project of one department is counted as another's."""
    one, other = (paper.value(f"department/{at}/count") for at in (0, 1))
    if not one or not other:
        return None
    return paper.retold("department/0/count", str(int(one) + 1)).retold("department/1/count", str(int(other) - 1))
