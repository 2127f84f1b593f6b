"""The ``jiheng`` command."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from jiheng.assessment import Options, assess, check_contract
from jiheng.assessment.running import Choice
from jiheng.documents import Document, Unreadable, read_all
from jiheng.extraction import extract as extract_records
from jiheng.extraction import to_contract
from jiheng.regulation import load_labels

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.command()
def check(
    paths: list[Path], format: str = "json", standard: str = "cn", preview: Annotated[bool, typer.Option("--preview")] = False
) -> None:
    """Check files."""
    assessed, bad = [], []
    for item in read_all(paths):
        if isinstance(item, Unreadable):
            bad.append(item)
        else:
            assessed.append(assess(item, Options(standard=standard, choice=Choice(preview=preview))))
    json.dump(check_contract(assessed, standard, bad), sys.stdout, ensure_ascii=False, indent=1)


@app.command()
def extract(paths: list[Path], format: str = "json", standard: str = "cn") -> None:
    """Extract records."""
    labels = load_labels(standard)
    found = [to_contract(extract_records(item, labels), item) for item in read_all(paths) if isinstance(item, Document)]
    json.dump({"documents": found}, sys.stdout, ensure_ascii=False, indent=1)


def main() -> None:
    """Run the command line."""
    app()
