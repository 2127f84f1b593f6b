"""What the stated quantities of a disclosure mean: their name in the accounts, their whole and parts, the value of last year.

Not a check: the checks of disclosures (FAC) and the cross checks share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from jiheng.checks.per_record import once_per_record
from jiheng.model import Change, ComparedWith, Comparison, Estimate, EvaluationReport, Fact, Figure, FinalAccounts, amounts, normal
from jiheng.regulation import Standard

_YEAR = re.compile(
    r"^(?:截至|截止|[^，,。;；:：%]{2,30}?(?=(?:19|20)\d{2}年))?(?:(?:19|20)\d{2}年(?:度)?|本年度?|当年|全年)(?:\d{1,2}月\d{1,2}日|末|底)?[，,]?"
)
_WHO = re.compile(
    r"^(?:本|我|该|全)(?:部门|单位|局|委|办|厅|镇|乡|县|市|区|街道|中心|院|校)|^.{2,24}?(?:局|委员会|办公室|厅|镇|中心|政府|街道办事处|部门|单位)\)?(?=[一财政三因公基])"
)
_QUOTES = re.compile(r"[\s“”\"'‘’「」《》*]")
_VAGUE = frozenset(
    {"支出", "收入", "决算数", "预算数", "合计", "总额", "金额", "支出决算", "支出决算数", "费用", "年初预算数", "全年预算数", ""}
)
_OF_YEAR = re.compile(r"本年(?:收入|支出)")
_BUDGET_WORD = re.compile(r"预算(?:安排|总额|合计|支出)?(?:数|为)?$|预算数|年初预算|全年预算")
_TOTAL_WORDS = re.compile(r"总计|合计|总额|总数|总量|总|本年|全年|实际|决算|金额|数$")
_FUND = re.compile(r"一般公共预算|政府性基金预算|国有资本经营预算|一般公共预算财政拨款")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A fact with its place among the facts and its name in the accounts (a key of ``account_concepts``), if it has one."""

    index: int
    fact: Fact
    concept: str | None

    @property
    def path(self) -> str:
        """Where its value stands."""
        return f"/facts/{self.index}/figure"


#: Names that speak of all money, unless the title above them speaks of one kind.
_UNDER_TITLE = ("income", "expenditure", "opening", "closing")
_TITLES = (
    (re.compile(r"政府性基金"), "fund_"),
    (re.compile(r"国有资本经营"), "state_capital_"),
    (re.compile(r"财政拨款(?:收入支出|收、?支|收入、支出)"), "appropriation_"),
)
_TOLD_BY_TITLE = (
    *("fund_income", "fund_expenditure", "state_capital_income", "state_capital_expenditure"),
    *("appropriation_income", "appropriation_expenditure", "appropriation_opening", "appropriation_closing"),
)


