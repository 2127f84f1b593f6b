"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class FillingConfig(AppConfig):
    """Official forms filled in the browser: grid, drafts, imports of paper."""

    name = "jiheng.web.filling"
    label = "filling"
