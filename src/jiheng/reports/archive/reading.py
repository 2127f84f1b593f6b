"""Papers out of a package that was verified; what was changed since then is noticed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jiheng.reports.archive.manifest import Archived
from jiheng.reports.archive.verifying import opened

#: The bytes of a paper.
Reader = Callable[[Archived], bytes]


class ChangedSince(ValueError):
    """A paper is another one than the manifest says."""

    def __init__(self, path: str) -> None:
        super().__init__(f"「{path}」在核验之后被改动。")


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """The package, packed or unpacked, to read papers from."""
    with opened(path) as package:

        def read(paper: Archived) -> bytes:
            with package.stream(paper.path) as stream:
                data = stream.read()
            if hashlib.sha256(data).hexdigest() != paper.sha256:
                raise ChangedSince(paper.path)
            return data

        yield read
