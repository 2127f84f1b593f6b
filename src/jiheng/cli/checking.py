"""Running ``check`` over many files: walk, assess in one or several processes, hand on in order, keep memory bounded.

A file that cannot be read, makes our code fail or ends its process is a result like any other; the run goes on.
"""

from __future__ import annotations

import functools
import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

from jiheng.assessment import DocumentAssessment, Options, assess
from jiheng.assessment.case_assessing import assess_case_file, assess_case_workbook
from jiheng.cli.checking_records import assess_record_file
from jiheng.cli.copies import Copy, write_copy
from jiheng.cli.files import Task
from jiheng.cli.stopping import interruption
from jiheng.cli.workers import end_workers, worker_pool
from jiheng.documents import Document, Limits, Unreadable, read_all

Result: TypeAlias = DocumentAssessment | Unreadable
_log = logging.getLogger(__name__)
#: How many files wait or run per process: enough to keep all busy, few enough to hold in memory.
_AHEAD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FileResults:
    """All results of one file on disk (an archive has several), and what became of their annotated copies."""

    path: Path
    results: tuple[Result, ...]
    copies: tuple[Copy, ...] = ()


def assess_file(task: Task, options: Options, limits: Limits) -> FileResults:
    """One file on disk, read, assessed and, where asked, annotated; a bad file is a result, never an exception."""
    data = _case_file(task.path, options)
    if data is not None:
        return FileResults(path=task.path, results=(data,))
    results: list[Result] = []
    copies: list[Copy] = []
    for document in read_all([task.path], limits=limits):
        result = document if isinstance(document, Unreadable) else _assessed(document, options)
        results.append(result)
        if task.copy is not None and isinstance(result, DocumentAssessment):
            copies.append(write_copy(task.path, result, task.copy, limits))
    return FileResults(path=task.path, results=tuple(results), copies=tuple(copies))


def _case_file(path: Path, options: Options) -> Result | None:
    """The result of a case, a frame or a record of the process; None for every other file, those that cannot be opened included."""
    if path.suffix.lower() not in (".yaml", ".yml", ".json", ".txt", ""):
        return None
    try:
        data = path.read_bytes() if path.is_file() else b""
    except OSError:
        return None
    return assess_record_file(data, str(path), options) or assess_case_file(data, str(path), options)


def _assessed(document: Document, options: Options) -> Result:
    try:
        return assess_case_workbook(document, options) or assess(document, options)
    except Exception as error:  # one document we cannot cope with must not stop the others
        _log.exception("assessing %s failed", document.path)
        return _failure(document.path, f"核对时程序出错（{type(error).__name__}），这是程序的问题。请保留原件并反馈。", "internal_error")


def _failure(path: str, sentence: str, code: str) -> Unreadable:
    return Unreadable(path=path, error=f"{path}：{sentence}", code=code)


def assess_files(tasks: Iterable[Task | Unreadable], options: Options, limits: Limits, jobs: int) -> Iterator[FileResults]:
    """All files in the order given; with ``jobs`` > 1 in that many processes."""
    if jobs <= 1:
        for task in tasks:
            yield _unwalked(task) if isinstance(task, Unreadable) else assess_file(task, options, limits)
        return
    work = functools.partial(assess_file, options=options, limits=limits)
    with _Pool(work, jobs) as pool:
        yield from _ordered(tasks, pool, jobs * _AHEAD)


_Waiting: TypeAlias = tuple[Task, "Future[FileResults]"] | FileResults


def _ordered(tasks: Iterable[Task | Unreadable], pool: _Pool, ahead: int) -> Iterator[FileResults]:
    waiting: deque[_Waiting] = deque()
    for task in tasks:
        waiting.append(_unwalked(task) if isinstance(task, Unreadable) else (task, pool.submit(task)))
        interruption.heed()
        while len(waiting) >= ahead:
            yield _done(waiting.popleft(), pool)
    while waiting:
        yield _done(waiting.popleft(), pool)


def _done(item: _Waiting, pool: _Pool) -> FileResults:
    if isinstance(item, FileResults):
        return item
    task, future = item
    try:
        return future.result()
    except BrokenProcessPool:
        return pool.again(task)


def _unwalked(bad: Unreadable) -> FileResults:
    return FileResults(path=Path(bad.path), results=(bad,))


class _Pool:
    """Worker processes that may die: the file that ends its process twice is named, the others are done again."""

    def __init__(self, work: functools.partial[FileResults], jobs: int) -> None:
        self._work, self._jobs = work, jobs
        self._executor = worker_pool(jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is not None:  # interrupted: what still runs is of no use
            end_workers(self._executor)
        self._executor.shutdown(wait=True, cancel_futures=True)

    def submit(self, task: Task) -> Future[FileResults]:
        """The future results of one file."""
        try:
            return self._executor.submit(self._work, task)
        except BrokenProcessPool:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = worker_pool(self._jobs)
            return self._executor.submit(self._work, task)

    def again(self, task: Task) -> FileResults:
        """The file once more, in a process of its own, because a process died while it waited or ran."""
        with worker_pool(1) as alone:
            try:
                return alone.submit(self._work, task).result()
            except BrokenProcessPool:
                sentence = "处理它的进程异常退出（可能内存不足或文件结构异常）。请另存为 docx、xlsx 或 pdf 后再试，或拆分后再查。"
                return FileResults(path=task.path, results=(_failure(str(task.path), sentence, "worker_crashed"),))
            except BaseException:
                end_workers(alone)
                raise
