"""Long work: asked for once, done once, told how far it is, stopped, tried again, taken back from workers that died."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from county_at_hand import County
from django.db import OperationalError
from django.http import Http404
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jiheng.web.acting import Refused
from jiheng.web.jobs import kinds, running, sweeping
from jiheng.web.jobs.actions.cancel_job import cancel_job
from jiheng.web.jobs.actions.retry_job import retry_job
from jiheng.web.jobs.kinds import Impossible, Run
from jiheng.web.jobs.models import Job, JobState
from jiheng.web.jobs.queue import request
from jiheng.web.jobs.running import MOST, run
from jiheng.web.jobs.sweeping import sweep, tidy
from jiheng.web.jobs.worker import beat

Make = Callable[..., Job]
#: No process of this machine has this number.
DEAD = f"{running.worker_name().partition(':')[0]}:{2**22 + 1}:x"


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """What the work of the kind ``try`` does: ``during`` with its job, ``after`` in the transaction that ends it."""
    doing: dict[str, Any] = {"during": lambda job: None, "after": lambda: {"done": True}}

    def act(job: Run) -> kinds.Finish:
        doing["during"](job)
        finish: kinds.Finish = doing["after"]
        return finish

    monkeypatch.setitem(kinds._kinds, "try", act)
    return doing


@pytest.fixture
def make(county: County) -> Make:
    def one(key: str = "a", **arguments: Any) -> Job:
        return request("try", arguments, key=key, title="试一试", by=county["agency"], address="/")

    return one


def fresh(job: Job) -> Job:
    job.refresh_from_db()
    return job


def raising(error: Exception) -> Callable[..., None]:
    def fail(*_args: Any) -> None:
        raise error

    return fail


def test_a_job_is_done_and_keeps_its_result(make: Make, work: dict[str, Any]) -> None:
    work["during"] = lambda job: job.report(f"读第 {job.arguments['page']} 页", 40)
    job = make(page=3)
    run(job.pk)
    assert (fresh(job).state, job.result, job.percent, job.attempts, job.progress) == ("done", {"done": True}, 100, 1, "读第 3 页")
    assert str(job) == "试一试"


def test_the_same_work_waits_once_and_can_be_asked_for_again_when_it_is_done(make: Make, work: dict[str, Any]) -> None:
    job = make()
    assert make() == job
    assert DBTaskResult.objects.count() == 1
    run(job.pk)
    assert make() != job


def test_a_job_that_is_done_is_not_done_again(make: Make, work: dict[str, Any]) -> None:
    job = make()
    run(job.pk)
    work["during"] = raising(AssertionError())
    run(job.pk)
    assert fresh(job).attempts == 1


@pytest.mark.parametrize(
    ("error", "told"),
    [(Impossible("页数太多。"), "页数太多。"), (ValueError("秘密的内容"), "处理时程序出错（ValueError）")],
    ids=["impossible", "defect"],
)
def test_what_went_wrong_stands_in_the_job_without_words_of_the_document(
    make: Make, work: dict[str, Any], error: Exception, told: str
) -> None:
    work["during"] = raising(error)
    job = make()
    run(job.pk)
    assert fresh(job).state == "failed"
    assert told in job.error
    assert "秘密" not in job.error


def test_a_finish_that_fails_changes_nothing(make: Make, work: dict[str, Any], county: County) -> None:
    def half() -> dict[str, Any]:
        county.places["water"].name = "改名"
        county.places["water"].save()
        raise ValueError

    work["after"] = half
    job = make()
    run(job.pk)
    county.places["water"].refresh_from_db()
    assert (fresh(job).state, county.places["water"].name) == ("failed", "澄岚县水利局")


def test_a_database_that_does_not_answer_is_tried_again_and_at_last_told(make: Make, work: dict[str, Any]) -> None:
    work["during"] = raising(OperationalError("database is locked"))
    job = make()
    for attempt in range(1, MOST):
        run(job.pk)
        assert (fresh(job).state, job.attempts) == ("waiting", attempt)
    run(job.pk)
    assert (fresh(job).state, "数据库暂时没有响应" in job.error) == ("failed", True)


def test_the_work_of_a_dead_worker_is_done_by_another_and_its_own_result_is_thrown_away(make: Make, work: dict[str, Any]) -> None:
    finished: list[str] = []
    work["after"] = lambda: finished.append("second") or {"by": "second"}
    job = make()

    def overtaken(_job: Run) -> None:
        work["during"] = lambda job: None
        Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        assert sweep() == 1
        run(job.pk)
        work["after"] = lambda: finished.append("first") or {"by": "first"}

    work["during"] = overtaken
    run(job.pk)
    assert (fresh(job).state, job.result, job.attempts, finished) == ("done", {"by": "second"}, 2, ["second"])


def test_a_worker_that_lost_its_lease_hears_it_at_its_next_report(make: Make, work: dict[str, Any]) -> None:
    def overtaken(job: Run) -> None:
        Job.objects.update(state=JobState.WAITING)
        job.report("", 50)

    work["during"] = overtaken
    job = make()
    run(job.pk)
    assert (fresh(job).state, job.percent) == ("waiting", 0)


@pytest.mark.parametrize("lost", [{"worker": DEAD}, {"lease_until": timezone.now() - timedelta(days=1)}], ids=["dead", "silent"])
def test_a_lost_job_goes_back_into_the_queue(make: Make, lost: dict[str, Any]) -> None:
    job = make()
    DBTaskResult.objects.all().delete()
    now = timezone.now() + timedelta(minutes=1)
    Job.objects.update(**{"state": JobState.RUNNING, "attempts": 1, "worker": running.worker_name(), "lease_until": now, **lost})
    assert sweep() == 1
    assert fresh(job).state == "waiting"
    assert DBTaskResult.objects.get().pk == job.task


def test_a_job_that_kills_its_workers_is_not_given_to_one_more(make: Make) -> None:
    job = make()
    Job.objects.update(state=JobState.RUNNING, attempts=MOST, worker=DEAD, lease_until=timezone.now() + timedelta(minutes=1))
    assert sweep() == 1
    assert fresh(job).state == "failed"
    assert "多次异常退出" in job.error


def test_jobs_in_good_hands_are_left_alone(make: Make) -> None:
    make("waiting")
    job = make("running")
    later = timezone.now() + timedelta(minutes=1)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, worker=running.worker_name(), lease_until=later)
    Job.objects.filter(pk=make("elsewhere").pk).update(state=JobState.RUNNING, worker="another-machine:1:x", lease_until=later)
    assert sweep() == 0


@pytest.mark.parametrize("entry", ["gone", "taken by the dead", "just taken"])
def test_a_waiting_job_whose_entry_is_lost_is_queued_anew(make: Make, entry: str) -> None:
    make()
    if entry == "gone":
        DBTaskResult.objects.all().delete()
    else:
        worker = DEAD if entry == "taken by the dead" else running.worker_name()
        DBTaskResult.objects.update(status="RUNNING", worker_ids=[worker], started_at=timezone.now())
    assert sweep() == (0 if entry == "just taken" else 1)


def test_a_sign_of_life_renews_the_lease(make: Make) -> None:
    job = make()
    Job.objects.update(state=JobState.RUNNING, worker=running.worker_name(), lease_until=timezone.now())
    beat()
    assert fresh(job).lease_until is not None
    assert job.lease_until is not None
    assert job.lease_until > timezone.now()


def test_old_entries_of_the_queue_are_tidied_away(make: Make) -> None:
    make()
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(days=30))
    tidy()
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.update(status="SUCCESSFUL")
    tidy()
    assert DBTaskResult.objects.count() == 0


def test_a_process_of_another_system_is_never_taken_for_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sweeping.is_dead(DEAD)
    monkeypatch.setattr(sweeping.os, "name", "nt")
    assert not sweeping.is_dead(DEAD)


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_at_its_next_report(make: Make, work: dict[str, Any], county: County) -> None:
    waiting = make("waiting")
    assert cancel_job(county["agency"], waiting).state == "cancelled"
    with pytest.raises(Refused, match="已经结束"):
        cancel_job(county["agency"], waiting)

    def stopped(job: Run) -> None:
        cancel_job(county["agency"], running_one)
        job.report("", 10)

    work["during"] = stopped
    running_one = make("running")
    run(running_one.pk)
    assert fresh(running_one).state == "cancelled"


def test_a_job_that_failed_is_tried_again_and_one_that_is_done_is_not(make: Make, work: dict[str, Any], county: County) -> None:
    work["during"] = raising(Impossible("不行。"))
    job = make()
    run(job.pk)
    work["during"] = lambda job: None
    assert retry_job(county["agency"], fresh(job)).state == "waiting"
    run(job.pk)
    assert (fresh(job).state, job.error) == ("done", "")
    with pytest.raises(Refused, match="可以重试"):
        retry_job(county["agency"], job)


def test_a_retry_does_not_double_the_same_work(make: Make, county: County) -> None:
    job = make()
    cancel_job(county["agency"], job)
    make()
    with pytest.raises(Refused, match="已经在处理"):
        retry_job(county["agency"], job)


def test_jobs_of_others_are_not_there(make: Make, county: County) -> None:
    job = make()
    for act in (cancel_job, retry_job):
        with pytest.raises(Http404):
            act(county["foreign"], job)


def test_the_pages_tell_how_far_it_is_and_look_again_by_themselves(make: Make, county: County) -> None:
    client = Client()
    client.force_login(county["agency"], backend="jiheng.web.people.accounts.Backend")
    job = make()
    Job.objects.update(state=JobState.RUNNING, progress="正在读", percent=30)
    page = client.get(job.get_absolute_url()).content.decode()
    assert "正在读" in page
    assert 'hx-trigger="every 2s"' in page
    assert "已取消，或将" in client.post(f"{job.get_absolute_url()}cancel/", follow=True).content.decode()
    assert "已要求取消" in client.get("/jobs/").content.decode()
    assert "只有没有完成" in client.post(f"{job.get_absolute_url()}retry/", follow=True).content.decode()
    Job.objects.update(state=JobState.DONE)
    page = client.get(job.get_absolute_url()).content.decode()
    assert "查看结果" in page
    assert "hx-trigger" not in page
