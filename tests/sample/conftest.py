from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module")
def _small_heap() -> Iterator[None]:
    """What earlier tests left behind is not gone through by each collection of a measurement."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
