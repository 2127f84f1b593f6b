"""Rules of the house that are about rooms: who may import what, and how rooms are called."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from source_tree import Module

ROOMS = frozenset(
    {
        "model",
        "documents",
        "regulation",
        "standards",
        "extraction",
        "scoring",
        "checks",
        "assessment",
        "process",
        "reports",
        "sample",
        "cli",
        "web",
        "testing",
    }
)

#: Who may import what comes from outside. A package not named here may be imported anywhere the contracts allow.
ALLOWED = {
    "chardet": ("documents",),
    "pypdfium2": ("documents", "sample/scans", "sample/bench_documents"),
    "selectolax": ("documents",),
    "docx": ("documents", "reports/render", "reports/annotate", "sample"),
    "lxml": ("documents", "reports/render", "reports/annotate", "sample"),
    "openpyxl": ("documents", "reports/render", "reports/annotate", "sample"),
    "zipfile": ("documents", "reports/render", "reports/annotate", "reports/archive", "sample"),
    "pikepdf": ("documents", "reports/render", "reports/annotate", "sample"),
    "matplotlib": ("reports/render", "sample"),
    "pylopdf_fonts_zh_cn": ("reports/render", "reports/annotate", "sample"),
    "typst": ("reports/render", "sample"),
    "xlsxwriter": ("reports/render", "sample"),
    "django": ("web",),
    "allauth": ("web",),
    "axes": ("web",),
    "csp": ("web",),
    "django_tasks": ("web",),
    "django_tasks_db": ("web",),
    "gunicorn": ("web",),
    "ninja": ("web",),
    "psycopg": (),
    "qrcode": ("web",),
    "waitress": ("web",),
    "whitenoise": ("web",),
    "rich": ("cli",),
    "typer": ("cli",),
    # Peers of the benchmarks and oracles of the tests, present in development only.
    "docxtpl": ("sample/bench_reports",),
    "markitdown": ("sample/bench_documents",),
    "pdfminer": (),
    "pdfplumber": ("sample/bench_documents",),
    "python_calamine": (),
    "weasyprint": ("sample/bench_reports",),
}

CHECK_FILE = re.compile(r"checks/[a-z]{3}\d{3}_\w+\.py")

#: What reports share: writers, the annotated copy, and the Chinese words for states and outcomes.
SHARED_BY_REPORTS = frozenset({"render", "annotate", "wording"})


def test_import_contracts_hold(root: Path) -> None:
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent)) or "lint-imports"
    result = subprocess.run([program, "--no-cache"], cwd=root, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("package", sorted(ALLOWED))
def test_outside_packages_stay_in_their_rooms(package: str, modules: tuple[Module, ...]) -> None:
    strays = [
        module.path
        for module in modules
        if any(name == package or name.startswith(f"{package}.") for name in module.imports) and not module.is_in(*ALLOWED[package])
    ]
    assert strays == [], f"{package} belongs in {', '.join(ALLOWED[package])}"


def test_no_check_imports_another(modules: tuple[Module, ...]) -> None:
    checks = {module.name for module in modules if CHECK_FILE.fullmatch(module.path)}
    pairs = [(module.name, other) for module in modules if module.name in checks for other in module.imports & checks - {module.name}]
    assert pairs == []


def test_no_report_imports_another(modules: tuple[Module, ...]) -> None:
    assert list(_report_pairs(modules)) == []


def _report_pairs(modules: Iterable[Module]) -> Iterable[tuple[str, str]]:
    for module in modules:
        own = _report(module.name)
        for name in module.imports if own else ():
            other = _report(name)
            if other and other != own and not _is_plain_name(name, modules):
                yield module.name, name


def _report(name: str) -> str | None:
    """The report a dotted name belongs to; None for what reports share and for the room itself."""
    parts = name.split(".")
    if len(parts) < 3 or parts[:2] != ["jiheng", "reports"] or parts[2] in SHARED_BY_REPORTS:
        return None
    return parts[2]


def _is_plain_name(name: str, modules: Iterable[Module]) -> bool:
    """Whether the name is a function or class that the room itself exports, not a module."""
    return len(name.split(".")) == 3 and all(module.name != name for module in modules)


def test_a_check_only_yields(modules: tuple[Module, ...]) -> None:
    """No raise, no printing, no files, no clock."""
    deeds = [f"{module.path}:{line} {deed}" for module in modules if CHECK_FILE.fullmatch(module.path) for line, deed in _deeds(module)]
    assert deeds == []


def _deeds(module: Module) -> Iterable[tuple[int, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Raise):
            yield node.lineno, "raise"
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in {"print", "open", "input"} or called.endswith((".now", ".today", ".utcnow")):
                yield node.lineno, called
    for name in sorted(module.imports & {"io", "os", "pathlib", "random", "shutil", "subprocess", "sys", "time"}):
        yield 1, f"import {name}"


def test_rooms_are_those_of_the_plan(root: Path) -> None:
    package = root / "src" / "jiheng"
    found = {entry.name for entry in package.iterdir() if entry.is_dir() and entry.name != "__pycache__"}
    assert found <= ROOMS, "a new room needs a decision record and a place in the layers"


def test_no_room_is_called_after_nothing(modules: tuple[Module, ...]) -> None:
    empty = {"common", "helper", "helpers", "misc", "shared", "stuff", "tools", "util", "utils"}
    assert [module.path for module in modules if empty & set(module.name.split("."))] == []


def test_every_room_says_what_it_is_for(modules: tuple[Module, ...]) -> None:
    assert [module.path for module in modules if module.path.endswith("__init__.py") and not ast.get_docstring(module.tree)] == []


def test_law_is_data(root: Path) -> None:
    standards = root / "src" / "jiheng" / "standards"
    strays = [
        file.relative_to(standards).as_posix()
        for file in standards.rglob("*")
        if file.is_file() and file.suffix not in {".yaml", ".csv"} and "__pycache__" not in file.parts
    ]
    assert strays == [], "standards hold YAML, and requirement tables as CSV"


def test_tests_mirror_the_house(root: Path) -> None:
    found = {entry.name for entry in (root / "tests").iterdir() if entry.is_dir() and entry.name != "__pycache__"}
    assert found <= ROOMS | {"architecture", "corpus", "docs"}
