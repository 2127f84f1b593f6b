"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The sample county."""

    name = "jiheng.web.demo"
    label = "demo"
