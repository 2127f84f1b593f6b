"""Rows of the funds block in a stream: each label with the run of figures behind it, laid into the columns of the header.

Blank cells may have been dropped, so a run can be shorter than the header. Every rising assignment is judged by type, by position
and by arithmetic (executed ÷ budget = rate, weight × rate = score); where two assignments are as good, what differs stays unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import combinations
from typing import Final

from jiheng.extraction.stream_labels import Label, Run, find_labels
from jiheng.extraction.stream_text import Gap, Stream
from jiheng.regulation.labels import FormLabels

_DASH: Final = re.compile(r"[-—–―─/\\]+|无")
_VALUE: Final = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:%|‰|分|百万元|万元|亿元|千元|元)?|[-—–―─/\\]+")
_MONEY: Final = ("initial_budget", "adjusted_budget", "executed", "expected_execution", "surplus")
_AMOUNT: Final = r"\d[\d,]*(?:\.\d+)?(?:百万元|千万元|万元|亿元|千元|元)?"
_OF_PERIOD: Final = re.compile(r"(?:实施期|中期|项目总|长期)")
_MOST: Final = 9
_MARGIN: Final = 0.75


@dataclass(frozen=True, slots=True)
class FundsReading:
    """A funds row: its label and its values by column label; ``unsettled`` stretches could belong to several columns."""

    label: Label
    values: tuple[tuple[Label, int, int], ...]
    unsettled: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class DeclaredFunds:
    """A funds row of a form without amount columns: its label, where its amount stands, whether it is of the project's whole period."""

    label: Label
    amount: tuple[int, int]
    is_period: bool = False


@dataclass(frozen=True, slots=True)
class _Value:
    begin: int
    end: int
    text: str
    number: Decimal | None
    is_rate: bool
    is_money: bool


def read_funds(stream: Stream, begin: int, header: Run, end: int, labels: FormLabels) -> list[FundsReading]:
    """The funds rows between the header and ``end``; a total label between ``begin`` and the header owns figures without a label."""
    rows = _orphans(stream, begin, header, end, labels)
    found = [label for label in find_labels(stream, header.end, end, (labels.funds_rows,), header.gap) if label.meaning != "part"]
    for label, after in zip(found, [*found[1:], None], strict=False):
        if after and label.end == after.begin and _is_side_label(stream, label, after, labels):
            continue
        stop = after.begin if after else end
        begin = _with_part(stream, label, header.end)
        values = _values(stream, label.end, stop, header)
        reading = _lay_out(stream, header, values, is_part=label.meaning != "total") if values else ((), ())
        rows.append(FundsReading(Label(label.meaning, begin, label.end), *reading))
    return rows


def read_declared(stream: Stream, begin: int, end: int, labels: FormLabels, gap: Gap) -> list[DeclaredFunds]:
    """Funds of a form without amount columns: each label with the one amount behind it (资金总额 120万元，其中：财政拨款 100万元)."""
    rows: list[tuple[Label, tuple[int, int] | None]] = []
    if gap is Gap.NONE:
        words = sorted((word for word in labels.funds_rows.words if len(word) >= 2), key=len, reverse=True)
        pattern = re.compile(rf"({'|'.join(map(re.escape, words))})[:：]?({_AMOUNT})")
        rows += [
            (Label(labels.funds_rows.words[match[1]], match.start(), match.end(1)), match.span(2))
            for match in pattern.finditer(stream.folded, begin, end)
        ]
        return _grouped(stream, rows)
    found = [label for label in find_labels(stream, begin, end, (labels.funds_rows,), gap) if label.meaning != "part"]
    for label, after in zip(found, [*found[1:], None], strict=False):
        stop = min(stream.next_gap(label.end, Gap.SPACE), after.begin if after else end)
        is_amount = re.fullmatch(_AMOUNT, stream.folded[label.end : stop]) is not None
        if is_amount or after is None or after.begin > label.end or after.meaning != label.meaning:
            rows.append((Label(label.meaning, _with_part(stream, label, begin), label.end), (label.end, stop) if is_amount else None))
    return _grouped(stream, rows)


def _grouped(stream: Stream, rows: Sequence[tuple[Label, tuple[int, int] | None]]) -> list[DeclaredFunds]:
    """The rows with an amount, each with the total it belongs to: that of the period or of the year.

    Below each other, a part belongs to the total above it. Beside each other, the totals follow at once, and so do the two prints of
    each part: the first is the first total's.
    """
    texts = [stream.folded[label.begin : label.end] for label, _ in rows]
    totals = [at for at, (label, amount) in enumerate(rows) if label.meaning == "total" and amount is not None]
    periods = [bool(_OF_PERIOD.match(texts[at])) for at in totals]
    is_paired = sorted(periods) == [False, True]
    beside = is_paired and totals[1] == totals[0] + 1
    grouped: list[DeclaredFunds] = []
    for at, (label, amount) in enumerate(rows):
        is_second = is_paired and (texts[at] in texts[:at] if beside and at not in totals else at >= totals[1])
        if amount is not None:
            grouped.append(DeclaredFunds(label, amount, is_paired and periods[is_second]))
    return grouped


