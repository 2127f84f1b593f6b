from __future__ import annotations

from collections.abc import Iterator

import pytest
from county_at_hand import County, build
from django.core.cache import cache, caches
from django.core.handlers.wsgi import WSGIHandler
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import override_settings
from one_at_a_time import GATE


@pytest.fixture(scope="session", autouse=True)
def _own_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What people hand in lies in a folder of the tests."""
    with override_settings(DATA=tmp_path_factory.mktemp("workspace")):
        yield


@pytest.fixture(scope="session", autouse=True)
def _transactions_stay() -> Iterator[None]:
    """Closing an answer, a file sent for one, would close the connection in which a test holds its transaction."""
    close = BaseDatabaseWrapper.close_if_unusable_or_obsolete

    def unless_in_use(wrapper: BaseDatabaseWrapper) -> None:
        if not wrapper.in_atomic_block:
            close(wrapper)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", unless_in_use)
        yield


@pytest.fixture
def county(db: None) -> County:
    """A county of two departments with a person for each role."""
    return build()


@pytest.fixture(autouse=True)
def _fresh_counters() -> None:
    """Limits of attempts are counted in the cache, and sums kept in another: each test begins at zero."""
    cache.clear()
    caches["sums"].clear()


@pytest.fixture(autouse=True)
def _requests_one_at_a_time(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A real browser asks several things at once, and leaves without waiting for the answer: the tables are cleared after the last one."""
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    answer = WSGIHandler.get_response
    monkeypatch.setattr(WSGIHandler, "get_response", lambda handler, asked: GATE.answer(lambda: answer(handler, asked)))
    yield
    GATE.end()