@lru_cache(maxsize=16)
def _patterns(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((key, re.compile(pattern)) for key, pattern in pairs)


def plain_label(label: str, agency: str | None = None) -> str:
    """A label without spaces, quotes, year and the name of the body."""
    text = _QUOTES.sub("", normal(label))
    if agency:
        text = text.replace(_QUOTES.sub("", normal(agency)), "")
    before = None
    while before != text:
        before = text
        text = _WHO.sub("", _YEAR.sub("", text)).removeprefix("其中:").removeprefix("(部门)").removeprefix("(单位)")
    return text.strip(":：，,。;；")


def is_same_total(one: str, other: str) -> bool:
    """Whether two names are of one total: 总收入 is 收入合计, 实际总支出 is 支出合计."""
    first, second = (_TOTAL_WORDS.sub("", plain_label(name)) for name in (one, other))
    return bool(first) and first == second


def concept_of(label: str, standard: Standard, agency: str | None = None) -> str | None:
    """The key of the accounts that a label names."""
    pairs = tuple((str(key), str(pattern)) for key, pattern in standard.parameter("account_concepts").value.items())
    for text in (_QUOTES.sub("", normal(label)), plain_label(label, agency)):
        key = next((key for key, pattern in _patterns(pairs) if pattern.fullmatch(text)), None) if text else None
        if key is not None:
            return key
    return None


def fact_concept(fact: Fact, standard: Standard, agency: str | None = None) -> str | None:
    """The key of the accounts that a fact states; a vague label (支出) takes its context."""
    if fact.functional:
        return None
    text = plain_label(fact.label, agency)
    if text in _VAGUE and fact.context and not _OF_YEAR.fullmatch(_QUOTES.sub("", normal(fact.label))):
        return concept_of(fact.context[-1], standard, agency)
    concept = concept_of(fact.label, standard, agency)
    return _of_section(concept, fact) if concept in _UNDER_TITLE else concept


def _of_section(concept: str | None, fact: Fact) -> str | None:
    """What a plain 本年收入, 本年支出 or 年末结转 means under the title of one kind of money."""
    title = fact.section.rpartition("/")[2]
    prefix = next((prefix for pattern, prefix in _TITLES if pattern.search(title)), "")
    meant = f"{prefix}{concept}"
    return concept if not prefix else (meant if meant in _TOLD_BY_TITLE else None)


@once_per_record
def named(record: FinalAccounts | EvaluationReport, standard: Standard) -> list[Named]:
    """Every fact with a value, with its name in the accounts."""
    return [
        Named(index=i, fact=fact, concept=fact_concept(fact, standard, record.agency))
        for i, fact in enumerate(record.facts)
        if fact.figure is not None
    ]


def is_budget(fact: Fact) -> bool:
    """Whether the fact states a budget rather than what was spent."""
    if _BUDGET_WORD.search(_FUND.sub("", plain_label(fact.label))):
        return True
    above = plain_label(fact.context[-1]) if fact.context and fact.part_of is not None else ""
    return bool(_BUDGET_WORD.search(_FUND.sub("", above))) and not re.search("决算|支出", fact.label)


def is_money(figure: Figure | None) -> bool:
    """Whether a figure is an amount of money."""
    return figure is not None and amounts.is_money(figure.unit)


def money_unit(record: FinalAccounts | EvaluationReport) -> str:
    """The unit in which the document states money."""
    return record.money_unit if isinstance(record, FinalAccounts) else amounts.TEN_THOUSAND_YUAN


def in_unit(figure: Figure, unit: str) -> Estimate | None:
    """A figure as an estimate in ``unit``; None when it does not convert."""
    if figure.unit == unit or not figure.unit:
        return Estimate.printed(figure)
    if not amounts.comparable(figure.unit, unit):
        return None
    return Estimate.printed(figure).times(amounts.factor(figure.unit, unit))


def part_indices(record: FinalAccounts | EvaluationReport, index: int) -> list[int]:
    """The facts that are parts of a fact."""
    return _parts(record).get(index, [])


@once_per_record
def _parts(record: FinalAccounts | EvaluationReport) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for index, fact in enumerate(record.facts):
        if fact.part_of is not None:
            found.setdefault(fact.part_of, []).append(index)
    return found


def signed(figure: Figure, direction: Change | None) -> Estimate:
    """A change with its sign: the word's, or the printed one where no word stands."""
    value = Estimate.printed(figure)
    if direction is Change.DECREASE and value.value > 0:
        return value.times(-1)
    return value


def change_amount(comparison: Comparison) -> Estimate | None:
    """The change with its sign; zero when the sentence says that nothing changed."""
    if comparison.amount is not None:
        return signed(comparison.amount, comparison.direction or comparison.rate_direction)
    if comparison.direction is Change.FLAT and comparison.rate is None:
        return Estimate.exactly(Decimal(0))
    return None


def change_rate(comparison: Comparison) -> Estimate | None:
    """The rate in percent with its sign."""
    if comparison.rate is None:
        return None
    return signed(comparison.rate, comparison.rate_direction or comparison.direction)


def value_in(fact: Fact, comparison: Comparison) -> Estimate | None:
    """The final value a comparison speaks of, in the unit of its change or base."""
    figure = comparison.final or fact.figure
    unit = next((f.unit for f in (comparison.amount, comparison.base) if f is not None), None)
    if figure is None or is_budget_of(fact, comparison):
        return None
    return in_unit(figure, unit) if unit is not None else Estimate.printed(figure)


def is_budget_of(fact: Fact, comparison: Comparison) -> bool:
    """Whether the fact is the budget itself that a comparison measures against (预算 20 万元，完成预算的 80%)."""
    against_budget = comparison.compared_with not in (ComparedWith.PRIOR_YEAR, ComparedWith.OTHER)
    return comparison.final is None and comparison.amount is None and against_budget and is_budget(fact)


def derived_base(fact: Fact, comparison: Comparison) -> Estimate | None:
    """What the fact was compared with: as printed, or the value less the change."""
    value, change = value_in(fact, comparison), change_amount(comparison)
    if comparison.base is not None:
        unit = (comparison.amount or comparison.final or fact.figure or comparison.base).unit
        return in_unit(comparison.base, unit)
    if value is None or change is None:
        return None
    return value - change


def prior_year(fact: Fact) -> Comparison | None:
    """The comparison with last year."""
    return next((c for c in fact.comparisons if c.compared_with is ComparedWith.PRIOR_YEAR), None)


def name_of(fact: Fact) -> str:
    """What to call a fact in a message."""
    if fact.functional:
        return fact.functional[-1]
    text = _QUOTES.sub("", fact.label) or "该项"
    if normal(text) in _VAGUE and fact.context:
        return f"{_QUOTES.sub('', fact.context[-1])}{text}"
    return text.removeprefix("其中：").removeprefix("其中:")


def label_of(concept: str, standard: Standard) -> str:
    """The official name of a concept."""
    return str(standard.parameter("account_labels").value.get(concept, concept))


def shown(estimate: Estimate, decimals: int = 2) -> str:
    """An amount for people."""
    return amounts.text(estimate.value, decimals)


def decimals(figures: Sequence[Figure | None]) -> int:
    """The most decimals any of the figures prints."""
    return max((figure.decimals for figure in figures if figure is not None), default=0)


@once_per_record
def by_concept(record: FinalAccounts, standard: Standard) -> dict[str, list[Named]]:
    """Statements of money of the year itself (not budgets) by their name in the accounts."""
    found: dict[str, list[Named]] = {}
    for entry in named(record, standard):
        if entry.concept is not None and is_money(entry.fact.figure) and not is_budget(entry.fact) and is_of_year(entry.fact, record):
            found.setdefault(entry.concept, []).append(entry)
    return found


def is_of_year(fact: Fact, record: FinalAccounts | EvaluationReport) -> bool:
    """Whether the fact speaks of the document's year, as far as it says."""
    return fact.year is None or record.fiscal_year is None or fact.year == record.fiscal_year


def first_of(record: FinalAccounts, concept: str, standard: Standard) -> Named | None:
    """The first statement of a concept."""
    return next(iter(by_concept(record, standard).get(concept, ())), None)


def compared(record: FinalAccounts | EvaluationReport) -> Iterator[tuple[int, int, Fact, Comparison]]:
    """Every comparison with the numbers of its fact and its own."""
    for index, fact in enumerate(record.facts):
        for number, comparison in enumerate(fact.comparisons):
            yield index, number, fact, comparison
