"""The database and the Python rules give the same cents for the same inputs, and stay silent about the same rows."""

import random
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiheng.model import Actual, Direction, FailedPoint, Figure, RuleInputs, Target, amounts
from jiheng.scoring.columnar import (
    FORMS,
    Column,
    ColumnMissing,
    Columns,
    NoColumnarForm,
    NoSuchColumn,
    NotExact,
    RangeTooWide,
    measured,
    scoring_query,
)
from jiheng.scoring.rules.kind import Missing, RuleKind, load_rule, rule_kinds

Row = dict[str, Any]
PAIR, QUOTIENT, RATE = ("target", "actual"), ("numerator", "denominator"), ("actual",)
BANDS = [{"at_least": "0.95", "share": "1"}, {"above": "0.8", "points": "4"}, {"at_least": "0.6", "below": "0.8", "share": "0.333"}]
POINTS = [{"text": "一"}, {"text": "二"}, {"text": "三"}]
SHARED = [{"text": "一", "share": "0.3", "veto": True}, {"text": "二", "share": "0.3"}, {"text": "三", "share": "0.4"}]

#: Each rule with the inputs it is given; every kind with a columnar form, with all its ways.
RULES: list[tuple[str, dict[str, Any], tuple[str, ...]]] = [
    ("at_least", {}, PAIR),
    ("at_least", {"rate_decimals": 0}, PAIR),
    ("at_least", {}, ("target", *QUOTIENT)),
    ("at_most", {}, PAIR),
    ("at_most", {"rate_decimals": 2}, PAIR),
    ("exactly", {}, PAIR),
    ("exactly", {"above": "deviation"}, PAIR),
    ("exactly", {"above": "proportional"}, PAIR),
    ("exactly", {"above": "nothing"}, PAIR),
    ("proportional", {}, (*PAIR, "direction")),
    ("proportional", {"direction": "at_most"}, PAIR),
    ("proportional", {"direction": "at_least", "rate_decimals": 1}, PAIR),
    ("proportional", {"direction": "exactly"}, PAIR),
    ("by_deviation", {}, PAIR),
    ("by_deviation", {}, ("target", *QUOTIENT)),
    ("over_fulfilment", {"limit": "0.2"}, PAIR),
    ("over_fulfilment", {"limit": "0.3", "beyond": "0.5"}, PAIR),
    ("bands", {"bands": BANDS}, RATE),
    ("bands", {"bands": BANDS}, QUOTIENT),
    ("bands", {"bands": BANDS, "of": "completion"}, (*PAIR, "direction")),
    ("bands", {"bands": [*BANDS, {"share": "0.1"}], "of": "completion"}, PAIR),
    ("bands", {"bands": [{"at_most": "3", "points": "5"}], "plain_numbers": True}, RATE),
    ("by_rate", {}, QUOTIENT),
    ("by_rate", {"floor": "0.6", "rate_decimals": 0}, QUOTIENT),
    ("by_rate", {"floor": "0.6"}, RATE),
    ("pass_line", {"line": "0.6"}, PAIR),
    ("pass_line", {"line": "0.7"}, (*PAIR, "direction")),
    ("pass_line", {"line": "0"}, QUOTIENT),
    ("threshold_slide", {"limit": "0.1", "lost": "0.1", "magnitude": True}, RATE),
    ("threshold_slide", {"limit": "0.95", "lost": "0.3", "direction": "at_least"}, QUOTIENT),
    ("threshold_slide", {"limit": "0.9", "lost": "0.15", "direction": "at_least", "of": "completion", "steps": "full"}, PAIR),
    ("threshold_slide", {"limit": "1.1", "lost": "1", "step": "0.03", "of": "completion", "steps": "started"}, (*PAIR, "direction")),
    ("threshold_slide", {"limit": "2", "step": "1", "lost": "0.125", "plain_numbers": True}, RATE),
    ("count_ratio", {}, QUOTIENT),
    ("count_ratio", {"full_from": "0.9"}, QUOTIENT),
    ("all_or_nothing", {}, (*PAIR, "direction")),
    ("all_or_nothing", {"direction": "at_most", "otherwise": "0.6"}, PAIR),
    ("per_occurrence", {"lost": "0.5"}, ("occurrences",)),
    ("per_occurrence", {"lost": "0.333", "most": "2.5"}, ("occurrences",)),
    ("check_list", {"points": POINTS}, ("failed",)),
    ("check_list", {"points": SHARED}, ("failed",)),
    ("check_list", {"points": POINTS, "each": "1.5"}, ("failed",)),
    ("capped", {"rule": {"kind": "at_least"}, "most": "0.8", "least": "0.333"}, PAIR),
    ("capped", {"rule": {"kind": "by_deviation"}}, PAIR),
]
TYPES = {
    "weight": "DECIMAL(7,3)", "target": "DECIMAL(18,4)", "actual": "DECIMAL(18,4)", "numerator": "DECIMAL(18,4)",
    "denominator": "DECIMAL(18,4)", "occurrences": "INTEGER", "failed": "INTEGER", "direction": "VARCHAR",
}  # fmt: skip


