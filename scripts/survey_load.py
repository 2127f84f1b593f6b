"""Many people answer one survey at once, over loopback: how many a second, and is each counted once?

    JIHENG_SURVEY_ANSWERS_A_MINUTE=1000000 python scripts/survey_load.py [--answers 1500] [--clients 8] [--workers 2]

Starts the workspace as ``jiheng serve`` does, on a database of its own in a temporary folder (or on ``DATABASE_URL``, which must be empty),
opens a survey of the library and sends answers as telephones do: fetch the page, send it, and now and then send it twice, once at the same
moment and once later, as after a lost connection. At the end every page that was thanked must be one row, and nothing else may be there.
Prints one line of JSON; exit 1 when an answer was lost or counted twice. For machines with nothing else to do when the rate is wanted.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import Counter
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[1] / "src"
ANSWERS = {"q1": ["1"], "q2": ["2"], "q3": ["1"], "q4": ["1"], "q5": ["1", "3"], "q7": ["2"], "q8": ["希望再快一点"]}
#: One page in ten is sent twice at the same moment, one in ten again later.
AT_ONCE, LATER = 0.1, 0.2


def prepared(folder: str) -> str:
    """The link of an open survey in a fresh workspace."""
    os.environ.setdefault("JIHENG_DATA", folder)
    os.environ.setdefault("JIHENG_SURVEY_ANSWERS_A_MINUTE", "1000000000")
    os.environ["JIHENG_SECOND_FACTOR"] = "off"
    sys.path.insert(0, str(SOURCES))
    from jiheng.web.serving import configure

    configure()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from jiheng.web.dossiers.actions.open_dossier import open_dossier
    from jiheng.web.dossiers.models import DossierKind
    from jiheng.web.people.models import FiscalYear, Membership, Organisation, OrganisationKind, Person, Role
    from jiheng.web.surveys.actions.edit_survey import edit_survey
    from jiheng.web.surveys.actions.open_survey import open_survey
    from jiheng.web.surveys.actions.plan_survey import plan_survey

    agency = Organisation.objects.create(kind=OrganisationKind.AGENCY, name="测试单位", code="load")
    person = Person.objects.create_user("load", name="测试")
    Membership.objects.create(person=person, organisation=agency, role=Role.PREPARER)
    year = FiscalYear.objects.create(year=2024)
    dossier = open_dossier(person, agency, year=year, kind=DossierKind.PROJECT, subject="测试项目")
    survey = plan_survey(person, dossier, title="压力测试", template="beneficiaries")
    edit_survey(person, survey, seen=survey.version, access="link", once_a_browser=False)
    open_survey(person, survey, seen=survey.version)
    from django.db import connections

    connections.close_all()
    return survey.link


def served(workers: int) -> tuple[subprocess.Popen[bytes], int]:
    """The workspace in processes of its own, and its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    code = (
        f"from jiheng.web.serving import Service, configure, _gunicorn; configure(); "
        f"_gunicorn(Service(host='127.0.0.1', port={port}, workers={workers}, demo=False))"
    )
    server = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(SOURCES)}, stderr=subprocess.DEVNULL)
    for _ in range(6000):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/health/")
            if connection.getresponse().status == http.client.OK:
                return server, port
        except OSError:
            time.sleep(0.1)
    server.terminate()
    raise SystemExit("the workspace did not start")


class Telephone(threading.Thread):
    """One of many who answer, page after page, until no page is left."""

    def __init__(self, port: int, link: str, left: Counter[str], seed: int) -> None:
        super().__init__()
        self.port, self.path, self.left, self.chance = port, f"/s/{link}/", left, random.Random(seed)
        self.thanked: list[str] = []
        self.refused: Counter[int] = Counter()
        self.posts = 0
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)

    def run(self) -> None:
        while True:
            with LOCK:
                if self.left["pages"] <= 0:
                    return
                self.left["pages"] -= 1
            key, cookie, body = self.page()
            roll = self.chance.random()
            if roll < AT_ONCE:
                twin = threading.Thread(
                    target=self.send, args=(http.client.HTTPConnection("127.0.0.1", self.port, timeout=600), cookie, body)
                )
                twin.start()
                status = self.send(self.connection, cookie, body)
                twin.join()
            else:
                status = self.send(self.connection, cookie, body)
                if roll < LATER:
                    status = self.send(self.connection, cookie, body)
            if status == http.client.FOUND:
                self.thanked.append(key)
            else:
                self.refused[status] += 1

    def page(self) -> tuple[str, str, bytes]:
        """The page as a telephone gets it: its key, its cookie, what will be sent."""
        self.connection.request("GET", self.path)
        response = self.connection.getresponse()
        text = response.read().decode()
        cookie = (response.getheader("Set-Cookie") or "").partition(";")[0]
        key = re.findall(r'name="key" value="([^"]+)"', text)[0]
        token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)[0]
        return key, cookie, urllib.parse.urlencode({"csrfmiddlewaretoken": token, "key": key, **ANSWERS}, doseq=True).encode()

    def send(self, connection: http.client.HTTPConnection, cookie: str, body: bytes) -> int:
        """What the workspace says to the page."""
        connection.request("POST", self.path, body, {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie})
        response = connection.getresponse()
        response.read()
        self.posts += 1
        return response.status


LOCK = threading.Lock()


def processor_of(server: subprocess.Popen[bytes]) -> float:
    """The seconds of processor that the workspace's processes used, the pages fetched and sent included; 0 where nobody tells."""
    total, ticks = 0, os.sysconf("SC_CLK_TCK")
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == server.pid:  # a worker
            total += int(fields[11]) + int(fields[12])
    return total / ticks


def main() -> int:
    """Run it and say what happened."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", type=int, default=1500)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        link = prepared(folder)
        server, port = served(asked.workers)
        try:
            left = Counter(pages=asked.answers)
            telephones = [Telephone(port, link, left, seed) for seed in range(asked.clients)]
            for seed in range(4 * asked.workers):  # every process has loaded everything before the clock starts
                Telephone(port, link, left, seed).page()
            idle = processor_of(server)
            began = time.monotonic()
            for one in telephones:
                one.start()
            for one in telephones:
                one.join()
            seconds = time.monotonic() - began
        finally:
            used = processor_of(server) - idle
            server.terminate()
            server.wait(300)
        from jiheng.web.surveys.models import Answer, Survey

        kept = Counter(Answer.objects.values_list("key", flat=True))
        thanked = [key for one in telephones for key in one.thanked]
        counter = Survey.objects.get(link=link).received
        from django.db import connection

        said = {
            "database": connection.vendor,
            "thanked": len(thanked),
            "kept": sum(kept.values()),
            "counter": counter,
            "lost": len(set(thanked) - set(kept)),
            "double": sum(kept.values()) - len(kept),
            "refused": {str(status): count for one in telephones for status, count in one.refused.items()},
            "posts": sum(one.posts for one in telephones),
            "seconds": round(seconds, 2),
            "answers_a_second": round(len(thanked) / seconds, 1),
            "processor_ms_an_answer": round(1000 * used / max(len(thanked), 1), 2),
        }
        connection.close()
    print(json.dumps(said))
    sound = said["thanked"] == said["kept"] == said["counter"] == asked.answers and not said["lost"] and not said["double"]
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
