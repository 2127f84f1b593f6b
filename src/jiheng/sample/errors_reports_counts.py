"""Seeded errors of counts in evaluation reports: points in sentences, kinds, work done, base data, grades, changes, offices."""

from __future__ import annotations

import random

from jiheng.sample.errors_long import amend, plants, plus, printed, value
from jiheng.sample.layouts_long_paper import Paper


@plants("EVR165", "EVR113", "EVR119", kind="report")
def points_of_sentence_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A sentence takes off less and gives more than the annex, and agrees in itself."""
    piece = paper.one(r"row lost:.*", chance, lambda one: value(one.text) > 1)
    if piece is None:
        return None
    score = f"row score:{piece.key.partition(':')[2]}"
    told = paper.changed(piece, printed(piece.text, value(piece.text) - 1))
    return told.retold(score, printed(paper.value(score), value(paper.value(score)) + 1))


@plants("EVR171", kind="detailed")
def comments_do_not_add_up(paper: Paper, chance: random.Random) -> Paper | None:
    """The comments taken and refused are one more than those received."""
    piece = paper.one(r"comments/(?:taken|refused)", chance)
    return paper.changed(piece, plus(piece, "1")) if piece else None


@plants("EVR172", kind="detailed")
def team_miscounted(paper: Paper, chance: random.Random) -> Paper | None:
    """The team has one more than the table of its members."""
    piece = paper.one("team", chance)
    return paper.changed(piece, plus(piece, "1")) if piece else None


@plants("EVR173", kind="detailed")
def staff_differs(paper: Paper, chance: random.Random) -> Paper | None:
    """The text has other staff than the form of basic data."""
    piece = paper.one("staff", chance)
    return paper.changed(piece, plus(piece, "3")) if piece else None


@plants("EVR173", kind="detailed")
def staff_of_form_differs(paper: Paper, chance: random.Random) -> Paper | None:
    """The form of basic data has other staff than the text."""
    piece = paper.one("data/在职人员数", chance)
    return paper.changed(piece, plus(piece, "-2")) if piece else None


@plants("EVR174", "EVR104", kind="report")
def bands_leave_a_gap(paper: Paper, chance: random.Random) -> Paper | None:
    """The second grade ends at 85, the best begins at 90."""
    return amend(paper, "frame", r"(80分（含）至|80（含）-|80≤得分＜)90", r"\g<1>85")


@plants("EVR175", "EVR150", kind="detailed")
def formula_gives_another(paper: Paper, chance: random.Random) -> Paper | None:
    """The formula of the satisfaction counts fewer satisfied than were."""
    piece = paper.one("formula/part", chance)
    return paper.changed(piece, str(int(value(piece.text)) - 6)) if piece else None


@plants("EVR175", "EVR150", kind="detailed")
def formula_by_issued(paper: Paper, chance: random.Random) -> Paper | None:
    """The formula divides by more answers than there are."""
    piece = paper.one("formula/by", chance)
    return paper.changed(piece, str(int(value(piece.text)) + 25)) if piece else None


@plants("EVR176", kind="detailed")
def materials_differ(paper: Paper, chance: random.Random) -> Paper | None:
    """The materials are counted otherwise the second time."""
    piece = paper.one("materials again", chance)
    return paper.changed(piece, plus(piece, "2")) if piece else None


@plants("EVR177", kind="detailed")
def changes_total_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The scores changed make another total."""
    piece = paper.one("changes/total", chance)
    return paper.changed(piece, plus(piece, "0.5")) if piece else None


@plants("EVR177", kind="detailed")
def changes_miscounted(paper: Paper, chance: random.Random) -> Paper | None:
    """Three scores changed are told, two are named."""
    piece = paper.one("changes/count", chance)
    return paper.changed(piece, plus(piece, "1")) if piece else None


@plants("EVR178", kind="detailed")
def offices_miscounted(paper: Paper, chance: random.Random) -> Paper | None:
    """One office more than the names listed."""
    piece = paper.one("offices", chance)
    return paper.changed(piece, plus(piece, "1")) if piece else None
