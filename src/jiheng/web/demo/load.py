"""Many people on the pages at once: a server of our own on this machine, each answer timed, the server's processor time beside it."""

from __future__ import annotations

import http.client
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from django.utils import timezone

from jiheng.web import policy
from jiheng.web.dossiers.models import FormKind, RecordVersion
from jiheng.web.people.events import SECOND, SEEN, SIGNED_IN
from jiheng.web.people.models import FiscalYear, Person, Role

_HOST: Final = "127.0.0.1"
_READY_WITHIN: Final = 120
_EACH_ALONE: Final = 3
_TICKS: Final = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody signed in, and the pages they go to, by kind."""

    cookie: str
    pages: dict[str, list[str]]


@dataclass(slots=True, kw_only=True)
class Measured:
    """Of each kind of page: the seconds of each answer, and the server's processor seconds for one page when nobody else is there."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    alone: dict[str, float] = field(default_factory=dict)
    failures: int = 0
    processor: float = 0.0
    lasted: float = 0.0


def visitors(people: Sequence[Person], chance: random.Random, each: int = 20) -> list[Visitor]:
    """The people signed in, with lists, dossiers and forms they can see."""
    year = FiscalYear.objects.order_by("-year").values_list("pk", flat=True)[0]
    found = []
    for person in people:
        numbers = list(policy.dossiers(person).order_by("?").values_list("pk", flat=True)[:each])
        versions = RecordVersion.objects.filter(dossier__in=numbers).defer("content")[:each]
        lists = [f"{reverse('dossiers')}?year={asked}&page={page}" for asked in (year, year - 1, "") for page in (1, 2)]
        awaited = policy.dossiers(person).filter(fiscal_year=year, awaits_record=True).values_list("pk", flat=True)[:each]
        fills = any(one.role == Role.PREPARER for one in policy.held(person))
        pages = {
            "list": [*lists, f"{reverse('dossiers')}?year=&{urlencode({'q': '养护'})}"],
            "dossier": [reverse("dossier", args=[number]) for number in numbers],
            "form": [version.get_absolute_url() for version in versions],
            "fill": [reverse("fill", args=[number, FormKind.OBJECTIVE_FORM]) for number in awaited] if fills else [],
            "home": [reverse("home")],
            "bureau": [reverse("dashboard")] if not fills else [],
            "findings": [reverse("documents")],
        }
        found.append(Visitor(cookie=_signed_in(person), pages={kind: pages_of for kind, pages_of in pages.items() if pages_of}))
    chance.shuffle(found)
    return found


def _signed_in(person: Person) -> str:
    now = timezone.now().timestamp()
    session = SessionStore()
    session.update({
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: "jiheng.web.people.accounts.Backend",
        HASH_SESSION_KEY: person.get_session_auth_hash(),
        SIGNED_IN: now,
        SEEN: now,
        SECOND: True,
    })  # fmt: skip
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def measure(guests: Sequence[Visitor], *, rounds: int, pause: float, workers: int) -> Measured:
    """Each guest goes to ``rounds`` pages of each kind, with a pause of about so many seconds between them."""
    port = _free_port()
    command = [sys.executable, "-m", "jiheng", "serve", "--port", str(port), "--workers", str(workers), "--no-worker"]
    with subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:  # noqa: S603 - ourselves
        try:
            _await_ready(port)
            _visit(guests, port, rounds=2, pause=0)  # every thread has its connection and its templates
            alone = _alone(guests, port, server.pid)
            before, began = _processor(server.pid), time.monotonic()
            measured = _visit(guests, port, rounds=rounds, pause=pause)
            measured.processor, measured.lasted = _processor(server.pid) - before, time.monotonic() - began
            measured.alone = alone
        finally:
            server.terminate()
    return measured


def _alone(guests: Sequence[Visitor], port: int, server: int) -> dict[str, float]:
    """Processor seconds for one page of each kind: each guest goes there once more, one after the other."""
    found: dict[str, float] = {}
    for kind in dict.fromkeys(kind for guest in guests for kind in guest.pages):
        asked = [(guest, address) for guest in guests for address in guest.pages.get(kind, [])[:_EACH_ALONE]]
        connection = http.client.HTTPConnection(_HOST, port, timeout=60)
        before = _processor(server)
        for guest, address in asked:
            connection.request("GET", address, headers={"Cookie": guest.cookie})
            connection.getresponse().read()
        found[kind] = (_processor(server) - before) / len(asked)
        connection.close()
    return found


def _visit(guests: Sequence[Visitor], port: int, *, rounds: int, pause: float) -> Measured:
    measured, lock = Measured(), threading.Lock()

    def go(number: int, guest: Visitor) -> None:
        chance = random.Random(number)  # noqa: S311 - which page comes next
        connection = http.client.HTTPConnection(_HOST, port, timeout=60)
        for _round in range(rounds):
            for kind, addresses in guest.pages.items():
                time.sleep(pause * (0.5 + chance.random()))
                began = time.monotonic()
                connection.request("GET", chance.choice(addresses), headers={"Cookie": guest.cookie})
                answer = connection.getresponse()
                answer.read()
                with lock:
                    measured.seconds.setdefault(kind, []).append(time.monotonic() - began)
                    measured.failures += answer.status != http.client.OK
        connection.close()

    threads = [threading.Thread(target=go, args=pair) for pair in enumerate(guests)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return measured


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((_HOST, 0))
        return int(one.getsockname()[1])


def _await_ready(port: int) -> None:
    until = time.monotonic() + _READY_WITHIN
    while time.monotonic() < until:
        try:
            connection = http.client.HTTPConnection(_HOST, port, timeout=5)
            connection.request("GET", "/health/")
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            time.sleep(0.3)
    raise TimeoutError


def _processor(pid: int) -> float:
    """Processor seconds of a process and all below it so far; zero where the system does not tell (only Linux does)."""
    used: dict[int, float] = {}
    parents: dict[int, int] = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields: Any = file.read_text("ascii", "replace").rpartition(")")[2].split()
        except OSError:  # ended meanwhile
            continue
        number = int(file.parent.name)
        parents[number], used[number] = int(fields[1]), (int(fields[11]) + int(fields[12])) / _TICKS
    family = {pid}
    while more := {number for number, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(used.get(number, 0.0) for number in family)
