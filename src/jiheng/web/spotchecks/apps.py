"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class SpotchecksConfig(AppConfig):
    """Sampling plans and re-check scores."""

    name = "jiheng.web.spotchecks"
    label = "spotchecks"