def _is_side_label(stream: Stream, label: Label, after: Label, labels: FormLabels) -> bool:
    """Whether a label is the block's own or the first print of a merged one."""
    text = stream.folded[label.begin : label.end]
    return text == stream.folded[after.begin : after.end] or bool(labels.funds_block.meaning(text))


def _orphans(stream: Stream, begin: int, header: Run, end: int, labels: FormLabels) -> list[FundsReading]:
    """The total row of a form whose cells were put out of order: its label before the header, its figures among or behind the labels."""
    found = list(find_labels(stream, begin, header.begin, (labels.funds_rows, labels.funds_columns), header.gap))
    totals = [
        label for label in found if label.meaning == "total" and not labels.funds_block.meaning(stream.folded[label.begin : label.end])
    ]
    if len(totals) != 1:
        return []
    laid: list[tuple[Label, int, int]] = []
    for label in found:
        figure = _values(stream, label.end, header.begin, header)[:1] if label.meaning in _MONEY else []
        laid += [(label, value.begin, value.end) for value in figure if label.meaning not in header.meanings]
    for label, after in zip(header.labels, header.labels[1:], strict=False):
        if after.begin > label.end and _VALUE.fullmatch(stream.folded[label.end : after.begin]):
            laid.append((label, label.end, after.begin))
    taken = {label for label, _, _ in laid}
    behind = _values(stream, header.end, end, header)
    rest = [label for label in header.labels if label not in taken]
    if len(behind) >= len(rest) >= 3 and header.gap > Gap.NONE:
        row = dict(zip((label.meaning for label in rest), behind, strict=False))
        if all(_fit(name, value) > -2 for name, value in row.items()):
            laid += [(label, value.begin, value.end) for label, value in zip(rest, behind, strict=False)]
    total = Label("total", _with_part(stream, totals[0], begin), totals[0].end)
    return [FundsReading(total, tuple(laid))] if laid else []


def _with_part(stream: Stream, label: Label, least: int) -> int:
    """Where the label begins with the word 其中 that may stand before it."""
    begin = label.begin
    unit = re.match(r"\([^()]{1,6}\)", stream.folded[begin : label.end])
    if unit and begin + unit.end() < label.end and stream.gap(begin + unit.end()) > Gap.NONE:
        begin += unit.end()
    match = re.search(r"其中[:：]?$", stream.folded[max(least, begin - 3) : begin])
    return begin - len(match[0]) if match and stream.gap(begin) < Gap.CELL else begin


def _values(stream: Stream, begin: int, end: int, header: Run) -> list[_Value]:
    """The figures and dashes that follow a label; stops at the first text that is neither."""
    values: list[_Value] = []
    position = begin
    while position < end and len(values) < _MOST:
        stop = min(stream.next_gap(position, Gap.SPACE if header.gap is Gap.SPACE else max(header.gap, Gap.SPACE)), end)
        stop = min(stop, stream.next_gap(position, Gap.LINE))
        text = stream.folded[position:stop]
        pieces = [text] if _VALUE.fullmatch(text) or _DASH.fullmatch(text) else _split(text, header)
        if not pieces:
            break
        for piece in pieces:
            values.append(_value(piece, position, position + len(piece)))
            position += len(piece)
    return values


def _value(text: str, begin: int, end: int) -> _Value:
    match = re.match(r"-?[\d,]+(?:\.\d+)?", text)
    try:
        number = Decimal(match[0].replace(",", "")) if match else None
    except InvalidOperation:
        number = None
    return _Value(begin, end, text, number, text.endswith(("%", "‰")), text.endswith("元"))


def _split(text: str, header: Run) -> list[str]:
    """Figures run together, cut in the one way in which rate and amounts agree; empty when none or several do."""
    match = re.match(r"(?:[-—\d.,%]|万?元|分)+", text)
    if not match or not re.search(r"\d", match[0]):
        return []
    run = match[0].rstrip(".,")
    if _VALUE.fullmatch(run) and len(run) <= 12:
        return [run]
    if len(run) > 80:
        return []
    amounts = re.findall(r"\d+\.\d\d", run)
    if "".join(amounts) == run.rstrip("-—") and len(amounts) == sum(meaning in _MONEY for meaning in header.meanings):
        return amounts
    solutions = {tuple(pieces) for pieces in _cuts(run, len(header.labels)) if _agrees(pieces, header)}
    return list(solutions.pop()) if len(solutions) == 1 else []


def _cuts(run: str, most: int) -> Iterator[list[str]]:
    if not run:
        yield []
        return
    if most == 0:
        return
    for match in (re.match(pattern, run) for pattern in _figure_patterns(run)):
        if match:
            for rest in _cuts(run[match.end() :], most - 1):
                yield [match[0], *rest]


