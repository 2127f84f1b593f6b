"""Flows shown: which there are, and one of them with its states, actions, roles, deadlines and sources."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from jiheng.cli.standards_action import EVIDENCE
from jiheng.model import Citation
from jiheng.process import Deadline, Flow, Transition, flow_names, load_flow
from jiheng.regulation import standard_names


def run(console: Console, name: str, standard: str, at: datetime.date | None, *, as_json: bool) -> None:
    """Print the flows of a standard, or the one that is named; a standard may be named in place of a flow.

    Raises:
        UnknownFlow, UnknownStandard, WrongFile: see there.
    """
    if name in standard_names():
        name, standard = "", name
    if as_json:
        flows = [load_flow(known, standard, at) for known in ([name] if name else flow_names(standard))]
        console.out(json.dumps([as_data(flow) for flow in flows], ensure_ascii=False, indent=2, default=str), highlight=False)
    elif name:
        show(console, load_flow(name, standard, at))
    else:
        listing(console, standard, at)


def as_data(flow: Flow) -> dict[str, object]:
    """A flow as plain data, keys as in the files; of the words only those it uses."""
    content = flow.model_dump(mode="json", by_alias=True, exclude={"words"})
    roles = {role for transition in flow.transitions.values() for role in transition.roles}
    asked = {name for transition in flow.transitions.values() for name in transition.requires}
    content["roles"] = {key: role.label for key, role in flow.words.roles.items() if key in roles}
    content["requirements"] = {key: entry.label for key, entry in flow.words.requirements.items() if key in asked}
    for key, deadline in flow.deadlines.items():
        content["deadlines"][key]["rule"] = counted(flow, deadline)
    return content


def listing(console: Console, standard: str, at: datetime.date | None) -> None:
    """Print the flows of a standard."""
    table = Table(box=None, pad_edge=False)
    for heading in ("名称", "标题", "一件案件是", "状态", "期限", "依据", "证据"):
        table.add_column(heading, overflow="fold")
    for flow in (load_flow(name, standard, at) for name in flow_names(standard)):
        source = sourced(flow.citation)
        table.add_row(flow.id, flow.title, flow.subject, str(len(flow.states)), str(len(flow.deadlines)), *source)
    console.print(table)
    console.print("用 jiheng standards flows 名称 看一个流程。")


def show(console: Console, flow: Flow) -> None:
    """Print one flow."""
    console.print(f"[bold]{flow.title}（{flow.id}）[/bold]　标准：{flow.standard}")
    console.print(f"一件案件：{flow.subject}")
    console.print(f"依据：{flow.citation.text if flow.citation else ''}{f'。{flow.note}' if flow.note else ''}", markup=False)
    for title, headings, rows in tables(flow):
        table = Table(title=title, title_justify="left", show_lines=False)
        for heading in headings:
            table.add_column(heading, overflow="fold")
        for row in rows:
            table.add_row(*row)
        console.print(table)


def tables(flow: Flow) -> Iterator[tuple[str, tuple[str, ...], list[tuple[str, ...]]]]:
    """What a page or a terminal shows of a flow: title, headings and rows of each table."""
    staged = bool(flow.stages)
    states: list[tuple[str, ...]] = [
        (
            *((flow.stages.get(state.stage, ""),) if staged else ()),
            state.label,
            state.id,
            flow.people(state.waits_for) or "（结束）",
            state.meaning,
        )
        for state in flow.states.values()
    ]
    yield "状态", (*(("阶段",) if staged else ()), "状态", "名称", "等待谁", "含义"), states
    actions: list[tuple[str, ...]] = [
        (
            flow.states[source].label,
            transition.label,
            flow.states[transition.target].label,
            flow.people(transition.roles),
            conditions(flow, transition),
        )
        for transition in flow.transitions.values()
        for source in transition.sources
    ]
    order = {state.label: number for number, state in enumerate(flow.states.values())}
    yield "动作", ("在", "做什么", "到", "谁", "条件"), sorted(actions, key=lambda row: order[row[0]])
    due: list[tuple[str, ...]] = [
        (
            deadline.label,
            counted(flow, deadline),
            "、".join(flow.states[state].label for state in deadline.states),
            *sourced(deadline.citation),
        )
        for deadline in flow.deadlines.values()
    ]
    yield "期限", ("期限", "怎样算", "离开这些状态即为办理", "依据", "证据"), due


def conditions(flow: Flow, transition: Transition) -> str:
    """What a transition asks for, in words."""
    parts = [flow.words.requirements[name].label for name in transition.requires]
    parts += [f"与「{flow.called(action)}」不是同一人" for action in transition.other_than]
    parts += [f"此前已「{flow.called(action)}」" for action in transition.preceded_by]
    if transition.overdue:
        parts.append(f"已过{flow.deadlines[transition.overdue].label}")
    if transition.sets:
        parts.append(f"可规定{flow.deadlines[transition.sets].label}")
    if transition.note:
        parts.append(transition.note)
    if transition.citation is not None:
        parts.append(f"依据：{transition.citation.text}")
    return "；".join(parts)


def counted(flow: Flow, deadline: Deadline) -> str:
    """How a deadline is counted, in words."""
    begins = f"{'或'.join(f'「{started(flow, event)}」' for event in deadline.after)}之日起 " if deadline.after else ""
    ways = "，也可由人规定" if deadline.settable and (deadline.after or deadline.on) else ""
    return f"{begins}{deadline.rule}{ways}{f'（{deadline.note}）' if deadline.note else ''}"


def started(flow: Flow, name: str) -> str:
    """A transition or outside event that starts a deadline, in words."""
    return flow.transitions[name].label if name in flow.transitions else flow.called(name)


def sourced(citation: Citation | None) -> tuple[str, str]:
    """A citation and how sure we are of it."""
    return (f"{citation.document}{citation.article}", EVIDENCE[citation.evidence]) if citation is not None else ("", "")
