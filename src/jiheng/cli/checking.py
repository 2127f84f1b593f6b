"""Running ``check`` over many files: walk, assess in one or several processes, hand on in order, keep memory bounded."""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

from jiheng.assessment import DocumentAssessment, Options, assess
from jiheng.documents import Limits, Unreadable, read_all, walk_files

Result: TypeAlias = DocumentAssessment | Unreadable
#: How many files wait or run per process: enough to keep all busy, few enough to hold in memory.
_AHEAD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FileResults:
    """All results of one file on disk (an archive has several)."""

    path: Path
    results: tuple[Result, ...]


def files_below(paths: Iterable[Path]) -> Iterator[Path | Unreadable]:
    """Every file of the paths given, folders walked, in order."""
    for path in paths:
        yield from walk_files(path)


def assess_file(path: Path, options: Options, limits: Limits) -> FileResults:
    """One file on disk, read and assessed; a bad file is a result, never an exception."""
    results = tuple(
        document if isinstance(document, Unreadable) else assess(document, options) for document in read_all([path], limits=limits)
    )
    return FileResults(path=path, results=results)


def assess_files(paths: Iterable[Path | Unreadable], options: Options, limits: Limits, jobs: int) -> Iterator[FileResults]:
    """All files in the order given; with ``jobs`` > 1 in that many processes."""
    work = functools.partial(assess_file, options=options, limits=limits)
    if jobs <= 1:
        for path in paths:
            yield _unwalked(path) if isinstance(path, Unreadable) else work(path)
        return
    with ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn")) as pool:
        yield from _ordered(paths, lambda path: pool.submit(work, path), jobs * _AHEAD)


def _ordered(
    paths: Iterable[Path | Unreadable], submit: Callable[[Path], Future[FileResults]], ahead: int
) -> Iterator[FileResults]:
    waiting: deque[Future[FileResults] | FileResults] = deque()
    for path in paths:
        waiting.append(_unwalked(path) if isinstance(path, Unreadable) else submit(path))
        while len(waiting) >= ahead:
            yield _done(waiting.popleft())
    while waiting:
        yield _done(waiting.popleft())


def _done(item: Future[FileResults] | FileResults) -> FileResults:
    return item if isinstance(item, FileResults) else item.result()


def _unwalked(bad: Unreadable) -> FileResults:
    return FileResults(path=Path(bad.path), results=(bad,))
