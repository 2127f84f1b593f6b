"""Check pages: shown by ``explain``, listed by ``checks``, written for the documentation."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table

from jiheng.checks import Check, all_checks
from jiheng.checks.registry import FAMILIES
from jiheng.cli.wording import SEVERITIES


def find(word: str) -> list[Check]:
    """The check of a code (any case), or the checks of a name: forms of different kinds share some."""
    return [check for check in all_checks() if word.upper() == check.code or word == check.name]


def similar(word: str) -> list[Check]:
    """Checks whose code, name or title holds the word."""
    return [check for check in all_checks() if word.upper() in check.code or word in check.name or word in check.title]


def markdown(check: Check) -> str:
    """The page as Markdown; the fences of its examples get a plain language tag and a caption."""
    body = check.page.split("\n", 1)[1].strip() if "\n" in check.page else ""
    body = re.sub(r"```yaml (不应报告|应报告)( \S+)?\n", r"**\1**\2\n\n```yaml\n", body)
    preview = "　**试用**：默认不报告，用 `--preview` 打开。" if check.preview else ""
    head = f"# {check.code} {check.title}\n\n`{check.name}`　{SEVERITIES[check.severity]}{preview}\n\n"
    return head + body + "\n"


def show(check: Check, console: Console) -> None:
    """Print a page."""
    console.print(Markdown(markdown(check)))


def listing(console: Console, prefix: str = "") -> int:
    """Print all checks, by family; how many there are."""
    count = 0
    for family, checks in groupby((c for c in all_checks() if c.code.startswith(prefix.upper())), key=lambda c: c.code[:3]):
        table = Table(title=f"{family} {FAMILIES[family]}", title_justify="left", show_header=True, box=None, pad_edge=False)
        for heading in ("编号", "级别", "名称", "查什么"):
            table.add_column(heading)
        for check in checks:
            table.add_row(check.code, SEVERITIES[check.severity] + ("（试用）" if check.preview else ""), check.name, check.title)
            count += 1
        console.print(table)
        console.print()
    return count


def write_pages(folder: Path) -> list[Path]:
    """Write one page a check and an index; stale pages are removed. Returns what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for check in all_checks():
        page = folder / f"{check.code}.md"
        page.write_text(markdown(check), "utf-8")
        written.append(page)
    index = folder / "index.md"
    index.write_text(_index(), "utf-8")
    written.append(index)
    for old in folder.glob("*.md"):
        if old not in written:
            old.unlink()
    return written


def _index() -> str:
    lines = ["# 检查一览", "", "每一条检查是一个文件：说明、示例、程序、测试都在其中。本页由程序生成。", ""]
    for family, checks in groupby(all_checks(), key=lambda c: c.code[:3]):
        lines += [f"## {family} {FAMILIES[family]}", "", "| 编号 | 级别 | 查什么 | 名称 |", "| --- | --- | --- | --- |"]
        for check in checks:
            trial = "（试用）" if check.preview else ""
            lines.append(f"| [{check.code}]({check.code}.md) | {SEVERITIES[check.severity]}{trial} | {check.title} | `{check.name}` |")
        lines.append("")
    return "\n".join(lines)
