"""Progress on a terminal, nothing in a pipe; what is said while the bar runs stands above it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn


class Steps(Protocol):
    """What to tell of the work done."""

    def done(self, name: str) -> None:
        """One piece of work is finished."""

    def at(self, done: int, whole: int) -> None:
        """So much of the whole is finished."""


class _Silent:
    def done(self, name: str) -> None:
        """Say nothing."""

    def at(self, done: int, whole: int) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class _Bar:
    bar: Progress
    task: TaskID

    def done(self, name: str) -> None:
        """Move the bar on."""
        self.bar.update(self.task, advance=1, name=name)

    def at(self, done: int, whole: int) -> None:
        """Move the bar to where the work is."""
        self.bar.update(self.task, completed=done, total=whole)


@contextmanager
def progress(total: int, title: str, printing: Console | None = None) -> Iterator[Steps]:
    """The steps of some work. ``printing`` is the console results are printed to meanwhile: on a terminal the bar stays below them."""
    console = printing if printing is not None and printing.is_terminal else Console(stderr=True)
    if not console.is_terminal or total < 2 or not sys.stderr.isatty():
        yield _Silent()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.fields[name]}"))
    with Progress(*columns, console=console, transient=True) as bar:
        yield _Bar(bar, bar.add_task(title, total=total, name=""))
