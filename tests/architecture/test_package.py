"""Rules about the package as a whole: its lock file, its version, its promises to a redistributor."""

from __future__ import annotations

import os
import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

import jiheng


def test_lock_file_names_only_the_public_registry(root: Path) -> None:
    """A lock file written on somebody's machine must not carry that machine's indexes or folders."""
    lock = tomllib.loads((root / "uv.lock").read_text("utf-8"))
    sources = {str(package["source"]) for package in lock["package"]}
    assert sources == {"{'registry': 'https://pypi.org/simple'}", "{'editable': '.'}"}
    assert "file://" not in (root / "uv.lock").read_text("utf-8")


def test_version_stands_in_one_place() -> None:
    assert version("jiheng") == jiheng.__version__


@pytest.mark.parametrize("script", ["run", "test", ".ci/run"])
def test_root_scripts_can_be_started(script: str, root: Path) -> None:
    assert os.access(root / script, os.X_OK)
    assert (root / script).read_text("utf-8").startswith("#!/usr/bin/env bash\n")


def test_no_development_package_is_imported_by_the_product(root: Path) -> None:
    """What the product imports from outside is among its dependencies."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    peers = {re.split(r"[\[><=~! ]", entry)[0] for entry in project["dependency-groups"]["bench"]}
    runtime = {re.split(r"[\[><=~! ]", entry)[0] for entry in project["project"]["dependencies"]}
    assert not peers & runtime


def test_licence_travels_with_the_package(root: Path) -> None:
    assert "Apache License" in (root / "LICENSE").read_text("utf-8")[:200]
    assert "Open Font License" in (root / "NOTICE").read_text("utf-8")


def test_changelog_fragments_name_their_kind(root: Path) -> None:
    kinds = {"added", "changed", "fixed", "removed"}
    names = [file.name for file in (root / "changelog.d").iterdir() if file.name != "README.md"]
    assert [name for name in names if name.split(".")[1:] not in [[kind, "md"] for kind in kinds]] == []


def test_nothing_names_the_machine_it_was_written_on(root: Path) -> None:
    """Paths of a home or work folder do not belong into what others install."""
    private = re.compile(r"(?<![\w.])/(?:root|home|Users|work)/\w")
    texts = [*root.glob("*.*"), *root.glob("docs/**/*.*"), *root.glob("scripts/*"), *root.glob("src/**/*.py"), *root.glob("src/**/*.yaml")]
    strays = [
        text.relative_to(root).as_posix()
        for text in texts
        if text.is_file()
        and text.suffix in {".md", ".py", ".yaml", ".yml", ".toml", ".sh", ".lock"}
        and private.search(text.read_text("utf-8"))
    ]
    assert strays == []
