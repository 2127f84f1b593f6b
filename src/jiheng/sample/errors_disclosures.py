"""Seeded errors of disclosures: figures in sentences."""

from __future__ import annotations

import random
from decimal import Decimal

from jiheng.sample.errors_long import NOT_SEEDED, amend, extended, has_tables, large, plants, plus, printed, put, times, value
from jiheng.sample.layouts_long_paper import Paper

NOT_SEEDED.update(
    {
        "FAC103": "示例县的公开说明每项占比都带金额，占比之和不符时错的那一项已由 FAC101 报出",
        "FAC216": "原因遗漏要读懂原因，由规则页的示例测试",
    }
)


@plants("FAC101")
def share_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A share a few points too high."""
    piece = paper.one(r"share:(?:income|spent|class)/.*", chance, lambda one: Decimal(6) < value(one.text) < Decimal(94))
    return paper.changed(piece, plus(piece, "3.17")) if piece else None


@plants("FAC102")
def part_off(paper: Paper, chance: random.Random) -> Paper | None:
    """One kind of procurement no longer adds up to the whole."""
    piece = paper.one(r"procurement/(?:goods|works|services)", chance, large)
    return paper.changed(piece, times(piece, "1.13")) if piece else None


@plants("FAC102", "FAC119")
def vehicle_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The vehicles by use do not add up."""
    piece = paper.one(r"vehicle:机要通信用车", chance)
    return paper.changed(piece, plus(piece, "2")) if piece else None


@plants("FAC104", "FAC105")
def base_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The amount of change is not the difference of the two figures told."""
    piece = paper.one(r"base:.*", chance, large)
    return paper.changed(piece, times(piece, "1.09")) if piece else None


@plants("FAC105")
def rate_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A rate of change that the amounts do not give."""
    piece = paper.one(r"rate:(?:total|general|appropriation total|operating cost|operation)", chance)
    return paper.changed(piece, plus(piece, "7.31")) if piece else None


@plants("FAC106")
def direction_off(paper: Paper, chance: random.Random) -> Paper | None:
    """增加 … 下降."""
    piece = paper.one(r"rateverb:.*", chance)
    if piece is None:
        return None
    swapped = {"增长": "下降", "下降": "增长", "上升": "下降", "降低": "增长", "增幅": "降幅", "降幅": "增幅"}
    return paper.changed(piece, swapped[piece.text])


@plants("FAC107", "FAC126", "FAC204")
def called_flat(paper: Paper, chance: random.Random) -> Paper | None:
    """Budget and final figure differ and are called equal."""
    old = "决算数\x01than:[^\x03]*\x03(年初预算|全年预算|预算)数的主要原因是\x01reason:[^\x03]*\x03"
    names = [f"item:{code}" for code in ("2080505", "2101101", "2210201")]
    return next((made for name in names if (made := amend(paper, name, old, r"决算数与\1数持平"))), None)


@plants("FAC108", "FAC112", "FAC216")
def growth_on_nothing(paper: Paper, chance: random.Random) -> Paper | None:
    """Growth of 100 % on nothing."""
    if not paper.value("rate:operation") or paper.value("base:operation") or paper.value("verb:operation") != "增加":
        return None
    told = put(paper, "change:operation", value(paper.value("operation")))
    return put(told, "rate:operation", Decimal(100))


@plants("FAC109")
def difference_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A difference rate of another denominator."""
    piece = paper.one(r"difference:.*", chance, lambda one: abs(value(one.text)) > 1)
    return paper.changed(piece, times(piece, "1.35")) if piece else None


@plants("FAC110")
def completion_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A completion of the budget that the two figures do not give."""
    piece = paper.one(r"done:.*", chance)
    return paper.changed(piece, plus(piece, "4.60")) if piece else None


@plants("FAC111", "FAC108", "FAC109", "FAC110")
def completion_of_nothing(paper: Paper, chance: random.Random) -> Paper | None:
    """A completion of a budget of zero."""
    piece = paper.one(r"budget:item/.*", chance, large)
    if piece is None or not paper.value(f"done:{piece.key.removeprefix('budget:')}"):
        return None
    return put(paper, piece.key, Decimal(0))


@plants("FAC112")
def item_change_off(paper: Paper, chance: random.Random) -> Paper | None:
    """An item's change and rate agree, and do not make the whole's change."""
    piece = paper.one(r"change:item/.*", chance, lambda one: value(one.text) > 1)
    if piece is None:
        return None
    key = piece.key.removeprefix("change:")
    final = value(paper.value(f"final:{key}"))
    change = value(piece.text) * 2
    base = final - change if paper.value(f"verb:{key}") == "增加" else final + change
    if base <= 0 or paper.value(f"base:{key}") or not paper.value(f"rate:{key}"):
        return None
    return put(put(paper, piece.key, change), f"rate:{key}", change / base * 100)


