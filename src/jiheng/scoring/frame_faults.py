"""A frame looked over before anything is scored by it: sums, shares of outputs and effects, directions, rules, sources, evidence, names.

Codes begin with FRM. Doubts ask; only arithmetic, rules that cannot be applied and missing sources must be fixed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from jiheng.model import Direction, Frame, FrameIndicator, IndicatorCategory, IndicatorSubcategory, Scope, Severity, amounts
from jiheng.regulation import Standard
from jiheng.regulation.labels import compact, load_labels
from jiheng.scoring.case_inputs import rule_of
from jiheng.scoring.faults import Fault
from jiheng.scoring.library_advice import proposal, wording
from jiheng.scoring.rules.kind import WrongRule

_RESULTS: Final = (IndicatorCategory.OUTPUT, IndicatorCategory.BENEFIT, IndicatorCategory.SATISFACTION, IndicatorCategory.COST)
_SUBCATEGORIES: Final = frozenset(item.value for item in IndicatorSubcategory)


def frame_faults(frame: Frame, standard: Standard, body: str = "") -> list[Fault]:
    """Everything to be said of a frame; ``body`` are the names of the unit evaluated, by which another body's indicators are known."""
    return [fault for check in _CHECKS for fault in check(frame, standard, body)]


def _text(value: Decimal) -> str:
    return amounts.text(value, None)


def _weights(frame: Frame, _: Standard, __: str) -> Iterator[Fault]:
    total = frame.total_weight
    if frame.inside and total != frame.full_marks:
        gap = f"{'多' if total > frame.full_marks else '少'} {_text(abs(total - frame.full_marks))} 分"
        levels = " + ".join(f"{name} {_text(weight)}" for name, weight in frame.level1_weights.items())
        yield Fault(
            code="FRM101",
            name="weights_not_full",
            severity=Severity.MUST_FIX,
            place="/indicators",
            problem=f"分值合计 {_text(total)} 分（{levels}），应为 {_text(frame.full_marks)} 分，{gap}",
            remedy="请调整分值，加减分项写 outside: true",
            stated=_text(total),
            expected=_text(frame.full_marks),
        )


def _results(frame: Frame, standard: Standard, _: str) -> Iterator[Fault]:
    known = [indicator for indicator in frame.inside if indicator.level1_key is not None]
    if frame.scope is not Scope.PROJECT:  # the rule is one of project evaluation
        return
    if not known or len(known) != len(frame.inside) or not any(indicator.level1_key in _RESULTS for indicator in known):
        return
    share = sum((indicator.weight for indicator in known if indicator.level1_key in _RESULTS), Decimal(0))
    least = standard.number("result_weight_least") * frame.full_marks / 100
    if share < least:
        yield Fault(
            code="FRM102",
            name="output_benefit_light",
            severity=Severity.QUESTION,
            place="/indicators",
            problem=f"产出、效益指标分值合计 {_text(share)} 分，低于 {_text(least)} 分，请核实权重设置的理由",
            remedy="请提高产出、效益指标的分值，或说明理由",
            stated=_text(share),
            expected=f"不低于 {_text(least)}",
            citations=standard.cite("result_weight_least"),
        )


def _directions(frame: Frame, _: Standard, __: str) -> Iterator[Fault]:
    for number, indicator in enumerate(frame.indicators):
        target = indicator.target
        needs = (indicator.rule is not None and indicator.rule.kind == "proportional") or (target is not None and target.figure is not None)
        stated = indicator.direction or (target.direction if target else None)
        if needs and stated is None and not (target is not None and target.upper is not None):
            printed = f"目标值「{target.raw}」" if target is not None and target.raw else ""
            yield Fault(
                code="FRM103",
                name="direction_missing",
                severity=Severity.QUESTION,
                place=f"/indicators/{number}",
                problem=f"「{indicator.name}」{printed}没有指标方向，不知道大好还是小好",
                remedy="请写 direction: at_least、at_most 或 exactly",
            )
        elif target is not None and target.direction and indicator.direction and target.direction is not indicator.direction:
            yield _contrary(number, indicator, target.direction)


def _contrary(number: int, indicator: FrameIndicator, printed: Direction) -> Fault:
    stated = indicator.direction
    return Fault(
        code="FRM104",
        name="direction_contradicts_target",
        severity=Severity.MUST_FIX,
        place=f"/indicators/{number}/direction",
        problem=f"「{indicator.name}」的方向写 {stated.symbol if stated else ''}，目标值却是 {printed.symbol}",
        remedy="请按目标值改正 direction，或改正目标值",
        stated=stated.symbol if stated else "",
        expected=printed.symbol,
    )


def _evidence(frame: Frame, _: Standard, __: str) -> Iterator[Fault]:
    for number, indicator in enumerate(frame.indicators):
        if not indicator.evidence_source.strip():
            yield Fault(
                code="FRM105",
                name="evidence_source_missing",
                severity=Severity.NOTE,
                place=f"/indicators/{number}",
                problem=f"「{indicator.name}」没有写明证据来源，打分时无从查证",
                remedy="请写 evidence_source，例如：验收报告、台账、问卷",
            )


