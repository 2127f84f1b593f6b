"""``extract``: what was read, as JSON or as a workbook with one sheet a form."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import typer

from jiheng.documents import Unreadable, read_all
from jiheng.extraction import extract, to_contract
from jiheng.regulation import load_labels


def extract_to(paths: list[Path], format: str, output: Path | None, standard: str) -> bool:
    """Write what the files hold; whether some file could not be read."""
    labels = load_labels(standard)
    documents, bad = [], []
    for item in read_all(paths):
        if isinstance(item, Unreadable):
            bad.append(item)
            typer.echo(item.error, err=True)
        else:
            documents.append(to_contract(extract(item, labels), item))
    content = {"documents": documents, "errors": [{"path": item.path, "code": item.code, "message": item.error} for item in bad]}
    if format == "xlsx":
        from jiheng.reports import write_extraction

        target = output or Path("读出的数据.xlsx")
        write_extraction(content, target)
        typer.echo(f"已写入：{target}", err=True)
    elif output:
        output.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
        typer.echo(f"已写入：{output}", err=True)
    else:
        json.dump(content, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    return bool(bad)
