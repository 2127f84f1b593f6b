"""How checks are declared, found and described. A check is found by existing: every module in this package is imported once.

The type of the first argument decides what a check visits (see :mod:`jiheng.checks.subjects`). A check yields
:class:`Relation` for every figure it recomputed, whether it holds or not, and :class:`Finding` for what needs work.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from jiheng.model import Finding, Relation, Severity
from jiheng.regulation import Standard

Said: TypeAlias = Finding | Relation
CheckFunction: TypeAlias = Callable[[Any, Standard], Iterator[Said]]

FAMILIES = {
    "DOC": "任何文档",
    "OBJ": "绩效目标",
    "MON": "绩效运行监控",
    "SEV": "绩效自评",
    "EVR": "绩效评价报告",
    "FAC": "决算与公开",
    "XCK": "跨文档、跨年度",
    "PRC": "过程",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A declared check: its code, name, severity, page and function."""

    code: str
    name: str
    severity: Severity
    preview: bool
    subject: type
    function: CheckFunction
    title: str
    page: str
    module: str


class DuplicateCode(ValueError):
    """Two checks claim one code."""

    def __init__(self, code: str, one: str, other: str) -> None:
        super().__init__(f"check code {code} is claimed by {one} and {other}")


_checks: dict[str, Check] = {}


def check(code: str, *, severity: Severity, preview: bool = False) -> Callable[[CheckFunction], CheckFunction]:
    """Declare a check; the module's docstring is its page, the function's name its name."""
    if not re.fullmatch(rf"(?:{'|'.join(FAMILIES)})\d{{3}}", code):
        raise ValueError(f"not a check code: {code}")

    def register(function: CheckFunction) -> CheckFunction:
        module = importlib.import_module(function.__module__)
        page = (module.__doc__ or "").strip()
        if code in _checks and _checks[code].module != function.__module__:
            raise DuplicateCode(code, _checks[code].module, function.__module__)
        hints = typing.get_type_hints(function)
        subject = next(hint for name, hint in hints.items() if name != "return")
        _checks[code] = Check(
            code=code,
            name=function.__name__,
            severity=severity,
            preview=preview,
            subject=subject,
            function=function,
            title=page.split("\n", 1)[0].rstrip("。"),
            page=page,
            module=function.__module__,
        )
        return function

    return register


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check, by code."""
    package = importlib.import_module("jiheng.checks")
    for info in pkgutil.iter_modules(package.__path__):
        if re.match(r"[a-z]{3}\d{3}_", info.name):
            importlib.import_module(f"jiheng.checks.{info.name}")
    return tuple(_checks[code] for code in sorted(_checks))
