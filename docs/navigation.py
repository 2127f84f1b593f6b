"""Fills those sections of the navigation that name a folder (``checks/``) with the pages that lie in it.

Generated pages need no entry in ``mkdocs.yml``; a folder without pages leaves no section behind.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any


def on_config(config: Any) -> Any:
    """The configuration with its navigation filled in; called by mkdocs before a build."""
    config.nav = _filled(config.nav, Path(config.docs_dir))
    return config


def _filled(entries: list[Any], root: Path) -> list[Any]:
    return [filled for entry in entries if (filled := _entry(entry, root)) is not None]


def _entry(entry: Any, root: Path) -> Any:
    if not isinstance(entry, dict):
        return entry
    ((title, target),) = entry.items()
    if isinstance(target, list):
        return {title: _filled(target, root)}
    if not target.endswith("/"):
        return entry
    pages = [page.relative_to(root).as_posix() for page in _pages(root / target)]
    return {title: pages} if pages else None


def _pages(folder: Path) -> list[Path]:
    """The pages of a folder by name, its index first."""
    return sorted(folder.rglob("*.md"), key=lambda page: (page.parent.as_posix(), page.name != "index.md", page.name))
