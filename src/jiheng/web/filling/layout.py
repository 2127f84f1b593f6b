"""Which blocks and columns a form has: from the wording of the standard, so that no label stands here that the standard has."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.conf import settings
from django.utils.translation import gettext as _

from jiheng.regulation import Standard, load_standard
from jiheng.regulation.papers import load_paper
from jiheng.web.dossiers.models import Dossier, DossierKind, FormKind

Look = Literal["words", "figure", "text", "tick"]
_FIGURES: Final = (
    "initial_budget",
    "adjusted_budget",
    "executed",
    "expected_execution",
    "weight",
    "execution_rate",
    "score",
    "completion_rate",
    "total_weight",
    "total_score",
    "budget",
    "cutoff_month",
)
_TEXTS: Final = ("deviation_reason", "basis", "scoring_standard", "note", "text", "content", "name")
#: The month up to which a monitoring form speaks when nobody says another one; written into its labels, no number of law.
MONTH: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column, or a labelled field of a block without rows. ``over`` is the label of the head that spans it and its neighbours."""

    name: str
    label: str
    look: Look = "words"
    over: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of the form: rows people add to, or labelled fields (one row named ``1``)."""

    name: str
    title: str
    columns: tuple[Column, ...]
    grows: bool = True

    def column(self, name: str) -> Column | None:
        """One column by its name."""
        return next((column for column in self.columns if column.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A form as it is filled in. ``options`` are the columns and blocks that can be shown besides, by name."""

    form: FormKind
    kind: DossierKind
    title: str
    year_line: str
    blocks: tuple[Block, ...]
    options: Mapping[str, str]
    words: Mapping[str, Any]
    standard: str
    month: int = MONTH

    def block(self, name: str) -> Block | None:
        """One block by its name."""
        return next((block for block in self.blocks if block.name == name), None)

    def label(self, block: str, column: str) -> str:
        """What a column is called on the page."""
        found = self.block(block)
        known = found.column(column) if found else None
        return (known.label.replace("\n", "") if known else "") or column


def standard_of(dossier: Dossier) -> Standard:
    """The standard a dossier is filled in and scored by, as it holds at the end of its year."""
    return load_standard(settings.STANDARD, datetime.date(dossier.fiscal_year_id, 12, 31))


def layout_of(dossier: Dossier, form: FormKind, extra: tuple[str, ...] = (), month: int | None = None) -> Layout:
    """The layout of a form of this dossier with the optional columns named."""
    standard = standard_of(dossier).name
    words = load_paper(standard, "forms").part(form.value)
    kind = DossierKind(dossier.kind)
    optional = words.get("optional_columns") or {}
    options = {str(name): str(rule["label"]) for name, rule in optional.items()}
    if form == FormKind.OBJECTIVE_FORM:
        options["period"] = str(words["period_indicators"])
    at = month or MONTH
    return Layout(
        form=form,
        kind=kind,
        title=str(words["department_title" if kind == DossierKind.DEPARTMENT else "project_title"]),
        year_line=str(words["year_line"]).format(year=dossier.fiscal_year_id),
        blocks=tuple(_blocks(form, kind, words, extra, at)),
        options=options,
        words=words,
        standard=standard,
        month=at,
    )


def _column(name: str, label: object, over: str = "") -> Column:
    look: Look = "figure" if name in _FIGURES else "text" if name in _TEXTS else "words"
    return Column(name=name, label=str(label), look=look, over=over)


def _blocks(form: FormKind, kind: DossierKind, words: Mapping[str, Any], extra: tuple[str, ...], month: int) -> Iterator[Block]:
    yield Block(name="head", title=_("基本情况"), columns=tuple(_head(form, kind, words)), grows=False)
    funds = str(words["department_funds" if kind == DossierKind.DEPARTMENT else "project_funds"]).partition("（")[0]
    with_period = "period" in extra
    if with_period:
        yield Block(name="period_funds", title=_("实施期资金"), columns=tuple(_money(words, month)))
    yield Block(name="funds", title=funds, columns=tuple(_money(words, month)))
    if "tasks" in words and kind == DossierKind.DEPARTMENT:
        tasks = (_column(str(name), str(text).partition("（")[0]) for name, text in words["tasks_columns"].items())
        yield Block(name="tasks", title=str(words["tasks"]), columns=tuple(tasks))
    yield Block(name="objectives", title=str(words["objective"]), columns=tuple(_objectives(words, with_period)), grows=False)
    if with_period:
        columns = tuple(_indicators(words, extra, month))
        yield Block(name="period_indicators", title=str(words["period_indicators"]), columns=columns)
    yield Block(name="indicators", title=str(words["indicators"]), columns=tuple(_indicators(words, extra, month)))
    if "total" in words:
        names = [name for name in ("weight", "score") if name in words["columns"]]
        totals = (_column(f"total_{name}", f"{words['total']}：{words['columns'][name]}") for name in names)
        yield Block(name="total", title=str(words["total"]), columns=tuple(totals), grows=False)
    other = (_column("label", _("栏目")), Column(name="text", label=_("内容"), look="text"))
    yield Block(name="other", title=_("表上的其他栏目"), columns=other)


def _head(form: FormKind, kind: DossierKind, words: Mapping[str, Any]) -> Iterator[Column]:
    if kind == DossierKind.DEPARTMENT:
        yield _column("implementing_agency", words["department"])
    else:
        for name in ("project", "project_code", "supervising_department", "implementing_agency"):
            yield _column(name, words[name])
    if form == FormKind.OBJECTIVE_FORM:
        yield _column("attribute", words["attribute"])
        yield _column("period", words["period"])
    if form == FormKind.MONITORING_FORM:
        yield _column("cutoff_month", _("执行情况截至（月）"))
    yield _column("money_unit", _("金额单位"))


def _money(words: Mapping[str, Any], month: int) -> Iterator[Column]:
    yield _column("label", _("资金来源"))
    columns = words.get("funds_columns")
    if columns is None:
        yield _column("initial_budget", _("金额"))
        return
    for name, text in columns.items():
        yield _column(str(name), str(text).format(month=month))


def _objectives(words: Mapping[str, Any], with_period: bool) -> Iterator[Column]:
    if with_period:
        yield Column(name="period_objective", label=str(words["period_objective"]), look="text")
    yield Column(name="expected_objective", label=str(words.get("expected_objective", words["objective"])), look="text")
    if "actual_objective" in words:
        yield Column(name="actual_objective", label=str(words["actual_objective"]), look="text")


def _indicators(words: Mapping[str, Any], extra: tuple[str, ...], month: int) -> Iterator[Column]:
    optional = words.get("optional_columns") or {}
    for name, text in words["columns"].items():
        if name == "causes":
            for key, cause in words["causes"].items():
                yield Column(name=f"causes.{key}", label=str(cause), look="tick", over=str(text))
            yield Column(name="deviation_reason", label=str(words["reason"]), look="text", over=str(text))
        elif name == "likelihood":
            for key, likelihood in words["likelihoods"].items():
                yield Column(name=f"likelihood.{key}", label=str(likelihood), look="tick", over=str(text))
        else:
            yield _column(str(name), str(text).format(month=month))
        for more, rule in optional.items():
            if rule["after"] == name and more in extra:
                yield _column(str(more), rule["label"])
