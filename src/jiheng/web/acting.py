"""What every action shares: one transaction, and an audit entry or no change at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from jiheng.web.audit import chain

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class Unrecorded(Exception):
    """An action ended without an audit entry: a mistake of ours."""

    def __init__(self, name: str) -> None:
        super().__init__(f"操作 {name} 没有留下审计记录，已撤回。")


class Refused(Exception):
    """The action is not possible now; the text says why and what to do."""


def action(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """The function as an action: all of it or nothing, and never without a trace."""

    @wraps(function)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        with transaction.atomic():
            before = chain.added()
            result = function(*args, **kwargs)
            if chain.added() == before:
                raise Unrecorded(function.__name__)
        return result

    return run
