"""The app as Django knows it."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save


class DashboardsConfig(AppConfig):
    """Charts over years, departments and kinds, each with its table."""

    name = "jiheng.web.dashboards"
    label = "dashboards"

    def ready(self) -> None:
        """Facts follow the records; dossiers from before this app get theirs when the tables are made."""
        post_save.connect(_opened, sender="dossiers.Dossier", dispatch_uid="dashboards.opened")
        post_save.connect(_stored, sender="dossiers.RecordVersion", dispatch_uid="dashboards.stored")
        post_migrate.connect(_fill, sender=self, dispatch_uid="dashboards.fill")


def _opened(*, instance: Any, created: bool, **_rest: Any) -> None:
    from jiheng.web.dashboards.facts import refresh

    if created:
        refresh(instance)


def _stored(*, instance: Any, created: bool, **_rest: Any) -> None:
    from jiheng.web.dashboards.facts import refresh

    if created:
        refresh(instance.dossier)


def _fill(**_rest: Any) -> None:
    from jiheng.web.dashboards.facts import rebuild

    rebuild(missing_only=True)