def _foreign(frame: Frame, standard: Standard, body: str) -> Iterator[Fault]:
    duties: dict[str, list[str]] = standard.parameter("duties_of_bodies").value
    own = compact(body or frame.title)
    mine = {name for name in duties if name in own or name.replace("科技", "科学技术") in own}
    if not mine:
        return
    kept = [word for name in mine for word in duties[name]]
    for number, indicator in enumerate(frame.indicators):
        name = compact(indicator.name)
        if any(word in name for word in kept):
            continue
        found = next(((other, word) for other, words in duties.items() if other not in mine for word in words if word in name), None)
        if found:
            other, word = found
            yield Fault(
                code="FRM106",
                name="foreign_indicator",
                severity=Severity.QUESTION,
                place=f"/indicators/{number}/name",
                problem=f"「{indicator.name}」中的「{word}」一般属于{other}部门的职责，请核实是否照搬了别处的指标",
                remedy="请换成本部门职责内的指标，确属本部门的不必改",
                stated=word,
            )


def _names(frame: Frame, _: Standard, __: str) -> Iterator[Fault]:
    ids = Counter(indicator.id for indicator in frame.indicators)
    names = Counter((indicator.level1, indicator.level2, compact(indicator.name)) for indicator in frame.indicators)
    for number, indicator in enumerate(frame.indicators):
        if ids[indicator.id] > 1:
            yield Fault(
                code="FRM107",
                name="duplicate_id",
                severity=Severity.MUST_FIX,
                place=f"/indicators/{number}/id",
                problem=f"编号 {indicator.id} 用了 {ids[indicator.id]} 次，案例里分不清是哪一个",
                remedy="请改成不同的编号",
                stated=indicator.id,
            )
        same = names[indicator.level1, indicator.level2, compact(indicator.name)]
        if same > 1:
            yield Fault(
                code="FRM108",
                name="duplicate_name",
                severity=Severity.QUESTION,
                place=f"/indicators/{number}/name",
                problem=f"「{indicator.level2 or indicator.level1}」下有 {same} 个指标都叫「{indicator.name}」",
                remedy="请合并，或改成能区分的名称",
                stated=indicator.name,
            )


def _rules(frame: Frame, _: Standard, __: str) -> Iterator[Fault]:
    for number, indicator in enumerate(frame.indicators):
        place = f"/indicators/{number}/rule"
        if indicator.rule is None:
            yield Fault(
                code="FRM110",
                name="rule_missing",
                severity=Severity.NOTE,
                place=f"/indicators/{number}",
                problem=f"「{indicator.name}」没有评分规则，只能由评价人给分",
                remedy="请写 rule，用 jiheng standards rules 查看有哪些",
            )
            continue
        try:
            rule_of(indicator, place)
        except WrongRule as error:
            yield Fault(
                code="FRM109",
                name="rule_not_applicable",
                severity=Severity.MUST_FIX,
                place=error.place or place,
                problem=error.problem,
                remedy=error.remedy,
                stated=indicator.rule.kind,
            )


def _proposals(frame: Frame, standard: Standard, _: str) -> Iterator[Fault]:
    classes = load_labels(standard.name).subcategories
    for number, indicator in enumerate(frame.indicators):
        stated = classes.meaning(indicator.level2) if indicator.level1_key in _RESULTS else None
        kind = IndicatorSubcategory(stated) if stated in _SUBCATEGORIES else None
        found = proposal(indicator.name, kind, indicator.target, indicator.direction, standard)
        if found is not None:
            amiss, entry = found
            yield Fault(
                code="FRM113",
                name="library_has_better_wording",
                severity=Severity.NOTE,
                place=f"/indicators/{number}/{'target' if indicator.target else 'level2'}",
                problem=f"「{indicator.name}」{amiss}",
                remedy=wording(entry, indicator.target),
                citations=(entry.citation,),
            )


def _sources(frame: Frame, _: Standard, __: str) -> Iterator[Fault]:
    if frame.cite is None and frame.weights_cite is None:
        yield Fault(
            code="FRM111",
            name="citation_missing",
            severity=Severity.MUST_FIX,
            place="/indicators",
            problem="指标体系没有写明依据，指标和分值从何而来无从查考",
            remedy="请写 cite，并在 citations 中写出该文件；通行做法写 cite: practice",
        )
    for place, stated in (("/cite", frame.cite), ("/weights_cite", frame.weights_cite)):
        if stated is not None and stated not in frame.citations:
            yield _unknown_source(place, "指标体系", stated, frame)
    for number, indicator in enumerate(frame.indicators):
        if indicator.rule is None:
            continue
        key = indicator.rule.cite or indicator.cite or frame.cite
        if key is None:
            yield Fault(
                code="FRM111",
                name="citation_missing",
                severity=Severity.MUST_FIX,
                place=f"/indicators/{number}/rule",
                problem=f"「{indicator.name}」的评分规则没有写明依据",
                remedy="请在 rule、指标或指标体系上写 cite，并在 citations 中写出该文件；通行做法写 cite: practice",
            )
        elif key != frame.cite and key not in frame.citations:
            where = f"/indicators/{number}/rule/cite" if indicator.rule.cite else f"/indicators/{number}/cite"
            yield _unknown_source(where, f"「{indicator.name}」", key, frame)


def _unknown_source(place: str, whose: str, key: str, frame: Frame) -> Fault:
    return Fault(
        code="FRM112",
        name="citation_unknown",
        severity=Severity.MUST_FIX,
        place=place,
        problem=f"{whose}引用的依据「{key}」不在 citations 中，也不是标准 documents.yaml 中的文件",
        remedy=f"请在 citations 中补写，已有：{'、'.join(frame.citations) or '无'}",
        stated=key,
    )


_CHECKS: Final[tuple[Callable[[Frame, Standard, str], Iterator[Fault]], ...]] = (
    _weights,
    _results,
    _directions,
    _evidence,
    _foreign,
    _names,
    _rules,
    _sources,
    _proposals,
)
