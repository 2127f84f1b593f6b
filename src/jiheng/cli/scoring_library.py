"""``indicators``: the indicator library, listed and searched."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from jiheng.cli.stopping import stop
from jiheng.regulation import BrokenStandard, LibraryIndicator, UnknownStandard, load_library
from jiheng.regulation.formulas import load_formulas
from jiheng.regulation.indicators import COMMON, search
from jiheng.scoring.library_advice import class_of


def run_indicators(query: str, sector: str, standard: str, console: Console, *, verbose: bool) -> int:
    """Print the entries that fit; the exit code."""
    try:
        library = load_library(standard)
    except (UnknownStandard, BrokenStandard) as error:
        stop(str(error))
    sectors = {entry.sector: entry.sector_title for entry in library}
    if sector and sector not in sectors:
        stop(f"指标库中没有行业「{sector}」，可选：{'、'.join(sorted(sectors))}。")
    found = search(query, library, sector=sector or None) if query else [e for e in library if not sector or e.sector in (sector, COMMON)]
    if not found:
        stop(f"指标库中没有与「{query}」相近的指标。换一个更短的词试试，例如「培训」「满意度」；不写字词列出全部 {len(library)} 个。")
    for entry in found:
        _show(entry, standard, console, verbose=verbose)
    console.print(f"[dim]{len(found)} 个。写法是通行做法，供参考；【】中的内容按本项目填写。[/dim]")
    return 0


def _show(entry: LibraryIndicator, standard: str, console: Console, *, verbose: bool) -> None:
    place = class_of(entry)
    console.print(f"[bold]{escape(entry.name)}[/bold]　{escape(entry.target)}　[dim]{place} · {entry.sector_title}[/dim]", soft_wrap=True)
    if not verbose:
        return
    formula = load_formulas(standard).get(entry.formula or "")
    rows = (("说明", entry.explanation), ("公式", formula.text if formula else ""), ("证据来源", entry.evidence_source))
    for name, words in rows:
        if words:
            console.print(Padding(f"[dim]{name}：{escape(words)}[/dim]", (0, 0, 0, 4), expand=False))
