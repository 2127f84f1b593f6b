"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Dossiers on their way: states, steps, deadlines, returns, discussion."""

    name = "jiheng.web.casework"
    label = "casework"
