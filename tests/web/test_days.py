"""The daily step does itself: once a day however many workers there are, again when it failed or its worker died."""

from __future__ import annotations

import datetime
from collections import Counter
from datetime import timedelta

import pytest
from county_at_hand import County
from django.utils import timezone

from jiheng.web.daily import DAILY, DEEDS, Part, told
from jiheng.web.jobs import days, running
from jiheng.web.jobs.models import DayPart
from jiheng.web.jobs.worker import beat, work

#: No process of this machine has this number.
DEAD = f"{running.worker_name().partition(':')[0]}:{2**22 + 1}:x"


class Counted:
    """A part that notes the days it was asked for, and fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.days: list[datetime.date] = []
        self.failures = failures

    def __call__(self, on: datetime.date) -> Counter[str]:
        self.days.append(on)
        if len(self.days) <= self.failures:
            raise ValueError
        return Counter(reminded=2)

    @property
    def parts(self) -> tuple[Part, ...]:
        return (Part(name="try", label="试一试", run=self),)


def test_a_day_is_done_once_however_often_workers_look(db: None) -> None:
    part = Counted()
    assert [days.do_today(part.parts) for _again in range(3)] == [1, 0, 0]
    row = DayPart.objects.get()
    assert (part.days, row.counted, row.attempts, str(row)) == ([timezone.localdate()], {"reminded": 2}, 1, f"{row.day} try")


def test_a_part_in_other_hands_is_left_alone_until_its_worker_dies(db: None) -> None:
    part = Counted()
    row = DayPart.objects.create(
        day=timezone.localdate(), name="try", worker="other:1:x", attempts=1, lease_until=timezone.now() + timedelta(minutes=1)
    )
    assert days.do_today(part.parts) == 0
    DayPart.objects.update(worker=DEAD)
    assert days.do_today(part.parts) == 1
    row.refresh_from_db()
    assert (row.attempts, row.finished_at is not None) == (2, True)


def test_a_part_that_fails_is_tried_again_later_and_not_for_ever(db: None) -> None:
    part = Counted(failures=9)
    for _again in range(5):
        days.do_today(part.parts)
    assert len(part.days) == 1
    for _again in range(5):
        DayPart.objects.update(lease_until=timezone.now() - timedelta(minutes=1))
        days.do_today(part.parts)
    assert (len(part.days), DayPart.objects.get().error) == (running.MOST, "ValueError")


def test_a_sign_of_life_keeps_what_is_in_hand(db: None) -> None:
    soon = timezone.now()
    DayPart.objects.create(day=soon.date(), name="try", worker=running.worker_name(), attempts=1, lease_until=soon)
    beat()
    kept = DayPart.objects.get().lease_until
    assert kept is not None
    assert kept > soon


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_the_day_by_itself(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("signal.signal", lambda *_given: None)
    work(once=True)
    assert {row.name for row in DayPart.objects.exclude(finished_at=None)} == {part.name for part in DAILY}


def test_the_deeds_are_told_in_words() -> None:
    assert told(Counter(reminded=3)) == "提醒 3 件，告知上级 0 件，逾期办理 0 件，补建 0 件。"
    assert all(str(words).format(count=1) for words in DEEDS.values())
