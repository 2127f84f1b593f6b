"""Long files and long functions ask for a reason: ``# long: <reason>``, for a file in column 0, for a function on or above its ``def``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from source_tree import Module

FILE_LINES = 400
FUNCTION_LINES = 40
REASON = re.compile(r"# long: \w.{9,}")


def test_files_over_400_lines_give_a_reason(modules: tuple[Module, ...]) -> None:
    long = {
        module.path: length
        for module in modules
        if (length := module.text.count("\n")) > FILE_LINES and not any(map(REASON.match, module.text.splitlines()))
    }
    assert long == {}, "split the file, or say why not in a line '# long: <reason>'"


def test_functions_over_40_lines_give_a_reason(modules: tuple[Module, ...]) -> None:
    long = [f"{module.path}:{line} {name} ({length} lines)" for module in modules for line, name, length in _long_functions(module)]
    assert long == [], "split the function, or say why not in a comment '# long: <reason>' on or above its def"


def _long_functions(module: Module) -> Iterator[tuple[int, str, int]]:
    lines = module.text.splitlines()
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        length = _length(node)
        first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
        head = lines[max(first - 2, 0) : node.body[0].lineno]
        if length > FUNCTION_LINES and not any(map(REASON.search, head)):
            yield node.lineno, node.name, length


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from ``def`` to the end, the docstring not counted."""
    end = node.end_lineno or node.lineno
    docstring = node.body[0] if ast.get_docstring(node, clean=False) is not None else None
    counted = end - node.lineno + 1
    return counted - ((docstring.end_lineno or docstring.lineno) - docstring.lineno + 1) if docstring else counted
