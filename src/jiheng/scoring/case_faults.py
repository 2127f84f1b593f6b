"""A case looked over: links that lead nowhere, points set by hand, what lost points and nobody explains. Codes begin with CAS.

Links must be right; whether a loss has its problem, a problem its suggestion and a score its evidence is asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jiheng.model import EvaluationCase, Frame, Severity, amounts
from jiheng.regulation import Standard
from jiheng.scoring.case import score_case
from jiheng.scoring.case_annex_faults import annex_faults
from jiheng.scoring.faults import Fault
from jiheng.scoring.frame_faults import frame_faults


def case_faults(case: EvaluationCase, frame: Frame, standard: Standard) -> list[Fault]:
    """Everything to be said of a case, its own frame included; a frame of the standard is taken as it is."""
    body = f"{case.subject.supervising_department}{case.subject.agency}"
    own = isinstance(case.frame, Frame)
    faults = [fault.below("/frame") for fault in frame_faults(frame, standard, body)] if own else []
    faults += [*_links(case, frame), *_twice(case), *annex_faults(case), *_by_hand(case, frame)]
    if not any(fault.severity is Severity.MUST_FIX for fault in faults):
        faults += _answers(case, frame, standard)
    return faults


def _unknown(code: str, name: str, place: str, problem: str, known: list[str]) -> Fault:
    shown = "、".join(known[:12]) + (f" 等 {len(known)} 个" if len(known) > 12 else "")
    return Fault(code=code, name=name, severity=Severity.MUST_FIX, place=place, problem=problem, remedy=f"请改正，已有：{shown or '无'}")


def _links(case: EvaluationCase, frame: Frame) -> Iterator[Fault]:
    indicators = [indicator.id for indicator in frame.indicators]
    evidence = [item.id for item in case.evidence]
    surveys = [survey.id for survey in case.surveys]
    problems = [problem.id for problem in case.problems]
    for place, word in _indicator_links(case):
        if word not in indicators:
            yield _unknown("CAS101", "unknown_indicator", place, f"指标体系中没有编号为「{word}」的指标", indicators)
    for place, word in _evidence_links(case):
        if word not in evidence:
            yield _unknown("CAS102", "unknown_evidence", place, f"佐证材料中没有编号为「{word}」的材料", evidence)
    for number, given in enumerate(case.inputs):
        if given.survey is not None and given.survey not in surveys:
            yield _unknown("CAS103", "unknown_survey", f"/inputs/{number}/survey", f"没有编号为「{given.survey}」的问卷", surveys)
    for number, suggestion in enumerate(case.suggestions):
        for index, word in enumerate(suggestion.problems):
            if word not in problems:
                place = f"/suggestions/{number}/problems/{index}"
                yield _unknown("CAS104", "unknown_problem", place, f"没有编号为「{word}」的问题", problems)


def _indicator_links(case: EvaluationCase) -> Iterator[tuple[str, str]]:
    for number, given in enumerate(case.inputs):
        yield f"/inputs/{number}/indicator", given.indicator
    for number, deduction in enumerate(case.deductions):
        yield f"/deductions/{number}/indicator", deduction.indicator
    for number, problem in enumerate(case.problems):
        for index, word in enumerate(problem.indicators):
            yield f"/problems/{number}/indicators/{index}", word


def _evidence_links(case: EvaluationCase) -> Iterator[tuple[str, str]]:
    for group in ("inputs", "deductions", "problems", "interviews", "data_form"):
        for number, item in enumerate(getattr(case, group)):
            for index, word in enumerate(item.evidence):
                yield f"/{group}/{number}/evidence/{index}", word


def _twice(case: EvaluationCase) -> Iterator[Fault]:
    for group, key, words in (
        ("inputs", "indicator", "同一指标的数据"),
        ("evidence", "id", "佐证材料编号"),
        ("problems", "id", "问题编号"),
        ("suggestions", "id", "建议编号"),
        ("surveys", "id", "问卷编号"),
        ("interviews", "id", "访谈编号"),
        ("slips", "id", "确认单编号"),
        ("data_form", "name", "基础数据"),
    ):
        values = [getattr(item, key) for item in getattr(case, group)]
        counts = Counter(values)
        for number, value in enumerate(values):
            if counts[value] > 1 and value in values[:number]:
                yield Fault(
                    code="CAS105",
                    name="stated_twice",
                    severity=Severity.MUST_FIX,
                    place=f"/{group}/{number}/{key}",
                    problem=f"{words}「{value}」写了 {counts[value]} 次",
                    remedy="请合并或改号",
                    stated=value,
                )


def _by_hand(case: EvaluationCase, frame: Frame) -> Iterator[Fault]:
    for number, given in enumerate(case.inputs):
        if given.score_given is None:
            continue
        indicator = frame.indicator(given.indicator)
        if not (given.reason_given or "").strip():
            yield Fault(
                code="CAS106",
                name="given_without_reason",
                severity=Severity.MUST_FIX,
                place=f"/inputs/{number}/score_given",
                problem=f"指标 {given.indicator} 由评价人给分，没有写明理由",
                remedy="请写 reason_given",
            )
        if indicator is not None and not indicator.outside and not 0 <= given.score_given <= indicator.weight:
            weight = amounts.text(indicator.weight, None)
            yield Fault(
                code="CAS107",
                name="given_beyond_weight",
                severity=Severity.MUST_FIX,
                place=f"/inputs/{number}/score_given",
                problem=f"「{indicator.name}」给 {amounts.text(given.score_given, None)} 分，不在 0 到 {weight} 分之间",
                remedy="请改正",
                stated=amounts.text(given.score_given, None),
                expected=f"0—{weight}",
            )


def _answers(case: EvaluationCase, frame: Frame, standard: Standard) -> Iterator[Fault]:
    places = {given.indicator: f"/inputs/{number}" for number, given in enumerate(case.inputs)}
    scored = score_case(case, frame, standard)
    for line in scored.lines:
        place = places.get(line.indicator.id, "/inputs")
        name = f"{line.indicator.id} {line.indicator.name}"
        if line.score is None:
            yield _asked("CAS108", "not_scored_yet", place, f"「{name}」还不能计分：{line.missing}", "请补齐数据")
        elif line.lost and not line.indicator.outside and not line.problems and case.problems:
            lost = amounts.text(line.lost, None)
            problem = f"「{name}」扣 {lost} 分，没有对应的问题"
            yield _asked("CAS109", "loss_without_problem", place, problem, "请在问题的 indicators 中列出该指标，或补写问题")
        if line.score is not None and not line.evidence and case.evidence:
            yield _asked("CAS110", "score_without_evidence", place, f"「{name}」没有佐证材料", "请写 evidence", Severity.NOTE)
    losing = {line.indicator.id for line in scored.lines if line.lost is None or line.lost > 0 or line.indicator.outside}
    answered = {word for suggestion in case.suggestions for word in suggestion.problems}
    for number, item in enumerate(case.problems):
        if item.indicators and not any(word in losing for word in item.indicators):
            problem = f"问题「{item.title}」所列指标都没有扣分"
            yield _asked("CAS111", "problem_without_loss", f"/problems/{number}", problem, "请核实是否漏扣，或问题与指标对应有误")
        if case.suggestions and item.id not in answered:
            problem = f"问题「{item.title}」没有对应的建议"
            yield _asked("CAS112", "problem_without_suggestion", f"/problems/{number}", problem, "请在建议的 problems 中列出该问题")


def _asked(code: str, name: str, place: str, problem: str, remedy: str, severity: Severity = Severity.QUESTION) -> Fault:
    return Fault(code=code, name=name, severity=severity, place=place, problem=problem, remedy=remedy)
