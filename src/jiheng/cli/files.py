"""Which files a run takes, and where the annotated copy of each goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jiheng.documents import Unreadable, walk_files


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One file of a run; ``copy`` is the annotated copy to write (for an archive the folder of its members' copies)."""

    path: Path
    copy: Path | None = None


def tasks_below(paths: Iterable[Path], annotate: Path | None, own: Iterable[Path] = ()) -> Iterator[Task | Unreadable]:
    """Every file of the paths given, folders walked, in order.

    Copies keep the tree of a folder given, beginning with its own name; of two files with one name the later gets a number.
    What a run itself writes (``annotate`` and ``own``) is passed over inside folders, so that a second run sees the same files.
    """
    written = [path.resolve() for path in (*own, *((annotate,) if annotate else ()))]
    taken: set[Path] = set()
    for path in paths:
        for file in walk_files(path):
            if isinstance(file, Unreadable):
                yield file
            elif path.is_dir() and _is_within(file.resolve(), written):
                continue
            else:
                yield Task(path=file, copy=_free(annotate / _relative(file, path), taken) if annotate else None)


def _is_within(file: Path, written: list[Path]) -> bool:
    return any(file == place or place in file.parents for place in written)


def _relative(file: Path, given: Path) -> Path:
    if not given.is_dir():
        return Path(file.name)
    inner = file.relative_to(given)
    return Path(given.resolve().name) / inner if given.resolve().name and given != Path() else inner


def _free(target: Path, taken: set[Path]) -> Path:
    """The target, or the same with a number when an earlier file of this run has it."""
    chosen, number = target, 1
    while chosen in taken:
        number += 1
        chosen = target.with_name(f"{target.stem} ({number}){target.suffix}")
    taken.add(chosen)
    return chosen
