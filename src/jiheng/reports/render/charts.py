"""Charts of reports, drawn by matplotlib in the shipped free font: the same drawing as SVG (typesetting) and PNG (Word).

A chart never says more than the table beside it. matplotlib is imported when the first chart is drawn, so that the command line starts
without it; equal data give equal bytes.
"""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from jiheng.model import amounts
from jiheng.reports.render.paper import Picture

#: Shades that stay apart in black and white.
_SHADES: Final = ("#1f4e79", "#8fb4d9", "#c8c8c8", "#7f7f7f", "#d9a441", "#3f7f5f")
_EDGE: Final = "#333333"
_WIDTH: Final = 6.3
_DOTS: Final = 200
_LABEL: Final = 16
#: A radar of fewer corners has no area; its width and height in inches, and the rings of its web.
_CORNERS: Final = 3
_RADAR: Final = 2.9
_RINGS: Final = 5
#: Points of the texts; inches above and below the bars, of a line of the legend; entries a line of it.
_SIZE: Final = 9
_MARGIN: Final = 0.1
_LEGEND: Final = 0.26
_ACROSS: Final = 5


@dataclass(frozen=True, slots=True)
class Series:
    """A row of values with its name; None where nothing is known."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What is drawn: horizontal bars, a group a label from the top, or one bar a label cut into parts (``stacked``), or a ``radar``.

    ``unit`` stands behind the values; ``decimals`` are printed. ``most`` is where the axis ends, when the values have a natural end.
    """

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    decimals: int = 2
    stacked: bool = False
    radar: bool = False
    most: Decimal | None = None

    @property
    def told(self) -> str:
        """The values in words, for those who cannot see the drawing."""
        return "；".join(f"{label}：{'，'.join(self._said(place))}" for place, label in enumerate(self.labels))

    def _said(self, place: int) -> list[str]:
        found = ((series.name, series.values[place]) for series in self.series)
        return [f"{name}{self.text(value)}" for name, value in found if value is not None]

    def text(self, value: Decimal) -> str:
        """A value as it is printed."""
        return f"{amounts.text(value, self.decimals)}{self.unit}"


def picture(chart: Chart, caption: str) -> Picture | None:
    """The chart as a picture of a paper; None when there is nothing to draw."""
    if not any(value is not None for series in chart.series for value in series.values):
        return None
    svg, png = _drawn(chart)
    return Picture(svg=svg, png=png, caption=caption, alternative=chart.told, width=Decimal("0.95"))


@lru_cache(maxsize=64)
def _drawn(chart: Chart) -> tuple[bytes, bytes]:
    import matplotlib as mpl

    # Text as outlines: the same drawing with and without the font. The salt keeps the names of its parts the same.
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "jiheng"}), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a sign the font lacks is drawn as an empty box; the table beside has it
        figure = _radar(chart) if chart.radar and len(chart.labels) >= _CORNERS else _figure(chart)
        return _saved(figure, "svg", {"Date": None, "Creator": None}), _saved(figure, "png", {"Software": None})


def _saved(figure: Any, kind: str, metadata: dict[str, str | None]) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format=kind, dpi=_DOTS, metadata=metadata)
    return out.getvalue()


@lru_cache(maxsize=1)
def _font() -> Any:
    import pylopdf_fonts_zh_cn
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=str(pylopdf_fonts_zh_cn.sans_path()), size=_SIZE)


