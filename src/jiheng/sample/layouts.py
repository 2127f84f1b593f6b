"""Layouts of forms: small declarations of labels, columns and habits of printing. Writers turn them into files of every format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal, TypeAlias

from ruamel.yaml import YAML

from jiheng.sample.county_forms import FundsStyle

Categories: TypeAlias = Literal["merged", "repeated", "blank"]

STANDARD: Final = ("category", "subcategory", "name", "target", "actual", "weight", "score", "deviation_reason")
_WEIGHT_FIRST: Final = ("category", "subcategory", "name", "weight", "target", "actual", "score", "deviation_reason")
_OWN_SIGN: Final = ("category", "subcategory", "name", "sign", "target", "unit", "actual", "weight", "score", "deviation_reason")
_RATED: Final = ("category", "subcategory", "name", "target", "actual", "completion_rate", "weight", "score", "deviation_reason")
_RULED: Final = ("category", "subcategory", "name", "weight", "scoring_standard", "target", "actual", "score", "deviation_reason", "note")
_RECHECKED: Final = (
    "category", "subcategory", "name", "sign", "target", "unit", "weight", "actual", "score", "recheck_score", "deviation_reason",
)  # fmt: skip
_DIRECTED: Final = (
    "category", "subcategory", "name", "direction_word", "target", "unit", "actual", "weight", "score", "deviation_reason", "note",
)  # fmt: skip
_BASED: Final = ("category", "subcategory", "name", "target", "basis", "actual", "weight", "score", "deviation_reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one region prints the form. ``categories``: merged downwards, repeated in each row, or blank after the first.

    ``empty`` is what the part rows show for weight, rate and score (``filled``: the rate of each part); ``nothing`` what an indicator
    without deviation shows as reason; ``sign`` replaces ≥ and ≤; ``actual_sign`` prints ``=50家``. ``is_framed`` adds decision and
    management, ``has_tasks`` a department's tasks; ``has_two_header_rows`` groups values and points; ``numbering`` stands before
    names, with ``{}`` for the number. ``has_period`` prints the money of the whole period in objectives, ``monitors_weight`` the weights
    in monitoring.
    """

    name: str
    labels: str = "central"
    columns: tuple[str, ...] = STANDARD
    categories: Categories = "merged"
    has_side: bool = True
    has_initial_budget: bool = True
    has_year: bool = True
    funds: FundsStyle = FundsStyle.APPROPRIATION
    money_unit: str = "万元"
    unit_place: Literal["block", "caption", "labels"] = "block"
    empty: str = "—"
    nothing: str = ""
    has_points_in_category: bool = False
    has_thousands: bool = False
    score_suffix: str = ""
    sign: Mapping[str, str] | None = None
    actual_sign: str = ""
    is_framed: bool = False
    has_tasks: bool = False
    has_two_header_rows: bool = False
    numbering: str = ""
    closing: tuple[str, ...] = ()
    has_period: bool = False
    monitors_weight: bool = False


LAYOUTS: Final[tuple[Layout, ...]] = (
    Layout(name="central"),
    Layout(
        name="western", labels="western", columns=_BASED, funds=FundsStyle.LEVEL, has_thousands=True, sign={"≥": ">=", "≤": "<="}, empty="-"
    ),
    Layout(name="eastern", labels="eastern", columns=_WEIGHT_FIRST, has_initial_budget=False, has_points_in_category=True, empty=""),
    Layout(name="southwestern", labels="southwestern", columns=_OWN_SIGN, empty="/", nothing="无", has_period=True),
    Layout(name="southern", labels="southern", columns=_RATED, categories="repeated", funds=FundsStyle.SHORT, empty="filled", nothing="/"),
    Layout(
        name="northern",
        labels="northern",
        columns=_RULED,
        nothing="无",
        closing=("填报人：", "审核人：", "联系电话："),
        monitors_weight=True,
    ),
    Layout(name="central_yuan", money_unit="元", has_thousands=True, unit_place="caption", sign={"≥": "＞=", "≤": "＜="}),
    Layout(name="central_equals", actual_sign="=", score_suffix="分", has_points_in_category=True, has_thousands=True),
    Layout(name="western_blank", labels="western", categories="blank", funds=FundsStyle.LEVEL, sign={"≥": "≧", "≤": "≦"}, nothing="—"),
    Layout(name="southern_bare", labels="southern", has_side=False, unit_place="labels", categories="repeated", funds=FundsStyle.SHORT),
    Layout(name="eastern_own_sign", labels="eastern", columns=_OWN_SIGN, categories="repeated", empty="", has_thousands=True),
    Layout(
        name="northern_bare",
        labels="northern",
        has_side=False,
        has_initial_budget=False,
        money_unit="元",
        unit_place="caption",
        empty="-",
    ),
    Layout(name="rechecked", labels="southwestern", columns=_RECHECKED, has_tasks=True, empty="-", nothing="无"),
    Layout(name="numbered", numbering="指标{}：", has_points_in_category=True, nothing="—", has_tasks=True, has_period=True),
    Layout(name="directed", labels="directed", columns=_DIRECTED, has_initial_budget=False, empty="/", nothing="/", monitors_weight=True),
    Layout(name="two_rows", labels="southern", has_two_header_rows=True, has_initial_budget=False, empty="", funds=FundsStyle.SHORT),
    Layout(name="framed", labels="framed", columns=_WEIGHT_FIRST, is_framed=True, numbering="{}．", has_thousands=True, empty="—"),
)


def layout(name: str) -> Layout:
    """The layout of that name."""
    return next(one for one in LAYOUTS if one.name == name)


@cache
def label_set(name: str) -> Mapping[str, str]:
    """The printed labels of one region, those of ``central`` where it says nothing."""
    sets = _label_sets()
    return {**sets["central"], **sets[name]}


@cache
def _label_sets() -> Mapping[str, Mapping[str, str]]:
    sets: Mapping[str, Mapping[str, str]] = YAML(typ="safe", pure=True).load(
        (files("jiheng.sample") / "data" / "labels.yaml").read_text("utf-8")
    )
    return sets
