"""The words of a form with their paths. No check of its own."""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.model import Form, Indicator

_FIELDS = ("project", "supervising_department", "implementing_agency", "expected_objective", "actual_objective", "period_objective")
_CLOSING = ("problems", "improvement", "conclusion")
_WORDS = ("name", "deviation_reason", "basis", "explanation", "note", "scoring_standard")


def passages(form: Form) -> Iterator[tuple[str, str]]:
    """Every text of the form: path and words as printed."""
    for field in (*_FIELDS, *_CLOSING):
        text = getattr(form, field, None)
        if text:
            yield f"/{field}", text
    yield from _rows("indicators", form.indicators)
    yield from _rows("period_indicators", getattr(form, "period_indicators", ()))


def prose(form: Form) -> Iterator[tuple[str, str]]:
    """The texts written as sentences: objectives, reasons, closing remarks."""
    for path, text in passages(form):
        if path.rsplit("/", 1)[1] in ("name", "project", "supervising_department", "implementing_agency", "target", "actual"):
            continue
        yield path, text


def _rows(group: str, indicators: tuple[Indicator, ...]) -> Iterator[tuple[str, str]]:
    for index, indicator in enumerate(indicators):
        for field in _WORDS:
            text = getattr(indicator, field)
            if text:
                yield f"/{group}/{index}/{field}", text
        for field in ("target", "actual"):
            measure = getattr(indicator, field)
            if measure is not None and measure.raw:
                yield f"/{group}/{index}/{field}", measure.raw
