"""Standards shown: which there are, and what one of them says on a day, beside its parent."""

from __future__ import annotations

import datetime
from typing import Any

from rich.console import Console
from rich.table import Table

from jiheng.regulation import lineage, load_standard, standard_names

_EVIDENCE = {"confirmed": "已核原文", "secondary": "二手资料", "from_memory": "凭记忆，待核", "practice": "通行做法"}


def listing(console: Console) -> None:
    """Print all standards with their lineage."""
    table = Table(box=None, pad_edge=False)
    for heading in ("名称", "标题", "继承"):
        table.add_column(heading)
    for name in standard_names():
        table.add_row(name, load_standard(name).title, " ← ".join(reversed(lineage(name))))
    console.print(table)


def show(console: Console, name: str, at: datetime.date | None) -> None:
    """Print the resolved standard; values that differ from the parent stand beside the parent's."""
    standard = load_standard(name, at)
    chain = lineage(name)
    parent = load_standard(chain[-2], at) if len(chain) > 1 else None
    day = at.isoformat() if at else "最新"
    console.print(f"[bold]{standard.title}（{name}）[/bold]　适用日期：{day}")
    table = Table(show_lines=False)
    for heading in ("参数", "含义", "值", *((f"上级 {parent.name}",) if parent else ()), "施行", "依据", "证据"):
        table.add_column(heading, overflow="fold")
    for key in sorted(standard.parameters):
        parameter = standard.parameters[key]
        above = parent.parameters.get(key) if parent else None
        own = parent is not None and parameter.standard == name
        cells = [f"[bold]{key}[/bold]" if own else key, parameter.description, _text(parameter.value, parameter.unit)]
        if parent:
            cells.append(_text(above.value, above.unit) if above and own else ("同左" if above else "—"))
        citation = parameter.citation
        since = parameter.since.isoformat() if parameter.since else ""
        table.add_row(*cells, since, f"{citation.document}{citation.article}", _EVIDENCE[citation.evidence])
    console.print(table)


def _text(value: Any, unit: str) -> str:
    if value is None:
        return "（已废止）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        return "；".join(f"{k}：{_text(v, '')}" for k, v in value.items())
    if isinstance(value, list):
        return "、".join(_text(item, "") for item in value)
    return f"{value} {unit}".strip() if unit and unit != "ratio" else str(value)
