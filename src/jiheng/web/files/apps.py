"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files that people hand in: kept whole, by digest."""

    name = "jiheng.web.files"
    label = "files"
