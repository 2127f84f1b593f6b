"""Seeds: each has a place in the county, changes something, and its check finds it in the record itself."""

from __future__ import annotations

import datetime
import random
from typing import Any

import pytest

from jiheng.assessment.running import Choice, run
from jiheng.checks import all_checks
from jiheng.regulation import load_standard
from jiheng.sample.accuracy_cases import clean_forms, subjects
from jiheng.sample.errors import SINGLE, Seed, all_seeds
from jiheng.sample.layouts import LAYOUTS

SEEDS = [seed for found in all_seeds().values() for seed in found]


def _planted(seed: Seed) -> tuple[Any, ...] | None:
    """The records of the first file that has a place for the error, with it."""
    where = next(one for one in LAYOUTS if seed.layouts is None or seed.layouts(one))
    single = seed.subject in SINGLE
    for number in range(subjects(seed.subject)):
        clean = clean_forms(seed.subject, number, where)
        faulty = seed.make(clean[0] if single else clean, random.Random(number))
        if faulty is not None:
            assert faulty != (clean[0] if single else clean)
            return (faulty,) if single else faulty
    return None


@pytest.mark.parametrize("seed", SEEDS, ids=[f"{seed.code}-{seed.name}" for seed in SEEDS])
def test_the_seed_finds_a_place_and_its_check_finds_the_seed(seed: Seed) -> None:
    forms = _planted(seed)
    assert forms is not None
    is_preview = any(check.code == seed.code and check.preview for check in all_checks())
    standard = load_standard("cn", at=datetime.date(2024, 12, 31))
    found = {finding.code for _, finding in run(list(forms), standard, Choice(preview=is_preview)).findings}
    assert seed.code in found


def test_every_seed_belongs_to_a_check() -> None:
    codes = {check.code for check in all_checks()}
    assert set(all_seeds()) <= codes
    assert {code for seed in SEEDS for code in seed.also} <= codes