def _figure(chart: Chart) -> Any:
    from matplotlib.figure import Figure

    labels = [_short(label) for label in chart.labels]
    named = len(chart.series) > 1
    bars = 1 if chart.stacked else len(chart.series)
    below = _MARGIN + (_LEGEND * -(-len(chart.series) // _ACROSS) if named else 0)
    height = below + _MARGIN + len(labels) * (0.2 + 0.23 * bars)
    left = max((_ems(line) for label in labels for line in label.split("\n")), default=0) * _SIZE / 72 + 0.12
    figure = Figure(figsize=(_WIDTH, height))
    # Margins computed from the texts: matplotlib's own layout would draw everything twice.
    axes: Any = figure.add_axes((left / _WIDTH, below / height, 1 - (left + 0.05) / _WIDTH, 1 - (below + _MARGIN) / height))
    (_stack if chart.stacked else _group)(axes, chart)
    axes.set_yticks(range(len(labels)), labels)
    axes.invert_yaxis()
    axes.set_xlim(0, _end(chart))
    axes.xaxis.set_visible(False)
    axes.tick_params(axis="y", length=0)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color(_EDGE)
    if named:
        figure.legend(loc="lower center", ncols=_ACROSS, prop=_font(), frameon=False, handlelength=1.2, borderaxespad=0.1)
    for text in axes.get_yticklabels():
        text.set_fontproperties(_font())
    return figure


def _radar(chart: Chart) -> Any:
    """A web with a corner for each label, clockwise from the top, and a line for each row of values."""
    from matplotlib.figure import Figure

    count = len(chart.labels)
    turns = [2 * math.pi * place / count for place in range(count)]
    end = float(chart.most or max((value for series in chart.series for value in series.values if value is not None), default=1) or 1)
    figure = Figure(figsize=(_WIDTH, _RADAR))
    axes: Any = figure.add_axes((0.2, 0.12, 0.6, 0.76), projection="polar")
    axes.set_theta_offset(math.pi / 2)
    axes.set_theta_direction(-1)
    axes.set_axis_off()
    for ring in range(1, _RINGS + 1):
        axes.plot([*turns, turns[0]], [end * ring / _RINGS] * (count + 1), color="#bbbbbb", linewidth=0.6)
    for place, (turn, name) in enumerate(zip(turns, chart.labels, strict=True)):
        axes.plot([turn, turn], [0, end], color="#bbbbbb", linewidth=0.6)
        across, up = math.sin(turn), math.cos(turn)
        side = "center" if abs(across) < 0.1 else "left" if across > 0 else "right"
        height = "bottom" if up > 0.9 else "top" if up < -0.9 else "center"
        told = "".join(f"\n{chart.text(value)}" for series in chart.series if (value := series.values[place]) is not None)
        axes.text(turn, end * 1.07, _short(name) + told, ha=side, va=height, fontproperties=_font())
    for number, series in enumerate(chart.series):
        values = [float(value or 0) for value in series.values]
        axes.plot([*turns, turns[0]], [*values, values[0]], color=_shade(number), linewidth=1.6, marker="o", markersize=3.5)
        axes.fill(turns, values, color=_shade(number), alpha=0.18)
    axes.set_ylim(0, end)
    return figure


def _ems(text: str) -> float:
    """The width of a text in ems: what is not Latin takes a whole one."""
    return sum(0.6 if sign.isascii() else 1.0 for sign in text)


def _short(label: str) -> str:
    """A label on two lines at most; a long one is cut, the table has it whole."""
    if len(label) <= _LABEL:
        return label
    rest = label[_LABEL:]
    return f"{label[:_LABEL]}\n{rest if len(rest) <= _LABEL else rest[: _LABEL - 1] + '…'}"


def _end(chart: Chart) -> float:
    """Where the axis ends: with room for the printed values behind the bars."""
    if chart.stacked:
        return float(chart.most or max(_totals(chart), default=Decimal(1)) or 1)
    known = [value for series in chart.series for value in series.values if value is not None]
    return float(max(*known, chart.most or Decimal(0), Decimal("0.01"))) * 1.22


def _totals(chart: Chart) -> list[Decimal]:
    return [sum((series.values[place] or Decimal(0) for series in chart.series), Decimal(0)) for place in range(len(chart.labels))]


def _group(axes: Any, chart: Chart) -> None:
    """Bars beside each other, each with its value behind it."""
    count = len(chart.series)
    thick = 0.8 / count
    for number, series in enumerate(chart.series):
        places = [place - 0.4 + thick * (number + 0.5) for place in range(len(chart.labels))]
        widths = [float(value) if value is not None else 0.0 for value in series.values]
        axes.barh(places, widths, height=thick * 0.9, color=_shade(number), label=series.name)
        for place, value, width in zip(places, series.values, widths, strict=True):
            if value is not None:
                _write(axes, max(width, 0.0), place, f" {chart.text(value)}", "left", "black")


def _stack(axes: Any, chart: Chart) -> None:
    """One bar a label; parts wide enough carry their value."""
    begin = [0.0] * len(chart.labels)
    end = _end(chart)
    for number, series in enumerate(chart.series):
        widths = [float(value) if value is not None else 0.0 for value in series.values]
        axes.barh(range(len(chart.labels)), widths, left=begin, height=0.6, color=_shade(number), label=series.name)
        for place, (value, width) in enumerate(zip(series.values, widths, strict=True)):
            if value is not None and width > end * 0.09:
                dark = _shade(number) in (_SHADES[0], _SHADES[3], _SHADES[5])
                _write(axes, begin[place] + width / 2, place, chart.text(value), "center", "white" if dark else "black")
        begin = [left + width for left, width in zip(begin, widths, strict=True)]


def _shade(number: int) -> str:
    return _SHADES[number % len(_SHADES)]


def _write(axes: Any, x: float, y: float, text: str, side: str, color: str) -> None:
    axes.text(x, y, text, ha=side, va="center", color=color, fontproperties=_font(), fontsize=8)


def chart_of(labels: Sequence[str], series: Sequence[tuple[str, Sequence[Decimal | None]]], **shape: Any) -> Chart:
    """A chart from plain lists."""
    return Chart(labels=tuple(labels), series=tuple(Series(name, tuple(values)) for name, values in series), **shape)
