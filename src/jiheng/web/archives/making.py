"""Making the package of a dossier: collected from one moment of the database, written, verified, kept under its digest."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection, transaction

from jiheng.regulation import load_standard
from jiheng.reports.archive import Subject, Verification, verify_archive, write_archive
from jiheng.web.archives.collecting import items
from jiheng.web.dossiers.models import Dossier


class Unsound(Exception):
    """A package that does not verify right after it was written: a disk that cannot be trusted."""

    def __init__(self, found: Verification) -> None:
        super().__init__("；".join(f"{fault.path}：{fault.reason}" for fault in found.faults[:5]))


@contextmanager
def package(dossier: Dossier, day: datetime.date) -> Iterator[tuple[Path, Verification, str]]:
    """The package in a file that is gone afterwards, what verifying it found, and how long it is to be kept.

    Raises:
        Unsound: it does not verify.
    """
    standard = load_standard(settings.STANDARD, day)
    retention = f"{standard.parameter('archive_retention_years').value}年"
    with TemporaryDirectory(prefix="jiheng-archive-") as folder:
        target = Path(folder) / "dossier.zip"
        with _one_moment():
            found = items(dossier)
        subject = Subject(
            name=dossier.subject,
            agency=str(dossier.organisation),
            fiscal_year=dossier.fiscal_year_id,
            archived_on=day,
            retention=retention,
        )
        write_archive(target, subject, found, standard)
        verified = verify_archive(target)
        if not verified.is_sound:
            raise Unsound(verified)
        yield target, verified, retention


@contextmanager
def _one_moment() -> Iterator[None]:
    """Everything read inside is as it was at one moment; SQLite does so by itself."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