def _figure_patterns(run: str) -> Iterator[str]:
    """Patterns of a first figure: whole digits of each length, with up to six decimals."""
    yield r"[-—]+"
    digits = re.match(r"\d+", run)
    if not digits:
        return
    for length in range(1, min(len(digits[0]), 9) + 1):
        if length > 1 and run[0] == "0":
            break
        head = rf"\d{{{length}}}"
        yield rf"{head}(?:%|分|万?元)?(?![.%,])"
        for decimals in range(1, 7):
            yield rf"{head}\.\d{{{decimals}}}(?:%|分|万?元)?(?![%.])"


def _agrees(pieces: Sequence[str], header: Run) -> bool:
    """Whether the pieces fill every column and rate, weight and score follow from the amounts."""
    if len(pieces) != len(header.labels):
        return False
    row = dict(zip(header.meanings, (_value(piece, 0, 0) for piece in pieces), strict=True))
    decimals = {len(value.text.rpartition(".")[2]) if "." in value.text else 0 for name, value in row.items() if name in _MONEY}
    return len(decimals) == 1 and _arithmetic(row) >= 2.0 and all(_fit(name, value) > -2 for name, value in row.items())


def _lay_out(
    stream: Stream, header: Run, values: list[_Value], *, is_part: bool
) -> tuple[tuple[tuple[Label, int, int], ...], tuple[tuple[int, int], ...]]:
    """The best rising assignment of values to columns, without what another assignment as good would lay elsewhere."""
    columns = header.meanings
    values = values[: len(columns)]
    ranked: list[tuple[float, tuple[int, ...]]] = []
    for chosen in combinations(range(len(columns)), len(values)):
        row = {columns[column]: value for column, value in zip(chosen, values, strict=True)}
        worth = sum(_fit(name, value) for name, value in row.items()) + _arithmetic(row) + _placed(stream, header, chosen, values)
        # points stand in the total row; a part seldom has any
        worth -= 0.5 * is_part * sum(name in row for name in ("weight", "score"))
        ranked.append((worth, chosen))
    ranked.sort(key=lambda option: (-option[0], option[1]))
    best = ranked[0]
    rivals = [chosen for worth, chosen in ranked[1:] if worth > best[0] - _MARGIN]
    settled = [all(rival[k] == column for rival in rivals) for k, column in enumerate(best[1])]
    laid = tuple((header.labels[column], v.begin, v.end) for k, (column, v) in enumerate(zip(best[1], values, strict=True)) if settled[k])
    return laid, tuple((v.begin, v.end) for k, v in enumerate(values) if not settled[k])


def _fit(name: str, value: _Value) -> float:
    if value.number is None:
        return 0.4 if name in ("weight", "execution_rate", "score") else 0.0
    if name == "execution_rate":
        return 2.5 if value.is_rate else -3.0 if value.is_money else 0.0
    if value.is_rate:
        return -3.0
    if name in ("weight", "score"):
        if value.is_money or value.number > 100 or value.number < 0:
            return -3.0
        return 0.3 if name == "score" or (value.number == value.number.to_integral_value() and value.number > 0) else -1.0
    return 1.0 if name in _MONEY else 0.0


def _arithmetic(row: dict[str, _Value]) -> float:
    worth = 0.0
    budget = row.get("adjusted_budget") or row.get("initial_budget")
    executed, rate, weight, score = (row.get(name) for name in ("executed", "execution_rate", "weight", "score"))
    # nothing spent proves no rate: 0.00 can stand in any column
    if budget and executed and rate and budget.number and executed.number and rate.number is not None:
        percent = executed.number / budget.number * 100
        printed = rate.number if rate.is_rate or rate.number > 2 else rate.number * 100
        worth += 2.0 if abs(percent - printed) <= 1 else -0.5
    if budget and executed and budget.number is not None and executed.number is not None:
        worth += 0.5 if executed.number <= budget.number else -0.5
    if weight and score and weight.number is not None and score.number is not None:
        worth += 0.5 if score.number <= weight.number else -2.0
    return worth


def _placed(stream: Stream, header: Run, chosen: Sequence[int], values: Sequence[_Value]) -> float:
    """Texts as far apart as their column labels; money columns first when blank cells were dropped at the end."""
    worth = 0.0
    for k in range(1, len(chosen)):
        apart = stream.ordinals[values[k].begin] - stream.ordinals[values[k - 1].begin]
        expected = stream.ordinals[header.labels[chosen[k]].begin] - stream.ordinals[header.labels[chosen[k - 1]].begin]
        if apart and expected:
            worth += 1.0 if apart == expected else -0.3
    for column, value in zip(chosen, values, strict=True):
        place = stream.spans[stream.origins[value.begin][0]].place.column
        under = stream.spans[stream.origins[header.labels[column].begin][0]].place.column
        if place is not None and header.gap is Gap.CELL:
            worth += 0.5 if place == under else 0.0
    # blank cells drop out at the end of a row of parts: weight, rate and score stand in the total row only
    return worth - 0.8 * sum(1 for k, column in enumerate(chosen) if column != k) / max(1, len(chosen)) * (header.gap < Gap.CELL)
