"""Web pages: tables with spans, or flattened by an editor that dropped them; declared or undeclared encodings."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final, Literal, TypeAlias

from jiheng.sample.grids import Grid, Slot

HtmlStyle: TypeAlias = Literal["spans", "unmerged", "word"]
HTML_STYLES: Final[tuple[HtmlStyle, ...]] = ("spans", "unmerged", "word")


def _cell(slot: Slot, style: HtmlStyle) -> str:
    spans = f' rowspan="{slot.rowspan}"' if slot.rowspan > 1 and style != "unmerged" else ""
    spans += f' colspan="{slot.colspan}"' if slot.colspan > 1 else ""
    if style == "word":
        # What Word's own export writes: a paragraph with spans of style in every cell, empty cells with a no-break space.
        inner = f'<p class="MsoNormal" align="center"><span style="font-size:9.0pt">{escape(slot.text) or "&nbsp;"}</span></p>'
    else:
        inner = escape(slot.text).replace("\n", "<br>")
    return f"<td{spans}>{inner}</td>"


def table_html(grid: Grid, style: HtmlStyle) -> str:
    """A table with spans, or without."""
    rows = []
    for line in grid.covered():
        cells = []
        column = 0
        while column < len(line):
            slot, starts = line[column]
            if starts:
                cells.append(_cell(slot, style))
            elif style == "unmerged":
                cells.append(_cell(Slot(text="", colspan=slot.colspan), style))
            column += slot.colspan
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f'<table border="1" cellspacing="0">{"".join(rows)}</table>'


def write_html(grids: Sequence[Grid], style: HtmlStyle = "spans", encoding: str = "utf-8") -> bytes:
    """A page with the usual surroundings of a government site around the forms."""
    parts = []
    for grid in grids:
        lines = "".join(f"<p>{escape(line)}</p>" for line in (*grid.lines,))
        after = "".join(f"<p>{escape(line)}</p>" for line in grid.after)
        parts.append(f"<h2>{escape(grid.title)}</h2>{lines}{table_html(grid, style)}{after}")
    meta = f'<meta charset="{encoding}">' if not encoding.startswith("utf-16") else ""
    page = (
        f"<!DOCTYPE html><html><head>{meta}<title>绩效自评公开</title><script>var a = '<table>';</script></head><body>"
        "<div class='nav'><a href='/'>首页</a> &gt; <a href='/xxgk'>信息公开</a></div>"
        f"{''.join(parts)}<div class='foot'>版权所有</div></body></html>"
    )
    return page.encode(encoding, errors="xmlcharrefreplace")
