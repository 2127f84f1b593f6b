"""Where the forms of a stream begin and end: titles, project labels, and the column headers of funds and indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from jiheng.extraction.builder import FormKind
from jiheng.extraction.stream_labels import Run, column_runs, label_at, scattered_run, with_second_row
from jiheng.extraction.stream_text import Gap, Stream
from jiheng.regulation.labels import FormLabels

_TITLE: Final = re.compile(r"[^。；;，,:：|]{2,60}?表(?:格)?(?:\([^()]{0,20}\)){0,3}")
_AMOUNTS: Final = ("initial_budget", "adjusted_budget", "executed", "expected_execution")
_USUAL: Final = ("category", "subcategory", "name", "target", "actual", "weight", "score", "deviation_reason")
_KINDS: Final[dict[str, FormKind]] = {"self_evaluation": "self_evaluation", "objective": "objective", "monitoring": "monitoring"}


@dataclass(slots=True)
class FormStretch:
    """One form in the stream: from ``begin`` to ``end``, its title, the headers in it and what holds its cells apart."""

    begin: int
    end: int = 0
    title: str = ""
    title_end: int = 0
    kind: FormKind = "self_evaluation"
    funds: list[Run] = field(default_factory=list)
    indicators: list[Run] = field(default_factory=list)
    has_project: bool = False

    @property
    def gap(self) -> Gap:
        """What holds cells apart in this form."""
        run = self.indicators or self.funds
        return run[0].gap if run else Gap.LINE


@dataclass(frozen=True, slots=True)
class _Event:
    at: int
    sort: str
    run: Run | None = None
    text: str = ""
    end: int = 0


def find_forms(stream: Stream, labels: FormLabels) -> list[FormStretch]:
    """The forms in order; stretches between them that hold no form are left out."""
    forms: list[FormStretch] = []
    form: FormStretch | None = None
    for event in sorted(_events(stream, labels), key=lambda e: e.at):
        if form is None or _begins_new(form, event):
            form = FormStretch(event.at)
            forms.append(form)
        _take(form, event, labels)
    for one, after in zip(forms, [*forms[1:], None], strict=False):
        one.end = after.begin if after else len(stream)
    for one in forms:
        is_whole = any({"target", "actual"} & {*run.meanings} for run in one.indicators)
        if one.funds and one.has_project and not is_whole and one.gap is Gap.SPACE:
            run = scattered_run(stream, one.funds[-1].end, one.end, labels.indicator_columns, _USUAL)
            one.indicators = [run] if run else one.indicators
    return [one for one in forms if one.indicators or (one.funds and one.has_project)]


def _begins_new(form: FormStretch, event: _Event) -> bool:
    if event.sort == "title":
        return bool(form.indicators or form.funds or form.has_project)
    if event.sort == "project":
        return bool(form.indicators or form.funds)
    return event.sort == "funds" and bool(form.indicators)


def _take(form: FormStretch, event: _Event, labels: FormLabels) -> None:
    if event.sort == "title":
        form.begin, form.title, form.title_end = event.at, event.text, event.end
        form.kind = _KINDS.get(labels.titles.within(event.text) or "", "self_evaluation")
    elif event.sort == "project":
        form.has_project = True
    elif event.run is not None:
        (form.funds if event.sort == "funds" else form.indicators).append(event.run)


def _events(stream: Stream, labels: FormLabels) -> Iterator[_Event]:
    indicators = column_runs(stream, labels.indicator_columns, ("category", "subcategory", "name"))
    indicators = [run for run in indicators if {"name", "category"} & {*run.meanings} and {"target", "actual", "weight"} & {*run.meanings}]
    divided = {name: labels.block(name) for name in ("causes", "likelihood")}
    indicators = [with_second_row(stream, run, divided) for run in indicators]
    for run in indicators:
        yield _Event(run.begin, "indicators", run)
    inside = [(run.begin, run.end) for run in indicators]
    for run in column_runs(stream, labels.funds_columns, _AMOUNTS, least=2, over_figures=True):
        if {*run.meanings} & {*_AMOUNTS} and not any(begin <= run.begin < end for begin, end in inside):
            yield _Event(run.begin, "funds", run)
    for word in labels.head.of("project"):
        if len(word) >= 4:
            for match in re.finditer(re.escape(word), stream.folded):
                if stream.gap(match.start()) > Gap.NONE or stream.folded[max(0, match.start() - 1)] in ")表度分":
                    yield _Event(match.start(), "project")
    yield from _titles(stream, labels)


def _titles(stream: Stream, labels: FormLabels) -> Iterator[_Event]:
    for begin in [0, *stream.starts]:
        match = _TITLE.match(stream.folded, begin, min(begin + 80, len(stream)))
        if match is None:
            continue
        label = label_at(stream, begin, (labels.head,))
        if label is not None and label.end <= match.end():
            continue  # a head label that ends like a title; one that reaches beyond it has the title as its beginning
        kind = labels.titles.within(match[0])
        if kind and kind != "not_a_form" and len(match[0]) <= 60:
            yield _Event(begin, "title", text=stream.raw(begin, match.end()), end=match.end())
