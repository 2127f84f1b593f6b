"""What a rule of the house sees of a source file."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, kw_only=True)
class Module:
    """One source file: its place below the package (``reports/render/word.py``), text and tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        parts = ("jiheng", *self.path.removesuffix(".py").split("/"))
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def imports(self) -> frozenset[str]:
        """Dotted names of all that is imported anywhere in the file; ``from a import b`` gives ``a`` and ``a.b``."""
        names: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module)
                names.update(f"{node.module}.{alias.name}" for alias in node.names)
        return frozenset(names)

    def is_in(self, *rooms: str) -> bool:
        return any(self.path.startswith((f"{room}/", f"{room}.py")) for room in rooms)
