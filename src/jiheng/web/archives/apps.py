"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ArchivesConfig(AppConfig):
    """Packages of whole dossiers, and dossiers restored from them."""

    name = "jiheng.web.archives"
    label = "archives"
