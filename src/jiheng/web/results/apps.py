"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """What becomes of results."""

    name = "jiheng.web.results"
    label = "results"
