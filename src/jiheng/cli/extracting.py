"""``extract``: what was read, as JSON or as a workbook with one sheet a form."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import typer
from rich.console import Console

from jiheng.cli.files import Task, tasks_below
from jiheng.cli.progress import progress
from jiheng.cli.stopping import not_writable, stop
from jiheng.documents import Document, Unreadable, read_all
from jiheng.extraction import Extraction, extract, to_contract
from jiheng.regulation import BrokenStandard, FormLabels, UnknownStandard, load_labels

_log = logging.getLogger(__name__)
_WORKBOOK = Path("读出的数据.xlsx")


def run_extract(paths: list[Path], format: str, output: Path | None, standard: str, console: Console) -> int:
    """Write what the files hold; the exit code."""
    try:
        labels = load_labels(standard)
    except (UnknownStandard, BrokenStandard) as error:
        stop(str(error))
    target = output or (_WORKBOOK if format == "xlsx" else None)
    errors: list[Unreadable] = []
    read = _read(list(tasks_below(paths, None, [target] if target else [])), labels, errors, console)
    try:
        if target:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.open("ab").close()
        if format == "xlsx" and target:
            from jiheng.reports import write_extraction

            write_extraction(read, errors, target)
        elif target:
            with target.open("w", encoding="utf-8") as stream:
                _write_json(read, errors, stream)
        else:
            _write_json(read, errors, sys.stdout)
    except OSError as error:
        if target and error.filename in (str(target), str(target.parent)):
            stop(not_writable(target, error))
        raise
    if target:
        typer.echo(f"已写入：{target}", err=True)
    return 2 if errors else 0


def _read(
    tasks: list[Task | Unreadable], labels: FormLabels, errors: list[Unreadable], console: Console
) -> Iterator[tuple[Document, Extraction]]:
    """Each document with what it holds; those that cannot be read are told and added to ``errors``."""
    with progress(len(tasks), "读取", None if console.is_terminal else console) as steps:
        for task in tasks:
            for item in [task] if isinstance(task, Unreadable) else read_all([task.path]):
                result = item if isinstance(item, Unreadable) else _extracted(item, labels)
                if isinstance(result, Unreadable):
                    errors.append(result)
                    typer.echo(result.error, err=True)
                else:
                    yield result
            steps.done(task.path.name if isinstance(task, Task) else task.path)


def _extracted(document: Document, labels: FormLabels) -> tuple[Document, Extraction] | Unreadable:
    try:
        return document, extract(document, labels)
    except Exception as error:  # one document we cannot cope with must not stop the others
        _log.exception("extracting %s failed", document.path)
        sentence = f"{document.path}：读取时程序出错（{type(error).__name__}），这是程序的问题。请保留原件并反馈。"
        return Unreadable(path=document.path, error=sentence, code="internal_error")


def _write_json(read: Iterator[tuple[Document, Extraction]], errors: list[Unreadable], stream: TextIO) -> None:
    """One document after the other: a run of any length needs constant memory."""
    stream.write('{"documents": [')
    for number, (document, extraction) in enumerate(read):
        stream.write(",\n" if number else "\n")
        json.dump(to_contract(extraction, document), stream, ensure_ascii=False, indent=1)
    listed = [{"path": bad.path, "code": bad.code, "message": bad.error} for bad in errors]
    stream.write('\n], "errors": ' + json.dumps(listed, ensure_ascii=False) + "}\n")
