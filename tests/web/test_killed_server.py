"""The server is killed in the middle of submissions: what it acknowledged is there, nothing is there twice, the audit chain is whole."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from threading import Event
from urllib.parse import urlencode

import pytest

from jiheng.web import serving

pytestmark = [
    pytest.mark.once,  # with an SQLite of its own
    pytest.mark.skipif(not (serving.STATIC / "htmx.min.js").is_file(), reason="no front-end files here"),
]

HERE = Path(__file__).parent
#: A county in the database of the server, and a session of its administrator.
PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0); call_command("createcachetable", verbosity=0)
from county_at_hand import build
from django.test import Client
county, client = build(), Client()
client.force_login(county["administrator"], backend="jiheng.web.people.accounts.Backend")
print(client.cookies["jiheng_session"].value, county.places["water"].pk)
"""
COUNT = """
import django; django.setup()
from collections import Counter
from jiheng.web.audit.chain import verify
from jiheng.web.audit.models import AuditEntry
from jiheng.web.people.models import Organisation
made = set(Organisation.objects.filter(code__startswith="new-").values_list("code", flat=True))
noted = Counter(entry.detail["code"] for entry in AuditEntry.objects.filter(action="add_organisation") if entry.detail["code"] in made)
assert verify().broken is None, verify()
assert set(noted) == made and set(noted.values()) <= {1}, noted
print(*sorted(made))
"""


class Installation:
    """A data folder, and a server on it that can be killed."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        source = str(Path(serving.__file__).parents[2])
        self._environment = {
            **os.environ,
            "JIHENG_DATA": str(folder),
            "DATABASE_URL": "",
            "JIHENG_SECOND_FACTOR": "off",
            "DJANGO_SETTINGS_MODULE": "jiheng.web.settings",
            "PYTHONPATH": os.pathsep.join([source, str(HERE)]),
        }
        self.session, self.parent = self.python(PREPARE).split()

    def python(self, program: str) -> str:
        """What a program says that uses the same data."""
        done = subprocess.run([sys.executable, "-c", program], env=self._environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> subprocess.Popen[bytes]:
        """The server, answering."""
        command = [sys.executable, "-c", "from jiheng.cli import main; main()", "serve", "--no-worker", "--port", str(self.port)]
        server = subprocess.Popen(command, env=self._environment, start_new_session=True, stdout=subprocess.DEVNULL)
        for _try in range(600):
            try:
                with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
                    connection.request("GET", "/health/")
                    if connection.getresponse().status == 200:
                        return server
            except (OSError, HTTPException):
                assert server.poll() is None, "the server ended"
            time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def add(self, code: str) -> bool:
        """Whether the server acknowledged the new organisation; False: no answer, or it says the code is taken."""
        address = f"/organisations/{self.parent}/add/"
        cookie = f"jiheng_session={self.session}"
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request("GET", address, headers={"Cookie": cookie})
            page = connection.getresponse()
            text = page.read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
        kept = re.search(r"csrftoken=(\w+)", page.headers["Set-Cookie"] or "")
        assert token is not None
        assert kept is not None
        body = urlencode({"csrfmiddlewaretoken": token[1], "kind": "agency", "name": code, "code": code})
        headers = {"Cookie": f"{cookie}; csrftoken={kept[1]}", "Content-Type": "application/x-www-form-urlencoded"}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request("POST", address, body, headers)
            return connection.getresponse().status == 302


def kill(server: subprocess.Popen[bytes]) -> None:
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_killed_server_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    installation = Installation(tmp_path)
    tried: list[str] = []
    acknowledged: list[str] = []
    many = Event()

    def submit(name: str) -> None:
        """One after the other, until there is no answer."""
        for number in count():
            code = f"new-{name}-{number:03}"
            tried.append(code)
            try:
                if installation.add(code):
                    acknowledged.append(code)
            except (OSError, HTTPException):
                return  # it may or may not be there
            if len(acknowledged) >= 8:
                many.set()

    server = installation.start()
    try:
        with ThreadPoolExecutor(4) as people:
            work = [people.submit(submit, name) for name in "abcd"]
            assert many.wait(240)
            kill(server)
            for one in work:
                one.result()
        first = set(installation.python(COUNT).split())
        assert set(acknowledged) <= first <= set(tried)
        server = installation.start()
        for code in tried:
            assert installation.add(code) is (code not in first)
    finally:
        kill(server)
    assert installation.python(COUNT).split() == sorted(tried)
