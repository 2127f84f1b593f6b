"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """Complaints of the public and how they are handled."""

    name = "jiheng.web.complaints"
    label = "complaints"
