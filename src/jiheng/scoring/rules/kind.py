"""What every rule kind is: validated parameters, points with a trace, the rule as a sentence, and the way back where there is one.

A kind is one file in ``kinds/`` with one :class:`RuleKind`; it is found by existing. Kinds know no jurisdiction and no document: their
numbers are parameters, which come from frames, cases and printed rules.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar, Final

from pydantic import ValidationError

from jiheng.model import Direction, Record, RuleInputs, RuleSpec
from jiheng.regulation.placed import spoken
from jiheng.scoring.trace import Points

#: The inputs of rules as people call them.
INPUT_NAMES: Final[dict[str, str]] = {
    "target": "目标值",
    "actual": "实际完成值",
    "numerator": "分子",
    "denominator": "分母",
    "failed": "不符合的评价要点",
    "occurrences": "发生次数",
    "counts": "各项发生次数",
    "opinion": "评定档次",
    "opinion_share": "档内得分比例",
    "planned_on": "计划完成时间",
    "finished_on": "实际完成时间",
    "parts": "各分项的数据",
}


class Missing(Record):
    """Why nothing can be scored yet: the inputs that are not there (``what``, names of ``RuleInputs``), or why they do not serve."""

    what: tuple[str, ...]
    reason: str = ""

    @property
    def text(self) -> str:
        """For people."""
        return self.reason or f"缺少{'、'.join(INPUT_NAMES.get(name, name) for name in self.what)}"


class Needed(Record):
    """What must be reached for some points: ``what`` is an input, ``direction`` and ``value`` its bound, ``text`` the sentence."""

    what: str
    direction: Direction = Direction.AT_LEAST
    value: Decimal | None = None
    unit: str = ""
    text: str


class WrongRule(ValueError):
    """A rule as written cannot be applied. The text names the place and the remedy."""

    def __init__(self, place: str, problem: str, remedy: str = "") -> None:
        super().__init__(f"{f'{place}：' if place else ''}{problem}{f'，{remedy}' if remedy else ''}。")
        self.place, self.problem, self.remedy = place, problem, remedy


class RuleKind(Record):
    """A rule with its parameters. ``kind`` is its name in files, ``title`` in Chinese, ``example`` what practice prints."""

    kind: ClassVar[str]
    title: ClassVar[str]
    example: ClassVar[str]

    @property
    def needs(self) -> tuple[str, ...]:
        """The inputs it cannot do without."""
        raise NotImplementedError

    def describe(self, weight: Decimal) -> str:
        """The rule as a sentence, as it prints in the column 评分标准."""
        raise NotImplementedError

    def score(self, weight: Decimal, inputs: RuleInputs) -> Points | Missing:
        """The points of an indicator of this weight, or what is missing."""
        raise NotImplementedError

    def inverse(self, weight: Decimal, points: Decimal, inputs: RuleInputs) -> Needed | None:  # noqa: ARG002 - the kinds use them
        """What is needed for at least these points; None when there is no answer (no inverse, points beyond the weight, no target)."""
        return None

    def excel(self, cells: Mapping[str, str]) -> str | None:  # noqa: ARG002 - the kinds use them
        """The points as an Excel formula without ``=``; ``cells`` maps ``weight`` and the inputs to cells. None: not expressible."""
        return None

    @property
    def spec(self) -> RuleSpec:
        """The rule as data again: what :func:`load_rule` reads."""
        return RuleSpec(kind=self.kind, parameters=self.model_dump(mode="json", exclude_defaults=True))


@cache
def rule_kinds() -> Mapping[str, type[RuleKind]]:
    """All kinds by name, in the order of their names."""
    from jiheng.scoring.rules import kinds

    found: dict[str, type[RuleKind]] = {}
    for module in pkgutil.iter_modules(kinds.__path__):
        for value in vars(importlib.import_module(f"{kinds.__name__}.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, RuleKind) and value.__module__.endswith(f".{module.name}"):
                found[value.kind] = value
    return dict(sorted(found.items()))


def load_rule(spec: RuleSpec | Mapping[str, Any], place: str = "") -> RuleKind:
    """The rule that a specification names, ready to score.

    Raises:
        WrongRule: nobody knows the kind, or its parameters are wrong.
    """
    if not isinstance(spec, RuleSpec):
        try:
            spec = RuleSpec.model_validate(spec)
        except ValidationError as error:
            where, problem, remedy = spoken(error)
            raise WrongRule(f"{place}{where}", problem, remedy) from error
    kind = rule_kinds().get(spec.kind)
    if kind is None:
        raise WrongRule(f"{place}/kind", f"没有名为「{spec.kind}」的评分规则", f"可用的规则：{'、'.join(rule_kinds())}")
    try:
        return kind.model_validate(spec.parameters)
    except ValidationError as error:
        where, problem, remedy = spoken(error)
        raise WrongRule(f"{place}/parameters{where}", f"{kind.title}（{spec.kind}）{problem}", remedy) from error