@plants("FAC113", "FAC121", "FAC114", "FAC105")
def totals_off(paper: Paper, chance: random.Random) -> Paper | None:
    """Income and expenditure in total are not the same; a change told behind them (各增加) no longer has its rate."""
    keys = [key for key in ("total expenditure", "appropriation total spent") if paper.value(key)]
    if has_tables(paper) or not keys or paper.value("distribution") or paper.value("appropriation closing"):
        return None
    piece = paper.one(chance.choice(keys), chance)
    return paper.changed(piece, times(piece, "1.021")) if piece else None


@plants("FAC114", "FAC102", "FAC122", "FAC145", "FAC112", same=("FAC122", "FAC145"))
def told_twice_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The general budget's expenditure differs between two paragraphs."""
    if not paper.value("done:general") or has_tables(paper):
        return None
    told = put(paper, "final:general", value(paper.value("final:general")) * Decimal("1.1"))
    return put(told, "budget:general", value(paper.value("budget:general")) * Decimal("1.1"))


@plants("FAC115", "FAC114")
def final_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The final figure of the comparison is not the figure told before."""
    whole = paper.value("operating cost")
    if not whole or paper.value("institution public"):
        return None
    other = printed(whole, value(whole) * Decimal("0.9"))
    return extended(paper, "operating", f"与年初预算相比，年初预算数为{whole}，决算数为{other}，预决算差异率-10.00%，差异原因是厉行节约。")


@plants("FAC116", "FAC145")
def budgets_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The budgets of the three expenses do not make the whole budget."""
    key = chance.choice(("hospitality", "vehicles"))
    if has_tables(paper) or not paper.value(f"done:{key}"):
        return None
    more = put(paper, f"budget:{key}", value(paper.value(f"budget:{key}")) * Decimal("1.5"))
    return put(more, f"done:{key}", value(more.value(f"final:{key}")) / value(more.value(f"budget:{key}")) * 100)


@plants("FAC117")
def offices_off(paper: Paper, chance: random.Random) -> Paper | None:
    """One office more than listed."""
    piece = paper.one("count:offices", chance)
    return paper.changed(piece, plus(piece, "1")) if piece else None


@plants("FAC118")
def guests_missing(paper: Paper, chance: random.Random) -> Paper | None:
    """Money for receptions without any reception."""
    return paper.retold("count:batches", "0批次").retold("count:guests", "0人次")


@plants("FAC119")
def vehicles_differ(paper: Paper, chance: random.Random) -> Paper | None:
    """More vehicles kept than owned."""
    piece = paper.one("count:owned", chance)
    return paper.changed(piece, plus(piece, "2")) if piece else None


@plants("FAC120", "FAC101", same=("FAC101",))
def share_above_whole(paper: Paper, chance: random.Random) -> Paper | None:
    """A share above the whole."""
    piece = paper.one("share:sme", chance)
    return paper.changed(piece, "183.00%") if piece else None


@plants("FAC121", "FAC102", same=("FAC102",))
def small_above_all(paper: Paper, chance: random.Random) -> Paper | None:
    """The smallest firms got more than the small and middle ones."""
    if paper.value("share:small"):
        return None
    return put(paper, "small", value(paper.value("sme")) * Decimal("1.2"))


@plants("FAC122", same=("FAC102",))
def item_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The items do not make the general budget's expenditure."""
    piece = paper.one(r"final:item/.*", chance, lambda one: value(one.text) > 5)
    key = piece.key.removeprefix("final:") if piece else ""
    if piece is None or has_tables(paper) or not paper.value(f"done:{key}"):
        return None
    final = value(piece.text) * Decimal("1.2")
    budget = value(paper.value(f"budget:{key}")) * Decimal("1.2")
    return put(put(paper, piece.key, final), f"budget:{key}", budget)


@plants("FAC124", "FAC147")
def public_funds_off(paper: Paper, chance: random.Random) -> Paper | None:
    """Running costs of agency and institutions do not make the public funds."""
    piece = paper.one("institution public", chance)
    return paper.changed(piece, times(piece, "1.4")) if piece else None


@plants("FAC126", "FAC107", same=("FAC104",))
def change_against_budget_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A change against the budget that the budget told elsewhere does not give."""
    budget, final = paper.value("budget:hospitality"), paper.value("final:hospitality")
    less = printed(final, (value(budget) - value(final)) * 3)
    return extended(paper, "hospitality", f"公务接待费与预算相比减少{less}，主要原因是厉行节约。")


@plants("FAC128", "FAC121", "FAC123", "FAC145", "FAC129")
def kinds_off(paper: Paper, chance: random.Random) -> Paper | None:
    """Appropriations spent are not what the three budgets spent."""
    if not paper.value("appropriation expenditure") or has_tables(paper):
        return None
    more = value(paper.value("appropriation closing")) / 2
    told = put(paper, "appropriation closing", more)
    left = value(paper.value("appropriation closing")) - value(told.value("appropriation closing"))
    return put(told, "appropriation expenditure", value(paper.value("appropriation expenditure")) + left)


@plants("FAC129", "FAC145", "FAC136", "FAC114")
def closing_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A fund's closing balance that its year does not give."""
    piece = paper.one(r"(?:fund|capital) closing", chance)
    return paper.changed(piece, plus(piece, "2.40")) if piece else None
