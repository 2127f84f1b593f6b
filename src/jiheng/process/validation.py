"""What is wrong with a flow that reads well: states nobody reaches or leaves, transitions without roles, words nobody declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from jiheng.process.flow import Deadline, Flow, Transition

Problem = tuple[str, str, str]
"""Place, problem and remedy."""


def problems(flow: Flow) -> Iterator[Problem]:
    """All that is wrong, the plainest first."""
    yield from _words(flow)
    yield from _course(flow)
    yield from _ambiguities(flow)
    yield from _waiting(flow)
    for deadline in flow.deadlines.values():
        yield from _deadline(flow, deadline)


def reachable(flow: Flow, start: str) -> frozenset[str]:
    """The states to which a case in ``start`` can come, itself included."""
    found, open_states = {start}, [start]
    while open_states:
        for transition in flow.leaving(open_states.pop()):
            if transition.target not in found:
                found.add(transition.target)
                open_states.append(transition.target)
    return frozenset(found)


def _words(flow: Flow) -> Iterator[Problem]:
    words = flow.words
    for state in flow.states.values():
        yield from _unknown(f"/states/{state.id}/waits_for", "角色", state.waits_for, words.roles, "flow_words.yaml 的 roles")
        if state.stage:
            yield from _unknown(f"/states/{state.id}/stage", "阶段", (state.stage,), flow.stages, "本流程的 stages")
    for transition in flow.transitions.values():
        yield from _transition_words(flow, transition)
    for deadline in flow.deadlines.values():
        yield from _unknown(f"/deadlines/{deadline.id}/escalate_to", "角色", deadline.escalate_to, words.roles, "flow_words.yaml 的 roles")


def _transition_words(flow: Flow, transition: Transition) -> Iterator[Problem]:
    place, words = f"/transitions/{transition.id}", flow.words
    if not transition.roles:
        yield f"{place}/roles", "没有写明由谁办理", "请写明 roles"
    yield from _unknown(f"{place}/roles", "角色", transition.roles, words.roles, "flow_words.yaml 的 roles")
    yield from _unknown(f"{place}/action", "动作", (transition.action,), words.actions, "flow_words.yaml 的 actions")
    yield from _unknown(f"{place}/requires", "条件", transition.requires, words.requirements, "flow_words.yaml 的 requirements")
    yield from _unknown(f"{place}/from", "状态", transition.sources, flow.states, "本流程的 states")
    yield from _unknown(f"{place}/to", "状态", (transition.target,), flow.states, "本流程的 states")
    done = {other.action: None for other in flow.transitions.values()}
    yield from _unknown(f"{place}/other_than", "动作", transition.other_than, done, "本流程的 transitions")
    yield from _unknown(f"{place}/preceded_by", "动作", transition.preceded_by, done, "本流程的 transitions")
    for key, deadline in (("overdue", transition.overdue), ("sets", transition.sets)):
        yield from _unknown(f"{place}/{key}", "期限", (deadline,) if deadline else (), flow.deadlines, "本流程的 deadlines")
    if transition.sets:
        yield from _unknown(f"{place}/sets", "条件", ("due_date",), words.requirements, "flow_words.yaml 的 requirements")
    if transition.sets in flow.deadlines and not flow.deadlines[transition.sets].settable:
        yield f"{place}/sets", f"期限「{transition.sets}」不能由人规定", "请在该期限写 settable: true"


def _unknown(place: str, kind: str, names: Iterable[str], known: Mapping[str, object], where: str) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            yield place, f"不认识{kind}「{name}」", f"请写入{where}，或改用：{'、'.join(known)}"


def _course(flow: Flow) -> Iterator[Problem]:
    for event in flow.events:
        if event in flow.transitions:
            yield f"/events/{event}", f"流程外的事件与流转「{event}」同名", "请改用另一个名称"
    if flow.start not in flow.states:
        yield "/start", f"起始状态「{flow.start}」没有列出", f"可以写：{'、'.join(flow.states)}"
        return
    if not flow.ends:
        yield "/states", "没有结束状态", "请给至少一个状态写 end: true"
    reached = reachable(flow, flow.start)
    for state in flow.states:
        if state not in reached:
            yield f"/states/{state}", f"从「{flow.states[flow.start].label}」走不到这个状态", "请补写到它的动作，或删去"
    for state in flow.states:
        if not reachable(flow, state) & set(flow.ends):
            yield f"/states/{state}", "从这个状态走不到任何结束状态", "请补写动作"


def _ambiguities(flow: Flow) -> Iterator[Problem]:
    seen: dict[tuple[str, str, str], Transition] = {}
    for transition in flow.transitions.values():
        for key in ((state, transition.action, role) for state in transition.sources for role in transition.roles):
            first = seen.setdefault(key, transition)
            if first.target != transition.target:
                problem = f"与「{first.id}」的状态、动作、角色相同，去向不同"
                yield f"/transitions/{transition.id}/to", problem, "请改用不同的动作，使同一动作只有一个去向"


def _waiting(flow: Flow) -> Iterator[Problem]:
    for state in flow.states.values():
        place = f"/states/{state.id}"
        if state.end and state.waits_for:
            yield f"{place}/waits_for", "结束状态不等待任何人", "请删去 waits_for 或 end"
        if not state.end and not state.waits_for:
            yield place, "没有写明等待谁办理", "请写明 waits_for"
        able = {role for transition in flow.leaving(state.id) for role in transition.roles}
        for role in state.waits_for:
            if role not in able:
                yield (
                    f"{place}/waits_for",
                    f"等待「{flow.words.roles[role].label}」，而该角色在此没有可办的动作",
                    "请补写动作，或改写 waits_for",
                )


def _deadline(flow: Flow, deadline: Deadline) -> Iterator[Problem]:
    place = f"/deadlines/{deadline.id}"
    yield from _unknown(f"{place}/states", "状态", deadline.states, flow.states, "本流程的 states")
    known = {**flow.transitions, **flow.events}
    yield from _unknown(f"{place}/values", "流转或事件", deadline.after, known, "本流程的 transitions 或 events")
    if deadline.extension is not None:
        yield from _unknown(f"{place}/values", "流转", (deadline.extension.transition,), flow.transitions, "本流程的 transitions")
