from __future__ import annotations

import pytest
from county_at_hand import County, build
from django.core.cache import cache


@pytest.fixture
def county(db: None) -> County:
    """A county of two departments with a person for each role."""
    return build()


@pytest.fixture(autouse=True)
def _fresh_counters() -> None:
    """Limits of attempts are counted in the cache: each test begins at zero."""
    cache.clear()
