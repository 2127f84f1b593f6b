"""The kinds of long work: each app registers a function under a name.

The function does the slow part and changes nothing in the database; what it returns is called inside the one transaction that marks the job
as done. A job that is done twice, because its worker was taken for dead, thus changes something once.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Protocol

from django.apps import apps
from django.utils.module_loading import module_has_submodule


class Cancelled(Exception):
    """Somebody asked to stop."""


class LeaseLost(Exception):
    """Another worker has the job by now."""


class Impossible(Exception):
    """The work cannot be done, however often it is tried; the text says why and what to do."""


class Run(Protocol):
    """What the work knows of its job."""

    @property
    def arguments(self) -> dict[str, Any]:
        """As they were given."""

    def report(self, text: str, percent: int) -> None:
        """How far it is; the moment at which a job can be cancelled.

        Raises:
            Cancelled: somebody asked to stop.
            LeaseLost: another worker has the job.
        """


Finish = Callable[[], dict[str, Any]]
Work = Callable[[Run], Finish]

_kinds: dict[str, Work] = {}


def kind(name: str) -> Callable[[Work], Work]:
    """Register the function under this name."""

    def register(work: Work) -> Work:
        _kinds[name] = work
        return work

    return register


def work_of(name: str) -> Work:
    """The function of a kind. Each app keeps its kinds in a module ``long_work``."""
    if name not in _kinds:
        for app in apps.get_app_configs():
            if app.module is not None and app.name.startswith("jiheng.") and module_has_submodule(app.module, "long_work"):
                import_module(f"{app.name}.long_work")
    return _kinds[name]
