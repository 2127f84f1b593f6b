"""Processes that are really killed in the middle: nothing lost, nothing double. Each stops itself at a known point and says so by a file."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jiheng.web.companion import Companion

pytestmark = [
    pytest.mark.once,  # with an SQLite of its own
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL"),
]

#: Longer than any machine needs; reached only when something is broken.
PATIENCE = 300.0

WORKER = """
import os, signal, sys
from pathlib import Path
folder, step = Path(os.environ["JIHENG_DATA"]), sys.argv[1]
from jiheng.web.serving import configure, work
configure()
from django.core.management import call_command
from jiheng.web.exchange.actions.try_import import try_import
from jiheng.web.exchange.imports.reading import plans
from jiheng.web.exchange.long_work import do_long_list
from jiheng.web.jobs import kinds
from jiheng.web.jobs.queue import request
from jiheng.web.people.models import Membership, Organisation, Person

def hold(name):
    if (folder / f"hold-{name}").exists():
        (folder / "reached").touch()
        signal.pause()

@kinds.kind("try")
def act(job):
    hold("work")
    finish = do_long_list(job)
    def held():
        found = finish()
        hold("finish")
        return found
    return held

if step == "prepare":
    call_command("migrate", verbosity=0)
    from django.db import connection
    connection.cursor().execute("PRAGMA journal_mode=DELETE")  # one file, to be copied
    person = Person.objects.create_user("somebody", name="b")
    bureau = Organisation.objects.create(kind="finance_authority", name="c", code="c")
    Membership.objects.create(person=person, organisation=bureau, role="administrator")
    rows = "单位名称,单位代码,类型,上级单位代码\\n甲,d,主管部门,c\\n乙,e,,d"
    batch = try_import(person, plans()["organisations"], data=rows.encode(), name="a.csv")
    request("try", {"batch": batch.pk}, key="a", title="a", by=person)
else:
    work(once=True)
"""

KEEPER = """
import os, signal, sys
from pathlib import Path
from django.conf import settings
settings.configure(DATA=sys.argv[1])
from jiheng.web.files import storage
def stop(_handle):
    (Path(sys.argv[1]) / "reached").touch()
    signal.pause()
os.fsync = stop
storage.keep(b"paper")
"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with one job that waits: an import of two organisations."""
    folder = tmp_path_factory.mktemp("prepared")
    assert launch(folder, WORKER, "prepare").wait() == 0
    return folder / "jiheng.sqlite3"


def launch(folder: Path, script: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A process of its own with its data in the folder."""
    environment = {**os.environ, "JIHENG_DATA": str(folder), "JIHENG_SECRET_KEY": "tests", "DATABASE_URL": ""}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen([sys.executable, "-c", script, *arguments], env=environment, stderr=subprocess.DEVNULL)


def reached(file: Path, process: subprocess.Popen[bytes] | None = None) -> None:
    """Wait until the file is there; a process that ends before is an error."""
    end = time.monotonic() + PATIENCE
    while not file.exists():
        assert time.monotonic() < end, f"{file.name} never came"
        assert process is None or process.poll() is None, "the process ended by itself"
        time.sleep(0.02)


def kill(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.mark.parametrize("point", ["work", "finish"])
def test_a_job_whose_worker_is_killed_is_done_once_by_the_next(tmp_path: Path, prepared: Path, point: str) -> None:
    shutil.copy(prepared, tmp_path)
    (tmp_path / f"hold-{point}").touch()
    killed = launch(tmp_path, WORKER, "work")
    reached(tmp_path / "reached", killed)
    kill(killed)
    (tmp_path / f"hold-{point}").unlink()
    assert launch(tmp_path, WORKER, "work").wait() == 0
    database = sqlite3.connect(tmp_path / "jiheng.sqlite3")
    try:
        assert database.execute("select state, attempts from jobs_job").fetchall() == [("done", 2)]
        assert database.execute("select code from people_organisation order by code").fetchall() == [("c",), ("d",), ("e",)]
        done = database.execute("select count(*) from audit_auditentry where action in ('add_organisation', 'confirm_import')")
        assert done.fetchone() == (3,)
    finally:
        database.close()


def test_an_upload_whose_server_is_killed_leaves_no_half_file(tmp_path: Path) -> None:
    process = launch(tmp_path, KEEPER, str(tmp_path))
    reached(tmp_path / "reached", process)
    kill(process)
    kept = [path.relative_to(tmp_path / "files").parts[0] for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert kept == ["incoming"]


def test_the_worker_beside_the_server_is_started_again_and_ends_with_it(tmp_path: Path) -> None:
    script = "import os, sys; open(f'{sys.argv[1]}/{os.getpid()}', 'w').close(); sys.stdin.read()"

    def workers() -> set[int]:
        return {int(file.name) for file in tmp_path.iterdir()}

    def wait_for(count: int) -> None:
        end = time.monotonic() + PATIENCE
        while len(workers()) < count:
            assert time.monotonic() < end, "the worker was not started"
            time.sleep(0.02)

    companion = Companion([sys.executable, "-c", script, str(tmp_path)], pause=0.0)
    companion.start()
    wait_for(1)
    [first] = workers()
    os.kill(first, signal.SIGKILL)
    wait_for(2)
    companion.stop()
    for number in workers():
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)
