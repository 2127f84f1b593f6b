"""Regenerates every generated page and schema of the documentation; ``--check`` only says what is stale.

    uv run docs/generate.py            writes
    uv run docs/generate.py --check    exit 1 when a generated file differs from what would be written

A generator is a function that writes its files below the folder it is given, as they shall lie below ``docs/``, and the list
of files and folders it owns. A file in an owned folder that nobody writes any more is removed. Pages that need minutes
(accuracy, benchmarks) are not generated here: they name the command that writes them.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from ruamel.yaml import YAML

DOCS = Path(__file__).resolve().parent
GROUPS = {
    "who": "谁",
    "money": "资金与执行",
    "objectives": "目标与指标",
    "evaluation": "评价与得分",
    "checking": "核对与流程",
    "reading": "读取",
}
GLOSSARY_HEAD = """# 术语

<!-- 由 docs/generate.py 从 glossary.yaml 生成，请勿手改。 -->

一个中文术语对应一个英文名称，字段、文件、网址、YAML 键和测试中处处相同。
"""


def write_glossary(target: Path) -> None:
    """``glossary.md`` from ``glossary.yaml``."""
    entries = YAML(typ="safe", pure=True).load((DOCS.parent / "glossary.yaml").read_text("utf-8"))
    parts = [GLOSSARY_HEAD]
    for group, title in GROUPS.items():
        rows = [entry for entry in entries if entry["group"] == group]
        lines = [f"| {entry['term']} | `{entry['name']}` | {entry.get('note', '')} |" for entry in rows]
        parts.append("\n".join([f"## {title}", "", "| 术语 | 名称 | 说明 |", "| --- | --- | --- |", *lines, ""]))
    (target / "glossary.md").write_text("\n".join(parts), "utf-8")


def write_check_pages(target: Path) -> None:
    """A page for each check, and their index, in ``checks/``."""
    from jiheng.cli.pages import write_pages

    write_pages(target / "checks")


#: Each generator with the files (``glossary.md``) and folders (``checks/``) it owns.
GENERATORS: tuple[tuple[Callable[[Path], None], tuple[str, ...]], ...] = (
    (write_glossary, ("glossary.md",)),
    (write_check_pages, ("checks/",)),
)


def contents(root: Path, owned: str) -> dict[str, bytes]:
    """The files of an owned file or folder, by their place below ``root``."""
    target = root / owned
    files: Iterator[Path] = target.rglob("*") if owned.endswith("/") else iter([target])
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files if file.is_file()}


def stale() -> dict[str, bytes | None]:
    """What differs from what would be generated: the new content by path, None for a file to remove."""
    changes: dict[str, bytes | None] = {}
    with tempfile.TemporaryDirectory() as folder:
        for write, owned in GENERATORS:
            target = Path(folder) / write.__name__
            target.mkdir()
            write(target)
            for place in owned:
                wanted, present = contents(target, place), contents(DOCS, place)
                changes |= dict.fromkeys(present.keys() - wanted.keys())
                changes |= {path: content for path, content in wanted.items() if present.get(path) != content}
    return changes


def main(arguments: list[str]) -> int:
    """Exit code: 1 when ``--check`` finds something stale."""
    changes = stale()
    for path, content in sorted(changes.items()):
        print(f"docs/{path}" if content is not None else f"docs/{path} (to remove)")
        if "--check" in arguments:
            continue
        file = DOCS / path
        if content is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    if changes and "--check" in arguments:
        print("stale: run  uv run docs/generate.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
