"""Seeds: each has a place in the county, changes something, and its check finds it in the record itself."""

from __future__ import annotations

import random

import pytest

from jiheng.checks import all_checks
from jiheng.sample.accuracy_cases import clean_forms, subjects
from jiheng.sample.errors import Seed, all_seeds
from jiheng.sample.layouts import LAYOUTS

SEEDS = [seed for found in all_seeds().values() for seed in found]


def _planted(seed: Seed) -> bool:
    where = next(one for one in LAYOUTS if seed.layouts is None or seed.layouts(one))
    for number in range(subjects(seed.subject)):
        clean = clean_forms(seed.subject, number, where)
        single = seed.subject in ("form", "objective", "monitoring")
        faulty = seed.make(clean[0] if single else clean, random.Random(number))
        if faulty is not None:
            return bool(faulty != (clean[0] if single else clean))
    return False


@pytest.mark.parametrize("seed", SEEDS, ids=[f"{seed.code}-{seed.name}" for seed in SEEDS])
def test_the_seed_finds_a_place_and_changes_the_record(seed: Seed) -> None:
    assert _planted(seed)


def test_every_seed_belongs_to_a_check() -> None:
    codes = {check.code for check in all_checks()}
    assert set(all_seeds()) <= codes
    assert {code for seed in SEEDS for code in seed.also} <= codes
