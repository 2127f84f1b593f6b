"""Many at once: pages sent twice at the same moment, codes tried by two, a survey that fills up. No time is measured here.

On SQLite the threads work on a file as the workspace does; the database in memory of the other tests knows no waiting.
``scripts/survey_load.py`` does the same with several processes and says how many answers a second there were.
"""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from asked import PLEASED, opened, sent
from county_at_hand import County, build
from django.db import connection, connections
from django.test import Client, override_settings
from django.urls import reverse

from jiheng.web.environment import database
from jiheng.web.surveys.models import Access, AccessCode, Answer, Survey
from jiheng.web.surveys.receiving import new_key

pytestmark = [pytest.mark.django_db(transaction=True)]

THREADS = 8
Deed = Callable[[], int]


def _at_once(deeds: list[Deed], folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Counter[int], Counter[str], int]:
    """The deeds in threads: what they answered, how often each key was kept, and what the counter of the only survey says."""
    if connection.vendor == "sqlite":
        file = folder / "answers.sqlite3"
        connection.ensure_connection()
        with sqlite3.connect(file) as copy:
            connection.connection.backup(copy)
        copy.close()
        settings = connections.settings["default"]
        monkeypatch.setitem(settings, "NAME", str(file))
        monkeypatch.setitem(settings, "OPTIONS", database(folder)["OPTIONS"])

    def closing(deed: Callable[[], Any]) -> Any:
        try:
            return deed()
        finally:
            connections.close_all()  # of this thread

    def told() -> tuple[Counter[str], int]:
        return Counter(Answer.objects.values_list("key", flat=True)), Survey.objects.get().received

    with ThreadPoolExecutor(THREADS) as pool:
        statuses = Counter(pool.map(closing, deeds))
        kept, counter = pool.submit(closing, told).result()
    return statuses, kept, counter


def _sending(address: str, key: str) -> Deed:
    return lambda: Client().post(address, sent(PLEASED, key)).status_code


@pytest.fixture
def county(transactional_db: None) -> County:
    return build()


@override_settings(SURVEY_ANSWERS_A_MINUTE=100_000)
def test_pages_sent_twice_at_the_same_moment_are_kept_once(county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    survey = opened(county, county.filed())
    keys = [new_key() for _ in range(60)]
    deeds = [_sending(reverse("answer_survey", args=[survey.link]), key) for key in keys for _ in range(2)]
    statuses, kept, counter = _at_once(deeds, tmp_path, monkeypatch)
    assert statuses == {302: 120}, "everybody is thanked"
    assert kept == Counter(keys)
    assert counter == 60


@override_settings(SURVEY_ANSWERS_A_MINUTE=100_000)
def test_a_code_that_two_use_at_the_same_moment_counts_once(county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    survey = opened(county, county.filed(), access=Access.CODES)
    codes = list(AccessCode.objects.filter(survey=survey).values_list("code", flat=True))
    deeds = [_sending(reverse("answer_survey", args=[code]), new_key()) for code in codes for _ in range(4)]
    random.Random(1).shuffle(deeds)
    statuses, kept, counter = _at_once(deeds, tmp_path, monkeypatch)
    assert statuses == {302: 3, 200: 9}
    assert (sum(kept.values()), counter) == (3, 3)


@override_settings(SURVEY_ANSWERS_A_MINUTE=100_000)
def test_a_survey_never_takes_more_than_it_may(county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    survey = opened(county, county.filed(), most=10)
    deeds = [_sending(reverse("answer_survey", args=[survey.link]), new_key()) for _ in range(30)]
    statuses, kept, counter = _at_once(deeds, tmp_path, monkeypatch)
    assert statuses == {302: 10, 200: 20}
    assert (sum(kept.values()), counter) == (10, 10)
