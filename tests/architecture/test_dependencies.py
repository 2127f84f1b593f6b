"""What the product imports is what it declares: development's packages are no run-time packages by accident."""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from source_tree import Module

#: Peers of the benchmarks, told as missing where they are not installed.
PEERS = {
    "sample/bench_documents.py": {"markitdown", "pdfplumber"},
    "sample/bench_reports.py": {"docxtpl", "weasyprint"},
    "sample/bench_scoring.py": {"datalogic_py", "numpy", "openfisca_core", "pandas"},
}


def _plain(name: str) -> str:
    for mark in "[<>=!~; ":
        name = name.partition(mark)[0]
    return name.lower().replace("_", "-").replace(".", "-")


def test_what_is_imported_is_declared(root: Path, modules: tuple[Module, ...]) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    declared = {_plain(name) for names in lists for name in names}
    owners = {**packages_distributions(), "pydantic_core": ["pydantic"]}  # released as one
    undeclared = [
        f"{module.path} imports {name}"
        for module in modules
        for name in sorted({dotted.partition(".")[0] for dotted in module.imports} - PEERS.get(module.path, set()))
        if name not in sys.stdlib_module_names
        if name != "jiheng"
        if not {_plain(owner) for owner in owners.get(name, [name])} & declared
    ]
    assert undeclared == []