def an_amount(chance: random.Random, *, largest: int) -> Decimal | None:
    """Blank, zero, negative, whole, with decimals, as large as can be."""
    kind = chance.random()
    if kind < 0.03:
        return None
    if kind < 0.06:
        return Decimal(0)
    if kind < 0.09:
        return Decimal(-chance.randint(1, 10**6)).scaleb(-chance.randint(0, 4))
    if kind < 0.12:
        return Decimal(largest).scaleb(-4)
    if kind < 0.2:
        return Decimal(chance.randint(largest // 2, largest)).scaleb(-4)
    return Decimal(chance.randint(1, 10 ** chance.randint(1, 7))).scaleb(-chance.randint(0, 4))


def two_amounts(chance: random.Random, weight: Decimal, *, largest: int) -> tuple[Decimal | None, Decimal | None]:
    """A target and an actual value: any, equal, close to the bounds rules have, or such that half a cent is earned."""
    target = an_amount(chance, largest=largest)
    kind = chance.random()
    if kind < 0.3 and weight > 0:
        weighted, many = weight * 1000, chance.randint(1, 40)
        return Decimal(2 * weighted * many).scaleb(-3), Decimal((2 * chance.randint(0, 2000) + 1) * many).scaleb(-2)
    if kind < 0.6 and target is not None and abs(target) < 10**6:
        share = Decimal(chance.choice((60, 70, 80, 90, 95, 100, 110, 120, 130, 200))).scaleb(-2)
        near = (target * share).quantize(Decimal("0.0001")) + Decimal(chance.choice((-1, 0, 0, 1))).scaleb(-4)
        return target, near
    return target, an_amount(chance, largest=largest)


def rows(seed: int, count: int, *, largest: int) -> Iterator[Row]:
    chance = random.Random(seed)
    for _ in range(count):
        weight = Decimal(chance.choice((3, 5, 6, 10, 20, chance.randint(0, 100)))) + Decimal(chance.choice((0, 0, 5, 333))).scaleb(-3)
        target, actual = two_amounts(chance, weight, largest=largest)
        numerator, denominator = two_amounts(chance, weight, largest=largest)[::-1]
        yield {
            "weight": weight, "target": target, "actual": actual, "numerator": numerator, "denominator": denominator,
            "occurrences": chance.choice((None, 0, chance.randint(0, 60))), "failed": chance.choice((None, 0, chance.randint(0, 15))),
            "direction": chance.choice((*Direction, *Direction, None)),
        }  # fmt: skip


def written(row: Row, given: Sequence[str]) -> str:
    values = ("NULL" if row[name] is None else f"'{row[name]}'" for name in ("weight", *given))
    return f"({', '.join(values)})"


def in_database(
    rule: RuleKind, table: Sequence[Row], given: Sequence[str], types: Mapping[str, str] = TYPES
) -> list[tuple[int | None, str | None]]:
    with duckdb.connect() as connection:
        names = ("weight", *given)
        connection.execute(f"CREATE TABLE t ({', '.join(f'{name} {types[name]}' for name in names)})")
        connection.execute(f"INSERT INTO t VALUES {', '.join(written(row, given) for row in table)}")
        query = scoring_query("t", measured(connection, "t", {name: name for name in names}), rule)
        return [(row[0], row[1]) for row in connection.execute(query).fetchall()]


def figure(value: Decimal) -> Figure:
    return Figure(value=value, decimals=max(-int(value.as_tuple().exponent), 0), exact=True)


def inputs_of(row: Row, given: Sequence[str]) -> RuleInputs:
    known: Row = {name: row[name] for name in given if name in ("numerator", "denominator", "occurrences") and row[name] is not None}
    found = {name: figure(value) if isinstance(value, Decimal) else value for name, value in known.items()}
    if "target" in given and row["target"] is not None:
        direction = row["direction"] if "direction" in given else None
        found["target"] = Target(raw=str(row["target"]), figure=figure(row["target"]), direction=direction)
    if "actual" in given and row["actual"] is not None:
        found["actual"] = Actual(raw=str(row["actual"]), figure=figure(row["actual"]))
    if "failed" in given and row["failed"] is not None:
        found["failed"] = tuple(FailedPoint(point=place + 1) for place in range(4) if row["failed"] >> place & 1)
    return RuleInputs.model_construct(**found)  # sound by construction: validating 100 000 of them would take a minute


def in_python(rule: RuleKind, row: Row, given: Sequence[str]) -> int | Missing:
    points = rule.score(row["weight"], inputs_of(row, given))
    return points if isinstance(points, Missing) else int(amounts.half_up(points.estimate.value) * 100)


def agrees(expected: int | Missing, cents: int | None, reason: str | None) -> bool:
    if not isinstance(expected, Missing):
        return cents == expected and reason is None
    # Python cannot know that a blank actual value was to be a quotient; the table's columns say so.
    what = {*expected.what, "numerator"} if expected.what == ("actual",) else {*expected.what}
    return cents is None and reason is not None and reason.split(":")[0] in what


def differences(rule: RuleKind, table: Sequence[Row], given: Sequence[str]) -> list[object]:
    pairs = zip(table, in_database(rule, table, given), strict=True)
    compared = ((row, in_python(rule, row, given), *found) for row, found in pairs)
    return [(row, expected, cents, reason) for row, expected, cents, reason in compared if not agrees(expected, cents, reason)]


@pytest.mark.parametrize(("kind", "parameters", "given_inputs"), RULES, ids=[f"{number:02}-{rule[0]}" for number, rule in enumerate(RULES)])
@settings(max_examples=2, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_same_cents_for_the_same_inputs(kind: str, parameters: dict[str, Any], given_inputs: tuple[str, ...], seed: int) -> None:
    rule = load_rule({"kind": kind, "parameters": parameters})
    # Of three amounts products are formed: 18 digits each are more than any integer type holds, and refused.
    largest = 10**10 if {"target", "numerator"} <= set(given_inputs) else 10**18 - 1
    table = [
        row
        for row in rows(seed, 600, largest=largest)
        # A form without target has its rate in the actual value; a table has either column.
        if kind != "pass_line" or "target" not in given_inputs or row["target"] is not None
    ]
    assert differences(rule, table, given_inputs)[:3] == []


def test_every_columnar_form_is_compared() -> None:
    assert {kind for kind, _, _ in RULES} == {kind.kind for kind in FORMS}
    assert set(FORMS) <= set(rule_kinds().values())


def test_the_comparison_sees_ties_blanks_and_the_largest_amounts() -> None:
    table = list(rows(1, 3000, largest=10**18 - 1))
    ties = [
        row
        for row in table
        if row["target"] and row["actual"] and (row["weight"] * row["actual"] / row["target"] * 100) % 1 == Decimal("0.5")
    ]
    assert len(ties) > 100
    assert sum(row["target"] is None for row in table) > 30
    assert sum(row["actual"] == Decimal("99999999999999.9999") for row in table) > 30


def test_a_tie_behind_a_repeating_quotient_is_rounded_up() -> None:
    row: Row = {"weight": Decimal(3), "target": Decimal(600), "actual": Decimal(65)}
    assert in_database(load_rule({"kind": "at_least"}), [row], PAIR) == [(33, None)]


@pytest.mark.parametrize(
    ("target", "integer", "absent"),
    [("1000.0000", "BIGINT", "HUGEINT"), ("99999999999999.9999", "HUGEINT", "DOUBLE")],
)
def test_the_integer_type_follows_from_the_range_of_the_data(target: str, integer: str, absent: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE t AS SELECT CAST(10 AS DECIMAL(5,2)) AS weight, CAST(? AS DECIMAL(18,4)) AS target, CAST(1 AS DECIMAL(18,4)) AS actual",
            [target],
        )
        query = scoring_query("t", measured(connection, "t", {name: name for name in ("weight", *PAIR)}), load_rule({"kind": "at_most"}))
        assert integer in query
        assert absent not in query
        assert connection.execute(query).fetchall() == [(1000, None)]


def test_numbers_no_integer_type_holds_are_refused_before_the_query_runs() -> None:
    weight = Column(name="weight", decimals=2, low=0, high=10**7)
    with pytest.raises(RangeTooWide, match="中间结果最多达 41 位数，数据库的整数类型容纳不下"):
        scoring_query("t", Columns(numbers={"weight": weight, **amount_columns(10**33)}), load_rule({"kind": "at_least"}))
    compared_only = load_rule({"kind": "all_or_nothing", "parameters": {"direction": "at_least"}})
    with pytest.raises(RangeTooWide, match="「target」一列最多达 36 位数"):
        scoring_query("t", Columns(numbers={"weight": weight, **amount_columns(10**35)}), compared_only)


def amount_columns(high: int) -> dict[str, Column]:
    return {name: Column(name=name, decimals=4, low=0, high=high) for name in PAIR}


def test_amounts_beyond_18_digits_are_scored_as_well() -> None:
    row: Row = {"weight": Decimal(10), "target": Decimal("9" * 24 + ".9999"), "actual": Decimal("4" * 24 + ".4444")}
    types = {**TYPES, "target": "DECIMAL(38,4)", "actual": "DECIMAL(38,4)"}
    assert in_database(load_rule({"kind": "at_least"}), [row], PAIR, types) == [(444, None)]


def test_a_value_beyond_the_statistics_stops_the_query_and_is_never_wrapped() -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (weight DECIMAL(5,2), target DECIMAL(18,4), actual DECIMAL(18,4))")
        connection.execute("INSERT INTO t VALUES (10, 100, 50)")
        query = scoring_query("t", measured(connection, "t", {name: name for name in ("weight", *PAIR)}), load_rule({"kind": "at_least"}))
        connection.execute("INSERT INTO t VALUES (10, 99999999999999.9999, 99999999999999.9998)")
        with pytest.raises(duckdb.OutOfRangeException):
            connection.execute(query).fetchall()


def test_floating_point_columns_are_refused() -> None:
    with duckdb.connect() as connection, pytest.raises(NotExact, match="「weight」一列的类型是 DOUBLE"):
        measured(connection, "(SELECT 1.5::DOUBLE AS weight)", {"weight": "weight"})


def test_an_unknown_column_is_named_with_those_that_are_there() -> None:
    with duckdb.connect() as connection, pytest.raises(NoSuchColumn, match="没有「分值」一列，现有：weight"):
        measured(connection, "(SELECT 1 AS weight)", {"weight": "分值"})


@pytest.mark.parametrize(
    ("kind", "parameters", "missing"),
    [
        ("at_least", {}, "目标值"),
        ("all_or_nothing", {}, "指标方向"),
        ("proportional", {}, "指标方向"),
        ("check_list", {"points": POINTS}, "不符合的评价要点"),
    ],
)
def test_a_rule_without_its_column_says_which(kind: str, parameters: dict[str, Any], missing: str) -> None:
    with duckdb.connect() as connection:
        table = "(SELECT 1 AS weight, 2 AS actual, 3 AS target)"
        inputs = (
            {"weight": "weight", "actual": "actual"} if kind == "at_least" else {"weight": "weight", "actual": "actual", "target": "target"}
        )
        with pytest.raises(ColumnMissing, match=f"需要「{missing}」"):
            scoring_query(table, measured(connection, table, inputs), load_rule({"kind": kind, "parameters": parameters}))


def test_rows_of_several_rules_are_scored_in_one_query() -> None:
    table = (
        """(VALUES ('多', 10.00, 4, 3), ('少', 5.00, 6, 8), ('它', 5.00, 6, 8), (NULL, 5.00, 6, 8)) AS t(name, weight, target, actual)"""
    )
    rules = {"多": load_rule({"kind": "at_least"}), "少": load_rule({"kind": "at_most"})}
    with duckdb.connect() as connection:
        columns = measured(connection, table, {"weight": "weight", "target": "target", "actual": "actual", "rule": "name"})
        query = scoring_query(table, columns, rules, keep=("name",))
        assert connection.execute(query).fetchall() == [
            ("多", 750, None),
            ("少", 375, None),
            ("它", None, "rule:unknown"),
            (None, None, "rule:unknown"),
        ]
        with pytest.raises(ColumnMissing, match="需要「评分规则」"):
            scoring_query(table, type(columns)(numbers=columns.numbers), rules)


def test_percentages_and_whole_numbers_that_stand_for_decimals() -> None:
    table = "(SELECT 1000 AS weight, 95.55 AS actual)"
    with duckdb.connect() as connection:
        columns = measured(connection, table, {"weight": "weight", "actual": "actual"}, percent=("actual",), scaled={"weight": 2})
        assert connection.execute(scoring_query(table, columns, load_rule({"kind": "by_rate"}))).fetchall() == [(956, None)]


def test_an_empty_table_has_no_scores() -> None:
    table = "(SELECT 1 AS weight, 2 AS target, 3 AS actual WHERE false)"
    with duckdb.connect() as connection:
        columns = measured(connection, table, {name: name for name in ("weight", *PAIR)})
        assert connection.execute(scoring_query(table, columns, load_rule({"kind": "at_least"}))).fetchall() == []


def test_kinds_of_words_and_dates_say_that_python_scores_them() -> None:
    table = "(SELECT 1 AS weight)"
    with duckdb.connect() as connection, pytest.raises(NoColumnarForm, match="「按时完成」（on_time）不能在数据库中批量计分"):
        scoring_query(table, measured(connection, table, {"weight": "weight"}), load_rule({"kind": "on_time"}))


def test_a_negative_weight_is_not_scored() -> None:
    row: Row = {"weight": Decimal(-1), "occurrences": 1}
    negative: Row = {"weight": Decimal(1), "occurrences": -1}
    rule = load_rule({"kind": "per_occurrence", "parameters": {"lost": "1"}})
    assert in_database(rule, [row, negative], ("occurrences",)) == [(None, "weight:negative"), (None, "occurrences:negative")]


def test_the_recipe_of_the_documentation_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "howto" / "tables.md").read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    rows = "(1, '越大越好', 10.00, 4, 3), (2, '越小越好', 5.00, 6, 8), (3, '按偏离度', 8.00, 100, 130), (4, '另议', 8.00, 1, 1)"
    columns = "编号, 规则, 分值, 年度指标值, 实际完成值"
    duckdb.sql(f"COPY (SELECT * FROM (VALUES {rows}) AS t({columns})) TO 'indicators.parquet'")
    exec(page.split("```python\n")[1].split("```")[0], {})
    assert duckdb.sql("SELECT * FROM 'scores.parquet' ORDER BY 1").fetchall() == [
        (1, 750, None),
        (2, 375, None),
        (3, 560, None),
        (4, None, "rule:unknown"),
    ]
