"""The source of the house, parsed once."""

from __future__ import annotations

import ast
import gc
from pathlib import Path

import pytest
from source_tree import Module

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def modules() -> tuple[Module, ...]:
    """Every Python file of the package."""
    package = ROOT / "src" / "jiheng"
    found = []
    for file in sorted(package.rglob("*.py")):
        text = file.read_text("utf-8")
        found.append(Module(path=file.relative_to(package).as_posix(), text=text, tree=ast.parse(text)))
    gc.freeze()  # they stay: the collector need not go through millions of nodes again in each test after these
    return tuple(found)
