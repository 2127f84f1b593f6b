"""The page of a department on the portal, over loopback: how long it takes drawn anew, and how long when it was drawn before.

    python scripts/portal_load.py [--published 200] [--visits 1000] [--clients 8] [--workers 2]

Starts the workspace as ``jiheng serve`` does, on a database of its own in a temporary folder (or on ``DATABASE_URL``, which must be empty),
publishes that many forms of one department over five years, and fetches its page: ``anew`` after a new edition each time, one visitor;
``kept`` by several visitors at once. Prints one line of JSON with the 50th and 95th percentile in milliseconds; exit 1 when the 95th is
above what is promised (100 ms kept, 300 ms anew) or an answer was not 200. For machines with nothing else to do.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import sys
import tempfile
import threading
import time
from decimal import Decimal

from survey_load import SOURCES, processor_of, served

KEPT_WITHIN, ANEW_WITHIN = 100.0, 300.0
DEPARTMENT, YEARS, ANEW = "water", 5, 100
PATH = f"/public/departments/{DEPARTMENT}/"


def prepared(folder: str, count: int) -> None:
    """A fresh workspace in which so many forms of one department are published."""
    os.environ.setdefault("JIHENG_DATA", folder)
    sys.path.insert(0, str(SOURCES))
    from jiheng.web.serving import configure

    configure()
    from django.core.management import call_command
    from django.db import connections, transaction

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from jiheng.sample.county import load_county
    from jiheng.sample.county_forms import objective
    from jiheng.web.dossiers.actions.open_dossier import open_dossier
    from jiheng.web.dossiers.actions.store_record import store_record
    from jiheng.web.dossiers.models import DossierKind
    from jiheng.web.people.models import FiscalYear, Membership, Organisation, OrganisationKind, Person, Role
    from jiheng.web.portal.actions.put_forward_record import put_forward_record
    from jiheng.web.portal.models import Published
    from jiheng.web.portal.snapshot import freeze

    agency = Organisation.objects.create(kind=OrganisationKind.DEPARTMENT, name="测试部门", code=DEPARTMENT)
    person = Person.objects.create_user("load", name="测试")
    Membership.objects.create(person=person, organisation=agency, role=Role.PREPARER)
    year = FiscalYear.objects.create(year=2024)
    dossier = open_dossier(person, agency, year=year, kind=DossierKind.PROJECT, subject="测试项目")
    store_record(person, dossier, objective(load_county(year=2024).projects[0]), seen=dossier.version)
    with transaction.atomic():
        first = freeze(put_forward_record(person, dossier.records.get()))
    copies = [Published.objects.get(pk=first.pk) for _ in range(count - 1)]
    for number, copy in enumerate(copies):
        copy.pk, copy.fiscal_year, copy.title = None, 2020 + number % YEARS, f"测试项目{number}绩效目标"
        copy.adjusted_budget, copy.executed, copy.score = Decimal(100 + number), Decimal(90 + number), Decimal("88.50")
    Published.objects.bulk_create(copies, batch_size=50)
    new_edition()
    connections.close_all()


def new_edition() -> None:
    """What a publication does to the pages that were drawn."""
    from django.db import transaction

    from jiheng.web.portal.models import Edition

    with transaction.atomic():
        Edition.advance()


class Visitor(threading.Thread):
    """Somebody who asks for the page again and again."""

    def __init__(self, port: int, visits: int) -> None:
        super().__init__()
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
        self.visits, self.seconds, self.failures = visits, list[float](), 0

    def run(self) -> None:
        for _ in range(self.visits):
            self.visit()

    def visit(self) -> None:
        """Once, timed to the last byte."""
        began = time.perf_counter()
        self.connection.request("GET", PATH)
        response = self.connection.getresponse()
        response.read()
        self.seconds.append(time.perf_counter() - began)
        self.failures += response.status != http.client.OK


def percentiles(seconds: list[float]) -> dict[str, float]:
    """In milliseconds."""
    ordered = sorted(seconds)
    return {f"p{share}": round(1000 * ordered[min(len(ordered) - 1, len(ordered) * share // 100)], 1) for share in (50, 95)}


def measured(port: int, visits: int, clients: int) -> tuple[dict[str, object], bool]:
    """Both ways, and whether what is promised holds."""
    warm = Visitor(port, 4 * clients)
    warm.run()
    alone = Visitor(port, 0)
    for _ in range(ANEW):
        new_edition()
        alone.visit()
    several = [Visitor(port, visits // clients) for _ in range(clients)]
    for one in several:
        one.visit()  # every process has drawn the page of this edition
    began = time.monotonic()
    for one in several:
        one.start()
    for one in several:
        one.join()
    lasted = time.monotonic() - began
    kept = [seconds for one in several for seconds in one.seconds[1:]]
    failures = sum(one.failures for one in (warm, alone, *several))
    anew, again = percentiles(alone.seconds), percentiles(kept)
    said = {"anew_ms": anew, "kept_ms": again, "kept_a_second": round(len(kept) / lasted, 1), "failures": failures}
    return said, not failures and anew["p95"] < ANEW_WITHIN and again["p95"] < KEPT_WITHIN


def main() -> int:
    """Run it and say what happened."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--published", type=int, default=200)
    parser.add_argument("--visits", type=int, default=1000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepared(folder, asked.published)
        server, port = served(asked.workers)
        try:
            said, sound = measured(port, asked.visits, asked.clients)
            used = processor_of(server)
        finally:
            server.terminate()
            server.wait(300)
        from django.db import connection

        told = {"database": connection.vendor, "published": asked.published, **said, "processor_seconds": round(used, 1)}
        connection.close()
    print(json.dumps(told))
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
