"""Writes the page of the flows, from the standard: states, actions and deadlines as tables, and what places do differently."""

from __future__ import annotations

from pathlib import Path

from jiheng.cli.flows import counted, sourced, tables
from jiheng.process import Flow, flow_names, load_flow
from jiheng.regulation import load_standard, standard_names

HEAD = """# 流程

<!-- 由 docs/generate.py 从 src/jiheng/standards/*/flows 生成，请勿手改。 -->

一类案件怎样走，由标准写明：有哪些状态、各等待谁、谁可以做什么、要有什么、什么时候之前。怎样读、怎样改、怎样在程序里用，见[流程怎么用](howto/flows.md)。
期限的依据后面注明可靠程度。
"""


def write_flows(target: Path) -> None:
    """``flows.md`` below the folder."""
    parts = [HEAD, *(_section(load_flow(name)) for name in flow_names()), _places()]
    (target / "flows.md").write_text("\n".join(parts), "utf-8")


def _section(flow: Flow) -> str:
    lines = [
        f"## {flow.title} {{ #{flow.id} }}",
        "",
        f"一件案件是{flow.subject}。依据：{flow.citation.text if flow.citation else ''}。{flow.note}",
        "",
    ]
    for title, headings, rows in tables(flow):
        lines += [f"**{title}**", "", _row(headings), _row(("---",) * len(headings)), *map(_row, rows), ""]
    return "\n".join(lines)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', '｜') for cell in cells)} |"


def _places() -> str:
    lines = ["## 各地不同之处 { #places }", "", _row(("标准", "流程", "期限", "怎样算", "依据", "证据")), _row(("---",) * 6)]
    for name in standard_names():
        for flow in (load_flow(known, name) for known in flow_names(name) if name != "cn"):
            above = load_flow(flow.id).deadlines if flow.id in flow_names() else {}
            lines += [
                _row(
                    (
                        f"{load_standard(name).title}（{name}）",
                        flow.title,
                        deadline.label,
                        counted(flow, deadline),
                        *sourced(deadline.citation),
                    )
                )
                for key, deadline in flow.deadlines.items()
                if deadline != above.get(key)
            ]
    return "\n".join([*lines, ""])
