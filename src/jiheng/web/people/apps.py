"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Organisations, persons, roles, invitations."""

    name = "jiheng.web.people"
    label = "people"

    def ready(self) -> None:
        """Sign-ins and lock-outs are heard."""
        from jiheng.web.people import events  # noqa: F401 - connects its receivers
