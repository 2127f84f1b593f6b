"""What a sentence of a disclosure or a report says about one quantity: the value, its share, its changes, its parts."""

from __future__ import annotations

from enum import StrEnum

from jiheng.model.figures import Figure
from jiheng.model.record import Record


class ComparedWith(StrEnum):
    """What a figure is compared with."""

    PRIOR_YEAR = "prior_year"
    INITIAL_BUDGET = "initial_budget"
    ADJUSTED_BUDGET = "adjusted_budget"
    BUDGET = "budget"
    TARGET = "target"
    OTHER = "other"


class Change(StrEnum):
    """The word of direction: 增加/增长, 减少/下降, 持平/无变化."""

    INCREASE = "increase"
    DECREASE = "decrease"
    FLAT = "flat"


class Comparison(Record):
    """One comparison of a fact: 比上年减少 2.35 万元，下降 13.13%；与年初预算相比，年初预算数 …，决算数 …，预决算差异率 ….

    ``amount`` and ``rate`` are as printed (positive with a word of direction, signed without); ``direction`` is the word with the
    amount, ``rate_direction`` the one with the rate. ``base`` and ``final`` when printed. ``completion`` is 完成预算的…%.
    """

    compared_with: ComparedWith
    base_label: str = ""
    base: Figure | None = None
    final: Figure | None = None
    amount: Figure | None = None
    direction: Change | None = None
    rate: Figure | None = None
    rate_direction: Change | None = None
    completion: Figure | None = None
    reason: str | None = None


class Fact(Record):
    """One quantity stated in prose or in a small table.

    ``label`` is the subject as printed; ``context`` the labels above it (其中 of what), outermost first; ``section`` the heading path.
    ``part_of`` is the index of the fact it is a part of (within the same record's ``facts``), ``complete`` on the whole says that
    its parts are all listed (其中：… without 等). ``listing`` numbers the lists of one whole (by source, then by nature); -1 is no list:
    the sentence told only a change, the figure stands elsewhere. ``share`` is 占…%, ``share_of`` the whole as printed when the sentence
    names it, else the whole is ``part_of``. ``functional`` holds 类/款/项 names when the label is a budget item. ``items`` are names
    listed for a count (下设 6 个科室，分别是…); ``open_list`` when the list ends in 等.
    """

    label: str
    context: tuple[str, ...] = ()
    section: str = ""
    year: int | None = None
    figure: Figure | None = None
    part_of: int | None = None
    listing: int = 0
    complete: bool = True
    share: Figure | None = None
    share_of: str | None = None
    comparisons: tuple[Comparison, ...] = ()
    functional: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    open_list: bool = False
    says_empty: bool = False
    text: str = ""
