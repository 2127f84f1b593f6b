"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Subjects and their records in versions."""

    name = "jiheng.web.dossiers"
    label = "dossiers"
