"""What is wrong with a rectification, a complaints ledger or a review's opinions as data. Codes begin with RCT, CPL and RVO.

Contradictions must be fixed; what is still unsaid is asked.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from jiheng.checks.record_relations import record_relations
from jiheng.model import (
    Complaint,
    ComplaintLedger,
    Decision,
    Figure,
    Outcome,
    Progress,
    Rectification,
    RectificationItem,
    ReviewOpinions,
    Severity,
    amounts,
)
from jiheng.regulation import Standard
from jiheng.scoring.faults import Fault


def record_faults(record: Rectification | ComplaintLedger | ReviewOpinions, standard: Standard) -> Iterator[Fault]:
    """Everything to be said of a record."""
    if isinstance(record, Rectification):
        yield from _rectification(record)
    elif isinstance(record, ComplaintLedger):
        yield from _ledger(record)
    else:
        yield from _opinions(record)
    yield from _failing(record, standard)


#: What is said of a comparison that fails: name, problem with the two values, remedy.
_COMPARED: Final = {
    "RCT107": (
        "recovered_above_amount",
        "已收回 {stated}，多于涉及金额 {computed}",
        "请核对两处金额；含利息的，请在整改措施里写明（measure）",
    ),
    "RCT108": ("grade_differs_from_score", "等级写「{stated}」，按得分应为「{computed}」", "请核对得分和等级；另有分档依据的，请注明"),
    "RVO107": (
        "accepted_without_change",
        "意见已采纳，写了改分，而前后都是 {stated} 分",
        "请核对调整前后的得分（score_before、score_after）",
    ),
}


def _failing(record: Rectification | ComplaintLedger | ReviewOpinions, standard: Standard) -> Iterator[Fault]:
    """Comparisons that fail; those that are faults of their own already (RVO106) are not told twice."""
    for relation in record_relations(record, standard):
        if relation.outcome is Outcome.FAILS and relation.check in _COMPARED:
            name, problem, remedy = _COMPARED[relation.check]
            said = problem.format(stated=relation.stated, computed=relation.computed)
            yield _ask(relation.check, name, relation.paths[0], said, remedy)


def _must(code: str, name: str, place: str, problem: str, remedy: str) -> Fault:
    return Fault(code=code, name=name, severity=Severity.MUST_FIX, place=place, problem=problem, remedy=remedy)


def _ask(code: str, name: str, place: str, problem: str, remedy: str) -> Fault:
    return Fault(code=code, name=name, severity=Severity.QUESTION, place=place, problem=problem, remedy=remedy)


def _twice(code: str, group: str, key: str, words: str, values: Sequence[str]) -> Iterator[Fault]:
    counts = Counter(values)
    for number, value in enumerate(values):
        if value in values[:number]:
            problem = f"{words}「{value}」写了 {counts[value]} 次"
            yield _must(code, "number_given_twice", f"/{group}/{number}/{key}", problem, "请改号")


def _before(code: str, place: str, later: tuple[str, datetime.date | None], earlier: tuple[str, datetime.date | None]) -> Iterator[Fault]:
    """A fault when what comes later is dated earlier."""
    (what, day), (than, first) = later, earlier
    if day is not None and first is not None and day < first:
        yield _must(code, "dates_run_backwards", place, f"{what}（{day}）早于{than}（{first}）", "请核对日期")


def _rectification(record: Rectification) -> Iterator[Fault]:
    yield from _twice("RCT101", "items", "id", "整改事项编号", [item.id for item in record.items])
    yield from _before("RCT102", "/due_on", ("整改期限", record.due_on), ("印发日期", record.issued_on))
    reply = record.reply
    if reply is not None:
        yield from _before("RCT102", "/reply/replied_on", ("答复日期", reply.replied_on), ("印发日期", record.issued_on))
        yield from _before("RCT102", "/reply/accepted_on", ("验收日期", reply.accepted_on), ("答复日期", reply.replied_on))
    for number, item in enumerate(record.items):
        place = f"/items/{number}"
        yield from _before("RCT102", f"{place}/finished_on", ("完成日期", item.finished_on), ("印发日期", record.issued_on))
        yield from _no_money(place, item)
        if item.finished_on is not None and item.progress is not Progress.DONE:
            problem = f"「{item.problem}」写了完成日期，进度却不是已完成（done）"
            yield _must("RCT103", "finished_but_not_done", f"{place}/finished_on", problem, "请改进度，或删去完成日期")
        if reply is not None and item.progress in (Progress.NOT_STARTED, Progress.IMPOSSIBLE) and not item.reason.strip():
            yield _ask("RCT104", "undone_without_reason", place, f"「{item.problem}」没有整改，也没有写原因", "请写明原因（reason）")
        if reply is not None and item.progress is Progress.DONE and not item.evidence:
            yield _ask(
                "RCT105", "done_without_evidence", place, f"「{item.problem}」写明已完成，没有佐证材料", "请写明佐证材料（evidence）"
            )


def _no_money(place: str, item: RectificationItem) -> Iterator[Fault]:
    for name in ("amount", "recovered"):
        figure: Figure | None = getattr(item, name)
        if figure is not None and figure.unit and not amounts.is_money(figure.unit):
            problem = f"「{figure.raw}」不是金额"
            yield _must("RCT106", "no_amount_of_money", f"{place}/{name}", problem, '请写成 "3.20 万元" 的样子')


def _ledger(record: ComplaintLedger) -> Iterator[Fault]:
    yield from _twice("CPL101", "complaints", "number", "投诉编号", [one.number for one in record.complaints])
    for number, one in enumerate(record.complaints):
        yield from _complaint(one, f"/complaints/{number}")


def _complaint(one: Complaint, place: str) -> Iterator[Fault]:
    received = ("收到日期", one.received_on)
    for name, words in (("accepted_on", "受理日期"), ("replied_on", "答复日期"), ("archived_on", "归档日期"), ("due_on", "办理期限")):
        yield from _before("CPL102", f"{place}/{name}", (words, getattr(one, name)), received)
    yield from _before("CPL102", f"{place}/extended_to", ("延长期限", one.extended_to), ("办理期限", one.due_on))
    for index, step in enumerate(one.steps):
        yield from _before("CPL102", f"{place}/steps/{index}/day", ("办理经过", step.day), received)
    if one.accepted is False and not one.refusal_reason.strip():
        yield _must(
            "CPL103",
            "refused_without_reason",
            f"{place}/accepted",
            f"投诉「{one.number}」不予受理，没有写理由",
            "请写明不予受理的理由（refusal_reason）",
        )
    if one.accepted and one.recused is None:
        problem = f"投诉「{one.number}」没有写明承办人是否应当回避"
        yield _ask("CPL104", "recusal_not_asked", place, problem, "请写明无须回避还是已回避（recused：false、true）")
    if one.accepted is None and one.replied_on is not None:
        yield _ask(
            "CPL105",
            "answered_not_accepted",
            f"{place}/replied_on",
            f"投诉「{one.number}」已答复，没有写明是否受理",
            "请写明受理还是不予受理（accepted）",
        )


def _opinions(record: ReviewOpinions) -> Iterator[Fault]:
    yield from _twice("RVO101", "opinions", "number", "意见编号", [one.number for one in record.opinions])
    yield from _before("RVO102", "/answered_on", ("答复日期", record.answered_on), ("征求意见日期", record.asked_on))
    for number, one in enumerate(record.opinions):
        place = f"/opinions/{number}"
        if one.decision in (Decision.REJECTED, Decision.PARTLY_ACCEPTED) and not one.reason.strip():
            problem = f"意见「{one.number}」没有全部采纳，没有写理由"
            yield _must("RVO103", "rejected_without_reason", f"{place}/decision", problem, "请写明理由（reason）")
        if one.decision is None:
            yield _ask("RVO104", "opinion_unanswered", place, f"意见「{one.number}」还没有答复", "请写明是否采纳（decision）")
        if (one.score_before is None) != (one.score_after is None):
            problem = f"意见「{one.number}」只写了改分前后中的一个"
            yield _must("RVO105", "half_a_score_change", place, problem, "请写全调整前后的得分（score_before、score_after）")
        if one.decision is Decision.REJECTED and one.score_before is not None and one.score_before != one.score_after:
            problem = f"意见「{one.number}」未采纳，得分却由 {one.score_before} 改为 {one.score_after}"
            yield _must("RVO106", "rejected_yet_changed", f"{place}/score_after", problem, "请核对")
