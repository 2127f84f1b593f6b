"""What an app gives to the file of a dossier: rows, which come back as rows, and papers, which come back as papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import models

from jiheng.reports.archive import ArchiveItem
from jiheng.web.dossiers.models import Dossier

#: What a row is called in a package, by its table and number: its place there, the mark of a person, the code of an organisation.
Names = Mapping[tuple[type[models.Model], Any], Any]
#: Where the files lie that people handed in, and what was kept beside them; what lies there comes back into the folder of the files.
FILES: Final = "资料"
BLOBS: Final = "数据/文件"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Rows of a table that belong to a dossier.

    ``of`` finds them; None for a table of which those rows are kept that others point to. ``without`` are columns that stay behind,
    with what takes their place when the rows come back. ``files`` says, by the column that leads to kept bytes, where these lie in the
    package; bytes that have a place already get no second one. ``order`` is that of the rows: their number, unless it gives something away.
    """

    model: type[models.Model]
    of: Callable[[Dossier], models.QuerySet[Any]] | None = None
    without: Mapping[str, Callable[[], Any]] = field(default_factory=dict)
    files: Mapping[str, Callable[[Any, Names], ArchiveItem]] = field(default_factory=dict)
    order: str = "pk"

    @property
    def name(self) -> str:
        """The table in the package."""
        return self.model._meta.label_lower


#: Papers written for readers, or for what is kept elsewhere: they come back as they are.
Papers = Callable[[Dossier], Iterable[ArchiveItem]]
